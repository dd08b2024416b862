//! What was measured, for programs and for people.

use openledger_engine::attribute::{
    check::{Outcome, Questions, Statistics},
    Index,
};
use serde_json::{json, Value};

/// For programs.
pub(super) fn json(questions: &Questions, outcome: &Outcome) -> Value {
    let Outcome { index, random } = outcome;
    json!({
        "snippets": questions.snippets.len(),
        "own_first": index.test.accuracy,
        "chance": index.test.chance,
        "p_value": index.test.p,
        "exact_copies": questions.copies.len(),
        "exact_top10": index.copies,
        "random_p_value": random.test.p,
        "random_exact_top10": random.copies,
        "random_fails": outcome.random_fails(),
        "passed": outcome.passed(),
    })
}

/// For people.
pub(super) fn table(questions: &Questions, labels: &[String], index: &Index, outcome: &Outcome) -> String {
    let header = format!(
        "{} held-out snippets of {}; {} copies among {} fragments of {} contributions",
        questions.snippets.len(),
        labels.join(", "),
        questions.copies.len(),
        index.header.fragments,
        index.header.contributions,
    );
    let row = |name: &str, of: &dyn Fn(&Statistics) -> String| {
        format!("{name:<24}{:>10}{:>10}", of(&outcome.index), of(&outcome.random))
    };
    let verdict = |passes: bool| if passes { "pass" } else { "fail" }.to_owned();
    [
        header,
        String::new(),
        format!("{:<24}{:>10}{:>10}", "", "index", "random"),
        row("own label first", &|of| format!("{:.3}", of.test.accuracy)),
        row("  by chance", &|of| format!("{:.3}", of.test.chance)),
        row("  p of the shuffles", &|of| format!("{:.4}", of.test.p)),
        row("  p below 0.01", &|of| verdict(of.sources_found())),
        row("copies in the top ten", &|of| format!("{:.3}", of.copies)),
        row("  at least 0.95", &|of| verdict(of.copies_found())),
    ]
    .join("\n")
}

/// What did not pass, in a sentence.
pub(super) fn failure(outcome: &Outcome) -> Option<String> {
    let Outcome { index, random } = outcome;
    if outcome.passed() {
        None
    } else if !index.sources_found() {
        Some(format!(
            "attribution is not better than chance: the own label comes first for {:.1} % of the snippets, by chance \
             for {:.1} %, p = {:.4}",
            100.0 * index.test.accuracy,
            100.0 * index.test.chance,
            index.test.p
        ))
    } else if !index.copies_found() {
        Some(format!("only {:.1} % of the exact copies find themselves among the ten best", 100.0 * index.copies))
    } else {
        Some(format!(
            "the checks show nothing here, because random scores pass one too: p = {:.4}, {:.1} % of the copies found",
            random.test.p,
            100.0 * random.copies
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_engine::attribute::check::PermutationTest;

    fn statistics(p: f64, copies: f64) -> Statistics {
        Statistics { test: PermutationTest { accuracy: 0.9, chance: 0.3, p }, copies }
    }

    #[test]
    fn every_way_to_fail_has_its_own_sentence() {
        let (good, bad) = (statistics(0.0001, 0.99), statistics(0.4, 0.01));
        let failure = |index, random| failure(&Outcome { index, random });
        assert_eq!(failure(good, bad), None);
        let sentence = |index, random| failure(index, random).expect("a failure");
        assert!(sentence(statistics(0.01, 1.0), bad).contains("not better than chance"));
        assert!(sentence(statistics(0.0001, 0.94), bad).contains("only 94.0 %"));
        assert!(sentence(good, statistics(0.4, 0.95)).contains("random scores"));
        assert!(sentence(good, statistics(0.001, 0.0)).contains("random scores"));
    }
}

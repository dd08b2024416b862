//! Building an index with a model and asking it, on the tiny model of `vectors/`.

use openledger_engine::{
    attribute::{
        attribute, build,
        check::{check_fragments, compare, Observed, Questions},
        Error, Index, IndexedFragment, Progress, DEFAULT_RECIPE,
    },
    lora_gradient,
    random::Random,
    Adapter, Base, ModelConfig, Tokens,
};
use openledger_primitives::{recipe::Targets, ContributionId};
use std::{ops::ControlFlow, path::PathBuf};

const TOKENIZER: &str = r#"{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
    "pre_tokenizer":null,"post_processor":null,"decoder":null,
    "model":{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}}"#;

fn model() -> (Base, Adapter) {
    let read = |name: &str| {
        let path: PathBuf = ["vectors", "tied", name].iter().collect();
        std::fs::read(path).unwrap()
    };
    let base = Base::from_files(&read("model.safetensors"), &read("config.json"), TOKENIZER.as_bytes()).unwrap();
    let (weights, config) = (read("adapter/adapter_model.safetensors"), read("adapter/adapter_config.json"));
    let adapter = Adapter::from_peft(&weights, &config, &base.config).unwrap();
    (base, adapter)
}

/// A short phrase of the contribution's own, again and again among random tokens.
fn text(contribution: u32, random: &mut Random) -> Tokens {
    let phrase = [[10, 11, 12], [40, 41, 42], [70, 71, 72]][contribution as usize];
    (0..20).map(|at| if at % 5 < 3 { phrase[at % 5] } else { random.below(96) as u32 }).collect()
}

/// Three contributions of eight fragments.
fn fragments() -> Vec<IndexedFragment> {
    let mut random = Random::new("test/attribution", 1, 0);
    (0..24u32)
        .map(|i| {
            let tokens = text(i / 8, &mut random);
            IndexedFragment { contribution: u64::from(i / 8) + 5, fragment: i % 8, tokens }
        })
        .collect()
}

/// Asks about twenty new texts of each contribution and all fragments, each contribution a source of its own.
fn questions() -> Questions {
    let mut random = Random::new("test/questions", 1, 0);
    let held_out: Vec<(ContributionId, Tokens)> =
        (0..60).map(|i| (u64::from(i % 3) + 5, text(i % 3, &mut random))).collect();
    Questions::choose([(5, 0), (6, 1), (7, 2)].into(), &fragments(), &held_out, 60, 100).unwrap()
}

fn built(base: &Base, adapter: &Adapter, fragments: &[IndexedFragment]) -> Index {
    build(base, adapter, fragments, &DEFAULT_RECIPE, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn an_answer_goes_back_to_the_contribution_it_repeats() {
    let (base, adapter) = model();
    let index = built(&base, &adapter, &fragments());
    for (contribution, phrase) in [(5, [10, 11, 12]), (6, [40, 41, 42]), (7, [70, 71, 72])] {
        let (prompt, output) = ([3, phrase[0]], [phrase[1], phrase[2], 9, 33, phrase[0], phrase[1], phrase[2]]);
        let found = attribute(&base, &adapter, &index, &prompt, &output).unwrap();
        let best = found.scores.iter().max_by_key(|(_, score)| *score).unwrap();
        assert_eq!((best.0, found.fragments[0].contribution), (contribution, contribution), "{:?}", found.scores);
        assert_eq!(found.fragments.len(), 10);
        assert_eq!(found.scores, index.scores(&found.query).unwrap());
    }
}

#[test]
fn a_text_by_itself_is_scored_by_all_its_tokens() {
    let (base, adapter) = model();
    let index = built(&base, &adapter, &fragments());
    let text = &fragments()[3].tokens;
    let found = attribute(&base, &adapter, &index, text, &[]).unwrap();
    let gradient = lora_gradient(&base, &adapter, text).unwrap();
    assert_eq!(found.query, index.sketch_query(&gradient, text).unwrap());
    assert_eq!((found.fragments[0].contribution, found.fragments[0].fragment), (5, 3));
}

#[test]
fn order_of_fragments_and_number_of_threads_change_nothing() {
    let (base, adapter) = model();
    let mut reversed = fragments();
    reversed.reverse();
    let bytes = |fragments: &[IndexedFragment], threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| built(&base, &adapter, fragments).to_bytes())
    };
    assert!(bytes(&fragments(), 1) == bytes(&reversed, 2));
}

#[test]
fn a_build_reports_its_progress_and_can_be_stopped() {
    let (base, adapter) = model();
    let mut seen = Vec::new();
    build(&base, &adapter, &fragments(), &DEFAULT_RECIPE, &mut |progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen.first(), Some(&Progress::Gradients { done: 0, total: 24 }));
    assert_eq!(seen.last(), Some(&Progress::Fitting));
    let stopped = build(&base, &adapter, &fragments(), &DEFAULT_RECIPE, &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Engine(openledger_engine::Error::Cancelled))));
}

#[test]
fn what_cannot_be_indexed_or_asked_is_refused_with_the_reason() {
    let (base, adapter) = model();
    let refused = |fragments: &[IndexedFragment]| {
        build(&base, &adapter, fragments, &DEFAULT_RECIPE, &mut |_| ControlFlow::Continue(())).unwrap_err().to_string()
    };
    assert!(refused(&[]).contains("not 0"));
    let mut twice = fragments();
    twice.push(twice[9].clone());
    assert!(refused(&twice).contains("fragment 1 of contribution 6 is given twice"));
    let silent = IndexedFragment { contribution: 1, fragment: 0, tokens: vec![4] };
    assert!(refused(&[silent]).contains("every gradient is zero"));

    let index = built(&base, &adapter, &fragments());
    for (prompt, output) in [(vec![], vec![]), (vec![], vec![4]), (vec![4], vec![])] {
        let problem = attribute(&base, &adapter, &index, &prompt, &output).unwrap_err().to_string();
        assert!(problem.contains("at least one token after another"), "{problem}");
    }
}

#[test]
fn an_index_passes_its_checks_where_random_scores_fail() {
    let (base, adapter) = model();
    let index = built(&base, &adapter, &fragments());
    let questions = questions();
    assert_eq!((questions.snippets.len(), questions.copies.len()), (60, 24));
    let mut seen = Vec::new();
    let observed = Observed::of_index(&base, &adapter, &index, &questions, &mut |done, total| {
        seen.push((done, total));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!((seen.first(), seen.last()), (Some(&(0, 84)), Some(&(84, 84))));
    let outcome = compare(&observed, &index, &questions, 1_000, 1).unwrap();
    assert!(outcome.passed() && outcome.random_fails(), "{outcome:?}");
    assert!((outcome.random.test.chance - 1.0 / 3.0).abs() < 0.05, "{outcome:?}");

    for seed in 0..20 {
        let random = Observed::at_random(&index, &questions, seed, 0);
        let outcome = compare(&random, &index, &questions, 400, seed).unwrap();
        assert!(!outcome.passed() && outcome.random_fails(), "{outcome:?}");
    }
    let few = compare(&observed, &index, &questions, 99, 1).unwrap_err().to_string();
    assert!(few.contains("at least 100"), "{few}");
}

#[test]
fn an_index_is_not_checked_with_another_versions_files() {
    let (base, adapter) = model();
    let index = built(&base, &adapter, &fragments());
    let questions = questions();
    let other = adapter_of_rank(&base.config, adapter.rank() + 1);
    let refused = Observed::of_index(&base, &other, &index, &questions, &mut |_, _| ControlFlow::Continue(()));
    assert!(refused.unwrap_err().to_string().contains("different versions"));
    let stopped = Observed::of_index(&base, &adapter, &index, &questions, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Engine(openledger_engine::Error::Cancelled))));

    check_fragments(&index, &fragments()).unwrap();
    let problem = |change: fn(&mut Vec<IndexedFragment>)| {
        let mut changed = fragments();
        change(&mut changed);
        check_fragments(&index, &changed).unwrap_err().to_string()
    };
    let missing = problem(|fragments| fragments.retain(|fragment| fragment.contribution != 6));
    assert!(missing.contains("holds contribution 6"), "{missing}");
    let fewer = problem(|fragments| drop(fragments.remove(9)));
    assert!(fewer.contains("contribution 6 is cut into 7"), "{fewer}");
    let altered = problem(|fragments| fragments[20].tokens.push(95));
    assert!(altered.contains("fragment 4 of contribution 7"), "{altered}");
    let more = problem(|fragments| fragments[23].contribution = 8);
    assert!(more.contains("contribution 7 is cut into 7"), "{more}");
    let foreign = problem(|fragments| {
        fragments.push(IndexedFragment { contribution: 8, fragment: 0, tokens: vec![1, 2] });
    });
    assert!(foreign.contains("contribution 8 is not in the index"), "{foreign}");
}

fn adapter_of_rank(config: &ModelConfig, rank: usize) -> Adapter {
    let length = openledger_engine::Layout::new(config, rank, Targets::ALL).len();
    Adapter::from_values(config, rank, 4, Targets::ALL, vec![0.1; length]).unwrap()
}

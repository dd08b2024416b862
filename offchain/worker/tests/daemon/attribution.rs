//! `check-attribution` on a tiny version: contributors who write about different things are told apart, labels that
//! say nothing are not.

use crate::model::{recipe, tiny_base};
use openledger_engine::{attribute, train, Base, TrainingSet};
use openledger_primitives::{
    document::{Bundle, Document},
    recipe::Recipe,
};
use openledger_worker::jobs::corpus::Corpus;
use serde_json::Value;
use std::{
    fs,
    ops::ControlFlow,
    path::Path,
    process::{Command, Output},
};

const BIRDS: [&str; 8] = ["heron", "osprey", "plover", "wagtail", "bittern", "curlew", "dunlin", "goshawk"];
const STONES: [&str; 8] = ["basalt", "gneiss", "marble", "quartz", "schist", "gypsum", "jasper", "onyx"];

/// Sixty small documents in a folder that say different things in a contributor's own words.
fn bundle(words: &[&str; 8], folder: &str) -> Bundle {
    let document = |number: usize| {
        let word = |at: usize| words[(number / 8usize.pow(at as u32) + at * 3) % 8];
        let text = format!("{number} of {} and {}\n{} {} {}\n", word(0), word(1), word(2), word(0), word(1));
        Document { path: format!("{folder}/{number:02}.txt"), text }
    };
    Bundle::new((0..60).map(document).collect()).expect("a bundle")
}

/// Contributions 1 and 2 are about birds, 3 and 4 about stones. Both of a subject say the same under other paths, so
/// most of what is held out of one stands in the other.
fn bundles() -> [(u64, Bundle); 4] {
    [(1, bundle(&BIRDS, "a")), (2, bundle(&BIRDS, "b")), (3, bundle(&STONES, "a")), (4, bundle(&STONES, "b"))]
}

/// Trains and indexes a version as the daemon does, and writes all files into a folder.
fn version(folder: &Path, recipe: &Recipe) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    let texts: Vec<String> =
        bundles().iter().flat_map(|(_, bundle)| bundle.documents().to_vec()).map(|d| d.text).collect();
    for (name, bytes) in tiny_base(&texts) {
        write(name, &bytes);
    }
    let base = Base::load(folder).expect("a base");
    let mut corpus = Corpus::default();
    for (id, bundle) in bundles() {
        write(&format!("{id}.jsonl"), &bundle.encode());
        corpus.add(&base.tokenizer, id, &bundle, recipe).expect("fragments");
    }
    let fragments = corpus.training.iter().map(|fragment| fragment.tokens.clone()).collect();
    let set = TrainingSet { fragments, held_out: corpus.held_out_tokens() };
    let trained = train(&base, recipe, &set, None, None, &mut |_| ControlFlow::Continue(())).expect("an adapter");
    let peft = trained.adapter.to_peft("tiny").expect("two files");
    write("adapter_model.safetensors", &peft.weights);
    write("adapter_config.json", &peft.config);
    let mut go_on = |_| ControlFlow::Continue(());
    let index = attribute::build(&base, &trained.adapter, &corpus.training, &recipe.attribution, &mut go_on);
    write("index", &index.expect("an index").to_bytes());
    write("recipe.json", &serde_json::to_vec(recipe).expect("JSON"));
}

fn check(folder: &Path, contributions: &[u64], labels: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openledger-worker"));
    command.current_dir(folder).args(["check-attribution", "--base", ".", "--adapter", ".", "--index", "index"]);
    command.args(["--recipe", "recipe.json", "--label", labels, "--bundles"]);
    command.args(contributions.iter().map(|id| format!("{id}={id}.jsonl")));
    command.args(["--permutations", "1000"]).args(more).output().expect("it runs")
}

/// What a failing check says at last.
fn sentence(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned()
}

const HONEST: &str = "1=birds,2=birds,3=stones,4=stones";

#[test]
fn attribution_passes_and_labels_that_say_nothing_fail() {
    let folder = tempfile::tempdir().expect("a folder");
    let recipe = Recipe { held_out_ppm: 400_000, ..recipe() };
    version(folder.path(), &recipe);
    let all = [1, 2, 3, 4];

    let honest = check(folder.path(), &all, HONEST, &["--json"]);
    assert!(honest.status.success(), "{}{}", String::from_utf8_lossy(&honest.stdout), sentence(&honest));
    let said: Value = serde_json::from_slice(&honest.stdout).expect("JSON");
    assert_eq!((&said["passed"], &said["random_fails"]), (&true.into(), &true.into()), "{said}");
    assert_eq!((&said["snippets"], &said["exact_copies"]), (&60.into(), &100.into()), "{said}");
    let number = |key: &str| said[key].as_f64().expect("a number");
    assert!(number("p_value") < 0.01 && number("random_p_value") >= 0.01, "{said}");
    assert!(number("own_first") > number("chance"), "{said}");
    assert!(number("exact_top10") >= 0.95 && number("random_exact_top10") < 0.5, "{said}");
    let progress = String::from_utf8_lossy(&honest.stderr).lines().last().map(serde_json::from_str::<Value>);
    assert_eq!(progress.expect("progress").expect("JSON"), serde_json::json!({ "done": 160, "total": 160 }));

    let mixed = check(folder.path(), &all, "1=even,2=odd,3=odd,4=even", &[]);
    assert!(sentence(&mixed).contains("not better than chance"), "{}", sentence(&mixed));
    let table = String::from_utf8_lossy(&mixed.stdout);
    assert!(table.contains("even, odd") && table.contains("random"), "{table}");

    let refused = |contributions: &[u64], labels: &str, more: &[&str]| {
        sentence(&check(folder.path(), contributions, labels, more))
    };
    assert!(refused(&all, HONEST, &["--snippets", "49"]).contains("at least 50"));
    assert!(refused(&all, "1=a,2=a,3=a,4=a", &[]).contains("fewer than two"));
    assert!(refused(&all, "1=a,2=b,3=b", &[]).contains("--label 4=NAME"));
    assert!(refused(&[1, 2, 3], HONEST, &[]).contains("--bundles 4=FILE"));
    assert!(refused(&[1, 2, 3], "1=a,2=b,3=b", &[]).contains("the index holds contribution 4"));
    let file = |name: &str| folder.path().join(name);
    fs::copy(file("3.jsonl"), file("1.jsonl")).expect("copied");
    assert!(refused(&all, HONEST, &[]).contains("of contribution 1 has other tokens"), "another bundle");
    let another = Recipe { seed: recipe.seed + 1, ..recipe };
    fs::write(file("recipe.json"), serde_json::to_vec(&another).expect("JSON")).expect("written");
    assert!(refused(&all, HONEST, &[]).contains("the recipe belongs to another version"), "another recipe");
}

//! Building an index with a model and asking it, on the tiny model of `vectors/`.

use openledger_engine::{
    attribute::{attribute, build, Error, Index, IndexedFragment, Progress, DEFAULT_RECIPE},
    lora_gradient,
    random::Random,
    Adapter, Base,
};
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

/// Three contributions of eight fragments; each repeats a short phrase of its own among random tokens.
fn fragments() -> Vec<IndexedFragment> {
    let mut random = Random::new("test/attribution", 1, 0);
    (0..24u32)
        .map(|i| {
            let phrase = [[10, 11, 12], [40, 41, 42], [70, 71, 72]][i as usize / 8];
            let tokens = (0..20).map(|at| if at % 5 < 3 { phrase[at % 5] } else { random.below(96) as u32 }).collect();
            IndexedFragment { contribution: u64::from(i / 8) + 5, fragment: i % 8, tokens }
        })
        .collect()
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

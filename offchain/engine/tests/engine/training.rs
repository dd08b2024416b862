//! Training gives the same bytes whoever runs it, and survives being stopped.

use crate::fixture;
use openledger_engine::{evaluate, pretrain, train, Error, ModelConfig, PretrainPlan, Trained, TrainingSet};
use openledger_primitives::recipe::Recipe;
use std::{ops::ControlFlow, path::Path};

fn run(recipe: &Recipe, directory: Option<&Path>, stop_after: u32) -> Result<Trained, Error> {
    let base = fixture::base();
    let set = TrainingSet { fragments: fixture::fragments(&base), held_out: Vec::new() };
    train(&base, recipe, &set, None, directory, &mut |progress| {
        if progress.step >= stop_after {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
}

#[test]
fn same_bytes_on_one_and_two_threads() {
    let one = fixture::on_threads(1, || run(&fixture::recipe(), None, u32::MAX).unwrap());
    let two = fixture::on_threads(2, || run(&fixture::recipe(), None, u32::MAX).unwrap());
    assert!(one == two);
    assert_eq!((one.steps, one.checkpoints.len()), (9, 3));
    let other = run(&Recipe { seed: 12, ..fixture::recipe() }, None, u32::MAX).unwrap();
    assert_ne!(one.checkpoints, other.checkpoints);
}

#[test]
fn a_stopped_run_goes_on_to_the_same_bytes() {
    let directory = tempfile::tempdir().unwrap();
    let recipe = fixture::recipe();
    let whole = run(&recipe, None, u32::MAX).unwrap();
    // Steps 5 and 6 are lost and computed again: only step 4 wrote a checkpoint.
    for stop_after in [2, 6, 7] {
        assert!(matches!(run(&recipe, Some(directory.path()), stop_after), Err(Error::Cancelled)));
    }
    let resumed = run(&recipe, Some(directory.path()), u32::MAX).unwrap();
    assert!(resumed == whole);
    // A finished run is not run again.
    let mut steps = 0;
    let base = fixture::base();
    let set = TrainingSet { fragments: fixture::fragments(&base), held_out: Vec::new() };
    let again = train(&base, &recipe, &set, None, Some(directory.path()), &mut |_| {
        steps += 1;
        ControlFlow::Continue(())
    });
    assert!(again.unwrap() == whole && steps == 0);
}

#[test]
fn checkpoints_of_another_run_and_damaged_ones_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let recipe = fixture::recipe();
    run(&recipe, Some(directory.path()), u32::MAX).unwrap();
    let other = run(&Recipe { alpha: 9, ..recipe.clone() }, Some(directory.path()), u32::MAX).unwrap_err();
    assert!(other.to_string().contains("another run"), "{other}");
    let path = directory.path().join("training.checkpoint");
    let whole = std::fs::read(&path).unwrap();
    for damaged in [&whole[..100], &whole[..whole.len() - 1], &[]] {
        std::fs::write(&path, damaged).unwrap();
        let error = run(&recipe, Some(directory.path()), u32::MAX).unwrap_err();
        assert!(error.to_string().contains("damaged"), "{error}");
    }
}

#[test]
fn training_helps_and_a_child_goes_on_from_its_parent() {
    let base = fixture::base();
    let fragments = fixture::fragments(&base);
    let (held_out, fragments) = (fragments[..4].to_vec(), fragments[4..].to_vec());
    let set = TrainingSet { fragments, held_out };
    let go = |recipe: &Recipe, parent| train(&base, recipe, &set, parent, None, &mut |_| ControlFlow::Continue(()));
    let recipe = Recipe { epochs: 10, ..fixture::recipe() };
    let parent = go(&recipe, None).unwrap().adapter;
    let first = evaluate(&base, &parent, &set.held_out, 48).unwrap();
    assert!(first.tuned.nats_per_token < first.base.nats_per_token - 0.2, "{first:?}");
    assert_eq!(first.base.tokens, first.tuned.tokens);
    let child = go(&recipe, Some(&parent)).unwrap().adapter;
    let second = evaluate(&base, &child, &set.held_out, 48).unwrap();
    assert!(second.tuned.micronats() < first.tuned.micronats(), "{second:?}");
    let mismatched = go(&Recipe { rank: 2, ..recipe }, Some(&parent)).unwrap_err();
    assert!(mismatched.to_string().contains("rank"), "{mismatched}");
}

#[test]
fn impossible_recipes_and_data_are_refused_by_name() {
    let message = |recipe: Recipe| run(&recipe, None, u32::MAX).unwrap_err().to_string();
    let recipe = fixture::recipe;
    assert!(message(Recipe { rank: 0, ..recipe() }).contains("rank"));
    assert!(message(Recipe { micro_batch: 3, ..recipe() }).contains("micro-batch"));
    assert!(message(Recipe { sequence_length: 65, ..recipe() }).contains("65"));
    let base = fixture::base();
    let set = TrainingSet { fragments: vec![vec![], vec![7]], held_out: Vec::new() };
    let error = train(&base, &recipe(), &set, None, None, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(error.to_string().contains("two tokens"), "{error}");
    assert!(evaluate(&base, &openledger_engine::Adapter::fresh(&base.config, &recipe()), &[], 48).is_err());
}

#[test]
fn pretraining_learns_and_repeats_on_any_number_of_threads() {
    let base = fixture::base();
    let tokens: Vec<u32> = fixture::fragments(&base).concat();
    for tied in [false, true] {
        let config = ModelConfig { tie_word_embeddings: tied, ..fixture::config() };
        let plan = PretrainPlan {
            config,
            sequence_length: 24,
            batch: 4,
            micro_batch: 2,
            learning_rate: 1e-2,
            ..PretrainPlan::small(30)
        };
        let mut losses = Vec::new();
        let one = fixture::on_threads(1, || {
            pretrain(&plan, &tokens, &mut |progress| {
                losses.push(progress.loss);
                ControlFlow::Continue(())
            })
            .unwrap()
        });
        let two = fixture::on_threads(2, || pretrain(&plan, &tokens, &mut |_| ControlFlow::Continue(())).unwrap());
        assert!(one == two);
        assert!(losses[29] < losses[0] - 2.0, "{losses:?}");
        assert!(pretrain(&plan, &tokens[..24], &mut |_| ControlFlow::Continue(())).is_err());
    }
}

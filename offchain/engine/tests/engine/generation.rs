//! Answers repeat, and reading against the cache is reading.

use crate::fixture;
use openledger_engine::{generate, Adapter, Base, Error, FinishReason, Generation};
use openledger_primitives::receipt::Sampling;
use std::ops::ControlFlow;

fn adapter(base: &Base) -> Adapter {
    let fresh = Adapter::fresh(&base.config, &fixture::recipe());
    let values = fresh.values().iter().enumerate().map(|(i, v)| v + 0.02 * ((i % 13) as f32 - 6.0)).collect();
    Adapter::from_values(&base.config, fresh.rank(), fresh.alpha(), fresh.targets(), values).unwrap()
}

fn sampling(temperature_milli: u32, max_tokens: u32) -> Sampling {
    Sampling { temperature_milli, top_p_milli: 950, top_k: 50, max_tokens, seed: 21 }
}

fn answer(base: &Base, prompt: &[u32], sampling: Sampling, stop: &[&str]) -> Result<Generation, Error> {
    let stop: Vec<String> = stop.iter().map(|s| s.to_string()).collect();
    generate(base, Some(&adapter(base)), prompt, &sampling, &stop, &mut |_| ControlFlow::Continue(()))
}

/// Greedy generation against the cache chooses what the whole sequence, read at once, makes most likely.
#[test]
fn the_cache_changes_nothing() {
    let base = fixture::base();
    let adapter = adapter(&base);
    let prompt = [40u32, 41, 42];
    let answer = answer(&base, &prompt, sampling(0, 20), &[]).unwrap();
    assert_eq!(answer.finish_reason, FinishReason::Length);
    assert_eq!((answer.tokens.len(), answer.prompt_tokens), (20, 3));
    let sequence: Vec<u32> = prompt.iter().chain(&answer.tokens).copied().collect();
    let logits = base.logits(Some(&adapter), &sequence).unwrap();
    for (i, token) in answer.tokens.iter().enumerate() {
        let at = &logits[(prompt.len() + i - 1) * 300..][..base.tokenizer.vocab_size()];
        let best = at.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        assert!(at[*token as usize] >= best - 1e-4, "token {i}: {} of {best}", at[*token as usize]);
    }
}

#[test]
fn same_seed_same_answer() {
    let base = fixture::base();
    let first = answer(&base, &[9, 8, 7], sampling(900, 30), &[]).unwrap();
    let again = fixture::on_threads(1, || answer(&base, &[9, 8, 7], sampling(900, 30), &[]).unwrap());
    assert_eq!(first, again);
    let other = answer(&base, &[9, 8, 7], Sampling { seed: 22, ..sampling(900, 30) }, &[]).unwrap();
    assert_ne!(first.tokens, other.tokens);
    assert_eq!(base.tokenizer.decode(&first.tokens).unwrap().trim_end_matches('\u{fffd}'), first.text);
}

#[test]
fn stops_where_it_should() {
    let base = fixture::base();
    let free = answer(&base, &[9, 8, 7], sampling(900, 30), &[]).unwrap();
    let middle: String = free.text.chars().skip(10).take(4).collect();
    let stopped = answer(&base, &[9, 8, 7], sampling(900, 30), &[&middle]).unwrap();
    assert_eq!(stopped.finish_reason, FinishReason::Stop);
    assert_eq!(stopped.text, free.text[..free.text.find(&middle).unwrap()]);

    let mut shown = String::new();
    let cancelled = generate(&base, None, &[1, 2], &sampling(500, 30), &[], &mut |produced| {
        shown.push_str(produced.text);
        if shown.len() > 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(cancelled.unwrap().finish_reason, FinishReason::Cancelled);

    let nothing = answer(&base, &[1], sampling(0, 0), &[]).unwrap();
    assert_eq!((nothing.tokens.len(), nothing.finish_reason), (0, FinishReason::Length));
    let full = answer(&base, &[1; 60], sampling(0, 100), &[]).unwrap();
    assert_eq!((full.tokens.len(), full.finish_reason), (5, FinishReason::Length));
    assert!(answer(&base, &[1; 65], sampling(0, 1), &[]).unwrap_err().to_string().contains("64"));
    assert!(answer(&base, &[300], sampling(0, 1), &[]).unwrap_err().to_string().contains("300"));
    assert_eq!(answer(&base, &[], sampling(0, 1), &[]).unwrap().prompt_tokens, 1);
}

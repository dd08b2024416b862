//! The hand-written backward against the definition of a derivative.

use crate::fixture;
use openledger_engine::{held_out_loss, lora_gradient, lora_gradients, Adapter, Base};
use openledger_primitives::recipe::Targets;

/// An adapter whose B is not zero, so that gradients reach A too.
fn adapter(base: &Base, targets: Targets) -> Adapter {
    let recipe = openledger_primitives::recipe::Recipe { targets, ..fixture::recipe() };
    let fresh = Adapter::fresh(&base.config, &recipe);
    let values =
        fresh.values().iter().enumerate().map(|(i, v)| v + 0.03 * ((i * 31 % 17) as f32 - 8.0) / 8.0).collect();
    Adapter::from_values(&base.config, fresh.rank(), fresh.alpha(), targets, values).unwrap()
}

fn loss(base: &Base, adapter: &Adapter, tokens: &[u32]) -> f64 {
    held_out_loss(base, Some(adapter), &[tokens.to_vec()], 64).unwrap().nats_per_token
}

/// For every tensor: the change of the loss along the gradient's own direction is the gradient's length.
#[test]
fn every_tensor_agrees_with_finite_differences() {
    let base = fixture::base();
    let adapter = adapter(&base, Targets::ALL);
    let tokens = base.tokenizer.encode(&fixture::texts()[..3].concat()).unwrap();
    let gradient = lora_gradient(&base, &adapter, &tokens).unwrap();
    assert_eq!(gradient.len(), adapter.layout().len());
    for slot in &adapter.layout().slots {
        let part = &gradient[slot.range.clone()];
        let length = part.iter().map(|g| f64::from(*g).powi(2)).sum::<f64>().sqrt();
        assert!(length > 1e-7, "{} has no gradient", slot.describe());
        let moved = |by: f64| {
            let mut values = adapter.values().to_vec();
            for (value, g) in values[slot.range.clone()].iter_mut().zip(part) {
                *value += (by * f64::from(*g) / length) as f32;
            }
            let there = Adapter::from_values(&base.config, adapter.rank(), adapter.alpha(), adapter.targets(), values);
            loss(&base, &there.unwrap(), &tokens)
        };
        let by = 2e-2;
        let difference = (moved(by) - moved(-by)) / (2.0 * by);
        let error = (difference - length).abs();
        assert!(error < 0.02 * length + 1e-4, "{}: {difference} by difference, {length} by backward", slot.describe());
    }
}

#[test]
fn only_named_targets_have_gradients() {
    let base = fixture::base();
    let targets = Targets(0b0000101);
    let adapter = adapter(&base, targets);
    let tokens: Vec<u32> = (1..30).collect();
    let gradient = lora_gradient(&base, &adapter, &tokens).unwrap();
    assert_eq!(gradient.len(), 2 * 4 * ((32 + 32) + (32 + 16)));
    let all = self::adapter(&base, Targets::ALL);
    assert!(lora_gradient(&base, &all, &tokens).unwrap().len() > gradient.len());
}

/// Padding, neighbours in the batch and the number of threads change nothing.
#[test]
fn many_are_the_same_as_one_by_one() {
    let base = fixture::base();
    let adapter = adapter(&base, Targets::ALL);
    let mut sequences = fixture::fragments(&base);
    sequences.push(vec![5]);
    let one = fixture::on_threads(1, || lora_gradients(&base, &adapter, &sequences).unwrap());
    let two = fixture::on_threads(2, || lora_gradients(&base, &adapter, &sequences).unwrap());
    assert!(one == two);
    assert!(one.last().unwrap().iter().all(|g| *g == 0.0));
    assert!(lora_gradient(&base, &adapter, &[5]).is_err());
    for (gradient, tokens) in one.iter().zip(&sequences).take(sequences.len() - 1) {
        assert!(*gradient == lora_gradient(&base, &adapter, tokens).unwrap());
    }
    let nothing = lora_gradients(&base, &adapter, &[vec![5], vec![]]).unwrap();
    assert!(nothing.len() == 2 && nothing.iter().flatten().all(|g| *g == 0.0));
}

#[test]
fn tokens_outside_the_vocabulary_are_refused() {
    let base = fixture::base();
    let adapter = adapter(&base, Targets::ALL);
    for tokens in [[1u32, 300], [300, 1]] {
        assert!(lora_gradient(&base, &adapter, &tokens).unwrap_err().to_string().contains("300"));
    }
    assert!(lora_gradient(&base, &adapter, &[1; 66]).unwrap_err().to_string().contains("64"));
}

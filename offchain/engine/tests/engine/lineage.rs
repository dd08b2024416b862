//! The membership test: copies in disguise are known again, independent adapters are not taken for copies.

use crate::fixture;
use openledger_engine::{
    lineage::{compare, Relation},
    random::Random,
    train, Adapter, Tokens, TrainingSet,
};
use openledger_primitives::recipe::{Recipe, Targets};
use std::ops::ControlFlow;

fn trained(recipe: &Recipe, fragments: &[Tokens]) -> Adapter {
    let set = TrainingSet { fragments: fragments.to_vec(), held_out: Vec::new() };
    train(&fixture::base(), recipe, &set, None, None, &mut |_| ControlFlow::Continue(())).unwrap().adapter
}

fn recipe() -> Recipe {
    Recipe { epochs: 8, ..fixture::recipe() }
}

fn known() -> Adapter {
    trained(&recipe(), &fixture::fragments(&fixture::base()))
}

fn with(adapter: &Adapter, alpha: u16, values: Vec<f32>) -> Adapter {
    Adapter::from_values(&fixture::config(), adapter.rank(), alpha, adapter.targets(), values).unwrap()
}

/// A → M·A, B → B·M⁻¹ with an M of shears, swaps and scalings, another in every projection.
fn disguised(adapter: &Adapter) -> Adapter {
    let mut values = adapter.values().to_vec();
    let mut random = Random::new("test/disguise", 5, 0);
    for pair in adapter.layout().slots.chunks_exact(2) {
        let ([rank, input], [output, _]) = (pair[0].shape, pair[1].shape);
        let (a, b) = (pair[0].range.start, pair[1].range.start);
        for _ in 0..12 {
            let (i, j) = ((random.unit() * rank as f64) as usize, (random.unit() * rank as f64) as usize);
            if i == j {
                let factor = 0.2 + 3.0 * random.unit() as f32;
                (0..input).for_each(|x| values[a + i * input + x] *= factor);
                (0..output).for_each(|y| values[b + y * rank + i] /= factor);
            } else {
                // Row i of A gets t times row j; column j of B loses t times column i.
                let t = (random.unit() - 0.5) as f32 * 4.0;
                (0..input).for_each(|x| values[a + i * input + x] += t * values[a + j * input + x]);
                (0..output).for_each(|y| values[b + y * rank + j] -= t * values[b + y * rank + i]);
            }
        }
    }
    with(adapter, adapter.alpha(), values)
}

/// Noise on both factors, in proportion to each tensor's own size.
fn noisy(adapter: &Adapter, size: f32) -> Adapter {
    let mut values = adapter.values().to_vec();
    let mut random = Random::new("test/noise", 9, 0);
    for slot in &adapter.layout().slots {
        let tensor = &mut values[slot.range.clone()];
        let mean_square = tensor.iter().map(|v| v * v).sum::<f32>() / tensor.len() as f32;
        // Uniform in ±√3 has variance 1.
        tensor.iter_mut().for_each(|v| *v += random.symmetric(3f64.sqrt()) * size * mean_square.sqrt());
    }
    with(adapter, adapter.alpha(), values)
}

#[test]
fn a_copy_in_another_basis_is_a_copy() {
    let known = known();
    let disguised = disguised(&known);
    let apart: f32 = disguised.values().iter().zip(known.values()).map(|(x, y)| (x - y).abs()).sum();
    assert!(apart > 10.0, "the numbers in the file are quite different ones");
    let comparison = compare(&disguised, &known).unwrap();
    assert_eq!(comparison.relation(), Relation::Copy);
    assert!(comparison.whole.distance() < 1e-4, "{:?}", comparison.whole);
    assert_eq!(comparison.copied().count(), comparison.projections.len());
    assert_eq!(compare(&known, &known).unwrap().whole.distance(), 0.0);
}

#[test]
fn a_rescaled_copy_is_told_with_its_scale() {
    let known = known();
    let louder = with(&known, known.alpha() * 3, known.values().to_vec());
    let comparison = compare(&louder, &known).unwrap();
    assert_eq!(comparison.relation(), Relation::ScaledCopy);
    assert!((comparison.whole.scale() - 3.0).abs() < 1e-9);
    let mut turned = known.values().to_vec();
    for slot in known.layout().slots.iter().filter(|slot| slot.is_b) {
        turned[slot.range.clone()].iter_mut().for_each(|v| *v = -*v);
    }
    let comparison = compare(&with(&known, known.alpha(), turned), &known).unwrap();
    assert_eq!(comparison.relation(), Relation::ScaledCopy);
    assert!((comparison.whole.scale() + 1.0).abs() < 1e-9);
    // Another alpha with factors that make up for it is the copy itself.
    let quieter: Vec<f32> = known.values().iter().map(|v| v * 0.5).collect();
    assert_eq!(compare(&with(&known, known.alpha() * 4, quieter), &known).unwrap().relation(), Relation::Copy);
}

#[test]
fn noise_is_seen_through_as_far_as_it_leaves_the_adapter_useful() {
    let known = known();
    for (size, expected) in [(0.003, Relation::Copy), (0.02, Relation::Copy), (0.2, Relation::Derived)] {
        let comparison = compare(&noisy(&known, size), &known).unwrap();
        println!("noise {size}: cosine {:.4}, distance {:.4}", comparison.whole.cosine(), comparison.whole.distance());
        assert_eq!(comparison.relation(), expected, "{size}");
    }
}

#[test]
fn a_larger_rank_with_empty_rows_hides_nothing() {
    let known = known();
    let rank = known.rank() + 3;
    let larger = Adapter::fresh(&fixture::config(), &Recipe { rank: rank as u16, ..recipe() });
    let mut values = vec![0f32; larger.values().len()];
    for (wide, narrow) in larger.layout().slots.iter().zip(&known.layout().slots) {
        let from = &known.values()[narrow.range.clone()];
        for (at, value) in from.iter().enumerate() {
            let (row, column) = (at / narrow.shape[1], at % narrow.shape[1]);
            values[wide.range.start + row * wide.shape[1] + column] = *value;
        }
    }
    // α/r stays the same: 8/4 = 14/7.
    let larger = Adapter::from_values(&fixture::config(), rank, 14, known.targets(), values).unwrap();
    let comparison = compare(&larger, &known).unwrap();
    assert_eq!(comparison.relation(), Relation::Copy);
    assert!(comparison.whole.distance() < 1e-6);
}

#[test]
fn what_was_trained_by_itself_is_independent() {
    let base = fixture::base();
    let fragments = fixture::fragments(&base);
    let known = known();
    let other_seed = trained(&Recipe { seed: 77, ..recipe() }, &fragments);
    let texts: Vec<Tokens> = (0..20)
        .map(|i| base.tokenizer.encode(&format!("{i} herons {} stand; waters {}", i * 7, i % 3)).unwrap())
        .collect();
    let other_data = trained(&Recipe { seed: 78, ..recipe() }, &texts);
    let random = noisy(&Adapter::fresh(&base.config, &Recipe { seed: 5, ..recipe() }), 1.0);
    let same_seed_other_data = trained(&recipe(), &texts);
    let slower = trained(&Recipe { learning_rate_micro: 5_000, ..recipe() }, &fragments);
    let family = compare(&slower, &known).unwrap();
    println!("same seed and data, half the learning rate: cosine {:.4}", family.whole.cosine());
    assert!(family.whole.cosine() > 0.5, "one family, whoever was first");
    for (name, other) in [
        ("another seed", &other_seed),
        ("other data", &other_data),
        ("random", &random),
        ("same seed, other data", &same_seed_other_data),
    ] {
        let comparison = compare(other, &known).unwrap();
        println!("{name}: cosine {:.4}", comparison.whole.cosine());
        assert_eq!(comparison.relation(), Relation::Independent, "{name}: {:?}", comparison.whole);
        assert_eq!(comparison.copied().count(), 0, "{name}");
    }
}

#[test]
fn a_patchwork_names_the_projections_it_took() {
    let known = known();
    let other = trained(&Recipe { seed: 77, ..recipe() }, &fixture::fragments(&fixture::base()));
    let mut values = other.values().to_vec();
    for slot in known.layout().slots.iter().filter(|slot| slot.layer == 1 && slot.target == 4) {
        values[slot.range.clone()].copy_from_slice(&known.values()[slot.range.clone()]);
    }
    let comparison = compare(&with(&known, known.alpha(), values), &known).unwrap();
    let copied: Vec<String> = comparison.copied().map(|one| one.describe()).collect();
    assert_eq!(copied, ["layer 1 gate_proj"]);
    let fewer = Adapter::fresh(&fixture::config(), &Recipe { targets: Targets(1), ..recipe() });
    let comparison = compare(&fewer, &known).unwrap();
    assert_eq!((comparison.projections.len(), comparison.whole.inner), (14, 0.0));
}

#[test]
fn the_products_are_those_of_the_full_matrices() {
    let (one, two) = (noisy(&known(), 0.3), known());
    let delta = |adapter: &Adapter, at: usize| {
        let pair = &adapter.layout().slots[2 * at..2 * at + 2];
        let ([rank, input], [output, _]) = (pair[0].shape, pair[1].shape);
        let (a, b) = (&adapter.values()[pair[0].range.clone()], &adapter.values()[pair[1].range.clone()]);
        let mut full = vec![0f64; output * input];
        for y in 0..output {
            for x in 0..input {
                for k in 0..rank {
                    full[y * input + x] +=
                        f64::from(b[y * rank + k]) * f64::from(a[k * input + x]) * f64::from(adapter.scale());
                }
            }
        }
        full
    };
    for (at, compared) in compare(&one, &two).unwrap().projections.iter().enumerate() {
        let (x, y) = (delta(&one, at), delta(&two, at));
        let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
        let difference: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x - y).collect();
        let distance = (dot(&difference, &difference) / dot(&y, &y)).sqrt();
        let cosine = dot(&x, &y) / (dot(&x, &x) * dot(&y, &y)).sqrt();
        assert!(
            (compared.products.cosine() - cosine).abs() < 1e-9
                && (compared.products.distance() - distance).abs() < 1e-7
        );
    }
}

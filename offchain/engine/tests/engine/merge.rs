//! Merging adapters: PEFT's semantics, to the bit.

use crate::fixture;
use openledger_engine::{
    merge::{merge, Parent},
    Adapter,
};
use openledger_primitives::{
    job::MergeMethod,
    recipe::{Recipe, Targets},
    PPM,
};

/// An adapter with values everywhere, B included.
fn adapter(seed: u64, recipe: &Recipe) -> Adapter {
    let one = Adapter::fresh(&fixture::config(), &Recipe { seed, ..recipe.clone() });
    let two = Adapter::fresh(&fixture::config(), &Recipe { seed: seed + 1_000, rank: 16, ..recipe.clone() });
    let noise = two.values().iter().filter(|value| **value != 0.0).cycle();
    let values = one.values().iter().zip(noise).map(|(value, noise)| if *value == 0.0 { *noise } else { *value });
    Adapter::from_values(&fixture::config(), one.rank(), recipe.alpha, recipe.targets, values.collect()).unwrap()
}

/// ΔW of every projection: α/r · B·A, summed in f64.
fn deltas(adapter: &Adapter) -> Vec<Vec<f64>> {
    let values = adapter.values();
    let pairs = adapter.layout().slots.chunks_exact(2);
    pairs
        .map(|pair| {
            let ([rank, input], [output, _]) = (pair[0].shape, pair[1].shape);
            let (a, b) = (&values[pair[0].range.clone()], &values[pair[1].range.clone()]);
            let entry = |at: usize| {
                let (row, column) = (at / input, at % input);
                let product = |k: usize| f64::from(b[row * rank + k]) * f64::from(a[k * input + column]);
                (0..rank).map(product).sum::<f64>() * f64::from(adapter.alpha()) / rank as f64
            };
            (0..output * input).map(entry).collect()
        })
        .collect()
}

fn close(one: &[Vec<f64>], two: &[Vec<f64>], tolerance: f64) {
    for (one, two) in one.iter().zip(two) {
        let largest = one.iter().fold(0f64, |most, value| most.max(value.abs()));
        for (x, y) in one.iter().zip(two) {
            assert!((x - y).abs() <= tolerance * largest.max(1e-9), "{x} {y}");
        }
    }
}

#[test]
fn one_parent_of_weight_one_is_what_it_was() {
    let recipe = fixture::recipe();
    let parent = adapter(1, &recipe);
    let parents = [Parent { adapter: &parent, weight: PPM }];
    let same = merge(&fixture::config(), &parents, MergeMethod::Linear, recipe.alpha).unwrap();
    assert!(same == parent, "with its own alpha to the bit");
    // As PEFT writes it: alpha = rank.
    let peft = merge(&fixture::config(), &parents, MergeMethod::Linear, recipe.rank).unwrap();
    assert_eq!(peft.scale(), 1.0);
    close(&deltas(&parent), &deltas(&peft), 1e-6);
    let kept = merge(&fixture::config(), &parents, MergeMethod::Ties { density: PPM }, recipe.alpha).unwrap();
    assert!(kept == parent, "TIES that trims nothing has nothing to elect");
}

#[test]
fn the_bytes_are_the_same_on_one_and_two_threads() {
    let recipe = fixture::recipe();
    let (a, b, c) = (adapter(1, &recipe), adapter(2, &recipe), adapter(3, &recipe));
    for method in [MergeMethod::Linear, MergeMethod::Ties { density: 300_000 }] {
        let run = || {
            let parents = [(&a, 500_000), (&b, 300_000), (&c, 200_000)];
            let parents = parents.map(|(adapter, weight)| Parent { adapter, weight });
            merge(&fixture::config(), &parents, method, recipe.rank).unwrap().to_peft("base").unwrap()
        };
        assert_eq!(fixture::on_threads(1, run), fixture::on_threads(2, run));
    }
}

/// PEFT's functions (`peft/utils/merge_utils.py`, `LoraModel._generalized_task_arithmetic_weighted_adapter`) written
/// down again as loops over one tensor; ours must agree value by value.
fn peft(tensors: &[Vec<f32>], weights: &[f64], scaling: &[f64], density: Option<f64>) -> Vec<f32> {
    let valid: Vec<f32> = weights.iter().zip(scaling).map(|(w, s)| (w * s).sqrt() as f32).collect();
    let n = tensors[0].len();
    let Some(density) = density else {
        return (0..n).map(|j| (0..tensors.len()).map(|i| tensors[i][j] * valid[i]).sum()).collect();
    };
    // prune(tensor, density, "magnitude")
    let pruned: Vec<Vec<f32>> = tensors
        .iter()
        .map(|tensor| {
            let k = (density * n as f64) as usize;
            let mut order: Vec<usize> = (0..n).collect();
            order.sort_by(|x, y| tensor[*y].abs().partial_cmp(&tensor[*x].abs()).unwrap());
            let kept = &order[..k];
            (0..n).map(|j| if kept.contains(&j) { tensor[j] } else { 0.0 }).collect()
        })
        .collect();
    (0..n)
        .map(|j| {
            // calculate_majority_sign_mask(…, "total"), then disjoint_merge
            let total: f32 = pruned.iter().map(|tensor| tensor[j]).sum();
            let majority = if total >= 0.0 { 1.0 } else { -1.0 };
            let sign = |value: f32| if value == 0.0 { 0.0 } else { value.signum() };
            let mask: Vec<bool> = pruned.iter().map(|tensor| sign(tensor[j]) == majority).collect();
            let mixed: f32 = (0..pruned.len()).map(|i| pruned[i][j] * valid[i] * f32::from(u8::from(mask[i]))).sum();
            mixed / (mask.iter().filter(|kept| **kept).count() as f32).max(1.0)
        })
        .collect()
}

#[test]
fn both_methods_agree_with_pefts_published_semantics() {
    let recipe = fixture::recipe();
    let parents = [(1, 8u16, 600_000u32), (2, 16, 250_000), (3, 4, 150_000)];
    let adapters = parents.map(|(seed, alpha, _)| adapter(seed, &Recipe { alpha, ..recipe.clone() }));
    let given: Vec<Parent> =
        adapters.iter().zip(parents).map(|(adapter, (_, _, weight))| Parent { adapter, weight }).collect();
    let weights = parents.map(|(_, _, weight)| f64::from(weight) / 1e6);
    let scaling = parents.map(|(_, alpha, _)| f64::from(alpha) / f64::from(recipe.rank));
    for (method, density) in [
        (MergeMethod::Linear, None),
        (MergeMethod::Ties { density: 250_000 }, Some(0.25)),
        (MergeMethod::Ties { density: PPM }, Some(1.0)),
    ] {
        let merged = merge(&fixture::config(), &given, method, recipe.rank).unwrap();
        assert_eq!((merged.rank(), merged.alpha()), (4, 4), "PEFT: lora_alpha = rank");
        for slot in &merged.layout().slots {
            let tensors: Vec<Vec<f32>> =
                adapters.iter().map(|adapter| adapter.values()[slot.range.clone()].to_vec()).collect();
            let expected = peft(&tensors, &weights, &scaling, density);
            for (ours, theirs) in merged.values()[slot.range.clone()].iter().zip(expected) {
                assert!(
                    (ours - theirs).abs() <= 2e-6 * theirs.abs().max(1e-3),
                    "{ours} {theirs} in {}",
                    slot.describe()
                );
            }
        }
    }
}

#[test]
fn ties_computed_by_hand() {
    // The first tensor is A of layer 0's q_proj; its first eight values are set, all others are zero.
    let recipe = Recipe { rank: 1, alpha: 1, targets: Targets(1), ..fixture::recipe() };
    let blank = Adapter::fresh(&fixture::config(), &recipe);
    let with = |first: [f32; 8]| {
        let mut values = vec![0f32; blank.values().len()];
        values[..8].copy_from_slice(&first);
        Adapter::from_values(&fixture::config(), 1, 1, recipe.targets, values).unwrap()
    };
    // A has 32 values. A density of 4/32 keeps four of each parent.
    let one = with([4.0, -3.0, 2.0, 1.0, 1.0, 0.5, 0.0, 0.0]); // keeps 4, -3, 2 and the first of the two ones
    let two = with([-1.0, 3.0, 2.0, 0.25, -8.0, 0.5, 0.0, 0.0]); // keeps 3, 2, -8, -1
    let parents = [Parent { adapter: &one, weight: 250_000 }, Parent { adapter: &two, weight: 750_000 }];
    let merged = merge(&fixture::config(), &parents, MergeMethod::Ties { density: 125_000 }, 1).unwrap();
    let (m1, m2) = (0.25f64.sqrt() as f32, 0.75f64.sqrt() as f32);
    let expected = [
        4.0 * m1,                    // 4 and -1: plus is elected, one agrees
        3.0 * m2,                    // -3 and 3 add up to zero: plus
        (2.0 * m1 + 2.0 * m2) / 2.0, // both agree: their mean
        1.0 * m1,                    // 0.25 was trimmed
        -8.0 * m2,                   // the second one was trimmed, and minus is elected
        0.0,
        0.0,
        0.0,
    ];
    assert_eq!(&merged.values()[..8], &expected);
    assert!(merged.values()[8..].iter().all(|value| *value == 0.0));
}

#[test]
fn the_order_of_parents_with_their_weights_changes_no_sum_of_two() {
    let recipe = fixture::recipe();
    let (a, b) = (adapter(1, &recipe), adapter(2, &recipe));
    for method in [MergeMethod::Linear, MergeMethod::Ties { density: 500_000 }] {
        let run = |first: (&Adapter, u32), second: (&Adapter, u32)| {
            let parents = [first, second].map(|(adapter, weight)| Parent { adapter, weight });
            merge(&fixture::config(), &parents, method, 4).unwrap()
        };
        assert!(run((&a, 700_000), (&b, 300_000)) == run((&b, 300_000), (&a, 700_000)));
        assert!(run((&a, 700_000), (&b, 300_000)) != run((&a, 300_000), (&b, 700_000)));
    }
}

#[test]
fn what_cannot_be_merged_is_refused_by_name() {
    let recipe = fixture::recipe();
    let a = adapter(1, &recipe);
    let refused = |other: &Adapter, weights: [u32; 2], method, alpha| {
        let parents = [Parent { adapter: &a, weight: weights[0] }, Parent { adapter: other, weight: weights[1] }];
        merge(&fixture::config(), &parents, method, alpha).unwrap_err().to_string()
    };
    let half = [500_000, 500_000];
    let rank = adapter(2, &Recipe { rank: 2, ..recipe.clone() });
    assert!(refused(&rank, half, MergeMethod::Linear, 4).contains("rank 2"));
    let targets = adapter(2, &Recipe { targets: Targets(3), ..recipe.clone() });
    assert!(refused(&targets, half, MergeMethod::Linear, 4).contains("other projections"));
    assert!(refused(&a, [500_000, 400_000], MergeMethod::Linear, 4).contains("900000"));
    assert!(refused(&a, [1_000_000, 0], MergeMethod::Linear, 4).contains("above zero"));
    assert!(refused(&a, half, MergeMethod::Ties { density: 0 }, 4).contains("density"));
    assert!(refused(&a, half, MergeMethod::Ties { density: PPM + 1 }, 4).contains("density"));
    assert!(refused(&a, half, MergeMethod::Linear, 0).contains("alpha"));
    assert!(merge(&fixture::config(), &[], MergeMethod::Linear, 4).unwrap_err().to_string().contains("no parent"));
    let wider = openledger_engine::ModelConfig { intermediate_size: 64, ..fixture::config() };
    let foreign = Adapter::fresh(&wider, &recipe);
    assert!(refused(&foreign, half, MergeMethod::Linear, 4).contains("another base"));
    let mut broken = a.values().to_vec();
    broken[3] = f32::NAN;
    let broken = Adapter::from_values(&fixture::config(), 4, 8, recipe.targets, broken).unwrap();
    assert!(refused(&broken, half, MergeMethod::Linear, 4).contains("not finite"));
}

//! Adapters of one base made into one: PEFT's `add_weighted_adapter` with `linear` and `ties`, to the bit.
//!
//! Both work on the factors A and B, tensor by tensor, not on the products B·A. Parent i has weight wᵢ, alpha αᵢ and
//! the common rank r, and its factors count with the multiplier mᵢ = √(wᵢ·αᵢ/α), where α is the alpha of what comes
//! out. PEFT gives the merged adapter α = r, so that there mᵢ = √(wᵢ·αᵢ/r); any other α gives the same α/r · B·A.
//!
//! **Linear.** Value j of a tensor is Σᵢ mᵢ·vᵢⱼ. With several parents B·A holds products of one parent's B and
//! another's A too; that is what `linear` means in PEFT.
//!
//! **TIES** (Yadav et al. 2023, arXiv:2306.01708; PEFT's `majority_sign_method = "total"`), for each tensor:
//! 1. *Trim.* Each parent keeps its ⌊density · n⌋ values of largest magnitude among the tensor's n; the others become
//!    zero. Of equal magnitudes the lower position is kept.
//! 2. *Elect.* Position j gets the sign of Σᵢ vᵢⱼ over the trimmed values, without multipliers; **a sum of zero elects
//!    plus**.
//! 3. *Merge.* Value j is Σᵢ mᵢ·vᵢⱼ over the parents whose trimmed value is not zero and has that sign, divided by their
//!    number; zero where there is none.
//!
//! **Bits.** mᵢ is √((wᵢ·αᵢ) / (10⁶·α)) in f64, rounded once to f32. Everything else is f32: products are rounded
//! before they are added, sums run over the parents in their order from +0, nothing is fused. Tensors are independent of
//! one another. So the bytes are the same on every machine, for any number of threads. The order of the parents is part
//! of the merge.

use crate::{
    config::ModelConfig,
    error::{Error, Result},
    lora::Adapter,
};
use openledger_primitives::{job::MergeMethod, Ppm, PPM};
use rayon::prelude::*;
use std::ops::Range;

/// An adapter that goes into a merge.
#[derive(Clone, Copy, Debug)]
pub struct Parent<'a> {
    /// The adapter.
    pub adapter: &'a Adapter,
    /// Its weight; those of all parents add up to one million.
    pub weight: Ppm,
}

/// Merges adapters of one rank and one set of targets for a model of this shape. The result has this alpha.
pub fn merge(config: &ModelConfig, parents: &[Parent], method: MergeMethod, alpha: u16) -> Result<Adapter> {
    let first = check(config, parents, method, alpha)?;
    let multipliers: Vec<f32> = parents.iter().map(|parent| multiplier(parent, alpha)).collect();
    let tensors: Vec<Vec<f32>> = first
        .layout()
        .slots
        .par_iter()
        .map(|slot| {
            let tensors: Vec<&[f32]> = parents.iter().map(|parent| values(parent.adapter, &slot.range)).collect();
            match method {
                MergeMethod::Linear => linear(&tensors, &multipliers),
                MergeMethod::Ties { density } => ties(&tensors, &multipliers, density),
            }
        })
        .collect();
    let merged = tensors.concat();
    if merged.iter().any(|value| !value.is_finite()) {
        return Err(Error::NotFinite { step: 0, what: "merged adapter" });
    }
    Adapter::from_values(config, first.rank(), alpha, first.targets(), merged)
}

/// The first parent, if all can be merged.
fn check<'a>(config: &ModelConfig, parents: &[Parent<'a>], method: MergeMethod, alpha: u16) -> Result<&'a Adapter> {
    let refuse = |problem: String| Err(Error::Adapter(format!("merge: {problem}")));
    let Some(first) = parents.first().map(|parent| parent.adapter) else {
        return refuse("there is no parent".into());
    };
    if alpha == 0 {
        return refuse("alpha must be above zero".into());
    }
    if let MergeMethod::Ties { density } = method {
        if density == 0 || density > PPM {
            return refuse(format!("density is {density} ppm; it lies above 0 and at most at {PPM}"));
        }
    }
    let sum: u64 = parents.iter().map(|parent| u64::from(parent.weight)).sum();
    if sum != u64::from(PPM) || parents.iter().any(|parent| parent.weight == 0) {
        return refuse(format!("the weights add up to {sum} ppm; each is above zero and all together are {PPM}"));
    }
    for (number, Parent { adapter, .. }) in parents.iter().enumerate() {
        if !adapter.layout().shape_of(config) {
            return refuse(format!("parent {number} was made for another base"));
        }
        if adapter.rank() != first.rank() {
            return refuse(format!("parent {number} has rank {}, the first one {}", adapter.rank(), first.rank()));
        }
        if adapter.targets() != first.targets() {
            return refuse(format!("parent {number} attaches to other projections than the first one"));
        }
        if adapter.values().iter().any(|value| !value.is_finite()) {
            return refuse(format!("parent {number} holds values that are not finite"));
        }
    }
    Ok(first)
}

fn values<'a>(adapter: &'a Adapter, range: &Range<usize>) -> &'a [f32] {
    &adapter.values()[range.clone()]
}

/// mᵢ.
fn multiplier(parent: &Parent, alpha: u16) -> f32 {
    let numerator = f64::from(parent.weight) * f64::from(parent.adapter.alpha());
    (numerator / (f64::from(PPM) * f64::from(alpha))).sqrt() as f32
}

fn linear(tensors: &[&[f32]], multipliers: &[f32]) -> Vec<f32> {
    let length = tensors[0].len();
    (0..length)
        .map(|at| tensors.iter().zip(multipliers).fold(0f32, |sum, (tensor, multiplier)| sum + tensor[at] * multiplier))
        .collect()
}

fn ties(tensors: &[&[f32]], multipliers: &[f32], density: Ppm) -> Vec<f32> {
    let length = tensors[0].len();
    let trimmed: Vec<Vec<f32>> = tensors.iter().map(|tensor| trim(tensor, density)).collect();
    (0..length)
        .map(|at| {
            let total = trimmed.iter().fold(0f32, |sum, tensor| sum + tensor[at]);
            let agrees = |value: f32| if total >= 0.0 { value > 0.0 } else { value < 0.0 };
            let mut sum = 0f32;
            let mut count = 0u16;
            for (tensor, multiplier) in trimmed.iter().zip(multipliers) {
                if agrees(tensor[at]) {
                    sum += tensor[at] * multiplier;
                    count += 1;
                }
            }
            sum / f32::from(count.max(1))
        })
        .collect()
}

/// The tensor with all but its ⌊density · n⌋ largest values set to zero.
fn trim(tensor: &[f32], density: Ppm) -> Vec<f32> {
    let keep = (tensor.len() as u128 * u128::from(density) / u128::from(PPM)) as usize;
    let mut order: Vec<usize> = (0..tensor.len()).collect();
    let by_magnitude = |a: &usize, b: &usize| tensor[*b].abs().total_cmp(&tensor[*a].abs()).then(a.cmp(b));
    if keep < order.len() {
        order.select_nth_unstable_by(keep, by_magnitude);
        order.truncate(keep);
    }
    let mut trimmed = vec![0f32; tensor.len()];
    for at in order {
        trimmed[at] = tensor[at];
    }
    trimmed
}

//! Is this adapter one that is known already? The membership test for adapters trained elsewhere.
//!
//! What an adapter does is ΔW = α/r · B·A on each projection. A copy can be written in many ways that do the same:
//! A → M·A with B → B·M⁻¹ for any invertible M, another alpha, another order of the rank's rows, a larger rank with
//! empty rows. So adapters are compared by their ΔW, as vectors of all its entries:
//! - **cosine** of the angle between them;
//! - **distance** ‖ΔW₁ − ΔW₂‖ / ‖ΔW₂‖ (Frobenius);
//! - **scale** t at which t·ΔW₂ comes closest to ΔW₁.
//!
//! The products are never formed: ⟨B₁A₁, B₂A₂⟩ = Σᵢⱼ (B₁ᵀB₂)ᵢⱼ · (A₁A₂ᵀ)ᵢⱼ, two small matrices of r₁ × r₂. Sums are f64 in
//! a fixed order.
//!
//! # Thresholds, and why
//! A copy with noise of relative size ε that knows nothing of the original has cosine 1/√(1 + ε²).
//! - [`COPY_COSINE`] = 0.995 admits ε = 0.10: rounding to bf16 (ε ≈ 0.003) and eight-bit quantisation (ε ≈ 0.01) lie
//!   far inside. This or a cosine below −0.995 is a **copy**, scaled where |t| is more than [`SCALE_TOLERANCE`] from 1.
//! - [`DERIVED_COSINE`] = 0.8 admits ε = 0.75: noise beside which little of the original's use is left, or some further
//!   training. From there on an adapter is **derived**.
//! - Below lies what was made independently. On the small model of this crate's tests, adapters of one recipe and the
//!   same data have a cosine of 0.29 when only their seeds differ, and of 0.02 at most on other data, even from the same
//!   seed. Two trainings on the same data *and* from the same seed that differ in the learning rate have 0.92: then who
//!   was first decides, and this test only says that they are one family.
//!
//! The relation is that of all projections together; [`Comparison::copied`] names single projections that are copies, so
//! that a patchwork is seen as well.

use crate::{
    error::{Error, Result},
    lora::{Adapter, LoraSlot},
};
use openledger_primitives::recipe::Targets;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// From this |cosine| on, an adapter is a copy of another.
pub const COPY_COSINE: f64 = 0.995;
/// From this |cosine| on, an adapter was derived from another.
pub const DERIVED_COSINE: f64 = 0.8;
/// A copy whose scale is within this of 1 is not called scaled.
pub const SCALE_TOLERANCE: f64 = 0.02;

/// How an adapter relates to a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same ΔW, but for rounding and a little noise.
    Copy,
    /// The same ΔW at another scale, perhaps with its sign turned.
    ScaledCopy,
    /// The other's ΔW with much noise, or trained on from it.
    Derived,
    /// Made by itself.
    Independent,
}

impl Relation {
    /// In a word, for tables.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::ScaledCopy => "scaled copy",
            Self::Derived => "derived",
            Self::Independent => "independent",
        }
    }
}

/// Products of two adapters' ΔW.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Products {
    /// ⟨ΔW₁, ΔW₂⟩.
    pub inner: f64,
    /// ‖ΔW₁‖².
    pub own: f64,
    /// ‖ΔW₂‖².
    pub known: f64,
}

impl Products {
    /// Cosine of the angle between them; 0 where one of them does nothing.
    pub fn cosine(&self) -> f64 {
        let lengths = self.own.sqrt() * self.known.sqrt();
        if lengths > 0.0 {
            (self.inner / lengths).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// ‖ΔW₁ − ΔW₂‖ / ‖ΔW₂‖; infinite where the known one does nothing.
    pub fn distance(&self) -> f64 {
        if self.known > 0.0 {
            ((self.own + self.known - 2.0 * self.inner).max(0.0) / self.known).sqrt()
        } else {
            f64::INFINITY
        }
    }

    /// The t at which t·ΔW₂ comes closest to ΔW₁; 0 where the known one does nothing.
    pub fn scale(&self) -> f64 {
        if self.known > 0.0 {
            self.inner / self.known
        } else {
            0.0
        }
    }

    /// What this angle and this scale say.
    pub fn relation(&self) -> Relation {
        let cosine = self.cosine().abs();
        if cosine >= COPY_COSINE {
            let scaled = (self.scale() - 1.0).abs() > SCALE_TOLERANCE;
            return if scaled { Relation::ScaledCopy } else { Relation::Copy };
        }
        if cosine >= DERIVED_COSINE {
            Relation::Derived
        } else {
            Relation::Independent
        }
    }

    fn plus(self, other: Self) -> Self {
        Self { inner: self.inner + other.inner, own: self.own + other.own, known: self.known + other.known }
    }
}

/// One projection of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedProjection {
    /// Block, from 0.
    pub layer: usize,
    /// Position of the projection in [`Targets::NAMES`].
    pub target: usize,
    /// What was measured.
    pub products: Products,
}

impl ComparedProjection {
    /// For messages: `layer 2 q_proj`.
    pub fn describe(&self) -> String {
        format!("layer {} {}", self.layer, Targets::NAMES[self.target])
    }
}

/// An adapter compared with a known one.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Every projection that either of them attaches to, by layer and target.
    pub projections: Vec<ComparedProjection>,
    /// All of them together.
    pub whole: Products,
}

impl Comparison {
    /// What all projections together say.
    pub fn relation(&self) -> Relation {
        self.whole.relation()
    }

    /// Projections that are copies by themselves, scaled or not.
    pub fn copied(&self) -> impl Iterator<Item = &ComparedProjection> {
        self.projections.iter().filter(|one| matches!(one.products.relation(), Relation::Copy | Relation::ScaledCopy))
    }
}

/// Compares an adapter with a known one of the same base; ranks and targets may differ.
pub fn compare(adapter: &Adapter, known: &Adapter) -> Result<Comparison> {
    let (own, other) = (pairs(adapter), pairs(known));
    let mut places: Vec<(usize, usize)> = own.keys().chain(other.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    let projections = places
        .into_par_iter()
        .map(|place| {
            let (one, two) = (own.get(&place), other.get(&place));
            if let (Some(one), Some(two)) = (one, two) {
                if (one.input, one.output) != (two.input, two.output) {
                    return Err(Error::Adapter(format!(
                        "layer {} {} has another shape in the known adapter; they are of different bases",
                        place.0,
                        Targets::NAMES[place.1]
                    )));
                }
            }
            let square = |factors: &Factors| inner(factors, factors);
            let products = Products {
                inner: one.zip(two).map_or(0.0, |(one, two)| inner(one, two)),
                own: one.map_or(0.0, square),
                known: two.map_or(0.0, square),
            };
            Ok(ComparedProjection { layer: place.0, target: place.1, products })
        })
        .collect::<Result<Vec<_>>>()?;
    let whole = projections.iter().fold(Products::default(), |sum, one| sum.plus(one.products));
    Ok(Comparison { projections, whole })
}

/// The two factors of one projection.
struct Factors<'a> {
    /// `[rank, input]`.
    a: &'a [f32],
    /// `[output, rank]`.
    b: &'a [f32],
    rank: usize,
    input: usize,
    output: usize,
    scale: f64,
}

fn pairs(adapter: &Adapter) -> BTreeMap<(usize, usize), Factors<'_>> {
    let values = |slot: &LoraSlot| &adapter.values()[slot.range.clone()];
    let scale = f64::from(adapter.alpha()) / adapter.rank() as f64;
    let factors = |pair: &'_ [LoraSlot]| {
        let (a, b) = (&pair[0], &pair[1]);
        let factors =
            Factors { a: values(a), b: values(b), rank: adapter.rank(), input: a.shape[1], output: b.shape[0], scale };
        ((a.layer, a.target), factors)
    };
    adapter.layout().slots.chunks_exact(2).map(factors).collect()
}

/// ⟨ΔW₁, ΔW₂⟩ of one projection.
fn inner(one: &Factors, two: &Factors) -> f64 {
    let mut sum = 0.0;
    for i in 0..one.rank {
        for j in 0..two.rank {
            let rows = one.a[i * one.input..][..one.input].iter().zip(&two.a[j * two.input..][..two.input]);
            let a: f64 = rows.map(|(x, y)| f64::from(*x) * f64::from(*y)).sum();
            let column =
                |factors: &Factors, column: usize, row: usize| f64::from(factors.b[row * factors.rank + column]);
            let b: f64 = (0..one.output).map(|row| column(one, i, row) * column(two, j, row)).sum();
            sum += a * b;
        }
    }
    sum * one.scale * two.scale
}

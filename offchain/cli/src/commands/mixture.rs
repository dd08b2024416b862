//! Versions and their weights, as a merge and an agent name them.

use crate::{
    chain::models,
    error::{CliError, Result},
};
use openledger_client::{
    runtime::runtime_types::{bounded_collections::bounded_vec::BoundedVec, pallet_models::types::Parent},
    At,
};
use openledger_primitives::{Ppm, PPM};
use std::str::FromStr;

/// A version, and its weight where one is given: `3`, `my-model`, `3=250000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// Its number, an alias, or a model's name.
    name: String,
    /// In parts per million.
    weight: Option<Ppm>,
}

impl FromStr for Weighted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, weight) = match text.split_once('=') {
            None => (text, None),
            Some((name, weight)) => {
                let weight = weight.parse().ok().filter(|weight| (1..=PPM).contains(weight));
                let weight = weight.ok_or_else(|| {
                    format!("`{text}`: a weight is 1 to 1000000 parts per million, as in `my-model=250000`")
                })?;
                (name, Some(weight))
            }
        };
        match name.is_empty() {
            true => Err(format!("`{text}` names no version: write `my-model`, or `my-model=250000`")),
            false => Ok(Self { name: name.into(), weight }),
        }
    }
}

/// The weights: those that are given, or equal parts, the first of which have what does not divide.
pub fn weights(parts: &[Weighted]) -> Result<Vec<Ppm>> {
    let given: Vec<Ppm> = parts.iter().filter_map(|part| part.weight).collect();
    if given.is_empty() {
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX).max(1);
        let (each, over) = (PPM / count, PPM % count);
        return Ok((0..count).map(|place| each + u32::from(place < over)).collect());
    }
    if given.len() < parts.len() {
        return Err(CliError::usage("some versions have a weight and some have none")
            .hint("give all of them one, or none for equal parts"));
    }
    let sum: u64 = given.iter().copied().map(u64::from).sum();
    if sum != u64::from(PPM) {
        return Err(CliError::usage(format!("the weights add up to {sum} parts per million instead of 1000000")));
    }
    Ok(given)
}

/// The versions by number, with these weights.
pub async fn resolve(at: &At, parts: &[Weighted], weights: &[Ppm]) -> Result<BoundedVec<Parent>> {
    let mut mixture = Vec::new();
    for (part, weight) in parts.iter().zip(weights) {
        mixture.push(Parent { version: models::resolve(at, &part.name).await?, weight: *weight });
    }
    Ok(BoundedVec(mixture))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(texts: &[&str]) -> Vec<Weighted> {
        texts.iter().map(|text| text.parse().expect("a version")).collect()
    }

    #[test]
    fn without_weights_the_parts_are_equal_and_nothing_is_lost() {
        assert_eq!(weights(&parts(&["a", "b"])).expect("weights"), [500_000, 500_000]);
        let three = weights(&parts(&["a", "b", "3"])).expect("weights");
        assert_eq!(three, [333_334, 333_333, 333_333]);
        assert_eq!(three.iter().sum::<u32>(), PPM);
    }

    #[test]
    fn weights_are_one_whole_and_all_are_given_or_none() {
        assert_eq!(weights(&parts(&["a=250000", "b=750000"])).expect("weights"), [250_000, 750_000]);
        assert!(weights(&parts(&["a=250000", "b"])).is_err());
        let error = weights(&parts(&["a=250000", "b=250000"])).expect_err("half");
        assert!(error.message.contains("500000"), "{}", error.message);
    }

    #[test]
    fn a_weight_is_a_share_of_one_whole() {
        for wrong in ["a=", "a=0", "a=1000001", "a=half", "=5", ""] {
            assert!(wrong.parse::<Weighted>().is_err(), "{wrong}");
        }
    }
}

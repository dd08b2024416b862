//! What the chain asks for a weight and a length.
//!
//! These are the numbers of the runtime (`runtime/src/configs/money.rs`, `parameters.rs`, `system.rs`) and of the
//! transaction extensions it lists; `runtime/tests/runtime/fees.rs` fails when the table made with them is wrong.

use super::calls::{Call, Term};
use crate::bench::recorded::Recorded;
use anyhow::{bail, Context, Result};
use std::collections::BTreeMap;

/// A millionth of an OPEN, in plancks.
pub const MICRO_OPEN: u128 = 1_000_000_000_000;
/// What every transaction pays before anything is computed for it.
pub const BASE: u128 = 1_000 * MICRO_OPEN;
/// The time that `BASE` pays for, in picoseconds.
const BASE_TIME: u64 = 108_157_000;
/// The price of a byte.
pub const BYTE: u128 = 10 * MICRO_OPEN;
/// A read of the database, in picoseconds.
const READ: u64 = 8_000_000;
/// A write.
const WRITE: u64 = 50_000_000;
/// What checking and charging a transaction takes besides its call: its own time, five reads and three writes.
const CHECKS: u64 = 62_728_000 + 5 * READ + 3 * WRITE;
/// The most that a transaction is charged for: a whole block.
const BLOCK: u64 = 600_000_000_000;

/// The price of a time, before congestion changes it.
pub fn of_time(picoseconds: u64) -> u128 {
    u128::from(picoseconds.min(BLOCK)) * BASE / u128::from(BASE_TIME)
}

/// What a signed transaction of `bytes` costs whose call takes this time.
pub fn fee(picoseconds: u64, bytes: u32) -> u128 {
    BASE + of_time(picoseconds.saturating_add(CHECKS)) + u128::from(bytes) * BYTE
}

/// What each pallet records, by its folder.
pub struct Weights(pub BTreeMap<&'static str, Recorded>);

/// What a call takes, in picoseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub fewest: u64,
    pub most: u64,
    pub parts: Vec<Part>,
}

/// What there can be few or many of in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The recorded function that grows with it.
    pub function: String,
    pub component: String,
    pub least: u64,
    pub most: u64,
}

impl Weights {
    /// What a call takes with the fewest and with the most parts.
    pub fn of(&self, call: &Call) -> Result<Taken> {
        let mut taken = Taken { fewest: 0, most: 0, parts: Vec::new() };
        for term in &call.terms {
            let (fewest, most) = match term {
                Term::Recorded { function, whole } => {
                    let (fewest, most) = self.ends(call.pallet, function)?;
                    if !whole {
                        taken.parts.extend(self.parts(call.pallet, function)?);
                    }
                    (if *whole { most } else { fewest }, most)
                }
                Term::Named(name) => self.named(name).with_context(|| format!("{}.{}", call.pallet, call.name))?,
            };
            taken.fewest += fewest;
            taken.most += most;
        }
        taken.parts.dedup();
        Ok(taken)
    }

    /// What stands behind the names that the sources use for a weight that is not one function's.
    fn named(&self, name: &str) -> Result<(u64, u64)> {
        match name {
            // A batch that becomes void, with all the vouchers it can have.
            "Pallet::<T>::void_weight" => self.ends("attribution", "void_batch").map(|(_, most)| (most, most)),
            // Whatever pallet hears that its job failed.
            "T::Handler::failed_weight" => {
                let mut most = 0;
                for (pallet, recorded) in &self.0 {
                    let heard = |name: &&String| name.starts_with("on_") && name.ends_with("_failed");
                    for function in recorded.functions.keys().filter(heard) {
                        most = most.max(self.ends(pallet, function)?.1);
                    }
                }
                Ok((most, most))
            }
            _ => bail!("{name}: say here what it weighs"),
        }
    }

    fn pallet(&self, pallet: &str) -> Result<&Recorded> {
        self.0.get(pallet).with_context(|| format!("no weights of {pallet}"))
    }

    /// What a function takes with the fewest and with the most parts.
    fn ends(&self, pallet: &str, function: &str) -> Result<(u64, u64)> {
        let recorded = self.pallet(pallet)?;
        let figures = recorded.functions.get(function).with_context(|| format!("{pallet} records no {function}"))?;
        let range = |name: &str| recorded.ranges.get(function).and_then(|of| of.get(name)).copied().unwrap_or_default();
        let at = |end: fn((u64, u64)) -> u64| figures.picoseconds(READ, WRITE, |name| end(range(name)));
        Ok((at(|(fewest, _)| fewest), at(|(_, most)| most)))
    }

    /// The components with which a function's time grows.
    fn parts(&self, pallet: &str, function: &str) -> Result<Vec<Part>> {
        let recorded = self.pallet(pallet)?;
        let ranges = recorded.ranges.get(function).into_iter().flatten();
        let grows = |name: &String| recorded.functions[function].grows_with(name);
        let part = |(name, &(least, most)): (&String, &(u64, u64))| {
            let (function, component) = (function.to_string(), name.clone());
            Part { function, component, least, most }
        };
        Ok(ranges.filter(|(name, _)| grows(name)).map(part).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_is_the_base_and_what_time_and_bytes_cost() {
        assert_eq!(of_time(BASE_TIME), BASE);
        assert_eq!(fee(0, 0), BASE + of_time(CHECKS));
        assert_eq!(fee(0, 150) - fee(0, 0), 1_500 * MICRO_OPEN);
        assert_eq!(fee(BASE_TIME, 0) - fee(0, 0), BASE);
        // A node's own answers for `datanets.bondCurator` and for its transaction of 109 bytes.
        assert_eq!(of_time(1_022_548_000), 9_454_293_295_856_948);
        assert_eq!(109 * BYTE, 1_090_000_000_000_000);
    }

    #[test]
    fn nothing_costs_more_than_a_block() {
        assert_eq!(of_time(u64::MAX), of_time(BLOCK));
    }
}

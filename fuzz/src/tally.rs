//! How often each call of the domain pallets was tried, and what became of it.

use crate::{chain::Outcome, sound};
use openledger_runtime::RuntimeCall;
use polkadot_sdk::frame_support::traits::GetCallMetadata;
use std::{collections::BTreeMap, fmt};

/// What became of a call's attempts.
#[derive(Clone, Default)]
pub struct Attempts {
    /// It did what it says.
    pub done: u64,
    /// It failed in a block.
    pub failed: u64,
    /// It did not come into a block.
    pub refused: u64,
    /// Why, by the errors' own words.
    pub why: BTreeMap<String, u64>,
}

/// Attempts by pallet and call, and steps in which there was nothing to try.
#[derive(Clone, Default)]
pub struct Tally {
    /// By pallet and call.
    pub calls: BTreeMap<(&'static str, &'static str), Attempts>,
    /// Lives begun.
    pub lives: u64,
    /// Steps taken.
    pub steps: u64,
    /// Blocks made.
    pub blocks: u64,
}

impl Tally {
    /// Notes what became of a call.
    pub fn note(&mut self, call: &RuntimeCall, outcome: &Outcome) {
        let names = call.get_call_metadata();
        let attempts = self.calls.entry((names.pallet_name, names.function_name)).or_default();
        match outcome {
            Outcome::Done => attempts.done += 1,
            Outcome::Failed(error) => {
                attempts.failed += 1;
                let word: &'static str = (*error).into();
                *attempts.why.entry(word.into()).or_default() += 1;
            }
            Outcome::Refused(refused) => {
                attempts.refused += 1;
                *attempts.why.entry(format!("{refused:?}")).or_default() += 1;
            }
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        self.lives += other.lives;
        self.steps += other.steps;
        self.blocks += other.blocks;
        for (call, attempts) in &other.calls {
            let mine = self.calls.entry(*call).or_default();
            mine.done += attempts.done;
            mine.failed += attempts.failed;
            mine.refused += attempts.refused;
            for (why, times) in &attempts.why {
                *mine.why.entry(why.clone()).or_default() += times;
            }
        }
    }

    /// Calls of domain pallets that never did what they say.
    pub fn never_done(&self) -> Vec<(&'static str, &'static str)> {
        domain_calls().into_iter().filter(|call| self.calls.get(call).is_none_or(|tried| tried.done == 0)).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{} lives, {} steps, {} blocks", self.lives, self.steps, self.blocks)?;
        for ((pallet, call), attempts) in &self.calls {
            let Attempts { done, failed, refused, why } = attempts;
            write!(f, "{:<44} {done:>7} done {failed:>7} failed {refused:>6} refused", format!("{pallet}.{call}"))?;
            let mut why: Vec<_> = why.iter().collect();
            why.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
            let why: Vec<_> = why.iter().take(3).map(|(word, times)| format!("{word} {times}")).collect();
            writeln!(f, "   {}", why.join(", "))?;
        }
        Ok(())
    }
}

/// Every call of every domain pallet.
pub fn domain_calls() -> Vec<(&'static str, &'static str)> {
    let of = |pallet: &'static str| RuntimeCall::get_call_names(pallet).iter().map(move |call| (pallet, *call));
    sound::PALLETS.iter().flat_map(|(pallet, _)| of(pallet)).collect()
}

/// Pallets of the runtime that are neither domain pallets nor known to come from elsewhere.
pub fn unknown_pallets() -> Vec<&'static str> {
    const STOCK: [&str; 22] = [
        "System",
        "Timestamp",
        "Network",
        "Babe",
        "Balances",
        "Session",
        "Grandpa",
        "Beefy",
        "Mmr",
        "BeefyMmrLeaf",
        "Treasury",
        "Utility",
        "Multisig",
        "Proxy",
        "Parameters",
        "MultiBlockMigrations",
        "Upgrades",
        "Preimage",
        "Scheduler",
        "ConvictionVoting",
        "Referenda",
        "Whitelist",
    ];
    let known = |name: &&str| STOCK.contains(name) || sound::PALLETS.iter().any(|(pallet, _)| pallet == name);
    RuntimeCall::get_module_names().iter().copied().filter(|name| !known(name)).collect()
}

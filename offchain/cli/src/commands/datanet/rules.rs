//! A datanet's rules on the command line: what is not named fits the standard in force.

use crate::{amount::Open, chain::datanets::Standard};
use clap::Args;
use openledger_client::runtime::runtime_types::pallet_datanets::types::CurationRules;
use openledger_primitives::Amount;
use serde_json::{json, Value};

/// Blocks in which votes are sealed, unless the standard wants it otherwise.
const VOTING: u32 = 600;
/// Blocks in which votes are opened, unless the standard wants it otherwise.
const REVEAL: u32 = 300;
/// Votes that decide, unless the standard wants more.
const QUORUM: u8 = 2;
/// Lowest decision that is accepted.
const THRESHOLD: u8 = 50;
/// Planck of deposit for each KiB.
const PER_KIB: Amount = crate::amount::OPEN / 1_000;

/// The options.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct RuleOptions {
    /// Voices that end the sealing at once; the automatic report counts as one beside a sealed vote, and alone only
    /// when the sealing's time is over [default: 2].
    #[arg(long, value_name = "HEADS")]
    quorum: Option<u8>,
    /// Stake that must stand behind the voices of a quorum [default: the least the standard admits].
    #[arg(long, value_name = "AMOUNT")]
    quorum_stake: Option<Open>,
    /// Lowest decision (0 to 100) that is accepted [default: 50].
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: Option<u8>,
    /// Blocks after which the sealing ends with the votes there are [default: 600].
    #[arg(long, value_name = "BLOCKS")]
    voting_period: Option<u32>,
    /// Blocks in which sealed votes are opened [default: 300].
    #[arg(long, value_name = "BLOCKS")]
    reveal_period: Option<u32>,
    /// Deposit a contributor makes, whatever the size [default: the least the standard admits].
    #[arg(long, value_name = "AMOUNT")]
    deposit_base: Option<Open>,
    /// Deposit for each KiB besides [default: 0.001 OPEN].
    #[arg(long, value_name = "AMOUNT")]
    deposit_per_kib: Option<Open>,
    /// Most undecided contributions of one account [default: the most the standard admits].
    #[arg(long, value_name = "NUMBER")]
    open_per_account: Option<u32>,
    /// Most undecided contributions altogether [default: the most the standard admits].
    #[arg(long, value_name = "NUMBER")]
    open_per_datanet: Option<u32>,
}

impl RuleOptions {
    /// Rules for a new datanet: what is not named is what the standard admits nearest to the usual.
    pub fn rules(&self, standard: &Standard) -> CurationRules<Amount> {
        self.over(CurationRules {
            quorum: QUORUM.max(standard.minimum_quorum),
            threshold: THRESHOLD,
            voting_period: within(VOTING, standard.minimum_voting_period, standard.maximum_voting_period),
            deposit_per_kib: PER_KIB,
            deposit_base: standard.minimum_deposit,
            reveal_period: within(REVEAL, standard.minimum_reveal_period, standard.maximum_reveal_period),
            quorum_stake: standard.minimum_quorum_stake,
            open_per_account: standard.intake_per_account,
            open_per_datanet: standard.intake_per_datanet,
        })
    }

    /// Rules that are changed: what is not named stays.
    pub fn over(&self, rules: CurationRules<Amount>) -> CurationRules<Amount> {
        CurationRules {
            quorum: self.quorum.unwrap_or(rules.quorum),
            threshold: self.threshold.unwrap_or(rules.threshold),
            voting_period: self.voting_period.unwrap_or(rules.voting_period),
            deposit_per_kib: self.deposit_per_kib.map_or(rules.deposit_per_kib, |amount| amount.0),
            deposit_base: self.deposit_base.map_or(rules.deposit_base, |amount| amount.0),
            reveal_period: self.reveal_period.unwrap_or(rules.reveal_period),
            quorum_stake: self.quorum_stake.map_or(rules.quorum_stake, |amount| amount.0),
            open_per_account: self.open_per_account.unwrap_or(rules.open_per_account),
            open_per_datanet: self.open_per_datanet.unwrap_or(rules.open_per_datanet),
        }
    }
}

/// A number moved into its bounds; where they cross, the chain says so.
fn within(usual: u32, least: u32, most: u32) -> u32 {
    usual.min(most).max(least)
}

/// Rules in words.
pub fn rules_json(rules: &CurationRules<Amount>) -> Value {
    json!({
        "quorum": rules.quorum,
        "quorum_stake": rules.quorum_stake.to_string(),
        "threshold": rules.threshold,
        "voting_period": rules.voting_period,
        "reveal_period": rules.reveal_period,
        "deposit_base": rules.deposit_base.to_string(),
        "deposit_per_kib": rules.deposit_per_kib.to_string(),
        "open_per_account": rules.open_per_account,
        "open_per_datanet": rules.open_per_datanet,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{amount::OPEN, chain::datanets::tests::standard};

    #[test]
    fn what_is_not_named_fits_the_standard() {
        let rules = RuleOptions::default().rules(&standard());
        assert_eq!((rules.quorum, rules.voting_period, rules.reveal_period), (2, 100, 50));
        assert_eq!((rules.quorum_stake, rules.deposit_base), (OPEN, OPEN));
        assert_eq!((rules.open_per_account, rules.open_per_datanet), (8, 64));
        let strict =
            Standard { minimum_quorum: 5, minimum_voting_period: 900, maximum_voting_period: 1_000, ..standard() };
        let rules = RuleOptions::default().rules(&strict);
        assert_eq!((rules.quorum, rules.voting_period), (5, 900));
    }

    #[test]
    fn what_is_named_counts_and_the_rest_stays() {
        let options = RuleOptions { threshold: Some(70), quorum_stake: Some(Open(3)), ..Default::default() };
        let before = RuleOptions::default().rules(&standard());
        let after = options.over(before.clone());
        assert_eq!((after.threshold, after.quorum_stake), (70, 3));
        assert_eq!(after, CurationRules { threshold: 70, quorum_stake: 3, ..before });
    }
}

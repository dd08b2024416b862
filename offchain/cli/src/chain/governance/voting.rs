//! Votes and convictions.

use super::{referenda::Index, tracks::TrackId};
use crate::error::{CliError, Result};
use openledger_client::{
    runtime::{
        self,
        runtime_types::pallet_conviction_voting::{
            conviction::Conviction,
            vote::{AccountVote, PriorLock, Vote, Voting as Stored},
        },
    },
    AccountId32, At,
};
use openledger_primitives::{AccountBytes, Amount, BlockNumber};
use std::{collections::BTreeMap, str::FromStr};

/// Left free for fees when an account votes with all it has.
const KEPT: Amount = 10 * crate::amount::OPEN;

/// The bit of a vote that says aye; the others are its conviction.
const AYE: u8 = 0b1000_0000;

/// How many lock periods a vote is locked for: none counts a tenth, `n` counts `n` times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked(pub u8);

impl FromStr for Locked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(0));
        }
        let number = text.strip_suffix('x').unwrap_or(text).parse().ok();
        number
            .filter(|level| *level <= 6)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no conviction: expected `none`, or 1 to 6"))
    }
}

impl Locked {
    /// As the chain has it.
    pub fn conviction(self) -> Conviction {
        match self.0 {
            0 => Conviction::None,
            1 => Conviction::Locked1x,
            2 => Conviction::Locked2x,
            3 => Conviction::Locked3x,
            4 => Conviction::Locked4x,
            5 => Conviction::Locked5x,
            _ => Conviction::Locked6x,
        }
    }

    /// How many lock periods the money stays locked after the end.
    pub fn periods(self) -> u32 {
        match self.0 {
            0 => 0,
            level => 1 << (level - 1),
        }
    }

    /// In words.
    pub fn word(self) -> String {
        match self.0 {
            0 => "none".into(),
            level => format!("{level}x"),
        }
    }

    /// What an amount counts.
    pub fn weight(self, amount: Amount) -> Amount {
        match self.0 {
            0 => amount / 10,
            level => amount.saturating_mul(level.into()),
        }
    }
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Side {
    /// For it.
    Aye,
    /// Against it.
    Nay,
    /// Neither, but counted as support.
    Abstain,
}

/// A vote as the chain has it. Who abstains locks nothing.
pub fn vote(side: Side, amount: Amount, locked: Locked) -> AccountVote<Amount> {
    match side {
        Side::Abstain => AccountVote::SplitAbstain { aye: 0, nay: 0, abstain: amount },
        Side::Aye => AccountVote::Standard { vote: Vote(AYE | locked.0), balance: amount },
        Side::Nay => AccountVote::Standard { vote: Vote(locked.0), balance: amount },
    }
}

/// Side, amount and conviction of a stored vote, in words.
pub fn words(vote: &AccountVote<Amount>) -> (&'static str, Amount, String) {
    match vote {
        AccountVote::Standard { vote: Vote(bits), balance } => {
            let side = if bits & AYE == 0 { "nay" } else { "aye" };
            (side, *balance, Locked(bits & !AYE).word())
        }
        AccountVote::Split { aye, nay } => ("split", aye.saturating_add(*nay), Locked(0).word()),
        AccountVote::SplitAbstain { aye: 0, nay: 0, abstain } => ("abstain", *abstain, Locked(0).word()),
        AccountVote::SplitAbstain { aye, nay, abstain } => {
            ("split", aye.saturating_add(*nay).saturating_add(*abstain), Locked(0).word())
        }
    }
}

/// What of a free balance is voted with unless the voter says otherwise.
pub fn default_amount(free: Amount) -> Amount {
    free - KEPT.min(free / 10)
}

/// The amount somebody votes with: what was asked for, or nearly everything.
pub async fn amount(at: &At, who: &AccountBytes, asked: Option<Amount>) -> Result<Amount> {
    let account = at.get(runtime::storage().system().account(), (AccountId32(*who),)).await?;
    let data = account.map(|account| account.data);
    let (free, reserved) = data.map_or((0, 0), |data| (data.free, data.reserved));
    let amount = asked.unwrap_or_else(|| default_amount(free));
    let total = free.saturating_add(reserved);
    if amount > total {
        return Err(CliError::failure(format!(
            "the account has {}, less than {}",
            crate::amount::Open(total),
            crate::amount::Open(amount)
        )));
    }
    if amount == 0 {
        return Err(CliError::failure("the account has nothing to vote with"));
    }
    Ok(amount)
}

/// How an account votes on a track.
#[derive(Default)]
pub struct Voting {
    /// Its votes, by referendum.
    pub votes: Vec<(Index, AccountVote<Amount>)>,
    /// Who votes for it instead.
    pub delegates_to: Option<AccountBytes>,
    /// Until which block what it took back stays locked, where it does.
    pub until: Option<BlockNumber>,
}

/// How an account votes on a track.
pub async fn on(at: &At, who: &AccountBytes, track: TrackId) -> Result<Voting> {
    let stored = at.get(runtime::storage().conviction_voting().voting_for(), (AccountId32(*who), track)).await?;
    let until = |prior: PriorLock<BlockNumber, Amount>| Some(prior.0).filter(|block| *block > at.number());
    Ok(match stored {
        Some(Stored::Casting(casting)) => {
            Voting { votes: casting.votes.0, delegates_to: None, until: until(casting.prior) }
        }
        Some(Stored::Delegating(delegating)) => {
            Voting { votes: Vec::new(), delegates_to: Some(delegating.target.0), until: until(delegating.prior) }
        }
        Some(Stored::__Ignore(_)) | None => Voting::default(),
    })
}

/// What is locked of an account for voting, by track.
pub async fn locks(at: &At, who: &AccountBytes) -> Result<BTreeMap<TrackId, Amount>> {
    let locks = at.get(runtime::storage().conviction_voting().class_locks_for(), (AccountId32(*who),)).await?;
    Ok(locks.map(|locks| locks.0).unwrap_or_default().into_iter().filter(|(_, amount)| *amount > 0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::OPEN;

    #[test]
    fn a_conviction_is_none_or_one_to_six() {
        let read = |text: &str| text.parse::<Locked>().map(|locked| locked.0).ok();
        assert_eq!([read("none"), read("1"), read("6"), read("3x")], [Some(0), Some(1), Some(6), Some(3)]);
        for wrong in ["", "7", "-1", "all", "1.5", "xx"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn longer_locks_weigh_more() {
        let of = |level| (Locked(level).periods(), Locked(level).weight(10));
        assert_eq!([of(0), of(1), of(2), of(6)], [(0, 1), (1, 10), (2, 20), (32, 60)]);
    }

    #[test]
    fn a_vote_is_read_back_as_it_was_cast() {
        for side in [Side::Aye, Side::Nay] {
            let (word, amount, locked) = words(&vote(side, 7, Locked(2)));
            assert_eq!((word, amount, locked.as_str()), (if side == Side::Aye { "aye" } else { "nay" }, 7, "2x"));
        }
        assert_eq!(words(&vote(Side::Abstain, 7, Locked(2))).0, "abstain");
    }

    #[test]
    fn whoever_votes_with_everything_can_still_pay_fees() {
        assert_eq!(default_amount(1_000 * OPEN), 990 * OPEN);
        assert_eq!(default_amount(10 * OPEN), 9 * OPEN);
        assert_eq!(default_amount(0), 0);
    }
}

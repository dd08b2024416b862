//! Backing pools: how what a version earns for its backers is shared among them.
//!
//! A version's index grows with each income by income / shares, in 2^-64 planck. A backer earns shares · (index now −
//! index when last settled), whenever it is claimed. Everything is rounded down: what a division leaves over is carried
//! into the next income, what a payment leaves over into the backer's next payment. Nothing is lost, and nobody can be
//! paid what did not come in: at most one planck per backer stays behind.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::Amount;
use polkadot_sdk::sp_core::U256;
use scale_info::TypeInfo;

/// Binary digits of the index behind the point.
const FRACTION_BITS: usize = 64;

/// What a version earned for its backers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct BackingPool {
    /// Planck that earn: what paid for its training, and stake that is warm.
    pub shares: Amount,
    /// What one share has earned since the beginning, in 2^-64 planck.
    pub index: U256,
    /// Left over by the index's last division, in 2^-64 planck; below `shares` then.
    pub carry: Amount,
    /// All income so far.
    pub received: Amount,
    /// Of that, what was paid out.
    pub paid: Amount,
}

/// What one backer has in one version.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Position<BlockNumber> {
    /// Paid for its training; earns for ever once it is trained, and does not come back then.
    pub funded: Amount,
    /// Stake that earns.
    pub staked: Amount,
    /// Stake that does not earn yet.
    pub warming: Amount,
    /// First block in which that stake can begin to earn.
    pub warm_at: BlockNumber,
    /// The pool's index up to which it is settled.
    pub index: U256,
    /// What settling left over, in 2^-64 planck.
    pub fraction: u64,
    /// Earned and not paid out yet.
    pub owed: Amount,
}

impl BackingPool {
    /// Takes an income; `None` if nobody has a share in it, or a number would overflow.
    pub fn receive(&mut self, amount: Amount) -> Option<()> {
        // At most 2^192 + 2^128.
        let parts = (U256::from(amount) << FRACTION_BITS).checked_add(self.carry.into())?;
        let growth = parts.checked_div(self.shares.into())?;
        let carry = parts.checked_rem(self.shares.into())?;
        self.index = self.index.checked_add(growth)?;
        self.carry = carry.try_into().ok()?;
        self.received = self.received.checked_add(amount)?;
        Some(())
    }

    /// Notes that this much was paid out; `None` when the pool has not got it.
    pub fn pay(&mut self, amount: Amount) -> Option<()> {
        self.paid = self.paid.checked_add(amount).filter(|paid| *paid <= self.received)?;
        Some(())
    }

    /// Planck that came in and were not paid out.
    pub fn unpaid(&self) -> Amount {
        self.received.saturating_sub(self.paid)
    }
}

impl<BlockNumber> Position<BlockNumber> {
    /// Planck that earn.
    pub fn shares(&self) -> Option<Amount> {
        self.funded.checked_add(self.staked)
    }

    /// Books what it earned since it was last settled, rounded down.
    pub fn settle_down(&mut self, index: U256) -> Option<()> {
        let grown = index.checked_sub(self.index)?;
        let earned = U256::from(self.shares()?).checked_mul(grown)?.checked_add(self.fraction.into())?;
        self.index = index;
        self.fraction = earned.low_u64();
        let whole: Amount = (earned >> FRACTION_BITS).try_into().ok()?;
        self.owed = self.owed.checked_add(whole)?;
        Some(())
    }

    /// Whether nothing of it is left.
    pub fn is_empty(&self) -> bool {
        self.funded == 0 && self.staked == 0 && self.warming == 0 && self.owed == 0
    }
}

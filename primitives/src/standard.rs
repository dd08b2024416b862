//! Standards that governance sets and pallets hold others to.
//!
//! Each is a plain structure with the limits of its own numbers; the pallet that keeps one adds what only it can
//! know. They are here because two pallets read them that do not know one another: the one that keeps a standard,
//! and the one through which governance changes it. How income is divided is a standard too: see
//! [`crate::split::Economics`].

use crate::{vote::MAX_SCORE, Ppm, PPM};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// What a datanet's owner may decide by, and what a voice costs.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CurationStandard<Balance> {
    /// Least quorum a datanet may ask: so many voices decide at once.
    pub minimum_quorum: u8,
    /// Shortest voting period, in blocks: people must have time to look.
    pub minimum_voting_period: u32,
    /// Longest voting period, in blocks: bonds and deposits stay held that long.
    pub maximum_voting_period: u32,
    /// Least deposit a datanet may ask for a contribution, so that no owner opens a door to spam.
    pub minimum_deposit: Balance,
    /// Least bond of a curator: the price of one voice.
    pub minimum_curator_bond: Balance,
    /// Shortest time for opening sealed votes, in blocks.
    pub minimum_reveal_period: u32,
    /// Longest time for opening sealed votes, in blocks.
    pub maximum_reveal_period: u32,
    /// Least stake behind the voices of a quorum that a datanet may ask, after the cap.
    pub minimum_quorum_stake: Balance,
    /// Most that one voice weighs of all voices together.
    pub voice_cap: Ppm,
    /// Points from the decision that cost a curator nothing.
    pub tolerance: u8,
    /// Points from the decision at which an outlier's loss stops growing.
    pub clip: u8,
    /// Loss of an outlier at the clip, as a share of its bond.
    pub outlier_slash: Ppm,
    /// Loss of who committed and never opened, as a share of its bond.
    pub silence_slash: Ppm,
    /// Blocks in which a curator's reputation falls to half.
    pub reputation_half_life: u32,
    /// Paid by whoever asks for a panel, to the curators near its decision.
    pub curation_fee: Balance,
    /// Blocks in which a refusal can be appealed against.
    pub appeal_window: u32,
    /// Held of who appeals; lost unless the appeal succeeds.
    pub appeal_bond: Balance,
    /// Blocks in which an accepted contribution can be challenged; its deposit is held that long.
    pub challenge_window: u32,
    /// Held of who challenges; lost unless the contribution is struck.
    pub challenge_bond: Balance,
    /// What a challenger who is right has of the contributor's deposit.
    pub challenge_reward: Ppm,
    /// Held of an owner for each known answer it seals; lost unless it is opened and most curators agree.
    pub plant_bond: Balance,
    /// Blocks in which a known answer can be opened after the votes; decisions wait that long where one is sealed.
    pub plant_period: u32,
    /// Blocks after which a known answer that was not opened is lost.
    pub plant_lifetime: u32,
    /// Most undecided contributions of one account that a datanet may allow.
    pub intake_per_account: u32,
    /// Most undecided contributions that a datanet may allow altogether.
    pub intake_per_datanet: u32,
}

/// Why nobody could curate by a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurationStandardError {
    /// Contributions would be decided without a vote.
    NoQuorum,
    /// There would be no time to vote, or the shortest period is longer than the longest.
    PeriodsCross,
    /// Contributions would cost nothing.
    NoDeposit,
    /// A voice would cost nothing.
    NoBond,
    /// There would be no time to open votes, or the shortest period is longer than the longest.
    RevealPeriodsCross,
    /// A voice would weigh nothing, or a share is above one whole.
    ShareOutOfBounds,
    /// The loss of an outlier is above that of silence, or silence costs more than half the bond.
    SlashOutOfBounds,
    /// The tolerance is not below the clip, or the clip is above the highest score.
    ToleranceOutOfBounds,
    /// A window, the wait for known answers or the half-life of reputations is no block long, or a known answer is
    /// lost before it can be opened.
    NoWindow,
    /// An appeal, a challenge or a known answer would cost nothing.
    NothingAtStake,
    /// Nobody could contribute.
    NoIntake,
}

impl fmt::Display for CurationStandardError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NoQuorum => "the least quorum must be at least one voice",
            Self::PeriodsCross => "the shortest voting period must be at least one block and at most the longest",
            Self::NoDeposit => "the least deposit must not be zero",
            Self::NoBond => "the least bond of a curator must not be zero",
            Self::RevealPeriodsCross => "the shortest reveal period must be at least one block and at most the longest",
            Self::ShareOutOfBounds => "a voice's cap must not be zero, and no share above 1,000,000 parts per million",
            Self::SlashOutOfBounds => "silence must cost at least what an outlier costs, and at most half the bond",
            Self::ToleranceOutOfBounds => "the tolerance must be below the clip, and the clip at most 100 points",
            Self::NoWindow => {
                "windows, the wait for known answers and the half-life must be at least one block, and a known answer \
                 must live longer than the wait"
            }
            Self::NothingAtStake => "the bonds of appeals, challenges and known answers must not be zero",
            Self::NoIntake => "an account and a datanet must be able to have at least one undecided contribution",
        })
    }
}

impl core::error::Error for CurationStandardError {}

impl<Balance: Default + PartialEq> CurationStandard<Balance> {
    /// Whether one can curate by it.
    pub fn check(&self) -> Result<(), CurationStandardError> {
        let nothing = Balance::default();
        if self.minimum_quorum == 0 {
            return Err(CurationStandardError::NoQuorum);
        }
        if self.minimum_voting_period == 0 || self.minimum_voting_period > self.maximum_voting_period {
            return Err(CurationStandardError::PeriodsCross);
        }
        if self.minimum_deposit == nothing {
            return Err(CurationStandardError::NoDeposit);
        }
        if self.minimum_curator_bond == nothing {
            return Err(CurationStandardError::NoBond);
        }
        if self.minimum_reveal_period == 0 || self.minimum_reveal_period > self.maximum_reveal_period {
            return Err(CurationStandardError::RevealPeriodsCross);
        }
        if self.voice_cap == 0 || self.voice_cap > PPM || self.challenge_reward > PPM {
            return Err(CurationStandardError::ShareOutOfBounds);
        }
        if self.outlier_slash > self.silence_slash || self.silence_slash > PPM / 2 {
            return Err(CurationStandardError::SlashOutOfBounds);
        }
        if self.tolerance >= self.clip || self.clip > MAX_SCORE {
            return Err(CurationStandardError::ToleranceOutOfBounds);
        }
        let windows = [self.appeal_window, self.challenge_window, self.plant_period, self.reputation_half_life];
        if windows.contains(&0) || self.plant_lifetime <= self.plant_period {
            return Err(CurationStandardError::NoWindow);
        }
        if [&self.appeal_bond, &self.challenge_bond, &self.plant_bond].contains(&&nothing) {
            return Err(CurationStandardError::NothingAtStake);
        }
        if self.intake_per_account == 0 || self.intake_per_datanet == 0 {
            return Err(CurationStandardError::NoIntake);
        }
        Ok(())
    }
}

/// What a version must show before it is served, and how much royalty may be asked.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeploymentStandard {
    /// Least drop of the held-out loss, as a share of the base's.
    pub minimum_improvement: Ppm,
    /// Whether somebody else must have reproduced it.
    pub require_verified: bool,
    /// Whether governance must have approved it, version by version.
    pub require_approval: bool,
    /// Most that one version may ask of versions made from it.
    pub maximum_royalty: Ppm,
    /// Most that a version may owe all its ancestors together.
    pub royalty_cap: Ppm,
}

/// Why no version could be deployed by a standard, or none built upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentStandardError {
    /// A share is above one whole.
    ShareAboveOne,
    /// A version may ask more than whoever builds on it may owe.
    RoyaltyAboveCap,
}

impl fmt::Display for DeploymentStandardError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::ShareAboveOne => "a share must not be above 1,000,000 parts per million",
            Self::RoyaltyAboveCap => "the highest royalty of one version must not be above the cap of all together",
        })
    }
}

impl core::error::Error for DeploymentStandardError {}

impl Default for DeploymentStandard {
    /// No royalty above 10 %, 30 % together; no loss may rise; nobody has to be asked.
    fn default() -> Self {
        Self {
            minimum_improvement: 0,
            require_verified: false,
            require_approval: false,
            maximum_royalty: 100_000,
            royalty_cap: 300_000,
        }
    }
}

impl DeploymentStandard {
    /// Whether every share is at most one whole, and a version that asks the most can still be built upon.
    pub fn check(&self) -> Result<(), DeploymentStandardError> {
        if [self.minimum_improvement, self.maximum_royalty, self.royalty_cap].iter().any(|share| *share > PPM) {
            return Err(DeploymentStandardError::ShareAboveOne);
        }
        if self.maximum_royalty > self.royalty_cap {
            return Err(DeploymentStandardError::RoyaltyAboveCap);
        }
        Ok(())
    }
}

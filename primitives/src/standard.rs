//! Standards that governance sets and pallets hold others to.
//!
//! Each is a plain structure with the limits of its own numbers; the pallet that keeps one adds what only it can
//! know. They are here because two pallets read them that do not know one another: the one that keeps a standard,
//! and the one through which governance changes it. How income is divided is a standard too: see
//! [`crate::split::Economics`].

use crate::{Ppm, PPM};
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
    /// Least bond of a curator. As decisions count heads, it is the price of one voice.
    pub minimum_curator_bond: Balance,
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
}

impl fmt::Display for CurationStandardError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NoQuorum => "the least quorum must be at least one voice",
            Self::PeriodsCross => "the shortest voting period must be at least one block and at most the longest",
            Self::NoDeposit => "the least deposit must not be zero",
            Self::NoBond => "the least bond of a curator must not be zero",
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

//! What the pallet stores and takes: standards and their kinds, bonds, rules; and what it asks of the runtime.

use crate::{Config, Origin};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
    recipe::NumericClass,
    split::Economics,
    standard::{CurationStandard, DeploymentStandard},
    Amount, Digest,
};
use polkadot_sdk::{
    frame_support::pallet_prelude::{BoundedVec, ConstU32, DispatchResult},
    frame_system::pallet_prelude::BlockNumberFor,
};
use scale_info::TypeInfo;

/// Number of a licence in the table of licences.
pub type LicenceId = u16;
/// An SPDX licence identifier.
pub type Spdx = BoundedVec<u8, ConstU32<64>>;

/// Most licences that one change admits, and most that it retires.
pub const MAX_LICENCES: u32 = 8;
/// Most engine builds that count at a time.
pub const MAX_BUILDS: u32 = 16;

/// What held until a block, in a runtime.
pub type PastOf<T> = Past<BlockNumberFor<T>>;
/// A validator's bond, in a runtime.
pub type BondOf<T> = Bond<BlockNumberFor<T>>;
/// The validators' rules of a runtime.
pub type RulesOf<T> = ValidatorRules<BlockNumberFor<T>>;
/// What held before, the latest last.
pub type PastStandards<T> = BoundedVec<PastOf<T>, <T as Config>::MaxHistory>;

/// The pallets that keep standards. Each refuses what could not be obeyed, with an error of its own.
pub trait Registry {
    /// What datanets must ask now.
    fn curation() -> CurationStandard<Amount>;
    /// Sets what datanets must ask.
    fn set_curation(new: CurationStandard<Amount>) -> DispatchResult;
    /// What a version must show now.
    fn deployment() -> DeploymentStandard;
    /// Sets what a version must show.
    fn set_deployment(new: DeploymentStandard) -> DispatchResult;
    /// How income is divided now.
    fn economics() -> Economics;
    /// Sets how income is divided.
    fn set_economics(new: Economics) -> DispatchResult;
    /// A licence's identifier.
    fn licence(licence: LicenceId) -> Option<Spdx>;
    /// Gives a licence a number, or takes back that it was retired.
    fn admit_licence(licence: LicenceId, spdx: Spdx) -> DispatchResult;
    /// Lets nothing new come under a licence.
    fn retire_licence(licence: LicenceId) -> DispatchResult;
}

/// Whoever keeps session keys and knows which validators are in office.
pub trait Session<AccountId> {
    /// The validators of the running session. Genesis takes them over, so it must know them by then.
    fn validators() -> Vec<AccountId>;
    /// Whether an account is a validator of the running session or the next one.
    fn in_office(who: &AccountId) -> bool;
    /// Whether an account has session keys.
    fn has_keys(who: &AccountId) -> bool;
    /// Takes an account's session keys off the chain, if it has any.
    fn forget_keys(who: &AccountId);
}

/// Whoever keeps the calls that may be decided on fast.
pub trait Whitelist<Hash> {
    /// Adds a call.
    fn whitelist(call_hash: Hash) -> DispatchResult;
}

/// A kind of standard. Each has one origin besides root that may change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum StandardKind {
    /// What datanets must ask.
    Curation,
    /// What a version must show.
    Deployment,
    /// How income is divided.
    Economics,
    /// Which licences have a number, and which are retired.
    Licences,
    /// Which numeric classes and engine builds count.
    Numeric,
}

impl StandardKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Curation, Self::Deployment, Self::Economics, Self::Licences, Self::Numeric];

    /// The origin that may change standards of this kind.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Curation | Self::Licences => Origin::DatanetCuration,
            Self::Deployment | Self::Numeric => Origin::ModelStandards,
            Self::Economics => Origin::ProtocolParameters,
        }
    }
}

/// A standard that was or shall be set.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Standard {
    /// What datanets must ask.
    Curation(CurationStandard<Amount>),
    /// What a version must show.
    Deployment(DeploymentStandard),
    /// How income is divided.
    Economics(Economics),
    /// Licences to admit and to retire.
    Licences(LicenceStandard),
    /// Which numeric classes and engine builds count.
    Numeric(NumericStandard),
}

impl Standard {
    /// Its kind.
    pub fn kind(&self) -> StandardKind {
        match self {
            Self::Curation(_) => StandardKind::Curation,
            Self::Deployment(_) => StandardKind::Deployment,
            Self::Economics(_) => StandardKind::Economics,
            Self::Licences(_) => StandardKind::Licences,
            Self::Numeric(_) => StandardKind::Numeric,
        }
    }
}

/// A licence and the number it is stored as.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Licence {
    /// Its number. Numbers never change their meaning.
    pub number: LicenceId,
    /// Its SPDX identifier.
    pub spdx: Spdx,
}

/// A change of the table of licences. It is a change and not the table, so that two referenda that run at once do not
/// take back one another's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LicenceStandard {
    /// Licences that data and models may come under from now on: new ones, or retired ones again.
    pub admit: BoundedVec<Licence, ConstU32<MAX_LICENCES>>,
    /// Licences that nothing new may come under from now on.
    pub retire: BoundedVec<LicenceId, ConstU32<MAX_LICENCES>>,
}

/// Whose work counts.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct NumericStandard {
    /// Numeric classes in which versions may be made, at least one.
    pub classes: BoundedVec<NumericClass, ConstU32<8>>,
    /// Builds of the engine whose versions may be deployed; none stands for every build.
    pub engine_builds: BoundedVec<Digest, ConstU32<MAX_BUILDS>>,
}

impl Default for NumericStandard {
    /// Every class, and every build.
    fn default() -> Self {
        let classes = alloc::vec![NumericClass::CpuExact, NumericClass::CudaTolerant];
        Self { classes: BoundedVec::truncate_from(classes), engine_builds: BoundedVec::new() }
    }
}

/// What held before a change.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Past<BlockNumber> {
    /// The block in which it was changed.
    pub until: BlockNumber,
    /// What would have to be set to come back to what held until then.
    pub standard: Standard,
}

/// What is held of an account so that it may validate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Bond<BlockNumber> {
    /// How much.
    pub amount: Amount,
    /// The first block in which it can be had back, for an account that was taken out of the set.
    pub releasable_at: Option<BlockNumber>,
}

/// What validators must have, and how many there must be.
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
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValidatorRules<BlockNumber> {
    /// Least bond of whoever is added to the set. Those in it stay when it is raised.
    pub minimum_bond: Amount,
    /// The set is never smaller. At least one: a chain without validators cannot be repaired by its own means.
    pub minimum_validators: u32,
    /// Blocks for which a bond stays held after its validator was taken out of the set.
    pub unbonding_period: BlockNumber,
}

impl<BlockNumber: From<u32>> Default for ValidatorRules<BlockNumber> {
    /// 10,000 OPEN, one validator, seven days of two-second blocks.
    fn default() -> Self {
        let open = 1_000_000_000_000_000_000;
        Self { minimum_bond: 10_000 * open, minimum_validators: 1, unbonding_period: 302_400.into() }
    }
}

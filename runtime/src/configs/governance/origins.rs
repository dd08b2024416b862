//! What a decision may do: each authority of this runtime is root or the origin of one track.

use crate::{
    currency::{GENESIS_SUPPLY, OPEN},
    AccountId, Balance,
};
use pallet_governance::{
    EnsureModelDeployment, EnsureProtocolParameters, EnsureTreasurySpender, EnsureValidatorMajority,
    EnsureWhitelistedCaller,
};
use polkadot_sdk::*;

use frame_support::{parameter_types, traits::EitherOf};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureWithSuccess};

/// Sets fees, the rules of workers and batches, and the validators.
pub type Admin = EitherOf<EnsureRoot<AccountId>, EnsureProtocolParameters>;

/// Approves and revokes versions.
pub type ModelDeployers = EitherOf<EnsureRoot<AccountId>, EnsureModelDeployment>;

/// Cancels and kills referenda. Only root, because whoever can kill one decides what is never decided; an urgent case
/// can be whitelisted.
pub type Referees = EnsureRoot<AccountId>;

/// Puts calls on the whitelist.
pub type Whitelisters = EitherOf<EnsureRoot<AccountId>, EnsureValidatorMajority>;

/// Runs whitelisted calls as root.
pub type WhitelistedCallers = EitherOf<EnsureRoot<AccountId>, EnsureWhitelistedCaller>;

parameter_types! {
    /// Root may spend everything.
    pub const RootSpend: Balance = GENESIS_SUPPLY;
    /// A thousandth of the supply: what one decision of the track `treasury` may spend.
    pub const TrackSpend: Balance = 1_000_000 * OPEN;
}

/// Spends the treasury's money, up to a bound that depends on who decided.
pub type Spenders = EitherOf<
    EnsureRootWithSuccess<AccountId, RootSpend>,
    EnsureWithSuccess<EnsureTreasurySpender, AccountId, TrackSpend>,
>;

/// Takes back what the treasury was to spend.
pub type SpendRejecters = EitherOf<EnsureRoot<AccountId>, EnsureTreasurySpender>;

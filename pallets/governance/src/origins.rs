//! Who may do what: one origin for each track, and checks for them.
//!
//! A referendum's track decides which majorities it needs, and its origin decides what it may do. What keeps a proposal
//! that nobody minds on an easy track from being one that everybody would mind is that each of these checks takes one
//! origin and no other.

use crate::{Origin, StandardKind};
use polkadot_sdk::{
    frame_support::traits::{EnsureOrigin, EnsureOriginWithArg, OriginTrait},
    frame_system::RawOrigin,
};

macro_rules! checks {
    ($($(#[$doc:meta])* $check:ident: $origin:ident,)+) => {$(
        $(#[$doc])*
        pub struct $check;

        impl<O> EnsureOrigin<O> for $check
        where
            O: OriginTrait + From<Origin>,
            for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
        {
            type Success = ();

            fn try_origin(origin: O) -> Result<(), O> {
                if is(&origin, &Origin::$origin) { Ok(()) } else { Err(origin) }
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn try_successful_origin() -> Result<O, ()> {
                Ok(O::from(Origin::$origin))
            }
        }
    )+};
}

checks! {
    /// Decided on the track `whitelisted_caller`.
    EnsureWhitelistedCaller: WhitelistedCaller,
    /// Decided on the track `protocol_parameters`.
    EnsureProtocolParameters: ProtocolParameters,
    /// Decided on the track `model_standards`.
    EnsureModelStandards: ModelStandards,
    /// Decided on the track `model_deployment`.
    EnsureModelDeployment: ModelDeployment,
    /// Decided on the track `datanet_curation`.
    EnsureDatanetCuration: DatanetCuration,
    /// Decided on the track `treasury`.
    EnsureTreasurySpender: TreasurySpender,
    /// Endorsed by two thirds of the validators.
    EnsureValidatorMajority: ValidatorMajority,
}

fn is<O>(origin: &O, wanted: &Origin) -> bool
where
    O: OriginTrait,
    for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
{
    matches!(origin.caller().try_into(), Ok(origin) if origin == wanted)
}

/// For a standard: root, or the origin of its kind.
pub struct EnsureStandard;

impl<O> EnsureOriginWithArg<O, StandardKind> for EnsureStandard
where
    O: OriginTrait + From<Origin>,
    for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
{
    type Success = ();

    fn try_origin(origin: O, kind: &StandardKind) -> Result<(), O> {
        let root = matches!(origin.as_system_ref(), Some(RawOrigin::Root));
        if root || is(&origin, &kind.origin()) {
            Ok(())
        } else {
            Err(origin)
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin(kind: &StandardKind) -> Result<O, ()> {
        Ok(O::from(kind.origin()))
    }
}

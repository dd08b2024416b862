//! Validators: what governance asks of the session pallet, and what their endorsement leads to.

use crate::{AccountId, Hash, Runtime, RuntimeCall, RuntimeOrigin, Session, Whitelist};
use alloc::vec::Vec;
use pallet_governance::Origin;
use polkadot_sdk::*;

use frame_support::traits::Contains;
use sp_runtime::DispatchResult;

/// Keys and offices as the session pallet knows them.
pub struct SessionKeeper;

impl pallet_governance::Session<AccountId> for SessionKeeper {
    fn validators() -> Vec<AccountId> {
        Session::validators()
    }

    fn in_office(who: &AccountId) -> bool {
        Session::validators().contains(who) || Session::queued_keys().iter().any(|(validator, _)| validator == who)
    }

    fn has_keys(who: &AccountId) -> bool {
        pallet_session::NextKeys::<Runtime>::contains_key(who)
    }

    fn forget_keys(who: &AccountId) {
        // Called as a function: the filter below is for transactions. Without keys there is nothing to forget.
        let _ = Session::purge_keys(RuntimeOrigin::signed(who.clone()));
    }
}

/// Puts what two thirds of the validators endorsed on the whitelist.
pub struct Endorsed;

impl pallet_governance::Whitelist<Hash> for Endorsed {
    fn whitelist(call_hash: Hash) -> DispatchResult {
        Whitelist::whitelist_call(Origin::ValidatorMajority.into(), call_hash)
    }
}

/// Everything may be called but `session.purge_keys`. A set of validators that purged their keys would leave the next
/// session without authorities, and the chain without blocks for ever. Who leaves has its keys purged by
/// `governance.unbond_validator`; who wants others replaces them.
pub struct KeysStay;

impl Contains<RuntimeCall> for KeysStay {
    fn contains(call: &RuntimeCall) -> bool {
        !matches!(call, RuntimeCall::Session(pallet_session::Call::purge_keys { .. }))
    }
}

//! The set of validators: when changes take effect, and what can never happen to it.

use super::{
    chain::{block, blocks_to},
    preset,
    referenda::decide,
};

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use openledger_runtime::{currency::OPEN, *};
use pallet_governance::Origin;
use polkadot_sdk::*;
use sp_keyring::Sr25519Keyring::{Eve, Ferdie};
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{traits::Hash as _, DispatchError};

type Error = pallet_governance::Error<Runtime>;

const BOND: Balance = 10_000 * OPEN;

/// One of the presets, after its first block.
fn network(preset_number: usize, test: impl FnOnce()) {
    let mut ext = preset(&presets::names()[preset_number]);
    ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
    ext.execute_with(|| {
        block(1, []);
        test();
    });
}

fn add(validator: &AccountId) -> RuntimeCall {
    RuntimeCall::Governance(pallet_governance::Call::add_validator { validator: validator.clone() })
}

fn remove(validator: &AccountId) -> RuntimeCall {
    RuntimeCall::Governance(pallet_governance::Call::remove_validator { validator: validator.clone() })
}

/// Session keys, with the proof that their owner made them.
fn set_keys(who: &AccountId) {
    let made = SessionKeys::generate(&who.encode(), None);
    assert_ok!(Session::set_keys(RuntimeOrigin::signed(who.clone()), made.keys, made.proof.encode()));
}

fn bond(who: &AccountId) {
    assert_ok!(Governance::bond_validator(RuntimeOrigin::signed(who.clone()), BOND));
}

/// Makes blocks until the next session has begun.
fn next_session() {
    let session = Session::current_index();
    while Session::current_index() == session {
        blocks_to(System::block_number() + 1);
    }
}

#[test]
fn genesis_has_the_sessions_validators_with_their_bonds() {
    for number in [0, 1] {
        network(number, || {
            let set = pallet_governance::Validators::<Runtime>::get();
            assert_eq!(set.to_vec(), Session::validators());
            let bonded = |who| pallet_governance::Bonds::<Runtime>::get(who).map(|bond| bond.amount);
            assert!(set.iter().all(|validator| bonded(validator) == Some(BOND)));
        });
    }
}

#[test]
fn a_referendum_adds_a_validator_who_validates_from_the_session_after_next() {
    network(0, || {
        let eve = Eve.to_account_id();
        set_keys(&eve);
        bond(&eve);
        assert_ok!(decide(Origin::ProtocolParameters, add(&eve)));
        assert!(!Session::validators().contains(&eve));
        next_session();
        assert!(!Session::validators().contains(&eve));
        assert_eq!(Babe::next_epoch().authorities.len(), 2);
        next_session();
        assert!(Session::validators().contains(&eve));
        assert_eq!(Grandpa::grandpa_authorities().len(), 2);
        assert_eq!(Beefy::validator_set().map(|set| set.len()), Some(2));
        // Nothing changes from then on.
        next_session();
        assert_eq!(Session::validators().len(), 2);
    });
}

#[test]
fn who_is_removed_leaves_office_before_the_bond_is_free() {
    network(1, || {
        let leaving = Session::validators()[3].clone();
        assert_ok!(decide(Origin::ProtocolParameters, remove(&leaving)));
        let unbond = || Governance::unbond_validator(RuntimeOrigin::signed(leaving.clone()));
        assert_noop!(unbond(), Error::StillInOffice);
        next_session();
        assert_noop!(unbond(), Error::StillInOffice);
        next_session();
        assert_eq!(Session::validators().len(), 3);
        assert_eq!(Beefy::validator_set().map(|set| set.len()), Some(3));
        blocks_to(System::block_number() + 100);
        assert_ok!(unbond());
        assert!(!pallet_session::NextKeys::<Runtime>::contains_key(&leaving));
        // Back without keys is not possible.
        bond(&leaving);
        assert_eq!(decide(Origin::ProtocolParameters, add(&leaving)), Err(Error::NoSessionKeys.into()));
    });
}

#[test]
fn the_set_never_empties() {
    network(0, || {
        let last = Session::validators()[0].clone();
        for origin in [OriginCaller::system(frame_system::RawOrigin::Root), Origin::ProtocolParameters.into()] {
            assert_eq!(decide(origin, remove(&last)), Err(Error::TooFewValidators.into()));
        }
        next_session();
        next_session();
        assert_eq!(Session::validators(), [last]);
        assert_eq!(Babe::authorities().len(), 1);
    });
}

#[test]
fn who_has_no_keys_or_no_bond_is_refused() {
    network(0, || {
        let (eve, ferdie) = (Eve.to_account_id(), Ferdie.to_account_id());
        bond(&eve);
        assert_eq!(decide(Origin::ProtocolParameters, add(&eve)), Err(Error::NoSessionKeys.into()));
        set_keys(&ferdie);
        assert_eq!(decide(Origin::ProtocolParameters, add(&ferdie)), Err(Error::NotBonded.into()));
        assert_eq!(decide(Origin::ModelStandards, add(&ferdie)), Err(DispatchError::BadOrigin));
        assert_eq!(pallet_governance::Validators::<Runtime>::get().len(), 1);
    });
}

#[test]
fn keys_are_rotated_without_a_vote() {
    network(0, || {
        let validator = Session::validators()[0].clone();
        let before = Babe::authorities();
        set_keys(&validator);
        next_session();
        next_session();
        assert_ne!(Babe::authorities(), before);
        assert_eq!(Session::validators(), [validator]);
    });
}

#[test]
fn what_two_thirds_of_the_validators_endorse_is_decided_as_root_and_fast() {
    network(1, || {
        let rules = pallet_governance::Rules::<Runtime>::get();
        let rules = pallet_governance::ValidatorRules { minimum_validators: 2, ..rules };
        let urgent = RuntimeCall::Governance(pallet_governance::Call::set_validator_rules { rules });
        let hash = <Runtime as frame_system::Config>::Hashing::hash_of(&urgent);
        let call = Box::new(urgent);
        let run = RuntimeCall::Whitelist(pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call });
        assert!(decide(Origin::WhitelistedCaller, run.clone()).is_ok(), "what is not listed yet is kept back");
        assert_ne!(pallet_governance::Rules::<Runtime>::get(), rules);

        for (endorsed, validator) in Session::validators().into_iter().take(3).enumerate() {
            assert!(!pallet_whitelist::WhitelistedCall::<Runtime>::contains_key(hash), "after {endorsed}");
            assert_ok!(Governance::endorse(RuntimeOrigin::signed(validator), hash));
        }
        assert!(pallet_whitelist::WhitelistedCall::<Runtime>::contains_key(hash));
        let begun = System::block_number();
        assert_ok!(decide(Origin::WhitelistedCaller, run));
        assert_eq!(pallet_governance::Rules::<Runtime>::get(), rules);
        assert!(System::block_number() - begun < 8, "it took {} blocks", System::block_number() - begun);
    });
}

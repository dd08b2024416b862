//! Checks of the configuration as a whole. Behaviour is tested beside the pallets.

use super::preset;
use openledger_runtime::{currency::GENESIS_SUPPLY, *};
use polkadot_sdk::*;

use frame_support::traits::Get;

#[test]
fn every_preset_holds_the_whole_supply_and_its_validators() {
    for (id, validators) in presets::names().iter().zip([1, 4]) {
        preset(id).execute_with(|| {
            assert_eq!(Balances::total_issuance(), GENESIS_SUPPLY);
            assert_eq!(Balances::free_balance(Attribution::pot()), currency::EXISTENTIAL_DEPOSIT);
            assert_eq!(Session::validators().len(), validators);
            assert_eq!(Babe::authorities().len(), validators);
            assert_eq!(Grandpa::grandpa_authorities().len(), validators);
            assert_eq!(Beefy::validator_set().map(|set| set.len()), Some(validators));
            assert_eq!(<Runtime as pallet_babe::Config>::EpochDuration::get(), 50);
        });
    }
}

#[test]
fn a_block_takes_at_most_six_tenths_of_a_second() {
    let second = frame_support::weights::constants::WEIGHT_REF_TIME_PER_SECOND;
    let max = configs::RuntimeBlockWeights::get().max_block;
    assert!(max.ref_time() <= second / 10 * 6);
    // State proofs are for parachains; a limit here would only fill blocks early.
    assert_eq!(max.proof_size(), u64::MAX);
}

#[test]
fn consensus_pallets_stand_in_the_order_that_leaves_need() {
    use frame_support::traits::PalletInfoAccess;
    let order = [Session::index(), Beefy::index(), Mmr::index(), BeefyMmrLeaf::index()];
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn the_smallest_transfer_costs_a_few_thousandths() {
    preset(&presets::names()[0]).execute_with(|| {
        let fee = TransactionPayment::weight_to_fee(frame_support::weights::constants::ExtrinsicBaseWeight::get());
        assert_eq!(fee, currency::MILLI_OPEN);
        assert_eq!(TransactionPayment::length_to_fee(150), 1_500 * currency::MICRO_OPEN);
    });
}

#[test]
fn session_keys_prove_that_their_owner_made_them() {
    use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
    use sp_runtime::traits::OpaqueKeys;
    let mut ext = sp_io::TestExternalities::default();
    ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
    ext.execute_with(|| {
        let made = SessionKeys::generate(b"owner", None);
        let proof = codec::Encode::encode(&made.proof);
        assert!(made.keys.ownership_proof_is_valid(b"owner", &proof));
        assert!(!made.keys.ownership_proof_is_valid(b"thief", &proof));
    });
}

#[test]
fn metadata_is_served_in_three_versions() {
    sp_io::TestExternalities::default().execute_with(|| {
        let versions = Runtime::metadata_versions();
        for wanted in [14, 15, 16] {
            assert!(versions.contains(&wanted), "{versions:?}");
        }
        let names: Vec<u32> = versions.into_iter().filter(|v| Runtime::metadata_at_version(*v).is_none()).collect();
        assert!(names.is_empty(), "listed, yet not served: {names:?}");
    });
}

#[test]
fn every_pallet_finds_its_constants_sound() {
    sp_io::TestExternalities::default()
        .execute_with(<AllPalletsWithSystem as frame_support::traits::IntegrityTest>::integrity_test);
}

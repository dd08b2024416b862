//! Tracks, authorities and proxies, looked at without a vote.

use super::preset;

use frame_support::traits::{Contains, InstanceFilter};
use openledger_runtime::{
    configs::{
        governance::{
            tracks::{self, Tracks},
            validators::KeysStay,
        },
        ProxyType,
    },
    *,
};
use pallet_governance::Origin;
use pallet_referenda::{TrackInfo, TracksInfo};
use polkadot_sdk::*;
use sp_runtime::{traits::Dispatchable, Perbill};

fn info(id: tracks::TrackId) -> TrackInfo<Balance, BlockNumber> {
    Tracks::info(id).expect("there is such a track").into_owned()
}

#[test]
fn a_public_network_takes_days_and_a_development_network_blocks() {
    sp_io::TestExternalities::default().execute_with(|| {
        let track = info(tracks::MODEL_STANDARDS);
        assert_eq!((track.decision_period, track.min_enactment_period), (7 * DAYS, DAYS));
    });
    for id in presets::names() {
        preset(&id).execute_with(|| {
            let track = info(tracks::MODEL_STANDARDS);
            assert_eq!((track.prepare_period, track.decision_period), (2, 20));
            assert_eq!((track.confirm_period, track.min_enactment_period), (1, 2));
            for track in Tracks::tracks() {
                let info = &track.info;
                let periods = [info.prepare_period, info.confirm_period, info.min_enactment_period];
                assert!(periods.into_iter().all(|blocks| (1..info.decision_period).contains(&blocks)), "{}", track.id);
            }
        });
    }
}

#[test]
fn every_decision_has_a_track_of_its_own() {
    let origins = [
        Origin::WhitelistedCaller,
        Origin::ProtocolParameters,
        Origin::ModelStandards,
        Origin::ModelDeployment,
        Origin::DatanetCuration,
        Origin::TreasurySpender,
    ];
    let mut found: Vec<_> = origins.iter().filter_map(Tracks::of).chain([tracks::ROOT]).collect();
    found.sort_unstable();
    sp_io::TestExternalities::default().execute_with(|| {
        assert_eq!(found, Tracks::track_ids().collect::<Vec<_>>());
        assert_eq!(Tracks::track_for(&frame_system::RawOrigin::Root.into()), Ok(tracks::ROOT));
        assert_eq!(Tracks::track_for(&Origin::ValidatorMajority.into()), Err(()));
        let someone = frame_system::RawOrigin::Signed(AccountId::new([1; 32]));
        assert_eq!(Tracks::track_for(&someone.into()), Err(()));
    });
}

#[test]
fn curves_fall_to_what_the_documents_say() {
    // Per track: approval and support in per mille, when deciding begins and when it ends.
    let expected = [
        (tracks::ROOT, (1_000, 500), (500, 50)),
        (tracks::WHITELISTED_CALLER, (1_000, 500), (500, 20)),
        (tracks::PROTOCOL_PARAMETERS, (1_000, 500), (250, 50)),
        (tracks::MODEL_STANDARDS, (1_000, 500), (150, 25)),
        (tracks::MODEL_DEPLOYMENT, (1_000, 500), (50, 5)),
        (tracks::DATANET_CURATION, (1_000, 500), (100, 10)),
        (tracks::TREASURY, (1_000, 500), (250, 20)),
    ];
    let close = |found: Perbill, permille: u32| found.deconstruct().abs_diff(permille * 1_000_000) < 10_000;
    sp_io::TestExternalities::default().execute_with(|| {
        for (id, approval, support) in expected {
            let track = info(id);
            let (begin, end) = (Perbill::zero(), Perbill::one());
            for (curve, (first, last)) in [(&track.min_approval, approval), (&track.min_support, support)] {
                assert!(close(curve.threshold(begin), first), "{id}: {:?}", curve.threshold(begin));
                assert!(close(curve.threshold(end), last), "{id}: {:?}", curve.threshold(end));
            }
        }
    });
}

#[test]
fn who_votes_is_locked_until_what_was_decided_has_happened() {
    sp_io::TestExternalities::default().execute_with(|| {
        let lock = <<Runtime as pallet_conviction_voting::Config>::VoteLockingPeriod as sp_core::Get<_>>::get();
        assert!(Tracks::tracks().all(|track| track.info.min_enactment_period <= lock));
    });
}

#[test]
fn keys_are_not_purged_by_transaction() {
    let purge = RuntimeCall::Session(pallet_session::Call::purge_keys {});
    assert!(!KeysStay::contains(&purge));
    preset(&presets::names()[0]).execute_with(|| {
        let validator = Session::validators()[0].clone();
        let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![purge.clone()] });
        for call in [purge, batch] {
            let refused = call.dispatch(RuntimeOrigin::signed(validator.clone())).expect_err("keys stay");
            assert_eq!(refused.error, frame_system::Error::<Runtime>::CallFiltered.into());
        }
        assert!(pallet_session::NextKeys::<Runtime>::contains_key(validator));
    });
}

#[test]
fn a_governance_proxy_votes_and_does_nothing_else() {
    let vote = RuntimeCall::ConvictionVoting(pallet_conviction_voting::Call::remove_vote { class: None, index: 0 });
    let submit = RuntimeCall::Referenda(pallet_referenda::Call::place_decision_deposit { index: 0 });
    let endorse = RuntimeCall::Governance(pallet_governance::Call::endorse { call_hash: Hash::zero() });
    let bond = RuntimeCall::Governance(pallet_governance::Call::bond_validator { amount: 1 });
    let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
    for (call, allowed) in [(vote, true), (submit, true), (endorse, true), (bond, false), (remark, false)] {
        assert_eq!(ProxyType::Governance.filter(&call), allowed, "{call:?}");
        assert!(ProxyType::NonTransfer.filter(&call));
    }
    assert!(ProxyType::NonTransfer.is_superset(&ProxyType::Governance));
    assert!(!ProxyType::Governance.is_superset(&ProxyType::NonTransfer));
    assert_eq!(codec::Encode::encode(&ProxyType::Governance), [3]);
}

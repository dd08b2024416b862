//! Decisions from proposal to effect: preimage, submission, deposit, votes, enactment.

use super::{
    chain::{block, blocks_to},
    preset,
};

use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    storage::{with_transaction, TransactionOutcome},
    traits::{schedule::DispatchTime, Bounded, Get, StorePreimage},
};
use openledger_primitives::{
    content::ContentId,
    job::{BaseFiles, EvaluateResult},
    recipe::NumericClass,
    standard::{CurationStandard, DeploymentStandard},
    VersionId, PPM,
};
use openledger_runtime::{currency::OPEN, *};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_governance::{Origin, Standard};
use pallet_models::{Parent, VersionKind, VersionState};
use polkadot_sdk::*;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::{traits::Hash as _, DispatchError, DispatchResult};

fn signed(who: Sr25519Keyring) -> RuntimeOrigin {
    RuntimeOrigin::signed(who.to_account_id())
}

/// Proposes a call with an origin, lets everybody in the keyring vote for it, and makes blocks until it has run.
pub fn decide(origin: impl Into<OriginCaller>, call: RuntimeCall) -> DispatchResult {
    let encoded = call.encode();
    let len = encoded.len() as u32;
    let hash = <Runtime as frame_system::Config>::Hashing::hash(&encoded);
    // It is there already when the same call is decided on again.
    let _ = Preimage::note_preimage(signed(Alice), encoded);
    let index = pallet_referenda::ReferendumCount::<Runtime>::get();
    let proposal = Bounded::Lookup { hash, len };
    assert_ok!(Referenda::submit(signed(Alice), Box::new(origin.into()), proposal, DispatchTime::After(0)));
    assert_ok!(Referenda::place_decision_deposit(signed(Bob), index));
    let vote = Vote { aye: true, conviction: Conviction::Locked1x };
    for voter in Sr25519Keyring::well_known() {
        let vote = AccountVote::Standard { vote, balance: 9_000_000 * OPEN };
        assert_ok!(ConvictionVoting::vote(signed(voter), index, vote));
    }
    for _ in 0..100 {
        block(System::block_number() + 1, []);
        if let Some(result) = enacted() {
            return result;
        }
    }
    panic!("not enacted: {:?}", pallet_referenda::ReferendumInfoFor::<Runtime>::get(index));
}

/// What became of a decision that ran in this block. What referenda plan by name are enactments; alarms have no name.
fn enacted() -> Option<DispatchResult> {
    System::events().into_iter().find_map(|record| match record.event {
        RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { id: Some(_), result, .. }) => Some(result),
        _ => None,
    })
}

fn set_standard(standard: Standard) -> RuntimeCall {
    RuntimeCall::Governance(pallet_governance::Call::set_standard { standard })
}

fn raised() -> DeploymentStandard {
    DeploymentStandard { minimum_improvement: PPM / 20, ..Default::default() }
}

/// A version of Bob's that improves on its base by 3 % and waits to be deployed.
fn proposed() -> VersionId {
    let files = BaseFiles { weights: ContentId([1; 32]), config: ContentId([2; 32]), tokenizer: ContentId([3; 32]) };
    let slug = pallet_models::Slug::truncate_from(b"solidity".to_vec());
    let class = NumericClass::CpuExact;
    assert_ok!(Models::register_base(signed(Bob), slug.clone(), files, 0, class, OPEN, OPEN, 0));
    let mut version = pallet_models::Versions::<Runtime>::get(0).expect("just registered");
    version.number = 2;
    version.kind = VersionKind::FineTune;
    version.parents.force_push(Parent { version: 0, weight: PPM });
    version.state = VersionState::Proposed;
    version.engine_build = Some([9; 32]);
    version.metrics = Some(EvaluateResult { base_micronats: 1_000_000, tuned_micronats: 970_000, tokens: 1 });
    pallet_models::Versions::<Runtime>::insert(1, version);
    pallet_models::NextVersionId::<Runtime>::put(2);
    1
}

/// Runs something and takes it back.
fn rehearse(run: impl FnOnce() -> DispatchResult) -> DispatchResult {
    with_transaction(|| TransactionOutcome::Rollback(run()))
}

fn development(test: impl FnOnce()) {
    preset(&presets::names()[0]).execute_with(|| {
        block(1, []);
        test();
    });
}

#[test]
fn a_referendum_raises_the_standard_and_a_deployment_that_passed_before_is_refused() {
    development(|| {
        let version = proposed();
        assert_ok!(rehearse(|| Models::deploy(signed(Bob), version)));

        assert_ok!(decide(Origin::ModelStandards, set_standard(Standard::Deployment(raised()))));
        assert_eq!(pallet_models::Standard::<Runtime>::get(), raised());
        let history = pallet_governance::History::<Runtime>::get(pallet_governance::StandardKind::Deployment);
        assert_eq!(history[0].standard, Standard::Deployment(DeploymentStandard::default()));

        assert_noop!(Models::deploy(signed(Bob), version), pallet_models::Error::<Runtime>::NotGoodEnough);
    });
}

#[test]
fn a_track_decides_nothing_of_anothers() {
    let standard = pallet_models::Standard::<Runtime>::get;
    for origin in
        [Origin::DatanetCuration, Origin::ModelDeployment, Origin::ProtocolParameters, Origin::TreasurySpender]
    {
        development(|| {
            let refused = decide(origin, set_standard(Standard::Deployment(raised())));
            assert_eq!(refused, Err(DispatchError::BadOrigin));
            assert_eq!(standard(), DeploymentStandard::default());
        });
    }
}

#[test]
fn a_standard_out_of_bounds_or_in_contradiction_changes_nothing() {
    development(|| {
        let deployment = |standard| decide(Origin::ModelStandards, set_standard(Standard::Deployment(standard)));
        let refused = deployment(DeploymentStandard { minimum_improvement: PPM + 1, ..raised() });
        assert_eq!(refused, Err(pallet_models::Error::<Runtime>::ShareOutOfRange.into()));
        let refused = deployment(DeploymentStandard { royalty_cap: 300_001, ..raised() });
        assert_eq!(refused, Err(pallet_governance::Error::<Runtime>::RoyaltyCapAboveEconomics.into()));
        let curation = pallet_datanets::Standard::<Runtime>::get();
        let crossing = CurationStandard { minimum_voting_period: curation.maximum_voting_period + 1, ..curation };
        let refused = decide(Origin::DatanetCuration, set_standard(Standard::Curation(crossing)));
        assert_eq!(refused, Err(pallet_datanets::Error::<Runtime>::StandardPeriodsCross.into()));
        assert_eq!(pallet_models::Standard::<Runtime>::get(), DeploymentStandard::default());
        assert_eq!(pallet_datanets::Standard::<Runtime>::get(), curation);
    });
}

#[test]
fn versions_are_approved_by_their_track_and_judged_again_when_deployed() {
    development(|| {
        let version = proposed();
        let demanding = DeploymentStandard { require_approval: true, ..Default::default() };
        assert_ok!(decide(Origin::ModelStandards, set_standard(Standard::Deployment(demanding))));
        assert_noop!(Models::deploy(signed(Bob), version), pallet_models::Error::<Runtime>::NotApproved);

        let approve = RuntimeCall::Models(pallet_models::Call::approve { version });
        assert_eq!(decide(Origin::ModelStandards, approve.clone()), Err(DispatchError::BadOrigin));
        assert_ok!(decide(Origin::ModelDeployment, approve));
        assert_ok!(rehearse(|| Models::deploy(signed(Bob), version)));

        let higher = DeploymentStandard { require_approval: true, ..raised() };
        assert_ok!(decide(Origin::ModelStandards, set_standard(Standard::Deployment(higher))));
        assert_noop!(Models::deploy(signed(Bob), version), pallet_models::Error::<Runtime>::NotGoodEnough);

        let revoke = RuntimeCall::Models(pallet_models::Call::revoke { version });
        assert_ok!(decide(Origin::ModelDeployment, revoke));
    });
}

#[test]
fn rules_and_fees_are_set_by_protocol_parameters() {
    development(|| {
        use configs::{dynamic, RuntimeParameters};
        let price = dynamic::fees::Parameters::BytePrice(dynamic::fees::BytePrice, Some(7));
        let key_value = RuntimeParameters::Fees(price);
        let call = RuntimeCall::Parameters(pallet_parameters::Call::set_parameter { key_value });
        assert_ok!(decide(Origin::ProtocolParameters, call));
        assert_eq!(dynamic::fees::BytePrice::get(), 7);

        let rules =
            pallet_attribution::AttributionRules { maximum_receipts: 7, ..pallet_attribution::Rules::<Runtime>::get() };
        let call = RuntimeCall::Attribution(pallet_attribution::Call::set_rules { rules });
        assert_eq!(decide(Origin::ModelStandards, call.clone()), Err(DispatchError::BadOrigin));
        assert_ok!(decide(Origin::ProtocolParameters, call));
    });
}

#[test]
fn the_treasury_spends_a_bounded_sum_for_a_decision() {
    development(|| {
        let to = Sr25519Keyring::One.to_account_id();
        let spend = |amount| {
            RuntimeCall::Treasury(pallet_treasury::Call::spend {
                asset_kind: Box::new(()),
                amount,
                beneficiary: Box::new(to.clone()),
                valid_from: None,
            })
        };
        let limit = configs::governance::origins::TrackSpend::get();
        let refused = pallet_treasury::Error::<Runtime>::InsufficientPermission;
        assert_eq!(decide(Origin::TreasurySpender, spend(limit + 1)), Err(refused.into()));
        assert_ok!(decide(Origin::TreasurySpender, spend(limit)));
        assert_ok!(Treasury::payout(signed(Alice), 0));
        assert_eq!(Balances::free_balance(&to), limit);
    });
}

#[test]
fn nothing_passes_without_support() {
    development(|| {
        let call = set_standard(Standard::Deployment(raised()));
        let proposal = Preimage::bound(call).expect("it is small");
        let origin = Box::new(OriginCaller::Governance(Origin::ModelStandards));
        assert_ok!(Referenda::submit(signed(Alice), origin, proposal, DispatchTime::After(0)));
        assert_ok!(Referenda::place_decision_deposit(signed(Bob), 0));
        // Everybody who votes agrees, but only a hundredth of what is needed votes; conviction is no support.
        let vote = Vote { aye: true, conviction: Conviction::Locked6x };
        let vote = AccountVote::Standard { vote, balance: 50_000 * OPEN };
        assert_ok!(ConvictionVoting::vote(signed(Alice), 0, vote));
        blocks_to(40);
        let ended = pallet_referenda::ReferendumInfoFor::<Runtime>::get(0);
        assert!(matches!(ended, Some(pallet_referenda::ReferendumInfo::Rejected(..))), "{ended:?}");
        assert_eq!(pallet_models::Standard::<Runtime>::get(), DeploymentStandard::default());
    });
}

#[test]
fn a_vote_is_delegated_and_its_money_locked() {
    development(|| {
        let (to, amount) = (Alice.to_account_id().into(), 1_000 * OPEN);
        let track = configs::governance::tracks::MODEL_STANDARDS;
        assert_ok!(ConvictionVoting::delegate(signed(Bob), track, to, Conviction::Locked2x, amount));
        let usable = Balances::usable_balance(Bob.to_account_id());
        assert_eq!(Balances::free_balance(Bob.to_account_id()) - usable, amount);
    });
}

#[test]
fn every_way_of_voting_fits_into_a_block() {
    use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
    use pallet_conviction_voting::Call;
    let most = configs::RuntimeBlockWeights::get().get(DispatchClass::Normal).max_extrinsic.expect("bounded");
    let (to, conviction, class) = (Bob.to_account_id().into(), Conviction::Locked1x, 0);
    let vote = AccountVote::Standard { vote: Vote { aye: true, conviction }, balance: OPEN };
    let calls = [
        Call::delegate { class, to, conviction, balance: OPEN },
        Call::undelegate { class },
        Call::vote { poll_index: 0, vote },
        Call::remove_vote { class: Some(class), index: 0 },
        Call::unlock { class, target: Bob.to_account_id().into() },
    ];
    for call in calls {
        let weight = RuntimeCall::ConvictionVoting(call.clone()).get_dispatch_info().total_weight();
        assert!(weight.all_lte(most), "{call:?} weighs {weight:?} of {most:?}");
    }
}

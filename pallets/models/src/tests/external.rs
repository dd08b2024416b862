//! `register_external` and challenges of what was registered.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::JobKind};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok, traits::fungible::Inspect},
    pallet_balances,
    sp_runtime::DispatchError,
};

fn free(who: &AccountId) -> Balance {
    pallet_balances::Pallet::<Test>::free_balance(who)
}

/// Measured and approved, so that only a deploy is missing.
fn approved(name: &str, adapter: u8) -> u32 {
    let id = external(&BOB, name, adapter).unwrap();
    evaluate(id);
    assert_ok!(ModelsPallet::approve(RuntimeOrigin::root(), id));
    id
}

#[test]
fn an_external_version_is_measured_first() {
    ExtBuilder::default().build_and_execute(|| {
        let id = external(&BOB, "mine", 77).unwrap();
        let version = version(id);
        assert_eq!((version.kind, version.state), (VersionKind::External, VersionState::Evaluating));
        assert_eq!(version.adapter, Some(ContentId([77; 32])));
        assert_eq!((version.index, version.verified), (None, false));
        assert_eq!(Opened::get().last(), Some(&(JobKind::Evaluate(id), BOB, 20)));
        let spec = ModelsPallet::evaluate_spec(id).unwrap();
        assert_eq!((spec.adapter, spec.train.contributions.len()), (ContentId([77; 32]), 3));
        assert_eq!(ModelsPallet::train_spec(id), None);
    });
}

#[test]
fn an_external_version_owes_its_base_the_default_royalty() {
    ExtBuilder::default().build_and_execute(|| {
        let id = external(&BOB, "mine", 77).unwrap();
        assert_eq!(version(id).royalties.to_vec(), [(0, 80_000)]);
    });
}

#[test]
fn no_contributor_shares_in_what_nobody_can_attribute() {
    ExtBuilder::default().build_and_execute(|| {
        let terms = ModelsPallet::terms(external(&BOB, "mine", 77).unwrap()).unwrap();
        assert!(!terms.has_data && terms.snapshots.is_empty());
    });
}

#[test]
fn an_external_version_needs_an_approval_whatever_the_standard_says() {
    ExtBuilder::default().build_and_execute(|| {
        let id = external(&BOB, "mine", 77).unwrap();
        evaluate(id);
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::NotApproved);
        assert_ok!(ModelsPallet::approve(RuntimeOrigin::root(), id));
        assert_ok!(ModelsPallet::deploy(signed(&BOB), id));
        // So does a fork of it.
        let copy = fork(&CAROL, "copy", id, 0).unwrap();
        assert_noop!(ModelsPallet::deploy(signed(&CAROL), copy), Error::<Test>::NotApproved);
    });
}

#[test]
fn an_external_version_cannot_be_verified_or_merged() {
    ExtBuilder::default().build_and_execute(|| {
        let id = approved("mine", 77);
        assert_ok!(ModelsPallet::deploy(signed(&BOB), id));
        let ask = ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD);
        assert_noop!(ask, Error::<Test>::NotReproducible);
        let tune = deployed(request("tune"));
        let both = merge(&CAROL, "both", &[(tune, 500_000), (id, 500_000)]);
        assert_noop!(both, Error::<Test>::NotMergeable { position: 1 });
    });
}

#[test]
fn an_exact_copy_of_a_known_adapter_is_refused_at_once() {
    ExtBuilder::default().build_and_execute(|| {
        deployed(request("tune"));
        let copy = external(&BOB, "mine", trained().adapter.0[0]);
        assert_noop!(copy, Error::<Test>::KnownAdapter);
        assert_ok!(external(&BOB, "mine", 77));
        assert_noop!(external(&CAROL, "theirs", 77), Error::<Test>::KnownAdapter);
    });
}

#[test]
fn an_external_adapter_fits_a_base_and_reads_data_its_builder_may_read() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let on_tune = ModelsPallet::register_external(
            signed(&BOB),
            slug("mine"),
            tune,
            ContentId([77; 32]),
            ContentId([78; 32]),
            DatanetIds::truncate_from(vec![0]),
            recipe(),
            MIT,
            10,
            30,
            0,
        );
        assert_noop!(on_tune, Error::<Test>::NotABase);
        KeptOut::set(Some(BOB));
        assert_noop!(external(&BOB, "mine", 77), DispatchError::BadOrigin);
    });
}

#[test]
fn an_upheld_challenge_revokes_and_pays_the_challenger() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = approved("mine", 77);
        let before = (free(&BOB), free(&CAROL));
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, tune));
        assert_eq!(free(&CAROL), before.1 - BOND);
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::Challenged);
        // Its builder cannot take the deposit and go.
        assert_noop!(ModelsPallet::deprecate(signed(&BOB), id), Error::<Test>::Challenged);
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, true));
        assert_eq!(version(id).state, VersionState::Revoked);
        assert_eq!((free(&BOB), free(&CAROL)), (before.0, before.1 + DEPOSIT));
    });
}

#[test]
fn a_challenge_that_fails_costs_its_bond() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = approved("mine", 77);
        let before = (free(&BOB), free(&CAROL));
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, tune));
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, false));
        assert_eq!((free(&BOB), free(&CAROL)), (before.0 + BOND, before.1 - BOND));
        assert_ok!(ModelsPallet::deploy(signed(&BOB), id));
    });
}

#[test]
fn a_version_revoked_under_challenge_still_answers_with_its_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = approved("mine", 77);
        let before = free(&CAROL);
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, tune));
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, true));
        assert_eq!(free(&CAROL), before + DEPOSIT);
    });
}

#[test]
fn a_challenge_names_an_older_adapter() {
    ExtBuilder::default().build_and_execute(|| {
        let id = external(&BOB, "mine", 77).unwrap();
        let younger = deployed(request("tune"));
        let challenge = |id, known| ModelsPallet::challenge_external(signed(&CAROL), id, known);
        assert_noop!(challenge(id, younger), Error::<Test>::NotAKnownAdapter);
        assert_noop!(challenge(id, 0), Error::<Test>::NotAKnownAdapter);
        assert_noop!(challenge(id, 99), Error::<Test>::UnknownVersion);
        assert_noop!(challenge(younger, id), Error::<Test>::NotExternal);
        let settle = ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, true);
        assert_noop!(settle, Error::<Test>::NotChallenged);
        let late = external(&BOB, "more", 78).unwrap();
        assert_ok!(challenge(late, younger));
        assert_noop!(challenge(late, younger), Error::<Test>::Challenged);
    });
}

#[test]
fn a_challenge_that_fails_frees_the_deposit_of_a_version_revoked_meanwhile() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let before = free(&BOB);
        let id = approved("mine", 77);
        assert_eq!(free(&BOB), before - DEPOSIT);
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, tune));
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), id));
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, false));
        assert_eq!(free(&BOB), before + BOND);
        assert_eq!(Deposits::<Test>::get(id), None);
    });
}

#[test]
fn nobody_keeps_what_a_challenge_costs_by_freezing_it() {
    use polkadot_sdk::frame_support::traits::{LockableCurrency, WithdrawReasons};
    for upheld in [true, false] {
        ExtBuilder::default().build_and_execute(|| {
            let tune = deployed(request("tune"));
            let id = approved("mine", 77);
            assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, tune));
            let (loser, winner, amount) = if upheld { (BOB, CAROL, BOND + DEPOSIT) } else { (CAROL, BOB, BOND) };
            // As who votes with all he has does.
            let all = pallet_balances::Pallet::<Test>::total_balance(&loser);
            Balances::set_lock(*b"a freeze", &loser, all, WithdrawReasons::all());
            let before = free(&winner);
            assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, upheld));
            assert_eq!(free(&winner), before + amount);
        });
    }
}

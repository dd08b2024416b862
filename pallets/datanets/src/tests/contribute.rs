//! `contribute`.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::JobKind};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::{DispatchError, TokenError},
};

#[test]
fn data_is_declared_a_deposit_held_and_a_check_opened() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(declared(1).submit(&ALICE));
        let contribution = Contributions::<Test>::get(0).unwrap();
        assert_eq!(contribution.contributor, ALICE);
        assert_eq!(contribution.state, ContributionState::Submitted);
        assert_eq!(contribution.submitted_at, 1);
        assert_eq!(contribution.deposit, DEPOSIT);
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), DEPOSIT);
        assert_eq!(Opened::get(), [(JobKind::Check(0), ALICE, 3)]);
        assert_eq!(
            events(),
            [Event::ContributionSubmitted {
                contribution: 0,
                datanet: 0,
                contributor: ALICE,
                content: ContentId([1; 32]),
                deposit: DEPOSIT,
                job: 0,
            }]
        );
    });
}

#[test]
fn every_begun_kib_counts() {
    ExtBuilder::default().build_and_execute(|| {
        let deposit = |bytes| DatanetsPallet::deposit_for(0, bytes).unwrap();
        assert_eq!(deposit(1), 102);
        assert_eq!(deposit(1_024), 102);
        assert_eq!(deposit(1_025), 104);
        assert_eq!(deposit(2_049), DEPOSIT);
    });
}

#[test]
fn the_datanet_must_exist_and_be_open() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Declared { datanet: 1, ..declared(1) }.submit(&ALICE), Error::<Test>::UnknownDatanet);
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));
        assert_noop!(declared(1).submit(&ALICE), Error::<Test>::DatanetIsClosed);
    });
}

#[test]
fn the_licence_must_be_known_and_admitted() {
    ExtBuilder::default()
        .licences(vec![(0, b"MIT".to_vec()), (5, b"ISC".to_vec()), (6, b"Zlib".to_vec())])
        .build_and_execute(|| {
            let with = |licence| Declared { licence, ..declared(1) }.submit(&ALICE);
            assert_noop!(with(7), Error::<Test>::UnknownLicence { licence: 7 });
            assert_noop!(with(6), Error::<Test>::LicenceNotAdmitted { licence: 6 });
            assert_ok!(with(5));
        });
}

#[test]
fn sizes_are_bounded_on_both_sides() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |fragments, bytes| Declared { fragments, bytes, ..declared(1) }.submit(&ALICE);
        assert_noop!(with(0, 1), Error::<Test>::EmptyContribution);
        assert_noop!(with(1, 0), Error::<Test>::EmptyContribution);
        assert_noop!(with(1_001, 1), Error::<Test>::TooManyFragments);
        assert_noop!(with(1, 1024 * 1024 + 1), Error::<Test>::TooManyBytes);
        assert_ok!(with(1_000, 1024 * 1024));
    });
}

#[test]
fn the_fragmenter_must_be_one_that_workers_run() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |fragmenter| Declared { fragmenter, ..declared(1) }.submit(&ALICE);
        assert_noop!(with(0), Error::<Test>::UnknownFragmenter);
        assert_noop!(with(3), Error::<Test>::UnknownFragmenter);
        assert_ok!(with(2));
    });
}

#[test]
fn the_source_must_be_text() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |source: &[u8]| {
            Declared { source: Source::try_from(source.to_vec()).unwrap(), ..declared(1) }.submit(&ALICE)
        };
        assert_noop!(with(b""), Error::<Test>::InvalidSource);
        assert_noop!(with(b" \n"), Error::<Test>::InvalidSource);
        assert_noop!(with(&[0xff]), Error::<Test>::InvalidSource);
        assert_ok!(with("möglich".as_bytes()));
    });
}

#[test]
fn the_same_content_is_taken_once_by_a_datanet() {
    ExtBuilder::default().build_and_execute(|| {
        let first = submitted(1);
        assert_noop!(declared(1).submit(&BOB), Error::<Test>::DuplicateContent);
        assert_ok!(DatanetsPallet::on_check_result(first, &WORKER, checked(None)));
        assert_noop!(declared(1).submit(&BOB), Error::<Test>::DuplicateContent);
        let second = accepted(2);
        assert_noop!(declared(2).submit(&BOB), Error::<Test>::DuplicateContent);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), second));
        assert_noop!(declared(2).submit(&ALICE), Error::<Test>::DuplicateContent);
    });
}

#[test]
fn another_datanet_takes_the_same_content() {
    ExtBuilder::default().build_and_execute(|| {
        submitted(1);
        assert_ok!(create("rust"));
        assert_ok!(Declared { datanet: 1, ..declared(1) }.submit(&BOB));
    });
}

#[test]
fn content_that_was_refused_or_withdrawn_may_come_again() {
    ExtBuilder::default().build_and_execute(|| {
        DatanetsPallet::on_check_failed(submitted(1));
        let second = submitted(1);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), second));
        assert_ok!(declared(1).submit(&BOB));
    });
}

#[test]
fn the_contributor_must_afford_the_deposit() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(declared(1).submit(&PAUPER), TokenError::FundsUnavailable);
    });
}

#[test]
fn nothing_is_taken_when_no_check_can_be_opened() {
    ExtBuilder::default().build_and_execute(|| {
        QueueFull::set(true);
        let submit = || polkadot_sdk::frame_support::storage::with_storage_layer(|| declared(1).submit(&ALICE));
        assert_noop!(submit(), DispatchError::Exhausted);
        assert_eq!(held(HoldReason::ContributionDeposit, &ALICE), 0);
    });
}

#[test]
fn the_last_number_is_refused() {
    ExtBuilder::default().build().execute_with(|| {
        NextContributionId::<Test>::put(u64::MAX);
        assert_noop!(declared(1).submit(&ALICE), Error::<Test>::CounterOverflow);
    });
}

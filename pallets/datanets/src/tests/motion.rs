//! Contributors' votes in their datanet.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::{ArithmeticError, DispatchError},
};

/// A contribution of somebody that is accepted, with so many fragments.
fn give(who: &AccountId, content: u8, fragments: u32) -> u64 {
    let id = NextContributionId::<Test>::get();
    assert_ok!(Declared { fragments, ..declared(content) }.submit(who));
    assert_ok!(DatanetsPallet::on_check_result(id, &WORKER, checked(None)));
    judge(id, &[(0, 80), (1, 80)]);
    id
}

fn propose(who: &AccountId, change: ChangeOf<Test>) -> Result<(), DispatchError> {
    DatanetsPallet::open_motion(signed(who), 0, change)
}

fn cast(who: &AccountId, motion: u32, aye: bool) -> Result<(), DispatchError> {
    DatanetsPallet::vote_on_motion(signed(who), 0, motion, aye)
}

fn conclude() -> Result<(), DispatchError> {
    DatanetsPallet::conclude_motion(signed(&PAUPER), 0)
}

#[test]
fn what_more_than_half_of_the_data_is_for_happens() {
    ExtBuilder::default().build_and_execute(|| {
        give(&ALICE, 1, 60);
        give(&BOB, 2, 40);
        let new = CurationRules { threshold: 60, ..rules() };
        assert_ok!(propose(&BOB, Change::Rules(new)));
        assert_eq!(held(HoldReason::MotionDeposit, &BOB), 70);
        assert_noop!(propose(&ALICE, Change::Close), Error::<Test>::MotionRuns);
        assert_ok!(cast(&BOB, 1, true));
        assert_noop!(cast(&BOB, 1, true), Error::<Test>::MotionVotedBefore);
        assert_ok!(cast(&ALICE, 1, true));
        assert_noop!(conclude(), Error::<Test>::MotionGoesOn);
        run_to(11);
        assert_noop!(cast(&ALICE, 1, true), Error::<Test>::MotionOver);
        assert_ok!(conclude());
        assert_eq!(Datanets::<Test>::get(0).unwrap().rules, new);
        assert_eq!(held(HoldReason::MotionDeposit, &BOB), 0);
        assert_noop!(conclude(), Error::<Test>::NoMotion);
    });
}

#[test]
fn half_is_not_enough_and_less_than_a_tenth_costs_the_deposit() {
    for (fragments, lost) in [(50, 0), (10, 0), (9, 70)] {
        ExtBuilder::default().build_and_execute(|| {
            give(&ALICE, 1, 100 - fragments);
            give(&BOB, 2, fragments);
            assert_ok!(propose(&BOB, Change::Close));
            assert_ok!(cast(&BOB, 1, true));
            run_to(11);
            assert_ok!(conclude());
            assert_eq!(Datanets::<Test>::get(0).unwrap().state, DatanetState::Open);
            assert_eq!(wealth(&BOB), ENDOWMENT - FEE - lost);
        });
    }
}

#[test]
fn data_counts_once_whatever_name_it_takes() {
    ExtBuilder::default().build_and_execute(|| {
        give(&ALICE, 1, 60);
        let moved = give(&BOB, 2, 40);
        assert_ok!(propose(&BOB, Change::Close));
        assert_ok!(cast(&BOB, 1, true));
        assert_ok!(DatanetsPallet::withdraw(signed(&BOB), moved));
        // The same data again, under another name and under the same.
        give(&OWNER, 3, 40);
        assert_noop!(cast(&OWNER, 1, true), Error::<Test>::NoHolding);
        give(&BOB, 4, 40);
        assert_noop!(cast(&BOB, 1, true), Error::<Test>::NoHolding);
        assert_eq!(Motions::<Test>::get(0).unwrap().ayes, 40);
    });
}

#[test]
fn data_given_later_adds_no_weight_and_data_taken_back_keeps_it() {
    ExtBuilder::default().build_and_execute(|| {
        let first = give(&ALICE, 1, 60);
        give(&BOB, 2, 40);
        assert_ok!(propose(&BOB, Change::Close));
        give(&ALICE, 3, 500);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        assert_ok!(cast(&ALICE, 1, false));
        assert_eq!(Motions::<Test>::get(0).unwrap().nays, 60);
        assert_noop!(cast(&OWNER, 1, false), Error::<Test>::NoHolding);
        assert_noop!(cast(&BOB, 2, false), Error::<Test>::NoMotion);
    });
}

#[test]
fn contributors_replace_their_owner_who_cannot_prevent_it() {
    ExtBuilder::default().build_and_execute(|| {
        give(&ALICE, 1, 60);
        assert_ok!(propose(&ALICE, Change::Owner(BOB)));
        assert_ok!(cast(&ALICE, 1, true));
        run_to(11);
        assert_ok!(conclude());
        assert_noop!(DatanetsPallet::offer_datanet(signed(&OWNER), 0, None), Error::<Test>::OfferOfContributors);
        assert_ok!(DatanetsPallet::accept_datanet(signed(&BOB), 0));
        assert_eq!(Datanets::<Test>::get(0).unwrap().owner, BOB);
        assert_eq!(wealth(&OWNER), ENDOWMENT);
    });
}

#[test]
fn licences_are_added_and_what_cannot_be_done_is_said() {
    ExtBuilder::default().build_and_execute(|| {
        give(&ALICE, 1, 60);
        assert_ok!(DatanetsPallet::do_admit_licence(9, Spdx::truncate_from(b"ISC".to_vec())));
        for (number, (list, error)) in (1..).zip([
            (vec![9], None),
            (vec![9], Some(Error::<Test>::LicenceRepeated { licence: 9 })),
            (vec![8], Some(Error::UnknownLicence { licence: 8 })),
        ]) {
            assert_ok!(propose(&ALICE, Change::Licences(licences(&list))));
            assert_ok!(cast(&ALICE, number, true));
            run_to(System::block_number() + 10);
            events();
            assert_ok!(conclude());
            let concluded = Event::MotionConcluded {
                datanet: 0,
                motion: number,
                carried: true,
                error: error.map(Into::into),
                released: 70,
            };
            assert_eq!(events().last(), Some(&concluded));
        }
        assert_eq!(Datanets::<Test>::get(0).unwrap().licences, licences(&[MIT, AGPL, 9]));
    });
}

#[test]
fn only_who_has_data_moves() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(propose(&OWNER, Change::Close), Error::<Test>::NoHolding);
        let foreign = DatanetsPallet::open_motion(signed(&OWNER), 9, Change::Close);
        assert_noop!(foreign, Error::<Test>::UnknownDatanet);
    });
}

#[test]
fn votes_are_never_made_out_of_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = give(&ALICE, 1, 60);
        give(&ALICE, 2, 30);
        // Never so, but were it: nobody takes out more than counts as his.
        let holding = Holdings::<Test>::get(0, ALICE);
        Holdings::<Test>::insert(0, ALICE, Holding { fragments: 59, ..holding });
        let withdraw = || {
            polkadot_sdk::frame_support::storage::with_storage_layer(|| DatanetsPallet::withdraw(signed(&ALICE), id))
        };
        assert_noop!(withdraw(), ArithmeticError::Underflow);
        Holdings::<Test>::insert(0, ALICE, holding);
        assert_ok!(withdraw());
        assert_eq!(Holdings::<Test>::get(0, ALICE).fragments, 30);
    });
}

//! Each invariant notices when it is broken.

use crate::{mock::*, *};
use openledger_primitives::content::ContentId;
use polkadot_sdk::{
    frame_support::{assert_err, traits::fungible::MutateHold},
    sp_runtime::DispatchError,
};

/// Breaks something on a chain with data in every state, and expects the invariant to say so.
fn breaks(message: &'static str, damage: impl FnOnce()) {
    ExtBuilder::default().build().execute_with(|| {
        submitted(1);
        in_curation(2);
        accepted(3);
        let removed = accepted(4);
        DatanetsPallet::withdraw(signed(&ALICE), removed).unwrap();
        DatanetsPallet::take_snapshot(0).unwrap();
        DatanetsPallet::do_try_state().unwrap();
        damage();
        assert_err!(DatanetsPallet::do_try_state(), DispatchError::Other(message));
    });
}

fn change(id: u64, change: impl FnOnce(&mut ContributionOf<Test>)) {
    Contributions::<Test>::mutate(id, |contribution| change(contribution.as_mut().unwrap()));
}

#[test]
fn number_1_finds_names_that_lead_astray() {
    breaks("1: a datanet is not found by its slug", || DatanetOfSlug::<Test>::remove(slug("solidity")));
    breaks("1: a slug of no datanet", || DatanetOfSlug::<Test>::insert(slug("x"), 0));
    breaks("1: a datanet's number is not below the next", NextDatanetId::<Test>::kill);
    breaks("1: a licence is not found by its identifier", || {
        LicenceOfSpdx::<Test>::remove(Spdx::truncate_from(b"mit".to_vec()))
    });
    breaks("1: an identifier of no licence", || Licences::<Test>::remove(MIT));
    breaks("1: no licence was retired", || RetiredLicences::<Test>::insert(77, ()));
}

#[test]
fn number_2_finds_lost_contents() {
    breaks("2: a contribution is not found by its content", || {
        ContributionOfContent::<Test>::remove(0, ContentId([2; 32]))
    });
    breaks("2: a content of no contribution", || ContributionOfContent::<Test>::insert(0, ContentId([77; 32]), 0));
    breaks("2: a contribution's number is not below the next", NextContributionId::<Test>::kill);
}

#[test]
fn numbers_3_to_5_find_money_that_is_not_held() {
    let release = |reason: HoldReason, who: &AccountId| {
        use polkadot_sdk::frame_support::traits::tokens::Precision;
        Balances::release(&reason.into(), who, 1, Precision::Exact).unwrap();
    };
    breaks("3: a deposit for nothing", || Windows::<Test>::remove(2));
    breaks("3: a contributor's deposits and hold differ", || release(HoldReason::ContributionDeposit, &ALICE));
    breaks("4: a curator's bond and hold differ", || release(HoldReason::CuratorBond, &CURATORS[2]));
    breaks("4: a curator without bond", || {
        Curators::<Test>::insert(&BOB, Curator { bond: 0, busy_until: 0 });
    });
    breaks("5: an owner's deposits and hold differ", || release(HoldReason::DatanetDeposit, &OWNER));
    breaks("5: a closed datanet with a deposit", || {
        Datanets::<Test>::mutate(0, |datanet| datanet.as_mut().unwrap().state = DatanetState::Closed)
    });
}

#[test]
fn number_6_finds_a_tree_of_something_else() {
    breaks("6: a position without contribution", || AcceptedAt::<Test>::remove(0, 0));
    breaks("6: the accepted tree is not that of its contributions", || change(2, |c| c.root = [0; 32]));
    breaks("6: the fragments before a contribution are wrong", || {
        change(2, |c| c.state = ContributionState::Accepted { position: 0, fragments_before: 1 })
    });
    breaks("6: a contribution does not know its position", || {
        change(2, |c| c.state = ContributionState::Accepted { position: 5, fragments_before: 0 })
    });
    breaks("6: a position beyond the tree", || AcceptedAt::<Test>::insert(0, 9, 2));
}

#[test]
fn number_7_finds_wrong_removals() {
    breaks("7: a removal without contribution", || RemovedAt::<Test>::remove(0, 0));
    breaks("7: a contribution does not know its removal", || RemovedAt::<Test>::insert(0, 0, 2));
    breaks("7: nobody knows since when a contribution is removed", || RemovedSince::<Test>::remove(3));
    breaks("7: the removed tree is not that of the contributions removed", || {
        Removed::<Test>::mutate(0, |tree| tree.fragments = 0)
    });
}

#[test]
fn number_8_finds_miscounted_licences() {
    breaks("8: licences are miscounted", || LicenceUse::<Test>::insert(0, MIT, 2));
}

#[test]
fn number_9_finds_false_snapshots() {
    let change =
        |change: fn(&mut Snapshot<u64>)| Snapshots::<Test>::mutate(0, |snapshot| change(snapshot.as_mut().unwrap()));
    breaks("9: a snapshot's roots are wrong", || change(|snapshot| snapshot.root = [0; 32]));
    breaks("9: a snapshot's weights do not add up", || change(|snapshot| snapshot.fragments = 1));
    breaks("9: a snapshot is not found by its counts", || SnapshotOf::<Test>::remove((0, 2, 1)));
    breaks("9: counts of no snapshot", || SnapshotOf::<Test>::insert((0, 9, 9), 0));
}

#[test]
fn number_10_finds_improper_votes() {
    let vote = |curator: AccountId, score| Voice { curator, commitment: None, score: Some(score), stake: 0 };
    let put = |id, voices: Vec<VoiceOf<Test>>| Voices::<Test>::insert(id, VoicesOf::<Test>::truncate_from(voices));
    breaks("10: votes on the unknown", || put(99, vec![]));
    breaks("10: votes on what is not in curation", || put(0, vec![vote(BOB, 1)]));
    breaks("10: a vote on an own contribution", || put(1, vec![vote(ALICE, 1)]));
    breaks("10: a score above 100", || put(1, vec![vote(BOB, 101)]));
    breaks("10: an account with two votes", || put(1, vec![vote(BOB, 1), vote(BOB, 2)]));
    breaks("10: a vote without score or seal", || put(1, vec![Voice { score: None, ..vote(BOB, 1) }]));
    breaks("10: a vote that was opened too early", || {
        put(1, vec![Voice { commitment: Some([0; 32]), ..vote(BOB, 1) }])
    });
    breaks("10: nobody judges what is in curation", || Rounds::<Test>::remove(1));
    breaks("10: a phase without the one before", || {
        Rounds::<Test>::mutate(1, |round| round.as_mut().unwrap().phase = Phase::Opening)
    });
    breaks("10: a contribution does not know when its phase ends", || {
        change(1, |c| c.state = ContributionState::InCuration { ends: 99 })
    });
}

#[test]
fn number_11_finds_what_waits_wrongly() {
    breaks("11: the unknown waits to be closed", || Closing::<Test>::try_append(50, 99u64).unwrap());
    breaks("11: a contribution waits in a block it does not end in", || Closing::<Test>::try_append(50, 1u64).unwrap());
    breaks("11: a contribution waits twice", || Closing::<Test>::try_append(11, 1u64).unwrap());
}

#[test]
fn numbers_12_to_16_find_what_is_miscounted_or_for_nothing() {
    breaks("12: a fee is not held", || CurationFees::<Test>::insert(1, (ALICE, FEE + 1)));
    breaks("12: a fee for nothing", || CurationFees::<Test>::insert(99, (BOB, 0)));
    let plant = Plant { by: OWNER, commitment: [0; 32], bond: 1, placed_at: 1, expires: 2 };
    breaks("12: a known answer's bond is not held", || Plants::<Test>::try_append(0, plant).unwrap());
    breaks("12: a grant's deposit is not held", || Grants::<Test>::insert(0, BOB, (OWNER, 1)));
    let standing = |reputation, engaged| Standing { reputation, since: 1, engaged };
    breaks("13: a curator's votes are miscounted", || Standings::<Test>::insert(&CURATORS[0], standing(0, 1)));
    breaks("13: a reputation above 100", || Standings::<Test>::insert(&CURATORS[0], standing(101, 0)));
    breaks("13: a reputation without a bond", || Standings::<Test>::insert(&BOB, standing(1, 0)));
    breaks("14: undecided contributions are miscounted", || Undecided::<Test>::insert(0, 3));
    breaks("14: an account's undecided contributions are miscounted", || UndecidedOf::<Test>::insert(0, BOB, 1));
    breaks("15: what accounts have in a datanet is miscounted", || Holdings::<Test>::remove(0, ALICE));
    let claim = Claim::Appeal { refused: openledger_primitives::job::Rejection::Empty };
    breaks("16: the first panel judges a contest", || Contests::<Test>::insert(1, Contest { by: BOB, bond: 0, claim }));
    breaks("16: a second panel that nobody asked for", || {
        Rounds::<Test>::mutate(1, |round| round.as_mut().unwrap().number = 1)
    });
}

#[test]
fn numbers_3_4_5_and_12_find_money_on_hold_for_nothing() {
    let hold = |reason: HoldReason| Balances::hold(&reason.into(), &BOB, 1).unwrap();
    breaks("3: a contributor's deposits and hold differ", || hold(HoldReason::ContributionDeposit));
    breaks("4: a curator's bond and hold differ", || hold(HoldReason::CuratorBond));
    breaks("5: an owner's deposits and hold differ", || hold(HoldReason::DatanetDeposit));
    breaks("12: a fee is not held", || hold(HoldReason::CurationFee));
    breaks("12: a contest's bond is not held", || hold(HoldReason::ContestBond));
    breaks("12: a known answer's bond is not held", || hold(HoldReason::KnownAnswerBond));
    breaks("12: a grant's deposit is not held", || hold(HoldReason::GrantDeposit));
    breaks("12: a motion's deposit is not held", || hold(HoldReason::MotionDeposit));
}

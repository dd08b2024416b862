//! What a vote wins or loses: the fee, a part of the bond, reputation.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::assert_ok;

fn bond(curator: usize) -> Balance {
    Curators::<Test>::get(&CURATORS[curator]).unwrap().bond
}

fn three() {
    assert_ok!(DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, CurationRules { quorum: 3, ..rules() }));
}

#[test]
fn who_is_near_shares_the_fee_and_wins_reputation() {
    ExtBuilder::default().build_and_execute(|| {
        three();
        let id = in_curation(1);
        judge(id, &[(0, 60), (1, 80), (2, 70)]);
        for curator in CURATORS.into_iter().take(3) {
            assert_eq!(wealth(&curator), ENDOWMENT + FEE / 3);
            assert_eq!(DatanetsPallet::reputation(curator), 10);
        }
        assert_eq!(wealth(&ALICE), ENDOWMENT - FEE);
    });
}

#[test]
fn an_outlier_loses_by_its_distance_up_to_the_clip() {
    for (score, lost) in [(60, 0), (50, 12), (40, 25), (20, 50), (0, 50)] {
        ExtBuilder::default().build_and_execute(|| {
            three();
            let id = in_curation(1);
            judge(id, &[(0, 80), (1, 80), (2, score)]);
            assert_eq!(bond(2), BOND - lost, "{score}");
            assert_eq!(wealth(&TREASURY), 1 + lost);
            assert_eq!(DatanetsPallet::reputation(CURATORS[2].clone()), if lost > 0 { 0 } else { 10 });
            let shared = if lost > 0 { FEE / 2 } else { FEE / 3 };
            assert_eq!(wealth(&CURATORS[0]), ENDOWMENT + shared);
        });
    }
}

#[test]
fn two_voices_are_no_majority_to_be_far_from() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        judge(id, &[(0, 0), (1, 100)]);
        assert_eq!((bond(0), bond(1)), (BOND, BOND));
        assert_eq!(Standings::<Test>::iter().count(), 0);
        assert_eq!(wealth(&CURATORS[0]), ENDOWMENT + FEE / 2);
    });
}

#[test]
fn silence_costs_more_than_any_score() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(open(0, id, 80));
        events();
        run_to(6);
        assert_eq!(bond(1), BOND - 100);
        let curator = CURATORS[1].clone();
        let slashed = Event::CuratorSlashed { contribution: id, curator, amount: 100, distance: None };
        assert!(events().contains(&slashed));
        assert_eq!(wealth(&CURATORS[0]), ENDOWMENT + FEE);
    });
}

#[test]
fn reputation_makes_a_voice_heavier_and_decays() {
    ExtBuilder::default().curators(4).build_and_execute(|| {
        three();
        for content in 1..=10 {
            let id = in_curation(content);
            judge(id, &[(0, 80), (1, 80), (2, 80)]);
        }
        assert_eq!(DatanetsPallet::reputation(CURATORS[0].clone()), 100);
        let now = System::block_number();
        System::set_block_number(now + 100);
        assert_eq!(DatanetsPallet::reputation(CURATORS[0].clone()), 50);
        System::set_block_number(now);
        // One heavy voice against a light one: without reputation the lower would count.
        let id = in_curation(11);
        assert_ok!(DatanetsPallet::do_set_standard(openledger_primitives::standard::CurationStandard {
            voice_cap: 700_000,
            ..STANDARD
        }));
        judge(id, &[(0, 90), (3, 20)]);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
    });
}

#[test]
fn a_withdrawn_contribution_pays_who_has_opened_and_punishes_nobody() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(open(0, id, 80));
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
        assert_eq!(wealth(&CURATORS[0]), ENDOWMENT + FEE);
        assert_eq!((bond(0), bond(1)), (BOND, BOND));
        assert_eq!(Standings::<Test>::iter().count(), 0);
    });
}

//! `bond_curator` and `unbond_curator`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::TokenError,
};

#[test]
fn an_account_bonds_and_adds_to_its_bond() {
    ExtBuilder::default().curators(0).build_and_execute(|| {
        let who = &CURATORS[0];
        assert_ok!(DatanetsPallet::bond_curator(signed(who), BOND));
        assert_ok!(DatanetsPallet::bond_curator(signed(who), 1));
        assert_eq!(Curators::<Test>::get(who).unwrap().bond, BOND + 1);
        assert_eq!(held(HoldReason::CuratorBond, who), BOND + 1);
        assert_eq!(Curators::<Test>::count(), 1);
        assert_eq!(
            events(),
            [
                Event::CuratorBonded { curator: who.clone(), added: BOND, bond: BOND },
                Event::CuratorBonded { curator: who.clone(), added: 1, bond: BOND + 1 },
            ]
        );
    });
}

#[test]
fn a_bond_is_at_least_the_least() {
    ExtBuilder::default().curators(0).build_and_execute(|| {
        assert_noop!(DatanetsPallet::bond_curator(signed(&ALICE), BOND - 1), Error::<Test>::BondTooLow);
        assert_noop!(DatanetsPallet::bond_curator(signed(&ALICE), 0), Error::<Test>::BondTooLow);
    });
}

#[test]
fn a_bond_must_be_affordable_and_a_number() {
    ExtBuilder::default().curators(1).build_and_execute(|| {
        assert_noop!(DatanetsPallet::bond_curator(signed(&PAUPER), BOND), TokenError::FundsUnavailable);
        let more = DatanetsPallet::bond_curator(signed(&CURATORS[0]), Balance::MAX);
        assert_noop!(more, Error::<Test>::BondOverflow);
    });
}

#[test]
fn the_whole_bond_comes_back() {
    ExtBuilder::default().curators(1).build_and_execute(|| {
        assert_ok!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])));
        assert_eq!(Balances::free_balance(&CURATORS[0]), ENDOWMENT);
        assert_eq!(Curators::<Test>::count(), 0);
        assert_eq!(events(), [Event::CuratorUnbonded { curator: CURATORS[0].clone(), released: BOND }]);
        assert_noop!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])), Error::<Test>::NotCurator);
    });
}

#[test]
fn the_bond_stays_until_the_last_voting_has_ended() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        run_to(15);
        assert_noop!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])), Error::<Test>::VotingUnfinished);
        assert_ok!(open(0, id, 80));
        assert_ok!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])));
        assert!(!Standings::<Test>::contains_key(&CURATORS[0]));
    });
}

#[test]
fn one_bond_cannot_vote_from_two_accounts() {
    ExtBuilder::default().curators(1).build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_noop!(DatanetsPallet::unbond_curator(signed(&CURATORS[0])), Error::<Test>::VotingUnfinished);
        assert_noop!(seal(1, id, 80), Error::<Test>::NotCurator);
    });
}

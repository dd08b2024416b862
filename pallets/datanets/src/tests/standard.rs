//! The standard that datanets' rules must meet.

use crate::{mock::*, *};
use openledger_primitives::standard::CurationStandard;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn rules_set_from_now_on_must_meet_it_and_older_ones_stay() {
    ExtBuilder::default().build_and_execute(|| {
        let new = CurationStandard { minimum_quorum: 3, minimum_voting_period: 20, minimum_deposit: 101, ..STANDARD };
        assert_ok!(DatanetsPallet::do_set_standard(new));
        assert_eq!(events(), [Event::StandardChanged { old: STANDARD, new }]);

        let set = |rules| DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, rules);
        let met = CurationRules { quorum: 3, voting_period: 20, deposit_base: 101, ..rules() };
        assert_noop!(set(CurationRules { quorum: 2, ..met }), Error::<Test>::QuorumOutOfBounds);
        assert_noop!(set(CurationRules { voting_period: 19, ..met }), Error::<Test>::VotingPeriodOutOfBounds);
        assert_noop!(set(CurationRules { deposit_base: 100, ..met }), Error::<Test>::DepositTooLow);
        assert_eq!(Datanets::<Test>::get(0).unwrap().rules, rules());
        assert_ok!(set(met));
    });
}

#[test]
fn a_voice_costs_what_it_says() {
    ExtBuilder::default().curators(0).build_and_execute(|| {
        assert_ok!(DatanetsPallet::do_set_standard(CurationStandard { minimum_curator_bond: BOND + 1, ..STANDARD }));
        assert_noop!(DatanetsPallet::bond_curator(signed(&CURATORS[0]), BOND), Error::<Test>::BondTooLow);
        assert_ok!(DatanetsPallet::bond_curator(signed(&CURATORS[0]), BOND + 1));
    });
}

#[test]
fn a_standard_nobody_could_curate_by_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let refused = [
            (CurationStandard { minimum_quorum: 0, ..STANDARD }, Error::<Test>::StandardQuorumOutOfBounds),
            (CurationStandard { minimum_quorum: 7, ..STANDARD }, Error::StandardQuorumOutOfBounds),
            (CurationStandard { minimum_voting_period: 101, ..STANDARD }, Error::StandardPeriodsCross),
            (CurationStandard { minimum_deposit: 0, ..STANDARD }, Error::StandardWithoutDeposit),
            (CurationStandard { minimum_curator_bond: 0, ..STANDARD }, Error::StandardWithoutBond),
            (CurationStandard { minimum_reveal_period: 0, ..STANDARD }, Error::StandardRevealPeriodsCross),
            (CurationStandard { voice_cap: 0, ..STANDARD }, Error::StandardShareOutOfBounds),
            (CurationStandard { outlier_slash: 100_001, ..STANDARD }, Error::StandardSlashOutOfBounds),
            (CurationStandard { clip: 20, ..STANDARD }, Error::StandardToleranceOutOfBounds),
            (CurationStandard { appeal_window: 0, ..STANDARD }, Error::StandardWithoutWindow),
            (CurationStandard { challenge_bond: 0, ..STANDARD }, Error::StandardWithoutStake),
            (CurationStandard { intake_per_account: 0, ..STANDARD }, Error::StandardWithoutIntake),
        ];
        for (standard, error) in refused {
            assert_noop!(DatanetsPallet::do_set_standard(standard), error);
        }
        assert_ok!(DatanetsPallet::do_set_standard(CurationStandard { minimum_quorum: 4, ..STANDARD }));
    });
}

#[test]
fn genesis_may_bring_its_own() {
    use polkadot_sdk::sp_runtime::BuildStorage;
    let standard = CurationStandard { minimum_quorum: 2, ..STANDARD };
    let genesis = GenesisConfig::<Test> { standard: Some(standard), ..Default::default() };
    let mut ext: polkadot_sdk::sp_io::TestExternalities = genesis.build_storage().unwrap().into();
    ext.execute_with(|| assert_eq!(Standard::<Test>::get(), standard));
}

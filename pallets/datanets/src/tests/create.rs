//! `create_datanet` and `close_datanet`.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::TokenError,
};

fn create_with(
    slug_text: &str,
    list: &[LicenceId],
    rules: CurationRules<Balance>,
) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    DatanetsPallet::create_datanet(
        signed(&OWNER),
        slug(slug_text),
        Description::default(),
        DatanetKind::Code,
        licences(list),
        rules,
    )
}

#[test]
fn a_datanet_is_created_and_found_by_its_slug() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_ok!(create("solidity"));
        assert_eq!(DatanetOfSlug::<Test>::get(slug("solidity")), Some(0));
        let datanet = Datanets::<Test>::get(0).unwrap();
        assert_eq!(datanet.owner, OWNER);
        assert_eq!(datanet.state, DatanetState::Open);
        assert_eq!(held(HoldReason::DatanetDeposit, &OWNER), 500);
        assert_eq!(
            events(),
            [Event::DatanetCreated { datanet: 0, owner: OWNER, slug: slug("solidity"), deposit: 500 }]
        );
    });
}

#[test]
fn numbers_go_up() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(create("rust"));
        assert_eq!(DatanetOfSlug::<Test>::get(slug("rust")), Some(1));
        assert_eq!(held(HoldReason::DatanetDeposit, &OWNER), 1_000);
    });
}

#[test]
fn a_slug_belongs_to_the_first() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(create("solidity"), Error::<Test>::SlugTaken);
    });
}

#[test]
fn a_slug_must_be_one() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_noop!(create("Solidity!"), Error::<Test>::InvalidSlug);
    });
}

#[test]
fn licences_must_be_known_and_different() {
    ExtBuilder::default().bare().build_and_execute(|| {
        assert_noop!(create_with("a", &[], rules()), Error::<Test>::NoLicences);
        assert_noop!(create_with("a", &[MIT, 77], rules()), Error::<Test>::UnknownLicence { licence: 77 });
        assert_noop!(create_with("a", &[MIT, AGPL, MIT], rules()), Error::<Test>::LicenceRepeated { licence: MIT });
        assert_ok!(create_with("a", &[AGPL], rules()));
    });
}

#[test]
fn the_quorum_is_at_least_one_head_and_at_most_all() {
    ExtBuilder::default().bare().build_and_execute(|| {
        let with = |quorum| CurationRules { quorum, ..rules() };
        assert_noop!(create_with("a", &[MIT], with(0)), Error::<Test>::QuorumOutOfBounds);
        assert_noop!(create_with("a", &[MIT], with(7)), Error::<Test>::QuorumOutOfBounds);
        assert_ok!(create_with("a", &[MIT], with(1)));
        assert_ok!(create_with("b", &[MIT], with(6)));
    });
}

#[test]
fn the_threshold_is_at_most_the_highest_score() {
    ExtBuilder::default().bare().build_and_execute(|| {
        let with = |threshold| CurationRules { threshold, ..rules() };
        assert_noop!(create_with("a", &[MIT], with(101)), Error::<Test>::ThresholdOutOfBounds);
        assert_ok!(create_with("a", &[MIT], with(100)));
        assert_ok!(create_with("b", &[MIT], with(0)));
    });
}

#[test]
fn the_voting_period_is_within_the_chains_bounds() {
    ExtBuilder::default().bare().build_and_execute(|| {
        let with = |voting_period| CurationRules { voting_period, ..rules() };
        assert_noop!(create_with("a", &[MIT], with(1)), Error::<Test>::VotingPeriodOutOfBounds);
        assert_noop!(create_with("a", &[MIT], with(101)), Error::<Test>::VotingPeriodOutOfBounds);
        assert_ok!(create_with("a", &[MIT], with(2)));
        assert_ok!(create_with("b", &[MIT], with(100)));
    });
}

#[test]
fn the_deposit_is_not_below_the_least_and_can_be_computed() {
    ExtBuilder::default().bare().build_and_execute(|| {
        let with = |deposit_base, deposit_per_kib| CurationRules { deposit_base, deposit_per_kib, ..rules() };
        assert_noop!(create_with("a", &[MIT], with(9, 0)), Error::<Test>::DepositTooLow);
        assert_noop!(create_with("a", &[MIT], with(Balance::MAX, 1)), Error::<Test>::DepositOverflow);
        assert_noop!(create_with("a", &[MIT], with(10, Balance::MAX / 2)), Error::<Test>::DepositOverflow);
        assert_ok!(create_with("a", &[MIT], with(10, 0)));
    });
}

#[test]
fn the_owner_must_afford_the_deposit() {
    ExtBuilder::default().bare().build_and_execute(|| {
        let create = DatanetsPallet::create_datanet(
            signed(&PAUPER),
            slug("a"),
            Description::default(),
            DatanetKind::Code,
            licences(&[MIT]),
            rules(),
        );
        assert_noop!(create, TokenError::FundsUnavailable);
    });
}

#[test]
fn the_last_number_is_refused() {
    ExtBuilder::default().bare().build().execute_with(|| {
        NextDatanetId::<Test>::put(u32::MAX);
        assert_noop!(create("a"), Error::<Test>::CounterOverflow);
    });
}

#[test]
fn a_closed_datanet_gives_the_deposit_back() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));
        assert_eq!(held(HoldReason::DatanetDeposit, &OWNER), 0);
        assert_eq!(Datanets::<Test>::get(0).unwrap().state, DatanetState::Closed);
        assert_eq!(events(), [Event::DatanetClosed { datanet: 0, released: 500 }]);
    });
}

#[test]
fn a_datanet_is_closed_once_and_by_its_owner() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(DatanetsPallet::close_datanet(signed(&ALICE), 0), Error::<Test>::NotDatanetOwner);
        assert_noop!(DatanetsPallet::close_datanet(signed(&OWNER), 1), Error::<Test>::UnknownDatanet);
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));
        assert_noop!(DatanetsPallet::close_datanet(signed(&OWNER), 0), Error::<Test>::DatanetIsClosed);
    });
}

#[test]
fn what_was_contributed_before_closing_is_still_decided() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_curation(1);
        assert_ok!(DatanetsPallet::close_datanet(signed(&OWNER), 0));

        judge(id, &[(0, 80), (1, 80)]);
        assert!(matches!(state(id), ContributionState::Accepted { .. }));
    });
}

//! `fork`.

use crate::{mock::*, *};
use openledger_primitives::PPM;
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    pallet_balances,
};

#[test]
fn a_fork_begins_with_its_parents_files_and_owes_it() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(Request { datanets: vec![1, 0], ..request("tune") });
        events();
        let id = fork(&BOB, "mine", tune, 70_000).unwrap();
        let (fork, parent) = (version(id), version(tune));
        assert_eq!(fork.kind, VersionKind::Fork);
        assert_eq!(fork.state, VersionState::Proposed);
        assert_eq!(fork.parents.to_vec(), [Parent { version: tune, weight: PPM }]);
        assert_eq!((fork.adapter, fork.adapter_config), (parent.adapter, parent.adapter_config));
        assert_eq!((fork.index, fork.index_root), (parent.index, parent.index_root));
        assert_eq!((fork.snapshots, fork.recipe, fork.metrics), (parent.snapshots, parent.recipe, parent.metrics));
        assert_eq!(fork.royalties.to_vec(), [(0, 50_000), (tune, 100_000)]);
        assert_eq!((fork.builder, fork.number, fork.royalty), (BOB, 1, 70_000));
        assert_eq!(Generations::<Test>::get(id), 2);
        assert_eq!(Deposits::<Test>::get(id), Some(DEPOSIT));
        let royalties = Royalties::truncate_from(vec![(0, 50_000), (tune, 100_000)]);
        let forked = Event::VersionForked {
            version: id,
            slug: slug("mine"),
            number: 1,
            builder: BOB,
            parent: tune,
            source: tune,
            royalties,
        };
        assert_eq!(events(), [forked]);
    });
}

#[test]
fn a_fork_needs_no_training_to_be_deployed() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = deployed_fork(&BOB, "mine", tune, 0);
        let terms = ModelsPallet::terms(id).unwrap();
        assert!(terms.deployed && terms.has_data);
        let of_base = deployed_fork(&BOB, "my-base", 0, 0);
        assert!(!ModelsPallet::terms(of_base).unwrap().has_data);
        // And it can be tuned like its source.
        let child = Request { parent: id, ..request("next") }.submitted();
        assert_eq!(ModelsPallet::train_spec(child).unwrap().parent, Some(trained().adapter));
    });
}

#[test]
fn a_fork_of_a_fork_has_the_first_one_as_source() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let first = deployed_fork(&BOB, "one", tune, 10_000);
        let second = fork(&CAROL, "two", first, 0).unwrap();
        assert_eq!(SourceOf::<Test>::get(second), Some(tune));
        assert_eq!(version(second).royalties.to_vec(), [(0, 50_000), (tune, 100_000), (first, 10_000)]);
    });
}

#[test]
fn the_licence_must_allow_a_copy() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(register("closed", PROPRIETARY, 0));
        assert_ok!(register("framed", CC_BY_ND, 0));
        for (parent, licence) in [(1, PROPRIETARY), (2, CC_BY_ND)] {
            let forked = ModelsPallet::fork(signed(&BOB), slug("mine"), parent, licence, 1, 1, 0);
            assert_noop!(forked, Error::<Test>::NoDerivatives { licence });
        }
        // Who owns a private licence may do with it as they please; nobody may with one that forbids derivatives.
        assert_ok!(ModelsPallet::fork(signed(&MAKER), slug("other"), 1, PROPRIETARY, 1, 1, 0));
        let conflict = Error::<Test>::NoDerivatives { licence: CC_BY_ND };
        assert_noop!(ModelsPallet::fork(signed(&BOB), slug("mine"), 2, MIT, 1, 1, 0), conflict);
        let conflict = Error::<Test>::ParentLicenceConflict { parent: CC_BY_ND };
        let tune = Request { parent: 2, licence: CC_BY_ND, ..request("tune") };
        assert_noop!(tune.submit(&ALICE), conflict);
    });
}

#[test]
fn only_what_is_deployed_and_not_flagged_is_forked() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        assert_noop!(fork(&BOB, "mine", id, 0), Error::<Test>::ParentNotDeployed);
        assert_noop!(fork(&BOB, "mine", 99, 0), Error::<Test>::UnknownVersion);
        assert_noop!(fork(&BOB, "tune", 0, 0), Error::<Test>::NameTaken);
        assert_noop!(fork(&BOB, "mine", 0, 100_001), Error::<Test>::RoyaltyTooHigh);
        let free = ModelsPallet::fork(signed(&BOB), slug("mine"), 0, MIT, 0, 1, 0);
        assert_noop!(free, Error::<Test>::PriceTooLow);
    });
}

#[test]
fn a_fork_falls_with_its_source() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = fork(&BOB, "mine", tune, 0).unwrap();
        assert_ok!(ModelsPallet::revoke(RuntimeOrigin::root(), tune));
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::SourceRevoked);
    });
}

#[test]
fn a_fork_is_verified_when_its_source_is() {
    let standard = DeploymentStandard { require_verified: true, ..Default::default() };
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let id = fork(&BOB, "mine", tune, 0).unwrap();
        assert_ok!(ModelsPallet::do_set_standard(standard));
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::NotVerified);
        assert_ok!(ModelsPallet::on_reproduce_result(tune, &SECOND, Made::from(&trained())));
        assert_ok!(ModelsPallet::deploy(signed(&BOB), id));
    });
}

#[test]
fn the_deposit_comes_back_when_it_goes_out_of_service() {
    ExtBuilder::default().build_and_execute(|| {
        let free = pallet_balances::Pallet::<Test>::free_balance(&BOB);
        let id = deployed_fork(&BOB, "mine", 0, 0);
        assert_eq!(pallet_balances::Pallet::<Test>::free_balance(&BOB), free - DEPOSIT);
        assert_ok!(ModelsPallet::deprecate(signed(&BOB), id));
        assert_eq!(pallet_balances::Pallet::<Test>::free_balance(&BOB), free);
        assert_eq!(Deposits::<Test>::get(id), None);
    });
}

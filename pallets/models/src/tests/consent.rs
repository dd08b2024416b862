//! Consent: flags, what they stop, and retraining.

use crate::{mock::*, *};
use openledger_primitives::job::JobKind;
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

/// A deployed tune of the first datanet, whose contribution 10 was removed in block 3.
fn tune_with_removed_data() -> u32 {
    let id = deployed(request("tune"));
    Gone::set(vec![(0, 10, 3)]);
    System::set_block_number(4);
    id
}

fn flag(id: u32) {
    assert_ok!(ModelsPallet::flag_version(signed(&CAROL), id, 10));
}

#[test]
fn removed_data_takes_a_version_out_of_service_after_a_grace() {
    ExtBuilder::default().build_and_execute(|| {
        let id = tune_with_removed_data();
        events();
        flag(id);
        let until = 3 + GRACE;
        let cause = FlagCause::Contribution(10);
        assert_eq!(events(), [Event::VersionFlagged { version: id, cause, until }]);
        assert_eq!(ModelsPallet::flagged(id), Some(Flag { cause, until }));
        for (block, serves) in [(4, true), (until - 1, true), (until, false), (until + 100, false)] {
            System::set_block_number(block);
            let terms = ModelsPallet::terms(id).unwrap();
            assert_eq!((terms.deployed, terms.payable), (serves, serves), "in block {block}");
        }
    });
}

#[test]
fn nothing_is_built_on_a_flagged_version_from_then_on() {
    ExtBuilder::default().build_and_execute(|| {
        let id = tune_with_removed_data();
        let other = deployed(Request { datanets: vec![1], ..request("other") });
        flag(id);
        let flagged = Error::<Test>::ParentFlagged;
        assert_noop!(Request { parent: id, ..request("next") }.submit(&BOB), flagged);
        assert_noop!(fork(&BOB, "mine", id, 0), Error::<Test>::ParentFlagged);
        assert_noop!(merge(&BOB, "both", &[(id, 500_000), (other, 500_000)]), Error::<Test>::ParentFlagged);
        let agent = ModelsPallet::register_agent(signed(&BOB), slug("helper"), agent_of(&[(id, 1_000_000)]));
        assert_noop!(agent, Error::<Test>::ParentFlagged);
        assert_noop!(ModelsPallet::stake(signed(&BOB), id, 100), Error::<Test>::VersionFlagged);
    });
}

#[test]
fn a_flagged_version_is_not_deployed() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        Gone::set(vec![(0, 10, 1)]);
        flag(id);
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::VersionFlagged);
        assert_noop!(ModelsPallet::approve(RuntimeOrigin::root(), id), Error::<Test>::VersionFlagged);
    });
}

#[test]
fn a_flag_passes_on_to_tunes_forks_and_merges() {
    ExtBuilder::default().build_and_execute(|| {
        let id = deployed(request("tune"));
        let other = deployed(Request { datanets: vec![1], ..request("other") });
        let tune = deployed(Request { parent: id, datanets: vec![1], ..request("next") });
        let fork = deployed_fork(&BOB, "mine", id, 0);
        let merge = deployed_merge("both", &[(other, 500_000), (tune, 500_000)]);
        let early = ModelsPallet::flag_descendant(signed(&CAROL), tune, id);
        assert_noop!(early, Error::<Test>::ParentNotFlagged);
        Gone::set(vec![(0, 10, 3)]);
        flag(id);
        // The fork has the data itself, the tune only its parent's weights.
        flag(fork);
        assert_noop!(ModelsPallet::flag_version(signed(&CAROL), tune, 10), Error::<Test>::NothingRemoved);
        assert_ok!(ModelsPallet::flag_descendant(signed(&CAROL), tune, id));
        assert_ok!(ModelsPallet::flag_descendant(signed(&CAROL), merge, tune));
        let until = |id| Flags::<Test>::get(id).unwrap().until;
        assert_eq!([until(tune), until(fork), until(merge)], [3 + GRACE; 3]);
        let stranger = ModelsPallet::flag_descendant(signed(&CAROL), other, id);
        assert_noop!(stranger, Error::<Test>::NotAParent);
        assert!(ModelsPallet::flagged(other).is_none());
    });
}

#[test]
fn whoever_flags_late_leaves_workers_time_for_their_receipts() {
    ExtBuilder::default().build_and_execute(|| {
        let id = tune_with_removed_data();
        System::set_block_number(1_000);
        flag(id);
        assert_eq!(Flags::<Test>::get(id).unwrap().until, 1_005);
        assert!(ModelsPallet::terms(id).unwrap().payable);
    });
}

#[test]
fn only_what_was_removed_flags_and_only_once() {
    ExtBuilder::default().build_and_execute(|| {
        let id = tune_with_removed_data();
        let flag = |contribution| ModelsPallet::flag_version(signed(&CAROL), id, contribution);
        assert_noop!(flag(11), Error::<Test>::NothingRemoved);
        assert_ok!(flag(10));
        assert_noop!(flag(10), Error::<Test>::AlreadyFlagged);
        // An earlier removal moves the end forward.
        Gone::mutate(|gone| gone.push((0, 20, 1)));
        assert_ok!(flag(20));
        assert_eq!(Flags::<Test>::get(id).unwrap().until, 1 + GRACE);
        assert_noop!(ModelsPallet::flag_version(signed(&CAROL), 99, 10), Error::<Test>::UnknownVersion);
    });
}

#[test]
fn removed_data_reaches_external_versions_that_name_its_datanet() {
    ExtBuilder::default().build_and_execute(|| {
        let id = external(&BOB, "mine", 77).unwrap();
        Gone::set(vec![(0, 10, 1)]);
        flag(id);
        assert!(Flags::<Test>::contains_key(id));
    });
}

#[test]
fn its_builder_has_a_version_trained_again_on_what_is_left() {
    ExtBuilder::default().build_and_execute(|| {
        let id = tune_with_removed_data();
        flag(id);
        events();
        assert_ok!(ModelsPallet::request_retraining(signed(&ALICE), id, REWARD));
        let (old, new) = (version(id), version(id + 1));
        assert_eq!((new.model.clone(), new.number), (old.model, 2));
        assert_eq!((new.recipe, new.parents), (old.recipe, old.parents));
        assert_eq!((new.licence, new.input_price, new.royalty), (old.licence, old.input_price, old.royalty));
        assert_eq!(Opened::get().last(), Some(&(JobKind::Train(id + 1), ALICE, REWARD)));
        assert_eq!(events().last(), Some(&Event::RetrainingRequested { version: id + 1, old: id }));
        let other = ModelsPallet::request_retraining(signed(&BOB), id, REWARD);
        assert_noop!(other, Error::<Test>::NotBuilder);
        let base = ModelsPallet::request_retraining(signed(&MAKER), 0, REWARD);
        assert_noop!(base, Error::<Test>::NotTrained);
    });
}

#[test]
fn whom_a_datanet_keeps_out_cannot_train_on_it() {
    ExtBuilder::default().build_and_execute(|| {
        KeptOut::set(Some(ALICE));
        let refused = polkadot_sdk::sp_runtime::DispatchError::BadOrigin;
        assert_noop!(request("tune").submit(&ALICE), refused);
        assert_noop!(request("tune").propose(&ALICE), refused);
        assert_ok!(request("tune").submit(&BOB));
    });
}

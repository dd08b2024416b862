//! Snapshots: what is in one, and what weight it has.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::ContributionRef, merkle};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

#[test]
fn a_snapshot_records_what_is_there() {
    ExtBuilder::default().build_and_execute(|| {
        accepted(1);
        accepted(2);
        events();
        run_to(3);
        let id = DatanetsPallet::take_snapshot(0).unwrap();
        let root = Accepted::<Test>::get(0).peaks.root();
        let expected = Snapshot {
            datanet: 0,
            count: 2,
            fragments: 20,
            root,
            removed_count: 0,
            removed_root: merkle::empty_root(),
            licences: licences(&[MIT]),
            taken_at: 3,
        };
        assert_eq!(DatanetsPallet::snapshot(id), Some(expected));
        assert_eq!(events(), [Event::SnapshotTaken { snapshot: id, datanet: 0, count: 2, fragments: 20, root }]);
    });
}

#[test]
fn the_same_data_is_recorded_once() {
    ExtBuilder::default().build_and_execute(|| {
        let first = accepted(1);
        let a = DatanetsPallet::take_snapshot(0).unwrap();
        run_to(3);
        assert_eq!(DatanetsPallet::take_snapshot(0), Ok(a));
        accepted(2);
        let b = DatanetsPallet::take_snapshot(0).unwrap();
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        let c = DatanetsPallet::take_snapshot(0).unwrap();
        assert_eq!((a, b, c), (0, 1, 2));
    });
}

#[test]
fn what_is_withdrawn_weighs_nothing_in_later_snapshots_and_stays_in_earlier_ones() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (accepted(1), accepted(2));
        let before = DatanetsPallet::take_snapshot(0).unwrap();
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), first));
        let after = DatanetsPallet::take_snapshot(0).unwrap();
        let third = accepted(3);

        let weight = DatanetsPallet::snapshot_weight;
        assert_eq!([first, second, third].map(|id| weight(before, id)), [Some(10), Some(10), None]);
        assert_eq!([first, second, third].map(|id| weight(after, id)), [None, Some(10), None]);
        assert_eq!(DatanetsPallet::snapshot_total(before), Some(20));
        assert_eq!(DatanetsPallet::snapshot_total(after), Some(10));
        let reference = |id, content| ContributionRef { id, content: ContentId([content; 32]) };
        assert_eq!(DatanetsPallet::snapshot_refs(before), [reference(first, 1), reference(second, 2)]);
        assert_eq!(DatanetsPallet::snapshot_refs(after), [reference(second, 2)]);
        assert_eq!(DatanetsPallet::contributor(first), Some(ALICE));
    });
}

#[test]
fn a_snapshot_lists_by_number_whatever_was_accepted_first() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (in_curation(1), in_curation(2));
        for id in [second, first] {
            judge(id, &[(0, 80), (1, 80)]);
        }
        let snapshot = DatanetsPallet::take_snapshot(0).unwrap();
        let ids: Vec<_> = DatanetsPallet::snapshot_refs(snapshot).iter().map(|reference| reference.id).collect();
        assert_eq!(ids, [first, second]);
    });
}

#[test]
fn a_snapshot_names_only_licences_of_data_in_it() {
    ExtBuilder::default().build_and_execute(|| {
        accepted(1);
        assert_ok!(Declared { licence: AGPL, ..declared(2) }.submit(&ALICE));
        assert_ok!(DatanetsPallet::on_check_result(1, &WORKER, checked(None)));
        let without = DatanetsPallet::take_snapshot(0).unwrap();
        judge(1, &[(0, 80), (1, 80)]);
        let with = DatanetsPallet::take_snapshot(0).unwrap();
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), 1));
        let again = DatanetsPallet::take_snapshot(0).unwrap();
        assert_eq!(DatanetsPallet::snapshot_licences(without), Some(licences(&[MIT])));
        assert_eq!(DatanetsPallet::snapshot_licences(with), Some(licences(&[MIT, AGPL])));
        assert_eq!(DatanetsPallet::snapshot_licences(again), Some(licences(&[MIT])));
        assert_eq!(DatanetsPallet::licences_in_use(0), licences(&[MIT]));
    });
}

#[test]
fn nothing_is_no_snapshot() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(DatanetsPallet::take_snapshot(0), Error::<Test>::EmptyDatanet);
        assert_noop!(DatanetsPallet::take_snapshot(1), Error::<Test>::UnknownDatanet);
        let id = accepted(1);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), id));
        assert_noop!(DatanetsPallet::take_snapshot(0), Error::<Test>::EmptyDatanet);
    });
}

#[test]
fn data_that_cannot_be_trained_on_is_named() {
    ExtBuilder::default().build_and_execute(|| {
        let textual =
            [DatanetKind::Text, DatanetKind::Instruction, DatanetKind::Chat, DatanetKind::Code, DatanetKind::Table];
        assert!(textual.iter().all(DatanetKind::is_textual));
        let kinds = [DatanetKind::Image, DatanetKind::Audio, DatanetKind::Timeseries];
        for (kind, id) in kinds.into_iter().zip(1u32..) {
            assert_ok!(create_of_kind(&format!("d{id}"), kind));
            assert_noop!(DatanetsPallet::take_snapshot(id), Error::<Test>::KindNotTrainable { kind });
        }
    });
}

#[test]
fn data_of_another_datanet_weighs_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        let snapshot = DatanetsPallet::take_snapshot(0).unwrap();
        Contributions::<Test>::mutate(id, |contribution| contribution.as_mut().unwrap().datanet = 1);
        assert_eq!(DatanetsPallet::snapshot_weight(snapshot, id), None);
        Contributions::<Test>::mutate(id, |contribution| contribution.as_mut().unwrap().datanet = 0);
        assert_eq!(DatanetsPallet::snapshot_weight(snapshot, id + 1), None);
        assert_eq!(DatanetsPallet::snapshot_weight(snapshot + 1, id), None);
        assert_eq!(DatanetsPallet::snapshot_total(snapshot + 1), None);
    });
}

#[test]
fn the_last_number_is_refused() {
    ExtBuilder::default().build().execute_with(|| {
        accepted(1);
        NextSnapshotId::<Test>::put(u32::MAX);
        assert_noop!(DatanetsPallet::take_snapshot(0), Error::<Test>::CounterOverflow);
    });
}

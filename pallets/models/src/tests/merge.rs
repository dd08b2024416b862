//! `request_merge`, its job and its result.

use crate::{mock::*, *};
use openledger_primitives::{
    content::ContentId,
    job::{ContributionRef, JobKind, MergeMethod, MergeParent, MergeSpec},
    recipe::{Recipe, Targets},
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

/// Two tunes of the base on different data.
fn tunes() -> (u32, u32) {
    let left = deployed(request("left"));
    (left, deployed(Request { datanets: vec![1], royalty: 40_000, ..request("right") }))
}

#[test]
fn a_merge_owes_its_parents_by_weight() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let id = merge(&BOB, "both", &[(left, 750_000), (right, 250_000)]).unwrap();
        let version = version(id);
        assert_eq!(version.kind, VersionKind::Merge);
        assert_eq!(version.state, VersionState::Training);
        assert_eq!(version.royalties.to_vec(), [(0, 50_000), (left, 75_000), (right, 10_000)]);
        assert_eq!(version.snapshots.to_vec(), [0, 1]);
        assert_eq!(MergeMethods::<Test>::get(id), Some(MergeMethod::Linear));
        assert_eq!(Opened::get().last(), Some(&(JobKind::Merge(id), BOB, REWARD)));
        assert_eq!(
            ModelsPallet::preview_merge(vec![(left, 750_000), (right, 250_000)]),
            Some(version.royalties.to_vec())
        );
    });
}

#[test]
fn the_job_says_everything_a_worker_needs() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let method = MergeMethod::Ties { density: 300_000 };
        let id = merge_by(&BOB, "both", &[(right, 400_000), (left, 600_000)], method, recipe(), MIT).unwrap();
        let reference = |id: u64| ContributionRef { id, content: ContentId([id as u8; 32]) };
        let parent =
            |weight| MergeParent { adapter: trained().adapter, adapter_config: trained().adapter_config, weight };
        let contributions = [0, 1, 10, 11, 20, 21].map(reference).to_vec();
        let expected = MergeSpec {
            version: id,
            base: files(1),
            parents: vec![parent(400_000), parent(600_000)],
            method,
            recipe: recipe(),
            contributions: contributions.clone(),
        };
        assert_eq!(ModelsPallet::merge_spec(id), Some(expected));
        assert_eq!(ModelsPallet::train_spec(id), None);
        assert_eq!(ModelsPallet::merge_spec(left), None);

        assert_ok!(ModelsPallet::on_merge_result(id, &WORKER, merged()));
        let spec = ModelsPallet::evaluate_spec(id).unwrap();
        assert_eq!((spec.adapter, spec.train.parent), (merged().adapter, None));
        assert_eq!(spec.train.contributions, contributions);
    });
}

#[test]
fn what_was_merged_is_recorded_measured_and_deployed() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let id = merge(&ALICE, "both", &[(left, 500_000), (right, 500_000)]).unwrap();
        events();
        assert_ok!(ModelsPallet::on_merge_result(id, &WORKER, merged()));
        let made = version(id);
        assert_eq!((made.adapter, made.index), (Some(merged().adapter), Some(merged().index)));
        assert_eq!((made.state, made.checkpoints_root), (VersionState::Evaluating, None));
        assert_eq!(Trainers::<Test>::get(id), Some(WORKER));
        assert_eq!(VersionOfAdapter::<Test>::get(merged().adapter), Some(id));
        assert_eq!(events()[0], Event::VersionMerged { version: id, worker: WORKER, result: merged() });
        // A result that comes late changes nothing.
        assert_ok!(ModelsPallet::on_merge_result(id, &SECOND, merged()));
        assert_eq!(version(id), made);
        evaluate(id);
        assert_ok!(ModelsPallet::deploy(signed(&ALICE), id));
    });
}

#[test]
fn what_nobody_could_merge_has_failed() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let id = merge(&ALICE, "both", &[(left, 500_000), (right, 500_000)]).unwrap();
        events();
        ModelsPallet::on_merge_failed(id);
        assert_eq!(version(id).state, VersionState::Failed);
        assert_eq!(events(), [Event::MergeFailed { version: id }]);
    });
}

#[test]
fn parents_are_several_each_once_and_one_whole() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let with = |parents: &[(u32, u32)]| merge(&BOB, "both", parents);
        assert_noop!(with(&[(left, 1_000_000)]), Error::<Test>::TooFewParents);
        assert_noop!(with(&[(left, 500_000), (left, 500_000)]), Error::<Test>::ParentRepeated { position: 1 });
        assert_noop!(with(&[(left, 500_000), (right, 499_999)]), Error::<Test>::WeightsNotOne);
        assert_noop!(with(&[(left, 1_000_000), (right, 0)]), Error::<Test>::WeightsNotOne);
        assert_noop!(with(&[(left, u32::MAX), (right, u32::MAX)]), Error::<Test>::WeightsNotOne);
        assert_noop!(with(&[(left, 500_000), (99, 500_000)]), Error::<Test>::UnknownVersion);
    });
}

#[test]
fn parents_must_fit_together() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let with = |other| merge(&BOB, "both", &[(left, 500_000), (other, 500_000)]);
        assert_noop!(with(0), Error::<Test>::NotMergeable { position: 1 });
        let wide = deployed(Request { recipe: Recipe { rank: 16, ..recipe() }, ..request("wide") });
        assert_noop!(with(wide), Error::<Test>::AnotherShape { position: 1 });
        let few = deployed(Request { recipe: Recipe { targets: Targets(1), ..recipe() }, ..request("few") });
        assert_noop!(with(few), Error::<Test>::AnotherShape { position: 1 });
        Versions::<Test>::mutate(right, |version| version.as_mut().unwrap().base = files(9));
        assert_noop!(with(right), Error::<Test>::AnotherBase { position: 1 });
        Versions::<Test>::mutate(right, |version| version.as_mut().unwrap().base = files(1));
        assert_ok!(ModelsPallet::deprecate(signed(&ALICE), right));
        assert_noop!(with(right), Error::<Test>::ParentNotDeployed);
    });
}

#[test]
fn the_data_of_all_parents_must_fit_one_version() {
    ExtBuilder::default().build_and_execute(|| {
        let of = |name, datanets: &[u32]| deployed(Request { datanets: datanets.to_vec(), ..request(name) });
        let (left, right) = (of("left", &[0, 1, 5]), of("right", &[0, 6]));
        let id = merge(&BOB, "both", &[(left, 500_000), (right, 500_000)]).unwrap();
        assert_eq!(version(id).snapshots.to_vec(), [0, 1, 5, 6]);
        Versions::<Test>::mutate(right, |version| {
            version.as_mut().unwrap().snapshots = SnapshotIds::truncate_from(vec![0, 6, 7]);
        });
        let many = merge(&BOB, "both", &[(left, 500_000), (right, 500_000)]);
        assert_noop!(many, Error::<Test>::TooManySnapshots);
        Versions::<Test>::mutate(right, |version| {
            version.as_mut().unwrap().snapshots = SnapshotIds::truncate_from(vec![0, 6]);
        });
    });
}

#[test]
fn every_parents_licence_is_asked() {
    ExtBuilder::default().build_and_execute(|| {
        let left = deployed(request("left"));
        let right = deployed(Request { datanets: vec![2], licence: AGPL, ..request("right") });
        let with = |licence| {
            let parents = [(left, 500_000), (right, 500_000)];
            merge_by(&BOB, "both", &parents, MergeMethod::Linear, recipe(), licence)
        };
        assert_noop!(with(MIT), Error::<Test>::ParentLicenceConflict { parent: AGPL });
        let conflict = |version| LicenceConflict::Parent { version, licence: AGPL, spdx: b"AGPL-3.0-only".to_vec() };
        assert_eq!(ModelsPallet::composition_conflicts(vec![left, right], vec![], MIT), [conflict(right)]);
        assert_ok!(with(AGPL));
    });
}

#[test]
fn the_density_and_the_reward_must_stand() {
    ExtBuilder::default().build_and_execute(|| {
        let (left, right) = tunes();
        let parents = [(left, 500_000), (right, 500_000)];
        for density in [0, 1_000_001] {
            let ties = merge_by(&BOB, "both", &parents, MergeMethod::Ties { density }, recipe(), MIT);
            assert_noop!(ties, Error::<Test>::DensityOutOfRange);
        }
        let mix: Vec<_> =
            parents.iter().map(|(version, weight)| Parent { version: *version, weight: *weight }).collect();
        let poor = ModelsPallet::request_merge(
            signed(&BOB),
            slug("both"),
            Parents::truncate_from(mix),
            MergeMethod::Linear,
            recipe(),
            MIT,
            1,
            1,
            0,
            REWARD - 1,
        );
        assert_noop!(poor, Error::<Test>::RewardTooLow);
        QueueFull::set(true);
        assert_noop!(merge(&BOB, "both", &parents), DispatchError::Exhausted);
    });
}

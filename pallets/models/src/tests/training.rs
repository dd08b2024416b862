//! `request_training`, its job and its result.

use crate::{mock::*, *};
use openledger_primitives::{
    content::ContentId,
    job::{ContributionRef, JobKind, TrainResult, TrainSpec},
    recipe::{NumericClass, Recipe},
    PPM,
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_runtime::DispatchError,
};

#[test]
fn a_version_waits_for_a_worker() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        let version = version(id);
        assert_eq!(version.state, VersionState::Training);
        assert_eq!(version.kind, VersionKind::FineTune);
        assert_eq!(version.parents.to_vec(), [Parent { version: 0, weight: PPM }]);
        assert_eq!(version.base, files(1));
        assert_eq!(version.recipe, Some(recipe().hash()));
        assert_eq!(Recipes::<Test>::get(recipe().hash()), Some(recipe()));
        assert_eq!(version.snapshots.to_vec(), [0]);
        assert_eq!(version.royalties.to_vec(), [(0, 50_000)]);
        assert_eq!((version.input_price, version.output_price, version.licence), (10, 30, MIT));
        assert_eq!((version.builder, version.number), (ALICE, 1));
        assert_eq!(Opened::get(), [(JobKind::Train(id), ALICE, REWARD)]);
        let model = Model { owner: ALICE, versions: 1, latest: None };
        assert_eq!(Models::<Test>::get(slug("tune")), Some(model));
        assert_eq!(
            events(),
            [Event::TrainingRequested {
                version: id,
                slug: slug("tune"),
                number: 1,
                builder: ALICE,
                parent: 0,
                snapshots: SnapshotIds::truncate_from(vec![0]),
                recipe: recipe().hash(),
                royalties: Royalties::truncate_from(vec![(0, 50_000)]),
                job: 0,
            }]
        );
    });
}

#[test]
fn the_numeric_class_is_the_recipes() {
    ExtBuilder::default().build_and_execute(|| {
        let recipe = Recipe { numeric_class: NumericClass::CudaTolerant, ..recipe() };
        let id = Request { recipe, ..request("tune") }.submitted();
        assert_eq!(version(id).numeric_class, NumericClass::CudaTolerant);
    });
}

#[test]
fn the_parent_must_be_deployed() {
    for state in STATES {
        ExtBuilder::default().build_and_execute(|| {
            let parent = in_state(state);
            let submit = || Request { parent, ..request("next") }.submit(&BOB);
            if state == VersionState::Deployed {
                assert_ok!(submit());
            } else {
                assert_noop!(submit(), Error::<Test>::ParentNotDeployed);
            }
            let submit = Request { parent: 9, ..request("next") }.submit(&BOB);
            assert_noop!(submit, Error::<Test>::UnknownVersion);
        });
    }
}

#[test]
fn there_must_be_data_and_each_datanet_once() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |datanets: &[u32]| Request { datanets: datanets.to_vec(), ..request("tune") }.submit(&ALICE);
        assert_noop!(with(&[]), Error::<Test>::NoDatanets);
        assert_noop!(with(&[0, 1, 0]), Error::<Test>::DatanetRepeated { position: 2 });
        assert_noop!(with(&[0, 99]), DispatchError::CannotLookup);
        assert_ok!(with(&[1, 0]));
        assert_eq!(version(1).snapshots.to_vec(), [1, 0]);
    });
}

#[test]
fn a_recipe_that_cannot_be_run_is_refused_by_name() {
    ExtBuilder::default().build_and_execute(|| {
        let with = |recipe| Request { recipe, ..request("tune") }.submit(&ALICE);
        assert_noop!(with(Recipe { rank: 0, ..recipe() }), Error::<Test>::RecipeZero);
        assert_noop!(with(Recipe { micro_batch: 3, ..recipe() }), Error::<Test>::RecipeMicroBatch);
        assert_noop!(with(Recipe { rank: 257, ..recipe() }), Error::<Test>::RecipeTooLarge);
        assert_noop!(with(Recipe { held_out_ppm: 0, ..recipe() }), Error::<Test>::RecipeHoldsNothingOut);
    });
}

#[test]
fn the_offer_must_stand() {
    ExtBuilder::default().build_and_execute(|| {
        let submit = |request: Request| request.submit(&ALICE);
        let poor = Request { reward: REWARD - 1, ..request("tune") };
        assert_noop!(submit(poor), Error::<Test>::RewardTooLow);
        let greedy = Request { royalty: 100_001, ..request("tune") };
        assert_noop!(submit(greedy), Error::<Test>::RoyaltyTooHigh);
        let unknown = Request { licence: 77, ..request("tune") };
        assert_noop!(submit(unknown), Error::<Test>::UnknownLicence { licence: 77 });
    });
}

#[test]
fn nothing_changes_when_the_queue_takes_no_job() {
    ExtBuilder::default().build_and_execute(|| {
        QueueFull::set(true);
        assert_noop!(request("tune").submit(&ALICE), DispatchError::Exhausted);
    });
}

#[test]
fn the_job_says_everything_a_worker_needs() {
    ExtBuilder::default().build_and_execute(|| {
        let id = Request { datanets: vec![1, 0], ..request("tune") }.submitted();
        let reference = |id: u64| ContributionRef { id, content: ContentId([id as u8; 32]) };
        let expected = TrainSpec {
            version: id,
            base: files(1),
            parent: None,
            recipe: recipe(),
            contributions: [0, 1, 10, 11, 20, 21].map(reference).to_vec(),
        };
        assert_eq!(ModelsPallet::train_spec(id), Some(expected));
        assert_eq!(ModelsPallet::train_spec(0), None);
        assert_eq!(ModelsPallet::train_spec(9), None);
    });
}

#[test]
fn a_tune_of_a_tune_starts_from_its_adapter_on_the_same_base() {
    ExtBuilder::default().build_and_execute(|| {
        let parent = deployed(request("tune"));
        let child = Request { parent, ..request("next") }.submitted();
        assert_eq!(ModelsPallet::train_spec(child).unwrap().parent, Some(trained().adapter));
        assert_eq!(version(child).base, files(1));
    });
}

#[test]
fn what_was_trained_is_recorded_and_its_evaluation_opened() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        events();
        train(id);
        let version = version(id);
        assert_eq!(version.state, VersionState::Evaluating);
        assert_eq!(version.adapter, Some(trained().adapter));
        assert_eq!(version.adapter_config, Some(trained().adapter_config));
        assert_eq!(version.index, Some(trained().index));
        assert_eq!(version.index_root, Some(trained().index_root));
        assert_eq!(version.checkpoints_root, Some(trained().checkpoints_root));
        assert_eq!(version.engine_build, Some(trained().engine_build));
        assert_eq!(Opened::get().last(), Some(&(JobKind::Evaluate(id), ALICE, 20)));
        assert_eq!(
            events(),
            [
                Event::VersionTrained { version: id, worker: WORKER, result: trained() },
                Event::EvaluationRequested { version: id, job: 1 },
            ]
        );
    });
}

#[test]
fn without_an_evaluation_a_version_is_proposed_unmeasured() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        QueueFull::set(true);
        events();
        train(id);
        assert_eq!(version(id).state, VersionState::Proposed);
        let error = Some(DispatchError::Exhausted);
        assert_eq!(events().last(), Some(&Event::EvaluationMissing { version: id, error }));
        assert_noop!(ModelsPallet::deploy(signed(&ALICE), id), Error::<Test>::NotMeasured);
    });
}

#[test]
fn a_result_of_nothing_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        for result in [TrainResult { steps: 0, ..trained() }, TrainResult { tokens: 0, ..trained() }] {
            assert_noop!(ModelsPallet::on_train_result(id, &WORKER, result), Error::<Test>::EmptyResult);
        }
        let unknown = ModelsPallet::on_train_result(9, &WORKER, trained());
        assert_noop!(unknown, Error::<Test>::UnknownVersion);
    });
}

#[test]
fn what_nobody_could_train_has_failed_and_the_next_number_is_tried() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").submitted();
        events();
        ModelsPallet::on_train_failed(id);
        assert_eq!(version(id).state, VersionState::Failed);
        assert_eq!(events(), [Event::TrainingFailed { version: id }]);
        let again = request("tune").submitted();
        assert_eq!(version(again).number, 2);
    });
}

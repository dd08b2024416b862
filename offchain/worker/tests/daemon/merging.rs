//! Merges: adapters of two training runs become a version that answers and credits the contributions of both.

use crate::{
    chain::TestChain,
    model::{deploy, register, train_spec},
    running::Running,
    user::{short, User},
};
use openledger_engine::{lineage, Adapter, Base};
use openledger_primitives::{
    job::{EvaluateSpec, JobFailure, JobResult, JobSpec, MergeMethod, MergeParent, MergeSpec, TrainResult, TrainSpec},
    recipe::Recipe,
};
use std::sync::Arc;

fn parent(trained: &TrainResult, weight: u32) -> MergeParent {
    MergeParent { adapter: trained.adapter, adapter_config: trained.adapter_config, weight }
}

/// Two parents of one base and different data, and how they are to be merged.
async fn parents(daemon: &Running) -> (TrainSpec, MergeSpec) {
    let (spec, _) = deploy(daemon).await;
    let mut made = Vec::new();
    for (job, contribution) in [(10, 0), (11, 1)] {
        let one = TrainSpec { contributions: vec![spec.contributions[contribution]], ..spec.clone() };
        let JobResult::Train(trained) = daemon.do_job(job, &JobSpec::Train(one)).await else { panic!("training") };
        made.push(trained);
    }
    let merge = MergeSpec {
        version: 2,
        base: spec.base,
        parents: vec![parent(&made[0], 600_000), parent(&made[1], 400_000)],
        method: MergeMethod::Ties { density: 400_000 },
        recipe: spec.recipe.clone(),
        contributions: spec.contributions.clone(),
    };
    (spec, merge)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_is_the_same_every_time_and_serves_and_is_evaluated_like_a_trained_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let (spec, merge) = parents(&daemon).await;
    let JobResult::Merge(merged) = daemon.do_job(20, &JobSpec::Merge(merge.clone())).await else { panic!("a merge") };
    assert_eq!(daemon.do_job(21, &JobSpec::Merge(merge.clone())).await, JobResult::Merge(merged));
    let linear = MergeSpec { method: MergeMethod::Linear, ..merge.clone() };
    let JobResult::Merge(other) = daemon.do_job(22, &JobSpec::Merge(linear)).await else { panic!("a merge") };
    assert_ne!(other.adapter, merged.adapter);

    // What was stored is what the engine makes of the parents, in PEFT's layout, with the recipe's alpha.
    let file = |cid| daemon.store.get(&cid).expect("stored");
    let base = Base::from_files(&file(spec.base.weights), &file(spec.base.config), &file(spec.base.tokenizer));
    let base = base.expect("a base");
    let read = |weights, config| Adapter::from_peft(&file(weights), &file(config), &base.config).expect("an adapter");
    let adapter = read(merged.adapter, merged.adapter_config);
    assert_eq!((adapter.rank(), adapter.alpha()), (usize::from(spec.recipe.rank), spec.recipe.alpha));
    for parent in &merge.parents {
        let known = read(parent.adapter, parent.adapter_config);
        let cosine = lineage::compare(&adapter, &known).expect("comparable").whole.cosine();
        assert!(cosine > 0.2, "a merge keeps something of each parent: {cosine}");
    }

    let evaluate = EvaluateSpec { train: spec.clone(), adapter: merged.adapter };
    let JobResult::Evaluate(measured) = daemon.do_job(23, &JobSpec::Evaluate(evaluate)).await else {
        panic!("measured")
    };
    assert!(measured.tuned_micronats < measured.base_micronats, "{measured:?}");

    let version = TrainResult {
        adapter: merged.adapter,
        adapter_config: merged.adapter_config,
        index: merged.index,
        index_root: merged.index_root,
        checkpoints_root: [0; 32],
        steps: 0,
        tokens: 0,
        engine_build: merged.engine_build,
    };
    register(&daemon.chain, &spec, &version);
    let answer = User::with(&daemon, 1_000_000_000).buy(&daemon, &short()).await;
    let credited = answer["openledger"]["attribution"]["contributions"].as_array().expect("a list");
    let known: Vec<u64> = spec.contributions.iter().map(|contribution| contribution.id).collect();
    assert!(!credited.is_empty() && credited.iter().all(|one| known.contains(&one["id"].as_u64().expect("an id"))));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn merges_of_what_does_not_fit_together_fail_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let (spec, merge) = parents(&daemon).await;
    let invalid = JobResult::Failed(JobFailure::ContentInvalid);
    let unsupported = JobResult::Failed(JobFailure::Unsupported);

    let mut weights = merge.clone();
    weights.parents[0].weight = 500_000;
    assert_eq!(daemon.do_job(30, &JobSpec::Merge(weights)).await, invalid);

    let recipe = Recipe { rank: 3, ..spec.recipe.clone() };
    assert_eq!(daemon.do_job(31, &JobSpec::Merge(MergeSpec { recipe, ..merge.clone() })).await, unsupported);

    // The same shape, another base: only the configuration says so.
    let mut foreign = merge.clone();
    let config = daemon.store.get(&merge.parents[1].adapter_config).expect("stored");
    let mut config: serde_json::Value = serde_json::from_slice(&config).expect("JSON");
    config["base_model_name_or_path"] = spec.base.tokenizer.to_string().into();
    foreign.parents[1].adapter_config = daemon.upload(config.to_string().as_bytes()).await;
    assert_eq!(daemon.do_job(32, &JobSpec::Merge(foreign)).await, invalid);

    let other = train_spec(spec.base, spec.contributions.clone());
    let other = TrainSpec { recipe: Recipe { rank: 4, ..other.recipe }, ..other };
    let JobResult::Train(wide) = daemon.do_job(33, &JobSpec::Train(other)).await else { panic!("training") };
    let mut mixed = merge;
    mixed.parents[1] = parent(&wide, 400_000);
    assert_eq!(daemon.do_job(34, &JobSpec::Merge(mixed)).await, unsupported);
    daemon.stop().await.expect("stops");
}

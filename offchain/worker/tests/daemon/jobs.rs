//! Jobs: what goes in, what comes out, and what happens when files are not what they should be.

use crate::{
    chain::TestChain,
    model::{bundle, deploy, train_spec, upload_base, upload_contributions},
    running::Running,
};
use openledger_primitives::{
    content::ContentId,
    document::Report,
    fragment::{fragments, root, FRAGMENTER_VERSION},
    job::{
        BaseFiles, CheckSpec, ContributionRef, CurateSpec, EvaluateSpec, Findings, JobFailure, JobResult, JobSpec,
        JobStatus, Rejection,
    },
};
use reqwest::StatusCode;
use std::{fs, sync::Arc};

fn check_spec(contribution: ContributionRef, bytes: &[u8], count: u32, root: [u8; 32]) -> CheckSpec {
    CheckSpec {
        contribution,
        fragmenter: FRAGMENTER_VERSION,
        root,
        fragments: count,
        bytes: bytes.len() as u64,
        licence: "MIT".into(),
        admitted: vec!["MIT".into()],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contribution_is_checked_and_curated_with_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let bundle = bundle("alice", 3);
    let (bytes, fragments) = (bundle.encode(), fragments(&bundle));
    let contribution = ContributionRef { id: 1, content: daemon.upload(&bytes).await };

    let honest = check_spec(contribution, &bytes, fragments.len() as u32, root(&fragments));
    assert_eq!(daemon.job_status(1).await, JobStatus::Unknown);
    assert_eq!(daemon.post_job(1, &JobSpec::Check(honest.clone())).await, StatusCode::ACCEPTED);
    let JobResult::Check(result) = daemon.job_result(1).await else { panic!("a check") };
    assert_eq!((result.verdict, result.root), (None, root(&fragments)));
    assert_eq!(daemon.post_job(1, &JobSpec::Check(honest.clone())).await, StatusCode::OK, "the same job");

    let lie = CheckSpec { root: [1; 32], ..honest };
    let JobResult::Check(result) = daemon.do_job(2, &JobSpec::Check(lie)).await else { panic!("a check") };
    assert_eq!(result.verdict, Some(Rejection::RootMismatch));
    let report: Report = serde_json::from_slice(&daemon.store.get(&result.report).expect("stored")).expect("a report");
    assert_eq!(report.verdict, Some(Rejection::RootMismatch));

    let curate = JobSpec::Curate(CurateSpec { contribution, accepted: Vec::new(), base: None });
    let JobResult::Curate(result) = daemon.do_job(3, &curate).await else { panic!("a curation") };
    assert_eq!((result.score, result.duplicates), (100, 0));
    let again = JobSpec::Curate(CurateSpec { contribution, accepted: vec![contribution], base: None });
    let JobResult::Curate(result) = daemon.do_job(4, &again).await else { panic!("a curation") };
    assert_eq!((result.score, result.duplicates), (0, fragments.len() as u32));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_curation_under_a_base_measures_its_loss_the_same_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let base = upload_base(&daemon).await;
    let [contribution, other] = upload_contributions(&daemon).await.try_into().expect("two");
    let spec = CurateSpec { contribution, accepted: vec![other], base: Some(base) };
    let mut results = Vec::new();
    for job in [1, 2] {
        let JobResult::Curate(result) = daemon.do_job(job, &JobSpec::Curate(spec.clone())).await else {
            panic!("curated")
        };
        results.push(result);
    }
    assert_eq!(results[0], results[1]);
    let Findings { loss_micronats, objection, language, .. } = results[0].findings;
    // Untrained: about the logarithm of 300 tokens.
    assert!(loss_micronats.is_some_and(|loss| (5_000_000..6_200_000).contains(&loss)), "{loss_micronats:?}");
    assert_eq!((objection, language), (None, *b"zxx"));
    let report = daemon.store.get(&results[0].report).expect("stored");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["loss"]["tolerance_micronats"], 1_000);
    let absent = BaseFiles { weights: ContentId::of(b"nowhere"), ..base };
    let spec = CurateSpec { base: Some(absent), ..spec };
    let unavailable = JobResult::Failed(JobFailure::ContentUnavailable);
    assert_eq!(daemon.do_job(3, &JobSpec::Curate(spec)).await, unavailable);
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_trained_indexed_and_evaluated_the_same_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let (spec, trained) = deploy(&daemon).await;
    for cid in [trained.adapter, trained.adapter_config, trained.index] {
        assert!(daemon.store.get(&cid).is_ok());
    }
    assert!(trained.steps > 2 && trained.tokens > 0);
    assert!(!folder.path().join("jobs/1-1").exists(), "checkpoints of an answered job go");
    assert_eq!(daemon.do_job(2, &JobSpec::Train(spec.clone())).await, JobResult::Train(trained));

    let evaluate = JobSpec::Evaluate(EvaluateSpec { train: spec.clone(), adapter: trained.adapter });
    let JobResult::Evaluate(measured) = daemon.do_job(3, &evaluate).await else { panic!("an evaluation") };
    assert!(measured.tokens > 0 && measured.tuned_micronats < measured.base_micronats, "{measured:?}");

    let child = openledger_primitives::job::TrainSpec { parent: Some(trained.adapter), ..spec.clone() };
    let JobResult::Train(grandchild) = daemon.do_job(4, &JobSpec::Train(child)).await else {
        panic!("a tune of a tune")
    };
    assert_ne!(grandchild.adapter, trained.adapter);

    let mut nothing_held_out = spec;
    nothing_held_out.recipe.held_out_ppm = 0;
    let evaluate = JobSpec::Evaluate(EvaluateSpec { train: nothing_held_out, adapter: trained.adapter });
    assert_eq!(daemon.do_job(5, &evaluate).await, JobResult::Failed(JobFailure::Unsupported));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_altered_and_foreign_files_fail_a_job_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let spec = train_spec(upload_base(&daemon).await, upload_contributions(&daemon).await);
    let unavailable = JobResult::Failed(JobFailure::ContentUnavailable);
    let invalid = JobResult::Failed(JobFailure::ContentInvalid);

    let mut missing = spec.clone();
    missing.contributions[0].content = ContentId::of(b"never uploaded");
    assert_eq!(daemon.do_job(1, &JobSpec::Train(missing)).await, unavailable);

    let mut foreign = spec.clone();
    foreign.base.weights = foreign.base.config;
    assert_eq!(daemon.do_job(2, &JobSpec::Train(foreign)).await, invalid);

    let mut no_bundle = spec.clone();
    no_bundle.contributions[1].content = spec.base.tokenizer;
    assert_eq!(daemon.do_job(3, &JobSpec::Train(no_bundle)).await, invalid);

    let mut no_recipe = spec.clone();
    no_recipe.recipe.micro_batch = 3;
    assert_eq!(daemon.do_job(4, &JobSpec::Train(no_recipe)).await, JobResult::Failed(JobFailure::Unsupported));

    let weights = daemon.store.path(&spec.base.weights);
    let whole = fs::read(&weights).expect("the weights");
    fs::write(&weights, &whole[..whole.len() - 1]).expect("truncated");
    assert_eq!(daemon.do_job(5, &JobSpec::Train(spec.clone())).await, unavailable);
    daemon.upload(&whole).await;
    assert!(matches!(daemon.do_job(6, &JobSpec::Train(spec)).await, JobResult::Train(_)), "a new upload repairs");
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_under_the_same_key_replace_job_and_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let curate = |content| {
        JobSpec::Curate(CurateSpec {
            contribution: ContributionRef { id: 1, content },
            accepted: Vec::new(),
            base: None,
        })
    };
    let unavailable = JobResult::Failed(JobFailure::ContentUnavailable);
    assert_eq!(daemon.do_job(1, &curate(ContentId::of(b"nowhere"))).await, unavailable);
    let content = daemon.upload(&bundle("alice", 2).encode()).await;
    assert!(matches!(daemon.do_job(1, &curate(content)).await, JobResult::Curate(_)));
    daemon.stop().await.expect("stops");
}

//! A daemon that was stopped goes on where it was.

use crate::{
    chain::TestChain,
    model::{deploy, train_spec, upload_base, upload_contributions},
    running::Running,
    user::{short, User},
};
use codec::DecodeAll;
use openledger_primitives::{
    batch::SignedBatch,
    job::{JobResult, JobSpec, JobStatus},
};
use openledger_worker::serve::ServeError;
use reqwest::{Method, StatusCode};
use std::{sync::Arc, time::Duration};

#[tokio::test(flavor = "multi_thread")]
async fn answers_receipts_and_batches_survive() {
    let folder = tempfile::tempdir().expect("a folder");
    let chain = Arc::new(TestChain::new());
    let daemon = Running::start(folder.path(), chain.clone()).await;
    let (_, trained) = deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    let answer = user.buy(&daemon, &short()).await;
    let quote = user.quote(&daemon, &short()).await;
    let mut before = Vec::new();
    while before.is_empty() {
        let response = daemon.request(Method::GET, "/batches/0", Vec::new()).await;
        before = response.bytes().await.expect("a body").to_vec();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    daemon.stop().await.expect("stops");

    let daemon = Running::start(folder.path(), chain).await;
    assert_eq!(daemon.job_status(1).await, JobStatus::Finished(JobResult::Train(trained)));
    assert_eq!(user.quote(&daemon, &short()).await, quote);
    let hash = answer["openledger"]["receipt_hash"].as_str().expect("a hash");
    assert_eq!(daemon.get_json(&format!("/receipts/{hash}")).await.0, StatusCode::OK);
    let after = daemon.request(Method::GET, "/batches/0", Vec::new()).await.bytes().await.expect("a body");
    assert_eq!(after, before);
    assert!(SignedBatch::decode_all(&mut &after[..]).is_ok());
    user.buy(&daemon, &short()).await;
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_run_goes_on_to_the_same_adapter() {
    let folder = tempfile::tempdir().expect("a folder");
    let chain = Arc::new(TestChain::new());
    let daemon = Running::start(folder.path(), chain.clone()).await;
    let mut spec = train_spec(upload_base(&daemon).await, upload_contributions(&daemon).await);
    spec.recipe.epochs = 60;
    assert_eq!(daemon.post_job(1, &JobSpec::Train(spec.clone())).await, StatusCode::ACCEPTED);
    loop {
        match daemon.job_status(1).await {
            JobStatus::Running { done, total } if done > 4 => {
                assert!(done < total);
                let (_, status) = daemon.get_json("/status").await;
                assert_eq!(
                    (&status["jobs"][0]["kind"], &status["jobs"][0]["state"]),
                    (&"train".into(), &"running".into())
                );
                assert!(status["jobs"][0]["done"].as_u64() >= Some(u64::from(done)));
                break;
            }
            JobStatus::Finished(result) => panic!("too fast to be interrupted: {result:?}"),
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
    daemon.stop().await.expect("stops");
    assert!(folder.path().join("jobs/1-1").is_dir(), "the checkpoint stays");

    let daemon = Running::start(folder.path(), chain).await;
    let resumed = daemon.job_result(1).await;
    assert!(matches!(resumed, JobResult::Train(_)), "{resumed:?}");
    assert_eq!(daemon.do_job(2, &JobSpec::Train(spec)).await, resumed, "as a run that was never interrupted");
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_another_chain_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let chain = Arc::new(TestChain::new());
    let daemon = Running::start(folder.path(), chain.clone()).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    user.buy(&daemon, &short()).await;
    daemon.stop().await.expect("stops");
    chain.state().genesis = [9; 32];
    let ended = Running::start(folder.path(), chain).await.end().await.expect_err("not at home");
    assert!(matches!(ended, ServeError::Database(_)) && ended.to_string().contains("another --store"), "{ended}");
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_done_while_the_node_is_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let chain = Arc::new(TestChain::new());
    chain.state().reachable = false;
    let daemon = Running::start(folder.path(), chain).await;
    let spec = train_spec(upload_base(&daemon).await, upload_contributions(&daemon).await);
    assert!(matches!(daemon.do_job(1, &JobSpec::Train(spec)).await, JobResult::Train(_)));
    let (status, body) = daemon.get_json("/status").await;
    assert_eq!(status, StatusCode::OK);
    assert!(body["chain"]["error"].as_str().is_some_and(|error| error.contains("cut it off")), "{body}");
    daemon.stop().await.expect("stops");
}

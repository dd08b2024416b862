//! Disputed answers computed again: what is honest comes out again to the bit, what was altered does not.

use crate::{
    batching::sealed,
    chain::TestChain,
    model::deploy,
    running::Running,
    user::{short, User},
};
use codec::{DecodeAll, Encode};
use openledger_primitives::{
    batch::{BatchFile, ReceiptFile},
    job::{JobFailure, JobResult, JobSpec, ReexecuteResult, ReexecuteSpec, TrainResult, TrainSpec},
    receipt::tokens_hash,
    sketch::Term,
};
use serde_json::json;
use std::sync::Arc;

/// The job for receipt `receipt` of this file; the base's own answers have neither adapter nor index.
async fn spec(daemon: &Running, of: &(TrainSpec, TrainResult), file: &BatchFile, receipt: u32) -> ReexecuteSpec {
    let tuned = file.receipts.get(receipt as usize).is_some_and(|one| one.receipt.version != 0);
    ReexecuteSpec {
        batch: daemon.upload(&file.encode()).await,
        receipt,
        base: of.0.base,
        adapter: tuned.then_some(of.1.adapter),
        adapter_config: tuned.then_some(of.1.adapter_config),
        index: tuned.then_some(of.1.index),
    }
}

async fn again(daemon: &Running, job: u64, spec: ReexecuteSpec) -> ReexecuteResult {
    match daemon.do_job(job, &JobSpec::Reexecute(spec)).await {
        JobResult::Reexecute(result) => result,
        other => panic!("not computed again: {other:?}"),
    }
}

fn matches(result: &ReexecuteResult, file: &ReceiptFile) -> (bool, bool) {
    (result.output == file.receipt.output, result.query == file.receipt.query)
}

#[tokio::test(flavor = "multi_thread")]
async fn honest_answers_come_out_again_and_altered_ones_do_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let version = deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    daemon.chain.state().limits.redemptions = 0;
    user.buy(&daemon, &short()).await;
    let mut drawn = short();
    drawn["temperature"] = json!(0.9);
    drawn["top_p"] = json!(0.95);
    drawn["max_tokens"] = json!(20);
    // Answers with a seed until one begins with a character that its bytes make up at once.
    let (mut chosen, mut stop) = (0, String::new());
    while stop.is_empty() {
        chosen += 1;
        drawn["seed"] = json!(chosen);
        let answer = user.buy(&daemon, &drawn).await;
        let text = answer["choices"][0]["text"].as_str().expect("a text");
        stop.extend(text.chars().next().filter(|c| c.is_ascii() && text.len() > 2));
        assert!(chosen < 100, "no answer begins like that");
    }
    let mut stopped = drawn.clone();
    stopped["stop"] = json!([stop]);
    user.buy(&daemon, &stopped).await;
    let mut of_the_base = short();
    of_the_base["model"] = json!("0");
    user.buy(&daemon, &of_the_base).await;
    daemon.chain.state().limits.redemptions = 10;
    let content = daemon.store.get(&sealed(&daemon, 0).await.header.content).expect("stored");
    let file = BatchFile::decode_all(&mut content.as_slice()).expect("a batch file");
    assert_eq!(file.receipts.len(), chosen + 3);
    let tokens: Vec<u32> = file.receipts.iter().map(|one| one.receipt.output_tokens).collect();
    assert!(tokens[chosen + 1] < tokens[chosen], "the stop text ended the same answer sooner: {tokens:?}");

    for (position, honest) in (0u32..).zip(&file.receipts) {
        let result = again(&daemon, 100 + u64::from(position), spec(&daemon, &version, &file, position).await).await;
        assert_eq!(matches(&result, honest), (true, true), "receipt {position}");
    }

    // An output that the model never gave, with the receipt and the sketch made to fit it.
    let mut lie = file.clone();
    let one = &mut lie.receipts[chosen];
    *one.output.last_mut().expect("tokens") ^= 1;
    one.receipt.output = tokens_hash(&one.output);
    let result = again(&daemon, 50, spec(&daemon, &version, &lie, chosen as u32).await).await;
    assert_eq!(matches(&result, &lie.receipts[chosen]), (false, true));
    assert_eq!(matches(&result, &file.receipts[chosen]), (true, true), "the truth comes out");

    // Tokens nobody generated, charged for.
    let mut longer = file.clone();
    let one = &mut longer.receipts[0];
    one.output.extend([5, 6, 7]);
    (one.receipt.output, one.receipt.output_tokens) = (tokens_hash(&one.output), one.output.len() as u32);
    let result = again(&daemon, 51, spec(&daemon, &version, &longer, 0).await).await;
    assert!(!matches(&result, &longer.receipts[0]).0);

    // No answer at all, while the model would have given one.
    let mut silent = file.clone();
    let one = &mut silent.receipts[0];
    one.output.clear();
    (one.receipt.output, one.receipt.output_tokens) = (tokens_hash(&[]), 0);
    let result = again(&daemon, 52, spec(&daemon, &version, &silent, 0).await).await;
    assert!(!matches(&result, &silent.receipts[0]).0);

    // A query sketch that favours somebody.
    let mut favour = file.clone();
    let one = &mut favour.receipts[0];
    one.query.terms.insert(0, Term { token: 0, weight: 1_000_000 });
    one.receipt.query = one.query.hash();
    let result = again(&daemon, 53, spec(&daemon, &version, &favour, 0).await).await;
    assert_eq!(matches(&result, &favour.receipts[0]), (true, false));

    // Files that are not what a batch commits to, and receipts this build cannot judge.
    let failed = |failure| JobResult::Failed(failure);
    let mut prompt = file.clone();
    prompt.receipts[0].prompt.push(3);
    let job = JobSpec::Reexecute(spec(&daemon, &version, &prompt, 0).await);
    assert_eq!(daemon.do_job(60, &job).await, failed(JobFailure::ContentInvalid));
    let mut seed = file.clone();
    seed.receipts[1].receipt.sampling.seed += 1;
    let job = JobSpec::Reexecute(spec(&daemon, &version, &seed, 1).await);
    assert_eq!(daemon.do_job(61, &job).await, failed(JobFailure::ContentInvalid));
    let job = JobSpec::Reexecute(spec(&daemon, &version, &file, 1_000).await);
    assert_eq!(daemon.do_job(62, &job).await, failed(JobFailure::ContentInvalid));
    let mut build = file.clone();
    build.receipts[0].receipt.engine_build = [9; 32];
    let job = JobSpec::Reexecute(spec(&daemon, &version, &build, 0).await);
    assert_eq!(daemon.do_job(63, &job).await, failed(JobFailure::Unsupported));
    daemon.stop().await.expect("stops");
}

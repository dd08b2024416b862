//! The loop itself: each step is what a person would type.

use super::{
    base::BaseModel,
    corpus::{Contributor, Corpus},
    recipe::recipe,
    report::{Contribution, Fragment, Loss, Payout, Receipt, Refusal, Report, Share},
    scores, DemoArguments,
};
use crate::stage::{measured, Stages};
use anyhow::{bail, Context, Result};
use indicatif::ProgressBar;
use openledger_e2e::{
    programs::{amount, list, number, text},
    Cli, Devnet,
};
use openledger_primitives::recipe::Recipe;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

const OWNER: &str = "//Alice";
const WORKER: &str = "//Worker";
const CURATOR: &str = "//Curator";
const BUILDER: &str = "//Builder";
const SECOND_BUILDER: &str = "//Ferdie";
const USER: &str = "//User";
/// Recipe of the version that answers.
const FINE_TUNE: &str = "fine-tune.json";

/// Text of a ratio in percent.
pub fn percent(ratio: f64) -> String {
    format!("{:.1} %", ratio * 100.0)
}

/// From an empty chain to money in accounts.
pub fn travel(
    arguments: &DemoArguments,
    devnet: &mut Devnet,
    corpus: &Corpus,
    base: &BaseModel,
    stages: &mut Stages,
) -> Result<Report> {
    let mut report = Report { genesis: devnet.rpc().block_hash(0)?, ..Report::default() };
    let recipe = recipe(arguments.seed);
    let recipe_file = devnet.folder().join("recipe.json");
    std::fs::write(&recipe_file, serde_json::to_vec_pretty(&recipe)?)?;

    stages.run("datanet", |_| {
        devnet.cli(WORKER).run(["worker", "register", "--session-suri", "//Worker//olwk", "--bond", "10000 OPEN"])?;
        devnet.cli(CURATOR).run(["curate", "bond", "1000 OPEN"])?;
        let mut args = vec!["datanet", "create", "demo", "--kind", corpus.kind, "--quorum", "2", "--threshold", "50"];
        args.extend(["--description", "Files of the demo"]);
        args.extend(corpus.admitted().into_iter().flat_map(|licence| ["--licence", licence]));
        report.datanet = number(&devnet.cli(OWNER).run(args)?, "datanet")?;
        Ok(())
    })?;
    stages.run("contribute", |stage| contribute(devnet, corpus, &mut report, stage))?;
    stages.run("curate", |stage| curate(devnet, &mut report, stage))?;
    let trained = stages.run("train", |stage| train(devnet, base, &corpus.licence, &recipe_file, stage))?;
    stages.run("fine-tune", |stage| fine_tune(devnet, &recipe, &corpus.licence, &mut report, trained, stage))?;
    let judged = stages.run("scores", |_| scores::check(devnet, base, USER, &report, &devnet.folder().join(FINE_TUNE)));
    match judged {
        Ok(found) => println!("{found}"),
        // Files of one's own may be too few, or too alike, to tell their contributors apart.
        Err(error) if arguments.data.is_some() => println!("attribution could not be checked: {error:#}"),
        Err(error) => return Err(error),
    }
    let asked = stages.run("ask", |stage| ask(arguments, devnet, corpus, &recipe, &mut report, stage))?;
    stages.run("mature", |stage| mature(devnet, &asked, stage))?;
    stages.run("pay", |stage| pay(devnet, corpus, &mut report, stage))?;
    stages.run("verify", |stage| verify(devnet, &mut report, stage))?;
    Ok(report)
}

/// Every contributor brings files; the network checks them.
fn contribute(devnet: &Devnet, corpus: &Corpus, report: &mut Report, stage: &ProgressBar) -> Result<()> {
    let datanet = report.datanet.to_string();
    for contributor in &corpus.contributors {
        stage.set_message(contributor.name.clone());
        let folder = contributor.folder.to_string_lossy().into_owned();
        let mut args = vec![
            "contribute",
            &datanet,
            &folder,
            "--licence",
            &contributor.licence,
            "--source",
            &contributor.source,
            "--wait",
        ];
        if contributor.unchecked {
            args.push("--no-check");
        }
        let answer = devnet.cli(&contributor.account).run(args)?;
        for refused in list(&answer, "refused")? {
            report
                .refusals
                .push(Refusal { file: text(refused, "file")?.into(), reason: text(refused, "reason")?.into() });
        }
        for made in list(&answer, "contributions")? {
            report.contributions.push(Contribution {
                id: number(made, "id")?,
                contributor: contributor.account.clone(),
                licence: text(made, "licence")?.into(),
                fragments: number(made, "fragments")?,
                state: text(made, "state")?.into(),
            });
        }
    }
    if report.contributions.is_empty() {
        bail!("nobody contributed anything");
    }
    Ok(())
}

/// A curator seals a score for what passed the checks; with the automatic report that makes the quorum, and the curator
/// opens it.
fn curate(devnet: &mut Devnet, report: &mut Report, stage: &ProgressBar) -> Result<()> {
    let curator = devnet.cli(CURATOR);
    measured(stage, report.contributions.len() as u64);
    for contribution in &report.contributions {
        let id = contribution.id.to_string();
        let state = curator.run(["contribution", "show", &id])?;
        if text(&state, "state")? == "in-curation" {
            curator.run(["--until", "included", "curate", "vote", &id, "80", "--no-wait"])?;
        }
        stage.inc(1);
    }
    stage.set_message("waiting for the automatic reports");
    for contribution in &mut report.contributions {
        let id = contribution.id.to_string();
        devnet.wait(Duration::from_secs(180), "the quorum of curators", |_| {
            curator.run(["--until", "included", "curate", "open"])?;
            let shown = curator.run(["contribution", "show", &id])?;
            contribution.state = text(&shown, "state")?.into();
            contribution.contributor = text(&shown, "contributor")?.into();
            Ok(matches!(contribution.state.as_str(), "accepted" | "rejected"))
        })?;
    }
    Ok(())
}

/// Numbers of the base and of the first tune.
struct Trained {
    tune: u64,
}

/// The base is registered, then trained on the snapshot of everything accepted.
fn train(devnet: &Devnet, base: &BaseModel, licence: &str, recipe: &Path, stage: &ProgressBar) -> Result<Trained> {
    let folder = base.folder.to_string_lossy().into_owned();
    let prices = ["--input-price", "0.02 OPEN", "--output-price", "0.05 OPEN"];
    let mut args = vec!["base", "register", "javascript", &folder, "--licence", "MIT", "--royalty", "0"];
    args.extend(prices);
    let base = number(&devnet.cli(OWNER).run(args)?, "version")?.to_string();
    let made = train_version(devnet, BUILDER, ("tune", licence), &base, recipe, stage)?;
    Ok(Trained { tune: number(&made, "version")? })
}

/// A second builder goes on from the first tune, so that royalties flow through two generations.
fn fine_tune(
    devnet: &Devnet,
    first: &Recipe,
    licence: &str,
    report: &mut Report,
    trained: Trained,
    stage: &ProgressBar,
) -> Result<()> {
    // The seed stays, and with it the held-out documents.
    let recipe =
        Recipe { seed: first.seed, epochs: 1, learning_rate_micro: first.learning_rate_micro / 3, ..first.clone() };
    let file = devnet.folder().join(FINE_TUNE);
    std::fs::write(&file, serde_json::to_vec_pretty(&recipe)?)?;
    let made = train_version(devnet, SECOND_BUILDER, ("expert", licence), &trained.tune.to_string(), &file, stage)?;
    report.version = number(&made, "version")?;
    report.adapter = text(&made, "adapter")?.into();
    report.index_root = text(&made, "index_root")?.into();
    let nats = |field: &str| Ok::<_, anyhow::Error>(number(&made["metrics"], field)? as f64 / 1e6);
    report.loss = Loss { base: nats("base_micronats")?, tuned: nats("tuned_micronats")? };
    devnet.cli(SECOND_BUILDER).run(["alias", "demo-latest", &report.version.to_string()])?;
    Ok(())
}

/// Requests training, shows the worker's progress, deploys what came out.
fn train_version(
    devnet: &Devnet,
    builder: &str,
    (slug, licence): (&str, &str),
    parent: &str,
    recipe: &Path,
    stage: &ProgressBar,
) -> Result<Value> {
    let recipe = recipe.to_string_lossy().into_owned();
    let cli = devnet.cli(builder);
    let worker = devnet.worker_url();
    let made = std::thread::scope(|scope| {
        let request = scope.spawn(|| {
            let mut args =
                vec!["train", slug, "--parent", parent, "--datanet", "0", "--recipe", &recipe, "--licence", licence];
            args.extend(["--input-price", "0.04 OPEN", "--output-price", "0.1 OPEN", "--royalty", "100000", "--wait"]);
            cli.run(args)
        });
        while !request.is_finished() {
            show_job(&worker, stage);
            std::thread::sleep(Duration::from_millis(500));
        }
        request.join().map_err(|_| anyhow::anyhow!("the waiting thread panicked"))?.map_err(anyhow::Error::from)
    })?;
    cli.run(["deploy", &number(&made, "version")?.to_string()])?;
    Ok(made)
}

/// Moves the bar to the running job's progress.
fn show_job(worker: &str, stage: &ProgressBar) {
    let Some(status) = openledger_e2e::rpc::get_json(&format!("{worker}/status")) else { return };
    let jobs = status["jobs"].as_array().cloned().unwrap_or_default();
    let Some(job) = jobs.iter().find(|job| job["state"] == "running") else { return };
    measured(stage, job["total"].as_u64().unwrap_or(1).max(1));
    stage.set_position(job["done"].as_u64().unwrap_or(0));
    stage.set_message(job["kind"].as_str().unwrap_or_default().to_string());
}

/// Completions of code that no training saw, each paid by voucher; returns the receipts' hashes.
fn ask(
    arguments: &DemoArguments,
    devnet: &Devnet,
    corpus: &Corpus,
    recipe: &Recipe,
    report: &mut Report,
    stage: &ProgressBar,
) -> Result<Vec<String>> {
    let user = devnet.cli(USER);
    let worker = text(&devnet.cli(WORKER).run(["worker", "show"])?, "worker")?.to_string();
    let allocation = number(&user.run(["allocate", "open", &worker, "50 OPEN"])?, "allocation")?.to_string();
    let prompts = prompts(corpus, recipe, arguments.completions)?;
    measured(stage, prompts.len() as u64);
    let mut asked = Vec::new();
    for (at, prompt) in prompts.iter().enumerate() {
        let seed = at.to_string();
        let args = [
            "complete",
            "demo-latest",
            "-",
            "--max-tokens",
            "48",
            "--temperature",
            "0.7",
            "--seed",
            &seed,
            "--allocation",
            &allocation,
        ];
        let answer = user.run_with_input(args, Some(prompt))?;
        asked.push(text(&answer, "receipt")?.to_string());
        report.receipts.push(receipt(&answer)?);
        stage.inc(1);
    }
    user.run(["allocate", "countersign", &allocation])?;
    let mut fees = 0u128;
    for receipt in &report.receipts {
        fees += receipt.fee.parse::<u128>()?;
    }
    report.fees_in = fees.to_string();
    Ok(asked)
}

fn receipt(answer: &Value) -> Result<Receipt> {
    let mut shares = BTreeMap::<String, f64>::new();
    for share in list(answer, "shares")? {
        *shares.entry(text(share, "contributor")?.into()).or_default() += number(share, "share_ppm")? as f64 / 1e6;
    }
    let fragments = list(answer, "fragments")?
        .iter()
        .map(|fragment| {
            Ok(Fragment {
                file: text(fragment, "file")?.into(),
                contributor: text(fragment, "contributor")?.into(),
                score: fragment["score"].as_i64().context("score")?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Receipt {
        id: text(answer, "receipt")?.into(),
        fee: amount(answer, "fee")?.to_string(),
        fragments,
        shares: shares.into_iter().map(|(contributor, share)| Share { contributor, share }).collect(),
    })
}

/// Beginnings of functions in held-out files, taken in turn from every contributor.
fn prompts(corpus: &Corpus, recipe: &Recipe, wanted: usize) -> Result<Vec<String>> {
    let mut by_contributor = Vec::new();
    for contributor in corpus.contributors.iter().filter(|contributor| !contributor.unchecked) {
        by_contributor.push(held_out_snippets(contributor, recipe)?);
    }
    let mut prompts = Vec::new();
    for round in 0.. {
        let before = prompts.len();
        for snippets in &by_contributor {
            prompts.extend(snippets.get(round).cloned());
        }
        if prompts.len() >= wanted || prompts.len() == before {
            break;
        }
    }
    prompts.truncate(wanted);
    if prompts.len() < wanted {
        bail!("only {} held-out snippets for {wanted} completions; bring more files", prompts.len());
    }
    Ok(prompts)
}

fn held_out_snippets(contributor: &Contributor, recipe: &Recipe) -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(&contributor.folder, &mut files)?;
    files.sort();
    let mut snippets = Vec::new();
    for file in files {
        let path = file.strip_prefix(&contributor.folder)?.to_string_lossy().into_owned();
        if !recipe.holds_out(&path) {
            continue;
        }
        let Ok(content) = std::fs::read_to_string(&file) else { continue };
        let chars: Vec<char> = content.chars().collect();
        // Past the licence and imports: a window every 600 characters.
        snippets.extend(
            chars.chunks(600).skip(1).filter(|part| part.len() >= 240).map(|part| part[..240].iter().collect()),
        );
    }
    Ok(snippets)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Waits until every receipt is in a batch whose dispute period is over.
fn mature(devnet: &mut Devnet, asked: &[String], stage: &ProgressBar) -> Result<()> {
    let user = devnet.cli(USER);
    measured(stage, asked.len() as u64);
    for receipt in asked {
        devnet.wait(Duration::from_secs(240), "the receipt's batch to mature", |_| {
            let shown = user.run(["receipt", receipt])?;
            Ok(shown["batch"]["state"] == "matured")
        })?;
        stage.inc(1);
    }
    Ok(())
}

/// Everybody who earned something claims it.
fn pay(devnet: &mut Devnet, corpus: &Corpus, report: &mut Report, stage: &ProgressBar) -> Result<()> {
    let mut earners = vec![WORKER.to_string(), BUILDER.into(), SECOND_BUILDER.into()];
    earners.extend(corpus.contributors.iter().map(|contributor| contributor.account.clone()));
    measured(stage, earners.len() as u64 + 1);
    let mut paid = 0u128;
    // The platform's part lands in the treasury; anybody may send it there.
    let platform = devnet.cli(OWNER).run(["--until", "included", "claim", "--platform"])?;
    stage.inc(1);
    let mut answers = vec![platform];
    for account in &earners {
        answers.push(devnet.cli(account).run(["--until", "included", "claim"])?);
        stage.inc(1);
    }
    devnet.wait_finalized(2)?;
    for answer in answers {
        for part in list(&answer, "parts")? {
            let planck = amount(part, "amount")?;
            paid += planck;
            if planck > 0 {
                report.payouts.push(Payout {
                    account: text(&answer, "account")?.into(),
                    role: text(part, "role")?.into(),
                    amount: planck.to_string(),
                });
            }
        }
    }
    let fees: u128 = report.fees_in.parse()?;
    report.remainder = fees.checked_sub(paid).context("more was paid than came in")?.to_string();
    Ok(())
}

/// Every receipt, from files alone.
fn verify(devnet: &Devnet, report: &mut Report, stage: &ProgressBar) -> Result<()> {
    let user = devnet.cli(USER);
    let files = devnet.folder().join("receipts");
    let folder = files.to_string_lossy().into_owned();
    measured(stage, report.receipts.len() as u64);
    for receipt in &report.receipts {
        user.run(["verify", &receipt.id, "--fetch", &folder])?;
        // Again with no address that answers: only the files count.
        let offline = Cli { node: "ws://127.0.0.1:1".into(), worker: "http://127.0.0.1:1".into(), ..user.clone() };
        let answer = offline.run(["verify", &receipt.id, "--files", &folder])?;
        report.verified += u64::from(answer["verified"] == true);
        stage.inc(1);
    }
    Ok(())
}

//! Kill -9 of node and worker in the middle of training and of a batch: the job ends once, nothing is lost,
//! nothing is paid twice.

use crate::{alone, base, recipe, sources, Story};
use anyhow::{ensure, Context, Result};
use openledger_e2e::{
    programs::{amount, list, number, text},
    rpc::get_json,
    Cli,
};
use serde_json::Value;
use std::{collections::BTreeMap, time::Duration};

const TRAIN_TIME: Duration = Duration::from_secs(400);

/// Waits until the running job has done some of its steps.
fn wait_mid_training(story: &mut Story) -> Result<()> {
    story.net.wait(TRAIN_TIME, "training to be under way", |net| {
        let status = get_json(&format!("{}/status", net.worker_url())).unwrap_or_default();
        let jobs = status["jobs"].as_array().cloned().unwrap_or_default();
        Ok(jobs.iter().any(|job| job["kind"] == "train" && job["state"] == "running" && job["done"].as_u64() > Some(5)))
    })
}

fn wait_state(story: &mut Story, version: &str, state: &str) -> Result<Value> {
    let cli = story.cli("//Builder");
    let mut shown = Value::Null;
    story.net.wait(TRAIN_TIME, state, |_| {
        // The node is restarted meanwhile: an unreachable one is not yet a failure.
        shown = cli.run(["models", "show", version]).unwrap_or_default();
        Ok(shown["state"] == state)
    })?;
    Ok(shown)
}

#[test]
fn a_killed_node_and_worker_lose_nothing_and_pay_nothing_twice() -> Result<()> {
    let _alone = alone();
    let mut story = Story::begin()?;
    let datanet = story.datanet("kills")?;
    let mut contributors = BTreeMap::new();
    for (account, folder) in [("//Bob", "primitives/src"), ("//Charlie", "runtime/src")] {
        let folder = sources(folder);
        let args = [
            "contribute",
            &datanet,
            &folder,
            "--licence",
            "Apache-2.0",
            "--source",
            "openledger",
            "--wait",
            "--bundle-kib",
            "64",
        ];
        let answer = story.cli(account).run(args)?;
        for made in list(&answer, "contributions")? {
            contributors.insert(number(made, "id")?, account);
        }
    }
    for id in contributors.keys() {
        ensure!(text(&story.decided(*id)?, "state")? == "accepted", "contribution {id} was not accepted");
    }

    let folder = base()?.to_string_lossy().into_owned();
    let prices = ["--input-price", "0.5 OPEN", "--output-price", "1 OPEN", "--licence", "Apache-2.0", "--royalty", "0"];
    let mut args = vec!["base", "register", "tiny", &folder];
    args.extend(prices);
    let parent = number(&story.cli("//Alice").run(args)?, "version")?.to_string();
    let file = story.files("recipe", &[("recipe.json", recipe(2).to_string().as_bytes())])? + "/recipe.json";
    let mut args = vec!["train", "tuned", "--parent", &parent, "--datanet", &datanet, "--recipe", &file];
    args.extend(prices);
    let version = number(&story.cli("//Builder").run(args)?, "version")?.to_string();

    wait_mid_training(&mut story)?;
    story.net.kill_worker()?;
    wait_mid_training(&mut story)?;
    story.net.kill_node()?;
    story.net.start_node()?;
    let trained = wait_state(&mut story, &version, "proposed")?;
    let adapter = text(&trained, "adapter")?.to_string();
    story.cli("//Builder").run(["deploy", &version])?;

    // The same recipe without any kill gives the same adapter: what was resumed was resumed to the bit.
    let mut args =
        vec!["train", "undisturbed", "--parent", &parent, "--datanet", &datanet, "--recipe", &file, "--wait"];
    args.extend(prices);
    let undisturbed = story.cli("//Builder").run(args)?;
    ensure!(text(&undisturbed, "adapter")? == adapter, "a killed run gave another adapter");
    ensure!(undisturbed["index_root"] == trained["index_root"], "a killed run gave another index");

    let user = story.cli("//User");
    let worker = text(&story.cli("//Worker").run(["worker", "show"])?, "worker")?.to_string();
    let allocation = number(&user.run(["allocate", "open", &worker, "20 OPEN"])?, "allocation")?.to_string();
    let mut fees = 0u128;
    let mut receipts = Vec::new();
    for round in 0..4 {
        let answer = complete(&mut story, &user, &version, &allocation, round)?;
        fees += amount(&answer, "fee")?;
        receipts.push(text(&answer, "receipt")?.to_string());
        match round {
            0 => story.net.kill_worker()?, // receipts are on disk before the answer leaves
            1 => {
                story.net.kill_node()?; // a batch may be sealed, or on its way
                story.net.start_node()?;
            }
            _ => {}
        }
    }
    user.run(["allocate", "countersign", &allocation])?;
    for receipt in &receipts {
        story.net.wait(Duration::from_secs(180), "the receipt's batch to mature", |_| {
            Ok(user.run(["receipt", receipt]).unwrap_or_default()["batch"]["state"] == "matured")
        })?;
    }

    let mut paid = 0u128;
    let everybody = ["//Worker", "//Builder", "//Bob", "//Charlie"];
    let platform = story.cli("//Alice").run(["claim", "--platform"])?;
    paid += amount(&platform, "paid")?;
    for account in everybody {
        paid += amount(&story.cli(account).run(["claim"])?, "paid")?;
    }
    ensure!(paid <= fees && fees - paid <= 4, "{fees} planck came in, {paid} went out");
    for account in everybody {
        let again = amount(&story.cli(account).run(["claim"])?, "paid")?;
        ensure!(again == 0, "{account} was paid twice");
    }

    // A content file altered on disk is noticed before it is used.
    let files = story.folder.path().join("receipt").to_string_lossy().into_owned();
    user.run(["verify", &receipts[0], "--fetch", &files])?;
    ensure!(user.run(["verify", &receipts[0], "--files", &files])?["verified"] == true, "an untouched receipt fails");
    alter(&story, &adapter)?;
    story.net.kill_worker()?;
    let answer = complete(&mut story, &user, &version, &allocation, 9);
    ensure!(answer.is_err(), "the worker answered from an altered adapter: {answer:?}");
    Ok(())
}

/// One completion; waits until the worker is up again.
fn complete(story: &mut Story, user: &Cli, version: &str, allocation: &str, seed: u32) -> Result<Value> {
    story.net.wait(Duration::from_secs(60), "the worker", |net| Ok(net.worker_is_healthy()))?;
    let seed = seed.to_string();
    let args = ["complete", version, "pub fn ", "--max-tokens", "16", "--seed", &seed, "--allocation", allocation];
    user.run(args).context("completion")
}

/// Flips one byte of a stored file.
fn alter(story: &Story, content: &str) -> Result<()> {
    let path = story.net.content(content);
    let mut bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let middle = bytes.len() / 2;
    *bytes.get_mut(middle).context("an empty file")? ^= 1;
    let mut permissions = std::fs::metadata(&path)?.permissions();
    #[allow(clippy::permissions_set_readonly_false)] // a file of this test alone
    permissions.set_readonly(false);
    std::fs::set_permissions(&path, permissions)?;
    Ok(std::fs::write(&path, bytes)?)
}

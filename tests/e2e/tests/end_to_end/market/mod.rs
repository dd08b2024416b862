//! The market of models: a version that people pay for together, a fork, a merge that another worker makes again, an
//! adapter from elsewhere; an answer of the merge that pays everybody behind it, and what is demanded of its batch; files
//! that are paid to be kept; and data that is withdrawn from all of it.

mod income;
mod lineage;
mod making;
mod upkeep;

use crate::{alone, base, joined, recipe, soon, sources, Story};
use anyhow::{ensure, Result};
use openledger_e2e::{
    programs::{list, number, text},
    Cli,
};
use serde_json::Value;
use std::{thread::scope, time::Duration};

/// How long a version may take until it is trained and measured.
const MAKING: Duration = Duration::from_secs(400);
/// What an answer costs for each thousand tokens.
const PRICES: [&str; 4] = ["--input-price", "1 OPEN", "--output-price", "2 OPEN"];

/// Whether a field is the number that commands are given as text.
fn is(field: &Value, number: &str) -> bool {
    field.as_u64().is_some_and(|field| field.to_string() == number)
}

/// A network with data in two datanets and a base, in which backers get a part of incomes and keepers are asked more often
/// than daily.
struct Market {
    story: Story,
    /// Bob's data.
    left: String,
    /// Charlie's data.
    right: String,
    /// Contributions to the first datanet.
    given: Vec<u64>,
    recipe: String,
}

impl Market {
    fn open() -> Result<Self> {
        let story = Story::begin()?;
        let create = |slug: &str| -> Result<String> {
            let rules = ["--quorum", "1", "--threshold", "1", "--voting-period", "10", "--licence", "Apache-2.0"];
            let made =
                soon(&story.cli("//Alice"), &[&["datanet", "create", slug, "--kind", "code"][..], &rules].concat());
            Ok(number(&made?, "datanet")?.to_string())
        };
        let (left, right) = (create("left")?, create("right")?);
        let mut recipe = recipe(1);
        // One that holds documents of both folders out.
        recipe["seed"] = 9.into();
        let recipe = story.files("recipe", &[("recipe.json", recipe.to_string().as_bytes())])? + "/recipe.json";
        let mut market = Self { story, left, right, given: Vec::new(), recipe };
        let (given, others) = scope(|scope| {
            let decided = scope.spawn(|| upkeep::decide(&market));
            let others = scope.spawn(|| market.contribute("//Charlie", &market.right, "runtime/src"));
            let given = market.contribute("//Bob", &market.left, "primitives/src")?;
            let folder = base()?.to_string_lossy().into_owned();
            let args = ["base", "register", "tiny", &folder, "--licence", "Apache-2.0", "--royalty", "50000"];
            soon(&market.cli("//Alice"), &[&args[..], &PRICES].concat())?;
            joined(decided)?;
            anyhow::Ok((given, joined(others)?))
        })?;
        for id in given.iter().chain(&others) {
            ensure!(text(&market.story.decided(*id)?, "state")? == "accepted", "contribution {id} was not accepted");
        }
        market.given = given;
        Ok(market)
    }

    fn cli(&self, account: &str) -> Cli {
        self.story.cli(account)
    }

    fn contribute(&self, account: &str, datanet: &str, folder: &str) -> Result<Vec<u64>> {
        let folder = sources(folder);
        let args = ["contribute", datanet, &folder, "--licence", "Apache-2.0", "--source", "openledger"];
        let answer = soon(&self.cli(account), &[&args[..], &["--bundle-kib", "64", "--wait"]].concat())?;
        list(&answer, "contributions")?.iter().map(|made| number(made, "id")).collect()
    }

    /// What is shown of a version.
    fn version(&self, version: &str) -> Result<Value> {
        Ok(soon(&self.cli("//User"), &["models", "show", version])?)
    }

    /// Waits until a version is trained and measured, then deploys it.
    fn deploy(&mut self, builder: &str, version: &str) -> Result<()> {
        let cli = self.cli(builder);
        let mut shown = Value::Null;
        self.story.net.wait(MAKING, "a version to be measured", |_| {
            shown = soon(&cli, &["models", "show", version])?;
            ensure!(shown["state"] != "failed", "{shown}");
            Ok(shown["state"] == "proposed")
        })?;
        ensure!(shown["metrics"].is_object(), "version {version} was not measured: {shown}");
        soon(&cli, &["deploy", version])?;
        Ok(())
    }
}

#[test]
fn a_funded_and_merged_version_pays_everyone_and_withdrawn_data_ends_it() -> Result<()> {
    let _alone = alone();
    let mut market = Market::open()?;
    let (one, two) = making::request(&market)?;
    market.deploy("//Builder", &one)?;
    market.deploy("//Ferdie", &two)?;

    let merged = making::merge(&market, &one, &two)?;
    let fork = making::fork(&market, &one)?;
    let foreign = making::import(&market, &one)?;
    market.deploy("//Dave", &merged)?;

    let answers = income::ask(&mut market, &merged, 2)?;
    let batch = income::submitted(&mut market, &answers)?;
    let lost = income::demand(&mut market, batch)?;
    // While the batch waits for its deadline.
    let shared = &market;
    scope(|scope| {
        let kept = scope.spawn(|| upkeep::keep(shared, shared.given[0]));
        let checked = scope.spawn(|| {
            making::made_again(shared, &merged)?;
            upkeep::offers(shared)
        });
        making::measured_but_not_approved(shared, &foreign, &one)?;
        lineage::shows_what_is_owed(shared, &merged, &one, &two)?;
        lineage::agent(shared, &one, &two)?;
        lineage::stake(shared, &one)?;
        joined(kept)?;
        joined(checked)
    })?;

    income::everyone_is_paid(&mut market, &answers, lost, &two)?;
    lineage::withdrawn(&market, market.given[0], &[&one, &fork, &merged])?;
    making::train_again(&market, &one, &fork)
}

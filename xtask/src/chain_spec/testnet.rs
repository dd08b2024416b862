//! A public network's specification: the local preset, in which the values of `chain-spec/testnet.json` replace those of
//! a development network, and the outcome of a key ceremony its validators and balances.

use super::ceremony::Ceremony;
use crate::command;
use anyhow::{ensure, Context, Result};
use serde::Deserialize;
use serde_json::{json, Value};
use std::{path::Path, process::Command};

/// The chain's id, which validators name in what they sign.
pub const ID: &str = "openledger_testnet";
const OPEN: u128 = 1_000_000_000_000_000_000;

/// `chain-spec/testnet.json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Values {
    name: String,
    id: String,
    chain_type: String,
    supply: u128,
    /// The account that payments pass through must exist from the beginning.
    pot: Endowment,
    treasury: String,
    /// Genesis of the pallets whose values are not those of a development network.
    patch: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
struct Endowment {
    account: String,
    amount: u128,
}

/// The plain specification.
pub fn spec(node: &Path, ceremony: &Ceremony) -> Result<Value> {
    let file = command::root().join("chain-spec/testnet.json");
    let values: Values = serde_json::from_slice(&std::fs::read(&file)?).with_context(|| file.display().to_string())?;
    ensure!(values.id == ID, "{} names the chain {}, not {ID}", file.display(), values.id);
    let rules = &values.patch["governance"]["rules"];
    let least = rules["minimumValidators"].as_u64().context("minimumValidators")?;
    let bond: u128 = values.patch["governance"]["bond"].to_string().parse().context("governance.bond")?;
    ceremony.check(node, least, u64::try_from(bond / OPEN)?)?;

    let mut command = Command::new(node);
    let text = command::read(command.args(["export-chain-spec", "--chain", "local"]))?;
    let mut spec: Value = serde_json::from_str(&text).context("the node printed no specification")?;
    for (field, value) in [("name", &values.name), ("id", &values.id), ("chainType", &values.chain_type)] {
        spec[field] = json!(value);
    }
    spec["bootNodes"] = json!([]);
    let patch = &mut spec["genesis"]["runtimeGenesis"]["patch"];
    for (pallet, genesis) in &values.patch {
        ensure!(!patch[pallet].is_null(), "{}: the local preset knows no `{pallet}`", file.display());
        patch[pallet] = genesis.clone();
    }
    patch["balances"] = json!({ "balances": balances(&values, ceremony)? });
    patch["session"] = json!({ "keys": session_keys(ceremony) });
    Ok(spec)
}

/// Who owns what; the treasury has what nobody else has.
fn balances(values: &Values, ceremony: &Ceremony) -> Result<Vec<(String, u128)>> {
    let mut list: Vec<_> =
        ceremony.balances.iter().map(|(account, open)| (account.clone(), u128::from(*open) * OPEN)).collect();
    list.push((values.pot.account.clone(), values.pot.amount));
    let given: u128 = list.iter().map(|(_, amount)| amount).sum();
    let rest = values.supply.checked_sub(given).context("`balances` give away more than the whole supply")?;
    ensure!(rest > 0, "`balances` leave nothing for the treasury");
    list.push((values.treasury.clone(), rest));
    Ok(list)
}

/// Each validator's account, twice as the session pallet wants it, and its keys.
fn session_keys(ceremony: &Ceremony) -> Vec<Value> {
    let keys = |validator: &super::ceremony::Validator| {
        let keys = &validator.keys;
        json!([validator.account, validator.account, {
            "babe": keys.babe,
            "grandpa": keys.grandpa,
            "beefy": keys.beefy,
            "authority_discovery": keys.authority_discovery,
        }])
    };
    ceremony.validators.iter().map(keys).collect()
}

//! `openledger agent`: versions, a prompt and data that answer together under one name.

use super::mixture::{self, Weighted};
use crate::{
    account::{hex, ss58, Hash},
    amount::Open,
    chain::{
        datanets::{self, Licences},
        names::{bounded, text},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{
        self,
        models::events,
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            pallet_models::types::{AgentOffer, Parent},
        },
    },
    At,
};
use openledger_primitives::{content::ContentId, DatanetId, Digest, Ppm};
use serde_json::{json, Value};
use std::path::PathBuf;

/// A stored agent.
type Stored = runtime::models::storage::agents::Output;
/// Number of an agent.
type AgentId = u32;

/// Versions, a prompt and data under one name.
#[derive(Debug, Subcommand)]
pub enum Agent {
    /// Register an agent. A deposit is held while it is registered.
    Register(Register),
    /// Change what an agent of yours is made of or costs; what you do not name stays.
    Update(Update),
    /// Take an agent of yours out of service; its deposit comes back, and its name is free.
    Retire {
        /// Its number or name.
        agent: String,
    },
    /// What an agent is made of, and what it costs.
    Show {
        /// Its number or name.
        agent: String,
    },
    /// Every agent.
    List,
}

/// An agent to be.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as zoe agent register auditor --mix solidity-latest --prompt prompt.txt --licence MIT
  openledger --as zoe agent register auditor --mix 3=700000 --mix 5=300000 --prompt prompt.txt --datanet advisories \\
      --licence AGPL-3.0-only --owner-share 50000 --input-price '0.05 OPEN' --output-price '0.12 OPEN'

The versions must be deployed and of one base. The licences of all parts must allow the agent's. The chain keeps the
SHA2-256 of the prompt, which is its content id: `--prompt` gives the text to the worker's store, where everybody can
read it; `--prompt-hash` keeps it to yourself.")]
pub struct Register {
    /// Its name, which no model, alias or agent of somebody else has.
    slug: String,
    /// A version it mixes and its weight in parts per million; repeat it for each. Without weights all have the same.
    #[arg(long = "mix", required = true, value_name = "VERSION[=PPM]")]
    mix: Vec<Weighted>,
    #[command(flatten)]
    prompt: Prompt,
    /// A datanet it looks things up in; repeat it for each.
    #[arg(long = "datanet", value_name = "DATANET")]
    datanets: Vec<String>,
    /// The licence it comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    /// Part of its income that you ask, in parts per million.
    #[arg(long, default_value_t = 0, value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    owner_share: Ppm,
    /// Price of a thousand input tokens [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    input_price: Option<Open>,
    /// Price of a thousand output tokens [default: the least the chain allows].
    #[arg(long, value_name = "AMOUNT")]
    output_price: Option<Open>,
}

/// Change an agent.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  openledger --as zoe agent update auditor --mix solidity-latest --input-price '0.04 OPEN'")]
pub struct Update {
    /// Its number or name.
    agent: String,
    /// A version it mixes and its weight in parts per million; repeat it for each. Replaces all that it mixes now.
    #[arg(long = "mix", value_name = "VERSION[=PPM]")]
    mix: Vec<Weighted>,
    #[command(flatten)]
    prompt: Prompt,
    /// A datanet it looks things up in; repeat it for each. Replaces all that there are now.
    #[arg(long = "datanet", value_name = "DATANET")]
    datanets: Vec<String>,
    /// Look nothing up any more.
    #[arg(long, conflicts_with = "datanets")]
    no_datanets: bool,
    /// The licence it comes under.
    #[arg(long, value_name = "SPDX")]
    licence: Option<String>,
    /// Part of its income that you ask, in parts per million.
    #[arg(long, value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    owner_share: Option<Ppm>,
    /// Price of a thousand input tokens.
    #[arg(long, value_name = "AMOUNT")]
    input_price: Option<Open>,
    /// Price of a thousand output tokens.
    #[arg(long, value_name = "AMOUNT")]
    output_price: Option<Open>,
}

// A doc comment would become the command's.
#[derive(Debug, Args)]
struct Prompt {
    /// File with the text that every conversation begins with; it goes to the worker's store.
    #[arg(long, value_name = "FILE", conflicts_with = "prompt_hash")]
    prompt: Option<PathBuf>,
    /// SHA2-256 of that text, if you keep it to yourself.
    #[arg(long, value_name = "HASH")]
    prompt_hash: Option<Hash>,
}

impl Prompt {
    async fn digest(&self, context: &Context) -> Result<Option<Digest>> {
        match &self.prompt {
            Some(path) => Ok(Some(context.worker()?.put_file(path).await?.0)),
            None => Ok(self.prompt_hash.map(|hash| hash.0)),
        }
    }

    fn is_named(&self) -> bool {
        self.prompt.is_some() || self.prompt_hash.is_some()
    }
}

impl Agent {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Agent::Register(register) => register.run(context).await,
            Agent::Update(update) => update.run(context).await,
            Agent::Retire { agent } => {
                let (signer, network) = (context.signer().await?, context.network().await?);
                let (id, stored) = find(&network.state().await?, &agent).await?;
                network.submit(&runtime::tx().models().retire_agent(id), &signer).await?;
                let (name, deposit) = (text(&stored.slug), stored.deposit.to_string());
                Ok(Answer::new(json!({ "agent": id, "name": name, "state": "retired", "deposit": deposit })))
            }
            Agent::Show { agent } => {
                let at = context.network().await?.state().await?;
                let (id, stored) = find(&at, &agent).await?;
                Ok(Answer::new(agent_json(id, &stored, &Licences::read(&at).await?)))
            }
            Agent::List => {
                let at = context.network().await?.state().await?;
                let licences = Licences::read(&at).await?;
                let mut all = at.all(runtime::storage().models().agents(), ()).await?;
                all.sort_by_key(|((id,), _)| *id);
                let agents: Vec<Value> = all.iter().map(|((id,), agent)| agent_json(*id, agent, &licences)).collect();
                Ok(Answer::new(json!({ "agents": agents })))
            }
        }
    }
}

impl Register {
    async fn run(self, context: &Context) -> Result<Answer> {
        let weights = mixture::weights(&self.mix)?;
        if !self.prompt.is_named() {
            return Err(
                CliError::usage("an agent has a prompt").hint("name a file with `--prompt`, or `--prompt-hash`")
            );
        }
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let least = at.constant(runtime::constants().models().minimum_price())?;
        let offer = AgentOffer {
            mix: mixture::resolve(&at, &self.mix, &weights).await?,
            retrieval: retrieval(&at, &self.datanets).await?,
            licence: licences.number(&self.licence)?,
            owner_share: self.owner_share,
            input_price: self.input_price.map_or(least, |price| price.0),
            output_price: self.output_price.map_or(least, |price| price.0),
            prompt: self.prompt.digest(context).await?.unwrap_or_default(),
        };
        let call = runtime::tx().models().register_agent(bounded(&self.slug), offer);
        let included = network.submit(&call, &signer).await?;
        let id = included.event::<events::AgentRegistered>("Models.AgentRegistered")?.agent;
        let stored = agent(&included.at, id).await?;
        Ok(Answer::new(agent_json(id, &stored, &licences)))
    }
}

impl Update {
    async fn run(self, context: &Context) -> Result<Answer> {
        let weights = match self.mix.is_empty() {
            true => Vec::new(),
            false => mixture::weights(&self.mix)?,
        };
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let (id, old) = find(&at, &self.agent).await?;
        let offer = AgentOffer {
            mix: match self.mix.is_empty() {
                true => old.mix,
                false => mixture::resolve(&at, &self.mix, &weights).await?,
            },
            retrieval: match self.datanets.is_empty() && !self.no_datanets {
                true => old.retrieval,
                false => retrieval(&at, &self.datanets).await?,
            },
            licence: match &self.licence {
                Some(spdx) => licences.number(spdx)?,
                None => old.licence,
            },
            owner_share: self.owner_share.unwrap_or(old.owner_share),
            input_price: self.input_price.map_or(old.input_price, |price| price.0),
            output_price: self.output_price.map_or(old.output_price, |price| price.0),
            prompt: self.prompt.digest(context).await?.unwrap_or(old.prompt),
        };
        let included = network.submit(&runtime::tx().models().update_agent(id, offer), &signer).await?;
        let stored = agent(&included.at, id).await?;
        Ok(Answer::new(agent_json(id, &stored, &licences)))
    }
}

async fn retrieval(at: &At, names: &[String]) -> Result<BoundedVec<DatanetId>> {
    let mut datanets = Vec::new();
    for name in names {
        datanets.push(datanets::resolve(at, name).await?);
    }
    Ok(BoundedVec(datanets))
}

/// An agent by its number or name.
async fn find(at: &At, name: &str) -> Result<(AgentId, Stored)> {
    let id = match name.parse() {
        Ok(id) => id,
        Err(_) => {
            let found = at.get(runtime::storage().models().agent_names(), (bounded(name),)).await?;
            found.ok_or_else(|| unknown(name))?
        }
    };
    Ok((id, agent(at, id).await?))
}

async fn agent(at: &At, id: AgentId) -> Result<Stored> {
    at.get(runtime::storage().models().agents(), (id,)).await?.ok_or_else(|| unknown(&id.to_string()))
}

fn unknown(name: &str) -> CliError {
    CliError::not_found(format!("there is no agent `{name}`")).hint("see `openledger agent list`")
}

fn agent_json(id: AgentId, agent: &Stored, licences: &Licences) -> Value {
    let part = |part: &Parent| json!({ "version": part.version, "weight_ppm": part.weight });
    json!({
        "agent": id,
        "name": text(&agent.slug),
        "owner": ss58(&agent.owner.0),
        "mix": agent.mix.0.iter().map(part).collect::<Vec<_>>(),
        "prompt": ContentId(agent.prompt),
        "prompt_hash": hex(&agent.prompt),
        "datanets": agent.retrieval.0,
        "licence": licences.name(agent.licence),
        "owner_share_ppm": agent.owner_share,
        "input_price": agent.input_price.to_string(),
        "output_price": agent.output_price.to_string(),
        "deposit": agent.deposit.to_string(),
    })
}

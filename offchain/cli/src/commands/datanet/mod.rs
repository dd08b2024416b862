//! `openledger datanet`: pools of data.

mod access;
mod croissant;
mod handover;
mod known_answer;
mod motion;
mod rules;

use crate::{
    account::ss58,
    chain::{
        datanets::{self, Licences},
        names::{bounded, datanet_kind, text},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand, ValueEnum};
use openledger_client::{
    runtime::{
        self,
        datanets::events,
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            pallet_datanets::types::{DatanetKind, DatanetState},
        },
    },
    At,
};
use openledger_primitives::DatanetId;
use rules::{rules_json, RuleOptions};
use serde_json::{json, Value};
use std::path::PathBuf;

/// Pools of data.
#[derive(Debug, Subcommand)]
pub enum Datanet {
    /// Make a datanet. You own it, and a deposit is held until you close it.
    #[command(
        after_help = "Example:\n  openledger --as alice datanet create solidity --kind code --licence MIT --licence Apache-2.0"
    )]
    Create(Create),
    /// Change your datanet's rules, for every decision from now on; what is not named stays.
    #[command(
        after_help = "Example:\n  openledger --as alice datanet set-rules solidity --quorum 3 --quorum-stake '300 OPEN' --reveal-period 300"
    )]
    SetRules {
        /// Number or slug.
        datanet: String,
        #[command(flatten)]
        rules: RuleOptions,
    },
    /// Who may train on a datanet.
    #[command(subcommand)]
    Access(access::Access),
    /// Offer your datanet to another owner, or take the offer back.
    #[command(
        after_help = "Examples:\n  openledger --as alice datanet offer solidity //Bob\n  openledger --as alice datanet offer solidity --to-nobody"
    )]
    Offer(handover::Offer),
    /// Become owner of a datanet that was offered to you; its deposit is held of you from then on.
    Accept {
        /// Number or slug.
        datanet: String,
    },
    /// What contributors decide about their datanet.
    #[command(subcommand)]
    Motion(motion::Motion),
    /// Contributions whose right score you sealed beforehand, to see how curators judge.
    #[command(subcommand, after_help = known_answer::EXAMPLES)]
    KnownAnswer(known_answer::KnownAnswer),
    /// Describe a datanet in Croissant 1.1, which dataset search engines and loaders read.
    #[command(after_help = croissant::EXAMPLES)]
    Croissant {
        /// Number or slug.
        datanet: String,
        /// Describe this snapshot [default: the newest; without any, the data as it is now].
        #[arg(long, value_name = "SNAPSHOT")]
        snapshot: Option<u32>,
        /// Where files can be fetched by content id [default: the worker named by `--worker`].
        #[arg(long, value_name = "URL")]
        gateway: Option<String>,
        /// Write it into a file instead of printing it.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// A datanet, its rules and its numbers.
    Show {
        /// Number or slug.
        datanet: String,
    },
    /// Every datanet.
    List,
    /// Take no more contributions, for good; the deposit comes back.
    Close {
        /// Number or slug.
        datanet: String,
    },
}

/// A datanet to be.
#[derive(Debug, Args)]
pub struct Create {
    /// Its name: a–z, 0–9 and hyphens.
    slug: String,
    /// What it is for.
    #[arg(long, default_value = "", value_name = "TEXT")]
    description: String,
    /// What its documents are.
    #[arg(long, value_enum)]
    kind: KindArgument,
    /// A licence contributions may come under; repeat it for each.
    #[arg(long = "licence", required = true, value_name = "SPDX")]
    licences: Vec<String>,
    #[command(flatten)]
    rules: RuleOptions,
}

/// [`DatanetKind`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindArgument {
    Text,
    Instruction,
    Chat,
    Code,
    Table,
    Image,
    Audio,
    Timeseries,
}

impl From<KindArgument> for DatanetKind {
    fn from(kind: KindArgument) -> Self {
        match kind {
            KindArgument::Text => Self::Text,
            KindArgument::Instruction => Self::Instruction,
            KindArgument::Chat => Self::Chat,
            KindArgument::Code => Self::Code,
            KindArgument::Table => Self::Table,
            KindArgument::Image => Self::Image,
            KindArgument::Audio => Self::Audio,
            KindArgument::Timeseries => Self::Timeseries,
        }
    }
}

impl Datanet {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        match self {
            Datanet::Create(create) => create.run(context).await,
            Datanet::SetRules { datanet, rules } => {
                let at = network.state().await?;
                let id = datanets::resolve(&at, &datanet).await?;
                let old = datanets::datanet(&at, id).await?.rules;
                let new = rules.over(old.clone());
                if new == old {
                    return Err(CliError::usage("this changes nothing").hint("name a rule, such as `--quorum 3`"));
                }
                let shown = rules_json(&new);
                let call = runtime::tx().datanets().set_datanet_rules(id, new);
                network.submit(&call, &context.signer().await?).await?;
                Ok(Answer::new(json!({ "datanet": id, "rules": shown })))
            }
            Datanet::Access(access) => access.run(context).await,
            Datanet::Offer(offer) => offer.run(context).await,
            Datanet::Accept { datanet } => handover::accept(context, &datanet).await,
            Datanet::Motion(motion) => motion.run(context).await,
            Datanet::KnownAnswer(answer) => answer.run(context).await,
            Datanet::Croissant { datanet, snapshot, gateway, output } => {
                croissant::run(context, &datanet, snapshot, gateway.as_deref(), output.as_deref()).await
            }
            Datanet::Show { datanet } => {
                let at = network.state().await?;
                let id = datanets::resolve(&at, &datanet).await?;
                Ok(Answer::new(show(&at, id).await?))
            }
            Datanet::List => {
                let at = network.state().await?;
                let mut list = Vec::new();
                for id in 0..at.get(runtime::storage().datanets().next_datanet_id(), ()).await?.unwrap_or_default() {
                    list.push(show(&at, id).await?);
                }
                Ok(Answer::new(json!({ "datanets": list })))
            }
            Datanet::Close { datanet } => {
                let id = datanets::resolve(&network.state().await?, &datanet).await?;
                let call = runtime::tx().datanets().close_datanet(id);
                let included = network.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::DatanetClosed>("Datanets.DatanetClosed")?;
                Ok(Answer::new(json!({ "datanet": id, "state": "closed", "deposit": event.released.to_string() })))
            }
        }
    }
}

impl Create {
    async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let at = network.state().await?;
        let licences = Licences::read(&at).await?;
        let numbers = self.licences.iter().map(|spdx| licences.number(spdx)).collect::<Result<Vec<_>>>()?;
        let rules = self.rules.rules(&datanets::standard(&at).await?);
        let call = runtime::tx().datanets().create_datanet(
            bounded(&self.slug),
            bounded(&self.description),
            self.kind.into(),
            BoundedVec(numbers),
            rules,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::DatanetCreated>("Datanets.DatanetCreated")?;
        Ok(Answer::new(json!({
            "datanet": event.datanet,
            "slug": text(&event.slug),
            "owner": ss58(&event.owner.0),
            "deposit": event.deposit.to_string(),
        })))
    }
}

async fn show(at: &At, id: DatanetId) -> Result<Value> {
    let datanet = datanets::datanet(at, id).await?;
    let licences = Licences::read(at).await?;
    let numbers = at.view(runtime::view_functions().datanets().statistics(id)).await?;
    let mut shown = json!({
        "datanet": id,
        "slug": text(&datanet.slug),
        "owner": ss58(&datanet.owner.0),
        "description": text(&datanet.description),
        "kind": datanet_kind(&datanet.kind),
        "state": match datanet.state { DatanetState::Open => "open", DatanetState::Closed => "closed" },
        "licences": datanet.licences.0.iter().map(|id| licences.name(*id)).collect::<Vec<_>>(),
        "deposit": datanet.deposit.to_string(),
    });
    if let (Some(fields), Value::Object(rules)) = (shown.as_object_mut(), rules_json(&datanet.rules)) {
        fields.extend(rules);
    }
    if let (Some(numbers), Some(fields)) = (numbers, shown.as_object_mut()) {
        fields.insert("contributions".into(), numbers.contributions.into());
        fields.insert("fragments".into(), numbers.fragments.into());
        fields.insert("removed".into(), numbers.removed.into());
        fields.insert("submitted".into(), numbers.submitted.into());
        fields.insert("in_curation".into(), numbers.in_curation.into());
        fields.insert("rejected".into(), numbers.rejected.into());
    }
    Ok(shown)
}

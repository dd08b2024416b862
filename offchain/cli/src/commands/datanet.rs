//! `openledger datanet`: pools of data.

use crate::{
    account::ss58,
    amount::Open,
    chain::{
        datanets::{self, Licences},
        names::{bounded, datanet_kind, text},
    },
    context::Context,
    error::Result,
    output::Answer,
};
use clap::{Args, Subcommand, ValueEnum};
use openledger_client::{
    runtime::{
        self,
        datanets::events,
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            pallet_datanets::types::{CurationRules, DatanetKind, DatanetState},
        },
    },
    At,
};
use openledger_primitives::DatanetId;
use serde_json::{json, Value};

/// Pools of data.
#[derive(Debug, Subcommand)]
pub enum Datanet {
    /// Make a datanet. You own it, and a deposit is held until you close it.
    #[command(
        after_help = "Example:\n  openledger --as alice datanet create solidity --kind code --licence MIT --licence Apache-2.0"
    )]
    Create(Create),
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
    /// Votes that decide a contribution at once; the automatic report counts as one.
    #[arg(long, default_value_t = 2, value_name = "HEADS")]
    quorum: u8,
    /// Lowest median score (0 to 100) that is accepted.
    #[arg(long, default_value_t = 50, value_name = "SCORE")]
    threshold: u8,
    /// Blocks after which the votes there are decide.
    #[arg(long, default_value_t = 600, value_name = "BLOCKS")]
    voting_period: u32,
    /// Deposit a contributor makes, whatever the size.
    #[arg(long, default_value = "0.1 OPEN", value_name = "AMOUNT")]
    deposit_base: Open,
    /// Deposit for each KiB besides.
    #[arg(long, default_value = "0.001 OPEN", value_name = "AMOUNT")]
    deposit_per_kib: Open,
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
        let licences = Licences::read(&network.state().await?).await?;
        let numbers = self.licences.iter().map(|spdx| licences.number(spdx)).collect::<Result<Vec<_>>>()?;
        let rules = CurationRules {
            quorum: self.quorum,
            threshold: self.threshold,
            voting_period: self.voting_period,
            deposit_per_kib: self.deposit_per_kib.0,
            deposit_base: self.deposit_base.0,
        };
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
    let rules = &datanet.rules;
    let mut shown = json!({
        "datanet": id,
        "slug": text(&datanet.slug),
        "owner": ss58(&datanet.owner.0),
        "description": text(&datanet.description),
        "kind": datanet_kind(&datanet.kind),
        "state": match datanet.state { DatanetState::Open => "open", DatanetState::Closed => "closed" },
        "licences": datanet.licences.0.iter().map(|id| licences.name(*id)).collect::<Vec<_>>(),
        "quorum": rules.quorum,
        "threshold": rules.threshold,
        "voting_period": rules.voting_period,
        "deposit_base": rules.deposit_base.to_string(),
        "deposit_per_kib": rules.deposit_per_kib.to_string(),
        "deposit": datanet.deposit.to_string(),
    });
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

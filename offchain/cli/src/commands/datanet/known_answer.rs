//! `openledger datanet known-answer`: contributions that are there to see how curators judge.

use crate::{
    account::{hex, ss58},
    chain::{datanets, names::phase},
    context::Context,
    error::{CliError, Result},
    known_answers::KnownAnswers,
    output::Answer,
};
use clap::Subcommand;
use openledger_client::{
    runtime::{self, datanets::events, runtime_types::pallet_datanets::types::Phase},
    At,
};
use openledger_primitives::{ContributionId, DatanetId};
use serde_json::{json, Value};

/// How it goes.
pub const EXAMPLES: &str = "\
Example, of an owner who contributes under another name:
  openledger --as plant contribute solidity ./copied --licence MIT --source test          (contribution 12)
  openledger --as alice datanet known-answer seal 12 5       (before the votes on it are sealed)
  openledger --as plant datanet known-answer open 12         (when all votes are opened)

The salt is kept beside the keys. A bond is held of the owner; it is lost when the answer is not opened in time, or when
most curators disagree with it.";

/// Known answers.
#[derive(Debug, Subcommand)]
pub enum KnownAnswer {
    /// Seal the right score of a contribution to your datanet, before its votes are.
    Seal {
        /// The contribution's number.
        contribution: ContributionId,
        /// The score that is right: 0 to 100.
        #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
        score: u8,
    },
    /// Show that your contribution was planted, when all votes on it are opened.
    Open {
        /// The contribution's number.
        contribution: ContributionId,
    },
    /// Take the bonds of answers in a datanet that were not opened in time.
    Forfeit {
        /// Number or slug.
        datanet: String,
    },
    /// Answers that are sealed in a datanet.
    List {
        /// Number or slug.
        datanet: String,
    },
}

impl KnownAnswer {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let answers = KnownAnswers::new(context.keystore().folder(), network.chain().genesis());
        match self {
            KnownAnswer::Seal { contribution, score } => {
                let signer = context.signer().await?;
                let at = network.chain().best().await?;
                let datanet = datanets::contribution(&at, contribution).await?.datanet;
                if datanets::round(&at, contribution).await?.is_some_and(|round| !matches!(round.phase, Phase::Sealing))
                {
                    return Err(CliError::refused(format!(
                        "the votes on contribution {contribution} are sealed; an answer has to be sealed before them"
                    )));
                }
                let sealed = answers.seal(contribution, score)?;
                let commitment = sealed.commitment();
                let call = runtime::tx().datanets().seal_known_answer(datanet, commitment);
                let included = network.submit(&call, &signer).await?;
                let event = included.event::<events::KnownAnswerSealed>("Datanets.KnownAnswerSealed")?;
                Ok(Answer::new(json!({
                    "contribution": contribution,
                    "datanet": datanet,
                    "score": score,
                    "commitment": hex(&commitment),
                    "bond": event.bond.to_string(),
                    "open_until": event.expires,
                })))
            }
            KnownAnswer::Open { contribution } => {
                let kept = answers.find(contribution)?.ok_or_else(|| {
                    CliError::not_found(format!("no answer for contribution {contribution} was sealed here"))
                        .hint("name the keystore it was sealed with: `--keystore`")
                })?;
                let at = network.chain().best().await?;
                let panel = datanets::round(&at, contribution).await?;
                if let Some(panel) = panel.filter(|panel| !matches!(panel.phase, Phase::Waiting)) {
                    let error = format!("the panel on contribution {contribution} is {}", phase(&panel.phase));
                    return Err(CliError::refused(error).hint("an answer is opened when all votes are"));
                }
                let call = runtime::tx().datanets().open_known_answer(contribution, kept.score, kept.salt);
                let included = network.submit(&call, &context.signer().await?).await?;
                answers.forget(contribution)?;
                let event = included.event::<events::KnownAnswerOpened>("Datanets.KnownAnswerOpened")?;
                Ok(Answer::new(json!({
                    "contribution": contribution,
                    "datanet": event.datanet,
                    "score": event.score,
                    "decision": event.decision,
                    "bond": event.released.to_string(),
                })))
            }
            KnownAnswer::Forfeit { datanet } => {
                let at = network.state().await?;
                let id = datanets::resolve(&at, &datanet).await?;
                let signer = context.signer().await?;
                let mut forfeited = Vec::new();
                for plant in plants(&at, id).await?.into_iter().filter(|plant| at.number() > plant.expires) {
                    let call = runtime::tx().datanets().forfeit_known_answer(id, plant.commitment);
                    let included = network.submit(&call, &signer).await?;
                    let event = included.event::<events::KnownAnswerForfeited>("Datanets.KnownAnswerForfeited")?;
                    let bond = event.slashed.to_string();
                    forfeited.push(
                        json!({ "commitment": hex(&plant.commitment), "owner": ss58(&plant.by.0), "bond": bond }),
                    );
                }
                Ok(Answer::new(json!({ "datanet": id, "forfeited": forfeited })))
            }
            KnownAnswer::List { datanet } => {
                let at = network.state().await?;
                let id = datanets::resolve(&at, &datanet).await?;
                let sealed: Vec<Value> = plants(&at, id)
                    .await?
                    .iter()
                    .map(|plant| {
                        json!({
                            "commitment": hex(&plant.commitment),
                            "owner": ss58(&plant.by.0),
                            "bond": plant.bond.to_string(),
                            "sealed_at": plant.placed_at,
                            "open_until": plant.expires,
                            "expired": at.number() > plant.expires,
                        })
                    })
                    .collect();
                Ok(Answer::new(json!({ "datanet": id, "sealed": sealed })))
            }
        }
    }
}

async fn plants(at: &At, id: DatanetId) -> Result<Vec<datanets::Plant>> {
    Ok(at.get(runtime::storage().datanets().plants(), (id,)).await?.map(|plants| plants.0).unwrap_or_default())
}

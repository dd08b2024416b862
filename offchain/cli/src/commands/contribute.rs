//! `openledger contribute`: from a folder to contributions on chain.

use crate::{
    account::hex,
    chain::{
        datanets::{self, Licences},
        names::{bounded, contribution_state, word},
        Network, POLL,
    },
    context::Context,
    contribution::{collect, cut, group, licence, Collected, Declared, Prepared},
    error::{CliError, Kind, Result},
    output::Answer,
    progress,
    worker::Worker,
};
use clap::Args;
use openledger_client::{
    runtime::{
        self,
        datanets::events,
        runtime_types::pallet_datanets::types::{ContributionState, DatanetState},
    },
    At, Keypair, Static,
};
use openledger_primitives::{
    document::RefusedDocument, AccountBytes, BlockNumber, ContributionId, DatanetId, FRAGMENTER_VERSION,
};
use serde_json::{json, Value};
use std::path::PathBuf;

/// Give data to a datanet.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as alice contribute solidity ./contracts --licence MIT --source npm:mine@1.0.0 --wait
  openledger --as alice contribute 0 notes.md more.md --licence CC0-1.0 --source 'my own notes'
  openledger --as alice contribute 0 questions.csv answers.parquet --licence MIT --source 'our help desk'
  openledger --as alice contribute 0 ./a-hugging-face-dataset --split train --source hf:someone/dataset

Each document is looked at here as the network will look at it: what it would refuse is listed and stays on this
machine. The rest is cut into bundles, sent to the worker and declared on chain.

Tables (.csv, .tsv, .parquet, large .jsonl) become JSON Lines, a row a line. A folder in the layout of Hugging Face
datasets gives its files of rows and its licence.")]
pub struct Contribute {
    /// Number or slug of the datanet.
    datanet: String,
    /// Files and folders. Documents are named relative to the folder given; hidden files are left out.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The licence the data comes under; a dataset's own where its card names one.
    #[arg(long, value_name = "SPDX")]
    licence: Option<String>,
    /// Where it comes from, such as `npm:solady@0.1.26`; recorded on chain.
    #[arg(long, value_name = "TEXT")]
    source: String,
    /// Only these splits of datasets: train, validation, test. All of them when not given.
    #[arg(long, value_name = "SPLIT", value_parser = ["train", "validation", "test"])]
    split: Vec<String>,
    /// Send documents whose licence header the network will refuse too, in bundles of their own.
    #[arg(long)]
    no_check: bool,
    /// Wait until the network has checked each bundle.
    #[arg(long)]
    wait: bool,
    /// Largest bundle; a smaller one says more precisely which data an answer rests on.
    #[arg(long, default_value_t = 128, value_name = "KIB", value_parser = clap::value_parser!(u32).range(1..=32768))]
    bundle_kib: u32,
}

/// A bundle that is on chain.
struct Made {
    id: ContributionId,
    bundle: Prepared,
    state: &'static str,
    reason: Option<String>,
}

impl Contribute {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network, worker) = (context.signer().await?, context.network().await?, context.worker()?);
        let found = collect(&self.paths, &self.split)?;
        let asked = licence(self.licence.as_deref(), &found.datasets)?;
        tell(&found);
        let at = network.state().await?;
        let id = datanets::resolve(&at, &self.datanet).await?;
        let datanet = datanets::datanet(&at, id).await?;
        if matches!(datanet.state, DatanetState::Closed) {
            return Err(CliError::failure(format!("datanet `{}` takes no more contributions", self.datanet)));
        }
        let licences = Licences::read(&at).await?;
        let licence = licences.number(&asked)?;
        let declared = Declared {
            licence: licences.name(licence),
            admitted: datanet.licences.0.iter().map(|id| licences.name(*id)).collect(),
        };
        if !datanet.licences.0.contains(&licence) {
            return Err(CliError::failure(format!("datanet `{}` does not admit `{}`", self.datanet, asked))
                .hint(format!("it admits {}", declared.admitted.join(", "))));
        }

        let mut refused = found.refused;
        let grouped = group(found.documents.into_values().collect(), &declared, !self.no_check);
        refused.extend(grouped.refused);
        let mut bundles = Vec::new();
        for group in grouped.groups {
            bundles.extend(cut(group, self.bundle_kib as usize * 1024)?);
        }
        if bundles.is_empty() {
            return Err(nothing_left(&refused));
        }
        for file in &refused {
            eprintln!("refused: {file}");
        }

        let mut made = Vec::new();
        let sent = self.send(network, &signer, &worker, (id, licence), bundles, &mut made).await;
        let sent = match sent {
            Ok(height) if self.wait => wait(network, &worker, height, &mut made, &mut refused).await,
            Ok(height) => network.settle(height).await.map(drop),
            Err(error) => Err(error),
        };
        let answer = answer(&declared.licence, &made, &refused);
        sent.map_err(|error| error.partial(answer.clone()))?;
        Ok(Answer::new(answer))
    }

    /// Uploads and declares every bundle; returns the height of the last block.
    async fn send(
        &self,
        network: &Network,
        signer: &Keypair,
        worker: &Worker,
        (datanet, licence): (DatanetId, datanets::LicenceId),
        bundles: Vec<Prepared>,
        made: &mut Vec<Made>,
    ) -> Result<BlockNumber> {
        let bar = progress::bar(bundles.len(), "contributing");
        let mut height = 0;
        let (at, own) = (network.chain().best().await?, signer.public_key().0);
        for bundle in bundles {
            worker.put(bundle.bytes.clone()).await?;
            if let Some(known) = known(&at, datanet, &bundle, &own).await? {
                eprintln!("contribution {} has this content already", known.id);
                made.push(Made { bundle, ..known });
                bar.inc(1);
                continue;
            }
            let call = runtime::tx().datanets().contribute(
                datanet,
                Static(bundle.content),
                bundle.root,
                bundle.fragments,
                bundle.bytes.len() as u64,
                FRAGMENTER_VERSION,
                licence,
                bounded(&self.source),
            );
            let included = network.submit_one_of_several(&call, signer).await?;
            let event = included.event::<events::ContributionSubmitted>("Datanets.ContributionSubmitted")?;
            height = included.at.number();
            made.push(Made { id: event.contribution, bundle, state: "submitted", reason: None });
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(height)
    }
}

/// Says what of a dataset is not contributed.
fn tell(found: &Collected) {
    for card in &found.datasets {
        eprintln!("`{}` is a dataset: its files of rows are contributed", card.folder.display());
    }
    if !found.left_out.is_empty() {
        eprintln!("left out: {}", found.left_out.join(", "));
    }
}

/// The account's own contribution of this content, from an earlier run that was interrupted.
async fn known(at: &At, datanet: DatanetId, bundle: &Prepared, own: &AccountBytes) -> Result<Option<Made>> {
    let place = runtime::storage().datanets().contribution_of_content();
    let Some(id) = at.get(place, (datanet, Static(bundle.content))).await? else { return Ok(None) };
    let found = datanets::contribution(at, id).await?;
    let state = contribution_state(&found.state);
    // Somebody else's, or one that was taken back: the chain says so itself.
    let usable = found.contributor.0 == *own && matches!(state, "submitted" | "in-curation" | "accepted");
    Ok(usable.then(|| Made { id, bundle: bundle.clone(), state, reason: None }))
}

/// Waits until every contribution is checked, and fetches the reports on those that were refused.
async fn wait(
    network: &Network,
    worker: &Worker,
    height: BlockNumber,
    made: &mut [Made],
    refused: &mut Vec<RefusedDocument>,
) -> Result<()> {
    let mut at = network.settle(height).await?;
    let bar = progress::bar(made.len(), "waiting for the checks");
    for one in made.iter_mut() {
        loop {
            let contribution = datanets::contribution(&at, one.id).await?;
            one.state = contribution_state(&contribution.state);
            if let ContributionState::Rejected(reason) = &contribution.state {
                one.reason = Some(word(&reason.0));
                if let Some(check) = at.get(runtime::storage().datanets().checks(), (one.id,)).await? {
                    match worker.report(&check.0.report).await {
                        Ok(report) => refused.extend(report.refused),
                        Err(error) => {
                            eprintln!("warning: the report on contribution {} is missing: {}", one.id, error.message)
                        }
                    }
                }
            }
            if one.state != "submitted" {
                break;
            }
            tokio::time::sleep(POLL).await;
            at = network.state().await?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn answer(licence: &str, made: &[Made], refused: &[RefusedDocument]) -> Value {
    let contributions: Vec<Value> = made
        .iter()
        .map(|made| {
            json!({
                "id": made.id,
                "licence": licence,
                "documents": made.bundle.documents,
                "fragments": made.bundle.fragments,
                "bytes": made.bundle.bytes.len(),
                "content": made.bundle.content,
                "root": hex(&made.bundle.root),
                "state": made.state,
                "reason": made.reason,
            })
        })
        .collect();
    json!({ "contributions": contributions, "refused": list(refused) })
}

fn list(refused: &[RefusedDocument]) -> Vec<Value> {
    let entry = |file: &RefusedDocument| json!({ "file": file.path, "reason": file.reason, "detail": file.detail });
    refused.iter().map(entry).collect()
}

/// Reasons that are spelled out in an error; the JSON has all of them.
const SPELLED_OUT: usize = 5;

fn nothing_left(refused: &[RefusedDocument]) -> CliError {
    if refused.is_empty() {
        return CliError::not_found("there is no file to contribute").hint("hidden files are left out");
    }
    let mut message = String::from("nothing is left to contribute:");
    for file in refused.iter().take(SPELLED_OUT) {
        message.push_str(&format!("\n  {} ({})", file, word(&file.reason)));
    }
    if refused.len() > SPELLED_OUT {
        message.push_str(&format!("\n  and {} more", refused.len() - SPELLED_OUT));
    }
    CliError { kind: Kind::Failure, ..CliError::failure(message) }
        .hint("see `openledger datanet show` for the licences it admits")
        .partial(json!({ "contributions": [], "refused": list(refused) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::job::Rejection;

    #[test]
    fn when_nothing_is_left_every_file_is_named_with_its_reason() {
        let file =
            RefusedDocument { path: "a.md".into(), reason: Rejection::MediaMismatch, detail: "holds a PNG".into() };
        let error = nothing_left(&[file]);
        assert!(error.message.contains("`a.md`: holds a PNG (media-mismatch)"), "{}", error.message);
        let json = error.to_json();
        assert_eq!(json["refused"][0], json!({ "file": "a.md", "reason": "media-mismatch", "detail": "holds a PNG" }));
        assert_eq!(json["contributions"], json!([]));
    }
}

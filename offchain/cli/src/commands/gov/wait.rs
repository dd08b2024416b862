//! Waiting for a referendum to end, and for what it decided to run.

use crate::{
    chain::{
        governance::{
            enactment::{self, Enactment},
            referenda::{self, End, Index},
            stage::Stage,
            tracks::Tracks,
        },
        Network, POLL,
    },
    error::{CliError, Result},
    progress,
};
use serde_json::json;
use std::time::{Duration, Instant};

/// What to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Until {
    /// It passed, or did not.
    Decided,
    /// It passed, and its call has run.
    Enacted,
}

/// Waits, and fails unless the referendum passed and, if that was asked for, its call succeeded.
pub async fn for_end(network: &Network, index: Index, until: Until, timeout: Option<u64>) -> Result<()> {
    let (spinner, started) = (progress::spinner(format!("referendum {index}")), Instant::now());
    let mut warned = false;
    let mut last = String::new();
    loop {
        let at = network.state().await?;
        match referenda::split(referenda::info(&at, index).await?) {
            Ok(status) => {
                let stage = Stage::of(&at, &Tracks::read(&at)?, &status).await?;
                last = format!("; {}", standing(&stage));
                let blocks = stage.next.block.map(|block| block.saturating_sub(at.number()));
                let when = blocks.map(|blocks| format!(" in {blocks} blocks")).unwrap_or_default();
                spinner.set_message(format!("referendum {index} is {}: {}{when}{last}", stage.word, stage.next.what));
                if stage.word == "needs-deposit" && !warned {
                    warned = true;
                    eprintln!("warning: nothing is decided until `openledger gov deposit {index}`");
                }
            }
            Err(over) if over.end != End::Approved => {
                return Err(CliError::failure(format!("referendum {index} was {}{last}", over.end.word()))
                    .hint(format!("see `openledger gov status {index}`"))
                    .partial(json!({ "referendum": index, "state": over.end.word() })));
            }
            Err(_) if until == Until::Decided => break,
            Err(over) => {
                let enactment = enactment::find(network, &at, index, &over).await?;
                let partial = json!({ "referendum": index, "state": "approved", "enactment": enactment.json() });
                enactment.check(index).map_err(|error| error.partial(partial.clone()))?;
                match enactment {
                    Enactment::Scheduled(block) => {
                        let blocks = block.saturating_sub(at.number());
                        spinner.set_message(format!("referendum {index} passed and is enacted in {blocks} blocks"));
                    }
                    Enactment::Kept(_, hash) => {
                        return Err(CliError::failure(format!(
                            "referendum {index} waits for the validators to endorse it"
                        ))
                        .hint(format!(
                            "they do with `openledger gov endorse {}`; then `openledger gov enact {index}`",
                            crate::account::hex(&hash)
                        ))
                        .partial(partial));
                    }
                    _ => break,
                }
            }
        }
        if timeout.is_some_and(|seconds| started.elapsed() > Duration::from_secs(seconds)) {
            return Err(CliError::failure(format!("referendum {index} takes longer{last}"))
                .hint(format!("it goes on; look again with `openledger gov status {index}`"))
                .partial(json!({ "referendum": index })));
        }
        tokio::time::sleep(POLL).await;
    }
    spinner.finish_and_clear();
    Ok(())
}

/// Where votes stand, in one line.
fn standing(stage: &Stage) -> String {
    let standing = &stage.standing;
    format!(
        "approval {} of {} %, support {} of {} %",
        standing.approval.0.percent(),
        standing.approval.1.percent(),
        standing.support.0.percent(),
        standing.support.1.percent()
    )
}

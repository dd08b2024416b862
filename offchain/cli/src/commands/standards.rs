//! `openledger standards`: what others are held to.

use crate::{
    chain::governance::standards::{self, Kind},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use serde_json::{json, Map, Value};

/// What datanets, versions and income are held to; token holders change it.
#[derive(Debug, Subcommand)]
pub enum Standards {
    /// What holds now.
    #[command(
        after_help = "Example:\n  openledger standards show deployment --history\n\nShares are in parts per million. Change one with `openledger gov propose standard`."
    )]
    Show {
        /// Which one [default: every one].
        #[arg(value_enum)]
        kind: Option<Kind>,
        /// What held before as well, the latest last, and until which block.
        #[arg(long)]
        history: bool,
    },
}

impl Standards {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let Standards::Show { kind, history } = self;
        let at = context.network().await?.state().await?;
        let kinds = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
        let mut shown = Map::new();
        for kind in kinds {
            let mut standard = standards::current_json(&at, kind).await?;
            if let (true, Some(fields)) = (history, standard.as_object_mut()) {
                let past = standards::history(&at, kind).await?;
                let entry = |(until, standard)| match standards::json(&standard) {
                    Value::Object(mut held) => {
                        held.insert("until".into(), json!(until));
                        Value::Object(held)
                    }
                    other => other,
                };
                fields.insert("history".into(), past.into_iter().map(entry).collect());
            }
            shown.insert(kind.word().into(), standard);
        }
        Ok(Answer::new(Value::Object(shown)))
    }
}

//! `openledger standards`: what others are held to.

use crate::{
    amount::Open,
    chain::governance::standards::{self, Kind},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use serde_json::{json, Map, Value};

/// Parts per million in one per cent.
const PPM_OF_A_PERCENT: f64 = 10_000.0;

/// What datanets, versions and income are held to; token holders change it.
#[derive(Debug, Subcommand)]
pub enum Standards {
    /// What holds now.
    #[command(
        after_help = "Example:\n  openledger standards show deployment --history\n\nWith `--json` shares are in parts per million. Change one with `openledger gov propose standard`."
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
        let text = shown.iter().map(|(kind, standard)| section(kind, standard)).collect::<Vec<_>>().join("\n");
        Ok(Answer::with_text(Value::Object(shown), text))
    }
}

/// One standard for people.
fn section(kind: &str, standard: &Value) -> String {
    let mut text = format!("{kind}\n");
    let Some(fields) = standard.as_object() else { return text };
    for (name, value) in fields {
        match value.as_array() {
            Some(licences) if name == "licences" => {
                for licence in licences {
                    let retired = if licence["retired"] == true { "  retired" } else { "" };
                    text += &format!(
                        "  {:>5}  {}{retired}\n",
                        licence["number"].to_string(),
                        plain("spdx", &licence["spdx"])
                    );
                }
            }
            Some(past) if name == "history" => {
                for held in past {
                    let until = &held["until"];
                    let held = held.as_object().into_iter().flatten().filter(|(name, _)| *name != "until");
                    let held = held.map(|(name, value)| format!("{} {}", title(name), plain(name, value)));
                    text += &format!("  until block {until}: {}\n", held.collect::<Vec<_>>().join(", "));
                }
            }
            _ => text += &format!("  {:<22} {}\n", title(name), plain(name, value)),
        }
    }
    text
}

fn title(name: &str) -> String {
    name.strip_suffix("_ppm").unwrap_or(name).replace('_', " ")
}

/// A value in the unit in which it is set.
fn plain(name: &str, value: &Value) -> String {
    match value {
        Value::Number(share) if name.ends_with("_ppm") => {
            format!("{} %", share.as_f64().unwrap_or_default() / PPM_OF_A_PERCENT)
        }
        Value::Number(blocks) if ends_with(name, &["_period", "_window", "_lifetime", "_half_life"]) => {
            format!("{blocks} blocks")
        }
        Value::String(planck) if ends_with(name, &["_deposit", "_bond", "_fee", "_stake"]) => {
            planck.parse().map_or_else(|_| planck.clone(), |planck| Open(planck).to_string())
        }
        Value::String(text) => text.clone(),
        Value::Array(entries) if entries.is_empty() && name == "engine_builds" => "any".into(),
        Value::Array(entries) => entries.iter().map(|entry| plain("", entry)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| plain(name, value));
            fields.collect::<Vec<_>>().join(":")
        }
        other => other.to_string(),
    }
}

fn ends_with(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_the_units_they_write() {
        let standard = json!({
            "minimum_improvement_ppm": 52_500,
            "require_approval": true,
            "minimum_deposit": "100000000000000000",
            "unbonding_period": 5,
            "challenge_window": 60,
            "curation_fee": "100000000000000000",
            "engine_builds": [],
            "history": [{ "minimum_improvement_ppm": 0, "until": 380 }],
        });
        let text = section("deployment", &standard);
        for line in [
            "minimum improvement    5.25 %",
            "require approval       true",
            "minimum deposit        0.1 OPEN",
            "unbonding period       5 blocks",
            "challenge window       60 blocks",
            "curation fee           0.1 OPEN",
            "engine builds          any",
            "until block 380: minimum improvement 0 %",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
    }
}

//! Everything that is printed: an answer on stdout, errors and hints on stderr.

use crate::{amount::Open, error::CliError};
use serde_json::{Map, Value};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// What a command prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// For `--json`.
    pub json: Value,
    /// For people, where the fields one after another would not read well.
    pub text: Option<String>,
    /// Whether the command did what it was asked; a broken receipt is an answer, and a failure.
    pub good: bool,
}

impl Answer {
    /// An answer whose fields speak for themselves.
    pub fn new(json: Value) -> Self {
        Self { json, text: None, good: true }
    }

    /// An answer with a text of its own.
    pub fn with_text(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: Some(text.into()), good: true }
    }
}

/// Where output goes, and in which form.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// One JSON object on stdout.
    pub json: bool,
}

impl Output {
    /// Prints an answer.
    pub fn print(&self, answer: &Answer) -> ExitCode {
        let text = match (self.json, &answer.text) {
            (true, _) => answer.json.to_string(),
            (false, Some(text)) => text.clone(),
            (false, None) => readable(&answer.json),
        };
        // Whoever closed the pipe has seen enough.
        let _ = writeln!(io::stdout().lock(), "{}", text.trim_end_matches('\n'));
        if answer.good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Prints an error: for people on stderr, and with `--json` as the one object on stdout as well.
    pub fn fail(&self, error: &CliError) -> ExitCode {
        if self.json {
            let _ = writeln!(io::stdout().lock(), "{}", error.to_json());
        }
        let _ = writeln!(io::stderr().lock(), "{error}");
        ExitCode::from(error.kind.code())
    }
}

/// Fields that are amounts: shown in OPEN to people, in planck to programs.
const AMOUNTS: [&str; 38] = [
    "access_fee",
    "amount",
    "bond",
    "built",
    "claimable",
    "claimed",
    "cumulative",
    "deposit",
    "deposit_base",
    "deposit_per_kib",
    "fee",
    "fee_max",
    "fund",
    "funded",
    "goal",
    "heavy_price",
    "input_price",
    "left",
    "light_price",
    "minimum_bond",
    "minimum_curator_bond",
    "minimum_deposit",
    "missing",
    "output_price",
    "owed",
    "paid",
    "pay",
    "quorum_stake",
    "raised",
    "received",
    "redeemed",
    "refunded",
    "returned",
    "reward",
    "spent",
    "staked",
    "warming",
    "weight",
];

/// Fields one on a line; lists as one block for each entry.
pub fn readable(value: &Value) -> String {
    let mut lines = String::new();
    match value {
        Value::Object(fields) => write_fields(fields, 0, &mut lines),
        other => lines.push_str(&plain("", other)),
    }
    lines
}

/// Fields that say what something is, in the order in which people look for them.
const NAMES: [&str; 24] = [
    "id",
    "referendum",
    "track",
    "datanet",
    "contribution",
    "version",
    "agent",
    "pin",
    "allocation",
    "batch",
    "worker",
    "account",
    "curator",
    "name",
    "slug",
    "model",
    "number",
    "kind",
    "alias",
    "file",
    "state",
    "reason",
    "amount",
    "paid",
];

/// Fields in the order in which people read them: names first, the rest by the alphabet.
fn ordered(fields: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut ordered: Vec<(&String, &Value)> = fields.iter().filter(|(_, value)| !value.is_null()).collect();
    let place = |name: &str| NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len());
    // Stable, so that fields of one place stay in the map's order.
    ordered.sort_by_key(|(name, _)| place(name));
    ordered
}

fn write_fields(fields: &Map<String, Value>, indent: usize, lines: &mut String) {
    let fields = ordered(fields);
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let margin = " ".repeat(indent);
    for (name, value) in fields {
        let title = name.replace('_', " ");
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                lines.push_str(&format!("{margin}{title}\n"));
                write_fields(inner, indent + 2, lines);
            }
            Value::Array(entries) if entries.iter().any(Value::is_object) => {
                lines.push_str(&format!("{margin}{title} ({})\n", entries.len()));
                for entry in entries {
                    lines.push_str(&format!("{margin}  {}\n", row(entry)));
                }
            }
            other => lines.push_str(&format!("{margin}{title:<width$}  {}\n", plain(name, other))),
        }
    }
}

/// One entry of a list on one line.
fn row(entry: &Value) -> String {
    let Value::Object(fields) = entry else { return plain("", entry) };
    ordered(fields)
        .into_iter()
        .map(|(name, value)| format!("{} {}", name.replace('_', " "), plain(name, value)))
        .collect::<Vec<_>>()
        .join("  ")
}

fn plain(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) if AMOUNTS.contains(&name) => {
            text.parse().map(|planck| Open(planck).to_string()).unwrap_or_else(|_| text.clone())
        }
        Value::String(text) => text.clone(),
        Value::Array(entries) => {
            let entries: Vec<String> = entries.iter().map(|entry| plain(name, entry)).collect();
            if entries.is_empty() {
                "none".into()
            } else {
                entries.join(", ")
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn people_read_open_and_programs_read_planck() {
        let answer = json!({ "allocation": 3, "amount": "12500000000000000000", "worker": "5Grw", "none": null });
        assert_eq!(readable(&answer), "allocation  3\nworker      5Grw\namount      12.5 OPEN\n");
    }

    #[test]
    fn lists_have_an_entry_on_a_line() {
        let answer =
            json!({ "open": [{ "contribution": 1, "votes": 0 }, { "contribution": 2, "votes": 1 }], "ids": [1, 2] });
        let shown = readable(&answer);
        assert!(shown.contains("open (2)\n  contribution 1  votes 0\n"), "{shown}");
        assert!(shown.contains("ids   1, 2\n"), "{shown}");
    }
}

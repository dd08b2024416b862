//! Referenda for people, from what programs get.

use crate::amount::Open;
use serde_json::Value;

/// What names of arguments that are amounts have in them.
const AMOUNTS: [&str; 6] = ["amount", "bond", "deposit", "price", "reward", "value"];

/// Everything that is known of a referendum, one thing on a line; what is not known is left out.
pub fn referendum(shown: &Value) -> String {
    let word = |name: &str| shown.get(name).and_then(Value::as_str);
    let mut text = format!("referendum {}", shown["referendum"]);
    if let Some(track) = word("track") {
        text += &format!(" on {track}");
    }
    if let Some(state) = word("state") {
        text += &format!(": {state}");
    }
    text.push('\n');
    let mut line = |title: &str, what: Option<String>| {
        if let Some(what) = what {
            text += &format!("  {title:<11} {what}\n");
        }
    };
    let proposal = &shown["proposal"];
    line("proposes", call(proposal).or_else(|| proposal["hash"].as_str().map(|hash| format!("the call {hash}"))));
    line("call hash", word("call_hash").map(Into::into));
    line("code", word("code_hash").map(|hash| format!("{hash}, {} bytes", shown["code_bytes"])));
    line("file", word("code_file").map(Into::into));
    line("your vote", word("vote").map(|vote| vote_of(shown, vote)));
    line("approval", of_needed(&shown["votes"], "approval"));
    line("support", of_needed(&shown["votes"], "support"));
    line(
        "votes",
        word("ayes").map(|ayes| format!("{} aye, {} nay, weighted", open(ayes), open(word("nays").unwrap_or("0")))),
    );
    line("proposed by", placed(&shown["submission"]));
    line("deposit by", placed(&shown["decision"]));
    line("ended", shown["ended_at"].as_u64().map(|block| format!("in block {block}")));
    line("enactment", enactment(&shown["enactment"]));
    line("next", next(&shown["next"]));
    line("vote with", word("vote_with").map(|command| format!("`{command}`")));
    text
}

/// Referenda that go on, one on a line, and below the latest that are over.
pub fn table(shown: &Value) -> String {
    let mut text = format!("block {}\n", shown["block"]);
    let entries = |name: &str| shown[name].as_array().cloned().unwrap_or_default();
    let plain = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    if entries("ongoing").is_empty() {
        text += "nothing is being decided\n";
    }
    for entry in entries("ongoing") {
        text += &format!(
            "{:>5}  {:<13} {:<19} {:<32} approval {} %, support {} %; {}\n",
            entry["referendum"].to_string(),
            plain(&entry["state"]),
            plain(&entry["track"]),
            plain(&entry["call"]),
            entry["approval_percent"],
            entry["support_percent"],
            next(&entry["next"]).unwrap_or_default()
        );
    }
    for entry in entries("over") {
        text += &format!(
            "{:>5}  {:<13} {:<19} {:<32} in block {}{}\n",
            entry["referendum"].to_string(),
            plain(&entry["state"]),
            plain(&entry["track"]),
            plain(&entry["call"]),
            entry["ended_at"],
            enactment(&entry["enactment"]).map(|enactment| format!("; enactment {enactment}")).unwrap_or_default()
        );
    }
    text
}

/// A call with its arguments, as one would write it.
fn call(words: &Value) -> Option<String> {
    let name = words.get("call")?.as_str()?;
    Some(format!("{name} {}", argument(&words["arguments"])))
}

fn argument(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(entries) => format!("[{}]", entries.iter().map(argument).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            if let Some(inner) = call(value) {
                return inner;
            }
            let fields = fields.iter().map(|(name, value)| match value.as_str() {
                Some(planck) if AMOUNTS.iter().any(|amount| name.contains(amount)) => {
                    format!("{name}: {}", open(planck))
                }
                _ => format!("{name}: {}", argument(value)),
            });
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn open(planck: &str) -> String {
    planck.parse().map(|planck| Open(planck).to_string()).unwrap_or_else(|_| planck.into())
}

fn vote_of(shown: &Value, side: &str) -> String {
    let text = |name: &str| shown[name].as_str().unwrap_or_default();
    let locked = shown["locked_blocks"].as_u64().unwrap_or_default();
    let lock = match locked {
        0 => "not locked afterwards".to_owned(),
        blocks => format!("locked for {blocks} blocks afterwards if that side wins"),
    };
    format!("{side} with {}, conviction {}; {lock}", open(text("amount")), text("conviction"))
}

fn of_needed(votes: &Value, name: &str) -> Option<String> {
    let share = votes.get(format!("{name}_percent"))?;
    Some(format!("{share} %; needed are {} %", votes[format!("{name}_needed_percent")]))
}

fn placed(deposit: &Value) -> Option<String> {
    Some(format!("{}, {} held", deposit["account"].as_str()?, open(deposit["amount"].as_str()?)))
}

fn enactment(found: &Value) -> Option<String> {
    let state = found["state"].as_str()?;
    let block = found["block"].as_u64().map(|block| format!(" in block {block}")).unwrap_or_default();
    let why = ["error", "reason", "call_hash"].iter().filter_map(|name| found[*name].as_str());
    Some(why.filter(|why| !why.is_empty()).fold(format!("{state}{block}"), |text, why| format!("{text}: {why}")))
}

fn next(next: &Value) -> Option<String> {
    let what = next["what"].as_str()?;
    let Some(block) = next["block"].as_u64() else { return Some(what.into()) };
    let seconds = next["seconds"].as_u64().unwrap_or_default();
    Some(format!("{what}: block {block}, in {} blocks, about {}", next["blocks"], time(seconds)))
}

/// A time in the unit in which people think of it.
fn time(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds / 60),
        7_200..=172_799 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_referendum_reads_as_sentences() {
        let shown = json!({
            "referendum": 3,
            "track": "root",
            "state": "deciding",
            "proposal": { "call": "Referenda.cancel", "arguments": { "index": 7 }, "hash": "0x00", "length": 3 },
            "votes": {
                "approval_percent": 100.0, "approval_needed_percent": 80.5,
                "support_percent": 6.25, "support_needed_percent": 50.0,
            },
            "next": { "what": "rejected if votes stay so", "block": 40, "blocks": 20, "seconds": 40 },
        });
        let text = referendum(&shown);
        assert!(text.starts_with("referendum 3 on root: deciding\n"), "{text}");
        assert!(text.contains("proposes    Referenda.cancel { index: 7 }"), "{text}");
        assert!(text.contains("support     6.25 %; needed are 50.0 %"), "{text}");
        assert!(text.contains("rejected if votes stay so: block 40, in 20 blocks, about 40 s"), "{text}");
        assert!(!text.contains("null") && !text.contains("enactment"), "{text}");
    }

    #[test]
    fn a_failure_says_why() {
        let found = json!({ "state": "failed", "block": 9, "error": "BadOrigin", "reason": "" });
        assert_eq!(enactment(&found).as_deref(), Some("failed in block 9: BadOrigin"));
    }

    #[test]
    fn times_are_in_fitting_units() {
        assert_eq!([time(40), time(600), time(86_400), time(604_800)], ["40 s", "10 min", "24 h", "7 days"]);
    }
}

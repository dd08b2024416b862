//! `openledger complete`: a model continues a text, paid by voucher.

use crate::{
    account::{digest, hex, ss58},
    amount::Open,
    asking::{ask, Paid, Question},
    chain::datanets,
    context::Context,
    error::{CliError, Result},
    output::Answer,
    progress,
};
use clap::Args;
use openledger_client::At;
use openledger_primitives::{receipt::Sampling, AllocationId, ContributionId};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    io::{self, Read},
};

/// Let a model continue a text.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as dave complete solidity-latest 'function transfer(' --max-tokens 48
  openledger --as dave complete solidity-latest - < prompt.txt")]
pub struct Complete {
    /// An alias, a model's name, or a version's number.
    model: String,
    /// The text; `-` reads it from standard input.
    prompt: String,
    #[command(flatten)]
    drawing: Drawing,
    /// Texts at which the answer ends, up to four.
    #[arg(long, value_name = "TEXT")]
    stop: Vec<String>,
}

/// How an answer is made and paid, for completions and chats.
#[derive(Clone, Debug, Args)]
pub struct Drawing {
    /// Most tokens to produce [default: what the worker gives].
    #[arg(long, value_name = "TOKENS", value_parser = clap::value_parser!(u32).range(1..))]
    max_tokens: Option<u32>,
    /// 0 always takes the likeliest token; up to 2.
    #[arg(long, default_value_t = 1.0)]
    temperature: f64,
    /// Tokens are drawn from the likeliest that make up this mass.
    #[arg(long, default_value_t = 1.0)]
    top_p: f64,
    /// Tokens are drawn from so many of the likeliest; 0 is off.
    #[arg(long, default_value_t = 0)]
    top_k: u16,
    /// Makes the answer repeatable [default: a new one].
    #[arg(long)]
    seed: Option<u64>,
    /// The allocation that pays [default: the one for this worker that has the most left].
    #[arg(long, value_name = "NUMBER")]
    allocation: Option<AllocationId>,
    /// Refuse to ask if the answer may cost more.
    #[arg(long, value_name = "AMOUNT")]
    max_fee: Option<Open>,
}

impl Drawing {
    /// As the receipt states it.
    pub fn sampling(&self) -> Result<Sampling> {
        let milli = |value: f64, most: f64, name: &str| {
            let valid = value.is_finite() && (0.0..=most).contains(&value);
            // In range by the line above.
            let milli = (value * 1000.0).round() as u16;
            valid.then_some(milli).ok_or_else(|| CliError::usage(format!("{name} is a number from 0 to {most}")))
        };
        let top_p_milli = milli(self.top_p, 1.0, "--top-p")?;
        if top_p_milli == 0 {
            return Err(CliError::usage("--top-p is above 0"));
        }
        Ok(Sampling {
            temperature_milli: milli(self.temperature, 2.0, "--temperature")?.into(),
            top_p_milli,
            top_k: self.top_k,
            max_tokens: self.max_tokens.unwrap_or(0),
            // Below 2^53, for workers whose JSON counts in doubles.
            seed: self.seed.unwrap_or_else(|| rand::random::<u64>() >> 11),
        })
    }

    /// A question about this body.
    pub fn question<'a>(
        &self,
        model: &'a str,
        route: &'static str,
        body: Value,
        prompt_bytes: usize,
    ) -> Result<Question<'a>> {
        let (sampling, most) = (self.sampling()?, self.max_fee.map(|fee| fee.0));
        Ok(Question { model, route, body, prompt_bytes, sampling, allocation: self.allocation, most })
    }
}

impl Complete {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let prompt = match self.prompt.as_str() {
            "-" => {
                let mut text = String::new();
                let read = io::stdin().lock().read_to_string(&mut text);
                read.map_err(|error| CliError::failure(format!("cannot read the prompt: {error}")))?;
                text
            }
            text => text.to_owned(),
        };
        let mut body = json!({ "prompt": prompt });
        if !self.stop.is_empty() {
            body["stop"] = json!(self.stop);
        }
        let question = self.drawing.question(&self.model, "/v1/completions", body, prompt.len())?;
        let spinner = progress::spinner("answering");
        let paid = ask(context, &question).await?;
        spinner.finish_and_clear();
        let text = paid.answer["choices"][0]["text"].as_str().unwrap_or_default().to_owned();
        let at = context.network().await?.chain().finalized().await?;
        let answer = answer(&at, &paid, &text).await?;
        let shown = format!("{text}\n\n{}", explained(&answer));
        Ok(Answer::with_text(answer, shown))
    }
}

/// The answer with its receipt and everyone in it.
pub async fn answer(at: &At, paid: &Paid, text: &str) -> Result<Value> {
    let attribution = &paid.answer["openledger"]["attribution"];
    let mut contributors = BTreeMap::new();
    let mut shares = Vec::new();
    for part in attribution["contributions"].as_array().into_iter().flatten() {
        let Some(id) = part["id"].as_u64() else { continue };
        let contributor = match part["contributor"].as_str().and_then(digest) {
            Some(account) => ss58(&account),
            None => contributor(at, id, &mut contributors).await?,
        };
        contributors.insert(id, contributor.clone());
        shares.push(json!({ "contribution": id, "contributor": contributor, "share_ppm": part["share_ppm"] }));
    }
    let mut fragments = Vec::new();
    for found in attribution["fragments"].as_array().into_iter().flatten() {
        let Some(id) = found["contribution"].as_u64() else { continue };
        let score = found["score"].as_str().and_then(|score| score.parse::<i64>().ok());
        let file = found["path"]
            .as_str()
            .map_or_else(|| format!("contribution {id}, fragment {}", found["fragment"]), str::to_owned);
        fragments.push(json!({
            "contribution": id,
            "contributor": contributor(at, id, &mut contributors).await?,
            "fragment": found["fragment"],
            "file": file,
            "score": score.or_else(|| found["score"].as_i64()),
            "text": found["text"],
        }));
    }
    Ok(json!({
        "text": text,
        "version": paid.receipt.version,
        "receipt": hex(&paid.hash),
        "allocation": paid.receipt.allocation,
        "fee": paid.receipt.fee.to_string(),
        "input_tokens": paid.receipt.input_tokens,
        "output_tokens": paid.receipt.output_tokens,
        "seed": paid.receipt.sampling.seed,
        "finish": paid.answer["choices"][0]["finish_reason"],
        "fragments": fragments,
        "shares": shares,
    }))
}

async fn contributor(at: &At, id: ContributionId, known: &mut BTreeMap<ContributionId, String>) -> Result<String> {
    if let Some(account) = known.get(&id) {
        return Ok(account.clone());
    }
    let account = ss58(&datanets::contribution(at, id).await?.contributor.0);
    known.insert(id, account.clone());
    Ok(account)
}

/// What people read below an answer.
pub fn explained(answer: &Value) -> String {
    let fee = answer["fee"].as_str().and_then(|fee| fee.parse().ok()).map(|fee| Open(fee).to_string());
    let mut text = format!(
        "── {} · version {} · {} + {} tokens\nreceipt {}\n",
        fee.unwrap_or_default(),
        answer["version"],
        answer["input_tokens"],
        answer["output_tokens"],
        answer["receipt"].as_str().unwrap_or_default()
    );
    for share in answer["shares"].as_array().into_iter().flatten() {
        let ppm = share["share_ppm"].as_u64().unwrap_or_default();
        let contributor = share["contributor"].as_str().unwrap_or_default();
        text.push_str(&format!(
            "  {:>6.2} %  {contributor}  contribution {}\n",
            ppm as f64 / 1e4,
            share["contribution"]
        ));
    }
    for found in answer["fragments"].as_array().into_iter().flatten().take(3) {
        text.push_str(&format!("  near {} (score {})\n", found["file"].as_str().unwrap_or_default(), found["score"]));
    }
    text
}

//! One request: quote, voucher on disk, answer, receipt checked.

use crate::{
    account::{digest, hex},
    chain::{attribution, models, POLL},
    context::Context,
    error::{CliError, Result},
    vouchers::{Asked, Locked, Quote, State, Step, Wallet},
    worker::{Declined, Worker},
};
use openledger_primitives::{
    receipt::{Receipt, Sampling},
    AllocationId, Amount, Digest,
};
use reqwest::StatusCode;
use serde_json::{json, Value};

/// A request before it is paid.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// An alias, a model, or a version's number.
    pub model: &'a str,
    /// Where to ask: `/v1/completions` or `/v1/chat/completions`.
    pub route: &'static str,
    /// Its body but for model and sampling.
    pub body: Value,
    /// Bytes of the prompt.
    pub prompt_bytes: usize,
    /// How tokens are drawn; `max_tokens` is 0 where the worker decides.
    pub sampling: Sampling,
    /// Which allocation pays.
    pub allocation: Option<AllocationId>,
    /// Most that the answer may cost.
    pub most: Option<Amount>,
}

/// An answer with its receipt, both checked and kept.
#[derive(Clone, Debug)]
pub struct Paid {
    /// The worker's JSON.
    pub answer: Value,
    /// The receipt in it.
    pub receipt: Receipt,
    /// Its hash.
    pub hash: Digest,
}

/// Header of the voucher.
const VOUCHER: &str = "OpenLedger-Voucher";
/// Header by which a quote shows where an allocation stands.
const ALLOCATION: &str = "OpenLedger-Allocation";

/// Asks, pays and checks.
pub async fn ask(context: &Context, question: &Question<'_>) -> Result<Paid> {
    let (network, worker) = (context.network().await?, context.worker()?);
    let genesis = network.chain().genesis();
    let at = network.chain().finalized().await?;
    let version = models::resolve(&at, question.model).await?;
    let terms = models::version(&at, version).await?;
    let asked = Asked {
        version,
        input_price: terms.input_price,
        output_price: terms.output_price,
        prompt_bytes: question.prompt_bytes,
        sampling: question.sampling,
        most: question.most,
    };
    let wallet = Wallet::new(context.keystore().folder(), genesis);
    let id = match question.allocation {
        Some(id) => id,
        None => super::choose(context, &at, &wallet).await?,
    };
    let allocation = attribution::allocation(&at, id).await?;
    let fresh = State::new(genesis, id, allocation.worker.0);
    let mut locked = wallet.lock(id, &allocation.voucher_key, fresh)?;
    if let Some(reason) = &locked.state.halted {
        return Err(halted(id, reason));
    }

    let body = body(question, version);
    let quote = quote(&worker, question.route, &body, id).await?;
    settle(&worker, &mut locked, &quote).await?;
    let voucher = locked.state.promise(&asked, &quote).map_err(|reason| {
        CliError::failure(format!("nothing was paid: {reason}")).hint("ask another worker with `--worker`")
    })?;
    if voucher.cumulative > allocation.amount {
        let short = crate::amount::Open(voucher.cumulative - allocation.amount);
        return Err(CliError::failure(format!("allocation {id} is {short} short of what the answer may cost"))
            .hint(format!("`openledger allocate top-up {id} AMOUNT`")));
    }
    locked.save()?;

    let headers = [(VOUCHER, locked.header(voucher))];
    let answer = worker.ask(question.route, &body, &headers).await?.map_err(|declined| worker.explain(declined))?;
    let receipt = accept(&mut locked, &answer["openledger"]["receipt"])?;
    let hash = receipt.hash();
    if answer["openledger"]["receipt_hash"].as_str().and_then(digest) != Some(hash) {
        eprintln!("warning: the worker names the receipt otherwise than by its hash {}", hex(&hash));
    }
    Ok(Paid { answer, receipt, hash })
}

/// The request as the worker reads it.
fn body(question: &Question, version: u32) -> Value {
    let sampling = &question.sampling;
    let mut body = question.body.clone();
    if let Some(fields) = body.as_object_mut() {
        // The number, not the alias: what was looked up is what is asked.
        fields.insert("model".into(), version.to_string().into());
        fields.insert("temperature".into(), json!(f64::from(sampling.temperature_milli) / 1000.0));
        fields.insert("top_p".into(), json!(f64::from(sampling.top_p_milli) / 1000.0));
        fields.insert("top_k".into(), sampling.top_k.into());
        fields.insert("seed".into(), sampling.seed.into());
        if sampling.max_tokens != 0 {
            fields.insert("max_tokens".into(), sampling.max_tokens.into());
        }
    }
    body
}

/// How often a worker is asked again that has not seen a new allocation yet.
const PATIENCE: u32 = 20;

/// A quote that shows where the allocation stands, or the last one the worker gave without.
async fn quote(worker: &Worker, route: &str, body: &Value, id: AllocationId) -> Result<Quote> {
    let mut quote = quote_once(worker, route, body, id).await?;
    for _ in 0..PATIENCE {
        if quote.allocation.is_some() {
            break;
        }
        tokio::time::sleep(POLL).await;
        quote = quote_once(worker, route, body, id).await?;
    }
    Ok(quote)
}

async fn quote_once(worker: &Worker, route: &str, body: &Value, id: AllocationId) -> Result<Quote> {
    let declined = match worker.ask(route, body, &[(ALLOCATION, id.to_string())]).await? {
        Ok(_) => return Err(CliError::network("the worker answered without payment, and so without a receipt")),
        Err(declined) => declined,
    };
    if declined.status != StatusCode::PAYMENT_REQUIRED {
        return Err(worker.explain(declined));
    }
    let Declined { body, .. } = declined;
    serde_json::from_value(body["quote"].clone())
        .map_err(|error| CliError::network(format!("the worker's quote cannot be read: {error}")))
}

/// Brings the state up to where the worker stands: an answer that was lost on its way is fetched and checked.
async fn settle(worker: &Worker, locked: &mut Locked, quote: &Quote) -> Result<()> {
    let disagree = |reason: String| {
        CliError::failure(format!("nothing was paid: {reason}"))
            .hint("close the allocation (`openledger allocate close`): the worker can redeem only what was countersigned, and one receipt more")
    };
    match locked.state.reconcile(quote).map_err(disagree)? {
        Step::Settled => Ok(()),
        Step::Fetch(hash) => {
            let found = worker.receipt(&hash).await?;
            accept(locked, &found["receipt"]).map(|_| ())
        }
    }
}

/// Checks a receipt and keeps what follows from it, good or bad.
fn accept(locked: &mut Locked, receipt: &Value) -> Result<Receipt> {
    let receipt: Receipt = serde_json::from_value(receipt.clone())
        .map_err(|error| CliError::network(format!("the worker's receipt cannot be read: {error}")))?;
    let accepted = locked.state.accept(&receipt);
    locked.save()?;
    accepted.map_err(|reason| halted(locked.state.allocation, &reason))?;
    Ok(receipt)
}

fn halted(id: AllocationId, reason: &str) -> CliError {
    CliError::failure(format!("allocation {id} is stopped: {reason}"))
        .hint(format!("nothing more is signed; have the rest back with `openledger allocate close {id}`"))
}

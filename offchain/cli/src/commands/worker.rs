//! `openledger worker`: registering the machine that does jobs.

use super::base::ClassArgument;
use crate::{
    account::{hex, ss58, Account},
    amount::{AmountError, Open},
    chain::names::{bounded, text},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand, ValueEnum};
use openledger_client::{
    runtime::{
        self,
        compute::events,
        runtime_types::pallet_compute::{
            offers::{Classes, Kinds, Offer},
            types::{JobClass, WorkerState},
        },
    },
    AccountId32, At,
};
use openledger_primitives::{hashing::tagged, AccountBytes, Amount};
use serde_json::{json, Value};
use std::str::FromStr;

/// Be a worker.
#[derive(Debug, Subcommand)]
pub enum Worker {
    /// Register the account as a worker: its machine gets jobs and is paid for them.
    #[command(after_help = "\
Example, on a development chain:
  openledger --as //Worker worker register --session-suri //Worker//olwk --bond '10000 OPEN'")]
    Register {
        /// What to put on hold. Jobs come in proportion to it, and silence costs a part of it.
        #[arg(long, default_value = "1000 OPEN", value_name = "AMOUNT")]
        bond: Open,
        /// Where people reach the worker [default: the address of `--worker`].
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
        /// The session key (type `olwk`) of the worker's node: a key's name, or `//Worker//olwk` on a development chain.
        #[arg(long, value_name = "KEY")]
        session_suri: String,
    },
    /// A worker as the chain knows it.
    Show {
        /// Its account [default: `--as`].
        account: Option<Account>,
    },
    /// Say which jobs it does, and on what; it gets no others.
    #[command(after_help = "\
Examples:
  openledger --as wilma worker capabilities --kind check,curate,evaluate
  openledger --as wilma worker capabilities --all --class cpu-exact --class cuda-tolerant
  openledger --as wilma worker capabilities --pause

Who says nothing does everything in class cpu-exact. Declining a job that another then does costs a part of the bond, and
declining it as unsupported takes its kind out of what you do.")]
    Capabilities(Capabilities),
    /// Say the least it takes for a light or a heavy job; it gets no job that pays less.
    #[command(after_help = "\
Examples:
  openledger --as wilma worker price heavy '3 OPEN'
  openledger --as wilma worker price heavy none

Checks and curation are light, whatever runs a model is heavy. For a training or merge it is paid just this, and of two
workers drawn the cheaper one gets the job; judging is paid as posted.")]
    Price {
        /// Of which jobs.
        #[arg(value_enum)]
        class: JobClassArgument,
        /// The least it takes; `none` takes what is paid.
        price: Price,
    },
    /// Add to the bond; a suspended worker gets jobs again once it has the least that is asked.
    Bond {
        /// How much more.
        amount: Open,
    },
    /// Say where people reach the worker.
    Endpoint {
        /// The address.
        url: String,
    },
    /// Take a part of the bond back and go on working with the rest; it stays on hold for the leaving period.
    Unbond {
        /// How much.
        amount: Open,
    },
    /// Have the unbonded parts of the bond back whose period is over.
    Withdraw,
    /// Get no new jobs; once the leaving period is over, run it again to have the bond back.
    Leave,
}

/// What a worker does.
#[derive(Debug, Args)]
pub struct Capabilities {
    /// A kind of job it does; repeat it, or separate kinds by commas.
    #[arg(long = "kind", value_enum, value_delimiter = ',', value_name = "KIND", required_unless_present_any = ["all", "pause"])]
    kinds: Vec<JobArgument>,
    /// Every kind of job.
    #[arg(long, conflicts_with_all = ["kinds", "pause"])]
    all: bool,
    /// No job at all for now; the bond stays, and jobs it has must be finished.
    #[arg(long, conflicts_with = "kinds")]
    pause: bool,
    /// A numeric class it works in; repeat it for each [default: as before].
    #[arg(long = "class", value_enum, value_delimiter = ',', value_name = "CLASS")]
    classes: Vec<ClassArgument>,
}

/// Kinds of job, in the order of their bits on chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum JobArgument {
    Check,
    Curate,
    Train,
    Evaluate,
    Merge,
    Reproduce,
    Reexecute,
}

/// [`JobClass`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum JobClassArgument {
    /// Checks and curation.
    Light,
    /// Whatever runs a model.
    Heavy,
}

/// The least a worker takes, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price(Option<Open>);

impl FromStr for Price {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        match text {
            "none" => Ok(Self(None)),
            amount => amount.parse().map(|amount| Self(Some(amount))),
        }
    }
}

/// The bits of a set whose members are the values of an enumeration.
fn bits<T: ValueEnum + PartialEq>(members: &[T]) -> u8 {
    let bit = |member: &T| T::value_variants().iter().position(|known| known == member).map_or(0, |place| 1 << place);
    members.iter().map(bit).fold(0, |set, bit| set | bit)
}

/// The members of such a set, by their names on the command line.
fn members<T: ValueEnum>(set: u8) -> Vec<String> {
    let named = |member: &T| Some(member.to_possible_value()?.get_name().to_owned());
    let all = T::value_variants().iter().enumerate();
    all.filter(|(place, _)| set & (1 << place) != 0).filter_map(|(_, member)| named(member)).collect()
}

impl Capabilities {
    async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let kinds = match (self.all, self.pause) {
            (true, _) => bits(JobArgument::value_variants()),
            (_, true) => 0,
            _ => bits(&self.kinds),
        };
        let classes = match self.classes.is_empty() {
            true => offer(&network.state().await?, signer.public_key().0).await?.classes.0,
            false => bits(&self.classes),
        };
        let call = runtime::tx().compute().set_capabilities(Kinds(kinds), Classes(classes));
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::CapabilitiesChanged>("Compute.CapabilitiesChanged")?;
        Ok(Answer::new(json!({
            "worker": ss58(&event.worker.0),
            "kinds": members::<JobArgument>(event.kinds.0),
            "classes": members::<ClassArgument>(event.classes.0),
        })))
    }
}

/// What a worker offers, also when it never said so.
async fn offer(at: &At, account: AccountBytes) -> Result<Offer<Amount>> {
    let found = at.get(runtime::storage().compute().offers(), (AccountId32(account),)).await?;
    found.ok_or_else(|| CliError::network("the chain does not say what a worker offers"))
}

async fn set_price(context: &Context, class: JobClassArgument, price: Price) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let class = match class {
        JobClassArgument::Light => JobClass::Light,
        JobClassArgument::Heavy => JobClass::Heavy,
    };
    let call = runtime::tx().compute().set_price(class, price.0.map(|price| price.0));
    let included = network.submit(&call, &signer).await?;
    let account = signer.public_key().0;
    let offer = offer(&included.at, account).await?;
    Ok(Answer::new(json!({
        "worker": ss58(&account),
        "light_price": offer.light_price.map(|price| price.to_string()),
        "heavy_price": offer.heavy_price.map(|price| price.to_string()),
    })))
}

impl Worker {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Worker::Register { bond, endpoint, session_suri } => {
                let endpoint = match endpoint {
                    Some(endpoint) => endpoint,
                    None => context.worker()?.url().to_owned(),
                };
                register(context, bond, &endpoint, &session_suri).await
            }
            Worker::Show { account } => {
                let account = match account {
                    Some(account) => account.0,
                    None => context.account()?,
                };
                show(context, account).await
            }
            Worker::Capabilities(capabilities) => capabilities.run(context).await,
            Worker::Price { class, price } => set_price(context, class, price).await,
            Worker::Bond { amount } => {
                let call = runtime::tx().compute().bond_more(amount.0);
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::BondIncreased>("Compute.BondIncreased")?;
                let (added, bond) = (event.added.to_string(), event.bond.to_string());
                Ok(Answer::new(json!({ "worker": ss58(&event.worker.0), "amount": added, "bond": bond })))
            }
            Worker::Endpoint { url } => {
                let call = runtime::tx().compute().set_endpoint(bounded(&url));
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::EndpointChanged>("Compute.EndpointChanged")?;
                Ok(Answer::new(json!({ "worker": ss58(&event.worker.0), "endpoint": text(&event.endpoint) })))
            }
            Worker::Unbond { amount } => {
                let call = runtime::tx().compute().unbond(amount.0);
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::UnbondingBegun>("Compute.UnbondingBegun")?;
                Ok(Answer::new(json!({
                    "worker": ss58(&event.worker.0),
                    "amount": event.amount.to_string(),
                    "bond": event.bond.to_string(),
                    "until": event.until,
                })))
            }
            Worker::Withdraw => {
                let call = runtime::tx().compute().withdraw_unbonded();
                let included = context.network().await?.submit(&call, &context.signer().await?).await?;
                let event = included.event::<events::UnbondedWithdrawn>("Compute.UnbondedWithdrawn")?;
                let (worker, amount) = (ss58(&event.worker.0), event.amount.to_string());
                Ok(Answer::new(json!({ "worker": worker, "amount": amount })))
            }
            Worker::Leave => leave(context).await,
        }
    }
}

async fn register(context: &Context, bond: Open, endpoint: &str, session: &str) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let session = context.keystore().signer(session)?;
    let session_key = session.public_key().0;
    let account = signer.public_key().0;
    let proof = session.sign(&tagged("openledger/worker/1", &(network.chain().genesis(), account))).0;
    let call = runtime::tx().compute().register_worker(session_key, bounded(endpoint), bond.0, proof);
    let included = network.submit(&call, &signer).await?;
    let event = included.event::<events::WorkerRegistered>("Compute.WorkerRegistered")?;
    Ok(Answer::new(json!({
        "worker": ss58(&event.worker.0),
        "session_key": hex(&session_key),
        "endpoint": endpoint,
        "bond": event.bond.to_string(),
        "block": included.at.number(),
    })))
}

async fn show(context: &Context, account: [u8; 32]) -> Result<Answer> {
    let at = context.network().await?.state().await?;
    let found = at.get(runtime::storage().compute().workers(), (AccountId32(account),)).await?;
    let worker = found.ok_or_else(|| {
        CliError::not_found(format!("{} is no worker", ss58(&account)))
            .hint("register it with `openledger worker register`")
    })?;
    let (state, until) = match worker.state {
        WorkerState::Active => ("active", None),
        WorkerState::Suspended => ("suspended", None),
        WorkerState::Leaving(until) => ("leaving", Some(until)),
    };
    let jobs = at.get(runtime::storage().compute().assignments(), (AccountId32(account),)).await?;
    let offer = offer(&at, account).await?;
    let keeps = at.get(runtime::storage().compute().kept(), (AccountId32(account),)).await?;
    let unbonding = at.get(runtime::storage().compute().unbonding(), (AccountId32(account),)).await?;
    let unbonding: Vec<Value> = unbonding
        .iter()
        .flat_map(|parts| &parts.0)
        .map(|part| json!({ "amount": part.amount.to_string(), "until": part.until }))
        .collect();
    Ok(Answer::new(json!({
        "worker": ss58(&account),
        "session_key": hex(&worker.session_key),
        "endpoint": text(&worker.endpoint),
        "bond": worker.bond.to_string(),
        "state": state,
        "until": until,
        "jobs": jobs.map(|jobs| jobs.0).unwrap_or_default(),
        "kinds": members::<JobArgument>(offer.kinds.0),
        "classes": members::<ClassArgument>(offer.classes.0),
        "light_price": offer.light_price.map(|price| price.to_string()),
        "heavy_price": offer.heavy_price.map(|price| price.to_string()),
        "unbonding": unbonding,
        "keeps": keeps.unwrap_or_default(),
    })))
}

/// Begins to leave, or takes the bond out when that has begun before.
async fn leave(context: &Context) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let account = signer.public_key().0;
    let at = network.state().await?;
    let found = at.get(runtime::storage().compute().workers(), (AccountId32(account),)).await?;
    let worker = found.ok_or_else(|| CliError::not_found(format!("{} is no worker", ss58(&account))))?;
    if matches!(worker.state, WorkerState::Leaving(_)) {
        let included = network.submit(&runtime::tx().compute().withdraw_bond(), &signer).await?;
        let event = included.event::<events::BondWithdrawn>("Compute.BondWithdrawn")?;
        let answer = json!({ "worker": ss58(&account), "state": "gone", "bond": event.amount.to_string() });
        return Ok(Answer::new(answer));
    }
    let included = network.submit(&runtime::tx().compute().leave(), &signer).await?;
    let event = included.event::<events::WorkerLeaving>("Compute.WorkerLeaving")?;
    Ok(Answer::new(json!({ "worker": ss58(&account), "state": "leaving", "until": event.until })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_the_bits_that_the_chain_documents() {
        use JobArgument::*;
        for (kind, bit) in [(Check, 1), (Curate, 2), (Train, 4), (Evaluate, 8), (Merge, 16), (Reproduce, 32)] {
            assert_eq!(bits(&[kind]), bit);
        }
        assert_eq!(bits(JobArgument::value_variants()), 0b111_1111);
        assert_eq!(bits(ClassArgument::value_variants()), 0b11);
        assert_eq!(members::<JobArgument>(bits(&[Merge, Check, Reexecute])), ["check", "merge", "reexecute"]);
    }

    #[test]
    fn a_price_is_an_amount_or_none() {
        assert_eq!("none".parse(), Ok(Price(None)));
        assert_eq!(
            "3 OPEN".parse::<Price>().map(|price| price.0.map(|open| open.to_string())),
            Ok(Some("3 OPEN".into()))
        );
        assert!("cheap".parse::<Price>().is_err());
    }
}

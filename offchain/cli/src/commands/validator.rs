//! `openledger validator`: for the person who runs a node that makes blocks.

use super::gov::submit::{propose, How};
use crate::{
    account::{hex, ss58, unhex, Account},
    amount::Open,
    chain::{
        governance::{
            tracks::PROTOCOL_PARAMETERS,
            validators::{self, Offices},
        },
        Network,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{
        self,
        governance::{events, Call as GovernanceCall},
        runtime_types::openledger_runtime::{RuntimeCall, SessionKeys},
        session::Call as SessionCall,
    },
    AccountId32, At, Keypair,
};
use serde_json::{json, Map, Value};

/// Make blocks.
#[derive(Debug, Subcommand)]
pub enum Validator {
    /// Get ready to validate: make keys in your node, set them, and bond. A referendum then lets you in.
    #[command(after_help = "\
Run this where your node runs, against the node that shall validate; the node must answer unsafe calls
(`--rpc-methods unsafe`, which it does by default to the same machine only).

Example:
  openledger --as stash validator add --bond '10000 OPEN' --propose")]
    Add(Add),
    /// Make new keys in your node, and set them. They are used from the end of the next session on.
    RotateKeys,
    /// The validators, or one account.
    Status {
        /// Whose state [default: everybody's].
        account: Option<Account>,
    },
    /// Have your bond back, once you are out of the set and the unbonding period is over.
    Unbond,
}

/// Get ready to validate.
#[derive(Debug, Args)]
pub struct Add {
    /// What to bond [default: what the rules ask, less what is bonded].
    #[arg(long, value_name = "OPEN")]
    bond: Option<Open>,
    /// Propose yourself as well.
    #[arg(long)]
    propose: bool,
    #[command(flatten)]
    how: How,
}

impl Validator {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        match self {
            Validator::Add(add) => add.run(context).await,
            Validator::RotateKeys => {
                let signer = context.signer().await?;
                let keys = Made::by_node(network, &signer).await?;
                network.submit(&runtime::tx().session().set_keys(keys.keys, keys.proof), &signer).await?;
                let account = ss58(&signer.public_key().0);
                Ok(Answer::new(json!({ "account": account, "keys": hex(&keys.bytes) })))
            }
            Validator::Status { account } => status(&network.state().await?, account).await,
            Validator::Unbond => {
                let signer = context.signer().await?;
                let included = network.submit(&runtime::tx().governance().unbond_validator(), &signer).await?;
                let event = included.event::<events::ValidatorUnbonded>("Governance.ValidatorUnbonded")?;
                Ok(Answer::new(json!({
                    "account": ss58(&event.validator.0),
                    "amount": event.released.to_string(),
                })))
            }
        }
    }
}

impl Add {
    async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let (at, who) = (network.state().await?, signer.public_key().0);
        let bond = at.get(runtime::storage().governance().bonds(), (AccountId32(who),)).await?;
        let held = bond.map_or(0, |bond| bond.amount);
        let least = validators::rules(&at).await?.minimum_bond;
        let amount = self.bond.map_or(least.saturating_sub(held), |bond| bond.0);
        if held.saturating_add(amount) < least {
            return Err(CliError::usage(format!(
                "the bond would be {}, less than the {} that validators must have",
                Open(held.saturating_add(amount)),
                Open(least)
            )));
        }
        let made = Made::by_node(network, &signer).await?;
        let set_keys = SessionCall::set_keys { keys: made.keys, proof: made.proof };
        let mut calls = vec![RuntimeCall::Session(set_keys)];
        if amount > 0 {
            calls.push(RuntimeCall::Governance(GovernanceCall::bond_validator { amount }));
        }
        // All or nothing: keys without a bond, or a bond without keys, would be of no use.
        let included = network.submit(&runtime::tx().utility().batch_all(calls), &signer).await?;
        let bonded = included.find::<events::ValidatorBonded>("Governance.ValidatorBonded")?;
        let ready = json!({
            "account": ss58(&who),
            "keys": hex(&made.bytes),
            "bond": bonded.map_or(held, |event| event.bond).to_string(),
        });
        if self.propose {
            let call = GovernanceCall::add_validator { validator: AccountId32(who) };
            let proposed =
                propose(context, RuntimeCall::Governance(call), PROTOCOL_PARAMETERS, &self.how, ready.clone()).await;
            return proposed.map_err(|error| match error.partial {
                Some(_) => error,
                None => error.partial(ready),
            });
        }
        let mut answer = ready;
        if let Some(fields) = answer.as_object_mut() {
            let next = format!("openledger gov propose add-validator {}", ss58(&who));
            fields.insert("propose_with".into(), next.into());
        }
        Ok(Answer::new(answer))
    }
}

/// Session keys that the node has just made, and the proof that the account is theirs.
struct Made {
    keys: SessionKeys,
    bytes: Vec<u8>,
    proof: Vec<u8>,
}

impl Made {
    async fn by_node(network: &Network, signer: &Keypair) -> Result<Self> {
        let owner = hex(&signer.public_key().0);
        let answer = network.chain().request("author_rotateKeysWithOwner", &[owner.into()]).await.map_err(|error| {
            CliError::network(format!("the node makes no keys: {error}"))
                .hint("run this on the machine of the node, and start the node with `--rpc-methods unsafe`")
        })?;
        let field = |name: &str| answer.get(name).and_then(Value::as_str).and_then(unhex);
        let unusable = || CliError::network("the node's keys cannot be used: is it of this chain's release?");
        let (bytes, proof) = field("keys").zip(field("proof")).ok_or_else(unusable)?;
        let keys = validators::session_keys(&bytes).ok_or_else(unusable)?;
        Ok(Self { keys, bytes, proof })
    }
}

async fn status(at: &At, account: Option<Account>) -> Result<Answer> {
    let offices = Offices::read(at).await?;
    if let Some(account) = account {
        return Ok(Answer::new(validators::json(at, &offices, &account.0).await?));
    }
    let mut list = Vec::new();
    for who in validators::all(at, &offices).await? {
        list.push(validators::json(at, &offices, &who).await?);
    }
    let mut shown = Map::new();
    shown.insert("session".into(), json!(at.get(runtime::storage().session().current_index(), ()).await?));
    shown.insert("rules".into(), validators::rules_json(&validators::rules(at).await?));
    shown.insert("validators".into(), list.into());
    Ok(Answer::new(Value::Object(shown)))
}

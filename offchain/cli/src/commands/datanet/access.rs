//! `openledger datanet access`: who may train on a datanet.

use crate::{
    account::{ss58, Account},
    amount::Open,
    chain::datanets,
    context::Context,
    error::Result,
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{self, runtime_types::pallet_datanets::types::AccessTerms},
    AccountId32, At,
};
use openledger_primitives::{Amount, DatanetId};
use serde_json::{json, Value};

/// Who may train on a datanet.
#[derive(Debug, Subcommand)]
pub enum Access {
    /// Its terms, whom it was granted to, and what you would pay.
    #[command(after_help = "Example:\n  openledger --as bob datanet access show solidity")]
    Show {
        /// Number or slug.
        datanet: String,
    },
    /// Say who may train on your datanet.
    #[command(
        after_help = "Examples:\n  openledger --as alice datanet access set solidity --open\n  openledger --as alice datanet access set solidity --fee '5 OPEN'\n  openledger --as alice datanet access set solidity --approved"
    )]
    Set {
        /// Number or slug.
        datanet: String,
        #[command(flatten)]
        terms: Terms,
    },
    /// Let an account train on a datanet whose terms are `--approved`. A deposit is held of you until you revoke it.
    #[command(after_help = "Example:\n  openledger --as alice datanet access grant solidity //Bob")]
    Grant {
        /// Number or slug.
        datanet: String,
        /// Who may.
        account: Account,
    },
    /// Let an account train on your datanet no more; whoever granted it has the deposit back.
    Revoke {
        /// Number or slug.
        datanet: String,
        /// Who may not.
        account: Account,
    },
}

/// [`AccessTerms`] on the command line.
#[derive(Clone, Copy, Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Terms {
    /// Everybody.
    #[arg(long)]
    open: bool,
    /// Everybody who pays you so much each time a model is trained on it.
    #[arg(long, value_name = "AMOUNT")]
    fee: Option<Open>,
    /// Whom you grant it.
    #[arg(long)]
    approved: bool,
}

impl From<Terms> for AccessTerms<Amount> {
    fn from(terms: Terms) -> Self {
        match terms.fee {
            Some(fee) => Self::Fee(fee.0),
            None if terms.approved => Self::Approved,
            None => Self::Open,
        }
    }
}

impl Access {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let at = network.state().await?;
        match self {
            Access::Show { datanet } => {
                let id = datanets::resolve(&at, &datanet).await?;
                // What a stranger pays is nobody's question.
                let own = context.account().ok().map(AccountId32);
                Ok(Answer::new(show(&at, id, own).await?))
            }
            Access::Set { datanet, terms } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let call = runtime::tx().datanets().set_access(id, terms.into());
                let included = network.submit(&call, &context.signer().await?).await?;
                Ok(Answer::new(show(&included.at, id, None).await?))
            }
            Access::Grant { datanet, account } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let call = runtime::tx().datanets().grant_access(id, AccountId32(account.0));
                let included = network.submit(&call, &context.signer().await?).await?;
                let grant = runtime::storage().datanets().grants();
                let held = included.at.get(grant, (id, AccountId32(account.0))).await?.map(|(_, held)| held);
                let deposit = held.unwrap_or_default().to_string();
                Ok(Answer::new(
                    json!({ "datanet": id, "account": ss58(&account.0), "granted": true, "deposit": deposit }),
                ))
            }
            Access::Revoke { datanet, account } => {
                let id = datanets::resolve(&at, &datanet).await?;
                let call = runtime::tx().datanets().revoke_access(id, AccountId32(account.0));
                network.submit(&call, &context.signer().await?).await?;
                Ok(Answer::new(json!({ "datanet": id, "account": ss58(&account.0), "granted": false })))
            }
        }
    }
}

/// Terms in words.
pub fn terms_json(terms: &AccessTerms<Amount>) -> (&'static str, Option<String>) {
    match terms {
        AccessTerms::Open => ("open", None),
        AccessTerms::Fee(fee) => ("fee", Some(fee.to_string())),
        AccessTerms::Approved => ("approved", None),
    }
}

async fn show(at: &At, id: DatanetId, own: Option<AccountId32>) -> Result<Value> {
    let datanet = datanets::datanet(at, id).await?;
    let terms = datanets::access(at, id).await?;
    let grants = at.all(runtime::storage().datanets().grants(), (id,)).await?;
    let granted: Vec<Value> = grants
        .iter()
        .map(
            |((_, who), (by, held))| json!({ "account": ss58(&who.0), "by": ss58(&by.0), "deposit": held.to_string() }),
        )
        .collect();
    let (access, fee) = terms_json(&terms);
    let mut shown = json!({
        "datanet": id,
        "owner": ss58(&datanet.owner.0),
        "access": access,
        "access_fee": fee,
        "granted": granted,
    });
    if let (Some(own), Some(fields)) = (own, shown.as_object_mut()) {
        let price = at.view(runtime::view_functions().datanets().price_of_access(id, own)).await?;
        fields.insert("account".into(), ss58(&own.0).into());
        fields.insert("allowed".into(), price.is_some().into());
        fields.insert("paid".into(), price.map(|price| price.to_string()).into());
    }
    Ok(shown)
}

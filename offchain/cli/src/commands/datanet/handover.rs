//! `openledger datanet offer` and `accept`: another owner.

use crate::{
    account::{ss58, Account},
    chain::datanets,
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Args;
use openledger_client::{runtime, AccountId32};
use serde_json::json;

/// An offer.
#[derive(Debug, Args)]
pub struct Offer {
    /// Number or slug.
    datanet: String,
    /// Who may accept it.
    #[arg(required_unless_present = "to_nobody", conflicts_with = "to_nobody")]
    account: Option<Account>,
    /// Take back what you offered.
    #[arg(long)]
    to_nobody: bool,
}

impl Offer {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let network = context.network().await?;
        let id = datanets::resolve(&network.state().await?, &self.datanet).await?;
        let to = self.account.map(|account| account.0);
        let call = runtime::tx().datanets().offer_datanet(id, to.map(AccountId32));
        network.submit(&call, &context.signer().await?).await?;
        let next = to.map(|_| "it is theirs once they run `openledger datanet accept`");
        Ok(Answer::new(json!({ "datanet": id, "offered_to": to.map(|to| ss58(&to)), "next": next })))
    }
}

/// Becomes owner of a datanet that was offered.
pub async fn accept(context: &Context, datanet: &str) -> Result<Answer> {
    let network = context.network().await?;
    let id = datanets::resolve(&network.state().await?, datanet).await?;
    let included = network.submit(&runtime::tx().datanets().accept_datanet(id), &context.signer().await?).await?;
    let stored = datanets::datanet(&included.at, id).await?;
    let deposit = stored.deposit.to_string();
    Ok(Answer::new(json!({ "datanet": id, "owner": ss58(&stored.owner.0), "deposit": deposit })))
}

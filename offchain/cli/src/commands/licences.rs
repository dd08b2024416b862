//! `openledger licences`: what licences the chain knows.

use crate::{
    chain::{datanets, governance::standards},
    context::Context,
    error::Result,
    output::Answer,
};
use clap::Subcommand;
use serde_json::{json, Value};

/// Licences that data and models may come under.
#[derive(Debug, Subcommand)]
pub enum Licences {
    /// The licences governance has admitted.
    List,
}

impl Licences {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let Licences::List = self;
        let at = context.network().await?.state().await?;
        let licences = datanets::Licences::read(&at).await?;
        let retired = standards::retired(&at).await?;
        let entry = |(id, spdx): (&u16, &String)| json!({ "id": id, "spdx": spdx, "retired": retired.contains(id) });
        let list: Vec<Value> = licences.all().iter().map(entry).collect();
        Ok(Answer::new(json!({ "licences": list })))
    }
}

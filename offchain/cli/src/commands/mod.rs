//! The commands, one file for each. A command reads its arguments, does its work and returns what is printed.

mod agent;
mod alias;
mod allocate;
mod audit;
mod base;
mod chat;
mod claim;
mod complete;
mod contribute;
mod contribution;
mod curate;
mod datanet;
mod demand;
mod deploy;
mod earnings;
mod fund;
mod gov;
mod key;
mod licences;
mod lineage;
mod mixture;
mod models;
mod receipt;
mod stake;
mod standards;
mod storage;
mod terms;
mod train;
mod validator;
mod verify;
mod worker;

use crate::{context::Context, error::Result, output::Answer};
use clap::Subcommand;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Keys that sign.
    #[command(subcommand)]
    Key(key::Key),
    /// Be a worker: answer for a machine that does jobs.
    #[command(subcommand)]
    Worker(worker::Worker),
    /// Pools of data with rules of their own.
    #[command(subcommand)]
    Datanet(datanet::Datanet),
    /// Give data to a datanet.
    Contribute(contribute::Contribute),
    /// What became of a contribution.
    #[command(subcommand)]
    Contribution(contribution::Contribution),
    /// Judge what others contribute.
    #[command(subcommand)]
    Curate(curate::Curate),
    /// Licences that data and models may come under.
    #[command(subcommand)]
    Licences(licences::Licences),
    /// Base models.
    #[command(subcommand)]
    Base(base::Base),
    /// Ask workers to train a version on datanets.
    Train(train::Train),
    /// Models and their versions.
    #[command(subcommand)]
    Models(models::Models),
    /// Put a trained and measured version into service.
    Deploy(deploy::Deploy),
    /// Let a name lead to a version.
    Alias(alias::Alias),
    /// What a version was made from, and what it owes.
    Lineage(lineage::Lineage),
    /// Pay for trainings together.
    #[command(subcommand)]
    Fund(fund::Fund),
    /// Back versions, and share what they earn.
    #[command(subcommand)]
    Stake(stake::Stake),
    /// Versions, a prompt and data that answer together under one name.
    #[command(subcommand)]
    Agent(agent::Agent),
    /// Pay to have files kept, or keep them.
    #[command(subcommand)]
    Storage(storage::Storage),
    /// Set money aside for a worker, to pay answers from.
    #[command(subcommand)]
    Allocate(allocate::Allocate),
    /// Let a model continue a text.
    Complete(complete::Complete),
    /// Talk with a model.
    Chat(chat::Chat),
    /// A receipt, and where it is on its way to being money.
    Receipt(receipt::Receipt),
    /// Check every link between an answer and its payouts.
    Verify(verify::Verify),
    /// Compute a batch again, and prove its lies to the chain.
    Audit(audit::Audit),
    /// Demand to see a part of a batch, or have an answer computed again.
    Demand(demand::Demand),
    /// Show what is demanded of a batch.
    Reveal(demand::Reveal),
    /// What is disputed now, and which batches were proved to lie.
    Disputes(demand::Disputes),
    /// What an account has earned and not been paid.
    Earnings(earnings::Earnings),
    /// Be paid everything that is due.
    Claim(claim::Claim),
    /// Decide together: propose, vote, see what was decided.
    #[command(subcommand)]
    Gov(gov::Gov),
    /// What datanets, versions and income are held to.
    #[command(subcommand)]
    Standards(standards::Standards),
    /// Run a node that makes blocks.
    #[command(subcommand)]
    Validator(validator::Validator),
}

/// Runs a command.
pub async fn run(command: Command, context: &Context) -> Result<Answer> {
    match command {
        Command::Key(key) => key.run(context),
        Command::Worker(worker) => worker.run(context).await,
        Command::Datanet(datanet) => datanet.run(context).await,
        Command::Contribute(contribute) => contribute.run(context).await,
        Command::Contribution(contribution) => contribution.run(context).await,
        Command::Curate(curate) => curate.run(context).await,
        Command::Licences(licences) => licences.run(context).await,
        Command::Base(base) => base.run(context).await,
        Command::Train(train) => train.run(context).await,
        Command::Models(models) => models.run(context).await,
        Command::Deploy(deploy) => deploy.run(context).await,
        Command::Alias(alias) => alias.run(context).await,
        Command::Lineage(lineage) => lineage.run(context).await,
        Command::Fund(fund) => fund.run(context).await,
        Command::Stake(stake) => stake.run(context).await,
        Command::Agent(agent) => agent.run(context).await,
        Command::Storage(storage) => storage.run(context).await,
        Command::Allocate(allocate) => allocate.run(context).await,
        Command::Complete(complete) => complete.run(context).await,
        Command::Chat(chat) => chat.run(context).await,
        Command::Receipt(receipt) => receipt.run(context).await,
        Command::Verify(verify) => verify.run(context).await,
        Command::Audit(audit) => audit.run(context).await,
        Command::Demand(demand) => demand.run(context).await,
        Command::Reveal(reveal) => reveal.run(context).await,
        Command::Disputes(disputes) => disputes.run(context).await,
        Command::Earnings(earnings) => earnings.run(context).await,
        Command::Claim(claim) => claim.run(context).await,
        Command::Gov(gov) => gov.run(context).await,
        Command::Standards(standards) => standards.run(context).await,
        Command::Validator(validator) => validator.run(context).await,
    }
}

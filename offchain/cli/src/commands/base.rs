//! `openledger base`: base models.

use crate::{
    amount::Open,
    chain::{datanets::Licences, names::bounded},
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand, ValueEnum};
use openledger_client::{
    runtime::{self, models::events},
    Static,
};
use openledger_primitives::{content::ContentId, job::BaseFiles, recipe::NumericClass, Ppm};
use serde_json::json;
use std::path::PathBuf;

/// Base models.
#[derive(Debug, Subcommand)]
pub enum Base {
    /// Register a base, so that it can be served and built on.
    #[command(after_help = "\
Example:
  openledger --as alice base register base-ts ./base --licence Apache-2.0 \\
      --input-price '0.02 OPEN' --output-price '0.05 OPEN'")]
    Register(Register),
}

/// A base to be.
#[derive(Debug, Args)]
pub struct Register {
    /// Name of the model.
    slug: String,
    /// Folder with `model.safetensors`, `config.json` and `tokenizer.json`.
    folder: PathBuf,
    /// The licence it comes under.
    #[arg(long, value_name = "SPDX")]
    licence: String,
    /// Price of a thousand input tokens.
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    input_price: Open,
    /// Price of a thousand output tokens.
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    output_price: Open,
    /// What versions made from it owe it, in parts per million of their part.
    #[arg(long, default_value_t = 0, value_name = "PPM", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    royalty: Ppm,
    /// Which machines must agree on its every bit.
    #[arg(long, value_enum, default_value = "cpu-exact")]
    numeric_class: ClassArgument,
}

/// [`NumericClass`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ClassArgument {
    CpuExact,
    CudaTolerant,
}

impl From<ClassArgument> for NumericClass {
    fn from(class: ClassArgument) -> Self {
        match class {
            ClassArgument::CpuExact => Self::CpuExact,
            ClassArgument::CudaTolerant => Self::CudaTolerant,
        }
    }
}

impl Base {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let Base::Register(register) = self;
        register.run(context).await
    }
}

impl Register {
    async fn run(self, context: &Context) -> Result<Answer> {
        let (signer, network) = (context.signer().await?, context.network().await?);
        let licence = Licences::read(&network.state().await?).await?.number(&self.licence)?;
        let files = BaseFiles {
            weights: self.upload(context, "model.safetensors").await?,
            config: self.upload(context, "config.json").await?,
            tokenizer: self.upload(context, "tokenizer.json").await?,
        };
        let call = runtime::tx().models().register_base(
            bounded(&self.slug),
            Static(files),
            licence,
            Static(self.numeric_class.into()),
            self.input_price.0,
            self.output_price.0,
            self.royalty,
        );
        let included = network.submit(&call, &signer).await?;
        let event = included.event::<events::BaseRegistered>("Models.BaseRegistered")?;
        Ok(Answer::new(json!({
            "version": event.version,
            "model": self.slug,
            "number": event.number,
            "files": files,
        })))
    }

    async fn upload(&self, context: &Context, name: &'static str) -> Result<ContentId> {
        let path = self.folder.join(name);
        if !path.is_file() {
            return Err(CliError::not_found(format!("`{}` is missing", path.display())).hint(
                "a base is a folder in the layout of Hugging Face: model.safetensors, config.json, tokenizer.json",
            ));
        }
        context.worker()?.put_file(&path).await
    }
}

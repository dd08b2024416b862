//! Giving the chain the code of an upgrade that was decided on by its hash.

use crate::{
    account::hex,
    chain::{
        governance::{referenda::Index, upgrade::Code},
        Network, POLL,
    },
    error::{CliError, Result},
    output::Answer,
    progress,
};
use openledger_client::{
    runtime::{self, system::events as system, upgrades::events as upgrades},
    At, Keypair,
};
use openledger_primitives::BlockNumber;
use serde_json::json;
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How long a new runtime may take to be in force after its code is in a block.
const IN_FORCE: Duration = Duration::from_secs(300);

/// Applies code whose hash was authorized, and waits until it is in force.
pub async fn apply(network: &Network, signer: &Keypair, at: &At, index: Index, file: &Path) -> Result<Answer> {
    let code = Code::read(file)?;
    code.check_size(at)?;
    let hash = code.hash();
    let authorized = at.get(runtime::storage().system().authorized_upgrade(), ()).await?;
    let Some(authorized) = authorized.map(|authorized| authorized.code_hash.0) else {
        return Err(CliError::failure("no upgrade is authorized: it was applied already, or refused")
            .hint("`openledger gov status` shows what was decided"));
    };
    if authorized != hash {
        return Err(CliError::usage(format!(
            "`{}` is another runtime: its code has the hash {}, authorized is {}",
            file.display(),
            hex(&hash),
            hex(&authorized)
        ))
        .hint("give the file that was proposed; if it was compressed then, the one ending in `.compressed.wasm`"));
    }
    let before = spec_version(network).await?;
    let call = runtime::tx().system().apply_authorized_upgrade(code.bytes);
    let included = network.submit(&call, signer).await?;
    if let Some(refused) =
        included.find::<system::RejectedInvalidAuthorizedUpgrade>("System.RejectedInvalidAuthorizedUpgrade")?
    {
        let named = included.at.explain_error(&refused.error);
        return Err(CliError::refused(format!("the chain refused the runtime: {}: {}", named.name, named.docs))
            .hint("build it with a higher `spec_version` and the same name, and propose it again"));
    }
    let applied_at = included.at.number();
    let (upgraded_at, spec_version) = in_force(network, applied_at).await?;
    Ok(Answer::new(json!({
        "referendum": index,
        "code_hash": hex(&hash),
        "applied_at": applied_at,
        "upgraded_at": upgraded_at,
        "spec_version_before": before,
        "spec_version": spec_version,
    })))
}

/// Waits until new code runs and its migrations are done; fails when one of them was not.
async fn in_force(network: &Network, applied_at: BlockNumber) -> Result<(BlockNumber, u32)> {
    let (spinner, started) = (progress::spinner("waiting for the new runtime and its migrations"), Instant::now());
    let mut height = applied_at + 1;
    while started.elapsed() < IN_FORCE {
        while height <= network.state().await?.number() {
            let events = network.at_height(height).await?.events().await?;
            if let Some(upgraded) = events.of::<upgrades::Upgraded>()?.first() {
                spinner.finish_and_clear();
                return Ok((height, upgraded.spec_version));
            }
            if let Some(back) = events.of::<upgrades::TakenBack>()?.first() {
                return Err(CliError::refused(format!(
                    "a migration of runtime {} failed in block {height}; runtime {} runs again",
                    back.failed, back.spec_version
                ))
                .hint("mend the migration, and propose the runtime again"));
            }
            height += 1;
        }
        tokio::time::sleep(POLL).await;
    }
    Err(CliError::failure(format!("the code is in block {applied_at}, but its migrations are not done"))
        .hint("they may take longer than this command waits; `multiBlockMigrations.cursor` shows how far they are"))
}

async fn spec_version(network: &Network) -> Result<u64> {
    let version = network.chain().request("state_getRuntimeVersion", &[]).await?;
    let unknown = || CliError::network("the node does not say which runtime it runs");
    version.get("specVersion").and_then(|version| version.as_u64()).ok_or_else(unknown)
}

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
    runtime::{self, system::events as system},
    At, Keypair,
};
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
    let (spinner, started) = (progress::spinner("waiting for the new runtime"), Instant::now());
    loop {
        let now = spec_version(network).await?;
        if now != before {
            spinner.finish_and_clear();
            return Ok(Answer::new(json!({
                "referendum": index,
                "code_hash": hex(&hash),
                "applied_at": included.at.number(),
                "spec_version_before": before,
                "spec_version": now,
            })));
        }
        if started.elapsed() > IN_FORCE {
            return Err(CliError::failure(format!(
                "the code is in block {}, but runtime {before} still runs",
                included.at.number()
            ))
            .hint("a migration may still be going on; look again at `state_getRuntimeVersion`"));
        }
        tokio::time::sleep(POLL).await;
    }
}

async fn spec_version(network: &Network) -> Result<u64> {
    let version = network.chain().request("state_getRuntimeVersion", &[]).await?;
    let unknown = || CliError::network("the node does not say which runtime it runs");
    version.get("specVersion").and_then(|version| version.as_u64()).ok_or_else(unknown)
}

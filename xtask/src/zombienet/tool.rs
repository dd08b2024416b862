//! zombienet itself: installed from the npm registry as locked in `zombienet/package-lock.json`.

use crate::command;
use anyhow::{bail, Context, Result};
use std::{path::Path, process::Command, time::SystemTime};

/// Installs it unless that has been done since the lock file was written.
pub fn install() -> Result<()> {
    for program in ["node", "npm", "bash", "ps"] {
        if !command::succeeds(Command::new(program).arg("--version")) {
            bail!(
                "zombienet needs Node.js 20 or newer with npm, bash and ps; `{program}` is missing \
                 (Debian: apt-get install nodejs npm bash procps)"
            );
        }
    }
    let folder = command::root().join("zombienet");
    let lock = changed(&folder.join("package-lock.json")).context("zombienet/package-lock.json is missing")?;
    if changed(&folder.join("node_modules/.package-lock.json")).is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    command::run(Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(&folder))
        .context("install zombienet; it needs a way to the npm registry once")
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|metadata| metadata.modified()).ok()
}

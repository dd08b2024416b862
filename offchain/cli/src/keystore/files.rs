//! Files that only their owner may read.

use crate::error::{CliError, Result};
use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// Makes a folder for its owner only, and the folders above it.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(CliError::file("create", folder))
}

/// Writes a file for its owner only: beside its place, synced, renamed, its folder synced. Whoever reads it sees the
/// old content or the new one, also after a power cut.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = || CliError::file("write", path);
    let folder = path.parent().ok_or_else(|| CliError::failure(format!("`{}` has no folder", path.display())))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    // Left by an earlier process of the same number: nobody else writes there.
    let _ = fs::remove_file(&beside);
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        File::open(folder)?.sync_all()
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed())
}

/// Refuses a secret file that others may read.
pub(crate) fn check_private(path: &Path) -> Result<()> {
    let mode = fs::metadata(path).map_err(CliError::file("read", path))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(CliError::failure(format!("`{}` can be read by other users of this machine", path.display()))
        .hint(format!("run `chmod 600 {}`; if somebody may have read it, use a new key", path.display())))
}

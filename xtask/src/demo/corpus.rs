//! Who brings which files.

use super::DemoArguments;
use anyhow::{bail, Context, Result};
use openledger_e2e::packages::{Package, JAVASCRIPT, OPENZEPPELIN, PRB_MATH, SOLADY, SOLMATE};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Development accounts that play the contributors, in order.
const CONTRIBUTORS: [&str; 8] =
    ["//Bob", "//Charlie", "//Dave", "//Eve", "//Bob//2", "//Charlie//2", "//Dave//2", "//Eve//2"];

/// One contributor's files.
#[derive(Clone, Debug)]
pub struct Contributor {
    /// Account on the development chain.
    pub account: String,
    /// What is shown: a package or folder name.
    pub name: String,
    /// Folder of files.
    pub folder: PathBuf,
    /// Licence declared for them.
    pub licence: String,
    /// Where they come from, as recorded on chain.
    pub source: String,
    /// Whether the client's own licence check is skipped, so that the network has to refuse.
    pub unchecked: bool,
}

/// Everybody's files, and the text the base is pretrained on.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The contributors.
    pub contributors: Vec<Contributor>,
    /// Folder with the base's text and the extension of its files.
    pub base_text: (PathBuf, &'static str),
    /// Kind of the datanet.
    pub kind: &'static str,
    /// Licence of the models: the data's own, which it always allows.
    pub licence: String,
}

impl Corpus {
    /// Licences the datanet admits: the data's, and two that may become part of anything.
    pub fn admitted(&self) -> BTreeSet<&str> {
        BTreeSet::from(["MIT", "Apache-2.0", self.licence.as_str()])
    }
}

/// The pinned packages, or the sub-folders of `--data`.
pub fn gather(arguments: &DemoArguments, cache: &Path) -> Result<Corpus> {
    let text = cache.join("base-text");
    for package in &JAVASCRIPT {
        package.fetch(&text)?;
    }
    let base_text = (text, "js");
    let (contributors, kind) = match &arguments.data {
        None => (packages(cache)?, "code"),
        Some(folder) => (folders(folder, &arguments.licence)?, "text"),
    };
    Ok(Corpus { contributors, base_text, kind, licence: arguments.licence.clone() })
}

fn packages(cache: &Path) -> Result<Vec<Contributor>> {
    let offered: [(&Package, bool); 4] =
        [(&OPENZEPPELIN, false), (&SOLADY, false), (&PRB_MATH, false), (&SOLMATE, true)];
    let mut contributors = Vec::new();
    for ((package, unchecked), account) in offered.into_iter().zip(CONTRIBUTORS) {
        contributors.push(Contributor {
            account: account.into(),
            name: package.name.into(),
            folder: package.fetch(cache)?,
            // What a contributor would claim who hopes that nobody looks.
            licence: "MIT".into(),
            source: package.source(),
            unchecked,
        });
    }
    Ok(contributors)
}

fn folders(data: &Path, licence: &str) -> Result<Vec<Contributor>> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(data).with_context(|| data.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    if folders.is_empty() {
        bail!("{} has no sub-folder; give each contributor one", data.display());
    }
    if folders.len() > CONTRIBUTORS.len() {
        bail!("{} has {} sub-folders; the demo has accounts for {}", data.display(), folders.len(), CONTRIBUTORS.len());
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(folders
        .into_iter()
        .zip(CONTRIBUTORS)
        .map(|(folder, account)| Contributor {
            account: account.into(),
            name: name(&folder),
            source: format!("folder:{}", name(&folder)),
            folder,
            licence: licence.into(),
            unchecked: false,
        })
        .collect())
}

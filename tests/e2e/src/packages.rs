//! Real data: source files of packages from the npm registry, pinned by version and integrity hash.

use anyhow::{bail, Context, Result};
use base64::Engine;
use sha2::Digest;
use std::{
    io::Read,
    path::{Component, Path, PathBuf},
    process::{Command, Stdio},
};

/// A pinned package and the part of it that is used.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Name on the npm registry.
    pub name: &'static str,
    /// Exact version.
    pub version: &'static str,
    /// Subresource integrity of the tarball, as npm writes it.
    pub integrity: &'static str,
    /// SPDX licence the package declares.
    pub licence: &'static str,
    /// Folders inside the package that are taken.
    pub folders: &'static [&'static str],
    /// Folders and files that are not: copies of the same code in other forms.
    pub without: &'static [&'static str],
    /// Extension of the files that are taken.
    pub extension: &'static str,
}

/// MIT; contracts of the widest use.
pub const OPENZEPPELIN: Package = Package {
    name: "@openzeppelin/contracts",
    version: "5.4.0",
    integrity: "sha512-eCYgWnLg6WO+X52I16TZt8uEjbtdkgLC0SUX/xnAksjjrQI4Xfn4iBRoI5j55dmlOhDv1Y7BoR3cU7e3WWhC6A==",
    licence: "MIT",
    folders: &["token"],
    without: &[],
    extension: "sol",
};

/// MIT; gas-optimised contracts, much of them in assembly.
pub const SOLADY: Package = Package {
    name: "solady",
    version: "0.1.26",
    integrity: "sha512-dhGr/ptJFdea/1KE6xgqgwEdbMhUiSfRc6A+jLeltPe16zyt9qtED3PElIBVRnzEmUO5aZTjKVAr6SlqXBBcIw==",
    licence: "MIT",
    folders: &["src/accounts", "src/auth"],
    without: &[],
    extension: "sol",
};

/// MIT; fixed-point mathematics.
pub const PRB_MATH: Package = Package {
    name: "@prb/math",
    version: "4.1.0",
    integrity: "sha512-ef5Xrlh3BeX4xT5/Wi810dpEPq2bYPndRxgFIaKSU1F/Op/s8af03kyom+mfU7gEpvfIZ46xu8W0duiHplbBMg==",
    licence: "MIT",
    folders: &["src"],
    without: &[],
    extension: "sol",
};

/// AGPL-3.0-only but for a few MIT files: most of it must be refused.
pub const SOLMATE: Package = Package {
    name: "solmate",
    version: "6.8.0",
    integrity: "sha512-/oI8kgEvSxGG1mrFv3FmCEZd0F8Z9VzRmoYMIhzmmzt6mjtPwfdCm3oh8yOL7bMHJBSfXJuMpnMPrM0uyaKsKg==",
    licence: "AGPL-3.0-only",
    folders: &["src/auth", "src/tokens", "src/utils"],
    without: &[],
    extension: "sol",
};

/// MIT, all of them; the JavaScript that the demo's base model is pretrained on. No Solidity among it.
pub const JAVASCRIPT: [Package; 8] = [
    javascript(
        "async",
        "3.2.6",
        "sha512-htCUDlxyyCLMgaM3xXg0C0LW2xqfuQ6p05pCEIsXuyQ+a1koYKTuBMzRNwmybfLgvJDMd0r1LTn4+E0Ti6C2AA==",
        &["dist"],
    ),
    javascript(
        "chalk",
        "5.6.2",
        "sha512-7NzBL0rN6fMUW+f7A6Io4h40qQlG+xGmtMxfbnH/K7TAtt8JQWVQK+6g0UXKMeVJoyV5EkkNsErQ8pVD3bLHbA==",
        &[],
    ),
    javascript(
        "commander",
        "14.0.3",
        "sha512-H+y0Jo/T1RZ9qPP4Eh1pkcQcLRglraJaSLoyOtHxu6AapkjWVCy2Sit1QQ4x3Dng8qDlSsZEet7g5Pq06MvTgw==",
        &[],
    ),
    javascript(
        "express",
        "5.3.0",
        "sha512-qCqy1xSoaugxOD4IVHb1ZWdkvCF2W3aE2okKouWj8VwJ+ztskSiXoBnCSJqfKT+cVPJhuJqe9YLbY425+Zh00g==",
        &[],
    ),
    javascript(
        "lodash",
        "4.18.1",
        "sha512-dMInicTPVE8d1e5otfwmmjlxkZoUpiVLwyeTdUsi/Caj/gfzzblBcCE5sRHV/AsjuCmxWrte2TNGSYuCeCq+0Q==",
        &["lodash.min.js", "core.min.js"],
    ),
    javascript(
        "moment",
        "2.31.0",
        "sha512-0acOTfMiWOheYS4eoWb80yYMb/JLvVv9SHbs2PehaDzfUG0Bw855SKyk0IKTnPGa5+U2bmi3W68l1+sGLX/pvw==",
        &["dist", "locale", "min", "src/locale", "moment.js"],
    ),
    javascript(
        "underscore",
        "1.13.8",
        "sha512-DXtD3ZtEQzc7M8m4cXotyHR+FAS18C64asBYY5vqZexfYryNNnDc02W4hKg3rdQuqOYas1jkseX0+nZXjTXnvQ==",
        &[
            "amd",
            "cjs",
            "underscore-min.js",
            "underscore-umd-min.js",
            "underscore-umd.js",
            "underscore.js",
            "underscore-node.js",
            "underscore-node-f.cjs",
            "underscore-esm.js",
            "underscore-esm-min.js",
        ],
    ),
    javascript(
        "yargs",
        "18.2.0",
        "sha512-9OpKOLeaoNFecEp7P6iYbzze/5CqWoH7N3SMs/6y1XF4nMvFMspEGZzJ6uFi9MmQwXhyzqYoSEKO3tvA3Z/o2w==",
        &[],
    ),
];

const fn javascript(
    name: &'static str,
    version: &'static str,
    integrity: &'static str,
    without: &'static [&'static str],
) -> Package {
    Package { name, version, integrity, licence: "MIT", folders: &[""], without, extension: "js" }
}

impl Package {
    /// `npm:name@version`, what a contribution names as its source.
    pub fn source(&self) -> String {
        format!("npm:{}@{}", self.name, self.version)
    }

    /// Folder of the unpacked files below `cache`, downloaded and checked when it is not there yet.
    pub fn fetch(&self, cache: &Path) -> Result<PathBuf> {
        let folder = cache.join(format!("{}-{}", self.name.replace('/', "-").trim_start_matches('@'), self.version));
        if folder.exists() {
            return Ok(folder);
        }
        std::fs::create_dir_all(cache)?;
        let work = tempfile::tempdir_in(cache)?;
        let bytes = self.download(work.path())?;
        self.check(&bytes)?;
        let unpacked = work.path().join("unpacked");
        self.unpack(&bytes, &unpacked)?;
        match std::fs::rename(&unpacked, &folder) {
            Err(_) if folder.exists() => {} // somebody else was faster; both hold the same bytes
            other => other.with_context(|| folder.display().to_string())?,
        }
        Ok(folder)
    }

    fn download(&self, work: &Path) -> Result<Vec<u8>> {
        let output = Command::new("npm")
            .args(["pack", "--silent", &format!("{}@{}", self.name, self.version)])
            .current_dir(work)
            .stderr(Stdio::piped())
            .output()
            .context("npm is needed to fetch the demo's data; install Node.js with npm")?;
        if !output.status.success() {
            bail!("npm pack {}: {}", self.source(), String::from_utf8_lossy(&output.stderr).trim());
        }
        let name = String::from_utf8(output.stdout)?;
        let file = work.join(name.lines().last().unwrap_or_default().trim());
        std::fs::read(&file).with_context(|| file.display().to_string())
    }

    fn check(&self, bytes: &[u8]) -> Result<()> {
        let digest = base64::engine::general_purpose::STANDARD.encode(sha2::Sha512::digest(bytes));
        if self.integrity != format!("sha512-{digest}") {
            bail!(
                "{} is not the pinned file: its integrity is sha512-{digest}, expected {}",
                self.source(),
                self.integrity
            );
        }
        Ok(())
    }

    fn unpack(&self, bytes: &[u8], target: &Path) -> Result<()> {
        let mut taken = 0usize;
        for entry in tar::Archive::new(flate2::read::GzDecoder::new(bytes)).entries()? {
            let mut entry = entry?;
            let path = entry.path()?.into_owned();
            // npm puts everything under one folder, usually `package/`.
            let inner: PathBuf = path.components().skip(1).collect();
            let plain = inner.components().all(|part| matches!(part, Component::Normal(_)));
            let below = |folders: &[&str]| folders.iter().any(|folder| inner.starts_with(folder));
            let wanted = below(self.folders) && !below(self.without);
            if !plain || !wanted || inner.extension().is_none_or(|extension| extension != self.extension) {
                continue;
            }
            let mut text = Vec::new();
            entry.by_ref().take(4 << 20).read_to_end(&mut text)?;
            let file = target.join(&inner);
            std::fs::create_dir_all(file.parent().context("a file has a folder")?)?;
            std::fs::write(&file, text)?;
            taken += 1;
        }
        if taken == 0 {
            bail!("{} holds no .{} file under {:?}", self.source(), self.extension, self.folders);
        }
        Ok(())
    }
}

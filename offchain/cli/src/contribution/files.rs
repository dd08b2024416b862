//! The documents in files and folders.

use crate::error::{CliError, Result};
use openledger_primitives::{
    document::{document_from_file, Document, RefusedDocument, MAX_DOCUMENT_BYTES},
    job::Rejection,
};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// Documents by path.
    pub documents: BTreeMap<String, Document>,
    /// Files that are none, and why.
    pub refused: Vec<RefusedDocument>,
}

/// Reads every file below these paths. A document is named relative to the folder that was given, or by its own name
/// where a file was. Hidden files and folders are left out, and links are not followed.
pub fn collect(paths: &[PathBuf]) -> Result<Collected> {
    let mut collected = Collected::default();
    for path in paths {
        let kind = fs::symlink_metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                CliError::not_found(format!("there is no file or folder `{}`", path.display()))
            }
            _ => CliError::file("read", path)(error),
        })?;
        if kind.is_dir() {
            walk(path, path, &mut collected)?;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            read(path, name, &mut collected)?;
        }
    }
    Ok(collected)
}

fn walk(root: &Path, folder: &Path, collected: &mut Collected) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(CliError::file("list", folder))?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(CliError::file("list", folder))?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(CliError::file("read", &path))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(root, &path, collected)?;
        } else if kind.is_file() {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            read(&path, parts.join("/"), collected)?;
        }
    }
    Ok(())
}

fn read(path: &Path, name: String, collected: &mut Collected) -> Result<()> {
    let file = File::open(path).map_err(CliError::file("open", path))?;
    let length = file.metadata().map_err(CliError::file("read", path))?.len();
    let mut bytes = Vec::new();
    // One byte more than a document may have is enough to refuse it.
    file.take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(CliError::file("read", path))?;
    match document_from_file(&name, &bytes) {
        Ok(document) => {
            if collected.documents.insert(name.clone(), document).is_some() {
                return Err(CliError::usage(format!("two files would both be the document `{name}`"))
                    .hint("give the folder above both, so that their paths differ"));
            }
        }
        Err(mut refused) => {
            if refused.reason == Rejection::TooLarge {
                refused.detail = format!("has {length} bytes, at most {MAX_DOCUMENT_BYTES} are read");
            }
            collected.refused.push(refused);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        folder
    }

    #[test]
    fn documents_are_named_relative_to_the_folder_given() {
        let folder =
            folder(&[("src/b.md", b"b"), ("a.txt", b"a"), (".git/config.txt", b"x"), ("src/.hidden.md", b"x")]);
        let found = collect(&[folder.path().to_owned()]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["a.txt", "src/b.md"]);
        let found = collect(&[folder.path().join("src/b.md")]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["b.md"]);
    }

    #[test]
    fn files_that_are_no_documents_are_listed_with_their_reason() {
        let files: [(&str, &[u8]); 4] =
            [("a.png", b"x"), ("b.md", b"\x89PNG\r\n\x1a\n"), ("c.txt", b""), ("d.txt", b"caf\xe9\n")];
        let folder = folder(&files);
        let refused = collect(&[folder.path().to_owned()]).expect("read").refused;
        let reasons: Vec<_> = refused.iter().map(|refused| (refused.path.as_str(), refused.reason)).collect();
        use Rejection::{Empty, MediaMismatch, NotUtf8, UnsupportedMedia};
        assert_eq!(
            reasons,
            [("a.png", UnsupportedMedia), ("b.md", MediaMismatch), ("c.txt", Empty), ("d.txt", NotUtf8)]
        );
    }

    #[test]
    fn a_huge_file_is_refused_by_its_length_without_reading_it_all() {
        let folder = folder(&[]);
        let file = File::create(folder.path().join("huge.txt")).expect("made");
        file.set_len(1 << 40).expect("a hole");
        let refused = collect(&[folder.path().to_owned()]).expect("read").refused;
        assert_eq!(refused[0].reason, Rejection::TooLarge);
        assert!(refused[0].detail.contains("1099511627776"), "{}", refused[0].detail);
    }

    #[test]
    fn two_files_of_one_name_and_missing_paths_are_refused() {
        let folder = folder(&[("a/x.md", b"1"), ("b/x.md", b"2")]);
        let twice = [folder.path().join("a/x.md"), folder.path().join("b/x.md")];
        assert_eq!(collect(&twice).expect_err("twice").kind, crate::error::Kind::Usage);
        assert_eq!(collect(&[folder.path().join("c")]).expect_err("missing").kind, crate::error::Kind::NotFound);
    }
}

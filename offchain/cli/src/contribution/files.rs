//! The documents in files and folders: texts as they are, tables row by row.

use super::{
    datasets::{self, Card},
    tables::{self, Kind},
};
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
    /// Folders that are datasets.
    pub datasets: Vec<Card>,
    /// Files of datasets that are not data, or of splits that were not asked for.
    pub left_out: Vec<String>,
}

/// Reads every file below these paths. A document is named relative to the folder that was given, or by its own name
/// where a file was. Hidden files and folders are left out, and links are not followed. Of folders that are datasets only
/// files of rows are read, and with `splits` only those of these splits.
pub fn collect(paths: &[PathBuf], splits: &[String]) -> Result<Collected> {
    let mut collected = Collected::default();
    for path in paths {
        let kind = fs::symlink_metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                CliError::not_found(format!("there is no file or folder `{}`", path.display()))
            }
            _ => CliError::file("read", path)(error),
        })?;
        if kind.is_dir() {
            let card = datasets::card(path)?;
            let files = walk(path)?;
            let rows = |(_, name): &(PathBuf, String)| Kind::of(name).is_some();
            let card = card.filter(|_| files.iter().any(rows));
            for (file, name) in files {
                let unwanted = !splits.is_empty() && !splits.iter().any(|split| split == datasets::split(&name));
                if card.is_some() && (Kind::of(&name).is_none() || unwanted) {
                    collected.left_out.push(name);
                } else {
                    read(&file, name, &mut collected)?;
                }
            }
            collected.datasets.extend(card);
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            read(path, name, &mut collected)?;
        }
    }
    Ok(collected)
}

/// Every file below a folder with its name relative to it, in the order of names.
fn walk(root: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(CliError::file("list", &folder))? {
            let entry = entry.map_err(CliError::file("list", &folder))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(CliError::file("read", &path))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let relative = path.strip_prefix(root).unwrap_or(&path);
                let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                files.push((path, parts.join("/")));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path, name: String, collected: &mut Collected) -> Result<()> {
    let file = File::open(path).map_err(CliError::file("open", path))?;
    let length = file.metadata().map_err(CliError::file("read", path))?.len();
    // JSON Lines are a document as they are, as long as they fit into one.
    let table = Kind::of(&name).filter(|kind| *kind != Kind::Lines || length > MAX_DOCUMENT_BYTES as u64);
    if let Some(kind) = table {
        match tables::read(file, path, &name, kind) {
            Ok(documents) => documents.into_iter().try_for_each(|document| insert(document, collected))?,
            Err(refused) => collected.refused.push(refused),
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    // One byte more than a document may have is enough to refuse it.
    file.take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(CliError::file("read", path))?;
    match document_from_file(&name, &bytes) {
        Ok(document) => insert(document, collected)?,
        Err(mut refused) => {
            if refused.reason == Rejection::TooLarge {
                refused.detail = format!("has {length} bytes, at most {MAX_DOCUMENT_BYTES} are read");
            }
            collected.refused.push(refused);
        }
    }
    Ok(())
}

fn insert(document: Document, collected: &mut Collected) -> Result<()> {
    let name = document.path.clone();
    match collected.documents.insert(name.clone(), document) {
        None => Ok(()),
        Some(_) => Err(CliError::usage(format!("two files would both be the document `{name}`"))
            .hint("give the folder above both, so that their paths differ")),
    }
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
        let found = collect(&[folder.path().to_owned()], &[]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["a.txt", "src/b.md"]);
        let found = collect(&[folder.path().join("src/b.md")], &[]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["b.md"]);
    }

    #[test]
    fn files_that_are_no_documents_are_listed_with_their_reason() {
        let files: [(&str, &[u8]); 4] =
            [("a.png", b"x"), ("b.md", b"\x89PNG\r\n\x1a\n"), ("c.txt", b""), ("d.txt", b"caf\xe9\n")];
        let folder = folder(&files);
        let refused = collect(&[folder.path().to_owned()], &[]).expect("read").refused;
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
        let refused = collect(&[folder.path().to_owned()], &[]).expect("read").refused;
        assert_eq!(refused[0].reason, Rejection::TooLarge);
        assert!(refused[0].detail.contains("1099511627776"), "{}", refused[0].detail);
    }

    #[test]
    fn two_files_of_one_name_and_missing_paths_are_refused() {
        let folder = folder(&[("a/x.md", b"1"), ("b/x.md", b"2")]);
        let twice = [folder.path().join("a/x.md"), folder.path().join("b/x.md")];
        assert_eq!(collect(&twice, &[]).expect_err("twice").kind, crate::error::Kind::Usage);
        assert_eq!(collect(&[folder.path().join("c")], &[]).expect_err("missing").kind, crate::error::Kind::NotFound);
    }

    #[test]
    fn a_dataset_gives_its_rows_and_leaves_out_what_is_about_them() {
        let files: [(&str, &[u8]); 7] = [
            ("README.md", b"---\nlicense: cc-by-4.0\n---\n# Cards\n"),
            ("data/train.csv", b"q,a\n1,2\n3,4\n"),
            ("data/test.csv", b"q,a\n5,6\n"),
            ("data/validation.jsonl", b"{\"q\":7}\n"),
            ("load.py", b"print(1)\n"),
            ("picture.png", b"\x89PNG"),
            (".gitattributes", b"x"),
        ];
        let folder = folder(&files);
        let found = collect(&[folder.path().to_owned()], &[]).expect("read");
        let names: Vec<&String> = found.documents.keys().collect();
        assert_eq!(
            names,
            ["data/test.csv/row-00000001.jsonl", "data/train.csv/row-00000001.jsonl", "data/validation.jsonl"]
        );
        assert_eq!(
            found.documents["data/train.csv/row-00000001.jsonl"].text,
            "{\"q\":\"1\",\"a\":\"2\"}\n{\"q\":\"3\",\"a\":\"4\"}\n"
        );
        assert_eq!(found.left_out, ["README.md", "load.py", "picture.png"]);
        assert_eq!(datasets::licence(None, &found.datasets).expect("a licence"), "cc-by-4.0");
        assert!(found.refused.is_empty());
        let found = collect(&[folder.path().to_owned()], &["train".into()]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["data/train.csv/row-00000001.jsonl"]);
    }

    #[test]
    fn tables_among_other_files_are_read_and_faults_name_their_place() {
        let files: [(&str, &[u8]); 4] =
            [("README.md", b"# A project\n"), ("a.csv", b"x\n1\n"), ("b.csv", b"x,y\n1\n"), ("c.parquet", b"PAR1")];
        let folder = folder(&files);
        let found = collect(&[folder.path().to_owned()], &[]).expect("read");
        assert_eq!(found.documents.keys().collect::<Vec<_>>(), ["README.md", "a.csv/row-00000001.jsonl"]);
        let refused: Vec<String> = found.refused.iter().map(ToString::to_string).collect();
        assert_eq!(refused[0], "`b.csv`: row 1: has 1 values, the first line names 2 columns");
        assert!(refused[1].starts_with("`c.parquet`: named as Parquet but has only 4 bytes"));
    }

    #[test]
    fn json_lines_too_large_for_a_document_become_several() {
        let row = format!("{{\"text\":\"{}\"}}\n", "x".repeat(1_000));
        let large = row.repeat(5_000);
        let folder = folder(&[("large.jsonl", large.as_bytes()), ("small.jsonl", row.as_bytes())]);
        let found = collect(&[folder.path().to_owned()], &[]).expect("read");
        let all: String = found
            .documents
            .iter()
            .filter(|(name, _)| name.starts_with("large"))
            .map(|(_, d)| d.text.as_str())
            .collect();
        assert!(all == large && found.documents.len() > 100);
        assert_eq!(found.documents["small.jsonl"].text, row);
        assert!(found.documents.values().all(|document| document.check().is_ok()));
    }
}

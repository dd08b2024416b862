//! Folders in the layout of Hugging Face `datasets`: a card, and files of rows for each split.
//!
//! A folder is one when it holds files of rows (`.parquet`, `.csv`, `.tsv`, `.jsonl`) and says so: by a
//! `dataset_info.json`, or by a `README.md` that begins with YAML naming a `license`, `dataset_info`, `configs`,
//! `task_categories` or `size_categories`. Then its data is the files of rows; the card, scripts and pictures are about
//! the data and are left out. The licence of card and `dataset_info.json` is what the data comes under.
//!
//! A file belongs to the split that a part of its path names (`train`, `validation`, `test` and their usual
//! synonyms), otherwise to `train`.

use crate::error::{CliError, Result};
use std::{
    collections::BTreeSet,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// Most bytes of a card or description.
const MAX_CARD_BYTES: u64 = 1 << 20;

/// What a dataset says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its folder.
    pub folder: PathBuf,
    /// Its licences as SPDX writes them, or as it writes them where SPDX has none.
    pub licences: BTreeSet<String>,
}

/// Keys of a card's YAML that only datasets have.
const KEYS: [&str; 5] = ["license", "dataset_info", "configs", "task_categories", "size_categories"];

/// Reads what a folder says about itself; `None` when it does not say that it is a dataset.
pub fn card(folder: &Path) -> Result<Option<Card>> {
    let mut card = Card { folder: folder.to_owned(), licences: BTreeSet::new() };
    let mut is_one = false;
    let info = folder.join("dataset_info.json");
    if let Some(text) = read(&info)? {
        is_one = true;
        let value: serde_json::Value = serde_json::from_str(&text)
            .map_err(|error| CliError::failure(format!("`{}` is not JSON: {error}", info.display())))?;
        let named = value.get("license").and_then(|licence| licence.as_str()).unwrap_or_default();
        card.licences.extend(spdx(named));
    }
    if let Some(text) = read(&folder.join("README.md"))? {
        let front = front_matter(&text);
        is_one |= front.iter().any(|(key, _)| KEYS.contains(&key.as_str()));
        let licences = front.iter().filter(|(key, _)| key == "license").flat_map(|(_, values)| values);
        card.licences.extend(licences.filter_map(|licence| spdx(licence)));
    }
    Ok(is_one.then_some(card))
}

/// A small text file, if it is there.
fn read(path: &Path) -> Result<Option<String>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(CliError::file("open", path))?,
    };
    let mut bytes = Vec::new();
    file.take(MAX_CARD_BYTES).read_to_end(&mut bytes).map_err(CliError::file("read", path))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The top keys of the YAML between a text's first line `---` and the next one, each with its value or list of values.
/// Deeper structures are passed over.
fn front_matter(text: &str) -> Vec<(String, Vec<String>)> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return Vec::new();
    }
    let plain = |value: &str| {
        let value = value.split(" #").next().unwrap_or_default().trim();
        value.trim_matches(|c| c == '"' || c == '\'').to_owned()
    };
    let mut front: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return front;
        }
        let item = line.trim_start().strip_prefix("- ");
        match (item, line.split_once(':')) {
            (Some(item), _) => {
                if let Some((_, values)) = front.last_mut() {
                    values.push(plain(item));
                }
            }
            (None, Some((key, value))) if !key.starts_with([' ', '\t', '#']) => {
                let value = value.split(" #").next().unwrap_or_default().trim();
                let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
                let values = match list {
                    Some(list) => list.split(',').map(plain).collect(),
                    None if value.is_empty() => Vec::new(),
                    None => vec![plain(value)],
                };
                front.push((plain(key), values));
            }
            _ => {}
        }
    }
    // Never closed: not YAML but a text that begins with a line.
    Vec::new()
}

/// A licence of Hugging Face's list as SPDX writes it; `None` when it says that there is none to name.
fn spdx(licence: &str) -> Option<String> {
    let small = licence.trim().to_ascii_lowercase();
    Some(match small.as_str() {
        "" | "other" | "unknown" | "null" => return None,
        "agpl-3.0" | "gpl-2.0" | "gpl-3.0" | "lgpl-2.1" | "lgpl-3.0" => format!("{}-only", small.to_ascii_uppercase()),
        "odc-by" => "ODC-By-1.0".into(),
        "pddl" => "PDDL-1.0".into(),
        "odbl" => "ODbL-1.0".into(),
        _ => licence.trim().to_owned(),
    })
}

/// The licence to declare: what was asked for, if the datasets do not say otherwise, or what they say.
pub fn licence(asked: Option<&str>, cards: &[Card]) -> Result<String> {
    let mut named: Vec<(&str, &Path)> = Vec::new();
    for card in cards {
        for licence in &card.licences {
            if !named.iter().any(|(known, _)| known.eq_ignore_ascii_case(licence)) {
                named.push((licence, &card.folder));
            }
        }
    }
    match (asked, named.as_slice()) {
        (Some(asked), []) => Ok(asked.to_owned()),
        (Some(asked), [(licence, _)]) if licence.eq_ignore_ascii_case(asked) => Ok(asked.to_owned()),
        (None, [(licence, _)]) => Ok((*licence).to_owned()),
        (None, []) => Err(CliError::usage("say with --licence which licence the data comes under")),
        (Some(asked), [(licence, folder), ..]) => Err(CliError::failure(format!(
            "the dataset in `{}` comes under `{licence}`, not under `{asked}`",
            folder.display()
        ))
        .hint("leave --licence out, or correct the dataset's card if it is yours")),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|(licence, _)| *licence).collect();
            Err(CliError::failure(format!("the data comes under several licences: {}", names.join(", ")))
                .hint("contribute what has one licence at a time"))
        }
    }
}

/// Names of splits with their synonyms.
const SPLITS: [(&str, &[&str]); 3] = [
    ("train", &["train", "training"]),
    ("validation", &["validation", "valid", "val", "dev"]),
    ("test", &["test", "testing", "eval", "evaluation"]),
];

/// The split that a part of the path names; the file's own name comes first.
pub fn split(path: &str) -> &'static str {
    let named = |part: &str| {
        let part = part.to_ascii_lowercase();
        let mut words = part.split(|c: char| !c.is_ascii_alphanumeric());
        words.find_map(|word| SPLITS.iter().find(|(_, names)| names.contains(&word)).map(|(split, _)| *split))
    };
    path.rsplit('/').find_map(named).unwrap_or("train")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_names_its_licence_in_every_usual_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let with = |readme: &str| {
            std::fs::write(folder.path().join("README.md"), readme).expect("written");
            card(folder.path()).expect("read").map(|card| card.licences.into_iter().collect::<Vec<_>>())
        };
        let one = |licence: &str| Some(vec![licence.to_owned()]);
        assert_eq!(with("---\nlicense: apache-2.0\nlanguage:\n- en\n---\n# A\n"), one("apache-2.0"));
        assert_eq!(with("---\nlanguage:\n  - en\nlicense:\n  - \"cc-by-4.0\"\n---\n"), one("cc-by-4.0"));
        assert_eq!(with("---\nlicense: [mit] # ours\n---\n"), one("mit"));
        assert_eq!(with("---\nlicense: gpl-3.0\n---\n"), one("GPL-3.0-only"));
        assert_eq!(
            with("---\nlicense: other\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n---\n"),
            Some(Vec::new())
        );
        assert_eq!(with("# A project\n\nlicense: MIT\n"), None);
        assert_eq!(with("---\nlicense: mit\n"), None, "never closed");
        assert_eq!(with("---\ntitle: A page\n---\n"), None);
        std::fs::write(folder.path().join("dataset_info.json"), "{\"license\":\"MIT\"}").expect("written");
        assert_eq!(with("# A\n"), one("MIT"));
        std::fs::write(folder.path().join("dataset_info.json"), "{").expect("written");
        assert!(card(folder.path()).expect_err("refused").message.contains("is not JSON"));
    }

    #[test]
    fn what_is_declared_is_what_the_card_says() {
        let card = |licences: &[&str]| Card {
            folder: "data".into(),
            licences: licences.iter().map(|l| (*l).to_owned()).collect(),
        };
        assert_eq!(licence(Some("MIT"), &[]).expect("asked"), "MIT");
        assert_eq!(licence(None, &[card(&["mit"])]).expect("said"), "mit");
        assert_eq!(licence(Some("MIT"), &[card(&["mit"]), card(&[])]).expect("both"), "MIT");
        assert!(licence(Some("MIT"), &[card(&["apache-2.0"])]).expect_err("no").message.contains("apache-2.0"));
        assert!(licence(None, &[card(&["mit"]), card(&["cc0-1.0"])]).expect_err("no").message.contains("several"));
        assert!(licence(None, &[]).expect_err("no").message.contains("--licence"));
    }

    #[test]
    fn files_belong_to_the_split_their_path_names() {
        for (path, expected) in [
            ("data/train-00000-of-00002.parquet", "train"),
            ("validation.csv", "validation"),
            ("dev/part-1.jsonl", "validation"),
            ("test/train.csv", "train"),
            ("en/my_test_set.csv", "test"),
            ("latest.csv", "train"),
            ("rows.parquet", "train"),
        ] {
            assert_eq!(split(path), expected, "{path}");
        }
    }
}

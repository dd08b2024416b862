//! `openledger datanet croissant`: a datanet as dataset search engines and loaders read it.
//!
//! Croissant is JSON-LD over schema.org's vocabulary. Everything here follows from storage: a content id holds the
//! SHA-256 of its bundle, and a snapshot is a version.

use crate::{
    account::{hex, ss58},
    chain::{
        datanets::{self, place, Contribution, Licences, Snapshot},
        names::{datanet_kind, text},
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{
    runtime::{self},
    At,
};
use openledger_primitives::{content::ContentId, AccountBytes, ContributionId, DatanetId, Digest};
use serde_json::{json, Value};
use std::{collections::BTreeSet, fs, path::Path};

/// How to use it.
pub const EXAMPLES: &str = "\
Examples:
  openledger datanet croissant solidity > solidity.json
  openledger datanet croissant solidity --snapshot 3 --gateway https://worker.example --output solidity.json

Every contribution is a file whose `sha256` is that of its content id, so whoever loads it need not trust who serves it.
A snapshot's number is the major version; data that no snapshot holds yet is a pre-release of the next.";

/// Requests under way at a time.
const AT_ONCE: usize = 16;
/// Version of the format.
const CONFORMS_TO: &str = "http://mlcommons.org/croissant/1.1";

/// What is described.
struct Described {
    genesis: Digest,
    id: DatanetId,
    name: String,
    description: String,
    kind: &'static str,
    owner: AccountBytes,
    licences: Vec<String>,
    /// As the format writes versions.
    version: String,
    /// Whether files will be added under the same version.
    live: bool,
    /// Day on which it was as described.
    published: String,
    files: Vec<File>,
}

/// A contribution.
struct File {
    id: ContributionId,
    contributor: AccountBytes,
    content: ContentId,
    bytes: u64,
    licence: String,
    source: String,
}

/// Describes a datanet.
pub async fn run(
    context: &Context,
    name: &str,
    snapshot: Option<u32>,
    gateway: Option<&str>,
    output: Option<&Path>,
) -> Result<Answer> {
    let network = context.network().await?;
    let at = network.state().await?;
    let id = datanets::resolve(&at, name).await?;
    let datanet = datanets::datanet(&at, id).await?;
    let licences = Licences::read(&at).await?;
    let snapshot = match snapshot {
        Some(number) => {
            let found = datanets::snapshot(&at, number).await?;
            if found.datanet != id {
                return Err(CliError::not_found(format!("snapshot {number} is of datanet {}", found.datanet)));
            }
            Some((number, found))
        }
        None => newest(&at, id).await?,
    };
    let files = files(&at, id, snapshot.as_ref().map(|(_, snapshot)| snapshot), &licences).await?;
    // A pruned node does not know the day of an old snapshot; then the day of this description is as good.
    let then = match &snapshot {
        Some((_, snapshot)) => network.at_height(snapshot.taken_at).await.ok(),
        None => None,
    };
    let moment = match &then {
        Some(then) => moment(then).await.or(moment(&at).await),
        None => moment(&at).await,
    };
    let version = match &snapshot {
        Some((number, _)) => format!("{number}.0.0"),
        None => {
            let next = at.get(runtime::storage().datanets().next_snapshot_id(), ()).await?.unwrap_or_default();
            format!("{next}.0.0-block.{}", at.number())
        }
    };
    let described = Described {
        genesis: network.chain().genesis(),
        id,
        name: text(&datanet.slug),
        description: text(&datanet.description),
        kind: datanet_kind(&datanet.kind),
        owner: datanet.owner.0,
        licences: datanet.licences.0.iter().map(|id| licences.name(*id)).collect(),
        version,
        live: snapshot.is_none(),
        published: day(moment.unwrap_or_default()),
        files,
    };
    let worker = context.worker()?;
    let json = croissant(&described, gateway.unwrap_or(worker.url()).trim_end_matches('/'));
    let pretty = serde_json::to_string_pretty(&json).unwrap_or_else(|_| json.to_string());
    let Some(path) = output else { return Ok(Answer::with_text(json, pretty)) };
    fs::write(path, pretty + "\n").map_err(CliError::file("write", path))?;
    let (version, files) = (&described.version, described.files.len());
    Ok(Answer::new(json!({ "datanet": id, "file": path.display().to_string(), "version": version, "files": files })))
}

/// The newest snapshot of a datanet.
async fn newest(at: &At, id: DatanetId) -> Result<Option<(u32, Snapshot)>> {
    let next = at.get(runtime::storage().datanets().next_snapshot_id(), ()).await?.unwrap_or_default();
    let mut read = stream::iter((0..next).rev())
        .map(|number| async move { Ok::<_, CliError>((number, datanets::snapshot(at, number).await?)) })
        .buffered(AT_ONCE);
    while let Some((number, snapshot)) = read.try_next().await? {
        if snapshot.datanet == id {
            return Ok(Some((number, snapshot)));
        }
    }
    Ok(None)
}

/// The contributions in a snapshot, or in the datanet as it is now, by increasing number.
async fn files(at: &At, id: DatanetId, snapshot: Option<&Snapshot>, licences: &Licences) -> Result<Vec<File>> {
    let inside = |contribution: &Contribution| {
        contribution.datanet == id
            && place(contribution).is_some_and(|(position, removal)| match snapshot {
                Some(snapshot) => {
                    position < snapshot.count && removal.is_none_or(|removal| removal >= snapshot.removed_count)
                }
                None => removal.is_none(),
            })
    };
    let all = at.all(runtime::storage().datanets().contributions(), ()).await?;
    let mut files: Vec<File> = all
        .into_iter()
        .filter(|(_, contribution)| inside(contribution))
        .map(|((number,), contribution)| File {
            id: number,
            contributor: contribution.contributor.0,
            content: contribution.content.0,
            bytes: contribution.bytes,
            licence: licences.name(contribution.licence),
            source: text(&contribution.source),
        })
        .collect();
    files.sort_by_key(|file| file.id);
    Ok(files)
}

/// A block's time in milliseconds since 1970, if its state is there.
async fn moment(at: &At) -> Option<u64> {
    at.get(runtime::storage().timestamp().now(), ()).await.ok().flatten()
}

/// The day of a time, as in `2026-11-21`.
fn day(milliseconds: u64) -> String {
    // The civil calendar in eras of 400 years that begin in March, so that leap days come last.
    let days = milliseconds / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A licence as a page that explains it, where SPDX has one.
fn licence_url(spdx: &str) -> String {
    match spdx.starts_with("LicenseRef-") {
        true => spdx.to_owned(),
        false => format!("https://spdx.org/licenses/{spdx}.html"),
    }
}

/// Terms of the format, as JSON-LD resolves them.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}

fn party(account: &AccountBytes) -> Value {
    json!({ "@type": "sc:Organization", "name": ss58(account), "identifier": hex(account) })
}

/// The whole description.
fn croissant(described: &Described, gateway: &str) -> Value {
    let contributors: BTreeSet<AccountBytes> = described.files.iter().map(|file| file.contributor).collect();
    // A description may be missing on chain, and may not be in the format.
    let description = match described.description.trim() {
        "" => format!("OpenLedger datanet `{}`, of kind {}.", described.name, described.kind),
        text => text.to_owned(),
    };
    json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": described.name,
        "description": description,
        "identifier": format!("openledger:{}/datanet/{}", hex(&described.genesis), described.id),
        "url": gateway,
        "license": described.licences.iter().map(|spdx| licence_url(spdx)).collect::<Vec<_>>(),
        "creator": party(&described.owner),
        "contributor": contributors.iter().map(party).collect::<Vec<_>>(),
        "datePublished": described.published,
        "version": described.version,
        "isLiveDataset": described.live,
        "keywords": [described.kind],
        "distribution": described.files.iter().map(|file| file_object(file, gateway)).collect::<Vec<_>>(),
        "recordSet": described.files.iter().map(record_set).collect::<Vec<_>>(),
    })
}

fn file_object(file: &File, gateway: &str) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": format!("contribution-{}", file.id),
        "name": format!("contribution-{}.jsonl", file.id),
        "description": format!("Contribution {} from {}: one document on each line.", file.id, file.source),
        "contentUrl": format!("{gateway}/files/{}", file.content),
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": "application/jsonlines",
        "sha256": hex(&file.content.0)[2..],
        "license": licence_url(&file.licence),
        "creator": party(&file.contributor),
    })
}

/// The documents of a contribution's bundle.
fn record_set(file: &File) -> Value {
    let object = format!("contribution-{}", file.id);
    let set = format!("documents-{}", file.id);
    let field = |name: &str, description: &str| {
        json!({
            "@type": "cr:Field",
            "@id": format!("{set}/{name}"),
            "name": name,
            "description": description,
            "dataType": "sc:Text",
            "source": { "fileObject": { "@id": object }, "extract": { "column": name } },
        })
    };
    json!({
        "@type": "cr:RecordSet",
        "@id": set,
        "name": set,
        "description": format!("The documents of contribution {}.", file.id),
        "key": { "@id": format!("{set}/path") },
        "field": [field("path", "Where the document was, relative to its source."), field("text", "Everything in it.")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described() -> Described {
        let file = |id: u64, licence: &str| File {
            id,
            contributor: [id as u8; 32],
            content: ContentId::of(&id.to_le_bytes()),
            bytes: 8,
            licence: licence.into(),
            source: "npm:mine@1.0.0".into(),
        };
        Described {
            genesis: [9; 32],
            id: 3,
            name: "solidity".into(),
            description: String::new(),
            kind: "code",
            owner: [1; 32],
            licences: vec!["MIT".into(), "LicenseRef-own".into()],
            version: "4.0.0".into(),
            live: false,
            published: day(1_795_305_600_000),
            files: vec![file(1, "MIT"), file(2, "LicenseRef-own")],
        }
    }

    /// What the specification says a node of each type must have.
    fn required(kind: &str) -> &'static [&'static str] {
        match kind {
            "sc:Dataset" => &[
                "@context",
                "conformsTo",
                "name",
                "description",
                "license",
                "url",
                "creator",
                "datePublished",
                "distribution",
                "recordSet",
            ],
            "cr:FileObject" => &["@id", "name", "contentUrl", "encodingFormat", "sha256"],
            "cr:RecordSet" => &["@id", "name", "field"],
            "cr:Field" => &["@id", "name", "dataType", "source"],
            _ => &["name"],
        }
    }

    /// Every typed node, with what refers to others.
    fn check(value: &Value, ids: &mut Vec<String>, references: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(kind) = value["@type"].as_str() {
                    for name in required(kind) {
                        let found = &value[name];
                        let empty = found.is_null() || found == "" || found.as_array().is_some_and(Vec::is_empty);
                        assert!(!empty, "{kind} lacks {name}: {value}");
                    }
                    ids.extend(value["@id"].as_str().map(str::to_owned));
                } else if let Some(id) = value["@id"].as_str() {
                    references.push(id.into());
                }
                fields
                    .iter()
                    .filter(|(name, _)| *name != "@context")
                    .for_each(|(_, value)| check(value, ids, references));
            }
            Value::Array(values) => values.iter().for_each(|value| check(value, ids, references)),
            _ => {}
        }
    }

    #[test]
    fn everything_that_the_format_requires_is_there() {
        let json = croissant(&described(), "https://worker.example");
        assert_eq!(json["@type"], "sc:Dataset");
        assert_eq!(json["conformsTo"], "http://mlcommons.org/croissant/1.1");
        let (mut ids, mut references) = (Vec::new(), Vec::new());
        check(&json, &mut ids, &mut references);
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an id names one node");
        assert!(references.iter().all(|reference| ids.contains(reference)), "{references:?}");
        // Every property that is not schema.org's own is a term of the context.
        for term in
            ["conformsTo", "recordSet", "field", "source", "fileObject", "extract", "column", "isLiveDataset", "key"]
        {
            assert!(!json["@context"][term].is_null(), "{term}");
        }
    }

    #[test]
    fn a_file_is_named_by_the_hash_that_its_content_id_holds() {
        let json = croissant(&described(), "https://worker.example");
        let file = &json["distribution"][0];
        assert_eq!(file["sha256"], hex(&sp_crypto_hashing::sha2_256(&1u64.to_le_bytes()))[2..].to_owned());
        let url = format!("https://worker.example/files/{}", ContentId::of(&1u64.to_le_bytes()));
        assert_eq!(file["contentUrl"], url);
        assert_eq!(json["license"], json!(["https://spdx.org/licenses/MIT.html", "LicenseRef-own"]));
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let cases = [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_795_305_600_000, "2026-11-22"),
            (4_102_444_799_999, "2099-12-31"),
        ];
        for (moment, expected) in cases {
            assert_eq!(day(moment), expected);
        }
    }
}

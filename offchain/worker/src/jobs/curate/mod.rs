//! The Curate job: an automatic curator's voice on a contribution, and why.
//!
//! It measures, each in a file of its own: what stood in accepted data before, word for word or nearly so ([`twins`],
//! [`near`]); the [`language`]; how much the bytes say ([`entropy`]); [`secrets`] and [`personal`] data; how likely a
//! base model finds it ([`loss`]); and the worth of each fragment by itself ([`points`]). [`verdict`] makes a score and
//! an objection of it by a rule of integers. The same contribution and the same data before give the same answer on
//! every machine; only the loss has a tolerance, between numeric classes.

pub mod entropy;
pub mod findings;
pub mod language;
pub mod loss;
pub mod near;
pub mod personal;
pub mod points;
pub mod report;
pub mod secrets;
pub mod twins;
pub mod verdict;

use super::{corpus, outcome::JobError, progress::Progress};
use findings::Texts;
use language::Languages;
use openledger_primitives::{
    document::{Bundle, Media},
    fragment::{fragments, Fragment},
    hashing::keccak_256,
    job::{CurateResult, CurateSpec, Findings},
    ContributionId,
};
use openledger_store::Store;
use report::Report;
use std::collections::{BTreeMap, HashSet};
use twins::Twins;
use verdict::{verdict, Measures};

/// What data accepted before says about a contribution.
struct Before {
    twins: Twins,
    languages: Languages,
    unread: Vec<ContributionId>,
}

/// Scores a contribution and stores the report.
pub fn run(store: &Store, spec: &CurateSpec, progress: &Progress) -> Result<CurateResult, JobError> {
    let bundle = corpus::bundle(store, &spec.contribution)?;
    let fragments = fragments(&bundle);
    let before = read_before(store, spec, &fragments, progress)?;
    let loss = match &spec.base {
        Some(base) => loss::measure(store, base, &fragments)?,
        None => None,
    };
    let report = judge(&bundle, &fragments, before, loss);
    // Numbers and strings only: nothing that JSON could refuse, so the default is never used.
    let json = serde_json::to_vec(&report).unwrap_or_default();
    let Report { score, duplicates, findings, .. } = report;
    Ok(CurateResult { score, duplicates, report: store.put(&json)?, findings })
}

/// Compares the fragments with all contributions accepted before, one after the other.
fn read_before(
    store: &Store,
    spec: &CurateSpec,
    fragments: &[Fragment],
    progress: &Progress,
) -> Result<Before, JobError> {
    let mut before = Before { twins: Twins::of(fragments), languages: Languages::default(), unread: Vec::new() };
    let total = u32::try_from(spec.accepted.len()).unwrap_or(u32::MAX);
    for (done, accepted) in (1u32..).zip(&spec.accepted) {
        if progress.is_stopped() {
            return Err(JobError::Interrupted);
        }
        match corpus::bundle(store, accepted) {
            Ok(bundle) => {
                before.twins.compare(accepted.id, &self::fragments(&bundle));
                before.languages.extend(&Languages::of(bundle.documents()));
            }
            Err(_) => before.unread.push(accepted.id),
        }
        progress.set(done, total);
    }
    Ok(before)
}

fn judge(bundle: &Bundle, fragments: &[Fragment], before: Before, loss: Option<loss::Measured>) -> Report {
    let Before { twins, languages: languages_before, unread } = before;
    let texts = Texts { documents: bundle.documents(), fragments };
    let (secrets, personal) = (secrets::find(&texts), personal::find(&texts));
    let languages = Languages::of(bundle.documents());
    let alike = near::repeated(fragments.iter().map(|fragment| fragment.text.as_str()));

    let mut media: BTreeMap<String, u32> = BTreeMap::new();
    let mut seen = HashSet::new();
    let (mut repeated, mut nearly_repeated, mut points) = (0u32, 0u32, 0u64);
    for (number, fragment) in (0u32..).zip(fragments) {
        let kind = Media::of_path(&fragment.path).map_or("unknown".into(), |media| media.to_string());
        *media.entry(kind).or_default() += 1;
        let first = seen.insert(keccak_256(fragment.text.as_bytes()));
        let place = number as usize;
        if twins.of_each().get(place).is_some_and(Option::is_some) {
            continue;
        }
        if !first {
            repeated += 1;
            continue;
        }
        nearly_repeated += u32::from(alike.get(place).is_some_and(Option::is_some));
        if !secrets.fragments.contains(&number) && !personal.found.fragments.contains(&number) {
            points += u64::from(points::points(&fragment.text));
        }
    }

    let (quality, points_possible) = points::quality(points, fragments.len() as u64);
    let (duplicates, near_duplicates) = twins.counts();
    let measures = Measures {
        fragments: u32::try_from(fragments.len()).unwrap_or(u32::MAX),
        quality,
        secrets: secrets.values,
        personal: personal.found.values,
        grave: personal.grave,
        duplicates,
        near_duplicates,
        repeated,
        nearly_repeated,
        millibits: entropy::millibits(bundle.documents().iter().flat_map(|document| document.text.bytes())),
        language: languages.most(),
        language_before: languages_before.most(),
        bytes_before: languages_before.bytes(),
        loss,
    };
    let (score, objection) = verdict(&measures);
    let findings = Findings {
        near_duplicates,
        twin: twins.most(),
        language: measures.language.0,
        entropy_millibits: measures.millibits,
        secrets: measures.secrets,
        personal: measures.personal,
        loss_micronats: loss.map(|loss| loss.micronats),
        objection,
    };
    Report {
        score,
        objection,
        fragments: measures.fragments,
        duplicates,
        repeated,
        nearly_repeated,
        points,
        points_possible,
        findings,
        language: language::name(&findings.language),
        languages: languages.by_name(),
        media,
        twins: report::twins(fragments, twins.of_each()),
        secrets: secrets.places,
        personal: personal.found.places,
        loss: loss.map(Into::into),
        unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        content::ContentId,
        document::{Bundle, Document},
        job::{ContributionRef, JobFailure, Rejection},
    };

    const TOKEN: &str = "contract Token {\n    mapping(address => uint256) public balances;\n}\n";
    const VAULT: &str = "contract Vault {\n    function deposit(uint256 amount) external {}\n}\n";

    fn put(store: &Store, id: u64, texts: &[&str]) -> ContributionRef {
        let documents = texts
            .iter()
            .enumerate()
            .map(|(at, text)| Document { path: format!("{id}/{at}.sol"), text: (*text).into() })
            .collect();
        let bundle = Bundle::new(documents).expect("a bundle");
        ContributionRef { id, content: store.put(&bundle.encode()).expect("put") }
    }

    fn curate(store: &Store, contribution: ContributionRef, accepted: Vec<ContributionRef>) -> CurateResult {
        run(store, &CurateSpec { contribution, accepted, base: None }, &Progress::default()).expect("curated")
    }

    #[test]
    fn sound_source_that_is_new_gets_all_points() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let contribution = put(&store, 1, &[TOKEN, VAULT]);
        let result = curate(&store, contribution, Vec::new());
        assert_eq!((result.score, result.duplicates), (100, 0));
        let report: serde_json::Value =
            serde_json::from_slice(&store.get(&result.report).expect("report")).expect("json");
        assert_eq!(report["media"]["solidity"], 2);
    }

    #[test]
    fn what_was_accepted_before_or_stands_here_twice_counts_for_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let accepted = put(&store, 1, &[TOKEN]);
        let contribution = put(&store, 2, &[TOKEN, VAULT, VAULT, VAULT]);
        let missing = ContributionRef { id: 3, content: ContentId::of(b"nowhere") };
        let result = curate(&store, contribution, vec![accepted, missing]);
        assert_eq!((result.score, result.duplicates), (25, 1));
        let report: serde_json::Value =
            serde_json::from_slice(&store.get(&result.report).expect("report")).expect("json");
        assert_eq!((report["repeated"].as_u64(), report["unread"][0].as_u64()), (Some(2), Some(3)));
    }

    #[test]
    fn a_missing_contribution_is_unavailable_and_one_that_is_no_bundle_invalid() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let spec =
            |content| CurateSpec { contribution: ContributionRef { id: 1, content }, accepted: Vec::new(), base: None };
        let failure = |content| run(&store, &spec(content), &Progress::default()).expect_err("refused").failure();
        assert_eq!(failure(ContentId::of(b"nowhere")), Some(JobFailure::ContentUnavailable));
        assert_eq!(failure(store.put(b"{}").expect("put")), Some(JobFailure::ContentInvalid));
    }

    fn report(store: &Store, result: &CurateResult) -> serde_json::Value {
        serde_json::from_slice(&store.get(&result.report).expect("report")).expect("json")
    }

    /// Twelve paragraphs that have nothing in common.
    fn paragraphs() -> Vec<String> {
        let words = [
            "harbour", "lantern", "meadow", "copper", "thimble", "orchard", "glacier", "saddle", "parsley", "chimney",
            "violin", "anchor", "pepper", "marble", "falcon", "barley", "tunnel", "ribbon", "cellar", "mirror",
        ];
        let word = |seed: usize| words.get(seed % words.len()).copied().unwrap_or_default();
        (0..12)
            .map(|paragraph| {
                let sentence = |at: usize| {
                    let seed = paragraph * 7 + at * (paragraph + 3);
                    format!(
                        "The {} beside the {} was older than any {} that we had seen",
                        word(seed),
                        word(seed * 3 + 1),
                        word(seed * 5 + 2)
                    )
                };
                (0..4).map(sentence).collect::<Vec<_>>().join(". ") + ".\n"
            })
            .collect()
    }

    #[test]
    fn a_reworded_copy_is_refused_and_its_twin_is_named() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let original = paragraphs();
        let copy: Vec<String> = original.iter().map(|text| text.replacen("older", "far older", 1)).collect();
        let texts = |texts: &[String]| {
            let documents = (0..)
                .zip(texts)
                .map(|(at, text): (usize, _)| Document { path: format!("{at:02}.txt"), text: text.clone() });
            store.put(&Bundle::new(documents.collect()).expect("a bundle").encode()).expect("put")
        };
        let before = ContributionRef { id: 8, content: texts(&original) };
        let other = put(&store, 3, &[TOKEN]);
        let result = curate(&store, ContributionRef { id: 9, content: texts(&copy) }, vec![other, before]);
        let Findings { near_duplicates, twin, objection, .. } = result.findings;
        assert_eq!((result.duplicates, near_duplicates, twin), (0, 12, Some(8)));
        assert_eq!((result.score, objection), (0, Some(Rejection::NearDuplicate)));
        let report = report(&store, &result);
        assert_eq!((&report["twins"][5]["fragment"], &report["twins"][5]["contribution"]), (&5.into(), &8.into()));
        println!("gain of a near-duplicate flood: {} of {} fragments count as new", 12 - near_duplicates, 12);
        assert_eq!(near_duplicates, 12);
    }

    #[test]
    fn a_leaked_key_and_a_list_of_people_are_refused_with_their_places() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let key = format!("PRIVATE_KEY={}{}\n", "9f86d081884c7d659a2feaa0c55ad015", "a3bf4f1b2b0b822cd15d6c15b0f00a08");
        let result = curate(&store, put(&store, 1, &[&format!("{VAULT}// {key}")]), Vec::new());
        assert_eq!((result.findings.secrets, result.findings.objection), (1, Some(Rejection::Secrets)));
        assert_eq!(report(&store, &result)["secrets"][0]["path"], "1/0.sol");
        let people: String = (0..9).map(|at| format!("// reachable at jane{at}@fastmail.net\n")).collect();
        let result = curate(&store, put(&store, 2, &[&format!("{VAULT}{people}")]), Vec::new());
        assert_eq!((result.findings.personal, result.findings.objection), (9, Some(Rejection::PersonalData)));
        assert!(result.score <= verdict::OBJECTED);
    }

    #[test]
    fn source_is_measured_without_an_objection() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let findings = curate(&store, put(&store, 1, &[TOKEN, VAULT]), Vec::new()).findings;
        assert_eq!((findings.language, findings.loss_micronats, findings.objection), (*b"zxx", None, None));
        assert!((4_000..5_500).contains(&findings.entropy_millibits), "{findings:?}");
    }

    #[test]
    fn another_language_than_that_of_the_data_before_is_an_objection() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let english: String = (0..40).map(|_| paragraphs().concat()).collect();
        let german = "Der Hafen lag still in der Morgensonne, und niemand wusste, weshalb die Boote nicht ausgelaufen \
                      waren. Erst gegen Mittag kam der alte Fischer und erzählte, was in der Nacht geschehen war.\n";
        let text = |id: u64, text: &str| {
            let document = Document { path: format!("{id}.txt"), text: text.into() };
            let bundle = Bundle::new(vec![document]).expect("a bundle");
            ContributionRef { id, content: store.put(&bundle.encode()).expect("put") }
        };
        let before = text(1, &english);
        let result = curate(&store, text(2, german), vec![before]);
        assert_eq!((result.findings.language, result.findings.objection), (*b"deu", Some(Rejection::WrongLanguage)));
        assert_eq!(curate(&store, text(2, german), Vec::new()).findings.objection, None);
    }

    #[test]
    fn padding_is_an_objection() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let result = curate(&store, put(&store, 1, &[&"a b ".repeat(2_000)]), Vec::new());
        assert_eq!(result.findings.objection, Some(Rejection::LowEntropy));
        assert!(result.findings.entropy_millibits < 2_000);
    }

    /// `OPENLEDGER_PACKAGES=DIR cargo test … -- --ignored`: each folder of sources below DIR is one contribution.
    #[test]
    #[ignore = "needs a folder of real packages, such as the demonstration keeps"]
    fn real_packages_are_accepted_one_after_the_other() {
        let root = std::env::var("OPENLEDGER_PACKAGES").expect("OPENLEDGER_PACKAGES names a folder");
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path()).expect("a store");
        let (mut accepted, mut objections) = (Vec::new(), Vec::new());
        let mut folders: Vec<_> =
            std::fs::read_dir(root).expect("a folder").flatten().map(|entry| entry.path()).collect();
        folders.sort();
        for folder in folders {
            let mut documents = Vec::new();
            sources(&folder, &mut documents);
            documents.sort_by(|a, b| a.path.cmp(&b.path));
            // As `openledger contribute` cuts them.
            let mut bundles: Vec<(usize, Vec<Document>)> = Vec::new();
            for document in documents {
                let size = document.text.len();
                match bundles.last_mut().filter(|(held, _)| held + size <= 128 << 10) {
                    Some((held, bundle)) => {
                        *held += size;
                        bundle.push(document);
                    }
                    None => bundles.push((size, vec![document])),
                }
            }
            for (_, documents) in bundles {
                let id = accepted.len() as u64;
                let first = documents.first().map(|document| document.path.clone()).unwrap_or_default();
                let bundle = Bundle::new(documents).expect("a bundle");
                let contribution = ContributionRef { id, content: store.put(&bundle.encode()).expect("put") };
                let result = curate(&store, contribution, accepted.clone());
                let report = report(&store, &result);
                println!(
                    "{id} {first}: score {}, {} fragments, {} exact, repeated {} + {}, {:?}",
                    result.score,
                    report["fragments"],
                    result.duplicates,
                    report["repeated"],
                    report["nearly_repeated"],
                    result.findings,
                );
                println!("    secrets {} personal {}", report["secrets"], report["personal"]);
                assert_eq!((result.findings.secrets, result.findings.personal), (0, 0));
                objections.extend(result.findings.objection.map(|objection| (first, objection)));
                accepted.push(contribution);
            }
        }
        assert!(objections.is_empty(), "{objections:?}");
    }

    fn sources(folder: &std::path::Path, documents: &mut Vec<Document>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, documents);
            } else if path.extension().is_some_and(|extension| extension == "sol") {
                let bytes = std::fs::read(&path).expect("read");
                let name = path.to_string_lossy().trim_start_matches('/').to_owned();
                documents.extend(openledger_primitives::document::document_from_file(&name, &bytes));
            }
        }
    }
}

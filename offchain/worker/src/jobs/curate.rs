//! The Curate job: an automatic curator's voice on a contribution, and why.

use super::{
    corpus,
    outcome::JobError,
    progress::Progress,
    score::{points, score},
};
use openledger_primitives::{
    document::Media,
    fragment::{fragments, Fragment},
    hashing::keccak_256,
    job::{CurateResult, CurateSpec},
    Digest,
};
use openledger_store::Store;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// What a contributor reads about a curation.
#[derive(Debug, Serialize)]
struct Report {
    /// 0 to 100.
    score: u8,
    /// Fragments in all.
    fragments: u32,
    /// Fragments that stand word for word in data accepted before.
    duplicates: u32,
    /// Fragments that stand word for word in this contribution before.
    repeated: u32,
    /// Points that the others got, and how many there were to get.
    points: u64,
    points_possible: u64,
    /// Fragments by the kind of their document.
    media: BTreeMap<String, u32>,
    /// Accepted contributions that could not be read here, so that duplicates of theirs went unseen.
    unread: Vec<u64>,
}

/// Scores a contribution and stores the report.
pub fn run(store: &Store, spec: &CurateSpec, progress: &Progress) -> Result<CurateResult, JobError> {
    let bundle = corpus::bundle(store, &spec.contribution)?;
    let total = u32::try_from(spec.accepted.len()).unwrap_or(u32::MAX);
    let mut known = HashSet::new();
    let mut unread = Vec::new();
    for (done, accepted) in (1u32..).zip(&spec.accepted) {
        if progress.is_stopped() {
            return Err(JobError::Interrupted);
        }
        match corpus::bundle(store, accepted) {
            Ok(bundle) => known.extend(fragments(&bundle).iter().map(words)),
            Err(_) => unread.push(accepted.id),
        }
        progress.set(done, total);
    }
    let report = judge(&fragments(&bundle), &known, unread);
    // Numbers and strings only: nothing that JSON could refuse, so the default is never used.
    let json = serde_json::to_vec(&report).unwrap_or_default();
    let (score, duplicates) = (report.score, report.duplicates);
    Ok(CurateResult { score, duplicates, report: store.put(&json)?, findings: Default::default() })
}

fn judge(fragments: &[Fragment], known: &HashSet<Digest>, unread: Vec<u64>) -> Report {
    let mut report = Report {
        score: 0,
        fragments: u32::try_from(fragments.len()).unwrap_or(u32::MAX),
        duplicates: 0,
        repeated: 0,
        points: 0,
        points_possible: 0,
        media: BTreeMap::new(),
        unread,
    };
    let mut seen = HashSet::new();
    for fragment in fragments {
        let media = Media::of_path(&fragment.path).map_or("unknown".into(), |media| media.to_string());
        *report.media.entry(media).or_default() += 1;
        let words = words(fragment);
        let first = seen.insert(words);
        if known.contains(&words) {
            report.duplicates += 1;
        } else if !first {
            report.repeated += 1;
        } else {
            report.points += u64::from(points(&fragment.text));
        }
    }
    (report.score, report.points_possible) = score(report.points, fragments.len() as u64);
    report
}

/// A fragment's words, wherever it stands.
fn words(fragment: &Fragment) -> Digest {
    keccak_256(fragment.text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        content::ContentId,
        document::{Bundle, Document},
        job::{ContributionRef, JobFailure},
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
}

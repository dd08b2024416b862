//! What chain, workers and verifiers share.

use codec::{DecodeAll, Encode};
use openledger_primitives::{
    batch::{BatchFile, BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    document::{check, document_from_file, spdx_header, Bundle, Document},
    fragment,
    job::{
        BaseFiles, CheckResult, CheckSpec, ContributionRef, CurateSpec, JobKind, JobResult, JobSpec, JobStatus,
        SignedResult,
    },
    licence, merkle, merkle_sum,
    receipt::Receipt,
    recipe::Recipe,
    voucher::{SignedVoucher, Voucher},
};
use serde::{de::DeserializeOwned, Serialize};
use std::fmt::Debug;

/// What is read is written as the same bytes: there is one encoding of each value.
fn one_encoding<T: DecodeAll + Encode>(mut bytes: &[u8]) -> Option<T> {
    let all = bytes;
    let value = T::decode_all(&mut bytes).ok()?;
    assert_eq!(value.encode(), all, "another encoding of the same value");
    Some(value)
}

/// What is read from JSON is the same after it was written and read again.
fn same_json<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) {
    if let Ok(value) = serde_json::from_slice::<T>(bytes) {
        let written = serde_json::to_vec(&value).expect("what was read can be written");
        assert_eq!(serde_json::from_slice::<T>(&written).expect("what was written can be read"), value);
    }
}

/// Jobs and results, as nodes and workers exchange them.
pub fn job(bytes: &[u8]) {
    if let Some(signed) = one_encoding::<SignedResult>(bytes) {
        signed.signing_hash();
    }
    one_encoding::<JobSpec>(bytes);
    one_encoding::<JobResult>(bytes);
    one_encoding::<JobKind>(bytes);
    one_encoding::<JobStatus>(bytes);
    if let Some(recipe) = one_encoding::<Recipe>(bytes) {
        if recipe.check().is_ok() {
            recipe.holds_out("a/path.sol");
        }
    }
    same_json::<JobSpec>(bytes);
    same_json::<JobStatus>(bytes);
    same_json::<Recipe>(bytes);
}

pub fn job_seeds() -> Vec<Vec<u8>> {
    let contribution = ContributionRef { id: 7, content: ContentId([1; 32]) };
    let check = JobSpec::Check(CheckSpec {
        contribution,
        fragmenter: 1,
        root: [2; 32],
        fragments: 3,
        bytes: 4,
        licence: "MIT".into(),
        admitted: vec!["MIT".into(), "Apache-2.0".into()],
    });
    let base = BaseFiles { weights: ContentId([1; 32]), config: ContentId([2; 32]), tokenizer: ContentId([3; 32]) };
    let curate = JobSpec::Curate(CurateSpec { contribution, accepted: vec![contribution; 2], base: Some(base) });
    let result = JobResult::Check(CheckResult { verdict: None, root: [2; 32], refused: 0, report: ContentId([5; 32]) });
    let signed = SignedResult { genesis: [9; 32], job: 1, attempt: 1, result };
    vec![
        check.encode(),
        curate.encode(),
        signed.encode(),
        serde_json::to_vec(&check).unwrap_or_default(),
        serde_json::to_vec(&curate).unwrap_or_default(),
        serde_json::to_vec(&JobStatus::Finished(result)).unwrap_or_default(),
    ]
}

/// Batches, their files, vouchers and receipts.
pub fn batch(bytes: &[u8]) {
    if let Some(batch) = one_encoding::<SignedBatch>(bytes) {
        batch.signing_hash();
    }
    if let Some(voucher) = one_encoding::<SignedVoucher>(bytes) {
        voucher.voucher.signing_hash();
    }
    if let Some(receipt) = one_encoding::<Receipt>(bytes) {
        receipt.hash();
    }
    if let Some(file) = one_encoding::<BatchFile>(bytes) {
        let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
        merkle_sum::root(&nodes);
        for receipt in &file.receipts {
            openledger_primitives::receipt::credits_root(&receipt.scores);
            receipt.query.hash();
        }
    }
    same_json::<Receipt>(bytes);
    same_json::<Voucher>(bytes);
}

fn a_voucher() -> Voucher {
    Voucher {
        genesis: [1; 32],
        allocation: 2,
        worker: [3; 32],
        version: 4,
        cumulative: 5,
        receipts: 6,
        receipts_hash: [7; 32],
        expires: 8,
    }
}

pub fn batch_seeds() -> Vec<Vec<u8>> {
    let voucher = a_voucher();
    let redemption = Redemption {
        voucher: SignedVoucher { voucher, signature: [9; 64] },
        receipts: 1,
        amount: 5,
        last: Some([1; 32]),
    };
    let header = BatchHeader {
        worker: [3; 32],
        nonce: 0,
        receipts: 1,
        receipts_root: [4; 32],
        credits: merkle_sum::Node { hash: [5; 32], sum: 5 },
        credit_lines: 1,
        content: ContentId([6; 32]),
    };
    let income = vec![VersionIncome { version: 4, receipts: 1, fees: 5, data: 2 }];
    let batch = SignedBatch { genesis: [1; 32], header, income, redemptions: vec![redemption] };
    let lines = vec![CreditLine { contribution: 1, receipt: 0, version: 4, amount: 2 }];
    vec![
        batch.encode(),
        redemption.voucher.encode(),
        BatchFile { receipts: Vec::new(), lines }.encode(),
        serde_json::to_vec(&voucher).unwrap_or_default(),
    ]
}

/// Merkle proofs: none that was made up leads to a root, and every one that was made does.
pub fn proof(bytes: &[u8]) {
    if let Some(proof) = one_encoding::<merkle_sum::Proof>(bytes) {
        let leaf = merkle_sum::leaf(b"leaf", 1);
        assert!(!merkle_sum::verify(&merkle_sum::Node { hash: [1; 32], sum: 1 }, &leaf, &proof));
    }
    let leaves: Vec<merkle_sum::Node> = bytes
        .chunks(16)
        .take(64)
        .map(|data| merkle_sum::leaf(data, data.iter().map(|byte| u128::from(*byte)).sum()))
        .collect();
    let Some(root) = merkle_sum::root(&leaves) else { return };
    for (at, leaf) in leaves.iter().enumerate() {
        let proof = merkle_sum::prove(&leaves, at).expect("a leaf has a proof");
        assert!(merkle_sum::verify(&root, leaf, &proof));
        let other = merkle_sum::Node { sum: leaf.sum + 1, ..*leaf };
        assert!(!merkle_sum::verify(&root, &other, &proof), "a sum was changed unseen");
    }
    let hashes: Vec<[u8; 32]> = leaves.iter().map(|leaf| merkle::leaf(&leaf.hash)).collect();
    merkle::root(&hashes);
}

pub fn proof_seeds() -> Vec<Vec<u8>> {
    let leaves: Vec<merkle_sum::Node> = (0..5u8).map(|at| merkle_sum::leaf(&[at], at.into())).collect();
    vec![merkle_sum::prove(&leaves, 3).encode().split_off(1), vec![7; 100]]
}

fn a_bundle() -> Bundle {
    let document = |path: &str, text: &str| Document { path: path.into(), text: text.into() };
    let documents = vec![
        document("a/one.sol", "// SPDX-License-Identifier: MIT\ncontract A {\n  uint x;\n}\n"),
        document("b.md", "# Title\n\nSome words.\n\n```rust\nfn main() {}\n```\n"),
        document("c.jsonl", "{\"a\":1}\n{\"b\":\"\u{fc}\"}\n"),
        document("d.txt", "Prose.\n\nMore of it."),
    ];
    Bundle::new(documents).expect("good documents")
}

/// Bundles, and the first job on every contribution.
pub fn bundle(bytes: &[u8]) {
    let Ok(bundle) = Bundle::parse(bytes) else { return };
    assert_eq!(bundle.encode(), bytes, "a bundle has one encoding");
    let fragments = fragment::fragments(&bundle);
    assert_eq!(fragments.len() as u64, u64::from(fragment::count(&bundle)));
    let spec = CheckSpec {
        contribution: ContributionRef { id: 0, content: ContentId::of(bytes) },
        fragmenter: openledger_primitives::FRAGMENTER_VERSION,
        root: fragment::root(&fragments),
        fragments: fragments.len() as u32,
        bytes: bytes.len() as u64,
        licence: "MIT".into(),
        admitted: vec!["MIT".into()],
    };
    let checked = check(&spec, bytes).expect("it is the content named");
    let refused = checked.report.verdict;
    let (result, _) = checked.into_result();
    assert!(refused.is_some() || result.root == spec.root, "nothing is wrong with it, and its root is another");
}

pub fn bundle_seeds() -> Vec<Vec<u8>> {
    vec![a_bundle().encode()]
}

const PATHS: [&str; 10] =
    ["a.sol", "a.md", "a.txt", "a.jsonl", "a.py", "a.lua", "a.rs", "a.png", "a/../b.txt", "a.sql"];

/// Files as people hand them in.
pub fn document(bytes: &[u8]) {
    let Some((path, bytes)) = bytes.split_first() else { return };
    let path = PATHS[usize::from(*path) % PATHS.len()];
    let Ok(document) = document_from_file(path, bytes) else { return };
    if let Some(header) = spdx_header(&document.text) {
        licence::admits(&["MIT"], header);
    }
    let bundle = Bundle::new(vec![document.clone()]).expect("a good document makes a bundle");
    let read = Bundle::parse(&bundle.encode()).expect("a bundle can be read");
    assert_eq!(read.documents(), [document]);
    let fragments = fragment::fragments(&bundle);
    assert_eq!(fragments, fragment::fragments(&read));
}

pub fn document_seeds() -> Vec<Vec<u8>> {
    let texts = a_bundle();
    (0u8..4)
        .zip([0usize, 1, 3, 2])
        .map(|(path, at)| [&[path], texts.documents()[at].text.as_bytes()].concat())
        .collect()
}

/// Content identifiers.
pub fn content_id(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    if let Ok(id) = text.parse::<ContentId>() {
        assert_eq!(id.to_string(), text, "an identifier is written in one way");
    }
    same_json::<ContentId>(bytes);
}

pub fn content_id_seeds() -> Vec<Vec<u8>> {
    let id = ContentId::of(b"");
    vec![id.to_string().into_bytes(), format!("\"{id}\"").into_bytes()]
}

/// SPDX expressions.
pub fn licence(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let checked = licence::check(text);
    licence::is_identifier(text);
    let admitted = licence::admits(&["MIT", "Apache-2.0", "GPL-3.0-only WITH Classpath-exception-2.0"], text);
    assert!(checked.is_ok() || !admitted, "what is no licence is admitted");
    let nothing: [&str; 0] = [];
    assert!(!licence::admits(&nothing, text), "nothing admits something");
}

pub fn licence_seeds() -> Vec<Vec<u8>> {
    ["MIT", "(MIT OR Apache-2.0) AND BSD-3-Clause", "GPL-3.0-only WITH Classpath-exception-2.0", "LicenseRef-Mine"]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}

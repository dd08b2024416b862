//! A small world: a base, a tune of it on three contributions of which one was removed, three paid answers, and
//! everything that was committed to on the way.
//!
//! The tests lie at one place ([`Lies`]) and let everything behind it be computed from the lie, as a worker would.

use crate::trie;
use codec::{Compact, Encode};
use openledger_cli::{
    account::hex,
    verify::{
        evidence,
        stored::{
            Account, Allocation, Batch, Contribution, ContributionState, Hash, Snapshot, Stored, Version, VersionKind,
            VersionShare, VersionState, Worker, WorkerState,
        },
        verify, Anchor, Evidence, Manifest, Report, Submission,
    },
};
use openledger_primitives::{
    batch::{BatchFile, BatchHeader, CreditLine, ReceiptFile, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    document::{Bundle, Document},
    fragment,
    job::BaseFiles,
    merkle, merkle_sum,
    receipt::{credit_weights, credits_root, request_hash, tokens_hash, FragmentScore, Receipt, Sampling},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    sketch::{index_root, score, ContributionSketch, IndexHeader, QuerySketch, ScoreRule, Term},
    split::{apportion, data_share_of_receipt_down, fee_down, split, Economics},
    voucher::{running_hash, SignedVoucher, Voucher, NO_RECEIPTS},
    Digest, FRAGMENTER_VERSION,
};
use openledger_store::Store;
use sp_crypto_hashing::blake2_256;
use std::{collections::BTreeMap, fs};
use subxt_signer::sr25519::{dev, Keypair};

const GENESIS: Digest = [1; 32];
const OPEN: u128 = 1_000_000_000_000_000_000;
const ECONOMICS: Economics =
    Economics { platform: 50_000, worker: 300_000, builder: 200_000, stakers: 0, royalty_cap: 300_000, data: 450_000 };
/// The batch's number.
pub const BATCH: u64 = 6;
/// The version that answered the first receipt.
pub const TUNE: u32 = 1;
/// The version it was made from, which answered the last.
pub const BASE: u32 = 0;
/// Of the first two receipts.
pub const ALLOCATION: u64 = 4;

/// Where to lie. Each is called once, when everything before it is true.
pub struct Lies {
    /// About the first receipt.
    pub receipt: fn(&mut ReceiptFile),
    /// About the first redemption, before it is signed.
    pub redemption: fn(&mut Redemption),
    /// About the credit lines.
    pub lines: fn(&mut Vec<CreditLine>),
    /// About what the chain stores.
    pub chain: fn(&mut Chain),
}

impl Default for Lies {
    fn default() -> Self {
        Self { receipt: |_| {}, redemption: |_| {}, lines: |_| {}, chain: |_| {} }
    }
}

/// What the chain stores.
pub struct Chain {
    pub batch: Batch,
    pub worker: Worker,
    pub allocations: BTreeMap<u64, Allocation>,
    pub versions: BTreeMap<u32, Version>,
    /// Under the hash a version names.
    pub recipe: (Digest, Recipe),
    pub snapshot: Snapshot,
    pub contributions: BTreeMap<u64, Contribution>,
}

/// Evidence in a folder.
pub struct World {
    pub folder: tempfile::TempDir,
    pub manifest: Manifest,
    pub chain: Chain,
}

impl World {
    /// A world with these lies in it.
    pub fn new(lies: Lies) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = evidence::content(folder.path()).expect("a store");
        build(folder, &store, lies)
    }

    /// The first receipt checked.
    pub fn verify(&self) -> Report {
        Evidence::write(self.folder.path(), &self.manifest).expect("written");
        let evidence = Evidence::open(self.folder.path(), &self.manifest.receipt).expect("there");
        verify(&self.manifest.receipt, evidence)
    }

    /// The file of some content.
    pub fn content(&self, cid: &ContentId) -> std::path::PathBuf {
        evidence::content(self.folder.path()).expect("a store").path(cid)
    }

    /// Flips one bit of a file.
    pub fn alter(&self, cid: &ContentId) {
        let path = self.content(cid);
        let mut bytes = fs::read(&path).expect("read");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).expect("written");
    }
}

fn document(path: &str, words: &str) -> Document {
    let text = format!("/// {words}\nfunction {words}() {{\n    return {words};\n}}\n").repeat(30);
    Document { path: path.into(), text }
}

fn build(folder: tempfile::TempDir, store: &Store, lies: Lies) -> World {
    let put = |bytes: &[u8]| store.put(bytes).expect("stored");
    // ── data ──
    let bundles: Vec<Bundle> = [("a.sol", "alpha"), ("b.sol", "beta"), ("c.sol", "gamma")]
        .map(|(path, words)| Bundle::new(vec![document(path, words)]).expect("a bundle"))
        .into();
    let ids = [10u64, 11, 12];
    let mut contributions = BTreeMap::new();
    let mut before = 0;
    for (position, (id, bundle)) in ids.into_iter().zip(&bundles).enumerate() {
        let (fragments, bytes) = (fragment::fragments(bundle), bundle.encode());
        let count = fragments.len() as u32;
        let state = match id {
            11 => ContributionState::Removed { position: position as u64, fragments_before: before, removal: 0 },
            _ => ContributionState::Accepted { position: position as u64, fragments_before: before },
        };
        before += u64::from(count);
        let contribution = Contribution {
            datanet: 3,
            contributor: [id as u8; 32],
            content: put(&bytes),
            root: fragment::root(&fragments),
            fragments: count,
            bytes: bytes.len() as u64,
            fragmenter: FRAGMENTER_VERSION,
            licence: 0,
            source: b"test".to_vec(),
            submitted_at: 1,
            deposit: 0,
            state,
        };
        contributions.insert(id, contribution);
    }
    let leaf = |(id, c): (&u64, &Contribution)| merkle::leaf(&(id, c.content, c.root, c.fragments, c.licence).encode());
    let leaves: Vec<Digest> = contributions.iter().map(leaf).collect();
    let kept = contributions[&10].fragments + contributions[&12].fragments;
    let snapshot = Snapshot {
        datanet: 3,
        count: 3,
        fragments: kept.into(),
        root: merkle::root(&leaves),
        removed_count: 1,
        removed_root: merkle::root(&[merkle::leaf(&11u64.encode())]),
        licences: vec![0],
        taken_at: 5,
    };

    // ── models ──
    let recipe = Recipe {
        rank: 8,
        alpha: 16,
        targets: Targets::ALL,
        learning_rate_micro: 1_000,
        warmup_steps: 1,
        epochs: 1,
        batch: 4,
        micro_batch: 4,
        sequence_length: 64,
        seed: 1,
        held_out_ppm: 100_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 10,
        attribution: AttributionRecipe { dimensions: 4, damping_milli: 1_000, gradient_weight: 1, lexical_weight: 1 },
    };
    let rule = ScoreRule { gradient_weight: 1, gradient_shift: 0, lexical_weight: 1, lexical_shift: 0 };
    let header = IndexHeader { rule, dimensions: 4, basis: ContentId([2; 32]), contributions: 2, fragments: kept };
    let sketch = |id: u64, gradient: [i8; 4]| ContributionSketch {
        contribution: id,
        fragments: contributions[&id].fragments,
        gradient: gradient.to_vec(),
        gradient_scale: 3,
        terms: vec![Term { token: 5, weight: id as i32 }],
    };
    let sketches = vec![sketch(10, [9, 1, -1, 0]), sketch(12, [2, 2, 2, 2])];
    let index_file = [b"OLINDEX\x01".to_vec(), (&header, &sketches).encode(), b"and fragments".to_vec()].concat();
    let base = BaseFiles { weights: put(b"weights"), config: put(b"config"), tokenizer: put(b"tokenizer") };
    let base_version = Version {
        model: b"base".to_vec(),
        number: 1,
        kind: VersionKind::Base,
        parents: Vec::new(),
        base,
        adapter: None,
        adapter_config: None,
        index: None,
        index_root: None,
        recipe: None,
        snapshots: Vec::new(),
        licence: 1,
        metrics: None,
        numeric_class: NumericClass::CpuExact,
        engine_build: None,
        builder: [20; 32],
        input_price: OPEN / 100,
        output_price: OPEN / 50,
        royalty: 100_000,
        royalties: Vec::new(),
        verified: false,
        state: VersionState::Deployed,
        checkpoints_root: None,
        created_at: 2,
        retired_at: None,
    };
    let tune = Version {
        model: b"tune".to_vec(),
        kind: VersionKind::FineTune,
        parents: vec![(BASE, 1_000_000)],
        adapter: Some(put(b"adapter")),
        adapter_config: Some(put(b"adapter configuration")),
        index: Some(put(&index_file)),
        index_root: Some(index_root(&header, &sketches)),
        recipe: Some(recipe.hash()),
        snapshots: vec![0],
        builder: [21; 32],
        royalties: vec![(BASE, 100_000)],
        ..base_version.clone()
    };
    let versions = BTreeMap::from([(BASE, base_version), (TUNE, tune)]);

    // ── answers ──
    let answer = |allocation: u64, index: u64, version: u32, query: QuerySketch| {
        let (prompt, output) = (vec![1, 2, 3, index as u32], vec![4; 5 + index as usize]);
        let sampling = Sampling { temperature_milli: 700, top_p_milli: 1_000, top_k: 0, max_tokens: 32, seed: index };
        let stored = &versions[&version];
        let scores: Vec<(u64, i128)> = match version {
            BASE => Vec::new(),
            _ => sketches
                .iter()
                .map(|sketch| (sketch.contribution, score(&rule, &query, sketch).expect("a score")))
                .collect(),
        };
        let (input_tokens, output_tokens) = (prompt.len() as u32, output.len() as u32);
        let fragments = match version {
            BASE => Vec::new(),
            _ => vec![
                FragmentScore { contribution: 12, fragment: 1, score: 7 },
                FragmentScore { contribution: 10, fragment: 0, score: 3 },
            ],
        };
        let receipt = Receipt {
            genesis: GENESIS,
            allocation,
            worker: [30; 32],
            index,
            version,
            request: request_hash(version, &tokens_hash(&prompt), &sampling),
            sampling,
            prompt: tokens_hash(&prompt),
            output: tokens_hash(&output),
            input_tokens,
            output_tokens,
            input_price: stored.input_price,
            output_price: stored.output_price,
            fee: fee_down(input_tokens, output_tokens, stored.input_price, stored.output_price).expect("a fee"),
            numeric_class: NumericClass::CpuExact,
            engine_build: [6; 32],
            query: query.hash(),
            credits: credits_root(&scores).expect("small"),
            fragments,
        };
        ReceiptFile { receipt, prompt, output, query, scores }
    };
    let query = |first: i8| QuerySketch { gradient: vec![first, 1, 1, 0], terms: vec![Term { token: 5, weight: 2 }] };
    let none = QuerySketch { gradient: Vec::new(), terms: Vec::new() };
    let mut receipts =
        vec![answer(ALLOCATION, 1, TUNE, query(3)), answer(ALLOCATION, 2, TUNE, query(-90)), answer(9, 0, BASE, none)];
    (lies.receipt)(&mut receipts[0]);

    // ── the batch ──
    let mut lines = Vec::new();
    for (position, file) in receipts.iter().enumerate() {
        let version = &versions[&file.receipt.version.min(TUNE)];
        let mut weights = credit_weights(&file.scores);
        if weights.iter().all(|(_, weight)| *weight == 0) && file.receipt.version == TUNE {
            weights = sketches.iter().map(|sketch| (sketch.contribution, sketch.fragments.into())).collect();
        }
        let data = data_share_of_receipt_down(file.receipt.fee, &ECONOMICS, &version.royalties);
        let parts = apportion(data, &weights.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
        lines.extend(weights.iter().zip(parts).filter(|(_, amount)| *amount > 0).map(|((id, _), amount)| CreditLine {
            contribution: *id,
            receipt: position as u32,
            version: file.receipt.version,
            amount,
        }));
    }
    lines.sort_by_key(|line| (line.contribution, line.receipt));
    (lies.lines)(&mut lines);
    let file = BatchFile { receipts, lines };
    let hashes: Vec<Digest> = file.receipts.iter().map(|file| file.receipt.hash()).collect();
    let leaves: Vec<Digest> = hashes.iter().map(|hash| merkle::leaf(hash)).collect();
    let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
    let batch_header = BatchHeader {
        worker: [30; 32],
        nonce: 2,
        receipts: 3,
        receipts_root: merkle::root(&leaves),
        credits: merkle_sum::root(&nodes).expect("small"),
        credit_lines: nodes.len() as u32,
        content: put(&file.encode()),
    };
    let mut income: BTreeMap<u32, VersionIncome> = BTreeMap::new();
    for receipt in file.receipts.iter().map(|file| &file.receipt) {
        let version = receipt.version;
        let entry = income.entry(version).or_insert(VersionIncome { version, receipts: 0, fees: 0, data: 0 });
        entry.receipts += 1;
        entry.fees += receipt.fee;
    }
    for line in &file.lines {
        income.get_mut(&line.version).expect("answered").data += line.amount;
    }
    let income: Vec<VersionIncome> = income.into_values().collect();
    let (mut shares, mut platform, mut worked, mut remainder) = (Vec::new(), 0, 0, 0);
    for entry in &income {
        let version = versions.get(&entry.version).unwrap_or(&versions[&TUNE]);
        let parts = split(entry.fees, &ECONOMICS, &version.royalties, !version.snapshots.is_empty()).expect("a split");
        platform += parts.platform;
        worked += parts.worker;
        remainder += parts.data.saturating_sub(entry.data);
        shares.push(VersionShare {
            version: entry.version,
            receipts: entry.receipts,
            fees: entry.fees,
            builder: version.builder,
            built: parts.builder,
            royalties: parts.royalties.iter().map(|(_, amount)| amount).sum(),
            data: entry.data,
            claimed: 0,
            index: [0; 32],
        });
    }
    let fees = income.iter().map(|entry| entry.fees).sum();
    let batch = Batch {
        header: batch_header,
        shares,
        economics: ECONOMICS,
        fees,
        platform,
        worked,
        remainder,
        submitted_at: 40,
        matures_at: 50,
        matured: true,
        claimed: 0,
    };

    // ── vouchers and the submission ──
    let first = [77; 32]; // the receipt of the batch before
    let seen = running_hash(&NO_RECEIPTS, &first);
    let seen_two = running_hash(&seen, &hashes[0]);
    let mut redemption = redemption(ALLOCATION, 2, seen_two, &[&file.receipts[0], &file.receipts[1]], Some(hashes[1]));
    (lies.redemption)(&mut redemption);
    let redemptions = vec![resign(redemption, &dev::bob()), redemption_of_last(&file.receipts[2], &hashes[2])];
    let signed = SignedBatch { genesis: GENESIS, header: batch_header, income, redemptions };
    let earlier = redemption_before(first);
    let before = SignedBatch { redemptions: vec![earlier], ..signed.clone() };

    let allocation = |key: Keypair| Allocation {
        user: [40; 32],
        worker: [30; 32],
        amount: 50 * OPEN,
        redeemed: OPEN,
        receipts: 3,
        receipts_hash: [0; 32],
        voucher_key: key.public_key().0,
        opened_at: 1,
        closes_at: None,
    };
    let mut chain = Chain {
        batch,
        worker: Worker {
            session_key: dev::alice().public_key().0,
            bond: 1_000 * OPEN,
            endpoint: b"http://worker".to_vec(),
            busy: 0,
            heavy: 0,
            state: WorkerState::Active,
        },
        allocations: BTreeMap::from([(ALLOCATION, allocation(dev::bob())), (9, allocation(dev::charlie()))]),
        versions,
        recipe: (recipe.hash(), recipe),
        snapshot,
        contributions,
    };
    (lies.chain)(&mut chain);
    let manifest = Manifest {
        format: evidence::FORMAT,
        receipt: hashes[0],
        genesis: GENESIS,
        batch: BATCH,
        anchors: vec![anchor(&chain)],
        submission: submission(&signed),
        before: Some(submission(&before)),
        contributions: ids.to_vec(),
    };
    World { folder, manifest, chain }
}

fn redemption(
    allocation: u64,
    receipts: u64,
    receipts_hash: Digest,
    files: &[&ReceiptFile],
    last: Option<Digest>,
) -> Redemption {
    let voucher = Voucher {
        genesis: GENESIS,
        allocation,
        worker: [30; 32],
        version: TUNE,
        cumulative: 2 * OPEN,
        receipts,
        receipts_hash,
        expires: 1_000,
    };
    let amount = files.iter().map(|file| file.receipt.fee).sum();
    Redemption { voucher: SignedVoucher { voucher, signature: [0; 64] }, receipts: files.len() as u32, amount, last }
}

fn resign(mut redemption: Redemption, key: &Keypair) -> Redemption {
    if redemption.voucher.signature == [0; 64] {
        redemption.voucher.signature = key.sign(&redemption.voucher.voucher.signing_hash()).0;
    }
    redemption
}

/// Of the other allocation: one receipt, not countersigned.
fn redemption_of_last(file: &ReceiptFile, hash: &Digest) -> Redemption {
    resign(redemption(9, 0, NO_RECEIPTS, &[file], Some(*hash)), &dev::charlie())
}

/// Of the batch before: the allocation's first receipt.
fn redemption_before(first: Digest) -> Redemption {
    resign(redemption(ALLOCATION, 0, NO_RECEIPTS, &[], Some(first)), &dev::bob())
}

fn submission(signed: &SignedBatch) -> Submission {
    let signature = dev::alice().sign(&signed.signing_hash()).0;
    Submission { block: 40, signed: hex(&signed.encode()), signature: hex(&signature) }
}

/// A block whose state holds all of it, among other things.
pub fn anchor(chain: &Chain) -> Anchor {
    let mut state = BTreeMap::new();
    state.insert(Batch::key(BATCH), chain.batch.encode());
    state.insert(Worker::key(Account([30; 32])), chain.worker.encode());
    state.extend(chain.allocations.iter().map(|(id, value)| (Allocation::key(*id), value.encode())));
    state.extend(chain.versions.iter().map(|(id, value)| (Version::key(*id), value.encode())));
    state.insert(<Recipe as Stored>::key(Hash(chain.recipe.0)), chain.recipe.1.encode());
    state.insert(Snapshot::key(0), chain.snapshot.encode());
    state.extend(chain.contributions.iter().map(|(id, value)| (Contribution::key(*id), value.encode())));
    state.insert(b"something else".to_vec(), vec![1, 2, 3]);
    let (root, nodes) = trie::build(&state);
    let header = ([9u8; 32], Compact(60u32), root, [8u8; 32], Vec::<u8>::new()).encode();
    Anchor {
        number: 60,
        hash: blake2_256(&header),
        header: hex(&header),
        nodes: nodes.iter().map(|node| hex(node)).collect(),
    }
}

//! Any course of answers, countersignatures, blocks, batches and closings, against a chain that redeems by its own
//! rules: nothing is paid twice, nothing is paid that was not answered, and no batch that is in time is refused.

use crate::chain::{TestChain, GENESIS, WORKER};
use openledger_primitives::{
    batch::{ReceiptFile, Redemption, SignedBatch},
    content::ContentId,
    job::BaseFiles,
    merkle_sum,
    receipt::{Receipt, Sampling},
    recipe::NumericClass,
    sketch::QuerySketch,
    voucher::{running_hash, SignedVoucher, Voucher},
    AllocationId, Amount, Digest,
};
use openledger_store::Store;
use openledger_worker::{
    batches::{
        durable::Batches,
        seal::{Pace, Sealer},
    },
    chain::{home::Home, Version},
    database::Database,
    payment::ledger::{Ledger, StoredReceipt, VersionFiles},
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const ALLOCATIONS: u64 = 3;

#[derive(Clone, Debug)]
enum Step {
    /// An answer for this fee, paid with a voucher that lives so many blocks.
    Answer { allocation: AllocationId, fee: Amount, life: u32 },
    /// All receipts are countersigned without a request.
    Countersign { allocation: AllocationId, life: u32 },
    /// Blocks are finalized.
    Blocks(u32),
    /// The daemon looks whether a batch is due.
    Seal,
    /// The chain is offered the batch of its next nonce.
    Include,
    /// The user closes.
    Close { allocation: AllocationId, after: u32 },
}

fn step() -> impl Strategy<Value = Step> {
    let allocation = || 0..ALLOCATIONS;
    prop_oneof![
        5 => (allocation(), 0u128..1_000, 5u32..40).prop_map(|(allocation, fee, life)| Step::Answer { allocation, fee, life }),
        1 => (allocation(), 5u32..40).prop_map(|(allocation, life)| Step::Countersign { allocation, life }),
        3 => (1u32..8).prop_map(Step::Blocks),
        4 => Just(Step::Seal),
        3 => Just(Step::Include),
        1 => (allocation(), 5u32..30).prop_map(|(allocation, after)| Step::Close { allocation, after }),
    ]
}

struct World {
    chain: Arc<TestChain>,
    ledger: Ledger,
    batches: Batches,
    sealer: Sealer,
    answered: BTreeMap<Digest, Amount>,
    redeemed: BTreeSet<Digest>,
}

impl World {
    fn new(folder: &std::path::Path) -> Self {
        let chain = Arc::new(TestChain::new());
        let cid = ContentId::default();
        let version = Version {
            id: 0,
            model: "m".into(),
            number: 1,
            base: BaseFiles { weights: cid, config: cid, tokenizer: cid },
            adapter: None,
            adapter_config: None,
            index: None,
            index_root: None,
            numeric_class: NumericClass::CpuExact,
            input_price: 0,
            output_price: 0,
            royalties: Vec::new(),
            has_data: false,
            deployed: true,
            payable: true,
        };
        chain.state().versions.insert(0, version);
        (0..ALLOCATIONS).for_each(|id| chain.allocate(id, 1 << 60, [1; 32]));
        let database = Arc::new(Database::open(&folder.join("worker.redb")).expect("a database"));
        let ledger = Ledger::open(database.clone()).expect("a ledger");
        let batches = Batches::open(ledger.clone()).expect("batches");
        let sealer = Sealer {
            chain: chain.clone(),
            home: Arc::new(Home::new(chain.clone(), database)),
            batches: batches.clone(),
            store: Store::open(folder.join("content")).expect("a store"),
            worker: WORKER,
            pace: Pace { seconds: 0, receipts: 1 },
        };
        Self { chain, ledger, batches, sealer, answered: BTreeMap::new(), redeemed: BTreeSet::new() }
    }

    fn voucher(&self, id: AllocationId, more: Amount, life: u32) -> Option<SignedVoucher> {
        let allocation = self.chain.state().allocations.get(&id).filter(|a| a.closes_at.is_none()).cloned()?;
        let standing = self.ledger.standing(&allocation).expect("a standing");
        let voucher = Voucher {
            genesis: GENESIS,
            allocation: id,
            worker: WORKER,
            version: 0,
            cumulative: standing.spent + more,
            receipts: standing.receipts,
            receipts_hash: standing.receipts_hash,
            expires: self.chain.state().finalized + life,
        };
        Some(SignedVoucher { voucher, signature: [0; 64] })
    }

    fn answer(&mut self, id: AllocationId, fee: Amount, life: u32) {
        let Some(signed) = self.voucher(id, fee + 3, life) else { return };
        let allocation = self.chain.state().allocations[&id].clone();
        let standing = self.ledger.standing(&allocation).expect("a standing");
        let stored = stored(id, standing.receipts, fee);
        self.answered.insert(stored.file.receipt.hash(), fee);
        self.ledger.record(id, &standing, signed, &stored).expect("recorded");
    }

    fn countersign(&mut self, id: AllocationId, life: u32) {
        let Some(signed) = self.voucher(id, 0, life) else { return };
        let allocation = self.chain.state().allocations[&id].clone();
        let standing = self.ledger.standing(&allocation).expect("a standing");
        self.ledger.countersign(id, &standing, signed).expect("recorded");
    }

    /// What the pallet does with the batch of its next nonce.
    fn include(&mut self) -> Result<(), TestCaseError> {
        let nonce = self.chain.state().nonce;
        let Some(sealed) = self.batches.get(nonce).expect("batches") else { return Ok(()) };
        let body: &SignedBatch = &sealed.body;
        let mut state = self.chain.state();
        let now = state.finalized + 1;
        let in_time = |redemption: &Redemption| {
            let voucher = &redemption.voucher.voucher;
            let closes_at = state.allocations[&voucher.allocation].closes_at;
            now <= voucher.expires && closes_at.is_none_or(|closes_at| now < closes_at)
        };
        if !body.redemptions.iter().all(in_time) {
            return Ok(());
        }
        for redemption in &body.redemptions {
            let voucher = &redemption.voucher.voucher;
            let allocation = state.allocations.get_mut(&voucher.allocation).expect("there");
            prop_assert!(allocation.redeemed + redemption.amount <= voucher.cumulative);
            let after = allocation.receipts + u64::from(redemption.receipts);
            let (seen, hash) = match redemption.last {
                None => (voucher.receipts, voucher.receipts_hash),
                Some(last) => (voucher.receipts + 1, running_hash(&voucher.receipts_hash, &last)),
            };
            prop_assert_eq!(after, seen);
            prop_assert!(voucher.receipts != allocation.receipts || voucher.receipts_hash == allocation.receipts_hash);
            allocation.redeemed += redemption.amount;
            (allocation.receipts, allocation.receipts_hash) = (after, hash);
        }
        let amounts: Amount = body.redemptions.iter().map(|redemption| redemption.amount).sum();
        prop_assert_eq!(amounts, body.income.iter().map(|income| income.fees).sum::<Amount>());
        prop_assert_eq!(amounts, sealed.receipts.iter().map(|hash| self.answered[hash]).sum::<Amount>());
        prop_assert_eq!(body.header.receipts as usize, sealed.receipts.len());
        for hash in &sealed.receipts {
            prop_assert!(self.redeemed.insert(*hash), "a receipt was redeemed twice");
        }
        state.nonce += 1;
        state.finalized = now;
        Ok(())
    }
}

fn stored(allocation: AllocationId, index: u64, fee: Amount) -> StoredReceipt {
    let cid = ContentId::default();
    let query = QuerySketch { gradient: Vec::new(), terms: Vec::new() };
    let receipt = Receipt {
        genesis: GENESIS,
        allocation,
        worker: WORKER,
        index,
        version: 0,
        request: [0; 32],
        sampling: Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 1, seed: 0 },
        prompt: [0; 32],
        output: [0; 32],
        input_tokens: 1,
        output_tokens: 1,
        input_price: 0,
        output_price: 0,
        fee,
        numeric_class: NumericClass::CpuExact,
        engine_build: [0; 32],
        query: query.hash(),
        credits: merkle_sum::empty_root(),
        fragments: Vec::new(),
    };
    let base = BaseFiles { weights: cid, config: cid, tokenizer: cid };
    StoredReceipt {
        file: ReceiptFile { receipt, prompt: vec![1], output: vec![2], query, scores: Vec::new() },
        weights: Vec::new(),
        version: VersionFiles { base, adapter: None, adapter_config: None, index: None, index_root: None },
        made_at: 0,
        place: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_course_of_events_pays_each_answer_at_most_once(steps in prop::collection::vec(step(), 1..60)) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut world = World::new(folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        for step in steps {
            match step {
                Step::Answer { allocation, fee, life } => world.answer(allocation, fee, life),
                Step::Countersign { allocation, life } => world.countersign(allocation, life),
                Step::Blocks(blocks) => world.chain.state().finalized += blocks,
                Step::Seal => drop(runtime.block_on(world.sealer.seal_if_due(1)).expect("sealing")),
                Step::Include => world.include()?,
                Step::Close { allocation, after } => {
                    let mut state = world.chain.state();
                    let closes_at = state.finalized + after;
                    state.allocations.get_mut(&allocation).expect("there").closes_at.get_or_insert(closes_at);
                }
            }
        }
        // Once users countersign and time is enough, everything of open allocations is redeemed.
        (0..ALLOCATIONS).for_each(|id| world.countersign(id, 1_000));
        world.chain.state().finalized += 50;
        for _ in 0..4 {
            runtime.block_on(world.sealer.seal_if_due(1)).expect("sealing");
            world.include()?;
        }
        for account in world.batches.accounts().expect("accounts") {
            let open = world.chain.state().allocations[&account.allocation].closes_at.is_none();
            prop_assert!(!open, "receipts of an open allocation were left behind: {account:?}");
        }
    }
}

//! Customers who sign vouchers, workers who answer and seal batches: everything right, so that a test spoils one
//! thing at a time.

use crate::{mock::*, *};
use codec::Encode;
use frame_support::{dispatch::DispatchResult, traits::Authorize};
use openledger_primitives::{
    batch::{BatchFile, BatchHeader, CreditLine, ReceiptFile, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    merkle,
    merkle_sum::{self, Node},
    receipt::{request_hash, tokens_hash, Receipt, Sampling},
    recipe::NumericClass,
    sketch::{index_leaves, QuerySketch},
    split::{apportion, data_share_of_receipt_down, Economics},
    voucher::{running_hash, SignedVoucher, Voucher, NO_RECEIPTS},
    AllocationId, Amount, BatchId, ContributionId, Digest, VersionId,
};
use polkadot_sdk::*;
use sp_core::{sr25519, Pair};
use sp_runtime::{
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
    DispatchError,
};

/// A user with one open allocation, and what its program remembers of it.
#[derive(Clone)]
pub struct Customer {
    pub account: AccountId,
    pub allocation: AllocationId,
    pub key: sr25519::Pair,
    /// Hashes of all receipts so far.
    pub receipts: Vec<Digest>,
    /// Fees of all receipts so far.
    pub spent: Amount,
}

impl Customer {
    /// Opens an allocation for the worker.
    pub fn open(name: &str, worker: &Worker, amount: Amount) -> Self {
        let key = sr25519::Pair::from_string(&format!("//{name}//vouchers"), None).unwrap();
        let allocation = NextAllocationId::<Test>::get();
        let origin = RuntimeOrigin::signed(account(name));
        Attribution::open_allocation(origin, worker.account.clone(), amount, key.public().0).unwrap();
        Self { account: account(name), allocation, key, receipts: Vec::new(), spent: 0 }
    }

    /// Running hash of the first receipts.
    pub fn history(&self, receipts: usize) -> Digest {
        self.receipts.iter().take(receipts).fold(NO_RECEIPTS, |hash, next| running_hash(&hash, next))
    }

    /// The voucher for a request of `version` after `seen` receipts, good for all receipts there are.
    pub fn voucher(&self, worker: &Worker, version: VersionId, seen: usize) -> Voucher {
        Voucher {
            genesis: genesis(),
            allocation: self.allocation,
            worker: worker.account.clone().into(),
            version,
            cumulative: self.spent,
            receipts: seen as u64,
            receipts_hash: self.history(seen),
            expires: System::block_number() + 5,
        }
    }

    pub fn sign(&self, voucher: Voucher) -> SignedVoucher {
        SignedVoucher { voucher, signature: self.key.sign(&voucher.signing_hash()).0 }
    }
}

/// A bonded worker.
#[derive(Clone)]
pub struct Worker {
    pub account: AccountId,
    pub key: sr25519::Pair,
}

/// One paid answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who asked: position among the customers.
    pub customer: usize,
    pub version: VersionId,
    pub fee: Amount,
    /// max(0, w(c)) of contributions.
    pub weights: Vec<(ContributionId, u128)>,
}

/// A batch with its signature and what is behind it.
#[derive(Clone)]
pub struct Sealed {
    pub signed: SignedBatch,
    pub signature: sr25519::Signature,
    pub lines: Vec<CreditLine>,
    pub receipts: Vec<Written>,
}

/// A receipt and what it commits to.
#[derive(Clone)]
pub struct Written {
    pub receipt: Receipt,
    pub query: QuerySketch,
    /// max(0, w(c)) of every contribution in the index, as the receipt states it.
    pub weights: Vec<(ContributionId, u128)>,
}

impl Worker {
    /// Bonds a worker.
    pub fn bonded(name: &str, bond: Amount) -> Self {
        let key = sr25519::Pair::from_string(&format!("//{name}//olwk"), None).unwrap();
        Bonded::mutate(|bonded| bonded.insert(account(name), (key.public(), bond)));
        Self { account: account(name), key }
    }

    /// Seals a batch by the economics in force; every customer's newest receipt is not countersigned yet.
    pub fn seal(&self, customers: &mut [Customer], answers: &[Answer]) -> Sealed {
        self.seal_by(customers, answers, &crate::Economics::<Test>::get())
    }

    pub fn seal_by(&self, customers: &mut [Customer], answers: &[Answer], economics: &Economics) -> Sealed {
        let nonce = Attribution::next_nonce(&self.account);
        let (mut receipts, mut lines) = (Vec::new(), Vec::new());
        for (at, answer) in answers.iter().enumerate() {
            let customer = &mut customers[answer.customer];
            let written = self.write(customer, answer);
            customer.receipts.push(written.receipt.hash());
            customer.spent += answer.fee;
            receipts.push(written);
            lines.extend(answer.lines(at as u32, economics));
        }
        lines.sort_by_key(|line| (line.contribution, line.receipt));
        let credits = credit_root(&lines);
        let header = BatchHeader {
            worker: self.account.clone().into(),
            nonce,
            receipts: answers.len() as u32,
            receipts_root: receipts_root(&receipts),
            credits,
            credit_lines: lines.len() as u32,
            content: ContentId::of(b"the batch's file"),
        };
        let income = incomes(answers, &lines);
        let redemptions = self.redemptions(customers, answers);
        self.sign(SignedBatch { genesis: genesis(), header, income, redemptions }, lines, receipts)
    }

    /// The receipt of a customer's next answer: a thousand tokens at a price that makes the fee.
    fn write(&self, customer: &Customer, answer: &Answer) -> Written {
        let sampling = Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 100, seed: 7 };
        let mut gradient = vec![0i8; 8];
        for (id, weight) in &answer.weights {
            gradient[*id as usize % 8] = i8::try_from(*weight).unwrap_or(i8::MAX);
        }
        let query = QuerySketch { gradient, terms: Vec::new() };
        let indexed = Indexes::get().get(&answer.version).map_or(Vec::new(), |(_, sketches)| sketches.clone());
        let weight_of = |id: ContributionId| {
            let of = answer.weights.iter().find(|(other, _)| *other == id);
            (id, of.map_or(0, |(_, weight)| *weight))
        };
        let weights: Vec<_> = indexed.iter().map(|sketch| weight_of(sketch.contribution)).collect();
        let prompt = tokens_hash(&[1, 2, 3]);
        let receipt = Receipt {
            genesis: genesis(),
            allocation: customer.allocation,
            worker: self.account.clone().into(),
            index: customer.receipts.len() as u64,
            version: answer.version,
            request: request_hash(answer.version, &prompt, &sampling),
            sampling,
            prompt,
            output: tokens_hash(&[4]),
            input_tokens: 1_000,
            output_tokens: 1,
            input_price: answer.fee,
            output_price: 0,
            fee: answer.fee,
            numeric_class: NumericClass::CpuExact,
            engine_build: [5; 32],
            query: query.hash(),
            credits: merkle_sum::root(&weight_nodes(&weights)).unwrap(),
            fragments: Vec::new(),
        };
        Written { receipt, query, weights }
    }

    fn redemptions(&self, customers: &[Customer], answers: &[Answer]) -> Vec<Redemption> {
        let of = |at: usize| answers.iter().filter(move |answer| answer.customer == at);
        let redemption = |(at, customer): (usize, &Customer)| {
            let newest = of(at).next_back()?;
            let seen = customer.receipts.len() - 1;
            Some(Redemption {
                voucher: customer.sign(customer.voucher(self, newest.version, seen)),
                receipts: of(at).count() as u32,
                amount: of(at).map(|answer| answer.fee).sum(),
                last: customer.receipts.last().copied(),
            })
        };
        let mut all: Vec<_> = customers.iter().enumerate().filter_map(redemption).collect();
        all.sort_by_key(|redemption| redemption.voucher.voucher.allocation);
        all
    }

    pub fn sign(&self, signed: SignedBatch, lines: Vec<CreditLine>, receipts: Vec<Written>) -> Sealed {
        let signature = self.key.sign(&signed.signing_hash());
        Sealed { signed, signature, lines, receipts }
    }
}

impl Answer {
    /// An answer to the first customer that rests on contributions alike.
    pub fn new(version: VersionId, fee: Amount, contributions: &[ContributionId]) -> Self {
        let weights = contributions.iter().map(|id| (*id, 1)).collect();
        Self { customer: 0, version, fee, weights }
    }

    pub fn to(self, customer: usize) -> Self {
        Self { customer, ..self }
    }

    fn lines(&self, receipt: u32, economics: &Economics) -> Vec<CreditLine> {
        let terms = TestCatalogue::terms(self.version).unwrap();
        if !terms.has_data {
            return Vec::new();
        }
        let data = data_share_of_receipt_down(self.fee, economics, &terms.royalties);
        let weights: Vec<u128> = self.weights.iter().map(|(_, weight)| *weight).collect();
        let amounts = apportion(data, &weights);
        let line = |((contribution, _), amount): (&(ContributionId, u128), Amount)| CreditLine {
            contribution: *contribution,
            receipt,
            version: self.version,
            amount,
        };
        self.weights.iter().zip(amounts).map(line).collect()
    }
}

impl Sealed {
    /// The same batch after a change, signed again.
    pub fn but(&self, worker: &Worker, change: impl FnOnce(&mut SignedBatch)) -> Self {
        let mut signed = self.signed.clone();
        change(&mut signed);
        worker.sign(signed, self.lines.clone(), self.receipts.clone())
    }

    /// The same batch with other credit lines, as a liar commits to them; what they come to must stay the same for
    /// every version, or the chain refuses the batch.
    pub fn with_lines(&self, worker: &Worker, lines: Vec<CreditLine>) -> Self {
        let mut signed = self.signed.clone();
        signed.header.credits = credit_root(&lines);
        signed.header.credit_lines = lines.len() as u32;
        worker.sign(signed, lines, self.receipts.clone())
    }

    /// The same batch after a change of its receipts. The customers countersigned what they were shown, so this is a
    /// batch of which they saw something else than is in its file.
    pub fn with_receipts(&self, worker: &Worker, change: impl FnOnce(&mut Vec<Written>)) -> Self {
        let mut receipts = self.receipts.clone();
        change(&mut receipts);
        let mut signed = self.signed.clone();
        signed.header.receipts_root = receipts_root(&receipts);
        worker.sign(signed, self.lines.clone(), receipts)
    }

    /// The batch's file, as the daemon keeps it.
    pub fn file(&self) -> BatchFile {
        let signed = |(id, weight): &(ContributionId, u128)| (*id, *weight as i128);
        let kept = |written: &Written| ReceiptFile {
            receipt: written.receipt.clone(),
            prompt: vec![1, 2, 3],
            output: vec![4],
            query: written.query.clone(),
            scores: written.weights.iter().map(signed).collect(),
        };
        BatchFile { receipts: self.receipts.iter().map(kept).collect(), lines: self.lines.clone() }
    }

    /// A receipt with its path.
    pub fn receipt(&self, at: usize) -> ShownReceipt {
        let leaves = receipt_leaves(&self.receipts);
        let path = path(merkle::prove(&leaves, at).unwrap());
        ShownReceipt { receipt: self.receipts[at].receipt.clone(), path }
    }

    /// A weight in a receipt's credit tree with its path.
    pub fn weight(&self, receipt: usize, leaf: usize) -> ShownWeight {
        let weights = &self.receipts[receipt].weights;
        let (contribution, weight) = weights[leaf];
        let proof = bounded(merkle_sum::prove(&weight_nodes(weights), leaf).unwrap());
        ShownWeight { contribution, weight, proof }
    }

    /// A credit line with its path.
    pub fn line(&self, at: usize) -> CreditClaim {
        self.claims([at]).remove(0)
    }

    /// Sends the batch as a node would: authorises the transaction, then dispatches it.
    pub fn send(&self) -> Result<BatchId, Error<Test>> {
        let signed = BoundedSignedBatch::try_from(self.signed.clone()).unwrap();
        let call = Call::<Test>::submit_batch { signed: Box::new(signed), signature: self.signature };
        let authorised = RuntimeCall::from(call.clone()).authorize(TransactionSource::External);
        authorised.unwrap().map_err(error)?;
        let id = NextBatchId::<Test>::get();
        dispatch(call).expect("an authorised batch does not fail");
        Ok(id)
    }

    /// Sends a batch that must be accepted.
    pub fn accepted(&self) -> BatchId {
        self.send().unwrap()
    }

    /// Sends a batch that must be refused, and change nothing.
    #[track_caller]
    pub fn refused(&self, error: Error<Test>) {
        frame_support::assert_storage_noop!(assert_eq!(self.send(), Err(error)));
    }

    /// Claims of these lines.
    pub fn claims(&self, at: impl IntoIterator<Item = usize>) -> Vec<CreditClaim> {
        let nodes: Vec<Node> = self.lines.iter().map(|line| line.node()).collect();
        let claim =
            |at: usize| CreditClaim { line: self.lines[at], proof: bounded(merkle_sum::prove(&nodes, at).unwrap()) };
        at.into_iter().map(claim).collect()
    }

    /// Claims all lines, as many at a time as can be.
    pub fn claim_all(&self, batch: BatchId) {
        for chunk in self.claims(0..self.lines.len()).chunks(16) {
            claim(batch, chunk.to_vec()).unwrap();
        }
    }
}

/// A sketch of a version's index with its path.
pub fn sketch(version: VersionId, at: usize) -> ShownSketch {
    let (header, sketches) = Indexes::get()[&version].clone();
    let leaves = index_leaves(&header, &sketches);
    ShownSketch {
        header_path: path(merkle::prove(&leaves, 0).unwrap()),
        sketch_path: path(merkle::prove(&leaves, at + 1).unwrap()),
        sketch: sketches[at].clone(),
        header,
    }
}

pub fn path(proof: merkle::Proof) -> LeafPath {
    LeafPath { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().unwrap() }
}

fn receipt_leaves(receipts: &[Written]) -> Vec<Digest> {
    receipts.iter().map(|written| merkle::leaf(&written.receipt.hash())).collect()
}

fn receipts_root(receipts: &[Written]) -> Digest {
    merkle::root(&receipt_leaves(receipts))
}

pub fn weight_nodes(weights: &[(ContributionId, u128)]) -> Vec<Node> {
    weights.iter().map(|(id, weight)| merkle_sum::leaf(&id.encode(), *weight)).collect()
}

pub fn bounded(proof: merkle_sum::Proof) -> CreditProof {
    CreditProof { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().unwrap() }
}

pub fn claim(batch: BatchId, lines: Vec<CreditClaim>) -> DispatchResult {
    Attribution::claim_credits(RuntimeOrigin::signed(account("anyone")), batch, lines.try_into().unwrap())
}

/// Dispatches an authorised call.
pub fn dispatch(call: Call<Test>) -> DispatchResult {
    use frame_support::traits::UnfilteredDispatchable;
    let origin = RuntimeOrigin::from(frame_system::RawOrigin::Authorized);
    let outcome = frame_support::storage::with_storage_layer(|| {
        call.dispatch_bypass_filter(origin).map_err(|refused| refused.error)
    });
    outcome.map(drop)
}

pub fn credit_root(lines: &[CreditLine]) -> Node {
    let nodes: Vec<Node> = lines.iter().map(|line| line.node()).collect();
    merkle_sum::root(&nodes).unwrap()
}

fn incomes(answers: &[Answer], lines: &[CreditLine]) -> Vec<VersionIncome> {
    let mut versions: Vec<VersionId> = answers.iter().map(|answer| answer.version).collect();
    versions.sort_unstable();
    versions.dedup();
    let income = |version: VersionId| {
        let of = answers.iter().filter(move |answer| answer.version == version);
        let credited = lines.iter().filter(|line| line.version == version);
        VersionIncome {
            version,
            receipts: of.clone().count() as u32,
            fees: of.map(|answer| answer.fee).sum(),
            data: credited.map(|line| line.amount).sum(),
        }
    };
    versions.into_iter().map(income).collect()
}

pub fn genesis() -> Digest {
    System::block_hash(0).0
}

/// The pallet's error behind a refusal by the pool.
fn error(refusal: TransactionValidityError) -> Error<Test> {
    let TransactionValidityError::Invalid(invalid) = refusal else { panic!("{refusal:?}") };
    match invalid {
        InvalidTransaction::Stale => Error::NonceUsed,
        InvalidTransaction::Future => Error::NonceTooHigh,
        InvalidTransaction::BadProof => Error::BadWorkerSignature,
        InvalidTransaction::Custom(number) => codec::Decode::decode(&mut &[number][..]).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// A worker with a bond of 1,000,000 and a user who set 100,000 aside for it.
pub fn one_of_each() -> (Worker, Vec<Customer>) {
    let worker = Worker::bonded("worker", 1_000_000);
    let customer = Customer::open("user", &worker, 100_000);
    (worker, vec![customer])
}

/// One accepted batch: two answers of version 1, of 1,000 and 500 planck, on contributions 0 and 1.
pub fn first_batch() -> (Worker, Vec<Customer>, Sealed, BatchId) {
    let (worker, mut customers) = one_of_each();
    let answers = [Answer::new(1, 1_000, &[0, 1]), Answer::new(1, 500, &[0, 1])];
    let sealed = worker.seal(&mut customers, &answers);
    let id = sealed.accepted();
    (worker, customers, sealed, id)
}

pub fn earned(name: &str) -> Amount {
    Earnings::<Test>::get(account(name))
}

pub fn module_error(error: Error<Test>) -> DispatchError {
    error.into()
}

pub fn challenger() -> RuntimeOrigin {
    RuntimeOrigin::signed(account("challenger"))
}

/// The lie a batch was proved to be, when it was.
pub fn lie(batch: BatchId) -> Option<Lie> {
    Voided::<Test>::get(batch).map(|verdict| verdict.lie)
}

/// Two answers of version 1: 1,000 planck on contributions 0 and 1 as 3 to 1, and 500 on contribution 1 alone. Its
/// lines are those of contribution 0, of contribution 1 for the first answer, and of contribution 1 for the second.
pub fn two_answers() -> (Worker, Vec<Customer>, Sealed) {
    let (worker, mut customers) = one_of_each();
    let first = Answer { weights: vec![(0, 3), (1, 1)], ..Answer::new(1, 1_000, &[]) };
    let second = Answer { weights: vec![(1, 2)], ..Answer::new(1, 500, &[]) };
    let sealed = worker.seal(&mut customers, &[first, second]);
    (worker, customers, sealed)
}

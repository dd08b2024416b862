//! Receipt batches and claims of their credit lines, signed by everybody who must.

use super::{
    scene,
    transaction::{account, authorized},
    Result,
};
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    merkle_sum,
    split::{split, Economics},
    voucher::{SignedVoucher, Voucher},
    Amount, BatchId, BlockNumber, ContributionId, Ppm, VersionId,
};
use openledger_runtime::{Runtime, RuntimeCall};
use pallet_attribution::{BoundedSignedBatch, CreditClaim, CreditProof};
use polkadot_sdk::*;
use sp_core::{Pair, H256};
use sp_runtime::OpaqueExtrinsic;

/// Lines in one claim.
const LINES_PER_CLAIM: usize = 64;

/// A batch and its credit lines.
pub struct Batch {
    /// The transaction that submits it.
    pub transaction: OpaqueExtrinsic,
    lines: Vec<CreditLine>,
}

/// What a batch is made of.
pub struct Terms<'a> {
    /// How incomes are divided.
    pub economics: Economics,
    /// Who earns.
    pub versions: &'a [VersionId],
    /// What each of them owes its ancestors.
    pub royalties: &'a [(VersionId, Ppm)],
    /// Answers, each of which credits one contribution; the versions and the payers take turns.
    pub receipts: u32,
    /// Who pays.
    pub payers: u32,
}

/// A right batch: every answer costs the same and credits one contribution, each contribution in its turn.
pub fn batch(genesis: H256, terms: &Terms) -> Result<Batch> {
    let (receipts, versions) = (terms.receipts, terms.versions);
    let turns = |of: usize, at: usize| receipts / of as u32 + u32::from(at < receipts as usize % of);
    let mut income = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let receipts = turns(versions.len(), at);
        let fees = scene::fee_of_receipts(receipts);
        let parts = split(fees, &terms.economics, terms.royalties, true)?;
        income.push(VersionIncome { version: *version, receipts, fees, data: parts.data });
    }
    let lines = credit_lines(&income, receipts);
    let nodes: Vec<_> = lines.iter().map(CreditLine::node).collect();
    let credits = merkle_sum::root(&nodes).ok_or("the credits add up")?;
    let worker = account(&scene::worker());
    let redemption = |payer: u32| {
        let receipts = turns(terms.payers as usize, payer as usize);
        let amount = scene::fee_of_receipts(receipts);
        let voucher = Voucher {
            genesis: genesis.0,
            allocation: scene::allocation(payer),
            worker: worker.clone().into(),
            version: versions[0],
            cumulative: amount,
            receipts: receipts.into(),
            receipts_hash: [3; 32],
            expires: BlockNumber::MAX,
        };
        let signature = scene::voucher_key(payer).sign(&voucher.signing_hash()).0;
        Redemption { voucher: SignedVoucher { voucher, signature }, receipts, amount, last: None }
    };
    let signed = SignedBatch {
        genesis: genesis.0,
        header: BatchHeader {
            worker: worker.clone().into(),
            nonce: 0,
            receipts,
            receipts_root: [1; 32],
            credits,
            credit_lines: lines.len() as u32,
            content: ContentId([2; 32]),
        },
        income,
        redemptions: (0..terms.payers).map(redemption).collect(),
    };
    let signature = scene::session_key().sign(&signed.signing_hash());
    let signed: BoundedSignedBatch<Runtime> = signed.try_into().map_err(|()| "a batch within its bounds")?;
    let call = pallet_attribution::Call::submit_batch { signed: Box::new(signed), signature };
    Ok(Batch { transaction: authorized(RuntimeCall::Attribution(call)), lines })
}

/// One line for each receipt, sorted as the tree wants them. What a version owes the data is divided over its receipts.
fn credit_lines(income: &[VersionIncome], receipts: u32) -> Vec<CreditLine> {
    let mut lines: Vec<CreditLine> = (0..receipts)
        .map(|receipt| {
            let earned = &income[receipt as usize % income.len()];
            let first = (receipt as usize) < income.len();
            let each = earned.data / Amount::from(earned.receipts);
            let rest = earned.data - each * Amount::from(earned.receipts);
            CreditLine {
                contribution: contribution_of(receipt),
                receipt,
                version: earned.version,
                amount: if first { each + rest } else { each },
            }
        })
        .collect();
    lines.sort_unstable_by_key(|line| (line.contribution, line.receipt));
    lines
}

fn contribution_of(receipt: u32) -> ContributionId {
    (u64::from(receipt) % scene::CONTRIBUTIONS) as ContributionId
}

impl Batch {
    /// Calls that claim the first line of every contribution.
    pub fn claims(&self, batch: BatchId) -> Result<Vec<RuntimeCall>> {
        let nodes: Vec<_> = self.lines.iter().map(CreditLine::node).collect();
        let mut claims = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            if at > 0 && self.lines[at - 1].contribution == line.contribution {
                continue;
            }
            let proof = merkle_sum::prove(&nodes, at).ok_or("a line of the tree")?;
            let siblings = proof.siblings.try_into().map_err(|_| "no deeper than a tree may be")?;
            claims.push(CreditClaim {
                line: *line,
                proof: CreditProof { index: proof.index, count: proof.count, siblings },
            });
        }
        claims
            .chunks(LINES_PER_CLAIM)
            .map(|lines| {
                let lines = lines.to_vec().try_into().map_err(|_| "no more than the most lines")?;
                Ok(RuntimeCall::Attribution(pallet_attribution::Call::claim_credits { batch, lines }))
            })
            .collect()
    }

    /// All credit lines.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }
}

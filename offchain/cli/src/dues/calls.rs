//! The transactions that fetch what is owed: many small steps in few transactions.

use super::find::{Credit, Dues};
use openledger_client::{
    runtime::runtime_types::{
        bounded_collections::bounded_vec::BoundedVec,
        openledger_runtime::RuntimeCall,
        pallet_attribution::{
            pallet::Call,
            types::{CreditClaim, CreditProof},
        },
    },
    AccountId32, Static,
};
use openledger_primitives::{AccountBytes, BatchId};
use std::collections::BTreeMap;

/// Most lines in one claim, as the chain allows.
const LINES: usize = 64;
/// Steps of one transaction; a credit line is one, everything else four.
const STEPS: usize = 160;
const OTHER: usize = 4;

/// Everything that can be fetched, in the order in which money flows; paid out to `account` at the end.
pub fn calls(dues: &Dues, account: &AccountBytes, own: bool) -> Vec<RuntimeCall> {
    let mut calls = Vec::new();
    for royalty in &dues.royalties {
        calls.push(Call::settle_royalty { child: royalty.child, ancestor: royalty.ancestor });
    }
    let mut lines: BTreeMap<BatchId, Vec<&Credit>> = BTreeMap::new();
    for credit in dues.credits.iter().filter(|credit| credit.matured) {
        lines.entry(credit.batch).or_default().push(credit);
    }
    for (batch, lines) in lines {
        for lines in lines.chunks(LINES) {
            let lines = BoundedVec(lines.iter().map(|credit| claim(credit)).collect());
            calls.push(Call::claim_credits { batch, lines });
        }
    }
    for pool in &dues.pools {
        let (version, snapshot, contribution) = (pool.version, pool.snapshot, pool.contribution);
        calls.push(Call::claim_data_pool { version, snapshot, contribution });
    }
    if !calls.is_empty() || dues.claimable > 0 {
        calls.push(if own { Call::claim } else { Call::claim_for { account: AccountId32(*account) } });
    }
    calls.into_iter().map(RuntimeCall::Attribution).collect()
}

fn claim(credit: &Credit) -> CreditClaim {
    let proof = &credit.proof;
    let siblings = BoundedVec(proof.siblings.iter().copied().map(Static).collect());
    CreditClaim { line: Static(credit.line), proof: CreditProof { index: proof.index, count: proof.count, siblings } }
}

/// Divides calls into transactions of a size that fits a block.
pub fn chunks(calls: Vec<RuntimeCall>) -> Vec<Vec<RuntimeCall>> {
    let mut chunks: Vec<Vec<RuntimeCall>> = Vec::new();
    let mut used = STEPS;
    for call in calls {
        let steps = match &call {
            RuntimeCall::Attribution(Call::claim_credits { lines, .. }) => lines.0.len(),
            _ => OTHER,
        };
        if used.saturating_add(steps) > STEPS || chunks.is_empty() {
            chunks.push(Vec::new());
            used = 0;
        }
        used = used.saturating_add(steps);
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(call);
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::{
        super::find::{Pool, Royalty},
        *,
    };
    use openledger_primitives::{batch::CreditLine, merkle_sum};

    fn dues(credits: usize) -> Dues {
        let credit = |at: usize| Credit {
            batch: 1,
            line: CreditLine { contribution: at as u64, receipt: 0, version: 1, amount: 1 },
            proof: merkle_sum::Proof { index: at as u64, count: credits as u64, siblings: Vec::new() },
            matured: true,
        };
        Dues {
            claimable: 0,
            credits: (0..credits).map(credit).collect(),
            royalties: vec![Royalty { child: 2, ancestor: 1, amount: 5 }],
            pools: vec![Pool { version: 1, snapshot: 0, contribution: 0, amount: 0 }],
        }
    }

    #[test]
    fn royalties_are_settled_before_pools_are_emptied_and_payment_is_last() {
        let calls = calls(&dues(70), &[1; 32], true);
        let names: Vec<&str> = calls
            .iter()
            .map(|call| match call {
                RuntimeCall::Attribution(Call::settle_royalty { .. }) => "settle",
                RuntimeCall::Attribution(Call::claim_credits { .. }) => "credits",
                RuntimeCall::Attribution(Call::claim_data_pool { .. }) => "pool",
                RuntimeCall::Attribution(Call::claim) => "claim",
                _ => "other",
            })
            .collect();
        assert_eq!(names, ["settle", "credits", "credits", "pool", "claim"]);
    }

    #[test]
    fn nothing_owed_is_no_transaction() {
        assert!(calls(&Dues::default(), &[1; 32], true).is_empty());
        let only = Dues { claimable: 1, ..Dues::default() };
        assert!(matches!(calls(&only, &[1; 32], false).as_slice(), [RuntimeCall::Attribution(Call::claim_for { .. })]));
        let mut maturing = dues(3);
        maturing.credits.iter_mut().for_each(|credit| credit.matured = false);
        maturing.royalties.clear();
        maturing.pools.clear();
        assert!(calls(&maturing, &[1; 32], true).is_empty());
    }

    #[test]
    fn a_transaction_holds_no_more_than_a_block_takes() {
        let chunks = chunks(calls(&dues(500), &[1; 32], true));
        assert!(chunks.len() > 2 && chunks.iter().all(|chunk| !chunk.is_empty()));
    }
}

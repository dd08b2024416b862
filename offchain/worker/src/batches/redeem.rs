//! Whether what waits for an allocation can be redeemed now. Pure.

use super::durable::Account;
use crate::chain::Allocation;
use openledger_primitives::{batch::Redemption, AllocationId, Amount, BlockNumber};

/// Blocks in which a sealed batch should be included: a redemption that has fewer left is not sealed.
pub const INCLUSION_BLOCKS: BlockNumber = 4;

/// Why receipts of an allocation are not in the next batch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Nothing can ever redeem them: the allocation is gone or its closing ended.
    #[error("allocation {allocation} is closed: {fees} planck of receipts are lost")]
    Lost {
        /// Which.
        allocation: AllocationId,
        /// What the receipts would have brought.
        fees: Amount,
    },
    /// The newest voucher or the allocation ends too soon; a newer voucher may come with the next request.
    #[error("too few blocks are left to redeem the newest voucher of allocation {0}; its receipts wait for another")]
    TooLate(AllocationId),
    /// Receipts and voucher do not follow what the chain has redeemed.
    #[error("the receipts of allocation {0} do not follow those redeemed on chain")]
    History(AllocationId),
}

/// The redemption of everything that waits for an allocation, when block `finalized` is the newest that is final.
pub fn redemption(
    account: &Account,
    allocation: Option<&Allocation>,
    finalized: BlockNumber,
) -> Result<Redemption, NotNow> {
    let id = account.allocation;
    let fees = account.fees();
    let lost = NotNow::Lost { allocation: id, fees };
    let allocation = allocation.filter(|allocation| !is_closed(allocation, finalized)).ok_or(lost)?;
    let included_by = finalized.saturating_add(INCLUSION_BLOCKS);
    if allocation.closes_at.is_some_and(|closes_at| closes_at <= included_by) {
        return Err(NotNow::TooLate(id));
    }
    let voucher = account.standing.voucher.ok_or(NotNow::History(id))?;
    if voucher.voucher.expires < included_by {
        return Err(NotNow::TooLate(id));
    }
    let follows = account.waiting.iter().zip(allocation.receipts..).all(|((index, _), expected)| *index == expected);
    let (Some((newest, last)), true) = (account.waiting.last(), follows) else { return Err(NotNow::History(id)) };
    let seen = voucher.voucher.receipts;
    let last = match newest.checked_sub(seen) {
        Some(0) => Some(last.receipt),
        None if seen == newest + 1 => None,
        _ => return Err(NotNow::History(id)),
    };
    let redeemed = allocation.redeemed.checked_add(fees).ok_or(NotNow::History(id))?;
    if redeemed > voucher.voucher.cumulative {
        return Err(NotNow::History(id));
    }
    let receipts = u32::try_from(account.waiting.len()).map_err(|_| NotNow::History(id))?;
    Ok(Redemption { voucher, receipts, amount: fees, last })
}

/// Whether the finalized chain, at block `finalized`, can never take this redemption any more.
pub fn is_dead(redemption: &Redemption, allocation: Option<&Allocation>, finalized: BlockNumber) -> bool {
    redemption.voucher.voucher.expires <= finalized
        || allocation.is_none_or(|allocation| is_closed(allocation, finalized))
}

/// An allocation is redeemed from in blocks before `closes_at`.
fn is_closed(allocation: &Allocation, finalized: BlockNumber) -> bool {
    allocation.closes_at.is_some_and(|closes_at| closes_at <= finalized.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::{ledger::Waiting, standing::Standing};
    use openledger_primitives::voucher::{SignedVoucher, Voucher};

    fn allocation() -> Allocation {
        Allocation {
            id: 7,
            worker: [2; 32],
            amount: 100,
            redeemed: 10,
            receipts: 4,
            receipts_hash: [4; 32],
            voucher_key: [5; 32],
            closes_at: None,
        }
    }

    fn account(seen: u64) -> Account {
        let voucher = Voucher {
            genesis: [1; 32],
            allocation: 7,
            worker: [2; 32],
            version: 1,
            cumulative: 30,
            receipts: seen,
            receipts_hash: [6; 32],
            expires: 50,
        };
        let waiting = |index: u64| (index, Waiting { receipt: [index as u8; 32], fee: 9, made_at: 0 });
        Account {
            allocation: 7,
            standing: Standing {
                receipts: 6,
                receipts_hash: [0; 32],
                spent: 28,
                last_receipt: Some([5; 32]),
                voucher: Some(SignedVoucher { voucher, signature: [0; 64] }),
            },
            waiting: vec![waiting(4), waiting(5)],
        }
    }

    #[test]
    fn the_newest_receipt_need_not_be_countersigned() {
        let redeemed = redemption(&account(5), Some(&allocation()), 46).expect("redeemable");
        assert_eq!((redeemed.receipts, redeemed.amount, redeemed.last), (2, 18, Some([5; 32])));
        let redeemed = redemption(&account(6), Some(&allocation()), 46).expect("redeemable");
        assert_eq!((redeemed.receipts, redeemed.amount, redeemed.last), (2, 18, None));
        assert_eq!(redemption(&account(4), Some(&allocation()), 46), Err(NotNow::History(7)));
        assert_eq!(redemption(&account(7), Some(&allocation()), 46), Err(NotNow::History(7)));
    }

    #[test]
    fn receipts_that_do_not_follow_the_chain_wait() {
        let behind = Allocation { receipts: 3, ..allocation() };
        assert_eq!(redemption(&account(5), Some(&behind), 46), Err(NotNow::History(7)));
        let spent = Allocation { redeemed: 13, ..allocation() };
        assert_eq!(redemption(&account(5), Some(&spent), 46), Err(NotNow::History(7)));
    }

    #[test]
    fn an_expiring_voucher_waits_for_another_and_a_closed_allocation_is_lost() {
        assert_eq!(redemption(&account(5), Some(&allocation()), 47), Err(NotNow::TooLate(7)));
        let closing = |closes_at| Allocation { closes_at: Some(closes_at), ..allocation() };
        let lost = Err(NotNow::Lost { allocation: 7, fees: 18 });
        assert!(redemption(&account(5), Some(&closing(45)), 40).is_ok());
        assert_eq!(redemption(&account(5), Some(&closing(44)), 40), Err(NotNow::TooLate(7)));
        assert_eq!(redemption(&account(5), Some(&closing(42)), 40), Err(NotNow::TooLate(7)));
        assert_eq!(redemption(&account(5), Some(&closing(41)), 40), lost);
        assert_eq!(redemption(&account(5), None, 40), lost);
    }

    #[test]
    fn a_redemption_is_dead_once_no_block_can_hold_it() {
        let redeemed = redemption(&account(5), Some(&allocation()), 46).expect("redeemable");
        assert!(!is_dead(&redeemed, Some(&allocation()), 49));
        assert!(is_dead(&redeemed, Some(&allocation()), 50));
        assert!(is_dead(&redeemed, None, 1));
        let closing = Allocation { closes_at: Some(20), ..allocation() };
        assert!(!is_dead(&redeemed, Some(&closing), 18) && is_dead(&redeemed, Some(&closing), 19));
    }
}

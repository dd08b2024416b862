//! Whether a voucher pays for a request. Pure: everything it looks at is handed in.

use super::{quote::Quote, refusal::Refusal, standing::Standing};
use crate::chain::Allocation;
use codec::{DecodeAll, Encode};
use openledger_primitives::{
    voucher::{SignedVoucher, Voucher},
    AccountBytes, Amount, BlockNumber, Digest,
};
use subxt_signer::sr25519;

/// Reads the `OpenLedger-Voucher` header.
pub fn parse(header: &str) -> Result<SignedVoucher, Refusal> {
    let text = header.trim();
    let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| Refusal::Malformed)?;
    SignedVoucher::decode_all(&mut bytes.as_slice()).map_err(|_| Refusal::Malformed)
}

/// Writes it.
pub fn header(voucher: &SignedVoucher) -> String {
    format!("0x{}", hex::encode(voucher.encode()))
}

/// What a voucher is checked against, whatever it is for.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Hash of the genesis block.
    pub genesis: Digest,
    /// This worker's account.
    pub worker: AccountBytes,
    /// First block in which a voucher may expire.
    pub expires_at_least: BlockNumber,
}

/// Checks a voucher that pays for a request, against the allocation it names, where that stands, and the quote.
pub fn check(
    signed: &SignedVoucher,
    allocation: &Allocation,
    standing: &Standing,
    quote: &Quote,
) -> Result<(), Refusal> {
    let voucher = &signed.voucher;
    let Quote { genesis, worker, expires_at_least, .. } = *quote;
    let occasion = Occasion { genesis, worker, expires_at_least };
    check_signer(signed, allocation, &occasion)?;
    if voucher.version != quote.version {
        return Err(Refusal::WrongVersion { voucher: voucher.version, asked: quote.version });
    }
    if allocation.closes_at.is_some() {
        return Err(Refusal::Closing(allocation.id));
    }
    if standing.voucher.is_some_and(|newest| newest.voucher == *voucher) {
        return Err(Refusal::Replayed(voucher.receipts));
    }
    check_history(voucher, standing, &occasion)?;
    check_amount(voucher, allocation, standing.spent.saturating_add(quote.fee_max))
}

/// Checks a voucher that asks for nothing and countersigns what was given.
pub fn check_countersignature(
    signed: &SignedVoucher,
    allocation: &Allocation,
    standing: &Standing,
    occasion: &Occasion,
) -> Result<(), Refusal> {
    check_signer(signed, allocation, occasion)?;
    check_history(&signed.voucher, standing, occasion)?;
    check_amount(&signed.voucher, allocation, standing.spent)
}

/// Whether it is for this chain and worker, and signed by the allocation's key.
fn check_signer(signed: &SignedVoucher, allocation: &Allocation, occasion: &Occasion) -> Result<(), Refusal> {
    let voucher = &signed.voucher;
    if voucher.genesis != occasion.genesis {
        return Err(Refusal::WrongGenesis);
    }
    if voucher.worker != occasion.worker || allocation.worker != occasion.worker {
        return Err(Refusal::WrongWorker);
    }
    let key = sr25519::PublicKey(allocation.voucher_key);
    if !sr25519::verify(&sr25519::Signature(signed.signature), voucher.signing_hash(), &key) {
        return Err(Refusal::BadSignature(allocation.id));
    }
    Ok(())
}

/// Whether it lives long enough and countersigns exactly the receipts given so far.
fn check_history(voucher: &Voucher, standing: &Standing, occasion: &Occasion) -> Result<(), Refusal> {
    if voucher.expires < occasion.expires_at_least {
        return Err(Refusal::Expired { expires: voucher.expires, needed: occasion.expires_at_least });
    }
    if voucher.receipts != standing.receipts || voucher.receipts_hash != standing.receipts_hash {
        return Err(Refusal::NotCountersigned { signed: voucher.receipts, given: standing.receipts });
    }
    Ok(())
}

/// Whether it promises enough, and no more than there is.
fn check_amount(voucher: &Voucher, allocation: &Allocation, required: Amount) -> Result<(), Refusal> {
    if voucher.cumulative < required {
        return Err(Refusal::TooLow { promised: voucher.cumulative, required });
    }
    if voucher.cumulative > allocation.amount {
        return Err(Refusal::Exhausted {
            allocation: allocation.id,
            promised: voucher.cumulative,
            held: allocation.amount,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::voucher::{running_hash, NO_RECEIPTS};
    use subxt_signer::sr25519::dev;

    const GENESIS: [u8; 32] = [1; 32];
    const WORKER: [u8; 32] = [2; 32];
    const RECEIPT: [u8; 32] = [3; 32];

    fn allocation() -> Allocation {
        Allocation {
            id: 7,
            worker: WORKER,
            amount: 100,
            redeemed: 0,
            receipts: 0,
            receipts_hash: NO_RECEIPTS,
            voucher_key: dev::alice().public_key().0,
            closes_at: None,
        }
    }

    fn quote() -> Quote {
        Quote {
            genesis: GENESIS,
            worker: WORKER,
            version: 4,
            input_tokens: 5,
            max_tokens: 6,
            input_price: 1_000,
            output_price: 1_000,
            fee_max: 10,
            expires_at_least: 50,
        }
    }

    fn voucher() -> Voucher {
        Voucher {
            genesis: GENESIS,
            allocation: 7,
            worker: WORKER,
            version: 4,
            cumulative: 10,
            receipts: 0,
            receipts_hash: NO_RECEIPTS,
            expires: 50,
        }
    }

    fn sign(voucher: Voucher) -> SignedVoucher {
        SignedVoucher { voucher, signature: dev::alice().sign(&voucher.signing_hash()).0 }
    }

    fn refused(voucher: Voucher) -> &'static str {
        let standing = Standing::on_chain(&allocation());
        check(&sign(voucher), &allocation(), &standing, &quote()).expect_err("refused").code()
    }

    #[test]
    fn a_voucher_as_quoted_pays() {
        let standing = Standing::on_chain(&allocation());
        assert_eq!(check(&sign(voucher()), &allocation(), &standing, &quote()), Ok(()));
    }

    #[test]
    fn a_header_survives_both_ways_and_nonsense_does_not() {
        let signed = sign(voucher());
        assert_eq!(parse(&header(&signed)), Ok(signed));
        assert_eq!(parse(header(&signed).trim_start_matches("0x")), Ok(signed));
        let longer = format!("{}00", header(&signed));
        for wrong in ["", "0x", "0xzz", "00", longer.as_str()] {
            assert_eq!(parse(wrong), Err(Refusal::Malformed), "{wrong}");
        }
    }

    #[test]
    fn every_field_that_is_not_as_quoted_is_refused_by_name() {
        assert_eq!(refused(Voucher { genesis: [9; 32], ..voucher() }), "wrong_genesis");
        assert_eq!(refused(Voucher { worker: [9; 32], ..voucher() }), "wrong_worker");
        assert_eq!(refused(Voucher { version: 5, ..voucher() }), "wrong_version");
        assert_eq!(refused(Voucher { expires: 49, ..voucher() }), "voucher_expired");
        assert_eq!(refused(Voucher { receipts: 1, ..voucher() }), "receipts_not_countersigned");
        assert_eq!(refused(Voucher { receipts_hash: [9; 32], ..voucher() }), "receipts_not_countersigned");
        assert_eq!(refused(Voucher { cumulative: 9, ..voucher() }), "voucher_too_low");
        assert_eq!(refused(Voucher { cumulative: 101, ..voucher() }), "allocation_exhausted");
    }

    #[test]
    fn a_signature_by_another_key_or_over_another_amount_is_refused() {
        let standing = Standing::on_chain(&allocation());
        let bob = SignedVoucher { voucher: voucher(), signature: dev::bob().sign(&voucher().signing_hash()).0 };
        let mut raised = sign(voucher());
        raised.voucher.cumulative = 11;
        for forged in [bob, raised] {
            let refusal = check(&forged, &allocation(), &standing, &quote()).expect_err("forged");
            assert_eq!(refusal, Refusal::BadSignature(7));
        }
    }

    #[test]
    fn a_closing_allocation_and_one_of_another_worker_do_not_pay() {
        let standing = Standing::on_chain(&allocation());
        let closing = Allocation { closes_at: Some(1_000), ..allocation() };
        assert_eq!(check(&sign(voucher()), &closing, &standing, &quote()), Err(Refusal::Closing(7)));
        let foreign = Allocation { worker: [9; 32], ..allocation() };
        assert_eq!(check(&sign(voucher()), &foreign, &standing, &quote()), Err(Refusal::WrongWorker));
    }

    #[test]
    fn a_voucher_buys_one_answer_and_the_next_must_countersign_it() {
        let first = sign(voucher());
        let standing = Standing::on_chain(&allocation()).after(&RECEIPT, 9, first).expect("small numbers");
        assert_eq!(check(&first, &allocation(), &standing, &quote()), Err(Refusal::Replayed(0)));
        let stale = Voucher { cumulative: 19, ..voucher() };
        let refusal = check(&sign(stale), &allocation(), &standing, &quote()).expect_err("stale");
        assert_eq!(refusal, Refusal::NotCountersigned { signed: 0, given: 1 });
        let next =
            Voucher { cumulative: 19, receipts: 1, receipts_hash: running_hash(&NO_RECEIPTS, &RECEIPT), ..voucher() };
        assert_eq!(check(&sign(next), &allocation(), &standing, &quote()), Ok(()));
        let low = check(&sign(Voucher { cumulative: 18, ..next }), &allocation(), &standing, &quote());
        assert_eq!(low, Err(Refusal::TooLow { promised: 18, required: 19 }));
    }

    #[test]
    fn a_countersignature_needs_no_more_than_what_was_spent() {
        let occasion = Occasion { genesis: GENESIS, worker: WORKER, expires_at_least: 50 };
        let standing = Standing::on_chain(&allocation()).after(&RECEIPT, 9, sign(voucher())).expect("small numbers");
        let seen =
            Voucher { cumulative: 9, receipts: 1, receipts_hash: running_hash(&NO_RECEIPTS, &RECEIPT), ..voucher() };
        let check = |voucher| check_countersignature(&sign(voucher), &allocation(), &standing, &occasion);
        assert_eq!(check(seen), Ok(()));
        assert_eq!(check(Voucher { cumulative: 8, ..seen }), Err(Refusal::TooLow { promised: 8, required: 9 }));
        assert_eq!(check(voucher()), Err(Refusal::NotCountersigned { signed: 0, given: 1 }));
    }
}

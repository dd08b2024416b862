//! What is signed, hashed and shown keeps its encoding: a change here is a change of the protocol.

use codec::{Decode, Encode, MaxEncodedLen};
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, SignedBatch},
    content::ContentId,
    hashing::{keccak_256, keccak_256_of, tagged},
    job::{CheckResult, JobResult, Rejection, SignedResult},
    merkle::Peaks,
    merkle_sum::Node,
    receipt::{request_hash, tokens_hash, Sampling},
    voucher::{running_hash, SignedVoucher, Voucher, NO_RECEIPTS},
};
use proptest::prelude::*;

fn voucher() -> Voucher {
    Voucher {
        genesis: [1; 32],
        allocation: 2,
        worker: [3; 32],
        version: 4,
        cumulative: 5_000_000_000_000_000_000,
        receipts: 6,
        receipts_hash: [7; 32],
        expires: 8,
    }
}

/// `domain ‖ 0 ‖ the fields, little-endian, one after the other`, put together by hand.
#[test]
fn a_voucher_signs_its_fields_in_order() {
    let mut bytes = b"openledger/voucher/1\0".to_vec();
    bytes.extend([1; 32]);
    bytes.extend(2u64.to_le_bytes());
    bytes.extend([3; 32]);
    bytes.extend(4u32.to_le_bytes());
    bytes.extend(5_000_000_000_000_000_000u128.to_le_bytes());
    bytes.extend(6u64.to_le_bytes());
    bytes.extend([7; 32]);
    bytes.extend(8u32.to_le_bytes());
    assert_eq!(voucher().signing_hash(), keccak_256(&bytes));
}

#[test]
fn every_field_of_a_voucher_is_signed() {
    let changed: [fn(&mut Voucher); 8] = [
        |v| v.genesis[0] ^= 1,
        |v| v.allocation += 1,
        |v| v.worker[31] ^= 1,
        |v| v.version += 1,
        |v| v.cumulative += 1,
        |v| v.receipts += 1,
        |v| v.receipts_hash[5] ^= 1,
        |v| v.expires += 1,
    ];
    for (number, change) in changed.iter().enumerate() {
        let mut other = voucher();
        change(&mut other);
        assert_ne!(other.signing_hash(), voucher().signing_hash(), "change {number}");
    }
}

#[test]
fn a_voucher_in_json_has_text_for_digests_and_amounts() {
    let json = serde_json::to_string(&voucher()).expect("plain fields");
    let digits = |byte: u8| format!("{byte:02x}").repeat(32);
    let expected = format!(
        "{{\"genesis\":\"0x{}\",\"allocation\":2,\"worker\":\"0x{}\",\"version\":4,\
         \"cumulative\":\"5000000000000000000\",\"receipts\":6,\"receipts_hash\":\"0x{}\",\"expires\":8}}",
        digits(1),
        digits(3),
        digits(7)
    );
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_str::<Voucher>(&json).expect("what was written"), voucher());
}

#[test]
fn text_that_is_no_digest_or_amount_is_refused() {
    let read = |hash: &str, sum: &str| serde_json::from_str::<Node>(&format!("{{\"hash\":{hash},\"sum\":{sum}}}"));
    let hash = format!("\"0x{}\"", "aB".repeat(32));
    assert_eq!(read(&hash, "\"340282366920938463463374607431768211455\"").expect("u128::MAX").sum, u128::MAX);
    for wrong in ["\"\"", "\"0x\"", "\"0xzz\"", "1", "[]"] {
        assert!(read(wrong, "\"1\"").is_err(), "{wrong}");
    }
    assert!(read(&hash.replace("0x", ""), "\"1\"").is_err());
    assert!(read(&hash.replace("aB\"", "\""), "\"1\"").is_err());
    for wrong in ["\"\"", "\"-1\"", "\"+1\"", "\"1.0\"", "\" 1\"", "\"340282366920938463463374607431768211456\"", "1"] {
        assert!(read(&hash, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn domains_keep_equal_values_apart() {
    assert_ne!(tagged("openledger/a", &1u8), tagged("openledger/b", &1u8));
    assert_eq!(tagged("a", &[1u8, 2]), keccak_256(b"a\0\x01\x02"));
    assert_eq!(keccak_256_of(&[b"a", b"", b"bc"]), keccak_256(b"abc"));
}

#[test]
fn the_running_hash_depends_on_every_receipt_and_their_order() {
    let one = running_hash(&NO_RECEIPTS, &[1; 32]);
    assert_eq!(one, keccak_256(&[[0; 32], [1; 32]].concat()));
    assert_ne!(running_hash(&one, &[2; 32]), running_hash(&running_hash(&NO_RECEIPTS, &[2; 32]), &[1; 32]));
}

#[test]
fn tokens_and_requests_are_hashed_by_their_numbers() {
    assert_eq!(tokens_hash(&[]), keccak_256(b""));
    assert_eq!(tokens_hash(&[1, 0x0102_0304]), keccak_256(&[1, 0, 0, 0, 4, 3, 2, 1]));
    let sampling = Sampling { temperature_milli: 0, top_p_milli: 1_000, top_k: 0, max_tokens: 16, seed: 1 };
    let hash = request_hash(1, &[0; 32], &sampling);
    assert_ne!(hash, request_hash(2, &[0; 32], &sampling));
    assert_ne!(hash, request_hash(1, &[0; 32], &Sampling { seed: 2, ..sampling }));
}

#[test]
fn a_result_is_signed_for_one_chain_job_and_attempt() {
    let check = CheckResult { verdict: Some(Rejection::Empty), root: [0; 32], refused: 0, report: ContentId([1; 32]) };
    let signed = SignedResult { genesis: [1; 32], job: 2, attempt: 1, result: JobResult::Check(check) };
    for other in [
        SignedResult { genesis: [2; 32], ..signed },
        SignedResult { job: 3, ..signed },
        SignedResult { attempt: 2, ..signed },
        SignedResult { result: JobResult::Check(CheckResult { verdict: None, ..check }), ..signed },
    ] {
        assert_ne!(other.signing_hash(), signed.signing_hash());
    }
    assert_eq!(SignedResult::decode(&mut &signed.encode()[..]), Ok(signed));
}

#[test]
fn a_batch_signs_its_incomes_and_redemptions() {
    let header = BatchHeader {
        worker: [1; 32],
        nonce: 0,
        receipts: 1,
        receipts_root: [2; 32],
        credits: Node { hash: [3; 32], sum: 4 },
        credit_lines: 1,
        content: ContentId([5; 32]),
    };
    let voucher = SignedVoucher { voucher: voucher(), signature: [9; 64] };
    let redemption = Redemption { voucher, receipts: 1, amount: 5, last: Some([6; 32]) };
    let batch = SignedBatch { genesis: [0; 32], header, income: vec![], redemptions: vec![redemption] };
    assert_ne!(SignedBatch { redemptions: vec![], ..batch.clone() }.signing_hash(), batch.signing_hash());
    assert_eq!(SignedBatch::decode(&mut &batch.encode()[..]), Ok(batch));
}

#[test]
fn the_leaf_of_a_credit_line_binds_all_of_it() {
    let line = CreditLine { contribution: 1, receipt: 2, version: 3, amount: 4 };
    assert_eq!(line.node().sum, 4);
    for other in [
        CreditLine { contribution: 2, ..line },
        CreditLine { receipt: 3, ..line },
        CreditLine { version: 4, ..line },
        CreditLine { amount: 5, ..line },
    ] {
        assert_ne!(other.node().hash, line.node().hash);
    }
}

#[test]
fn peaks_never_outgrow_their_bound() {
    let full = Peaks { count: u64::MAX, peaks: vec![[0xff; 32]; 64] };
    assert_eq!(full.encode().len(), Peaks::max_encoded_len());
}

proptest! {
    #[test]
    fn an_amount_in_json_is_read_back(sum in any::<u128>(), hash in any::<[u8; 32]>()) {
        let node = Node { hash, sum };
        let json = serde_json::to_string(&node).expect("two strings");
        prop_assert_eq!(serde_json::from_str::<Node>(&json).expect("what was written"), node);
    }
}

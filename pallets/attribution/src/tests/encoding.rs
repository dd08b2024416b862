//! Bounded forms encode as the primitives they stand for, so that a worker may build calls from either.

use super::market::*;
use crate::{mock::*, *};
use codec::{Decode, Encode};
use openledger_primitives::{batch::CreditLine, merkle_sum};

#[test]
fn a_bounded_batch_encodes_and_hashes_like_the_signed_batch() {
    build_and_execute(|| {
        let (_, _, sealed, _) = first_batch();
        let bytes = sealed.signed.encode();
        let bounded = BoundedSignedBatch::<Test>::decode(&mut &bytes[..]).unwrap();
        assert_eq!(bounded.encode(), bytes);
        assert_eq!(bounded.signing_hash(), sealed.signed.signing_hash());
        assert_eq!(BoundedSignedBatch::try_from(sealed.signed), Ok(bounded));
    });
}

#[test]
fn a_batch_that_is_too_long_does_not_decode() {
    build_and_execute(|| {
        let (_, _, sealed, _) = first_batch();
        let mut signed = sealed.signed;
        signed.redemptions = vec![signed.redemptions[0]; 9];
        assert!(BoundedSignedBatch::<Test>::decode(&mut &signed.encode()[..]).is_err());
        assert_eq!(BoundedSignedBatch::<Test>::try_from(signed), Err(()));
    });
}

#[test]
fn a_credit_claim_encodes_like_a_line_with_its_proof() {
    build_and_execute(|| {
        let (_, _, sealed, _) = first_batch();
        let claim = sealed.claims([2]).remove(0);
        let pair: (CreditLine, merkle_sum::Proof) = (claim.line, claim.proof.clone().into());
        assert_eq!(claim.encode(), pair.encode());
        assert_eq!(CreditClaim::decode(&mut &pair.encode()[..]), Ok(claim));
    });
}

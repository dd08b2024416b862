//! Claiming the credit lines of matured batches.

use super::market::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{batch::CreditLine, merkle_sum};
use polkadot_sdk::*;

/// A matured batch whose four lines owe contributions 0 and 1.
fn matured() -> (Worker, Vec<Customer>, Sealed, u64) {
    let (worker, customers, sealed, id) = first_batch();
    run_to(11);
    (worker, customers, sealed, id)
}

#[test]
fn lines_credit_their_contributors_whoever_claims_them() {
    build_and_execute(|| {
        let (_, _, sealed, id) = matured();
        let owed: Vec<_> = sealed.lines.iter().map(|line| (line.contribution, line.amount)).collect();
        assert_eq!(owed, [(0, 214), (0, 107), (1, 213), (1, 106)]);
        assert_ok!(claim(id, sealed.claims([0, 3])));

        assert_eq!((earned("contributor 0"), earned("contributor 1")), (214, 106));
        assert_eq!(Claimed::<Test>::get(id, 0), 0b1001);
        assert_eq!(Batches::<Test>::get(id).unwrap().claimed, 320);
        assert_eq!(Credits::<Test>::get(1, 0).credits, 214);
        System::assert_last_event(
            Event::CreditClaimed {
                batch: id,
                line: 3,
                version: 1,
                contribution: 1,
                contributor: account("contributor 1"),
                amount: 106,
            }
            .into(),
        );
        assert_ok!(claim(id, sealed.claims([1, 2])));
        assert_eq!((earned("contributor 0"), earned("contributor 1")), (321, 319));
        assert_eq!(321 + 319, sealed.signed.header.credits.sum);
    });
}

#[test]
fn a_line_is_claimed_once() {
    build_and_execute(|| {
        let (_, _, sealed, id) = matured();
        assert_ok!(claim(id, sealed.claims([1])));
        assert_noop!(claim(id, sealed.claims([1])), Error::<Test>::AlreadyClaimed);
        assert_noop!(claim(id, sealed.claims([2, 2])), Error::<Test>::AlreadyClaimed);
        assert_noop!(claim(id, sealed.claims([2, 1])), Error::<Test>::AlreadyClaimed);
        assert_eq!(earned("contributor 1"), 0, "all lines or none");
    });
}

#[test]
fn an_unknown_batch_has_nothing_to_claim() {
    build_and_execute(|| {
        let (_, _, sealed, _) = matured();
        assert_noop!(claim(7, sealed.claims([0])), Error::<Test>::UnknownBatch);
    });
}

#[test]
fn a_line_beyond_the_batch_is_refused() {
    build_and_execute(|| {
        let (_, _, sealed, id) = matured();
        for (index, count) in [(4, 4), (u64::from(u32::MAX) + 1, 4), (0, 5), (0, 0)] {
            let mut claims = sealed.claims([0]);
            (claims[0].proof.index, claims[0].proof.count) = (index, count);
            assert_noop!(claim(id, claims), Error::<Test>::UnknownLine);
        }
    });
}

#[test]
fn a_line_that_its_proof_does_not_prove_is_refused() {
    build_and_execute(|| {
        let (_, _, sealed, id) = matured();
        let refused = |spoil: fn(&mut CreditClaim)| {
            let mut claims = sealed.claims([0]);
            spoil(&mut claims[0]);
            assert_noop!(claim(id, claims), Error::<Test>::BadCreditProof);
        };
        refused(|claim| claim.line.amount += 1);
        refused(|claim| claim.line.contribution = 5);
        refused(|claim| claim.line.version = 2);
        refused(|claim| claim.line.receipt = 1);
        refused(|claim| claim.proof.index = 1);
        refused(|claim| claim.proof.siblings[0].sum -= 1);
        refused(|claim| claim.proof.siblings.truncate(1));
        refused(|claim| claim.proof.siblings.try_push(merkle_sum::empty_root()).unwrap());
    });
}

#[test]
fn what_a_struck_contribution_would_have_earned_is_the_platforms() {
    build_and_execute(|| {
        let (_, _, sealed, id) = matured();
        Contributors::mutate(|contributors| contributors.remove(&1));
        let before = earned("platform");
        assert_ok!(claim(id, sealed.claims([0, 2])));
        assert_eq!(earned("platform"), before + sealed.lines[2].amount);
        assert_eq!((sealed.lines[2].contribution, earned("contributor 1")), (1, 0));
    });
}

#[test]
fn a_contribution_that_the_version_was_not_made_from_is_refused() {
    build_and_execute(|| {
        let foreign = CreditLine { contribution: 5, receipt: 0, version: 1, amount: 427 };
        let (lie, id) = lying(vec![foreign, CreditLine { contribution: 2, receipt: 1, version: 2, amount: 382 }]);
        assert_noop!(claim(id, lie.claims([0])), Error::<Test>::NotInVersion);
        assert_ok!(claim(id, lie.claims([1])));
    });
}

/// Seals a batch with these lines instead of the right ones; income and sums stay.
fn lying(lines: Vec<CreditLine>) -> (Sealed, u64) {
    let (worker, mut customers) = one_of_each();
    let answers = [Answer::new(1, 1_000, &[0]), Answer::new(2, 1_000, &[2])];
    let sealed = worker.seal(&mut customers, &answers);
    let mut signed = sealed.signed.clone();
    signed.header.credits = credit_root(&lines);
    signed.header.credit_lines = lines.len() as u32;
    let lie = worker.sign(signed, lines, sealed.receipts.clone());
    let id = lie.accepted();
    run_to(11);
    (lie, id)
}

#[test]
fn a_line_for_a_version_that_earned_nothing_is_refused() {
    build_and_execute(|| {
        let line = CreditLine { contribution: 0, receipt: 0, version: 0, amount: 809 };
        let (lie, id) = lying(vec![line]);
        assert_noop!(claim(id, lie.claims([0])), Error::<Test>::VersionNotInBatch);
    });
}

#[test]
fn lines_that_favour_one_version_take_no_more_than_it_earned() {
    build_and_execute(|| {
        let favoured = |amount| CreditLine { contribution: 0, receipt: 0, version: 1, amount };
        let (lie, id) = lying(vec![favoured(427), favoured(382)]);
        assert_ok!(claim(id, lie.claims([0])));
        assert_noop!(claim(id, lie.claims([1])), Error::<Test>::CreditsExhausted);
    });
}

#[test]
fn lines_beyond_the_first_chunk_have_bits_of_their_own() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let answer = Answer::new(1, 100, &[0, 1, 2, 3]);
        let sealed = worker.seal(&mut customers, &vec![answer; 50]);
        let id = sealed.accepted();
        run_to(11);
        assert_ok!(claim(id, sealed.claims([127, 128, 199])));
        assert_eq!(Claimed::<Test>::get(id, 0), 1 << 127);
        assert_eq!(Claimed::<Test>::get(id, 1), 1 | 1 << (199 - 128));
        sealed_rest(&sealed, id);
        assert_eq!(Batches::<Test>::get(id).unwrap().claimed, sealed.signed.header.credits.sum);
        let chunks = Attribution::claimed_lines(id);
        assert_eq!(chunks.len(), 2);
        assert!(chunks.contains(&(0, u128::MAX)) && chunks.contains(&(1, (1 << 72) - 1)));
    });
}

fn sealed_rest(sealed: &Sealed, id: u64) {
    let rest: Vec<usize> = (0..200).filter(|at| ![127, 128, 199].contains(at)).collect();
    for chunk in rest.chunks(16) {
        assert_ok!(claim(id, sealed.claims(chunk.iter().copied())));
    }
}

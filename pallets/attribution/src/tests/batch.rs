//! Batches: what an accepted one stores, and every way in which one does not add up.

use super::market::*;
use crate::{mock::*, *};
use frame_support::assert_ok;
use openledger_primitives::{batch::SignedBatch, split, Amount};
use polkadot_sdk::*;
use sp_core::{sr25519, Pair};

/// Two users, three receipts, two versions; changed and signed again by the worker.
fn refused_after(change: impl FnOnce(&mut SignedBatch), error: Error<Test>) {
    build_and_execute(|| {
        let (worker, sealed) = two_customers();
        sealed.but(&worker, change).refused(error);
        sealed.accepted();
    });
}

fn two_customers() -> (Worker, Sealed) {
    let (worker, mut customers) = one_of_each();
    customers.push(Customer::open("other user", &worker, 50_000));
    let answers = [Answer::new(1, 1_000, &[0, 1]), Answer::new(2, 501, &[3]).to(1), Answer::new(1, 333, &[2]).to(1)];
    let sealed = worker.seal(&mut customers, &answers);
    (worker, sealed)
}

#[test]
fn an_accepted_batch_is_stored_with_what_everybody_will_get() {
    build_and_execute(|| {
        let (worker, sealed) = two_customers();
        let id = sealed.accepted();

        let batch = Batches::<Test>::get(id).unwrap();
        assert_eq!(batch.header, sealed.signed.header);
        assert_eq!((batch.fees, batch.economics), (1_834, ECONOMICS));
        assert_eq!((batch.submitted_at, batch.matures_at, batch.matured), (1, 11, false));
        // 5 % and 30 % of 1,333 and of 501, by largest remainder.
        assert_eq!((batch.platform, batch.worked), (67 + 25, 400 + 150));
        let [one, two] = &batch.shares[..] else { panic!("two versions earned") };
        assert_eq!((one.version, one.receipts, one.fees), (1, 2, 1_333));
        assert_eq!((two.version, two.receipts, two.fees), (2, 1, 501));
        assert_eq!((&one.builder, one.built), (&account("first builder"), 253));
        assert_eq!(one.data, sealed.signed.income[0].data);
        // The rest of 1,333 is data; what two floors left of it is the remainder.
        assert_eq!(one.royalties, 43);
        assert_eq!(one.data, 427 + 142);
        assert_eq!(1_333 - 67 - 400 - 253 - 43 - (427 + 142), 1);
        assert_eq!(BatchNonce::<Test>::get(&worker.account), 1);
        assert_eq!(Unmatured::<Test>::get(&worker.account), 1_834);
        assert_eq!(Maturing::<Test>::get(11).into_inner(), vec![id]);
        let payers: Vec<_> = BatchRedemptions::<Test>::get(id)
            .into_iter()
            .map(|paid| (paid.allocation, paid.user, paid.amount, paid.first, paid.receipts))
            .collect();
        let expected = [(0, account("user"), 1_000, 0, 1), (1, account("other user"), 834, 0, 2)];
        assert_eq!(payers, expected);
        System::assert_has_event(
            Event::BatchSubmitted {
                batch: id,
                worker: worker.account,
                nonce: 0,
                receipts: 3,
                fees: 1_834,
                matures_at: 11,
            }
            .into(),
        );
    });
}

#[test]
fn an_account_that_is_no_worker_is_refused() {
    build_and_execute(|| {
        let (_, sealed) = two_customers();
        Bonded::mutate(|bonded| bonded.clear());
        sealed.refused(Error::UnknownWorker);
    });
}

#[test]
fn another_signature_than_the_workers_is_refused() {
    build_and_execute(|| {
        let (worker, sealed) = two_customers();
        let impostor = Worker { key: sr25519::Pair::generate().0, ..worker };
        sealed.but(&impostor, |_| ()).refused(Error::BadWorkerSignature);
        let mut changed = sealed.clone();
        changed.signed.header.receipts_root = [1; 32];
        changed.refused(Error::BadWorkerSignature);
    });
}

#[test]
fn a_batch_for_another_chain_is_refused() {
    refused_after(|signed| signed.genesis = [1; 32], Error::WrongGenesis);
}

#[test]
fn a_batch_sent_twice_is_refused_the_second_time() {
    build_and_execute(|| {
        let (_, sealed) = two_customers();
        sealed.accepted();
        sealed.refused(Error::NonceUsed);
    });
}

#[test]
fn a_batch_before_its_turn_is_refused() {
    refused_after(|signed| signed.header.nonce = 1, Error::NonceTooHigh);
}

#[test]
fn a_batch_without_receipts_is_refused() {
    refused_after(|signed| signed.header.receipts = 0, Error::NoReceipts);
}

#[test]
fn more_receipts_than_the_rules_allow_are_refused() {
    refused_after(|signed| signed.header.receipts = 101, Error::TooManyReceipts);
}

#[test]
fn credits_without_lines_are_refused() {
    refused_after(|signed| signed.header.credit_lines = 0, Error::NoCreditLines);
}

#[test]
fn incomes_out_of_order_are_refused() {
    refused_after(|signed| signed.income.swap(0, 1), Error::IncomesNotSorted);
}

#[test]
fn a_version_that_earns_twice_is_refused() {
    refused_after(|signed| signed.income[1] = signed.income[0], Error::IncomesNotSorted);
}

#[test]
fn redemptions_out_of_order_are_refused() {
    refused_after(|signed| signed.redemptions.swap(0, 1), Error::RedemptionsNotSorted);
}

#[test]
fn an_allocation_redeemed_twice_in_a_batch_is_refused() {
    refused_after(|signed| signed.redemptions[1] = signed.redemptions[0], Error::RedemptionsNotSorted);
}

#[test]
fn an_unknown_version_is_refused() {
    build_and_execute(|| {
        let (worker, sealed) = two_customers();
        Shelf::mutate(|shelf| shelf.remove(&2));
        sealed.but(&worker, |_| ()).refused(Error::UnknownVersion);
    });
}

#[test]
fn a_version_that_must_not_earn_is_refused() {
    build_and_execute(|| {
        let (_, sealed) = two_customers();
        let deploy = |deployed| {
            Shelf::mutate(|shelf| shelf.get_mut(&2).unwrap().deployed = deployed);
        };
        deploy(false);
        sealed.refused(Error::VersionNotDeployed);
        deploy(true);
        sealed.accepted();
    });
}

#[test]
fn royalties_above_everything_are_refused() {
    build_and_execute(|| {
        let (_, sealed) = two_customers();
        Shelf::mutate(|shelf| shelf.get_mut(&2).unwrap().royalties = vec![(0, 1_000_001)]);
        sealed.refused(Error::TermsNotSplittable);
    });
}

#[test]
fn incomes_that_are_not_what_users_paid_are_refused() {
    refused_after(|signed| signed.income[0].fees += 1, Error::FeesDoNotMatch);
    refused_after(|signed| signed.redemptions[0].amount -= 1, Error::FeesDoNotMatch);
}

#[test]
fn incomes_with_other_receipts_than_the_batch_are_refused() {
    refused_after(|signed| signed.income[0].receipts += 1, Error::IncomeReceiptsDoNotMatch);
}

#[test]
fn an_income_without_receipts_is_refused() {
    refused_after(
        |signed| {
            signed.income[0].receipts += signed.income[1].receipts;
            signed.income[1].receipts = 0;
        },
        Error::NoReceipts,
    );
}

#[test]
fn redemptions_with_other_receipts_than_the_batch_are_refused() {
    refused_after(|signed| signed.header.receipts = 2, Error::RedeemedReceiptsDoNotMatch);
}

#[test]
fn credits_that_are_not_the_incomes_data_are_refused() {
    refused_after(|signed| signed.header.credits.sum += 1, Error::CreditsDoNotMatch);
    refused_after(|signed| signed.income[0].data -= 1, Error::CreditsDoNotMatch);
}

#[test]
fn data_parts_may_fall_short_by_a_planck_per_receipt_and_by_no_more() {
    let short_by = |short: Amount| {
        move |signed: &mut SignedBatch| {
            // The second version has one receipt, and its share of 501 is not whole.
            signed.income[1].data -= short;
            signed.header.credits.sum -= short;
        }
    };
    build_and_execute(|| {
        let (worker, sealed) = two_customers();
        let exact = split::split(501, &ECONOMICS, &[(0, 50_000), (1, 100_000)], true).unwrap();
        let left = exact.data - sealed.signed.income[1].data;
        sealed.but(&worker, short_by(2 - left)).refused(Error::DataDoesNotMatch);
        sealed.but(&worker, short_by(1 - left)).accepted();
        assert_eq!(Batches::<Test>::get(0).unwrap().remainder, 2);
    });
}

#[test]
fn a_version_that_takes_anothers_data_part_is_refused() {
    refused_after(
        |signed| {
            signed.income[0].data -= 10;
            signed.income[1].data += 10;
        },
        Error::DataDoesNotMatch,
    );
}

#[test]
fn credits_for_a_version_without_data_are_refused() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let sealed = worker.seal(&mut customers, &[Answer::new(0, 1_000, &[])]);
        sealed
            .but(&worker, |signed| {
                signed.income[0].data = 1;
                signed.header.credits.sum = 1;
                signed.header.credit_lines = 1;
            })
            .refused(Error::DataDoesNotMatch);
        let id = sealed.accepted();
        let batch = Batches::<Test>::get(id).unwrap();
        assert_eq!((batch.platform, batch.worked, batch.shares[0].built), (50, 300, 650));
    });
}

#[test]
fn unmatured_fees_above_the_bonds_cover_are_refused_until_older_ones_mature() {
    build_and_execute(|| {
        let worker = Worker::bonded("worker", 4_000);
        let mut customers = vec![Customer::open("user", &worker, 100_000)];
        let answers = [Answer::new(1, 1_500, &[0])];
        worker.seal(&mut customers, &answers).accepted();
        let mut later = customers.clone();
        worker.seal(&mut later, &[Answer::new(1, 501, &[0])]).refused(Error::BondTooLow);
        // Half of the bond exactly.
        worker.seal(&mut customers, &[Answer::new(1, 500, &[0])]).accepted();
        let mut later = customers.clone();
        worker.seal(&mut later, &answers).refused(Error::BondTooLow);
        run_to(11);
        worker.seal(&mut customers, &answers).accepted();
    });
}

#[test]
fn maturing_is_spread_over_blocks_and_a_batch_refused_when_all_are_full() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        for at in 0..32 {
            let id = worker.seal(&mut customers, &[Answer::new(1, 100, &[0])]).accepted();
            assert_eq!(Batches::<Test>::get(id).unwrap().matures_at, 11 + at / 2);
        }
        let mut later = customers.clone();
        worker.seal(&mut later, &[Answer::new(1, 100, &[0])]).refused(Error::TooManyMaturing);
        run_to(2);
        worker.seal(&mut customers, &[Answer::new(1, 100, &[0])]).accepted();
    });
}

#[test]
fn a_batch_sealed_before_economics_changed_is_accepted_for_a_closing_delay() {
    let changed = split::Economics { worker: 200_000, data: 550_000, ..ECONOMICS };
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        assert_ok!(Attribution::do_set_economics(changed));
        run_to(21);
        let answers = [Answer::new(1, 1_000, &[0])];
        let id = worker.seal_by(&mut customers, &answers, &ECONOMICS).accepted();
        assert_eq!(Batches::<Test>::get(id).unwrap().economics, ECONOMICS);
        run_to(22);
        let mut later = customers.clone();
        worker.seal_by(&mut later, &answers, &ECONOMICS).refused(Error::DataDoesNotMatch);
        let id = worker.seal(&mut customers, &answers).accepted();
        assert_eq!(Batches::<Test>::get(id).unwrap().economics, changed);
    });
}

#[test]
fn sums_that_leave_the_range_of_an_amount_are_refused() {
    refused_after(|signed| signed.income[0].fees = Amount::MAX, Error::Overflow);
    refused_after(|signed| signed.income[0].data = Amount::MAX, Error::Overflow);
    refused_after(|signed| signed.redemptions[0].amount = Amount::MAX, Error::VoucherTooLow);
}

#[test]
fn free_answers_are_redeemed_for_nothing() {
    build_and_execute(|| {
        let (worker, mut customers) = one_of_each();
        let id = worker.seal(&mut customers, &[Answer::new(1, 0, &[0])]).accepted();
        run_to(11);
        assert!(Batches::<Test>::get(id).unwrap().matured);
        assert_eq!(Allocations::<Test>::get(0).unwrap().receipts, 1);
    });
}

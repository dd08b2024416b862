//! How a batch travels: as an authorised general transaction, and by nothing else.

use super::market::*;
use crate::{mock::*, *};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::Authorize};
use openledger_primitives::batch::SignedBatch;
use polkadot_sdk::*;
use sp_core::offchain::{testing::TestTransactionPoolExt, TransactionPoolExt};
use sp_runtime::{
    traits::{Applyable, Checkable, IdentityLookup},
    transaction_validity::{InvalidTransaction, TransactionSource},
    DispatchError,
};

fn sealed() -> (Worker, Sealed) {
    let (worker, mut customers) = one_of_each();
    let sealed = worker.seal(&mut customers, &[Answer::new(1, 1_000, &[0])]);
    (worker, sealed)
}

fn call(sealed: &Sealed) -> RuntimeCall {
    let signed = BoundedSignedBatch::try_from(sealed.signed.clone()).unwrap();
    Call::<Test>::submit_batch { signed: Box::new(signed), signature: sealed.signature }.into()
}

/// Applies a transaction as a block would.
fn apply(transaction: Extrinsic) -> Result<(), InvalidTransaction> {
    let info = transaction.get_dispatch_info();
    let length = transaction.encoded_size();
    let checked = transaction.check(&IdentityLookup::<AccountId>::default()).unwrap();
    match checked.apply::<Test>(&info, length) {
        Ok(outcome) => {
            outcome.expect("an authorised batch does not fail");
            Ok(())
        }
        Err(refusal) => match refusal {
            sp_runtime::transaction_validity::TransactionValidityError::Invalid(invalid) => Err(invalid),
            unknown => panic!("{unknown:?}"),
        },
    }
}

#[test]
fn a_general_transaction_redeems_without_a_fee_or_an_account() {
    build_and_execute(|| {
        let (_, sealed) = sealed();
        let transaction = Extrinsic::new_transaction(call(&sealed), TxExtension::new());
        assert_eq!(apply(transaction.clone()), Ok(()));
        assert_eq!(NextBatchId::<Test>::get(), 1);
        assert_eq!(apply(transaction), Err(InvalidTransaction::Stale));
    });
}

#[test]
fn the_pool_keeps_one_batch_per_worker_and_nonce_and_passes_it_on() {
    build_and_execute(|| {
        let (worker, sealed) = sealed();
        let (valid, unspent) = call(&sealed).authorize(TransactionSource::External).unwrap().unwrap();
        assert_eq!(valid.provides, vec![("olwk-batch", worker.account.clone(), 0u64).encode()]);
        assert!(valid.propagate && valid.longevity > 0 && valid.requires.is_empty());
        assert_eq!(unspent, Default::default());
        // Another batch under the same nonce would take the first one's place.
        let other = sealed.but(&worker, |signed| signed.header.receipts_root = [3; 32]);
        let (other, _) = call(&other).authorize(TransactionSource::Local).unwrap().unwrap();
        assert_eq!(other.provides, valid.provides);
    });
}

#[test]
fn the_pool_says_by_number_which_rule_a_batch_breaks() {
    build_and_execute(|| {
        let (worker, sealed) = sealed();
        let refusal = |change: fn(&mut SignedBatch)| {
            let spoilt = sealed.but(&worker, change);
            apply(Extrinsic::new_transaction(call(&spoilt), TxExtension::new()))
        };
        assert_eq!(refusal(|signed| signed.header.nonce = 5), Err(InvalidTransaction::Future));
        let number = Error::<Test>::WrongGenesis.encode()[0];
        assert_eq!(refusal(|signed| signed.genesis = [1; 32]), Err(InvalidTransaction::Custom(number)));
        let mut forged = sealed.clone();
        forged.signature.0[0] ^= 1;
        let forged = Extrinsic::new_transaction(call(&forged), TxExtension::new());
        assert_eq!(apply(forged), Err(InvalidTransaction::BadProof));
        assert_eq!(NextBatchId::<Test>::get(), 0);
    });
}

#[test]
fn nobody_can_sign_a_batch_in_as_an_ordinary_transaction() {
    build_and_execute(|| {
        let (worker, sealed) = sealed();
        let signed = BoundedSignedBatch::try_from(sealed.signed.clone()).unwrap();
        for origin in [RuntimeOrigin::signed(worker.account.clone()), RuntimeOrigin::root(), RuntimeOrigin::none()] {
            assert_noop!(
                Attribution::submit_batch(origin, Box::new(signed.clone()), sealed.signature),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn the_offchain_worker_sends_what_the_chain_would_accept() {
    let mut externalities = externalities();
    let (pool, state) = TestTransactionPoolExt::new();
    externalities.register_extension(TransactionPoolExt::new(pool));
    externalities.execute_with(|| {
        let (worker, sealed) = sealed();
        assert_eq!(Attribution::next_nonce(&worker.account), 0);
        assert_ok!(Attribution::submit(sealed.signed.clone(), sealed.signature));
        let sent = state.write().transactions.pop().unwrap();
        let transaction = Extrinsic::decode(&mut &sent[..]).unwrap();
        assert_eq!(transaction.function, call(&sealed));
        assert_eq!(apply(transaction), Ok(()));
        assert_eq!(Attribution::next_nonce(&worker.account), 1);
    });
}

#[test]
fn the_offchain_worker_does_not_send_what_the_chain_would_refuse() {
    let mut externalities = externalities();
    let (pool, state) = TestTransactionPoolExt::new();
    externalities.register_extension(TransactionPoolExt::new(pool));
    externalities.execute_with(|| {
        let (worker, sealed) = sealed();
        let wrong = sealed.but(&worker, |signed| signed.genesis = [1; 32]);
        assert_eq!(Attribution::submit(wrong.signed, wrong.signature), Err(SubmitError::Refused(Error::WrongGenesis)));
        let redemption = sealed.signed.redemptions[0];
        let long = sealed.but(&worker, |signed| signed.redemptions = vec![redemption; 9]);
        assert_eq!(Attribution::submit(long.signed, long.signature), Err(SubmitError::TooLong));
        assert!(state.read().transactions.is_empty());
    });
}

//! Transactions, signed as a wallet would.

use codec::{Decode, Encode};
use openledger_runtime::{
    Address, Nonce, Runtime, RuntimeCall, SignedPayload, TxExtension, UncheckedExtrinsic, VERSION,
};
use polkadot_sdk::*;
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{generic::Era, AccountId32, MultiSignature, OpaqueExtrinsic};

/// An account whose secret is known here.
pub fn pair(name: &str, number: u32) -> sr25519::Pair {
    sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(&(name, number).encode()))
}

/// The account of a key.
pub fn account(pair: &sr25519::Pair) -> AccountId32 {
    pair.public().into()
}

fn extension(nonce: Nonce) -> TxExtension {
    (
        frame_system::AuthorizeCall::<Runtime>::new(),
        frame_system::CheckNonZeroSender::<Runtime>::new(),
        frame_system::CheckSpecVersion::<Runtime>::new(),
        frame_system::CheckTxVersion::<Runtime>::new(),
        frame_system::CheckGenesis::<Runtime>::new(),
        frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
        frame_system::CheckNonce::<Runtime>::from(nonce),
        frame_system::CheckWeight::<Runtime>::new(),
        pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
        frame_system::WeightReclaim::<Runtime>::new(),
    )
}

/// A call signed by an account.
pub fn signed(genesis: H256, by: &sr25519::Pair, nonce: Nonce, call: RuntimeCall) -> OpaqueExtrinsic {
    let extension = extension(nonce);
    let implicit = ((), (), VERSION.spec_version, VERSION.transaction_version, genesis, genesis, (), (), (), None, ());
    let payload = SignedPayload::from_raw(call, extension, implicit);
    let signature = payload.using_encoded(|bytes| by.sign(bytes));
    let (call, extension, _) = payload.deconstruct();
    let signature = MultiSignature::Sr25519(signature);
    opaque(UncheckedExtrinsic::new_signed(call, Address::Id(account(by)), signature, extension))
}

/// A call that authorises itself.
pub fn authorized(call: RuntimeCall) -> OpaqueExtrinsic {
    opaque(UncheckedExtrinsic::new_transaction(call, extension(0)))
}

fn opaque(transaction: UncheckedExtrinsic) -> OpaqueExtrinsic {
    OpaqueExtrinsic::decode(&mut &*transaction.encode()).expect("a transaction's own encoding")
}

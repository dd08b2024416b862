//! The real runtime in memory: its development genesis, its blocks, and transactions as a node applies them.

use crate::people::{keys, Person};
use codec::Encode;
use frame_system::offchain::CreateAuthorizedTransaction;
use openledger_primitives::standard::CurationStandard;
use openledger_runtime::*;
use polkadot_sdk::*;
use serde_json::Value;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::{storage::Storage, Pair};
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{
    generic::SignedPayload,
    traits::{Dispatchable, Header as _},
    transaction_validity::{InvalidTransaction, TransactionValidityError},
    BuildStorage, Digest, DigestItem, DispatchError, MultiAddress, MultiSignature,
};
use sp_state_machine::BasicExternalities;

/// A state that lives can begin in. Plain keys and values without a trie: what a life reads again and again is found
/// at once, and roots are computed when a block ends.
pub struct State(Storage);

impl State {
    /// Keeps what externalities hold.
    pub fn keep(externalities: BasicExternalities) -> Self {
        Self(externalities.into_storages())
    }

    /// The state, to live in.
    pub fn externalities(&self) -> BasicExternalities {
        let mut externalities = BasicExternalities::new(self.0.clone());
        externalities.register_extension(KeystoreExt::new(MemoryKeystore::new()));
        externalities
    }
}

/// The development genesis with shorter periods, so that short lives see the end of everything.
pub fn genesis() -> State {
    let preset = presets::get(&presets::names()[0]).expect("the first preset is the development chain's");
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).expect("genesis is JSON");
    merge(&mut genesis, serde_json::from_slice(&preset).expect("a preset is JSON"));
    let mut genesis: RuntimeGenesisConfig = serde_json::from_value(genesis).expect("a preset is a genesis");
    shorten(&mut genesis);
    State(genesis.build_storage().expect("a preset builds"))
}

fn shorten(genesis: &mut RuntimeGenesisConfig) {
    let rules = &mut genesis.compute.rules;
    (rules.check_deadline, rules.curate_deadline) = (5, 5);
    (rules.train_deadline, rules.evaluate_deadline) = (8, 6);
    (rules.leaving_period, rules.max_attempts) = (6, 2);
    (genesis.attribution.rules.dispute_period, genesis.attribution.rules.close_delay) = (8, 12);
    genesis.governance.rules.unbonding_period = 8;
    let market = &mut genesis.compute.market;
    (market.maximum_wait, market.retention, market.storage_period) = (40, 10, 4);
    let disputes = &mut genesis.attribution.disputes;
    (disputes.answer_period, disputes.reexecution_period, disputes.retention) = (2, 6, 6);
    let standard = <Runtime as pallet_datanets::Config>::InitialStandard::get();
    genesis.datanets.standard = Some(CurationStandard {
        minimum_voting_period: 2,
        minimum_reveal_period: 2,
        appeal_window: 16,
        challenge_window: 16,
        plant_period: 2,
        plant_lifetime: 16,
        reputation_half_life: 100,
        ..standard
    });
    genesis.network.epoch_slots = 10;
}

fn merge(into: &mut Value, patch: Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

/// Opens the next block: its hooks, and the time.
pub fn begin_block(parent: Hash) {
    let number = System::block_number() + 1;
    let slot = (*Babe::current_slot()).max(1_000_000) + 1;
    let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
    let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] };
    Executive::initialize_block(&Header::new(number, Default::default(), Default::default(), parent, digest));
    let now = slot * SLOT_MILLISECONDS;
    let time = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }));
    Executive::apply_extrinsic(time).expect("the time fits").expect("the time is set");
}

/// Closes the block and returns its hash.
pub fn end_block() -> Hash {
    Executive::finalize_block().hash()
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It did what it says.
    Done,
    /// It was in a block and failed.
    Failed(DispatchError),
    /// It did not come into a block.
    Refused(TransactionValidityError),
}

impl Outcome {
    /// Whether the block had no more room for it.
    pub fn had_no_room(&self) -> bool {
        *self == Self::Refused(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources))
    }
}

/// A transaction that somebody signs and pays.
pub fn sign(person: Person, call: RuntimeCall) -> UncheckedExtrinsic {
    let keys = keys(person);
    let mut extension = <Runtime as CreateAuthorizedTransaction<pallet_compute::Call<Runtime>>>::create_extension();
    extension.6 = frame_system::CheckNonce::from(System::account_nonce(&keys.account));
    let payload = SignedPayload::new(call, extension).expect("what is signed is known");
    let signature = MultiSignature::Sr25519(payload.using_encoded(|bytes| keys.pair.sign(bytes)));
    let (call, extension, _) = payload.deconstruct();
    UncheckedExtrinsic::new_signed(call, MultiAddress::Id(keys.account.clone()), signature, extension)
}

/// A transaction that carries its own authorisation, as workers' nodes send them.
pub fn authorised(call: RuntimeCall) -> UncheckedExtrinsic {
    <Runtime as CreateAuthorizedTransaction<pallet_compute::Call<Runtime>>>::create_authorized_transaction(call)
}

/// Applies a transaction as the author of a block does.
pub fn apply(transaction: UncheckedExtrinsic) -> Outcome {
    match Executive::apply_extrinsic(transaction) {
        Ok(Ok(())) => Outcome::Done,
        Ok(Err(error)) => Outcome::Failed(error),
        Err(refused) => Outcome::Refused(refused),
    }
}

/// Runs a call with the origin that a decision gives it.
pub fn decide(origin: RuntimeOrigin, call: RuntimeCall) -> Outcome {
    match call.dispatch(origin) {
        Ok(_) => Outcome::Done,
        Err(refused) => Outcome::Failed(refused.error),
    }
}

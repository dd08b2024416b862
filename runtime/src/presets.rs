//! Genesis states that the runtime can produce by name.
//!
//! Their keys come from well-known seeds (`//Alice` and so on): they are for machines on one desk,
//! never for a network that holds value.

use crate::{
    configs::{TreasuryAccount, BABE_GENESIS_EPOCH},
    currency::{GENESIS_SUPPLY, OPEN},
    AccountId, BabeConfig, Balance, BalancesConfig, NetworkConfig, RuntimeGenesisConfig, SessionConfig, SessionKeys,
};
use alloc::{format, string::ToString, vec, vec::Vec};
use polkadot_sdk::*;

use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
use sp_consensus_babe::AuthorityId as BabeId;
use sp_consensus_beefy::ecdsa_crypto::AuthorityId as BeefyId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::get_public_from_string_or_panic as public, sr25519};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// What each endowed account holds.
const ENDOWMENT: Balance = 10_000_000 * OPEN;
/// Slots in an epoch of these networks: 100 seconds.
const SHORT_EPOCH: u64 = 50;
/// Endowed besides the keyring's accounts: one for each part played on a development chain.
const PARTS: [&str; 4] = ["Worker", "Builder", "Curator", "User"];

/// The names that [`get`] answers to.
pub fn names() -> Vec<PresetId> {
    vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

/// The genesis named `id`, as a JSON patch over the defaults.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
    let patch = match id.as_ref() {
        DEV_RUNTIME_PRESET => genesis(&["Alice"]),
        LOCAL_TESTNET_RUNTIME_PRESET => genesis(&["Alice", "Bob", "Charlie", "Dave"]),
        _ => return None,
    };
    Some(patch.to_string().into_bytes())
}

/// A genesis whose validators are the named ones. What is left of the supply when every known
/// account is endowed lies in the treasury.
fn genesis(validators: &[&str]) -> Value {
    let mut balances: Vec<(AccountId, Balance)> = Sr25519Keyring::well_known()
        .map(|key| key.to_account_id())
        .chain(PARTS.iter().map(|name| account(name)))
        .map(|account| (account, ENDOWMENT))
        .collect();
    let endowed: Balance = balances.iter().map(|(_, amount)| amount).sum();
    balances.push((TreasuryAccount::get(), GENESIS_SUPPLY - endowed));

    build_struct_json_patch!(RuntimeGenesisConfig {
        network: NetworkConfig { epoch_slots: SHORT_EPOCH },
        balances: BalancesConfig { balances },
        session: SessionConfig { keys: validators.iter().map(|name| validator(name)).collect::<Vec<_>>() },
        babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH },
    })
}

/// The account of the well-known secret `//name`.
fn account(name: &str) -> AccountId {
    public::<sr25519::Public>(name).into()
}

/// A validator's account, twice as the session pallet wants it, and its keys.
fn validator(name: &str) -> (AccountId, AccountId, SessionKeys) {
    let stash = account(&format!("{name}//stash"));
    let keys = SessionKeys {
        babe: public::<BabeId>(name),
        grandpa: public::<GrandpaId>(name),
        beefy: public::<BeefyId>(name),
        authority_discovery: public::<AuthorityDiscoveryId>(name),
    };
    (stash.clone(), stash, keys)
}

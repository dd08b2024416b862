//! Genesis states that the runtime can produce by name.
//!
//! Their keys come from well-known seeds (`//Alice` and so on): they are for machines on one desk,
//! never for a network that holds value.

use crate::{
    configs::{TreasuryAccount, BABE_GENESIS_EPOCH},
    currency::{EXISTENTIAL_DEPOSIT, GENESIS_SUPPLY, OPEN},
    AccountId, Attribution, AttributionConfig, BabeConfig, Balance, BalancesConfig, BlockNumber, ComputeConfig,
    DatanetsConfig, GovernanceConfig, Models, NetworkConfig, Runtime, RuntimeGenesisConfig, SessionConfig, SessionKeys,
};
use alloc::{format, string::ToString, vec, vec::Vec};
use polkadot_sdk::*;

use frame_support::build_struct_json_patch;
use openledger_primitives::standard::CurationStandard;
use pallet_attribution::{AttributionRules, DisputeRules};
use pallet_compute::ComputeRules;
use pallet_governance::ValidatorRules;
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
/// Seven days of voting in twenty blocks, a day until enactment in two.
const VOTING_SPEED: u32 = 15_120;
/// Endowed besides the keyring's accounts: one for each part played on a development chain.
const PARTS: [&str; 4] = ["Worker", "Builder", "Curator", "User"];

/// Workers prove themselves within minutes.
const COMPUTE_RULES: ComputeRules<Balance, BlockNumber> = ComputeRules {
    minimum_bond: 1_000 * OPEN,
    silence_slash: 50_000,
    check_deadline: 60,
    curate_deadline: 60,
    train_deadline: 900,
    evaluate_deadline: 300,
    max_attempts: 3,
    assignment_depth: 1,
    leaving_period: 60,
};

/// Batches mature after twenty seconds, allocations close after two minutes.
const ATTRIBUTION_RULES: AttributionRules =
    AttributionRules { dispute_period: 10, close_delay: 60, bond_cover: 500_000, maximum_receipts: 10_000 };

/// Time enough for a program to answer and for workers to compute again, on a chain where a batch matures in seconds.
const DISPUTE_RULES: DisputeRules = DisputeRules {
    demand_bond: OPEN,
    reexecution_bond: 10 * OPEN,
    reexecution_reward: OPEN,
    answer_period: 30,
    reexecution_period: 150,
    forfeit_to_worker: 500_000,
    slash: 1_000_000,
    reward: 500_000,
    retention: 1_000,
};

/// One validator is enough on a desk; a bond is free again after two sessions.
const VALIDATOR_RULES: ValidatorRules<BlockNumber> =
    ValidatorRules { minimum_bond: 10_000 * OPEN, minimum_validators: 1, unbonding_period: 2 * SHORT_EPOCH as u32 };

/// The licences that contributions may come under; a number is what a licence is stored as.
const LICENCES: [(u16, &str); 11] = [
    (0, "MIT"),
    (1, "Apache-2.0"),
    (2, "BSD-3-Clause"),
    (3, "CC0-1.0"),
    (4, "CC-BY-4.0"),
    (5, "AGPL-3.0-only"),
    (6, "GPL-3.0-only"),
    (7, "BSD-2-Clause"),
    (8, "ISC"),
    (9, "Unlicense"),
    (10, "LicenseRef-Proprietary"),
];

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
    // The pots must exist before money passes through them.
    balances.push((Attribution::pot(), EXISTENTIAL_DEPOSIT));
    balances.push((Models::pot(), EXISTENTIAL_DEPOSIT));
    let endowed: Balance = balances.iter().map(|(_, amount)| amount).sum();
    balances.push((TreasuryAccount::get(), GENESIS_SUPPLY - endowed));

    build_struct_json_patch!(RuntimeGenesisConfig {
        network: NetworkConfig { epoch_slots: SHORT_EPOCH, voting_speed: VOTING_SPEED },
        balances: BalancesConfig { balances },
        session: SessionConfig { keys: validators.iter().map(|name| validator(name)).collect::<Vec<_>>() },
        babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH },
        datanets: DatanetsConfig {
            licences: LICENCES.iter().map(|(id, spdx)| (*id, spdx.as_bytes().to_vec())).collect::<Vec<_>>(),
            standard: Some(curation()),
        },
        compute: ComputeConfig { rules: COMPUTE_RULES },
        attribution: AttributionConfig { rules: ATTRIBUTION_RULES, disputes: DISPUTE_RULES },
        governance: GovernanceConfig { rules: VALIDATOR_RULES, bond: VALIDATOR_RULES.minimum_bond },
    })
}

/// The initial standard with short periods: votings may last twenty seconds, deposits come back after two minutes, known
/// answers wait ten seconds.
fn curation() -> CurationStandard<Balance> {
    CurationStandard {
        minimum_voting_period: 10,
        minimum_reveal_period: 10,
        appeal_window: 60,
        challenge_window: 60,
        plant_period: 5,
        plant_lifetime: 300,
        ..<Runtime as pallet_datanets::Config>::InitialStandard::get()
    }
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

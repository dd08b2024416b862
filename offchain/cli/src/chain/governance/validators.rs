//! Validators in state: the set, who makes blocks now and next, keys, bonds.

use crate::{
    account::{hex, ss58},
    error::Result,
};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{
            openledger_runtime::SessionKeys, pallet_governance::types::ValidatorRules,
            sp_authority_discovery::app as discovery, sp_consensus_babe::app as babe,
            sp_consensus_beefy::ecdsa_crypto as beefy, sp_consensus_grandpa::app as grandpa,
        },
    },
    AccountId32, At,
};
use openledger_primitives::{AccountBytes, BlockNumber};
use serde_json::{json, Value};

/// What validators must have, and how many there must be.
pub type Rules = ValidatorRules<BlockNumber>;

/// The rules.
pub async fn rules(at: &At) -> Result<Rules> {
    let rules = at.get(runtime::storage().governance().rules(), ()).await?;
    // The runtime's default, for a chain that never set any.
    Ok(rules.unwrap_or(Rules { minimum_bond: 0, minimum_validators: 1, unbonding_period: 0 }))
}

/// The rules' fields.
pub fn rules_json(rules: &Rules) -> Value {
    json!({
        "minimum_bond": rules.minimum_bond.to_string(),
        "minimum_validators": rules.minimum_validators,
        "unbonding_period": rules.unbonding_period,
    })
}

/// Who validates now, next, and shall.
pub struct Offices {
    /// In the set that governance keeps.
    pub set: Vec<AccountBytes>,
    /// Of the running session.
    pub now: Vec<AccountBytes>,
    /// Of the next session.
    pub next: Vec<AccountBytes>,
}

impl Offices {
    /// Reads them.
    pub async fn read(at: &At) -> Result<Self> {
        let plain = |accounts: Vec<AccountId32>| accounts.into_iter().map(|account| account.0).collect();
        let set = at.get(runtime::storage().governance().validators(), ()).await?.map(|set| set.0);
        let now = at.get(runtime::storage().session().validators(), ()).await?;
        let queued = at.get(runtime::storage().session().queued_keys(), ()).await?.unwrap_or_default();
        Ok(Self {
            set: plain(set.unwrap_or_default()),
            now: plain(now.unwrap_or_default()),
            next: queued.into_iter().map(|(account, _)| account.0).collect(),
        })
    }

    /// Where an account stands, in a word.
    pub fn word(&self, who: &AccountBytes) -> &'static str {
        let (set, now, next) = (self.set.contains(who), self.now.contains(who), self.next.contains(who));
        match (set, now, next) {
            (true, true, _) => "active",
            (true, false, _) => "joining",
            (false, true, _) | (false, false, true) => "leaving",
            (false, false, false) => "candidate",
        }
    }
}

/// An account's state as a validator.
pub async fn json(at: &At, offices: &Offices, who: &AccountBytes) -> Result<Value> {
    let account = AccountId32(*who);
    let keys = at.get(runtime::storage().session().next_keys(), (account,)).await?;
    let bond = at.get(runtime::storage().governance().bonds(), (account,)).await?;
    let endorsed = at.get(runtime::storage().governance().endorsements(), (account,)).await?;
    Ok(json!({
        "account": ss58(who),
        "state": offices.word(who),
        "in_set": offices.set.contains(who),
        "in_session": offices.now.contains(who),
        "in_next_session": offices.next.contains(who),
        "has_keys": keys.is_some(),
        "bond": bond.as_ref().map(|bond| bond.amount.to_string()),
        "releasable_at": bond.and_then(|bond| bond.releasable_at),
        "endorses": endorsed.map(|hash| hex(&hash.0)),
    }))
}

/// Reads session keys as nodes return them: one after another.
pub fn session_keys(bytes: &[u8]) -> Option<SessionKeys> {
    let (babe, rest) = bytes.split_first_chunk()?;
    let (grandpa, rest) = rest.split_first_chunk()?;
    let (beefy, rest) = rest.split_first_chunk()?;
    Some(SessionKeys {
        babe: babe::Public(*babe),
        grandpa: grandpa::Public(*grandpa),
        beefy: beefy::Public(*beefy),
        authority_discovery: discovery::Public(rest.try_into().ok()?),
    })
}

/// Everybody who has bonded or validates.
pub async fn all(at: &At, offices: &Offices) -> Result<Vec<AccountBytes>> {
    let bonded = at.all(runtime::storage().governance().bonds(), ()).await?;
    let mut all: Vec<AccountBytes> = offices.set.iter().chain(&offices.now).chain(&offices.next).copied().collect();
    all.extend(bonded.into_iter().map(|((account,), _)| account.0));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|account| seen.insert(*account));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_keys_are_read_in_the_order_of_the_runtime() {
        let bytes: Vec<u8> = (0..129).collect();
        let keys = session_keys(&bytes).expect("keys");
        let firsts = [keys.babe.0[0], keys.grandpa.0[0], keys.beefy.0[0], keys.authority_discovery.0[0]];
        assert_eq!(firsts, [0, 32, 64, 97]);
        assert!(session_keys(&bytes[1..]).is_none() && session_keys(&[]).is_none());
    }
}

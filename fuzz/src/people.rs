//! Who acts: accounts of the development genesis, two that own nothing yet, and the keys of all of them.

use openledger_runtime::AccountId;
use polkadot_sdk::*;
use sp_core::{
    crypto::{DeriveJunction, DEV_PHRASE},
    sr25519, Pair,
};
use std::sync::LazyLock;

/// Position of somebody among [`PEOPLE`].
pub type Person = usize;

/// Somebody with all keys that one can have here.
pub struct Keys {
    /// The account.
    pub account: AccountId,
    /// Signs transactions.
    pub pair: sr25519::Pair,
    /// Signs what a worker answers for.
    pub session: sr25519::Pair,
    /// Signs vouchers.
    pub vouchers: sr25519::Pair,
}

const NAMES: [&str; 12] =
    ["Worker", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "Alice", "Builder", "Curator", "User", "Pauper", "Beggar"];
/// So many of them own something from the beginning.
pub const RICH: usize = 10;
/// Who is validator in genesis.
pub const VALIDATOR: Person = 12;

/// Everybody; the last is the validator of the genesis.
pub static PEOPLE: LazyLock<Vec<Keys>> = LazyLock::new(|| {
    // The phrase is stretched once: that is most of the work of `from_string`.
    let root = sr25519::Pair::from_string(DEV_PHRASE, None).expect("the well-known phrase");
    let derive = |from: &sr25519::Pair, name: &str| {
        let derived = from.derive(std::iter::once(DeriveJunction::hard(name)), None);
        derived.expect("hard derivation").0
    };
    let keys = |pair: sr25519::Pair| Keys {
        account: pair.public().into(),
        session: derive(&pair, "olwk"),
        vouchers: derive(&pair, "vouchers"),
        pair,
    };
    let validator = derive(&derive(&root, "Alice"), "stash");
    NAMES.iter().map(|name| derive(&root, name)).chain([validator]).map(keys).collect()
});

/// The keys of somebody.
pub fn keys(person: Person) -> &'static Keys {
    &PEOPLE[person % PEOPLE.len()]
}

/// The account of somebody.
pub fn account(person: Person) -> AccountId {
    keys(person).account.clone()
}

/// Whose account this is.
pub fn person(account: &AccountId) -> Option<Person> {
    PEOPLE.iter().position(|keys| keys.account == *account)
}

/// Who has this session key.
pub fn with_session_key(key: &sr25519::Public) -> Option<&'static Keys> {
    PEOPLE.iter().find(|keys| keys.session.public() == *key)
}

/// Who has this voucher key.
pub fn with_voucher_key(key: &[u8; 32]) -> Option<&'static Keys> {
    PEOPLE.iter().find(|keys| keys.vouchers.public().0 == *key)
}

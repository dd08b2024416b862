//! The worker's session key `olwk`: sr25519, kept in the node's keystore, used for nothing but what a worker
//! answers for.

use openledger_primitives::Digest;
use polkadot_sdk::{sp_application_crypto, sp_core::crypto::KeyTypeId};

/// Under this name the node's keystore holds the key.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"olwk");

/// What a session key signs when its worker registers, so that nobody registers another's key:
/// this domain over (genesis hash, worker account).
pub const REGISTRATION_DOMAIN: &str = "openledger/worker/1";

/// The key type as applications use it.
pub mod sr25519 {
    mod app {
        use super::super::{sp_application_crypto, KEY_TYPE};
        use sp_application_crypto::{app_crypto, sr25519};
        app_crypto!(sr25519, KEY_TYPE);
    }

    super::sp_application_crypto::with_pair! {
        /// A session key with its secret.
        pub type AuthorityPair = app::Pair;
    }
    /// A session key's signature.
    pub type AuthoritySignature = app::Signature;
    /// A session key.
    pub type AuthorityId = app::Public;
}

/// The 32 bytes a session key signs to be registered for `account`.
pub fn registration_hash<AccountId: codec::Encode>(genesis: Digest, account: &AccountId) -> Digest {
    openledger_primitives::hashing::tagged(REGISTRATION_DOMAIN, &(genesis, account))
}

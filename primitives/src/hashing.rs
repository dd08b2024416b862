//! The hash functions, each with one name, and domain separation in one place.

use crate::Digest;
use codec::Encode;
use sha2::Digest as _;

/// SHA2-256, the hash inside every content identifier.
pub fn sha2_256(bytes: &[u8]) -> Digest {
    sha2::Sha256::digest(bytes).into()
}

/// Keccak-256 as Ethereum computes it.
pub fn keccak_256(bytes: &[u8]) -> Digest {
    sha3::Keccak256::digest(bytes).into()
}

/// Keccak-256 over the concatenation of `parts`.
pub fn keccak_256_of(parts: &[&[u8]]) -> Digest {
    let mut hasher = sha3::Keccak256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Hash of a SCALE-encoded value under a domain: `keccak256(domain ‖ 0x00 ‖ SCALE(value))`.
///
/// Domains are ASCII without zero bytes, so no two domains can produce the same input.
pub fn tagged<T: Encode + ?Sized>(domain: &str, value: &T) -> Digest {
    value.using_encoded(|bytes| keccak_256_of(&[domain.as_bytes(), &[0], bytes]))
}

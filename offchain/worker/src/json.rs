//! How values look in JSON: hashes and accounts as `0x` hexadecimal, amounts as decimal strings, content ids as
//! CIDs. The types of `openledger-primitives` write themselves that way.

/// `0x` and lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Reads 32 bytes written by [`hex()`].
pub fn digest(text: &str) -> Option<[u8; 32]> {
    hex::decode(text.strip_prefix("0x")?).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_both_ways() {
        assert_eq!(digest(&hex(&[7; 32])), Some([7; 32]));
        assert_eq!(digest("0x07"), None);
        assert_eq!(digest(&"07".repeat(32)), None);
    }
}

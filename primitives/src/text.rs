//! How digests and amounts are written in JSON, for `#[serde(with = "…")]`.
//!
//! Amounts are text because JavaScript's numbers end at 2^53; digests are hexadecimal because everybody's are.

/// 32 bytes as `0x` and 64 hexadecimal digits.
pub mod hex {
    use crate::Digest;
    use alloc::{borrow::Cow, string::String};
    use serde::{de::Error, Deserialize, Deserializer, Serializer};

    /// Writes small digits.
    pub fn serialize<S: Serializer>(digest: &Digest, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::from("0x");
        for byte in digest {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
            }
        }
        serializer.serialize_str(&text)
    }

    /// Reads small and large digits.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| D::Error::custom("expected `0x` and 64 hexadecimal digits"))
    }

    fn parse(text: &str) -> Option<Digest> {
        let digits = text.strip_prefix("0x")?.as_bytes();
        let mut digest = Digest::default();
        if digits.len() != 2 * digest.len() {
            return None;
        }
        for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                *byte = *byte << 4 | u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
            }
        }
        Some(digest)
    }
}

/// An amount in planck as a decimal string.
pub mod decimal {
    use crate::Amount;
    use alloc::borrow::Cow;
    use serde::{de::Error, Deserialize, Deserializer, Serializer};

    /// Writes the number without a sign and without leading zeros.
    pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(amount)
    }

    /// Reads digits only.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).ok_or_else(|| D::Error::custom("expected a decimal string"))
    }
}

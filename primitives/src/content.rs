//! Content identifiers: CIDv1, raw codec, SHA2-256, base32.

use crate::{hashing::sha2_256, Digest};
use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// SHA2-256 of a file's bytes; written as a CIDv1 (`bafkrei…`).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Default,
)]
pub struct ContentId(pub Digest);

/// Why a string is not a content identifier this project uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentIdError {
    /// Not multibase base32 in lower case (`b…`).
    Base32,
    /// Not version 1, raw codec, SHA2-256 with 32 bytes.
    Kind,
}

impl fmt::Display for ContentIdError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Base32 => "not a base32 CID (expected `b` followed by lower-case base32)",
            Self::Kind => "not a CIDv1 of raw bytes with SHA2-256 (expected `bafkrei…`)",
        })
    }
}

#[cfg(feature = "std")]
impl std::error::Error for ContentIdError {}

/// Version 1, raw (0x55), SHA2-256 (0x12), 32 bytes.
const PREFIX: [u8; 4] = [0x01, 0x55, 0x12, 0x20];
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl ContentId {
    /// Identifier of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2_256(bytes))
    }
}

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut text = String::from("b");
        let (mut buffer, mut bits) = (0u32, 0u32);
        for byte in PREFIX.iter().chain(self.0.iter()) {
            buffer = (buffer << 8) | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(char::from(ALPHABET[(buffer >> bits) as usize & 31]));
            }
            buffer &= (1 << bits) - 1;
        }
        if bits > 0 {
            text.push(char::from(ALPHABET[(buffer << (5 - bits)) as usize & 31]));
        }
        f.write_str(&text)
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ContentId {
    type Err = ContentIdError;

    fn from_str(text: &str) -> Result<Self, ContentIdError> {
        let body = text.strip_prefix('b').ok_or(ContentIdError::Base32)?.as_bytes();
        if body.len() != 58 {
            return Err(ContentIdError::Kind);
        }
        let mut bytes = [0u8; 36];
        let (mut buffer, mut bits, mut at) = (0u32, 0u32, 0usize);
        for letter in body {
            let value = ALPHABET.iter().position(|a| a == letter).ok_or(ContentIdError::Base32)?;
            buffer = (buffer << 5) | value as u32;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes[at] = (buffer >> bits) as u8;
                at += 1;
                buffer &= (1 << bits) - 1;
            }
        }
        if buffer != 0 {
            return Err(ContentIdError::Base32);
        }
        let (prefix, digest) = bytes.split_at(PREFIX.len());
        if prefix != PREFIX {
            return Err(ContentIdError::Kind);
        }
        let mut out = [0u8; 32];
        out.copy_from_slice(digest);
        Ok(Self(out))
    }
}

impl serde::Serialize for ContentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ContentId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <alloc::borrow::Cow<str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

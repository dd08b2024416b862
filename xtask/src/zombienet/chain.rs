//! What the stories ask the chain itself, by runtime calls, headers and storage.

use anyhow::{bail, ensure, Context, Result};
use openledger_e2e::rpc::Rpc;
use serde_json::{json, Value};
use std::{collections::BTreeSet, ops::RangeInclusive};

/// `Session::Validators`: the accounts of the running session.
pub const VALIDATORS: &str = "0xcec5070d609dd3497f72bde07fc96ba088dcde934c658227ee1dfafcd6e16903";

/// A 32-byte account as hexadecimal text, or a longer key.
pub type Hex = String;

/// Accounts of the running session's validators at the best block, in order.
pub fn session_validators(rpc: &Rpc) -> Result<Vec<Hex>> {
    validators_in(rpc, json!([VALIDATORS]))
}

fn validators_in(rpc: &Rpc, question: Value) -> Result<Vec<Hex>> {
    let answer = rpc.call("state_getStorage", question)?;
    let bytes = bytes(answer.as_str().context("the chain has no session")?)?;
    let (count, rest) = compact(&bytes)?;
    ensure!(rest.len() == count * 32, "{count} validators in {} bytes", rest.len());
    Ok(rest.chunks(32).map(hex::encode).collect())
}

/// BEEFY's validator set at the best block: its number and public keys.
pub fn beefy_set(rpc: &Rpc) -> Result<(u64, Vec<Hex>)> {
    let answer = rpc.call("state_call", json!(["BeefyApi_validator_set", "0x"]))?;
    let bytes = bytes(answer.as_str().context("no answer")?)?;
    let [1, rest @ ..] = bytes.as_slice() else { bail!("BEEFY has no validator set") };
    let (count, rest) = compact(rest)?;
    ensure!(rest.len() == count * 33 + 8, "{count} BEEFY keys in {} bytes", rest.len());
    let (keys, id) = rest.split_at(count * 33);
    Ok((u64::from_le_bytes(id.try_into()?), keys.chunks(33).map(hex::encode).collect()))
}

/// The accounts of the validators that made these blocks.
pub fn authors(rpc: &Rpc, heights: RangeInclusive<u32>) -> Result<BTreeSet<Hex>> {
    heights.map(|height| author(rpc, height)).collect()
}

/// BABE's header item says who made a block: engine, length, kind of slot, position among the session's validators.
fn author(rpc: &Rpc, height: u32) -> Result<Hex> {
    let hash = rpc.block_hash(height)?;
    let header = rpc.call("chain_getHeader", json!([hash]))?;
    for item in header["digest"]["logs"].as_array().context("a header without digest")? {
        let item = bytes(item.as_str().context("digest")?)?;
        if let [6, b'B', b'A', b'B', b'E', rest @ ..] = item.as_slice() {
            let (_, claim) = compact(rest)?;
            let position = u32::from_le_bytes(claim.get(1..5).context("a short claim")?.try_into()?);
            let validators = validators_in(rpc, json!([VALIDATORS, hash]))?;
            return validators.get(position as usize).cloned().context("an author outside the session");
        }
    }
    bail!("block {height} does not say who made it")
}

/// A SCALE compact number below 2^30, and what follows it.
fn compact(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let first = *bytes.first().context("nothing to read")?;
    let length = match first & 3 {
        0 => 1,
        1 => 2,
        2 => 4,
        _ => bail!("a number of an impossible length"),
    };
    ensure!(bytes.len() >= length, "nothing to read");
    let (number, rest) = bytes.split_at(length);
    let value = number.iter().rev().fold(0usize, |value, byte| (value << 8) | usize::from(*byte));
    Ok((value >> 2, rest))
}

fn bytes(text: &str) -> Result<Vec<u8>> {
    Ok(hex::decode(text.trim_start_matches("0x"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_numbers_end_where_they_say() -> Result<()> {
        assert_eq!(compact(&[0x10, 9])?, (4, &[9][..]));
        assert_eq!(compact(&[0x01, 0x01, 9])?, (64, &[9][..]));
        assert_eq!(compact(&[0x02, 0x00, 0x01, 0x00])?, (16_384, &[][..]));
        assert!(compact(&[0x01]).is_err() && compact(&[3, 0, 0, 0, 0]).is_err() && compact(&[]).is_err());
        Ok(())
    }
}

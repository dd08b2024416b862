//! The file a training run goes on from after it was stopped.
//!
//! `"OLCKPT1\n"`, length of a JSON header as little-endian u32, the header, then adapter values, first and second
//! moments as little-endian f32, and the Keccak-256 of all that. It is written beside its place and renamed, so a
//! crash leaves the old one or the new one.

use crate::{
    adamw::AdamW,
    error::{Error, Result},
    lora::{little_endian, Adapter},
};
use openledger_primitives::{hashing::keccak_256, Digest};
use serde::{Deserialize, Serialize};
use std::{fs, io::Write, path::Path};

/// The file's name inside the run's directory.
pub const FILE: &str = "training.checkpoint";
const MAGIC: &[u8; 8] = b"OLCKPT1\n";

/// A training run between two steps.
pub(crate) struct State {
    /// Identifies recipe, base, start, data and engine.
    pub run: Digest,
    pub adapter: Adapter,
    pub optimiser: AdamW,
    pub tokens: u64,
    pub checkpoints: Vec<Digest>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    run: Digest,
    step: u32,
    tokens: u64,
    checkpoints: Vec<Digest>,
    values: usize,
}

/// Writes the state into `directory`.
pub(crate) fn write(directory: &Path, state: &State) -> Result<()> {
    let header = Header {
        run: state.run,
        step: state.optimiser.step,
        tokens: state.tokens,
        checkpoints: state.checkpoints.clone(),
        values: state.adapter.values().len(),
    };
    let header = serde_json::to_vec(&header).expect("numbers and lists of numbers can be written as JSON");
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&(header.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&header);
    for values in [state.adapter.values(), &state.optimiser.first, &state.optimiser.second] {
        bytes.extend_from_slice(&little_endian(values));
    }
    bytes.extend_from_slice(&keccak_256(&bytes));
    let (path, beside) = (directory.join(FILE), directory.join(format!("{FILE}.new")));
    let save = || -> std::io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    save().map_err(|e| Error::io(&path, e))
}

/// Replaces `state` by the one in `directory`, if there is one and it belongs to the same run.
pub(crate) fn resume(directory: &Path, state: &mut State) -> Result<()> {
    let path = directory.join(FILE);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::io(&path, e)),
    };
    let problem = |problem: &str| Error::Checkpoint { path: path.display().to_string(), problem: problem.into() };
    let damaged = || problem("damaged; remove it to start the run again");
    let (body, digest) = bytes.split_last_chunk::<32>().ok_or_else(damaged)?;
    if keccak_256(body) != *digest {
        return Err(damaged());
    }
    let rest = body.strip_prefix(MAGIC).ok_or_else(|| problem("written by another version; remove it"))?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
    let (header, numbers) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
    let header: Header = serde_json::from_slice(header).map_err(|_| damaged())?;
    if header.run != state.run {
        return Err(problem(
            "belongs to another run (recipe, base, data or engine differ); remove it or use another directory",
        ));
    }
    let count = state.adapter.values().len();
    if header.values != count || numbers.len() != 3 * 4 * count {
        return Err(damaged());
    }
    let mut numbers = numbers.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    for values in [state.adapter.values_mut(), &mut state.optimiser.first, &mut state.optimiser.second] {
        values.iter_mut().zip(&mut numbers).for_each(|(value, number)| *value = number);
    }
    state.optimiser.step = header.step;
    state.tokens = header.tokens;
    state.checkpoints = header.checkpoints;
    Ok(())
}

//! A runtime's code: what is proposed by its hash, and later given to the chain.

use crate::error::{CliError, Result};
use openledger_client::{runtime, At};
use openledger_primitives::Digest;
use sp_maybe_compressed_blob::{compress_strongly, decompress, CODE_BLOB_BOMB_LIMIT};
use std::{fs, path::Path};

/// What every WebAssembly file begins with.
const WASM: &[u8] = b"\0asm";

/// What a transaction holds besides the code.
const ENVELOPE: usize = 1_024;

/// Why bytes are no runtime.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Neither WebAssembly nor compressed WebAssembly.
    #[error("it is no WebAssembly: a runtime is a file such as `openledger_runtime.compact.compressed.wasm`")]
    NoWasm,
    /// Compressed, but not so that a node could unpack it.
    #[error("its compression is broken: {0}")]
    Broken(String),
    /// More than a node unpacks.
    #[error("it is larger than {} MiB, the most that a node unpacks", CODE_BLOB_BOMB_LIMIT >> 20)]
    TooLarge,
}

/// Code as it is proposed: compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The bytes that the chain stores.
    pub bytes: Vec<u8>,
    /// Whether they differ from the file's.
    pub compressed_here: bool,
}

impl Code {
    /// Takes code as it is when compressed, and compresses it otherwise, the way nodes expect it.
    pub fn new(bytes: Vec<u8>) -> Result<Self, CodeError> {
        let plain = decompress(&bytes, CODE_BLOB_BOMB_LIMIT).map_err(|error| CodeError::Broken(error.to_string()))?;
        if !plain.starts_with(WASM) {
            return Err(CodeError::NoWasm);
        }
        if plain.len() != bytes.len() {
            return Ok(Self { bytes, compressed_here: false });
        }
        let bytes = compress_strongly(&bytes, CODE_BLOB_BOMB_LIMIT).ok_or(CodeError::TooLarge)?;
        Ok(Self { bytes, compressed_here: true })
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).map_err(CliError::file("read", path))?;
        Self::new(bytes).map_err(|error| CliError::usage(format!("`{}` is no runtime: {error}", path.display())))
    }

    /// What the chain knows it by.
    pub fn hash(&self) -> Digest {
        sp_crypto_hashing::blake2_256(&self.bytes)
    }

    /// Refuses what no block could take.
    pub fn check_size(&self, at: &At) -> Result<()> {
        let most = at.constant(runtime::constants().system().block_length())?.max.normal as usize;
        let most = most.saturating_sub(ENVELOPE);
        if self.bytes.len() <= most {
            return Ok(());
        }
        Err(CliError::usage(format!(
            "the runtime is {} bytes, compressed; a block takes {most} bytes of transactions",
            self.bytes.len()
        ))
        .hint("build it with `--release`, without debug information"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The magic bytes before zstd that polkadot-sdk's nodes look for.
    const COMPRESSED: [u8; 8] = [82, 188, 83, 118, 70, 219, 142, 5];

    fn wasm() -> Vec<u8> {
        [WASM, &[1, 0, 0, 0], &[7; 10_000]].concat()
    }

    #[test]
    fn plain_code_is_compressed_as_nodes_expect_it() {
        let code = Code::new(wasm()).expect("code");
        assert!(code.compressed_here && code.bytes.starts_with(&COMPRESSED) && code.bytes.len() < 1_000);
        assert_eq!(decompress(&code.bytes, CODE_BLOB_BOMB_LIMIT).expect("unpacks").into_owned(), wasm());
        // The same file leads to the same hash when it is enacted.
        assert_eq!(Code::new(wasm()).expect("code").hash(), code.hash());
    }

    #[test]
    fn compressed_code_is_taken_as_it_is() {
        let compressed = Code::new(wasm()).expect("code");
        let again = Code::new(compressed.bytes.clone()).expect("code");
        assert_eq!((again.hash(), again.compressed_here), (compressed.hash(), false));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for wrong in [&b""[..], b"\x7fELF", b"{}", b"\0as"] {
            assert_eq!(Code::new(wrong.to_vec()), Err(CodeError::NoWasm));
        }
        let broken = [&COMPRESSED[..], b"no zstd"].concat();
        assert!(matches!(Code::new(broken), Err(CodeError::Broken(_))));
        let other = compress_strongly(b"text", CODE_BLOB_BOMB_LIMIT).expect("small");
        assert_eq!(Code::new(other), Err(CodeError::NoWasm));
    }
}

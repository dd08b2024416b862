//! The receipt is in the batch: its hash is a leaf of the tree whose root the worker signed and the chain stores.

use super::{world::World, Finding};
use crate::account::{hex, unhex};
use codec::DecodeAll;
use openledger_primitives::{batch::BatchFile, merkle, Digest};
use subxt_signer::sr25519::{verify, PublicKey, Signature};

/// Checks the file behind the header, the receipt's path, and the worker's signature.
pub fn check(world: &mut World) -> Finding {
    let manifest = &world.evidence.manifest;
    let facts = world.facts()?;
    let header = &facts.batch.header;
    let signed = world.submission()?;
    if signed.header != *header || signed.genesis != manifest.genesis {
        return Err(format!("the submitted batch is not batch {} on chain", manifest.batch));
    }
    let signature = unhex(&manifest.submission.signature).and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
    let signature = signature.ok_or("the worker's signature is not 64 bytes")?;
    let key = PublicKey(facts.worker.session_key);
    if !verify(&Signature(signature), signed.signing_hash(), &key) {
        return Err("the batch is not signed by the worker's session key".into());
    }

    let bytes = world.content("the batch's file", &header.content)?;
    let file = BatchFile::decode_all(&mut bytes.as_slice())
        .map_err(|error| format!("the batch's file cannot be read: {error}"))?;
    let hashes: Vec<Digest> = file.receipts.iter().map(|file| file.receipt.hash()).collect();
    let leaves: Vec<Digest> = hashes.iter().map(|hash| merkle::leaf(hash)).collect();
    if leaves.len() as u64 != u64::from(header.receipts) || merkle::root(&leaves) != header.receipts_root {
        return Err("the receipts in the batch's file do not lead to the root on chain".into());
    }
    let position = hashes.iter().position(|hash| *hash == world.hash);
    let position = position.ok_or_else(|| format!("batch {} holds no receipt {}", manifest.batch, hex(&world.hash)))?;
    let proof = merkle::prove(&leaves, position).ok_or("the receipt has no path in the batch's tree")?;
    if !merkle::verify(&header.receipts_root, &merkle::leaf(&world.hash), &proof) {
        return Err("the receipt's path does not lead to the root on chain".into());
    }
    let detail = format!(
        "receipt {position} of {} in batch {}, submitted in block {} under the worker's session key {}",
        header.receipts,
        manifest.batch,
        facts.batch.submitted_at,
        hex(&facts.worker.session_key)
    );
    world.file = Some((file, position));
    Ok(detail)
}

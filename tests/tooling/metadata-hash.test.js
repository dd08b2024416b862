// `CheckMetadataHash` (RFC 78): an offline signer shows what it signs and commits to the metadata it decoded it with.
//
// The runtime must know the hash of its own metadata for that. It is built in with `enable_metadata_hash` of the
// WebAssembly builder, which compiles the runtime twice and is meant for releases; the runtime of these tests has none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { u8aToHex } from '@polkadot/util';
import { key, startDevnet } from 'openledger-devnet';
import { eventually } from 'openledger-devnet/transactions';

/** What the hash covers besides the metadata. */
const TOKEN = { tokenSymbol: 'OPEN', decimals: 18 };

let net;

before(async () => {
  net = await startDevnet();
});

after(() => net?.stop());

/** The metadata that signers work with. */
async function metadata() {
  return (await net.api.call.metadata.metadataAtVersion(15)).unwrap().toU8a(true);
}

test('every transaction carries the extension', async () => {
  assert.ok(net.api.registry.signedExtensions.includes('CheckMetadataHash'));
  const { extrinsic } = net.api.runtimeMetadata.asLatest;
  assert.ok(JSON.stringify(extrinsic.toHuman()).includes('CheckMetadataHash'));
});

test('a transaction that commits to no metadata is accepted', async () => {
  const { api } = net;
  const signed = await api.tx.system.remark('online').signAsync(key('//Alice'), { nonce: -1, mode: 0, metadataHash: null });
  const hash = await api.rpc.author.submitExtrinsic(signed);
  await eventually('the transaction to be in a block', async () => {
    const { block } = await api.rpc.chain.getBlock();
    return block.extrinsics.some((extrinsic) => extrinsic.hash.eq(hash)) || undefined;
  });
});

test('a signer computes a hash of the metadata, and proves from it what a call means', async () => {
  const tree = merkleizeMetadata(await metadata(), TOKEN);
  assert.equal(tree.digest().length, 32);
  const other = merkleizeMetadata(await metadata(), { ...TOKEN, decimals: 12 });
  assert.notEqual(u8aToHex(tree.digest()), u8aToHex(other.digest()), 'the hash covers how amounts are shown');

  const signed = await net.api.tx.models.deploy(7).signAsync(key('//Alice'), { nonce: 100 });
  const proof = tree.getProofForExtrinsic(signed.toU8a());
  assert.ok(proof.length < (await metadata()).length / 10, `a proof of ${proof.length} bytes is too long for a device`);
});

test('a transaction that commits to metadata is refused as long as the runtime was built without its hash', async () => {
  const metadataHash = u8aToHex(merkleizeMetadata(await metadata(), TOKEN).digest());
  const call = net.api.tx.system.remark('offline');
  const signed = await call.signAsync(key('//Alice'), { nonce: -1, mode: 1, metadataHash });
  await assert.rejects(net.api.rpc.author.submitExtrinsic(signed), /CannotLookup/);
});

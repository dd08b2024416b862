//! Making blocks without a node.

use frame_support::assert_ok;
use openledger_runtime::*;
use polkadot_sdk::*;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_runtime::{traits::Header as _, Digest, DigestItem};

/// Makes block `number` with these transactions, each of which must succeed.
pub fn block(number: BlockNumber, transactions: impl IntoIterator<Item = UncheckedExtrinsic>) {
    let slot = 1_000_000 + u64::from(number);
    let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
    let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] };
    let parent = System::block_hash(number - 1);
    let header = Header::new(number, Default::default(), Default::default(), parent, digest);
    Executive::initialize_block(&header);
    let now = slot * SLOT_MILLISECONDS;
    let time = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }));
    for transaction in core::iter::once(time).chain(transactions) {
        assert_ok!(Executive::apply_extrinsic(transaction).expect("a valid transaction"));
    }
    Executive::finalize_block();
}

/// Makes empty blocks up to and including `last`.
pub fn blocks_to(last: BlockNumber) {
    while System::block_number() < last {
        block(System::block_number() + 1, []);
    }
}

/// Makes an empty block on a chain that a node has made blocks of before; returns its hash.
pub fn block_after(parent: Hash) -> Hash {
    let slot = *Babe::current_slot() + 1;
    let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
    let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] };
    let number = System::block_number() + 1;
    Executive::initialize_block(&Header::new(number, Default::default(), Default::default(), parent, digest));
    let now = slot * SLOT_MILLISECONDS;
    let time = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }));
    assert_ok!(Executive::apply_extrinsic(time).expect("the time fits"));
    Executive::finalize_block().hash()
}

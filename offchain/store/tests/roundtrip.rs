//! Any bytes, by any way in, come out by any way out.

use openledger_primitives::content::ContentId;
use openledger_store::{Store, StoreError};
use proptest::prelude::*;
use std::{fs, io::Read};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_put_is_got(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4096), 1..8)) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(dir.path()).expect("a store");
        let cids: Vec<ContentId> = contents.iter().map(|content| store.put(content).expect("put")).collect();
        let again = Store::open(dir.path()).expect("opened again");
        for (cid, content) in cids.iter().zip(&contents) {
            prop_assert_eq!(*cid, ContentId::of(content));
            prop_assert_eq!(&again.get(cid).expect("get"), content);
            let mut read = Vec::new();
            again.reader(cid).expect("reader").read_to_end(&mut read).expect("read");
            prop_assert_eq!(&read, content);
        }
    }

    #[test]
    fn no_flipped_bit_goes_unseen(content in prop::collection::vec(any::<u8>(), 1..2048), at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(dir.path()).expect("a store");
        let cid = store.put(&content).expect("put");
        let mut altered = content.clone();
        let position = at.index(altered.len());
        altered[position] ^= 1 << bit;
        fs::write(store.path(&cid), &altered).expect("alter");
        let refused = matches!(store.get(&cid), Err(StoreError::Altered { found, .. }) if found == ContentId::of(&altered));
        prop_assert!(refused);
    }
}

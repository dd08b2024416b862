//! Content identifiers are what every other CID library reads and writes.

use openledger_primitives::content::{ContentId, ContentIdError};
use proptest::prelude::*;
use std::str::FromStr;

/// Multicodec of raw bytes and of SHA2-256.
const RAW: u64 = 0x55;
const SHA2_256: u64 = 0x12;

fn reference(digest: &[u8]) -> cid::Cid {
    cid::Cid::new_v1(RAW, cid::multihash::Multihash::wrap(SHA2_256, digest).expect("32 bytes are few enough"))
}

proptest! {
    #[test]
    fn it_is_written_as_the_cid_crate_writes_it(digest in any::<[u8; 32]>()) {
        prop_assert_eq!(ContentId(digest).to_string(), reference(&digest).to_string());
    }

    #[test]
    fn what_is_written_is_read(digest in any::<[u8; 32]>()) {
        let text = ContentId(digest).to_string();
        prop_assert_eq!(text.parse(), Ok(ContentId(digest)));
        let json = serde_json::to_string(&ContentId(digest)).expect("a string");
        prop_assert_eq!(serde_json::from_str::<ContentId>(&json).expect("the same string"), ContentId(digest));
    }

    #[test]
    fn no_text_makes_it_panic_or_has_two_meanings(text in "b?[a-z2-7]{0,70}|.{0,80}") {
        if let Ok(id) = ContentId::from_str(&text) {
            prop_assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn one_wrong_letter_is_another_content_or_none(digest in any::<[u8; 32]>(), at in 1usize..59, letter in "[a-zA-Z0-9=é]") {
        let text = ContentId(digest).to_string();
        prop_assume!(!text[at..].starts_with(&letter));
        let mut wrong = text.clone();
        wrong.replace_range(at..=at, &letter);
        if let Ok(id) = ContentId::from_str(&wrong) {
            prop_assert_ne!(id, ContentId(digest));
        }
    }
}

#[test]
fn the_empty_file_has_the_content_id_everybody_knows() {
    let id = ContentId::of(b"");
    assert_eq!(id.to_string(), "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
}

#[test]
fn other_kinds_of_cid_are_refused() {
    let dag_pb = "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi";
    assert_eq!(ContentId::from_str(dag_pb), Err(ContentIdError::Kind));
    assert_eq!(ContentId::from_str("QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG"), Err(ContentIdError::Base32));
    assert_eq!(ContentId::from_str(""), Err(ContentIdError::Base32));
    assert_eq!(ContentId::from_str("b"), Err(ContentIdError::Kind));
}

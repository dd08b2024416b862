//! What explorers and users ask without a transaction.

use super::market::*;
use crate::mock::*;
use openledger_primitives::Amount;
use proptest::prelude::*;

#[test]
fn a_preview_divides_a_fee_as_a_batch_of_one_receipt_would() {
    build_and_execute(|| {
        let preview = Attribution::preview_split(2, 100_000).unwrap();
        assert_eq!((preview.platform, preview.worker), (5_000, 30_000));
        assert_eq!(preview.builder, (account("second builder"), 17_000));
        assert_eq!(preview.royalties, [(0, 3_250), (1, 6_500)]);
        assert_eq!((preview.data, preview.remainder), (38_250, 0));
        assert_eq!(Attribution::preview_split(9, 100_000), None);
    });
}

#[test]
fn a_preview_of_a_version_without_data_leaves_it_to_the_builder() {
    build_and_execute(|| {
        let preview = Attribution::preview_split(0, 1_000).unwrap();
        assert_eq!((preview.builder.1, preview.data, preview.remainder), (650, 0, 0));
    });
}

#[test]
fn a_batch_shows_what_has_been_claimed_of_it() {
    build_and_execute(|| {
        let (worker, _, sealed, id) = first_batch();
        let before = Attribution::batch(id).unwrap();
        assert_eq!((before.header, before.matured), (sealed.signed.header, false));
        run_to(11);
        claim(id, sealed.claims([0])).unwrap();
        let after = Attribution::batch(id).unwrap();
        assert_eq!((after.fees, after.matured, after.claimed), (1_500, true, 214));
        assert_eq!(Attribution::batch_nonce(worker.account), 1);
        assert_eq!(Attribution::batch(id + 1), None);
    });
}

#[test]
fn what_is_owed_by_an_unknown_version_is_nothing() {
    build_and_execute(|| {
        assert_eq!(Attribution::royalty_owed(9, 0), 0);
        assert_eq!(Attribution::data_owed(9, 1, 0), (0, 0));
    });
}

proptest! {
    #[test]
    fn a_preview_adds_up_to_the_fee(version in 0..3u32, fee: Amount) {
        externalities().execute_with(|| {
            let preview = Attribution::preview_split(version, fee).unwrap();
            let royalties: Amount = preview.royalties.iter().map(|(_, amount)| amount).sum();
            let rest = preview.platform + preview.worker + preview.builder.1 + royalties;
            assert_eq!(rest + preview.data + preview.remainder, fee);
            assert!(preview.remainder <= 1);
        });
    }
}

//! The tree of accepted data.

use crate::{mock::*, *};
use codec::Encode;
use openledger_primitives::{content::ContentId, merkle};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

/// A contribution's leaf, written out a second time: number, content, root, fragments, licence.
fn leaf(id: u64, content: u8) -> [u8; 32] {
    merkle::leaf(&(id, ContentId([content; 32]), ROOT, 10u32, MIT).encode())
}

#[test]
fn contributions_stand_in_the_order_they_were_accepted() {
    ExtBuilder::default().build_and_execute(|| {
        let (first, second) = (in_curation(1), in_curation(2));
        for id in [second, first] {
            judge(id, &[(0, 80), (1, 80)]);
        }
        assert_eq!(state(second), ContributionState::Accepted { position: 0, fragments_before: 0 });
        assert_eq!(state(first), ContributionState::Accepted { position: 1, fragments_before: 10 });
        assert_eq!(AcceptedAt::<Test>::get(0, 0), Some(second));
        let tree = Accepted::<Test>::get(0);
        assert_eq!(tree.fragments, 20);
        assert_eq!(tree.peaks.root(), merkle::root(&[leaf(second, 2), leaf(first, 1)]));
    });
}

#[test]
fn a_contribution_can_be_proved_to_be_in_a_snapshot() {
    ExtBuilder::default().build_and_execute(|| {
        let leaves: Vec<_> = (1..=5).map(|content| leaf(accepted(content), content)).collect();
        let snapshot = DatanetsPallet::snapshot(DatanetsPallet::take_snapshot(0).unwrap()).unwrap();
        for (at, leaf) in leaves.iter().enumerate() {
            let proof = merkle::prove(&leaves, at).unwrap();
            assert!(merkle::verify(&snapshot.root, leaf, &proof));
        }
        assert_eq!(snapshot.count, 5);
    });
}

#[test]
fn more_fragments_than_can_be_counted_are_refused() {
    ExtBuilder::default().build().execute_with(|| {
        let id = in_curation(1);
        assert_ok!(seal(0, id, 80));
        assert_ok!(seal(1, id, 80));
        assert_ok!(open(0, id, 80));
        Accepted::<Test>::mutate(0, |tree| tree.fragments = u64::MAX);
        assert_noop!(open(1, id, 80), Error::<Test>::CounterOverflow);
    });
}

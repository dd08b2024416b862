//! A Merkle proof says one thing about one leaf at one place of one tree, and nothing else.

use openledger_primitives::{
    merkle::{empty_root, leaf, node, prove, root, verify, Peaks, Proof},
    Digest,
};
use proptest::{collection::vec, prelude::*};

const MOST: usize = 70;

fn leaves(count: usize) -> Vec<Digest> {
    (0..count as u64).map(|number| leaf(&number.to_le_bytes())).collect()
}

fn every_proof(mut visit: impl FnMut(&[Digest], &Digest, &Digest, Proof)) {
    for count in 1..MOST {
        let leaves = leaves(count);
        let root = root(&leaves);
        for (index, leaf) in leaves.iter().enumerate() {
            visit(&leaves, &root, leaf, prove(&leaves, index).expect("there is such a leaf"));
        }
    }
}

/// RFC 9162 §2.1.1 word for word, with the number of leaves hashed in at the end.
fn root_by_the_rfc(leaves: &[Digest]) -> Digest {
    fn top(leaves: &[Digest]) -> Digest {
        if leaves.len() == 1 {
            return leaves[0];
        }
        let mut k = 1;
        while k * 2 < leaves.len() {
            k *= 2;
        }
        node(&top(&leaves[..k]), &top(&leaves[k..]))
    }
    if leaves.is_empty() {
        return empty_root();
    }
    let mut bytes = vec![0x04];
    bytes.extend((leaves.len() as u64).to_le_bytes());
    bytes.extend(top(leaves));
    openledger_primitives::hashing::keccak_256(&bytes)
}

#[test]
fn roots_agree_with_the_rfc() {
    for count in 0..MOST {
        assert_eq!(root(&leaves(count)), root_by_the_rfc(&leaves(count)), "{count} leaves");
    }
}

#[test]
fn the_root_of_the_peaks_is_the_root_of_the_list() {
    let mut peaks = Peaks::default();
    for count in 0..MOST {
        assert_eq!(peaks.root(), root(&leaves(count)), "{count} leaves");
        assert_eq!(peaks.peaks.len(), (count as u64).count_ones() as usize);
        peaks.push(leaves(count + 1)[count]);
    }
}

#[test]
fn every_leaf_is_proved() {
    every_proof(|_, root, leaf, proof| assert!(verify(root, leaf, &proof), "{proof:?}"));
}

#[test]
fn there_is_no_proof_of_a_leaf_that_is_not_there() {
    assert_eq!(prove(&leaves(0), 0), None);
    assert_eq!(prove(&leaves(5), 5), None);
    let nothing = Proof { index: 0, count: 0, siblings: vec![] };
    assert!(!verify(&empty_root(), &empty_root(), &nothing));
}

#[test]
fn another_leaf_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        for other in leaves.iter().filter(|other| *other != leaf) {
            assert!(!verify(root, other, &proof), "{proof:?}");
        }
    });
}

#[test]
fn another_index_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        for index in (0..leaves.len() as u64 + 2).chain([u64::MAX]).filter(|index| *index != proof.index) {
            assert!(!verify(root, leaf, &Proof { index, ..proof.clone() }), "{proof:?} at {index}");
        }
    });
}

#[test]
fn another_count_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        for count in (0..leaves.len() as u64 + 10).chain([u64::MAX]).filter(|count| *count != proof.count) {
            assert!(!verify(root, leaf, &Proof { count, ..proof.clone() }), "{proof:?} of {count}");
        }
    });
}

#[test]
fn another_index_of_another_count_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        if leaves.len() > 20 {
            return;
        }
        for count in 0..40 {
            for index in 0..count {
                if (index, count) != (proof.index, proof.count) {
                    assert!(!verify(root, leaf, &Proof { index, count, ..proof.clone() }), "{proof:?}");
                }
            }
        }
    });
}

#[test]
fn a_promoted_leaf_is_at_one_place_only() {
    // The third of three leaves has the same path as the second of two would have.
    let leaves = leaves(3);
    let proof = prove(&leaves, 2).expect("there are three");
    let alias = Proof { index: 1, count: 2, ..proof };
    assert!(!verify(&root(&leaves), &leaves[2], &alias));
}

#[test]
fn an_inner_node_is_no_leaf() {
    let leaves = leaves(4);
    let pair = node(&leaves[0], &leaves[1]);
    let sibling = node(&leaves[2], &leaves[3]);
    let root = root(&leaves);
    assert!(!verify(&root, &pair, &Proof { index: 0, count: 2, siblings: vec![sibling] }));
    assert!(!verify(&root, &pair, &Proof { index: 0, count: 4, siblings: vec![sibling] }));
}

#[test]
fn a_changed_sibling_is_refused() {
    every_proof(|_, root, leaf, proof| {
        for at in 0..proof.siblings.len() {
            let mut wrong = proof.clone();
            wrong.siblings[at][at % 32] ^= 1;
            assert!(!verify(root, leaf, &wrong), "{proof:?}");
        }
    });
}

#[test]
fn siblings_in_another_order_are_refused() {
    every_proof(|_, root, leaf, proof| {
        for at in 1..proof.siblings.len() {
            let mut wrong = proof.clone();
            wrong.siblings.swap(at - 1, at);
            assert!(!verify(root, leaf, &wrong), "{proof:?}");
        }
    });
}

#[test]
fn a_truncated_or_extended_proof_is_refused() {
    every_proof(|_, root, leaf, proof| {
        for at in 0..proof.siblings.len() {
            let mut wrong = proof.clone();
            wrong.siblings.remove(at);
            assert!(!verify(root, leaf, &wrong), "{proof:?}");
        }
        for at in 0..=proof.siblings.len() {
            for extra in [[0; 32], *leaf, *root] {
                let mut wrong = proof.clone();
                wrong.siblings.insert(at, extra);
                assert!(!verify(root, leaf, &wrong), "{proof:?}");
            }
        }
    });
}

#[test]
fn an_endless_proof_is_refused() {
    let proof = Proof { index: 1, count: u64::MAX, siblings: vec![[0; 32]; 65] };
    assert!(!verify(&[0; 32], &[0; 32], &proof));
}

/// Computed by a program of its own in another language.
#[test]
fn golden_roots_do_not_change() {
    let hex = |digest: Digest| digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let golden = [
        (0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (1, "011f1329d9102b4d8ff285e43ec81d3a57d9f9f1e634b72d610bd72aa223665b"),
        (7, "1cbb421055372e2dbffc1de4d7e6bb19291af9fd96f1a5cc7cbbeac73b1f539c"),
    ];
    for (count, expected) in golden {
        assert_eq!(hex(root(&leaves(count))), expected, "{count} leaves");
    }
}

proptest! {
    #[test]
    fn no_proof_makes_it_panic(
        expected in any::<Digest>(), leaf in any::<Digest>(), index in any::<u64>(), count in any::<u64>(),
        siblings in vec(any::<Digest>(), 0..70),
    ) {
        let proof = Proof { index, count, siblings };
        prop_assert!(!verify(&expected, &leaf, &proof));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn large_trees_are_proved(count in 70usize..3_000, at in any::<prop::sample::Index>()) {
        let leaves = leaves(count);
        let index = at.index(count);
        let proof = prove(&leaves, index).expect("there is such a leaf");
        prop_assert!(verify(&root(&leaves), &leaves[index], &proof));
        let elsewhere = (index + 1) % count;
        prop_assert!(!verify(&root(&leaves), &leaves[elsewhere], &proof));
    }
}

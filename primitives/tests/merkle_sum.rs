//! A Merkle-sum proof binds a leaf's amount and the total, besides its place.

use openledger_primitives::{
    merkle_sum::{bind, empty_root, is_false, leaf, node, prove, root, verify, Node, Proof, Step},
    Amount,
};
use proptest::{collection::vec, prelude::*};

const MOST: usize = 70;

fn leaves(count: usize) -> Vec<Node> {
    (0..count as u64).map(|number| leaf(&number.to_le_bytes(), u128::from(number % 5) * 1_000)).collect()
}

fn every_proof(mut visit: impl FnMut(&[Node], &Node, &Node, Proof)) {
    for count in 1..MOST {
        let leaves = leaves(count);
        let root = root(&leaves).expect("the sum is small");
        for (index, leaf) in leaves.iter().enumerate() {
            visit(&leaves, &root, leaf, prove(&leaves, index).expect("there is such a leaf"));
        }
    }
}

#[test]
fn the_root_has_the_sum_of_its_leaves() {
    for count in 0..MOST {
        let leaves = leaves(count);
        let sum: Amount = leaves.iter().map(|leaf| leaf.sum).sum();
        assert_eq!(root(&leaves).expect("the sum is small").sum, sum);
    }
    assert_eq!(root(&[]), Some(empty_root()));
}

#[test]
fn every_leaf_is_proved() {
    every_proof(|_, root, leaf, proof| assert!(verify(root, leaf, &proof), "{proof:?}"));
}

#[test]
fn there_is_no_proof_of_a_leaf_that_is_not_there() {
    assert_eq!(prove(&leaves(0), 0), None);
    assert_eq!(prove(&leaves(5), 5), None);
    assert!(!verify(&empty_root(), &empty_root(), &Proof { index: 0, count: 0, siblings: vec![] }));
}

#[test]
fn another_leaf_or_amount_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        for other in leaves.iter().filter(|other| *other != leaf) {
            assert!(!verify(root, other, &proof), "{proof:?}");
        }
        for sum in [leaf.sum + 1, leaf.sum.wrapping_sub(1), u128::MAX] {
            assert!(!verify(root, &Node { sum, ..*leaf }, &proof), "{proof:?}");
        }
    });
}

#[test]
fn another_total_is_refused() {
    every_proof(|_, root, leaf, proof| {
        assert!(!verify(&Node { sum: root.sum + 1, ..*root }, leaf, &proof), "{proof:?}");
    });
}

#[test]
fn another_index_or_count_is_refused() {
    every_proof(|leaves, root, leaf, proof| {
        let limit = leaves.len() as u64 + 2;
        for index in (0..limit).chain([u64::MAX]).filter(|index| *index != proof.index) {
            assert!(!verify(root, leaf, &Proof { index, ..proof.clone() }), "{proof:?} at {index}");
        }
        for count in (0..limit + 8).chain([u64::MAX]).filter(|count| *count != proof.count) {
            assert!(!verify(root, leaf, &Proof { count, ..proof.clone() }), "{proof:?} of {count}");
        }
    });
}

#[test]
fn a_promoted_leaf_is_at_one_place_only() {
    let leaves = leaves(3);
    let proof = prove(&leaves, 2).expect("there are three");
    let root = root(&leaves).expect("the sum is small");
    assert!(!verify(&root, &leaves[2], &Proof { index: 1, count: 2, ..proof }));
}

#[test]
fn changed_siblings_are_refused() {
    every_proof(|_, root, leaf, proof| {
        for at in 0..proof.siblings.len() {
            let mut wrong = proof.clone();
            wrong.siblings[at].hash[at % 32] ^= 1;
            assert!(!verify(root, leaf, &wrong), "{proof:?}");
            let mut wrong = proof.clone();
            wrong.siblings[at].sum ^= 1;
            assert!(!verify(root, leaf, &wrong), "{proof:?}");
        }
    });
}

#[test]
fn money_cannot_be_moved_between_a_leaf_and_its_sibling() {
    every_proof(|_, root, leaf, proof| {
        let Some(sibling) = proof.siblings.first().filter(|sibling| sibling.sum > 0) else { return };
        let mut wrong = proof.clone();
        wrong.siblings[0].sum = sibling.sum - 1;
        assert!(!verify(root, &Node { sum: leaf.sum + 1, ..*leaf }, &wrong), "{proof:?}");
    });
}

#[test]
fn another_order_or_length_is_refused() {
    every_proof(|_, root, leaf, proof| {
        for at in 0..proof.siblings.len() {
            let mut shorter = proof.clone();
            shorter.siblings.remove(at);
            assert!(!verify(root, leaf, &shorter), "{proof:?}");
            if at > 0 {
                let mut swapped = proof.clone();
                swapped.siblings.swap(at - 1, at);
                assert!(!verify(root, leaf, &swapped), "{proof:?}");
            }
        }
        for at in 0..=proof.siblings.len() {
            for extra in [empty_root(), *leaf, *root] {
                let mut longer = proof.clone();
                longer.siblings.insert(at, extra);
                assert!(!verify(root, leaf, &longer), "{proof:?}");
            }
        }
    });
}

#[test]
fn a_sum_that_would_wrap_around_has_no_root() {
    let leaves = [leaf(b"a", u128::MAX), leaf(b"b", 1)];
    assert_eq!(node(&leaves[0], &leaves[1]), None);
    assert_eq!(root(&leaves), None);
    assert_eq!(prove(&leaves, 0), None);
    let wrapped = Node { hash: [0; 32], sum: 0 };
    assert!(!verify(&wrapped, &leaves[0], &Proof { index: 0, count: 2, siblings: vec![leaves[1]] }));
}

/// Computed by a program of its own in another language.
#[test]
fn golden_roots_do_not_change() {
    let hex = |node: Node| node.hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let golden = [
        (0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (1, "0a6c26c85839379bd59f1448ee10c037b1e99b6fae82509af8be5f38ad766813"),
        (7, "b746b354d5211347480852371501e3ce9c1e95a8c2e2014ba60dda42032767c7"),
    ];
    for (count, expected) in golden {
        assert_eq!(hex(root(&leaves(count)).expect("the sum is small")), expected, "{count} leaves");
    }
}

proptest! {
    #[test]
    fn any_amounts_are_proved_or_refused_together(amounts in vec(any::<Amount>(), 1..12)) {
        let leaves: Vec<Node> = amounts.iter().map(|amount| leaf(b"same data", *amount)).collect();
        let sum = amounts.iter().try_fold(0u128, |sum, amount| sum.checked_add(*amount));
        let root = root(&leaves);
        prop_assert_eq!(root.map(|root| root.sum), sum);
        for (index, leaf) in leaves.iter().enumerate() {
            let proof = prove(&leaves, index);
            prop_assert_eq!(proof.is_some(), sum.is_some());
            if let (Some(root), Some(proof)) = (&root, &proof) {
                prop_assert!(verify(root, leaf, proof));
            }
        }
    }

    #[test]
    fn no_proof_makes_it_panic(
        expected in any::<([u8; 32], Amount)>(), leaf in any::<([u8; 32], Amount)>(),
        index in any::<u64>(), count in any::<u64>(), siblings in vec(any::<([u8; 32], Amount)>(), 0..70),
    ) {
        let node = |(hash, sum)| Node { hash, sum };
        let siblings = siblings.into_iter().map(node).collect();
        let proof = Proof { index, count, siblings };
        prop_assert!(!verify(&node(expected), &node(leaf), &proof));
    }
}

#[test]
fn an_honest_tree_has_no_false_sum_and_a_lying_one_shows_it() {
    let leaves: Vec<Node> = [5u128, 7, 11].iter().map(|sum| leaf(&sum.to_le_bytes(), *sum)).collect();
    let pair = node(&leaves[0], &leaves[1]).unwrap();
    let top = node(&pair, &leaves[2]).unwrap();
    let down = Step { left: pair, right: leaves[2], to_the_right: false };
    let below = Step { left: leaves[0], right: leaves[1], to_the_right: true };
    let data = 7u128.to_le_bytes();
    let honest = root(&leaves).unwrap();
    assert!(!is_false(&honest, 3, &top.hash, &[down, below], Some((&data, 7))));
    assert!(!is_false(&honest, 3, &top.hash, &[], None));

    // The root says one more than is below it.
    let high = bind(3, &Node { sum: 24, ..top });
    assert!(is_false(&high, 3, &top.hash, &[down], None));
    assert!(!is_false(&high, 4, &top.hash, &[down], None));
    assert!(!is_false(&high, 3, &pair.hash, &[down], None));
    assert!(!is_false(&high, 3, &top.hash, &[Step { left: leaves[0], ..down }], None));

    // A pair says one more, and the leaf beside it one less.
    let rich = Node { sum: 13, ..pair };
    let poor = Node { sum: 10, ..leaves[2] };
    let top = node(&rich, &poor).unwrap();
    let lying = bind(3, &top);
    let down = Step { left: rich, right: poor, to_the_right: false };
    assert!(!is_false(&lying, 3, &top.hash, &[down], None));
    assert!(is_false(&lying, 3, &top.hash, &[down, below], None));
    let right = Step { to_the_right: true, ..down };
    let data = 11u128.to_le_bytes();
    assert!(is_false(&lying, 3, &top.hash, &[right], Some((&data, 11))));
    assert!(!is_false(&lying, 3, &top.hash, &[right], Some((&data, 10))));
    assert!(!is_false(&lying, 3, &top.hash, &[right], None));

    // Sums that leave 128 bits are false, too.
    let large = Node { sum: u128::MAX, ..leaves[0] };
    let step = Step { left: large, right: leaves[1], to_the_right: false };
    let hash = Node { hash: keccak(&large, &leaves[1]), sum: 6 };
    assert!(is_false(&bind(2, &hash), 2, &hash.hash, &[step], None));
}

/// Hash of a pair, whatever their sums come to.
fn keccak(left: &Node, right: &Node) -> [u8; 32] {
    let (left_sum, right_sum) = (left.sum.to_le_bytes(), right.sum.to_le_bytes());
    openledger_primitives::hashing::keccak_256_of(&[&[0x03], &left.hash, &left_sum, &right.hash, &right_sum])
}

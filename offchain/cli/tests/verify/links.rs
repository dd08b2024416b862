//! One lie or one altered byte at a time: the link that it breaks is named.

use crate::world::{anchor, Chain, Lies, World, ALLOCATION, BASE, TUNE};
use codec::DecodeAll;
use openledger_cli::verify::{
    stored::{Version, VersionKind, VersionState},
    LINKS,
};
use openledger_primitives::{
    batch::{BatchFile, CreditLine, ReceiptFile, Redemption},
    receipt::{credits_root, tokens_hash},
    recipe::NumericClass,
};

/// Lies, and what is said about them.
type Cases<T, const N: usize> = [(fn(&mut T), &'static str); N];

fn broken(world: &World) -> (Option<&'static str>, String) {
    let report = world.verify();
    let detail = report.links.iter().find(|link| link.ok == Some(false)).map(|link| link.detail.clone());
    assert_eq!(report.verified, report.broken.is_none());
    (report.broken, detail.unwrap_or_default())
}

#[track_caller]
fn breaks(world: &World, link: &str, because: &str) {
    let (found, detail) = broken(world);
    assert_eq!(found, Some(link), "{detail}");
    assert!(detail.contains(because), "{detail}");
}

#[test]
fn a_true_world_is_verified_link_by_link() {
    let world = World::new(Lies::default());
    let report = world.verify();
    assert_eq!(report.broken, None, "{report:#?}");
    assert_eq!(report.links.len(), LINKS.len());
    assert!(report.links.iter().all(|link| link.ok == Some(true) && !link.detail.is_empty()));
}

#[test]
fn every_receipt_of_the_batch_is_verified() {
    let world = World::new(Lies::default());
    let file = std::fs::read(world.content(&world.chain.batch.header.content)).expect("the batch's file");
    let file = BatchFile::decode_all(&mut file.as_slice()).expect("a batch");
    for receipt in file.receipts {
        let mut world = World::new(Lies::default());
        world.manifest.receipt = receipt.receipt.hash();
        assert_eq!(broken(&world).0, None);
    }
}

#[test]
fn links_behind_a_broken_one_are_not_checked() {
    let world = World::new(Lies::default());
    world.alter(&world.chain.versions[&TUNE].index.expect("an index"));
    let report = world.verify();
    let at = report.links.iter().position(|link| link.link == "index").expect("there");
    assert!(report.links[..at].iter().all(|link| link.ok == Some(true)));
    assert!(report.links[at + 1..].iter().all(|link| link.ok.is_none() && link.detail.contains("`index`")));
}

#[test]
fn state_an_altered_node_header_or_hash() {
    let flip = |text: &mut String, at: usize| {
        let new = if text.as_bytes()[at] == b'0' { "1" } else { "0" };
        text.replace_range(at..=at, new);
    };
    let nodes = World::new(Lies::default()).manifest.anchors[0].nodes.len();
    let mut noticed_here = 0;
    for node in 0..nodes {
        let mut world = World::new(Lies::default());
        flip(&mut world.manifest.anchors[0].nodes[node], 5);
        let (found, detail) = broken(&world);
        // The allocations may be gone from a state, so losing one is noticed where it is needed; losing what nobody
        // asks for is nothing.
        assert!(matches!(found, Some("state" | "voucher") | None), "{detail}");
        noticed_here += usize::from(found == Some("state"));
    }
    // A leaf and a value for each of the two allocations, and what is on the way to both.
    assert!(noticed_here >= nodes - 5, "{noticed_here} of {nodes} nodes");
    let mut world = World::new(Lies::default());
    flip(&mut world.manifest.anchors[0].header, 10);
    breaks(&world, "state", "does not hash to");
    let mut world = World::new(Lies::default());
    world.manifest.anchors[0].hash[0] ^= 1;
    breaks(&world, "state", "does not hash to");
    let mut world = World::new(Lies::default());
    world.manifest.anchors.clear();
    breaks(&world, "state", "no block");
    let mut world = World::new(Lies::default());
    world.manifest.batch += 1;
    breaks(&world, "state", "no batch 7");
    let mut world = World::new(Lies::default());
    world.manifest.contributions.push(13);
    breaks(&world, "state", "no contribution 13");
}

#[test]
fn batch_an_altered_file_signature_or_header() {
    let world = World::new(Lies::default());
    world.alter(&world.chain.batch.header.content);
    breaks(&world, "batch", "the batch's file");

    let mut world = World::new(Lies::default());
    world.manifest.submission.signature.replace_range(10..12, "00");
    breaks(&world, "batch", "session key");

    let other = |chain: &mut Chain| chain.worker.session_key = [3; 32];
    breaks(&World::new(Lies { chain: other, ..Lies::default() }), "batch", "session key");

    let other = |chain: &mut Chain| chain.batch.header.receipts += 1;
    breaks(&World::new(Lies { chain: other, ..Lies::default() }), "batch", "not batch 6 on chain");

    let mut world = World::new(Lies::default());
    world.manifest.receipt = [5; 32];
    breaks(&world, "batch", "holds no receipt");
}

#[test]
fn receipt_a_wrong_fee_request_or_token() {
    let cases: Cases<ReceiptFile, 6> = [
        (|file| file.receipt.fee += 1, "fee"),
        (|file| file.receipt.request = [1; 32], "request"),
        (|file| file.prompt[0] = 9, "prompt"),
        (|file| file.output.push(9), "output"),
        (|file| file.receipt.genesis = [2; 32], "chain"),
        (
            |file| {
                file.output = vec![4; 33];
                file.receipt.output = tokens_hash(&file.output);
                file.receipt.output_tokens = 33;
            },
            "at most 32",
        ),
    ];
    for (receipt, because) in cases {
        breaks(&World::new(Lies { receipt, ..Lies::default() }), "receipt", because);
    }
}

#[test]
fn voucher_a_wrong_key_sum_or_history() {
    let cases: Cases<Redemption, 6> = [
        (|redemption| redemption.voucher.signature = [1; 64], "not signed by the key"),
        (|redemption| redemption.amount += 1, "sum of the allocation's receipts"),
        (|redemption| redemption.receipts += 1, "sum of the allocation's receipts"),
        (|redemption| redemption.voucher.voucher.receipts_hash = [4; 32], "other receipts"),
        (|redemption| redemption.last = None, "not countersigned"),
        (|redemption| redemption.voucher.voucher.worker = [4; 32], "another chain or worker"),
    ];
    for (redemption, because) in cases {
        breaks(&World::new(Lies { redemption, ..Lies::default() }), "voucher", because);
    }
    let mut world = World::new(Lies::default());
    world.manifest.before = None;
    breaks(&world, "voucher", "before is not in the evidence");
    let mut world = World::new(Lies::default());
    world.chain.allocations.remove(&ALLOCATION);
    world.manifest.anchors = vec![anchor(&world.chain)];
    breaks(&world, "voucher", "is not in the proved state");
}

#[test]
fn an_allocation_that_was_closed_is_proved_by_an_older_block() {
    let mut world = World::new(Lies::default());
    let old = world.manifest.anchors[0].clone();
    world.chain.allocations.remove(&ALLOCATION);
    world.manifest.anchors = vec![anchor(&world.chain), old];
    assert_eq!(broken(&world).0, None);
}

#[test]
fn version_one_that_was_never_deployed_or_is_of_another_class() {
    let cases: Cases<Chain, 2> = [
        (|chain| tune(chain).state = VersionState::Proposed, "never deployed"),
        (|chain| tune(chain).numeric_class = NumericClass::CudaTolerant, "numeric class"),
    ];
    for (chain, because) in cases {
        breaks(&World::new(Lies { chain, ..Lies::default() }), "version", because);
    }
}

#[test]
fn version_any_kind_that_has_what_its_kind_has() {
    let kinds: [fn(&mut Chain); 3] = [
        |chain| tune(chain).kind = VersionKind::Merge,
        |chain| tune(chain).kind = VersionKind::Fork,
        |chain| tune(chain).kind = VersionKind::External,
    ];
    for chain in kinds {
        assert_eq!(broken(&World::new(Lies { chain, ..Lies::default() })).0, None);
    }
    let chain = |chain: &mut Chain| {
        tune(chain).kind = VersionKind::Merge;
        tune(chain).adapter = None;
    };
    breaks(&World::new(Lies { chain, ..Lies::default() }), "version", "adapter");
    let chain = |chain: &mut Chain| tune(chain).kind = VersionKind::Base;
    breaks(&World::new(Lies { chain, ..Lies::default() }), "version", "adapter");
}

fn tune(chain: &mut Chain) -> &mut Version {
    chain.versions.get_mut(&TUNE).expect("the tune")
}

#[test]
fn recipe_one_that_hashes_to_something_else() {
    let chain = |chain: &mut Chain| chain.recipe.1.seed += 1;
    breaks(&World::new(Lies { chain, ..Lies::default() }), "recipe", "hashes to");
    let chain = |chain: &mut Chain| tune(chain).recipe = None;
    breaks(&World::new(Lies { chain, ..Lies::default() }), "recipe", "must");
}

#[test]
fn snapshot_a_wrong_root_count_or_removal() {
    let cases: Cases<Chain, 5> = [
        (|chain| chain.snapshot.root = [1; 32], "root of snapshot"),
        (|chain| chain.snapshot.removed_root = [1; 32], "removed root"),
        (|chain| chain.snapshot.fragments += 1, "fragments"),
        (|chain| chain.snapshot.count = 2, "root of snapshot"),
        (|chain| chain.contributions.get_mut(&11).expect("there").root = [1; 32], "root of snapshot"),
    ];
    for (chain, because) in cases {
        breaks(&World::new(Lies { chain, ..Lies::default() }), "snapshot", because);
    }
}

#[test]
fn contribution_one_that_is_in_no_snapshot() {
    // Contribution 11 was removed before the snapshot was taken, 99 never was.
    let receipt = |file: &mut ReceiptFile| file.receipt.fragments[0].contribution = 11;
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "contribution", "contribution 11");
    let receipt = |file: &mut ReceiptFile| {
        file.scores.push((99, 5));
        file.receipt.credits = credits_root(&file.scores).expect("small");
    };
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "contribution", "contribution 99");
}

#[test]
fn fragment_an_altered_bundle_or_one_that_is_not_there() {
    let world = World::new(Lies::default());
    world.alter(&world.chain.contributions[&12].content);
    breaks(&world, "fragment", "the bundle of contribution 12");
    let receipt = |file: &mut ReceiptFile| file.receipt.fragments[1].fragment = 999;
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "fragment", "no fragment 999");
}

#[test]
fn index_an_altered_file_or_another_root() {
    let world = World::new(Lies::default());
    world.alter(&world.chain.versions[&TUNE].index.expect("an index"));
    breaks(&world, "index", "altered");
    let chain = |chain: &mut Chain| tune(chain).index_root = Some([1; 32]);
    breaks(&World::new(Lies { chain, ..Lies::default() }), "index", "committed to");
    let chain = |chain: &mut Chain| tune(chain).index_root = None;
    breaks(&World::new(Lies { chain, ..Lies::default() }), "index", "half an index");
}

#[test]
fn query_one_that_was_not_committed_to() {
    let receipt = |file: &mut ReceiptFile| file.query.gradient[0] = 7;
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "query", "not the one");
}

#[test]
fn score_one_that_is_not_the_product() {
    let receipt = |file: &mut ReceiptFile| {
        file.scores[1].1 += 1_000;
        file.receipt.credits = credits_root(&file.scores).expect("small");
    };
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "score", "contribution 12");
    let receipt = |file: &mut ReceiptFile| {
        file.scores.pop();
        file.receipt.credits = credits_root(&file.scores).expect("small");
    };
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "score", "1 scores");
}

#[test]
fn credits_a_root_over_something_else() {
    let receipt = |file: &mut ReceiptFile| file.receipt.credits.sum += 1;
    breaks(&World::new(Lies { receipt, ..Lies::default() }), "credits", "root and sum");
}

#[test]
fn lines_a_planck_for_somebody_else() {
    let lines = |lines: &mut Vec<CreditLine>| {
        lines[0].amount += 1;
        lines[2].amount -= 1;
    };
    breaks(&World::new(Lies { lines, ..Lies::default() }), "lines", "is owed");
    let lines = |lines: &mut Vec<CreditLine>| {
        lines.remove(0);
    };
    breaks(&World::new(Lies { lines, ..Lies::default() }), "lines", "owed");
    let lines = |lines: &mut Vec<CreditLine>| lines.reverse();
    breaks(&World::new(Lies { lines, ..Lies::default() }), "lines", "order");
    let lines = |lines: &mut Vec<CreditLine>| lines[0].version = BASE;
    breaks(&World::new(Lies { lines, ..Lies::default() }), "lines", "another version");
}

#[test]
fn payout_a_planck_too_many_for_anybody() {
    let cases: Cases<Chain, 7> = [
        (|chain| chain.batch.platform += 1, "platform"),
        (|chain| chain.batch.worked -= 1, "worker"),
        (|chain| chain.batch.remainder += 1, "remainder"),
        (|chain| chain.batch.shares[1].built += 1, "paid otherwise"),
        (|chain| chain.batch.shares[1].royalties += 1, "paid otherwise"),
        (|chain| chain.batch.shares[1].builder = [1; 32], "paid otherwise"),
        (|chain| chain.batch.fees += 1, "platform"),
    ];
    for (chain, because) in cases {
        breaks(&World::new(Lies { chain, ..Lies::default() }), "payout", because);
    }
}

#[test]
fn files_an_altered_or_missing_file_of_the_model() {
    let version = World::new(Lies::default()).chain.versions[&TUNE].clone();
    let base = version.base;
    let files = [base.weights, base.config, base.tokenizer, version.adapter.expect("an adapter")];
    for cid in files.into_iter().chain(version.adapter_config) {
        let world = World::new(Lies::default());
        world.alter(&cid);
        breaks(&world, "files", "altered");
        let world = World::new(Lies::default());
        std::fs::remove_file(world.content(&cid)).expect("removed");
        breaks(&world, "files", "not in the store");
    }
}

//! Whatever happens in whatever order, the invariants hold, and what a version owes never changes.

use crate::{mock::*, *};
use polkadot_sdk::frame_support::storage::with_storage_layer;
use proptest::prelude::*;

/// One thing that can happen; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Step {
    Register { name: u8, licence: LicenceId, royalty: u32 },
    Request { who: bool, name: u8, parent: u32, datanet: u32, licence: LicenceId, royalty: u32 },
    Train { id: u32, succeeds: bool },
    Evaluate { id: u32, drop: Option<i64> },
    Deploy { id: u32 },
    Ask { id: u32 },
    Alias { who: bool, name: u8, id: u32 },
    Deprecate { id: u32 },
    Revoke { id: u32 },
    Approve { id: u32 },
    Standard { minimum_improvement: u32, royalty_cap: u32, require_approval: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let id = 0u32..20;
    let name = 0u8..5;
    let licence = prop_oneof![3 => Just(MIT), 1 => Just(AGPL), 1 => Just(CC0)];
    let royalty = 0u32..=100_001;
    prop_oneof![
        2 => (name.clone(), licence.clone(), royalty.clone())
            .prop_map(|(name, licence, royalty)| Step::Register { name, licence, royalty }),
        8 => (any::<bool>(), name.clone(), id.clone(), 0u32..6, licence, royalty).prop_map(
            |(who, name, parent, datanet, licence, royalty)| Step::Request { who, name, parent, datanet, licence, royalty }
        ),
        8 => (id.clone(), prop::bool::weighted(0.8)).prop_map(|(id, succeeds)| Step::Train { id, succeeds }),
        8 => (id.clone(), proptest::option::weighted(0.8, -10i64..1_000_000))
            .prop_map(|(id, drop)| Step::Evaluate { id, drop }),
        8 => id.clone().prop_map(|id| Step::Deploy { id }),
        1 => id.clone().prop_map(|id| Step::Ask { id }),
        1 => (any::<bool>(), name, id.clone()).prop_map(|(who, name, id)| Step::Alias { who, name, id }),
        1 => id.clone().prop_map(|id| Step::Deprecate { id }),
        1 => id.clone().prop_map(|id| Step::Revoke { id }),
        4 => id.prop_map(|id| Step::Approve { id }),
        1 => (0u32..500_000, 0u32..=1_000_000, any::<bool>()).prop_map(
            |(minimum_improvement, royalty_cap, require_approval)| Step::Standard {
                minimum_improvement,
                royalty_cap,
                require_approval
            }
        ),
    ]
}

/// Does it, in a transaction of its own as the runtime would; most things may be refused.
fn take(step: Step) {
    let existing = |id: u32| id % NextVersionId::<Test>::get().max(1);
    let builder = |id: u32| signed(&version(existing(id)).builder);
    let who = |alice: bool| if alice { ALICE } else { BOB };
    let name = |n: u8| format!("m{n}");
    let _ = with_storage_layer(|| match step {
        Step::Register { name: n, licence, royalty } => register(&name(n), licence, royalty),
        Step::Request { who: alice, name: n, parent, datanet, licence, royalty } => {
            let parent = existing(parent);
            Request { parent, datanets: vec![datanet], licence, royalty, ..request(&name(n)) }.submit(&who(alice))
        }
        Step::Train { id, succeeds: true } => ModelsPallet::on_train_result(existing(id), &WORKER, trained()),
        Step::Train { id, succeeds: false } => {
            ModelsPallet::on_train_failed(existing(id));
            Ok(())
        }
        Step::Evaluate { id, drop: Some(drop) } => {
            ModelsPallet::on_evaluate_result(existing(id), &WORKER, measured(drop))
        }
        Step::Evaluate { id, drop: None } => {
            ModelsPallet::on_evaluate_failed(existing(id));
            Ok(())
        }
        Step::Deploy { id } => ModelsPallet::deploy(builder(id), existing(id)),
        Step::Ask { id } => ModelsPallet::request_evaluation(builder(id), existing(id), 1),
        Step::Alias { who: alice, name: n, id } => {
            let alias = slug(&name(n));
            ModelsPallet::set_alias(signed(&who(alice)), alias, existing(id))
        }
        Step::Deprecate { id } => ModelsPallet::deprecate(builder(id), existing(id)),
        Step::Revoke { id } => ModelsPallet::revoke(RuntimeOrigin::root(), existing(id)),
        Step::Approve { id } => ModelsPallet::approve(RuntimeOrigin::root(), existing(id)),
        Step::Standard { minimum_improvement, royalty_cap, require_approval } => {
            let maximum_royalty = royalty_cap.min(100_000);
            let standard = DeploymentStandard {
                minimum_improvement,
                require_approval,
                maximum_royalty,
                royalty_cap,
                ..Default::default()
            };
            ModelsPallet::do_set_standard(standard)
        }
    });
}

/// What must not change of any version.
fn frozen() -> Vec<(Royalties, SnapshotIds, Parents, u32)> {
    (0..NextVersionId::<Test>::get())
        .map(version)
        .map(|version| (version.royalties, version.snapshots, version.parents, version.royalty))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_happens_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..120)) {
        ExtBuilder::default().build_and_execute(|| {
            for step in steps {
                let (before, done) = (frozen(), format!("{step:?}"));
                take(step);
                if let Err(broken) = ModelsPallet::do_try_state() {
                    panic!("{broken:?} after {done}");
                }
                assert_eq!(frozen()[..before.len()], before, "after {done}");
            }
        });
    }
}

//! What held before is remembered, by kind and within bounds.

use crate::{mock::*, *};
use openledger_primitives::standard::DeploymentStandard;
use polkadot_sdk::frame_support::assert_ok;

fn deployment(minimum_improvement: u32) -> Standard {
    Standard::Deployment(DeploymentStandard { minimum_improvement, ..Default::default() })
}

#[test]
fn each_change_leaves_what_held_and_until_when() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(5);
        assert_ok!(set(deployment(1)));
        System::set_block_number(9);
        assert_ok!(set(deployment(2)));
        let past = |until, minimum| Past { until, standard: deployment(minimum) };
        assert_eq!(History::<Test>::get(StandardKind::Deployment).to_vec(), [past(5, 0), past(9, 1)]);
        assert!(History::<Test>::get(StandardKind::Economics).is_empty());
    });
}

#[test]
fn the_oldest_is_forgotten_first() {
    ExtBuilder::default().build_and_execute(|| {
        for minimum in 1..=5 {
            System::set_block_number(minimum.into());
            assert_ok!(set(deployment(minimum)));
        }
        let history = History::<Test>::get(StandardKind::Deployment);
        assert_eq!(history.iter().map(|past| past.until).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(history[0].standard, deployment(2));
    });
}

#[test]
fn what_was_remembered_brings_back_what_held() {
    for kind in StandardKind::ALL {
        ExtBuilder::default().build_and_execute(|| {
            let mut before = (Governance::standard(kind), Table::get());
            assert_ok!(set(some(kind)));
            assert_ne!((Governance::standard(kind), Table::get()), before);
            let past = History::<Test>::get(kind).last().cloned().unwrap();
            assert_ok!(set(past.standard));

            // A number that was given once is known for ever; it is retired then.
            let mut after = (Governance::standard(kind), Table::get());
            if kind == StandardKind::Licences {
                before.1.push((7, spdx("ISC"), true));
            }
            before.1.sort();
            after.1.sort();
            assert_eq!(after, before, "{kind:?}");
        });
    }
}

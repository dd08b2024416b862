//! Whatever happens in whatever order, the invariants hold and no money appears or disappears.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::Rejection, ContributionId};
use polkadot_sdk::frame_support::storage::with_storage_layer;
use proptest::prelude::*;

/// One thing that can happen; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Step {
    Contribute { who: bool, content: u8, licence: bool },
    Check { id: u64, verdict: Option<Rejection> },
    CheckFails { id: u64 },
    Report { id: u64, score: u8 },
    Vote { curator: usize, id: u64, score: u8 },
    Bond { curator: usize },
    Unbond { curator: usize },
    Close { id: u64 },
    Withdraw { who: bool, id: u64 },
    Rules { quorum: u8, threshold: u8 },
    Snapshot,
    Wait { blocks: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let id = 0u64..12;
    let verdict = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Rejection::RootMismatch)),
        1 => Just(Some(Rejection::Empty)),
    ];
    prop_oneof![
        4 => (any::<bool>(), 0u8..16, any::<bool>())
            .prop_map(|(who, content, licence)| Step::Contribute { who, content, licence }),
        6 => (id.clone(), verdict).prop_map(|(id, verdict)| Step::Check { id, verdict }),
        1 => id.clone().prop_map(|id| Step::CheckFails { id }),
        2 => (id.clone(), 0u8..=101).prop_map(|(id, score)| Step::Report { id, score }),
        8 => (0usize..4, id.clone(), 0u8..=101).prop_map(|(curator, id, score)| Step::Vote { curator, id, score }),
        1 => (0usize..4).prop_map(|curator| Step::Bond { curator }),
        1 => (0usize..4).prop_map(|curator| Step::Unbond { curator }),
        1 => id.clone().prop_map(|id| Step::Close { id }),
        2 => (any::<bool>(), id).prop_map(|(who, id)| Step::Withdraw { who, id }),
        1 => (1u8..=4, 0u8..=100).prop_map(|(quorum, threshold)| Step::Rules { quorum, threshold }),
        2 => Just(Step::Snapshot),
        2 => (1u64..6).prop_map(|blocks| Step::Wait { blocks }),
    ]
}

fn contributor(who: bool) -> AccountId {
    if who {
        ALICE
    } else {
        BOB
    }
}

/// Does it, in a transaction of its own as the runtime would; most things may be refused.
fn take(step: Step) {
    let existing = |id: ContributionId| id % NextContributionId::<Test>::get().max(1);
    let _ = with_storage_layer(|| match step {
        Step::Contribute { who, content, licence } => {
            let licence = if licence { MIT } else { AGPL };
            Declared { licence, content: ContentId([content; 32]), ..declared(content) }.submit(&contributor(who))
        }
        Step::Check { id, verdict } => DatanetsPallet::on_check_result(existing(id), &WORKER, checked(verdict)),
        Step::CheckFails { id } => {
            DatanetsPallet::on_check_failed(existing(id));
            Ok(())
        }
        Step::Report { id, score } => DatanetsPallet::on_curate_result(existing(id), &WORKER, reported(score)),
        Step::Vote { curator, id, score } => vote(curator, existing(id), score),
        Step::Bond { curator } => DatanetsPallet::bond_curator(signed(&CURATORS[curator]), BOND),
        Step::Unbond { curator } => DatanetsPallet::unbond_curator(signed(&CURATORS[curator])),
        Step::Close { id } => DatanetsPallet::close_curation(signed(&OWNER), existing(id)),
        Step::Withdraw { who, id } => DatanetsPallet::withdraw(signed(&contributor(who)), existing(id)),
        Step::Rules { quorum, threshold } => {
            DatanetsPallet::set_datanet_rules(signed(&OWNER), 0, CurationRules { quorum, threshold, ..rules() })
        }
        Step::Snapshot => DatanetsPallet::take_snapshot(0).map(|_| ()),
        Step::Wait { blocks } => {
            run_to(System::block_number() + blocks);
            Ok(())
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_happens_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..80)) {
        ExtBuilder::default().build_and_execute(|| {
            let issued = Balances::total_issuance();
            for step in steps {
                let done = format!("{step:?}");
                take(step);
                if let Err(broken) = DatanetsPallet::do_try_state() {
                    panic!("{broken:?} after {done}");
                }
            }
            assert_eq!(Balances::total_issuance(), issued);
            run_to(System::block_number() + 200);
            let undecided = Contributions::<Test>::iter_values()
                .filter(|contribution| matches!(contribution.state, ContributionState::InCuration { .. }));
            assert_eq!(undecided.count(), 0, "a voting that never ended");
        });
    }
}

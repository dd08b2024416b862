//! Whatever happens in whatever order, the invariants hold and no money appears or disappears.

use crate::{mock::*, *};
use openledger_primitives::{content::ContentId, job::Rejection, ContributionId};
use polkadot_sdk::{frame_support::storage::with_storage_layer, sp_runtime::DispatchError};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One thing that can happen; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Step {
    Contribute {
        who: bool,
        content: u8,
        licence: bool,
    },
    Check {
        id: u64,
        verdict: Option<Rejection>,
    },
    CheckFails {
        id: u64,
    },
    Report {
        id: u64,
        score: u8,
    },
    Seal {
        curator: usize,
        id: u64,
        score: u8,
    },
    Open {
        curator: usize,
        id: u64,
    },
    Appeal {
        who: bool,
        id: u64,
    },
    Challenge {
        who: bool,
        id: u64,
    },
    Release {
        id: u64,
    },
    Forget {
        id: u64,
    },
    SealAnswer {
        id: u64,
        score: u8,
    },
    OpenAnswer {
        who: bool,
        id: u64,
        score: u8,
    },
    Forfeit,
    Access {
        fee: u8,
    },
    Grant {
        who: bool,
    },
    Revoke {
        who: bool,
    },
    Train {
        who: bool,
    },
    Offer {
        who: bool,
    },
    AcceptDatanet {
        who: bool,
    },
    Move {
        who: bool,
        change: u8,
    },
    Cast {
        who: bool,
        aye: bool,
    },
    Conclude,
    /// A whole panel: curators seal, time passes if it must, they open.
    Judge {
        id: u64,
        first: usize,
        score: u8,
    },
    /// A contribution that is checked and judged at once.
    Give {
        who: bool,
        content: u8,
        first: usize,
        score: u8,
    },
    /// One whose answer is sealed beforehand, and opened afterwards.
    Plant {
        who: bool,
        content: u8,
        score: u8,
        answer: u8,
    },
    Bond {
        curator: usize,
    },
    Unbond {
        curator: usize,
    },
    Close {
        id: u64,
    },
    Withdraw {
        who: bool,
        id: u64,
    },
    Rules {
        quorum: u8,
        threshold: u8,
    },
    Snapshot,
    Wait {
        blocks: u64,
    },
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
        12 => (0usize..8, id.clone(), 0u8..=100).prop_map(|(curator, id, score)| Step::Seal { curator, id, score }),
        16 => (0usize..8, id.clone()).prop_map(|(curator, id)| Step::Open { curator, id }),
        3 => (any::<bool>(), id.clone()).prop_map(|(who, id)| Step::Appeal { who, id }),
        3 => (any::<bool>(), id.clone()).prop_map(|(who, id)| Step::Challenge { who, id }),
        2 => id.clone().prop_map(|id| Step::Release { id }),
        1 => id.clone().prop_map(|id| Step::Forget { id }),
        1 => (id.clone(), 0u8..=2).prop_map(|(id, score)| Step::SealAnswer { id, score }),
        2 => (any::<bool>(), id.clone(), 0u8..=2).prop_map(|(who, id, score)| Step::OpenAnswer { who, id, score }),
        1 => Just(Step::Forfeit),
        1 => (0u8..10).prop_map(|fee| Step::Access { fee }),
        1 => any::<bool>().prop_map(|who| Step::Grant { who }),
        1 => any::<bool>().prop_map(|who| Step::Revoke { who }),
        1 => any::<bool>().prop_map(|who| Step::Train { who }),
        1 => any::<bool>().prop_map(|who| Step::Offer { who }),
        1 => any::<bool>().prop_map(|who| Step::AcceptDatanet { who }),
        2 => (any::<bool>(), 0u8..3).prop_map(|(who, change)| Step::Move { who, change }),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(who, aye)| Step::Cast { who, aye }),
        1 => Just(Step::Conclude),
        8 => (id.clone(), 0usize..6, 0u8..=100).prop_map(|(id, first, score)| Step::Judge { id, first, score }),
        8 => (any::<bool>(), 0u8..32, 0usize..6, 0u8..=100)
            .prop_map(|(who, content, first, score)| Step::Give { who, content, first, score }),
        2 => (any::<bool>(), 32u8..64, 0u8..=100, 0u8..=100)
            .prop_map(|(who, content, score, answer)| Step::Plant { who, content, score, answer }),
        1 => (0usize..8).prop_map(|curator| Step::Bond { curator }),
        1 => (0usize..8).prop_map(|curator| Step::Unbond { curator }),
        1 => id.clone().prop_map(|id| Step::Close { id }),
        2 => (any::<bool>(), id).prop_map(|(who, id)| Step::Withdraw { who, id }),
        1 => (1u8..=4, 0u8..=100).prop_map(|(quorum, threshold)| Step::Rules { quorum, threshold }),
        2 => Just(Step::Snapshot),
        2 => (1u64..6).prop_map(|blocks| Step::Wait { blocks }),
    ]
}

polkadot_sdk::frame_support::parameter_types! {
    /// What curators have sealed.
    pub static Scores: BTreeMap<(ContributionId, u8, usize), u8> = BTreeMap::new();
}

fn owner() -> AccountId {
    Datanets::<Test>::get(0).unwrap().owner
}

fn contributor(who: bool) -> AccountId {
    if who {
        ALICE
    } else {
        BOB
    }
}

/// Four curators judge, as far as they may.
fn judge_freely(id: ContributionId, first: usize, score: u8) {
    let curators = || (0..4).map(|nth| (first + nth) % 6);
    let scores = |nth: usize| score.saturating_sub(15 * (nth % 3) as u8);
    for curator in curators() {
        let _ = with_storage_layer(|| seal(curator, id, scores(curator)));
    }
    if let Some(Round { phase: Phase::Sealing, ends, .. }) = Rounds::<Test>::get(id) {
        run_to(ends);
    }
    for curator in curators() {
        let _ = with_storage_layer(|| open(curator, id, scores(curator)));
    }
}

/// Somebody's contribution that a worker finds in order.
fn give(who: bool, content: u8) -> Result<ContributionId, DispatchError> {
    let id = NextContributionId::<Test>::get();
    Declared { content: ContentId([content; 32]), ..declared(content) }.submit(&contributor(who))?;
    DatanetsPallet::on_check_result(id, &WORKER, checked(None))?;
    Ok(id)
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
        Step::Seal { curator, id, score } => {
            let id = existing(id);
            Scores::mutate(|scores| scores.insert((id, round(id), curator), score));
            seal(curator, id, score)
        }
        Step::Open { curator, id } => {
            let id = existing(id);
            let score = Scores::get().get(&(id, round(id), curator)).copied().unwrap_or(50);
            open(curator, id, score)
        }
        Step::Appeal { who, id } => DatanetsPallet::appeal(signed(&contributor(who)), existing(id)),
        Step::Challenge { who, id } => {
            let (reason, evidence) = (Rejection::Secrets, ContentId([3; 32]));
            DatanetsPallet::challenge(signed(&contributor(who)), existing(id), reason, evidence)
        }
        Step::Release { id } => DatanetsPallet::release_deposit(signed(&PAUPER), existing(id)),
        Step::Forget { id } => DatanetsPallet::forget_contribution(signed(&PAUPER), existing(id)),
        Step::SealAnswer { id, score } => {
            let id = NextContributionId::<Test>::get() + id % 3;
            let commitment = DatanetsPallet::known_answer(id, score * 50, SALT);
            DatanetsPallet::seal_known_answer(signed(&owner()), 0, commitment)
        }
        Step::OpenAnswer { who, id, score } => {
            DatanetsPallet::open_known_answer(signed(&contributor(who)), existing(id), score * 50, SALT)
        }
        Step::Forfeit => {
            let commitment = Plants::<Test>::get(0).first().map(|plant| plant.commitment).unwrap_or_default();
            DatanetsPallet::forfeit_known_answer(signed(&PAUPER), 0, commitment)
        }
        Step::Access { fee } => {
            let terms = match fee {
                0..4 => AccessTerms::Open,
                4..8 => AccessTerms::Fee(fee.into()),
                _ => AccessTerms::Approved,
            };
            DatanetsPallet::set_access(signed(&owner()), 0, terms)
        }
        Step::Grant { who } => DatanetsPallet::grant_access(signed(&owner()), 0, contributor(who)),
        Step::Revoke { who } => DatanetsPallet::revoke_access(signed(&owner()), 0, contributor(who)),
        Step::Train { who } => DatanetsPallet::take_snapshot_for(&contributor(who), 0).map(|_| ()),
        Step::Offer { who } => DatanetsPallet::offer_datanet(signed(&owner()), 0, Some(contributor(who))),
        Step::AcceptDatanet { who } => DatanetsPallet::accept_datanet(signed(&contributor(who)), 0),
        Step::Move { who, change } => {
            let change = match change {
                0 => Change::Rules(CurationRules { threshold: 40, ..rules() }),
                1 => Change::Licences(licences(&[MIT])),
                _ => Change::Owner(OWNER),
            };
            DatanetsPallet::open_motion(signed(&contributor(who)), 0, change)
        }
        Step::Cast { who, aye } => {
            DatanetsPallet::vote_on_motion(signed(&contributor(who)), 0, MotionCount::<Test>::get(0), aye)
        }
        Step::Conclude => {
            if let Some(motion) = Motions::<Test>::get(0) {
                run_to(motion.ends);
            }
            DatanetsPallet::conclude_motion(signed(&PAUPER), 0)
        }
        Step::Judge { id, first, score } => {
            judge_freely(existing(id), first, score);
            Ok(())
        }
        Step::Give { who, content, first, score } => {
            judge_freely(give(who, content)?, first, score);
            Ok(())
        }
        Step::Plant { who, content, score, answer } => {
            let commitment = DatanetsPallet::known_answer(NextContributionId::<Test>::get(), answer, SALT);
            DatanetsPallet::seal_known_answer(signed(&owner()), 0, commitment)?;
            run_to(System::block_number() + 1);
            let id = give(who, content)?;
            judge_freely(id, 0, score);
            let _ =
                with_storage_layer(|| DatanetsPallet::open_known_answer(signed(&contributor(who)), id, answer, SALT));
            Ok(())
        }
        Step::Bond { curator } => DatanetsPallet::bond_curator(signed(&CURATORS[curator]), BOND),
        Step::Unbond { curator } => DatanetsPallet::unbond_curator(signed(&CURATORS[curator])),
        Step::Close { id } => DatanetsPallet::close_curation(signed(&PAUPER), existing(id)),
        Step::Withdraw { who, id } => DatanetsPallet::withdraw(signed(&contributor(who)), existing(id)),
        Step::Rules { quorum, threshold } => {
            DatanetsPallet::set_datanet_rules(signed(&owner()), 0, CurationRules { quorum, threshold, ..rules() })
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
    fn nothing_that_happens_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..150)) {
        ExtBuilder::default().curators(6).build_and_execute(|| {
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
            assert_eq!(Rounds::<Test>::iter().count(), 0, "a panel that never ended");
            for id in Contributions::<Test>::iter_keys().collect::<Vec<_>>() {
                let _ = DatanetsPallet::release_deposit(signed(&PAUPER), id);
            }
            let waiting = Contributions::<Test>::iter_values()
                .filter(|contribution| contribution.state != ContributionState::Submitted);
            assert!(waiting.into_iter().all(|contribution| contribution.deposit == 0), "a deposit kept for ever");
        });
    }
}

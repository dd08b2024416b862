//! Whatever happens in whatever order, the invariants hold, and what a version owes never changes.

use crate::{mock::*, *};
use openledger_primitives::job::MergeResult;
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
    Fork { who: bool, name: u8, parent: u32, royalty: u32 },
    Merge { who: bool, name: u8, left: u32, right: u32, weight: u32 },
    Merged { id: u32, succeeds: bool },
    Reproduce { id: u32 },
    Reproduced { id: u32, worker: u8, same: bool },
    SettleMismatch { id: u32, stands: bool },
    External { who: bool, name: u8, adapter: u8 },
    Challenge { id: u32, known: u32 },
    SettleChallenge { id: u32, upheld: bool },
    Propose { who: bool, name: u8, parent: u32 },
    Fund { id: u32, who: bool, amount: u128 },
    Close { id: u32, by_builder: bool },
    Reclaim { id: u32, who: bool },
    Stake { id: u32, who: bool, amount: u128 },
    Activate { id: u32, who: bool },
    Unstake { id: u32, who: bool, amount: u128 },
    Withdraw { id: u32, who: bool },
    Earn { id: u32, amount: u128 },
    Claim { id: u32, who: bool },
    Agent { who: bool, name: u8, version: u32 },
    UpdateAgent { who: bool, id: u32, version: u32 },
    RetireAgent { who: bool, id: u32 },
    Remove { snapshot: u32, contribution: u64 },
    Flag { id: u32, contribution: u64 },
    FlagDescendant { id: u32, parent: u32 },
    Retrain { id: u32 },
    LowerRoyalty { id: u32, royalty: u32 },
    Pass { blocks: u64 },
    Standard { minimum_improvement: u32, royalty_cap: u32, require_approval: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let id = 0u32..20;
    let name = 0u8..5;
    let licence = prop_oneof![3 => Just(MIT), 1 => Just(AGPL), 1 => Just(CC0)];
    let royalty = 0u32..=100_001;
    let who = any::<bool>();
    let amount = prop_oneof![Just(10u128), 1u128..200];
    let lineage = prop_oneof![
        4 => (who, name.clone(), id.clone(), royalty.clone())
            .prop_map(|(who, name, parent, royalty)| Step::Fork { who, name, parent, royalty }),
        4 => (who, name.clone(), id.clone(), id.clone(), 1u32..1_000_000)
            .prop_map(|(who, name, left, right, weight)| Step::Merge { who, name, left, right, weight }),
        6 => (id.clone(), prop::bool::weighted(0.9)).prop_map(|(id, succeeds)| Step::Merged { id, succeeds }),
        2 => id.clone().prop_map(|id| Step::Reproduce { id }),
        4 => (id.clone(), 0u8..3, any::<bool>())
            .prop_map(|(id, worker, same)| Step::Reproduced { id, worker, same }),
        1 => (id.clone(), any::<bool>()).prop_map(|(id, stands)| Step::SettleMismatch { id, stands }),
        2 => (who, name.clone(), 70u8..90).prop_map(|(who, name, adapter)| Step::External { who, name, adapter }),
        2 => (id.clone(), id.clone()).prop_map(|(id, known)| Step::Challenge { id, known }),
        1 => (id.clone(), any::<bool>()).prop_map(|(id, upheld)| Step::SettleChallenge { id, upheld }),
        1 => (0u32..3, 0u64..22).prop_map(|(snapshot, contribution)| Step::Remove { snapshot, contribution }),
        2 => (id.clone(), 0u64..22).prop_map(|(id, contribution)| Step::Flag { id, contribution }),
        2 => (id.clone(), id.clone()).prop_map(|(id, parent)| Step::FlagDescendant { id, parent }),
        1 => id.clone().prop_map(|id| Step::Retrain { id }),
        1 => (id.clone(), royalty.clone()).prop_map(|(id, royalty)| Step::LowerRoyalty { id, royalty }),
        6 => (1u64..60).prop_map(|blocks| Step::Pass { blocks }),
    ];
    let backing = prop_oneof![
        3 => (who, name.clone(), id.clone()).prop_map(|(who, name, parent)| Step::Propose { who, name, parent }),
        8 => (id.clone(), who, amount.clone()).prop_map(|(id, who, amount)| Step::Fund { id, who, amount }),
        1 => (id.clone(), any::<bool>()).prop_map(|(id, by_builder)| Step::Close { id, by_builder }),
        3 => (id.clone(), who).prop_map(|(id, who)| Step::Reclaim { id, who }),
        5 => (id.clone(), who, amount.clone()).prop_map(|(id, who, amount)| Step::Stake { id, who, amount }),
        5 => (id.clone(), who).prop_map(|(id, who)| Step::Activate { id, who }),
        3 => (id.clone(), who, amount.clone()).prop_map(|(id, who, amount)| Step::Unstake { id, who, amount }),
        3 => (id.clone(), who).prop_map(|(id, who)| Step::Withdraw { id, who }),
        5 => (id.clone(), amount).prop_map(|(id, amount)| Step::Earn { id, amount }),
        4 => (id.clone(), who).prop_map(|(id, who)| Step::Claim { id, who }),
        1 => (who, name.clone(), id.clone()).prop_map(|(who, name, version)| Step::Agent { who, name, version }),
        1 => (who, 0u32..4, id.clone()).prop_map(|(who, id, version)| Step::UpdateAgent { who, id, version }),
        1 => (who, 0u32..4).prop_map(|(who, id)| Step::RetireAgent { who, id }),
    ];
    prop_oneof![
        20 => lineage,
        20 => backing,
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

/// The version that a number leads to among those of a kind, or else among all: so that most steps find something to
/// happen to.
fn among(number: u32, fits: impl Fn(u32, &VersionOf<Test>) -> bool) -> u32 {
    let all = NextVersionId::<Test>::get().max(1);
    let fitting: Vec<u32> = (0..all).filter(|id| Versions::<Test>::get(id).is_some_and(|v| fits(*id, &v))).collect();
    fitting.get(number as usize % fitting.len().max(1)).copied().unwrap_or(number % all)
}

/// The same among those in a state.
fn within(number: u32, state: VersionState) -> u32 {
    among(number, |_, version| version.state == state)
}

/// The same among those that somebody backs.
fn backed_by(number: u32, who: &AccountId, has: impl Fn(&PositionOf<Test>) -> bool) -> u32 {
    among(number, |id, _| has(&Backers::<Test>::get(id, who)))
}

/// Does it, in a transaction of its own as the runtime would; most things may be refused.
fn take(step: Step) {
    let existing = |id: u32| id % NextVersionId::<Test>::get().max(1);
    let builder = |id: u32| signed(&version(existing(id)).builder);
    let who = |alice: bool| if alice { ALICE } else { BOB };
    let name = |n: u8| format!("m{n}");
    let backer = |carol: bool| if carol { CAROL } else { DAVE };
    let _ = with_storage_layer(|| match step {
        Step::Register { name: n, licence, royalty } => register(&name(n), licence, royalty),
        Step::Request { who: alice, name: n, parent, datanet, licence, royalty } => {
            let parent = within(parent, VersionState::Deployed);
            Request { parent, datanets: vec![datanet], licence, royalty, ..request(&name(n)) }.submit(&who(alice))
        }
        Step::Train { id, succeeds: true } => {
            let id = within(id, VersionState::Training);
            ModelsPallet::on_train_result(id, &WORKER, trained_as(id))
        }
        Step::Train { id, succeeds: false } => {
            fail_training(within(id, VersionState::Training));
            Ok(())
        }
        Step::Fork { who: alice, name: n, parent, royalty } => {
            fork(&who(alice), &name(n), within(parent, VersionState::Deployed), royalty).map(drop)
        }
        Step::Merge { who: alice, name: n, left, right, weight } => {
            let whole = |_: u32, v: &VersionOf<Test>| v.state == VersionState::Deployed && v.index.is_some();
            let parents = [(among(left, whole), weight), (among(right, whole), 1_000_000 - weight)];
            merge(&who(alice), &name(n), &parents).map(drop)
        }
        Step::Merged { id, succeeds: true } => {
            let id = among(id, |_, v| v.state == VersionState::Training && v.kind == VersionKind::Merge);
            let result = MergeResult { adapter: trained_as(id).adapter, ..merged() };
            ModelsPallet::on_merge_result(id, &WORKER, result)
        }
        Step::Merged { id, succeeds: false } => {
            if version(existing(id)).kind == VersionKind::Merge {
                ModelsPallet::on_merge_failed(existing(id));
            }
            Ok(())
        }
        Step::Reproduce { id } => {
            ModelsPallet::request_reproduction(signed(&CAROL), among(id, |_, v| v.index.is_some()), REWARD)
        }
        Step::Reproduced { id, worker, same } => {
            let id = among(id, |id, _| Reproductions::<Test>::contains_key(id));
            let version = version(id);
            let mut made = Made::from(&trained());
            made.adapter = version.adapter.unwrap_or(made.adapter);
            made.index_root = version.index_root.unwrap_or_default();
            made.checkpoints_root = version.checkpoints_root;
            if !same {
                made.index_root = [9; 32];
            }
            let worker = [WORKER, SECOND, THIRD][usize::from(worker)].clone();
            if !Reproductions::<Test>::contains_key(id) {
                return Ok(());
            }
            ModelsPallet::on_reproduce_result(id, &worker, made)
        }
        Step::SettleMismatch { id, stands } => {
            let id = among(id, |id, _| Mismatches::<Test>::contains_key(id));
            ModelsPallet::settle_mismatch(RuntimeOrigin::root(), id, stands)
        }
        Step::External { who: alice, name: n, adapter } => external(&who(alice), &name(n), adapter).map(drop),
        Step::Challenge { id, known } => {
            let id = among(id, |_, version| version.kind == VersionKind::External);
            let known = among(known, |_, version| version.adapter.is_some());
            ModelsPallet::challenge_external(signed(&CAROL), id, known)
        }
        Step::SettleChallenge { id, upheld } => {
            let id = among(id, |id, _| Challenges::<Test>::contains_key(id));
            ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, upheld)
        }
        Step::Propose { who: alice, name: n, parent } => {
            Request { parent: within(parent, VersionState::Deployed), ..request(&name(n)) }.propose(&who(alice))
        }
        Step::Fund { id, who, amount } => {
            ModelsPallet::fund(signed(&backer(who)), within(id, VersionState::Funding), amount)
        }
        Step::Close { id, by_builder } => {
            let id = within(id, VersionState::Funding);
            let who = if by_builder { version(id).builder } else { DAVE };
            ModelsPallet::close_proposal(signed(&who), id)
        }
        Step::Reclaim { id, who } => {
            let who = backer(who);
            let id = among(id, |id, _| Proposals::<Test>::get(id).is_some_and(|proposal| proposal.returned.is_some()));
            ModelsPallet::reclaim_funding(signed(&who), id)
        }
        Step::Stake { id, who, amount } => {
            ModelsPallet::stake(signed(&backer(who)), within(id, VersionState::Deployed), amount)
        }
        Step::Activate { id, who } => {
            let who = backer(who);
            let id = backed_by(id, &who, |position| position.warming > 0);
            ModelsPallet::activate_stake(signed(&BOB), id, who)
        }
        Step::Unstake { id, who, amount } => {
            let who = backer(who);
            let id = backed_by(id, &who, |position| position.staked + position.warming > 0);
            ModelsPallet::unstake(signed(&who), id, amount)
        }
        Step::Withdraw { id, who } => {
            let who = backer(who);
            let id = among(id, |id, _| Unbondings::<Test>::contains_key(id, &who));
            ModelsPallet::withdraw_unbonded(signed(&who), id)
        }
        Step::Earn { id, amount } => earn(among(id, |id, _| ModelsPallet::has_backers(id)), amount),
        Step::Claim { id, who } => {
            let who = backer(who);
            let id = among(id, |id, _| ModelsPallet::stake_income(id, who.clone()) > 0);
            ModelsPallet::claim_stake_income(signed(&who), id)
        }
        Step::Agent { who: alice, name: n, version } => {
            let offer = agent_of(&[(within(version, VersionState::Deployed), 1_000_000)]);
            ModelsPallet::register_agent(signed(&who(alice)), slug(&name(n)), offer)
        }
        Step::UpdateAgent { who: alice, id, version } => ModelsPallet::update_agent(
            signed(&who(alice)),
            id,
            agent_of(&[(within(version, VersionState::Deployed), 1_000_000)]),
        ),
        Step::RetireAgent { who: alice, id } => ModelsPallet::retire_agent(signed(&who(alice)), id),
        Step::Remove { snapshot, contribution } => {
            Gone::mutate(|gone| gone.push((snapshot, contribution, System::block_number())));
            Ok(())
        }
        Step::Flag { id, contribution } => {
            let removed =
                |_: u32, v: &VersionOf<Test>| v.snapshots.iter().any(|s| Gone::get().iter().any(|g| g.0 == *s));
            let known = Gone::get().get(contribution as usize % Gone::get().len().max(1)).map(|gone| gone.1);
            ModelsPallet::flag_version(signed(&CAROL), among(id, removed), known.unwrap_or(contribution))
        }
        Step::FlagDescendant { id, parent } => {
            let parent = among(parent, |id, _| Flags::<Test>::contains_key(id));
            let id = among(id, |_, version| version.parents.iter().any(|other| other.version == parent));
            ModelsPallet::flag_descendant(signed(&CAROL), id, parent)
        }
        Step::Retrain { id } => {
            let id = among(id, |_, version| version.kind == VersionKind::FineTune);
            ModelsPallet::request_retraining(signed(&version(id).builder), id, REWARD)
        }
        Step::LowerRoyalty { id, royalty } => ModelsPallet::lower_royalty(builder(id), existing(id), royalty),
        Step::Pass { blocks } => {
            System::set_block_number(System::block_number() + blocks);
            Ok(())
        }
        Step::Evaluate { id, drop: Some(drop) } => {
            ModelsPallet::on_evaluate_result(within(id, VersionState::Evaluating), &WORKER, measured(drop))
        }
        Step::Evaluate { id, drop: None } => {
            ModelsPallet::on_evaluate_failed(existing(id));
            Ok(())
        }
        Step::Deploy { id } => {
            let ready =
                |_: u32, v: &VersionOf<Test>| matches!(v.state, VersionState::Proposed | VersionState::Approved);
            let id = among(id, ready);
            ModelsPallet::deploy(signed(&version(id).builder), id)
        }
        Step::Ask { id } => ModelsPallet::request_evaluation(builder(id), existing(id), 1),
        Step::Alias { who: alice, name: n, id } => {
            let alias = slug(&name(n));
            ModelsPallet::set_alias(signed(&who(alice)), alias, existing(id))
        }
        Step::Deprecate { id } => ModelsPallet::deprecate(builder(id), existing(id)),
        Step::Revoke { id } => ModelsPallet::revoke(RuntimeOrigin::root(), existing(id)),
        Step::Approve { id } => ModelsPallet::approve(RuntimeOrigin::root(), within(id, VersionState::Proposed)),
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
fn frozen() -> Vec<(Royalties, SnapshotIds, Parents, VersionKind)> {
    (0..NextVersionId::<Test>::get())
        .map(version)
        .map(|version| (version.royalties, version.snapshots, version.parents, version.kind))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_that_happens_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..160)) {
        ExtBuilder::default().build_and_execute(|| {
            deployed(request("m0"));
            deployed(Request { licence: CC0, ..request("m1") });
            let issued = Balances::total_issuance();
            for step in steps {
                let (before, done) = (frozen(), format!("{step:?}"));
                take(step);
                if let Err(broken) = ModelsPallet::do_try_state() {
                    panic!("{broken:?} after {done}");
                }
                assert_eq!(frozen()[..before.len()], before, "after {done}");
                assert_eq!(Balances::total_issuance(), issued, "after {done}");
            }
        });
    }
}

//! Each invariant notices when it is broken.

use crate::{mock::*, *};
use polkadot_sdk::{frame_support::assert_err, sp_runtime::DispatchError};

/// Breaks something on a chain with a base (0), a tune of it (1) and a tune of that in training (2), and expects
/// the invariant to say so.
fn breaks(message: &'static str, damage: impl FnOnce()) {
    ExtBuilder::default().build().execute_with(|| {
        let tune = deployed(request("tune"));
        Request { parent: tune, ..request("next") }.submitted();
        ModelsPallet::set_alias(signed(&BOB), slug("best"), tune).unwrap();
        ModelsPallet::do_try_state().unwrap();
        damage();
        assert_err!(ModelsPallet::do_try_state(), DispatchError::Other(message));
    });
}

fn change(id: u32, change: impl FnOnce(&mut VersionOf<Test>)) {
    Versions::<Test>::mutate(id, |version| change(version.as_mut().unwrap()));
}

#[test]
fn number_1_finds_models_that_miscount() {
    let model = |change: fn(&mut Model<AccountId>)| {
        Models::<Test>::mutate(slug("tune"), |model| change(model.as_mut().unwrap()))
    };
    breaks("1: a version of no model", || Models::<Test>::remove(slug("tune")));
    breaks("1: a version was not built by its model's owner", || model(|model| model.owner = BOB));
    breaks("1: a model's versions are numbered with gaps", || model(|model| model.versions = 2));
    breaks("1: the version a model deployed last is not its own", || model(|model| model.latest = Some(0)));
}

#[test]
fn number_2_finds_aliases_that_lead_astray() {
    breaks("2: an alias leads nowhere", || Aliases::<Test>::insert(slug("best"), 9));
    breaks("2: an alias without owner", || AliasOwners::<Test>::remove(slug("best")));
    breaks("2: an owner without alias", || Aliases::<Test>::remove(slug("best")));
    breaks("2: a model and an alias of one name have two owners", || {
        Aliases::<Test>::insert(slug("tune"), 0);
        AliasOwners::<Test>::insert(slug("tune"), BOB);
    });
}

#[test]
fn number_3_finds_impossible_parents() {
    let parent = |version, weight| Parents::truncate_from(vec![Parent { version, weight }]);
    breaks("3: a base with parents, or a version without", || change(2, |v| v.parents = Parents::default()));
    breaks("3: a parent is not older", || change(1, |v| v.parents = parent(2, 1_000_000)));
    breaks("3: a parent has another base", || change(2, |v| v.base = files(9)));
    breaks("3: the weights of parents are not one whole", || change(2, |v| v.parents = parent(1, 1)));
}

#[test]
fn number_4_finds_royalties_that_are_not_owed() {
    let set = |list: &[(u32, u32)]| change(2, |v| v.royalties = Royalties::truncate_from(list.to_vec()));
    breaks("4: royalties are not in order", || set(&[(1, 1), (0, 1)]));
    breaks("4: royalties are not in order", || set(&[(0, 1), (0, 1)]));
    breaks("4: a royalty of nothing", || set(&[(0, 0)]));
    breaks("4: royalties are more than everything", || set(&[(0, 1_000_000), (1, 1)]));
    breaks("4: a royalty for a stranger", || set(&[(2, 1)]));
}

#[test]
fn number_5_finds_lost_recipes_and_data() {
    breaks("5: a base with recipe, or a trained version without", || change(2, |v| v.recipe = None));
    breaks("5: a base with data, or a trained version without", || change(2, |v| v.snapshots = Default::default()));
    breaks("5: a recipe is not kept", || Recipes::<Test>::remove(recipe().hash()));
    breaks("5: a recipe under another hash", || Recipes::<Test>::insert([0; 32], recipe()));
}

#[test]
fn number_6_finds_training_that_does_not_show() {
    breaks("6: a part of what training makes is missing", || change(1, |v| v.index = None));
    breaks("6: training and state disagree", || change(2, |v| v.state = VersionState::Proposed));
    breaks("6: training and state disagree", || change(1, |v| v.state = VersionState::Failed));
    breaks("6: a version is served and was not measured", || change(1, |v| v.metrics = None));
}

#[test]
fn number_7_finds_gaps() {
    breaks("7: versions are numbered with gaps", || NextVersionId::<Test>::put(4));
    breaks("7: versions are numbered with gaps", || NextVersionId::<Test>::put(2));
}

#[test]
fn number_8_finds_generations_that_are_skipped() {
    breaks("8: a generation is not one more than its parents'", || Generations::<Test>::insert(2, 5));
    breaks("8: a generation is not one more than its parents'", || Generations::<Test>::insert(0, 1));
}

#[test]
fn number_9_finds_files_of_nobody() {
    breaks("9: a fork without source", || SourceOf::<Test>::insert(1, 0));
    breaks("9: an adapter is not known", || VersionOfAdapter::<Test>::remove(trained().adapter));
    breaks("9: an adapter leads to another version", || VersionOfAdapter::<Test>::insert(trained().adapter, 0));
    breaks("9: a fork has other files than its source", || {
        let id = fork(&BOB, "mine", 1, 0).unwrap();
        change(id, |v| v.index_root = Some([0; 32]));
    });
    breaks("9: a version is verified and disputed", || {
        let made = Made::from(&trained());
        Mismatches::<Test>::insert(1, Mismatch { worker: SECOND, made });
        change(1, |v| v.verified = true);
    });
}

#[test]
fn number_10_finds_deposits_that_are_not_held() {
    breaks("10: a version's deposit is not on hold", || Deposits::<Test>::insert(0, 1));
    breaks("10: an agent's deposit is not on hold", || {
        ModelsPallet::register_agent(signed(&BOB), slug("helper"), agent_of(&[(0, 1_000_000)])).unwrap();
        Agents::<Test>::mutate(0, |agent| agent.as_mut().unwrap().deposit += 1);
    });
    breaks("10: a challenge of what is not external", || {
        Challenges::<Test>::insert(1, Challenge { challenger: CAROL, known: 0, bond: 0 });
    });
}

#[test]
fn numbers_11_and_12_find_stake_and_income_that_are_not_there() {
    breaks("11: stake is not on hold", || {
        Backers::<Test>::insert(1, CAROL, PositionOf::<Test> { warming: 5, ..Default::default() });
    });
    breaks("12: shares are not those of the backers", || BackingPools::<Test>::mutate(1, |pool| pool.shares = 1));
    breaks("12: backers are owed more than came in", || {
        Backers::<Test>::insert(1, CAROL, PositionOf::<Test> { owed: 5, ..Default::default() });
    });
    breaks("12: a proposal raised something else than was given", || {
        let id = request("more").proposed();
        Proposals::<Test>::mutate(id, |proposal| proposal.as_mut().unwrap().raised = 1);
    });
}

#[test]
fn number_13_finds_an_account_that_cannot_pay() {
    breaks("13: what the account owes is not summed up", || Committed::<Test>::put(1));
    breaks("13: the pallet's account has not got what it owes", || {
        BackingPools::<Test>::mutate(1, |pool| pool.received = PURSE);
        Committed::<Test>::put(PURSE);
    });
}

#[test]
fn number_14_finds_agents_without_names() {
    let agent = || ModelsPallet::register_agent(signed(&BOB), slug("helper"), agent_of(&[(0, 1_000_000)])).unwrap();
    breaks("14: an agent without its name", || {
        agent();
        AgentNames::<Test>::remove(slug("helper"));
    });
    breaks("14: an agent is not one whole", || {
        agent();
        Agents::<Test>::mutate(0, |agent| agent.as_mut().unwrap().mix[0].weight = 1);
    });
}

#[test]
fn numbers_10_and_11_find_money_on_hold_for_nothing() {
    use polkadot_sdk::frame_support::traits::fungible::MutateHold;
    let hold = |reason: HoldReason| Balances::hold(&reason.into(), &DAVE, 1).unwrap();
    breaks("10: a version's deposit is not on hold", || hold(HoldReason::VersionDeposit));
    breaks("10: an agent's deposit is not on hold", || hold(HoldReason::AgentDeposit));
    breaks("10: a challenger's bond is not on hold", || hold(HoldReason::ChallengeBond));
    breaks("11: stake is not on hold", || hold(HoldReason::VersionStake));
    breaks("13: what waits for a goal is not on hold", || hold(HoldReason::Funding));
}

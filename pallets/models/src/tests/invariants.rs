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

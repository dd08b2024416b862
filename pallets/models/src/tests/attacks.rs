//! Attacks on lineage and backing. Each test computes what the attacker gains against behaving as it should, prints it,
//! and fails if that is above zero.

use crate::{mock::*, *};
use openledger_primitives::{
    split::{royalty_split, split},
    VersionId,
};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok, traits::fungible::Inspect},
    pallet_balances,
};

fn wealth(who: &AccountId) -> i128 {
    pallet_balances::Pallet::<Test>::total_balance(who) as i128
}

/// What an income of a million planck for a version pays some versions' builders and data, as royalties.
fn paid_to(version: VersionId, ancestors: &[VersionId]) -> i128 {
    let terms = ModelsPallet::terms(version).unwrap();
    let parts = split(1_000_000, &Split::get(), &terms.royalties, terms.has_data).unwrap();
    parts.royalties.iter().filter(|(id, _)| ancestors.contains(id)).map(|(_, amount)| *amount as i128).sum()
}

#[track_caller]
fn no_gain(attack: &str, gain: i128) {
    println!("gain of {attack}: {gain}");
    assert!(gain <= 0, "{attack} pays: {gain}");
}

#[test]
fn a_fork_put_in_between_dodges_no_royalty() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        let honest = Request { parent: victim, ..request("next") }.submitted();
        let fork = deployed_fork(&BOB, "mine", victim, 0);
        let dodge = Request { parent: fork, ..request("hidden") }.submitted();
        let gain = paid_to(honest, &[0, victim]) - paid_to(dodge, &[0, victim]);
        no_gain("a fork put in between", gain);
    });
}

#[test]
fn a_stack_of_own_forks_dilutes_nobody_above() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        let honest = Request { parent: victim, ..request("next") }.submitted();
        let mut last = victim;
        for n in 0..6 {
            last = deployed_fork(&BOB, &format!("mine-{n}"), last, 100_000);
        }
        let dodge = Request { parent: last, ..request("hidden") }.submitted();
        let owed: u32 = version(dodge).royalties.iter().map(|(_, share)| *share).sum();
        assert!(owed <= 300_000, "the stack passes the cap");
        let gain = paid_to(honest, &[0, victim]) - paid_to(dodge, &[0, victim]);
        no_gain("a stack of own forks that ask the most", gain);
    });
}

#[test]
fn an_intermediate_that_asks_nothing_cuts_nobody_off() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        let honest = Request { parent: victim, ..request("next") }.submitted();
        let empty = deployed(Request { parent: victim, royalty: 0, ..request("between") });
        let dodge = Request { parent: empty, ..request("hidden") }.submitted();
        let gain = paid_to(honest, &[0, victim]) - paid_to(dodge, &[0, victim]);
        no_gain("an intermediate that asks nothing", gain);
    });
}

#[test]
fn a_diamond_neither_dodges_nor_doubles() {
    ExtBuilder::default().build_and_execute(|| {
        let top = deployed(request("top"));
        let straight = Request { parent: top, royalty: 0, ..request("straight") }.submitted();
        let left = deployed(Request { parent: top, royalty: 0, ..request("left") });
        let right = deployed(Request { parent: top, royalty: 0, ..request("right") });
        let diamond = merge(&BOB, "diamond", &[(left, 333_333), (right, 666_667)]).unwrap();
        let (honest, merged) = (paid_to(straight, &[0, top]), paid_to(diamond, &[0, top]));
        no_gain("a diamond made to dodge", honest - merged);
        no_gain("a diamond made to be paid twice", merged - honest);
    });
}

#[test]
fn merging_a_version_with_its_own_fork_dodges_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        let twice = merge(&BOB, "self", &[(victim, 500_000), (victim, 500_000)]);
        assert_noop!(twice, Error::<Test>::ParentRepeated { position: 1 });
        let honest = Request { parent: victim, ..request("next") }.submitted();
        let copy = deployed_fork(&BOB, "copy", victim, 0);
        let dodge = merge(&BOB, "self", &[(victim, 1), (copy, 999_999)]).unwrap();
        let gain = paid_to(honest, &[0, victim]) - paid_to(dodge, &[0, victim]);
        no_gain("merging a version with a fork of it", gain);
    });
}

#[test]
fn an_owner_is_not_paid_twice_for_merging_its_fork_in() {
    ExtBuilder::default().build_and_execute(|| {
        let own = deployed(request("tune"));
        let fork = deployed_fork(&ALICE, "again", own, 100_000);
        let honest = Request { parent: fork, ..request("next") }.submitted();
        let doubled = merge(&BOB, "both", &[(own, 500_000), (fork, 500_000)]).unwrap();
        let gain = paid_to(doubled, &[own, fork]) - paid_to(honest, &[own, fork]);
        no_gain("an owner whose version and fork are merged", gain);
    });
}

#[test]
fn many_small_parents_do_not_make_shares_dust() {
    ExtBuilder::default().build_and_execute(|| {
        // Each asks a little more than the least that is owed, and a quarter of it is below that.
        let each = |name| deployed(Request { royalty: 16, ..request(name) });
        let victims = ["a", "b", "c", "d"].map(each);
        let honest = Request { parent: victims[0], ..request("next") }.submitted();
        let dodge = merge(&BOB, "crowd", &victims.map(|victim| (victim, 250_000))).unwrap();
        assert_eq!(version(dodge).royalties.len(), 5);
        let owed = |id: VersionId| -> i128 {
            version(id).royalties.iter().filter(|(id, _)| *id != 0).map(|(_, share)| i128::from(*share)).sum()
        };
        no_gain("a merge of many small parents", owed(honest) - owed(dodge));
    });
}

#[test]
fn terms_that_change_afterwards_change_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let parent = deployed(Request { royalty: 50_000, ..request("tune") });
        let child = Request { parent, ..request("next") }.submitted();
        let before = paid_to(child, &[parent]);
        // The parent cannot ask more of those who have built on it, and those who built cannot owe it less.
        let raised = ModelsPallet::lower_royalty(signed(&ALICE), parent, 100_000);
        assert_noop!(raised, Error::<Test>::RoyaltyNotLower);
        no_gain("raising a royalty after others built", paid_to(child, &[parent]) - before);
        assert_ok!(ModelsPallet::lower_royalty(signed(&ALICE), parent, 0));
        no_gain("lowering a royalty after a child was linked", before - paid_to(child, &[parent]));
        let standard = DeploymentStandard { maximum_royalty: 0, royalty_cap: 0, ..Default::default() };
        assert_ok!(ModelsPallet::do_set_standard(standard));
        no_gain("a standard that changes afterwards", before - paid_to(child, &[parent]));
        // Nor can a royalty be lowered for one's own child and raised again.
        let again = ModelsPallet::lower_royalty(signed(&ALICE), parent, 50_000);
        assert_noop!(again, Error::<Test>::RoyaltyNotLower);
    });
}

#[test]
fn a_price_of_nothing_leaves_ancestors_what_they_are_owed() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        let free = ModelsPallet::fork(signed(&BOB), slug("free"), victim, MIT, 0, 0, 0);
        assert_noop!(free, Error::<Test>::PriceTooLow);
        let cheap = fork(&BOB, "mine", victim, 0).unwrap();
        assert_ok!(ModelsPallet::set_prices(signed(&BOB), cheap, 1, 1));
        for prices in [(0, 0), (0, 30), (10, 0)] {
            let _ = ModelsPallet::set_prices(signed(&BOB), cheap, prices.0, prices.1);
        }
        // The least an answer of a thousand tokens in and out may cost, and what it does.
        let (least, fee) = (2, version(cheap).input_price + version(cheap).output_price);
        no_gain("a price of nothing", least - fee as i128);
    });
}

#[test]
fn an_adapter_brought_in_as_external_dodges_no_royalty() {
    ExtBuilder::default().build_and_execute(|| {
        let victim = deployed(request("tune"));
        assert_noop!(external(&BOB, "mine", trained().adapter.0[0]), Error::<Test>::KnownAdapter);
        // Rescaled, it has other bytes; whoever shows it takes the deposit, and nothing was served.
        let before = (wealth(&BOB), wealth(&CAROL));
        let id = external(&BOB, "mine", 77).unwrap();
        evaluate(id);
        assert_noop!(ModelsPallet::deploy(signed(&BOB), id), Error::<Test>::NotApproved);
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, victim));
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, true));
        no_gain("a rescaled copy of a known adapter", wealth(&BOB) - before.0);
        assert_eq!(wealth(&CAROL) - before.1, DEPOSIT as i128);
    });
}

#[test]
fn a_challenger_out_for_trouble_pays_for_it() {
    ExtBuilder::default().build_and_execute(|| {
        let known = deployed(request("tune"));
        let id = external(&BOB, "mine", 77).unwrap();
        let before = wealth(&CAROL);
        assert_ok!(ModelsPallet::challenge_external(signed(&CAROL), id, known));
        assert_ok!(ModelsPallet::settle_challenge(RuntimeOrigin::root(), id, false));
        no_gain("a challenge without ground", wealth(&CAROL) - before);
    });
}

#[test]
fn stake_put_on_a_version_just_before_it_earns_is_not_paid() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 100);
        let before = wealth(&DAVE);
        // A batch stands on chain; it matures before the warm-up is over.
        assert_ok!(ModelsPallet::stake(signed(&DAVE), 0, 1_000_000));
        System::set_block_number(System::block_number() + WARMUP - 1);
        assert_noop!(ModelsPallet::activate_stake(signed(&DAVE), 0, DAVE), Error::<Test>::NothingWarm);
        assert_ok!(earn(0, 50_000));
        assert_ok!(ModelsPallet::unstake(signed(&DAVE), 0, 1_000_000));
        System::set_block_number(System::block_number() + UNBONDING);
        assert_ok!(ModelsPallet::withdraw_unbonded(signed(&DAVE), 0));
        assert_noop!(ModelsPallet::claim_stake_income(signed(&DAVE), 0), Error::<Test>::NothingEarned);
        no_gain("flash staking", wealth(&DAVE) - before);
        assert_eq!(ModelsPallet::stake_income(0, CAROL), 50_000);
    });
}

#[test]
fn staking_in_many_parts_or_moving_stake_about_pays_no_more() {
    ExtBuilder::default().build_and_execute(|| {
        backed(0, &CAROL, 600);
        for _ in 0..6 {
            backed(0, &DAVE, 100);
            assert_ok!(ModelsPallet::unstake(signed(&DAVE), 0, 50));
            assert_ok!(ModelsPallet::stake(signed(&DAVE), 0, 50));
        }
        System::set_block_number(System::block_number() + WARMUP);
        assert_ok!(ModelsPallet::activate_stake(signed(&DAVE), 0, DAVE));
        assert_ok!(earn(0, 1_001));
        let (honest, parts) = (ModelsPallet::stake_income(0, CAROL), ModelsPallet::stake_income(0, DAVE));
        no_gain("staking in many parts", parts as i128 - honest as i128);
    });
}

#[test]
fn funding_and_pulling_out_pays_nothing() {
    ExtBuilder::default().build_and_execute(|| {
        let before = (wealth(&DAVE), wealth(&ALICE));
        let id = request("tune").proposed();
        assert_ok!(ModelsPallet::fund(signed(&CAROL), id, 10));
        assert_ok!(ModelsPallet::fund(signed(&DAVE), id, 80));
        let out = || ModelsPallet::reclaim_funding(signed(&DAVE), id);
        assert_noop!(out(), Error::<Test>::NothingToReclaim);
        // The builder closes it, and runs away with nothing.
        assert_ok!(ModelsPallet::close_proposal(signed(&ALICE), id));
        assert_ok!(out());
        assert_noop!(out(), Error::<Test>::NothingToReclaim);
        assert_ok!(ModelsPallet::reclaim_funding(signed(&CAROL), id));
        no_gain("funding and pulling out", wealth(&DAVE) - before.0);
        no_gain("proposing and closing", wealth(&ALICE) - before.1);
    });
}

#[test]
fn a_funder_cannot_have_the_training_and_the_money() {
    ExtBuilder::default().build_and_execute(|| {
        let id = request("tune").proposed();
        let before = wealth(&DAVE);
        assert_ok!(ModelsPallet::fund(signed(&DAVE), id, REWARD));
        train(id);
        assert_noop!(ModelsPallet::reclaim_funding(signed(&DAVE), id), Error::<Test>::NothingToReclaim);
        assert_noop!(ModelsPallet::unstake(signed(&DAVE), id, REWARD), Error::<Test>::NotStaked);
        ModelsPallet::on_train_failed(id);
        assert_noop!(ModelsPallet::reclaim_funding(signed(&DAVE), id), Error::<Test>::NothingToReclaim);
        no_gain("taking back what paid for a training", wealth(&DAVE) - before);
    });
}

#[test]
fn one_lying_worker_neither_verifies_nor_revokes() {
    ExtBuilder::default().build_and_execute(|| {
        let id = in_state(VersionState::Proposed);
        assert_ok!(ModelsPallet::request_reproduction(signed(&CAROL), id, REWARD));
        let own = ModelsPallet::on_reproduce_result(id, &WORKER, Made::from(&trained()));
        assert_noop!(own, Error::<Test>::OwnReproduction);
        let lie = Made { index_root: [9; 32], ..Made::from(&trained()) };
        assert_ok!(ModelsPallet::on_reproduce_result(id, &SECOND, lie));
        let twice = ModelsPallet::on_reproduce_result(id, &SECOND, lie);
        assert_noop!(twice, Error::<Test>::OwnReproduction);
        let swayed = version(id).verified || version(id).state != VersionState::Proposed;
        no_gain("one worker that lies about a reproduction", i128::from(swayed));
    });
}

#[test]
fn what_ancestors_receive_is_divided_without_making_money() {
    ExtBuilder::default().build_and_execute(|| {
        let top = deployed(request("top"));
        let fork = deployed_fork(&BOB, "mine", top, 100_000);
        let income = 1_000_003;
        let payments = ModelsPallet::preview_income(fork, income).unwrap();
        let paid: u128 = payments.iter().map(|payment| payment.amount).sum();
        no_gain("an income divided among ancestors", paid as i128 - income as i128);
        assert_eq!(paid, income);
        let terms = ModelsPallet::terms(fork).unwrap();
        let parts = split(income, &Split::get(), &terms.royalties, terms.has_data).unwrap();
        let owed = parts.royalties.iter().find(|(id, _)| *id == top).unwrap().1;
        let of_top = royalty_split(owed, &Split::get(), true);
        let builder = payments.iter().find(|payment| payment.version == top && payment.part == Part::Builder).unwrap();
        // Nobody backs it: the backers' part is the builder's.
        assert_eq!((builder.to.clone(), builder.amount), (Some(ALICE), of_top.builder + of_top.stakers));
    });
}

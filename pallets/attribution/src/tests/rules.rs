//! Economics and rules, set by governance only and only to what can be used.

use super::market::module_error;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::split::{self, Economics};
use polkadot_sdk::*;
use sp_runtime::{BuildStorage, DispatchError};

#[test]
fn genesis_sets_economics_rules_and_the_pots_deposit() {
    build_and_execute(|| {
        assert_eq!(crate::Economics::<Test>::get(), ECONOMICS);
        assert_eq!(Rules::<Test>::get(), RULES);
        assert_eq!(Balances::free_balance(Attribution::pot()), EXISTENTIAL_DEPOSIT);
    });
}

#[test]
fn a_chain_without_genesis_values_has_economics_and_rules_that_could_be_set() {
    sp_io::TestExternalities::default().execute_with(|| {
        let (economics, rules) = (crate::Economics::<Test>::get(), Rules::<Test>::get());
        assert_ok!(Attribution::do_set_economics(economics));
        assert_ok!(Attribution::set_rules(RuntimeOrigin::root(), rules));
    });
}

#[test]
#[should_panic(expected = "attribution economics in genesis")]
fn genesis_refuses_economics_that_do_not_add_up() {
    let economics = Economics { platform: 0, ..ECONOMICS };
    let genesis = GenesisConfig::<Test> { economics, ..Default::default() };
    genesis.build_storage().unwrap();
}

#[test]
fn economics_are_replaced_and_kept_for_batches_under_way() {
    build_and_execute(|| {
        let new = Economics { platform: 100_000, data: 400_000, ..ECONOMICS };
        assert_ok!(Attribution::do_set_economics(new));
        assert_eq!(crate::Economics::<Test>::get(), new);
        assert_eq!(PreviousEconomics::<Test>::get(), Some((ECONOMICS, 21)));
        System::assert_last_event(Event::EconomicsChanged { old: ECONOMICS, new }.into());
    });
}

#[test]
fn economics_that_cannot_be_used_are_refused() {
    let refused = |economics: split::Economics, error: Error<Test>| {
        assert_noop!(Attribution::do_set_economics(economics), module_error(error));
    };
    build_and_execute(|| {
        refused(Economics { platform: 50_001, ..ECONOMICS }, Error::SharesNotWhole);
        refused(Economics { royalty_cap: 1_000_001, ..ECONOMICS }, Error::SharesNotWhole);
    });
}

#[test]
fn rules_are_replaced() {
    build_and_execute(|| {
        let new = AttributionRules { dispute_period: 5, maximum_receipts: 7, ..RULES };
        assert_ok!(Attribution::set_rules(RuntimeOrigin::root(), new));
        assert_eq!(Rules::<Test>::get(), new);
        System::assert_last_event(Event::RulesChanged { old: RULES, new }.into());
    });
}

#[test]
fn rules_that_cannot_be_used_are_refused() {
    build_and_execute(|| {
        for rules in [
            AttributionRules { dispute_period: 0, ..RULES },
            AttributionRules { close_delay: 0, ..RULES },
            AttributionRules { bond_cover: 1_000_001, ..RULES },
            AttributionRules { maximum_receipts: 0, ..RULES },
        ] {
            assert_noop!(Attribution::set_rules(RuntimeOrigin::root(), rules), Error::<Test>::RulesNotUsable);
        }
    });
}

#[test]
fn dispute_rules_are_replaced_and_checked() {
    build_and_execute(|| {
        let new = DisputeRules { slash: 700_000, answer_period: 3, ..DISPUTES };
        assert_ok!(Attribution::set_dispute_rules(RuntimeOrigin::root(), new));
        assert_eq!(DisputeTerms::<Test>::get(), new);
        System::assert_last_event(Event::DisputeRulesChanged { old: DISPUTES, new }.into());
        for rules in [
            DisputeRules { answer_period: 0, ..DISPUTES },
            DisputeRules { reexecution_period: 0, ..DISPUTES },
            DisputeRules { slash: 1_000_001, ..DISPUTES },
            DisputeRules { reward: 1_000_001, ..DISPUTES },
            DisputeRules { forfeit_to_worker: 1_000_001, ..DISPUTES },
        ] {
            let refused = Attribution::set_dispute_rules(RuntimeOrigin::root(), rules);
            assert_noop!(refused, Error::<Test>::DisputeRulesNotUsable);
        }
    });
}

#[test]
fn only_governance_sets_rules() {
    build_and_execute(|| {
        let anyone = RuntimeOrigin::signed(account("anyone"));
        assert_noop!(Attribution::set_dispute_rules(anyone.clone(), DISPUTES), DispatchError::BadOrigin);
        assert_noop!(Attribution::set_rules(anyone, RULES), DispatchError::BadOrigin);
    });
}

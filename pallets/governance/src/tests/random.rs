//! Whatever happens in whatever order, the invariants hold.

use crate::{mock::*, *};
use openledger_primitives::{split::Economics, standard::DeploymentStandard};
use polkadot_sdk::{frame_support::storage::with_storage_layer, pallet_session::SessionManager, sp_core::H256};
use proptest::prelude::*;

/// One thing that can happen; accounts 1 to 12 take part.
#[derive(Clone, Debug)]
enum Step {
    Bond { who: u64, amount: Balance },
    Unbond { who: u64 },
    Add { who: u64 },
    Remove { who: u64 },
    Endorse { who: u64, call: u8 },
    Rules { minimum_bond: Balance, minimum_validators: u32, unbonding_period: u64 },
    Deployment { royalty_cap: u32 },
    Economics { royalty_cap: u32 },
    Licences { admit: u16, retire: u16 },
    Builds { builds: u8 },
    Session,
    Wait { blocks: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let who = 1u64..=12;
    prop_oneof![
        4 => (who.clone(), 0..2 * BOND).prop_map(|(who, amount)| Step::Bond { who, amount }),
        4 => who.clone().prop_map(|who| Step::Unbond { who }),
        6 => who.clone().prop_map(|who| Step::Add { who }),
        6 => who.clone().prop_map(|who| Step::Remove { who }),
        4 => (who, 0u8..2).prop_map(|(who, call)| Step::Endorse { who, call }),
        1 => (0..2 * BOND, 0u32..4, 0u64..30).prop_map(|(minimum_bond, minimum_validators, unbonding_period)| {
            Step::Rules { minimum_bond, minimum_validators, unbonding_period }
        }),
        2 => (100_000u32..500_000).prop_map(|royalty_cap| Step::Deployment { royalty_cap }),
        2 => (100_000u32..500_000).prop_map(|royalty_cap| Step::Economics { royalty_cap }),
        2 => (0u16..10, 0u16..10).prop_map(|(admit, retire)| Step::Licences { admit, retire }),
        1 => (0u8..4).prop_map(|builds| Step::Builds { builds }),
        4 => Just(Step::Session),
        4 => (1u64..20).prop_map(|blocks| Step::Wait { blocks }),
    ]
}

/// Does it, in a transaction of its own as the runtime would; most things may be refused.
fn take(step: Step) {
    let _ = with_storage_layer(|| match step {
        Step::Bond { who, amount } => Governance::bond_validator(signed(who), amount),
        Step::Unbond { who } => Governance::unbond_validator(signed(who)),
        Step::Add { who } => Governance::add_validator(root(), who),
        Step::Remove { who } => Governance::remove_validator(root(), who),
        Step::Endorse { who, call } => Governance::endorse(signed(who), H256::repeat_byte(call)),
        Step::Rules { minimum_bond, minimum_validators, unbonding_period } => Governance::set_validator_rules(
            root(),
            ValidatorRules { minimum_bond, minimum_validators, unbonding_period },
        ),
        Step::Deployment { royalty_cap } => {
            let standard = DeploymentStandard { royalty_cap, ..Default::default() };
            Governance::set_standard(root(), Standard::Deployment(standard))
        }
        Step::Economics { royalty_cap } => {
            Governance::set_standard(root(), Standard::Economics(Economics { royalty_cap, ..ECONOMICS }))
        }
        Step::Licences { admit, retire } => {
            let text = format!("LicenseRef-{admit}");
            Governance::set_standard(root(), licences(&[(admit, text.as_str())], &[retire]))
        }
        Step::Builds { builds } => {
            let builds: Vec<_> = (0..builds).map(|n| [n; 32]).collect();
            Governance::set_standard(root(), numeric(&builds))
        }
        Step::Session => {
            // One session more: who was announced is in office now, and the set is announced.
            if let Some(next) = <Governance as SessionManager<AccountId>>::new_session(0) {
                Office::set(next);
            }
            Ok(())
        }
        Step::Wait { blocks } => {
            System::set_block_number(System::block_number() + blocks);
            Ok(())
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_happens_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..150)) {
        ExtBuilder::default().build_and_execute(|| {
            for step in steps {
                let done = format!("{step:?}");
                take(step);
                if let Err(broken) = Governance::do_try_state() {
                    panic!("{broken:?} after {done}");
                }
                assert!(!Office::get().is_empty(), "nobody is in office after {done}");
                assert!(Deployment::get().royalty_cap <= Income::get().royalty_cap, "after {done}");
                for validator in Office::get() {
                    assert!(Bonds::<Test>::contains_key(validator), "{validator} has no bond after {done}");
                }
            }
        });
    }
}

//! Each invariant notices when it is broken.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{
        assert_err,
        traits::{fungible::MutateHold, tokens::Precision},
    },
    sp_core::H256,
    sp_runtime::DispatchError,
};

fn breaks(message: &'static str, damage: impl FnOnce()) {
    ExtBuilder::default().build().execute_with(|| {
        join();
        Governance::do_try_state().unwrap();
        damage();
        assert_err!(Governance::do_try_state(), DispatchError::Other(message));
    });
}

fn bond(who: AccountId, change: impl FnOnce(&mut BondOf<Test>)) {
    Bonds::<Test>::mutate(who, |bond| change(bond.as_mut().unwrap()));
}

#[test]
fn number_1_finds_a_set_that_is_too_small() {
    breaks("1: a validator is in the set twice", || Validators::<Test>::try_append(CANDIDATE).unwrap());
    breaks("1: there are too few validators", || Validators::<Test>::put(ValidatorSet::<Test>::truncate_from(vec![1])));
}

#[test]
fn number_2_finds_validators_that_cannot_validate() {
    breaks("2: a validator without bond", || Bonds::<Test>::remove(1));
    breaks("2: a validator's bond can be released", || bond(1, |bond| bond.releasable_at = Some(9)));
    breaks("2: a validator without session keys", || Keyed::set(vec![1, 2, 3]));
}

#[test]
fn number_3_finds_money_that_is_not_held() {
    breaks("3: a bond and what is held differ", || {
        Balances::release(&HoldReason::ValidatorBond.into(), &1, 1, Precision::Exact).unwrap();
    });
    breaks("3: something is held of whom has no bond", || {
        Balances::hold(&HoldReason::ValidatorBond.into(), &KEYLESS, 1).unwrap();
    });
}

#[test]
fn number_4_finds_false_histories() {
    let put = |kind, list: &[(u64, StandardKind)]| {
        let list = list.iter().map(|(until, kind)| Past { until: *until, standard: some(*kind) }).collect();
        History::<Test>::insert(kind, PastStandards::<Test>::truncate_from(list));
    };
    let kind = StandardKind::Numeric;
    breaks("4: a history holds a standard of another kind", || put(kind, &[(1, StandardKind::Curation)]));
    breaks("4: a history is not in order", || put(kind, &[(2, kind), (1, kind)]));
}

#[test]
fn number_5_finds_endorsements_by_strangers() {
    breaks("5: an endorsement by somebody else", || Endorsements::<Test>::insert(KEYLESS, H256::zero()));
}

#[test]
fn number_6_finds_what_could_not_be_set() {
    breaks("6: the rules could not be set", || Rules::<Test>::mutate(|rules| rules.minimum_bond = 0));
    breaks("6: the numeric standard could not be set", || Numeric::<Test>::mutate(|numeric| numeric.classes.clear()));
}

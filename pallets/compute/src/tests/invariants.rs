//! Each invariant notices when it is broken. The pallet cannot break them, so the tests write to storage.

use crate::{mock::*, types::*, *};
use openledger_primitives::job::JobKind;

/// Two workers, of which one is at a check with a reward; a training is open.
fn broken_by(break_it: impl FnOnce(), rule: &str) {
    ExtBuilder::default().with_workers(2).build().execute_with(|| {
        Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
        next_block();
        open(JobKind::Train(2));
        Compute::do_try_state().unwrap();
        break_it();
        let error = Compute::do_try_state().unwrap_err();
        let message: &str = error.into();
        assert!(message.starts_with(rule), "{message}");
    });
}

#[test]
fn one_bonds_are_on_hold() {
    broken_by(|| Workers::<Test>::mutate(account(1), |w| w.as_mut().unwrap().bond += 1), "1:");
}

#[test]
fn two_keys_name_their_workers() {
    use polkadot_sdk::sp_core::Pair;
    broken_by(|| WorkerOfKey::<Test>::remove(session_pair(1).public()), "2:");
    broken_by(|| WorkerOfKey::<Test>::insert(session_pair(1).public(), account(2)), "2:");
    broken_by(|| WorkerOfKey::<Test>::insert(session_pair(5).public(), account(5)), "2:");
}

#[test]
fn three_active_workers_are_listed() {
    broken_by(ActiveWorkers::<Test>::kill, "3:");
    broken_by(|| ActiveWorkers::<Test>::try_append(account(1)).unwrap(), "3:");
}

#[test]
fn four_assignments_agree() {
    let worker = || account(worker_of(0).unwrap());
    broken_by(|| Assignments::<Test>::remove(worker()), "4:");
    broken_by(|| Assignments::<Test>::try_append(worker(), 0).unwrap(), "4:");
    broken_by(|| Assignments::<Test>::try_append(worker(), 1).unwrap(), "4:");
    broken_by(|| Assignments::<Test>::try_append(worker(), 9).unwrap(), "4:");
    broken_by(|| Workers::<Test>::mutate(worker(), |w| w.as_mut().unwrap().busy = 0), "4:");
    broken_by(|| Workers::<Test>::mutate(worker(), |w| w.as_mut().unwrap().heavy = 1), "4:");
}

#[test]
fn five_open_jobs_are_queued() {
    broken_by(|| OpenJobs::<Test>::remove(JobClass::Heavy), "5:");
    broken_by(|| OpenJobs::<Test>::try_append(JobClass::Heavy, 1).unwrap(), "5:");
    broken_by(|| OpenJobs::<Test>::try_append(JobClass::Light, 1).unwrap(), "5:");
    broken_by(|| OpenJobs::<Test>::try_append(JobClass::Light, 0).unwrap(), "5:");
}

#[test]
fn six_deadlines_agree() {
    broken_by(|| Deadlines::<Test>::remove(12), "6:");
    broken_by(|| Deadlines::<Test>::try_append(13, 0).unwrap(), "6:");
    broken_by(|| Deadlines::<Test>::try_append(2, 0).unwrap(), "6:");
    broken_by(|| Deadlines::<Test>::try_append(12, 1).unwrap(), "6:");
}

#[test]
fn seven_rewards_are_on_hold() {
    broken_by(|| Jobs::<Test>::mutate(0, |job| job.as_mut().unwrap().reward = 71), "7:");
}

#[test]
fn eight_counters_agree() {
    broken_by(NextJobId::<Test>::kill, "8:");
    broken_by(|| UnfinishedJobs::<Test>::put(3), "8:");
    broken_by(|| Rules::<Test>::mutate(|rules| rules.max_attempts = 0), "8:");
    broken_by(|| Market::<Test>::mutate(|rules| rules.decline_slash = 1_000_001), "8:");
}

#[test]
fn nine_annexes_belong_to_jobs() {
    let none = 9;
    broken_by(|| Excluded::<Test>::try_append(none, account(1)).unwrap(), "9:");
    broken_by(|| Excluded::<Test>::try_append(0, account(worker_of(0).unwrap())).unwrap(), "9:");
    broken_by(|| Declined::<Test>::insert(none, declined::DeclinersOf::<Test>::default()), "9:");
    broken_by(|| Agreed::<Test>::insert(1, 0), "9:");
    broken_by(|| Agreed::<Test>::insert(0, 70), "9:");
    broken_by(|| Ended::<Test>::insert(0, 1), "9:");
}

#[test]
fn ten_offers_belong_to_workers() {
    let pause = || offers::Offer { kinds: offers::Kinds(0), ..Default::default() };
    broken_by(|| Offers::<Test>::insert(account(5), pause()), "10:");
    broken_by(|| Offers::<Test>::insert(account(1), offers::Offer::default()), "10:");
    broken_by(|| Unbonding::<Test>::insert(account(1), unbonding::UnbondingOf::<Test>::default()), "10:");
    let part = || unbonding::UnbondingPart { amount: 0, until: 9 };
    broken_by(|| Unbonding::<Test>::try_append(account(5), part()).unwrap(), "10:");
}

#[test]
fn eleven_pins_are_paid_for() {
    use super::storage::pin;
    let keep = || {
        let id = pin(2, 3);
        Compute::offer_storage(signed(1), id).unwrap();
        id
    };
    let change = |id, change: fn(&mut pins::PinOf<Test>)| Pins::<Test>::mutate(id, |pin| change(pin.as_mut().unwrap()));
    broken_by(|| change(keep(), |pin| pin.fund += 1), "11:");
    broken_by(|| change(keep(), |pin| (pin.fund, pin.deposit) = (0, pin.deposit + pin.fund)), "11:");
    broken_by(|| change(keep(), |pin| pin.keepers.try_push(pin.keepers[0].clone()).unwrap()), "11:");
    broken_by(|| change(keep(), |pin| pin.keepers[0].worker = account(5)), "11:");
    broken_by(|| change(keep(), |pin| pin.keepers = Default::default()), "11:");
    broken_by(|| change(keep(), |pin| pin.copies = 0), "11:");
    broken_by(|| change(keep(), |pin| pin.periods = 0), "11:");
    broken_by(|| Kept::<Test>::insert(account(2), 1), "11:");
    broken_by(|| PinCount::<Test>::put(1), "11:");
    let unnumbered = || {
        keep();
        NextPinId::<Test>::put(0);
    };
    broken_by(unnumbered, "11:");
}

#[test]
fn nothing_is_on_hold_for_nothing() {
    use polkadot_sdk::frame_support::traits::fungible::MutateHold;
    let hold = |reason: HoldReason| Balances::hold(&reason.into(), &account(51), 1).unwrap();
    broken_by(|| hold(HoldReason::WorkerBond), "1:");
    broken_by(|| hold(HoldReason::JobReward), "7:");
    broken_by(|| hold(HoldReason::StorageFund), "11:");
}

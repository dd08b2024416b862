//! What goes away by itself.

use crate::{mock::*, traits::JobQueue, types::*, Ended, Event, Jobs, OpenJobs, UnfinishedJobs};
use openledger_primitives::job::JobKind;
use polkadot_sdk::frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

#[test]
fn a_job_that_nobody_does_is_given_up_and_its_reward_returned() {
    ExtBuilder::default().build_and_execute(|| {
        let job = Compute::open(JobKind::Check(1), &account(50), 70).unwrap();
        run_to(201);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Open);
        events();
        run_to(203);
        assert_eq!(Jobs::<Test>::get(job).unwrap().state, JobState::Failed);
        assert_eq!(events(), vec![Event::JobAbandoned { job, attempts: 0 }]);
        assert_eq!(GivenUp::get(), vec![(job, JobKind::Check(1))]);
        assert_eq!(Balances::total_balance_on_hold(&account(50)), 0);
        assert_eq!(UnfinishedJobs::<Test>::get(), 0);
        assert!(OpenJobs::<Test>::get(JobClass::Light).is_empty());
    });
}

#[test]
fn a_job_that_a_worker_is_at_is_left_alone() {
    let rules = |rules: &mut ComputeRulesOf<Test>| rules.train_deadline = 300;
    ExtBuilder::default().with_workers(1).with_rules(rules).build_and_execute(|| {
        let job = open(JobKind::Train(1));
        run_to(250);
        assert_eq!(worker_of(job), Some(1));
        finish(job);
    });
}

#[test]
fn records_of_jobs_that_are_over_go_away() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let done = open(JobKind::Check(1));
        next_block();
        finish(done);
        let cancelled = open(JobKind::Train(1));
        assert_ok!(Compute::cancel_job(signed(50), cancelled));
        assert_eq!(Ended::<Test>::get(done), Some(2));
        run_to(100);
        assert!(Jobs::<Test>::contains_key(done) && Jobs::<Test>::contains_key(cancelled), "they can be looked up");
        run_to(106);
        assert_eq!((Jobs::<Test>::iter().count(), Ended::<Test>::iter().count()), (0, 0));
        assert_noop!(Compute::cancel_job(signed(50), cancelled), crate::Error::<Test>::JobUnknown);
    });
}

#[test]
fn jobs_of_before_this_rule_go_away_as_well() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        for n in 0..9 {
            let job = open(JobKind::Check(n));
            next_block();
            finish(job);
            // As it was written then: without its end.
            Ended::<Test>::remove(job);
        }
        run_to(130);
        assert_eq!(Jobs::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_long_life_leaves_a_bounded_state() {
    let market = |market: &mut MarketRulesOf<Test>| market.retention = 10;
    ExtBuilder::default().with_workers(1).with_market(market).build_and_execute(|| {
        let mut most = 0;
        for n in 0..200 {
            let job = open(JobKind::Check(n));
            next_block();
            finish(job);
            most = most.max(Jobs::<Test>::iter().count());
        }
        // Ten blocks of one job each, and as long again until the last of twenty has been looked at.
        assert!(most <= 24, "{most}");
    });
}

#[test]
fn the_market_rules_are_set_by_the_admin_and_can_be_obeyed() {
    use crate::{Error, Market};
    use polkadot_sdk::sp_runtime::DispatchError;
    ExtBuilder::default().build_and_execute(|| {
        let old = Market::<Test>::get();
        let new = MarketRules { retention: 7, ..old };
        assert_noop!(Compute::set_market_rules(signed(1), new), DispatchError::BadOrigin);
        assert_ok!(Compute::set_market_rules(RuntimeOrigin::root(), new));
        assert_eq!(events(), vec![Event::MarketRulesChanged { old, new }]);
        let wrong = [
            (MarketRules { decline_slash: 1_000_001, ..old }, Error::<Test>::RulesSlashAboveWhole),
            (MarketRules { maximum_wait: 0, ..old }, Error::RulesWithoutWait),
        ];
        for (rules, error) in wrong {
            assert_noop!(Compute::set_market_rules(RuntimeOrigin::root(), rules), error);
        }
        assert_eq!(MarketRulesOf::<Test>::default().check(), Ok(()));
    });
}

//! Random lives of the pallet: whatever is called in whatever order, the invariants hold after each step, what is
//! refused changes nothing, and every planck that users paid is on an account, in a pool or in the remainder.

use super::market::*;
use crate::{mock::*, *};
use frame_support::traits::fungible::{Inspect, Mutate};
use openledger_primitives::{split::Economics, Amount, BatchId, ContributionId, VersionId};
use polkadot_sdk::*;
use proptest::prelude::*;
use sp_core::storage::StateVersion;

const USERS: [&str; 2] = ["user", "other user"];
const WORKERS: [&str; 2] = ["worker", "other worker"];

#[derive(Clone, Debug)]
enum Step {
    Open {
        user: usize,
        worker: usize,
        amount: Amount,
    },
    TopUp {
        customer: usize,
        amount: Amount,
    },
    Close {
        customer: usize,
    },
    Finish {
        customer: usize,
    },
    /// Answers to customers, sealed and sent by a worker.
    Batch {
        worker: usize,
        answers: Vec<(usize, VersionId, Amount)>,
        /// Whether the first two credit lines change places.
        lies: bool,
    },
    /// The newest batch again.
    Replay,
    ClaimLines {
        batch: usize,
        from: usize,
        lines: usize,
    },
    Settle {
        child: VersionId,
        ancestor: VersionId,
    },
    ClaimPool {
        version: VersionId,
        snapshot: SnapshotId,
        contribution: ContributionId,
    },
    PayOut {
        payee: usize,
    },
    Economics {
        worker: u32,
        stakers: u32,
    },
    /// Somebody proves that a batch's lines are out of order, if they are.
    Dispute {
        batch: usize,
    },
    Demand {
        batch: usize,
        part: Part,
    },
    /// The worker shows what is demanded, if anything is.
    Reveal {
        batch: usize,
    },
    /// Somebody calls a worker silent.
    Silence {
        batch: usize,
    },
    Reexecute {
        batch: usize,
        receipt: usize,
    },
    /// Somebody answers the oldest open re-execution, truly or not, or gives up.
    Answer {
        judge: usize,
        says: Option<bool>,
    },
    Compact {
        batch: usize,
    },
    /// Backers come to a version or go.
    Back {
        version: VersionId,
    },
    /// The workers bond again what a lie cost them.
    Bond,
    Blocks(u32),
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        (0..6u32).prop_map(Part::Receipt),
        (0..8u32).prop_map(Part::Line),
        (0..6u32, 0..5u32).prop_map(|(receipt, leaf)| Part::Weight { receipt, leaf }),
        (0..6u32).prop_map(Part::Query),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let amount = || prop_oneof![1..20u128, 100..30_000u128, Just(250_000u128)];
    let answers = || prop::collection::vec((0..4usize, 0..3u32, amount()), 1..6);
    prop_oneof![
        2 => (0..2usize, 0..2usize, amount())
            .prop_map(|(user, worker, amount)| Step::Open { user, worker, amount }),
        1 => (0..4usize, amount()).prop_map(|(customer, amount)| Step::TopUp { customer, amount }),
        1 => (0..4usize).prop_map(|customer| Step::Close { customer }),
        1 => (0..4usize).prop_map(|customer| Step::Finish { customer }),
        6 => (0..2usize, answers(), prop::bool::weighted(0.3))
            .prop_map(|(worker, answers, lies)| Step::Batch { worker, answers, lies }),
        1 => Just(Step::Replay),
        5 => (0..6usize, 0..20usize, 1..10usize)
            .prop_map(|(batch, from, lines)| Step::ClaimLines { batch, from, lines }),
        3 => (0..3u32, 0..3u32).prop_map(|(child, ancestor)| Step::Settle { child, ancestor }),
        3 => (0..3u32, 1..3u32, 0..6u64).prop_map(|(version, snapshot, contribution)| {
            Step::ClaimPool { version, snapshot, contribution }
        }),
        2 => (0..12usize).prop_map(|payee| Step::PayOut { payee }),
        1 => (prop_oneof![Just(300_000u32), Just(123_457)], prop_oneof![Just(0u32), Just(77_777)])
            .prop_map(|(worker, stakers)| Step::Economics { worker, stakers }),
        2 => (0..6usize).prop_map(|batch| Step::Dispute { batch }),
        5 => (0..6usize, part()).prop_map(|(batch, part)| Step::Demand { batch, part }),
        5 => (0..6usize).prop_map(|batch| Step::Reveal { batch }),
        1 => (0..6usize).prop_map(|batch| Step::Silence { batch }),
        2 => (0..6usize, 0..4usize).prop_map(|(batch, receipt)| Step::Reexecute { batch, receipt }),
        3 => (0..5usize, prop::option::of(any::<bool>())).prop_map(|(judge, says)| Step::Answer { judge, says }),
        2 => (0..6usize).prop_map(|batch| Step::Compact { batch }),
        1 => (0..3u32).prop_map(|version| Step::Back { version }),
        1 => Just(Step::Bond),
        3 => (1..15u32).prop_map(Step::Blocks),
    ]
}

/// What the test remembers beside the chain.
struct Life {
    workers: Vec<Worker>,
    /// With the worker each is of.
    customers: Vec<(usize, Customer)>,
    batches: Vec<(BatchId, Sealed)>,
    paid: Amount,
}

fn payees() -> Vec<AccountId> {
    let builders = ["base builder", "first builder", "second builder"];
    let names = builders.iter().chain(&WORKERS).chain(&["platform"]).map(|name| name.to_string());
    let contributors = (0..6).map(|id| format!("contributor {id}"));
    names.chain(contributors).map(|name| account(&name)).collect()
}

impl Life {
    fn begin() -> Self {
        let _ = Balances::mint_into(&account("challenger"), CHALLENGER);
        let _ = Balances::mint_into(&BackersPot::get(), EXISTENTIAL_DEPOSIT);
        let workers = WORKERS.map(|name| Worker::bonded(name, 1_000_000)).to_vec();
        let customers = (0..4).map(|at| (at % 2, Customer::open(USERS[at / 2], &workers[at % 2], 300_000))).collect();
        Self { workers, customers, batches: Vec::new(), paid: 0 }
    }

    fn take(&mut self, step: Step) {
        let anyone = RuntimeOrigin::signed(account("anyone"));
        let of = |customer: usize| {
            let customer = &self.customers[customer].1;
            (RuntimeOrigin::signed(customer.account.clone()), customer.allocation)
        };
        match step {
            Step::Open { user, worker, amount } => {
                let origin = RuntimeOrigin::signed(account(USERS[user]));
                let worker = self.workers[worker].account.clone();
                all_or_nothing(|| Attribution::open_allocation(origin, worker, amount, [1; 32]));
            }
            Step::TopUp { customer, amount } => {
                let (origin, id) = of(customer);
                all_or_nothing(|| Attribution::top_up(origin, id, amount));
            }
            Step::Close { customer } => {
                let (origin, id) = of(customer);
                all_or_nothing(|| Attribution::close_allocation(origin, id));
            }
            Step::Finish { customer } => {
                let (_, id) = of(customer);
                all_or_nothing(|| Attribution::finish_closing(anyone, id));
            }
            Step::Batch { worker, answers, lies } => self.sell(worker, &answers, lies),
            Step::Replay => {
                if let Some((_, sealed)) = self.batches.last() {
                    sealed.refused(Error::NonceUsed);
                }
            }
            Step::ClaimLines { batch, from, lines } => {
                let Some((id, sealed)) = self.batches.get(batch) else { return };
                let to = sealed.lines.len().min(from + lines);
                all_or_nothing(|| claim(*id, sealed.claims(from..to)));
            }
            Step::Settle { child, ancestor } => {
                all_or_nothing(|| Attribution::settle_royalty(anyone, child, ancestor));
            }
            Step::ClaimPool { version, snapshot, contribution } => {
                all_or_nothing(|| Attribution::claim_data_pool(anyone, version, snapshot, contribution));
            }
            Step::PayOut { payee } => {
                all_or_nothing(|| Attribution::claim_for(anyone, payees()[payee].clone()));
            }
            Step::Economics { worker, stakers } => {
                let changed = Economics { worker, stakers, data: 750_000 - worker - stakers, ..ECONOMICS };
                all_or_nothing(|| Attribution::do_set_economics(changed));
            }
            Step::Dispute { batch } => {
                let Some((id, sealed)) = self.recent(batch) else { return };
                if sealed.lines.len() > 1 {
                    paid(|| Attribution::dispute_order(challenger(), *id, sealed.line(0), sealed.line(1)));
                }
            }
            Step::Demand { batch, part } => {
                let Some((id, _)) = self.recent(batch) else { return };
                all_or_nothing(|| Attribution::demand(challenger(), *id, part));
            }
            Step::Reveal { batch } => {
                let Some((id, sealed)) = self.recent(batch) else { return };
                let Some(demand) = Attribution::demands(*id).first().cloned() else { return };
                let shown = Box::new(answer_to(demand.part, sealed));
                all_or_nothing(|| Attribution::reveal(anyone, *id, demand.part, shown));
            }
            Step::Silence { batch } => {
                let Some((id, _)) = self.recent(batch) else { return };
                let Some(demand) = Attribution::demands(*id).first().cloned() else { return };
                paid(|| Attribution::convict_silence(anyone, *id, demand.part));
            }
            Step::Reexecute { batch, receipt } => {
                let Some((id, sealed)) = self.recent(batch) else { return };
                if receipt < sealed.receipts.len() {
                    let shown = Box::new(sealed.receipt(receipt));
                    all_or_nothing(|| Attribution::request_reexecution(challenger(), *id, shown));
                }
            }
            Step::Answer { judge, says } => {
                let Some((dispute, open)) = Reexecutions::<Test>::iter().min_by_key(|(dispute, _)| *dispute) else {
                    return;
                };
                let names = ["worker", "other worker", "first judge", "second judge", "third judge"];
                let Some(agrees) = says else { return Attribution::on_reexecute_failed(dispute) };
                let mut result = open.stated;
                if !agrees {
                    result.output = [9; 32];
                }
                all_or_nothing(|| Attribution::on_reexecute_result(dispute, &account(names[judge]), result));
            }
            Step::Compact { batch } => {
                let Some((id, _)) = self.batches.get(batch) else { return };
                paid(|| Attribution::compact_batch(anyone, *id));
            }
            Step::Back { version } => Backed::mutate(|backed| {
                if backed.remove(&version).is_none() {
                    backed.insert(version, 0);
                }
            }),
            Step::Bond => {
                for worker in &self.workers {
                    Bonded::mutate(|bonded| bonded.get_mut(&worker.account).unwrap().1 = 1_000_000);
                }
            }
            Step::Blocks(blocks) => run_to(System::block_number() + blocks),
        }
    }

    /// One of the newest batches.
    fn recent(&self, batch: usize) -> Option<&(BatchId, Sealed)> {
        self.batches.iter().rev().nth(batch / 2)
    }

    /// The worker answers those of the customers that are its own, and redeems.
    fn sell(&mut self, worker: usize, answers: &[(usize, VersionId, Amount)], lies: bool) {
        let mut customers: Vec<Customer> = self.customers.iter().map(|(_, customer)| customer.clone()).collect();
        let answers: Vec<Answer> = answers
            .iter()
            .filter(|(customer, _, _)| self.customers[*customer].0 == worker)
            .map(|(customer, version, fee)| {
                let contributions: &[ContributionId] = [&[], &[0, 1, 3][..], &[2, 5]][*version as usize];
                Answer::new(*version, *fee, contributions).to(*customer)
            })
            .collect();
        if answers.is_empty() {
            return;
        }
        let mut sealed = self.workers[worker].seal(&mut customers, &answers);
        if lies && sealed.lines.len() > 1 {
            let mut lines = sealed.lines.clone();
            lines.swap(0, 1);
            sealed = sealed.with_lines(&self.workers[worker], lines);
        }
        let before = root();
        match sealed.send() {
            Ok(id) => {
                self.paid += Batches::<Test>::get(id).unwrap().fees;
                self.batches.push((id, sealed));
                for ((_, customer), after) in self.customers.iter_mut().zip(customers) {
                    *customer = after;
                }
            }
            Err(error) => {
                let expected = [
                    Error::VoucherTooHigh,
                    Error::AllocationClosed,
                    Error::UnknownAllocation,
                    Error::BondTooLow,
                    Error::TooManyMaturing,
                ];
                assert!(expected.contains(&error), "{error:?}");
                assert_eq!(root(), before, "a refused batch changed something");
            }
        }
    }

    /// Everything that can be claimed is claimed; what stays is dust.
    fn end(&mut self) {
        // Longer than any dispute, and than a batch is kept whole: every second one is reduced to what it owes.
        run_to(System::block_number() + 90);
        let compact = |id: &BatchId| paid(|| Attribution::compact_batch(challenger(), *id));
        for (id, _) in self.batches.iter().step_by(2) {
            assert!(compact(id) || SettledBatches::<Test>::contains_key(id) || !Batches::<Test>::contains_key(id));
        }
        self.check();
        for (id, sealed) in &self.batches {
            for at in 0..sealed.lines.len() {
                let _ = all_or_nothing(|| claim(*id, sealed.claims([at])));
            }
        }
        for (id, _) in &self.batches {
            compact(id);
        }
        let anyone = || RuntimeOrigin::signed(account("anyone"));
        for (child, ancestor) in [(1, 0), (2, 0), (2, 1)] {
            all_or_nothing(|| Attribution::settle_royalty(anyone(), child, ancestor));
        }
        for (snapshot, contribution) in (1..3).flat_map(|s| (0..6).map(move |c| (s, c))) {
            for version in 1..3 {
                all_or_nothing(|| Attribution::claim_data_pool(anyone(), version, snapshot, contribution));
            }
        }
        for payee in payees() {
            all_or_nothing(|| Attribution::claim_for(anyone(), payee));
        }
        let owed = Attribution::owed_by_pot().unwrap();
        let earnings: Amount = Earnings::<Test>::iter_values().sum();
        let dust = owed - earnings - Remainder::<Test>::get();
        // Below a planck for each of three (child, ancestor), and each of ten (version, contribution) in either
        // way of sharing.
        assert!(dust <= 3 + 20, "{dust} planck cannot be claimed by anybody");
    }

    fn check(&self) {
        assert_sound();
        let received: Amount = payees().iter().map(Balances::free_balance).sum();
        let pot = Balances::free_balance(Attribution::pot()) - EXISTENTIAL_DEPOSIT;
        let backers = Balances::free_balance(BackersPot::get()) - EXISTENTIAL_DEPOSIT;
        let forfeited = CHALLENGER - Balances::total_balance(&account("challenger"));
        let came = self.paid + Slashed::get() + forfeited;
        assert_eq!(received + backers + pot, came, "what was paid is not what there is");
        let receipts: u64 = self.batches.iter().map(|(_, sealed)| u64::from(sealed.signed.header.receipts)).sum();
        assert!(Remainder::<Test>::get() <= receipts.into());
    }
}

/// What the worker shows when this is demanded.
fn answer_to(part: Part, sealed: &Sealed) -> Shown {
    match part {
        Part::Receipt(at) => Shown::Receipt(sealed.receipt(at as usize)),
        Part::Line(at) => Shown::Line(sealed.line(at as usize)),
        Part::Query(at) => Shown::Query(sealed.receipt(at as usize), sealed.receipts[at as usize].query.clone()),
        Part::Weight { receipt, leaf } => {
            let receipt = receipt as usize;
            let leaves = sealed.receipts[receipt].weights.len();
            let weight = leaves.checked_sub(1).map(|last| sealed.weight(receipt, last.min(leaf as usize)));
            Shown::Weight(sealed.receipt(receipt), weight)
        }
    }
}

/// What the challenger begins with.
const CHALLENGER: Amount = 1_000_000;

/// [`all_or_nothing`] for calls that say what they cost.
fn paid(call: impl FnOnce() -> frame_support::dispatch::DispatchResultWithPostInfo) -> bool {
    all_or_nothing(|| call().map(drop).map_err(|refused| refused.error))
}

fn root() -> Vec<u8> {
    sp_io::storage::root(StateVersion::V1)
}

/// Calls, and checks that a failed call changed nothing.
fn all_or_nothing(call: impl FnOnce() -> frame_support::dispatch::DispatchResult) -> bool {
    let before = root();
    let outcome = frame_support::storage::with_storage_layer(call);
    if outcome.is_err() {
        assert_eq!(root(), before, "{outcome:?} changed something");
    }
    outcome.is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happens_no_planck_appears_or_disappears(
        steps in prop::collection::vec(step(), 1..80),
    ) {
        externalities().execute_with(|| {
            let mut life = Life::begin();
            for step in steps {
                life.take(step);
                life.check();
            }
            life.end();
            life.check();
        });
    }
}

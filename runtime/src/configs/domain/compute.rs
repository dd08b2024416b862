//! Compute: whose a job is, who gets its result, and what decides which worker is asked.

use super::Admin;
use crate::{
    configs::TreasuryAccount, currency::OPEN, AccountId, Attribution, Balance, Balances, BlockNumber, Datanets, Hash,
    Models, Runtime, RuntimeHoldReason, System,
};
use alloc::vec::Vec;
use openledger_primitives::{
    batch::SignedBatch,
    demand::{Part, Shown},
    job::{BaseFiles, CurateSpec, JobKind, JobResult, JobSpec},
    recipe::NumericClass,
    split::share_down,
    BatchId, JobId,
};
use pallet_attribution::{SubmitError, WeightInfo as _};
use pallet_compute::{Demanded, JobHandler, Liabilities, NotSent, OffchainBatches};
use pallet_datanets::WeightInfo as _;
use pallet_models::{VersionKind, VersionState, WeightInfo as _};
use polkadot_sdk::*;

use frame_support::{
    traits::{ConstU128, ConstU32, Get, Randomness},
    weights::Weight,
};
use sp_core::sr25519;
use sp_runtime::{
    traits::{BlakeTwo256, Hash as _},
    DispatchError, DispatchResult,
};

type AttributionWeight = <Runtime as pallet_attribution::Config>::WeightInfo;
type DatanetsWeight = <Runtime as pallet_datanets::Config>::WeightInfo;
type ModelsWeight = <Runtime as pallet_models::Config>::WeightInfo;

/// Randomness that nobody knows before the block that assigns a job has a parent: the parent's
/// author proved a draw that only his key could make. He alone may keep the block back when he
/// dislikes the draw, and loses it.
pub struct ParentVrf;

impl Randomness<Hash, BlockNumber> for ParentVrf {
    fn random(subject: &[u8]) -> (Hash, BlockNumber) {
        match pallet_babe::ParentBlockRandomness::<Runtime>::random(subject) {
            (Some(drawn), known_since) => (drawn, known_since),
            // The first block has no parent with a draw; nobody has a job then.
            (None, known_since) => (BlakeTwo256::hash_of(&(subject, System::parent_hash())), known_since),
        }
    }
}

/// Takes each job to the pallet that asked for it.
pub struct JobRouter;

impl JobHandler<AccountId> for JobRouter {
    fn on_result(_job: JobId, kind: JobKind, worker: &AccountId, result: &JobResult) -> DispatchResult {
        match (kind, result) {
            (JobKind::Check(id), JobResult::Check(result)) => Datanets::on_check_result(id, worker, *result),
            (JobKind::Curate(id), JobResult::Curate(result)) => Datanets::on_curate_result(id, worker, *result),
            (JobKind::Train(id), JobResult::Train(result)) => Models::on_train_result(id, worker, *result),
            (JobKind::Evaluate(id), JobResult::Evaluate(result)) => Models::on_evaluate_result(id, worker, *result),
            (JobKind::Merge(id), JobResult::Merge(result)) => Models::on_merge_result(id, worker, *result),
            (JobKind::Reproduce(id), JobResult::Train(result)) => {
                Models::on_reproduce_result(id, worker, result.into())
            }
            (JobKind::Reproduce(id), JobResult::Merge(result)) => {
                Models::on_reproduce_result(id, worker, result.into())
            }
            (JobKind::Reexecute(id), JobResult::Reexecute(result)) => {
                Attribution::on_reexecute_result(id, worker, *result)
            }
            _ => Err(DispatchError::Other("the answer is of another kind than the job")),
        }
    }

    fn on_failed(_job: JobId, kind: JobKind) {
        match kind {
            JobKind::Check(id) => Datanets::on_check_failed(id),
            JobKind::Curate(id) => Datanets::on_curate_failed(id),
            JobKind::Train(id) => Models::on_train_failed(id),
            JobKind::Evaluate(id) => Models::on_evaluate_failed(id),
            JobKind::Merge(id) => Models::on_merge_failed(id),
            JobKind::Reproduce(id) => Models::on_reproduce_failed(id),
            JobKind::Reexecute(id) => Attribution::on_reexecute_failed(id),
        }
    }

    fn spec(kind: JobKind) -> Option<JobSpec> {
        match kind {
            JobKind::Check(id) => Datanets::check_spec(id).map(JobSpec::Check),
            JobKind::Curate(id) => {
                Datanets::curate_spec(id).map(|spec| JobSpec::Curate(CurateSpec { base: reference_base(), ..spec }))
            }
            JobKind::Train(id) => Models::train_spec(id).map(JobSpec::Train),
            JobKind::Evaluate(id) => Models::evaluate_spec(id).map(JobSpec::Evaluate),
            JobKind::Merge(id) => Models::merge_spec(id).map(JobSpec::Merge),
            JobKind::Reproduce(id) => Models::reproduce_spec(id),
            JobKind::Reexecute(id) => Attribution::reexecute_spec(id).map(JobSpec::Reexecute),
        }
    }

    fn class(kind: JobKind) -> NumericClass {
        let (JobKind::Train(id) | JobKind::Evaluate(id) | JobKind::Merge(id) | JobKind::Reproduce(id)) = kind else {
            return NumericClass::CpuExact;
        };
        pallet_models::Versions::<Runtime>::get(id).map_or(NumericClass::CpuExact, |version| version.numeric_class)
    }

    fn result_weight(result: &JobResult) -> Weight {
        match result {
            JobResult::Check(_) => DatanetsWeight::on_check_result(),
            JobResult::Curate(_) => DatanetsWeight::on_curate_result(),
            JobResult::Train(_) => ModelsWeight::on_train_result().max(ModelsWeight::on_reproduce_result()),
            JobResult::Evaluate(_) => ModelsWeight::on_evaluate_result(),
            // May be a job's last attempt.
            JobResult::Failed(_) => Self::failed_weight(),
            JobResult::Merge(_) => ModelsWeight::on_merge_result().max(ModelsWeight::on_reproduce_result()),
            JobResult::Reexecute(_) => {
                let refunds = <Runtime as pallet_attribution::Config>::MaxRedemptions::get();
                AttributionWeight::on_reexecute_result().saturating_add(AttributionWeight::void_batch(refunds))
            }
        }
    }

    fn failed_weight() -> Weight {
        DatanetsWeight::on_check_failed()
            .max(DatanetsWeight::on_curate_failed())
            .max(ModelsWeight::on_train_failed())
            .max(ModelsWeight::on_evaluate_failed())
            .max(ModelsWeight::on_merge_failed())
            .max(ModelsWeight::on_reproduce_failed())
            .max(AttributionWeight::on_reexecute_failed())
    }
}

/// The base by which texts are measured: of those in service, the one registered first. Not bounded: for offchain
/// workers.
fn reference_base() -> Option<BaseFiles> {
    let serves = |version: &pallet_models::VersionOf<Runtime>| {
        version.kind == VersionKind::Base && version.state == VersionState::Deployed
    };
    let first =
        pallet_models::Versions::<Runtime>::iter().filter(|(_, version)| serves(version)).min_by_key(|(id, _)| *id);
    Some(first?.1.base)
}

/// A worker answers for its receipt batches until they mature.
pub struct UnmaturedBatches;

impl Liabilities<AccountId, Balance> for UnmaturedBatches {
    fn has_any(worker: &AccountId) -> bool {
        Attribution::unmatured(worker) > 0
    }

    fn covered_by(worker: &AccountId, held: Balance) -> bool {
        let cover = pallet_attribution::Rules::<Runtime>::get().bond_cover;
        Attribution::unmatured(worker) <= share_down(held, cover)
    }
}

impl OffchainBatches<AccountId> for UnmaturedBatches {
    fn next_nonce(worker: &AccountId) -> Option<u64> {
        Some(Attribution::next_nonce(worker))
    }

    fn submit(batch: SignedBatch, signature: sr25519::Signature) -> Result<(), ()> {
        Attribution::submit(batch, signature).map_err(|error| {
            log::debug!(target: "runtime::compute", "batch not sent: {error:?}");
        })
    }

    fn demands(worker: &AccountId) -> Vec<Demanded> {
        let answer_period = pallet_attribution::DisputeTerms::<Runtime>::get().answer_period;
        let demanded = |(batch, demand): (BatchId, pallet_attribution::Demand<AccountId>)| {
            let content = pallet_attribution::Batches::<Runtime>::get(batch)?.header.content;
            let since = demand.deadline.saturating_sub(answer_period);
            Some(Demanded { batch, content, part: demand.part, since, deadline: demand.deadline })
        };
        Attribution::demands_of(worker).into_iter().filter_map(demanded).collect()
    }

    fn reveal(batch: BatchId, part: Part, shown: Shown) -> Result<(), NotSent> {
        Attribution::submit_reveal(batch, part, shown).map_err(|error| match error {
            SubmitError::Pool => NotSent::Pool,
            SubmitError::TooLong | SubmitError::Refused(_) => {
                log::warn!(target: "runtime::compute", "batch {batch}: {part} not shown: {error:?}");
                NotSent::Wrong
            }
        })
    }
}

impl pallet_compute::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type AdminOrigin = Admin;
    type SlashDestination = TreasuryAccount;
    type Randomness = ParentVrf;
    type Handler = JobRouter;
    type Liabilities = UnmaturedBatches;
    type Batches = UnmaturedBatches;
    type MaxWorkers = ConstU32<256>;
    type MaxOpenJobs = ConstU32<1_024>;
    type MaxJobsPerWorker = ConstU32<8>;
    type MaxJobsPerBlock = ConstU32<32>;
    type MaxAssignmentsPerBlock = ConstU32<8>;
    type MaxSweptPerBlock = ConstU32<4>;
    type MaxPins = ConstU32<4_096>;
    type MaxPinsPerBlock = ConstU32<2>;
    type PinDeposit = ConstU128<{ 10 * OPEN }>;
    type WeightInfo = pallet_compute::weights::SubstrateWeight<Runtime>;
}

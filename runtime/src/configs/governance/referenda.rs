//! Proposing, voting, delegating and enacting: OpenGov's pallets, as they come.
//!
//! A call is noted as a **preimage**, a **referendum** proposes its hash with an origin, **conviction voting** counts
//! (who locks OPEN longer weighs more, up to six times), and the **scheduler** runs what passed. The **whitelist** lets
//! what validators endorsed pass faster.

use super::{
    origins::{Referees, WhitelistedCallers, Whitelisters},
    tracks::{Here, Tracks},
};
use crate::{
    configs::RuntimeBlockWeights,
    currency::{storage_deposit, OPEN},
    AccountId, Balance, Balances, OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeEvent,
    RuntimeHoldReason, RuntimeOrigin, Scheduler, System, Treasury, DAYS,
};
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{
        fungible::HoldConsideration, tokens::currency::ActiveIssuanceOf, AsEnsureOriginWithArg, ConstU128, ConstU32,
        EqualPrivilegeOnly, LinearStoragePrice,
    },
    weights::Weight,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::Perbill;

impl pallet_conviction_voting::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Currency = Balances;
    type Polls = Referenda;
    /// All OPEN but what lies in the treasury, which cannot vote.
    type MaxTurnout = ActiveIssuanceOf<Balances, AccountId>;
    /// So many that delegating, which looks at each of them, still fits into a block.
    type MaxVotes = ConstU32<28>;
    /// Longer than any enactment: whoever decides lives with the decision.
    type VoteLockingPeriod = Here<{ 7 * DAYS }>;
    type BlockNumberProvider = System;
    type VotingHooks = ();
    type WeightInfo = pallet_conviction_voting::weights::SubstrateWeight<Runtime>;
}

impl pallet_referenda::Config for Runtime {
    type RuntimeCall = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type Scheduler = Scheduler;
    type Currency = Balances;
    type SubmitOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
    type CancelOrigin = Referees;
    type KillOrigin = Referees;
    type Slash = Treasury;
    type Votes = pallet_conviction_voting::VotesOf<Runtime>;
    type Tally = pallet_conviction_voting::TallyOf<Runtime>;
    type SubmissionDeposit = ConstU128<{ 10 * OPEN }>;
    type MaxQueued = ConstU32<100>;
    type UndecidingTimeout = Here<{ 14 * DAYS }>;
    type AlarmInterval = ConstU32<1>;
    type Tracks = Tracks;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
    type WeightInfo = pallet_referenda::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// What was decided may take most of a block.
    pub MaximumScheduled: Weight = Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
    pub const PreimageHold: RuntimeHoldReason =
        RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
    pub const PreimageBase: Balance = storage_deposit(1, 0);
    /// A hundredth of what other state costs: a runtime is over a million bytes, and its preimage goes when it was enacted.
    pub const PreimageByte: Balance = storage_deposit(0, 1) / 100;
}

#[cfg(not(feature = "runtime-benchmarks"))]
type MaxScheduledPerBlock = ConstU32<50>;
// Other pallets' benchmarks fill a block's agenda further.
#[cfg(feature = "runtime-benchmarks")]
type MaxScheduledPerBlock = ConstU32<512>;

impl pallet_scheduler::Config for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type RuntimeEvent = RuntimeEvent;
    type PalletsOrigin = OriginCaller;
    type RuntimeCall = RuntimeCall;
    type MaximumWeight = MaximumScheduled;
    type ScheduleOrigin = EnsureRoot<AccountId>;
    type OriginPrivilegeCmp = EqualPrivilegeOnly;
    type MaxScheduledPerBlock = MaxScheduledPerBlock;
    type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

impl pallet_preimage::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Currency = Balances;
    type ManagerOrigin = EnsureRoot<AccountId>;
    type Consideration =
        HoldConsideration<AccountId, Balances, PreimageHold, LinearStoragePrice<PreimageBase, PreimageByte, Balance>>;
    type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
}

impl pallet_whitelist::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WhitelistOrigin = Whitelisters;
    type DispatchWhitelistedOrigin = WhitelistedCallers;
    type Preimages = Preimage;
    type DeferredDispatchExpiration = Here<{ 28 * DAYS }>;
    type BlockNumberProvider = System;
    type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

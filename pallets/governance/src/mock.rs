//! A chain with balances, governance, and pallets beside it that are variables a test can look at.

use crate as pallet_governance;
use crate::*;
use openledger_primitives::{
    split::Economics,
    standard::{CurationStandard, DeploymentStandard},
    Amount,
};
use polkadot_sdk::{
    frame_support::{
        self, derive_impl, ensure,
        pallet_prelude::DispatchResult,
        parameter_types,
        traits::{fungible::InspectHold, ConstU128, ConstU32, EitherOf},
    },
    frame_system::{self, mocking::MockBlock, EnsureRoot},
    pallet_balances,
    sp_core::H256,
    sp_io::TestExternalities,
    sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError},
};

pub type AccountId = u64;
pub type Balance = u128;

/// The validators of genesis.
pub const FIRST: [AccountId; 3] = [1, 2, 3];
/// Has keys and money, and wants to validate.
pub const CANDIDATE: AccountId = 10;
/// Has money and no keys.
pub const KEYLESS: AccountId = 11;
/// Has nearly nothing.
pub const PAUPER: AccountId = 12;

pub const ENDOWMENT: Balance = 10_000;
pub const BOND: Balance = 1_000;
pub const PERIOD: u64 = 20;

pub const FIRST_CURATION: CurationStandard<Amount> = CurationStandard {
    minimum_quorum: 1,
    minimum_voting_period: 1,
    maximum_voting_period: 10,
    minimum_deposit: 1,
    minimum_curator_bond: 1,
    minimum_reveal_period: 1,
    maximum_reveal_period: 10,
    minimum_quorum_stake: 1,
    voice_cap: 333_333,
    tolerance: 20,
    clip: 60,
    outlier_slash: 50_000,
    silence_slash: 100_000,
    reputation_half_life: 100,
    curation_fee: 1,
    appeal_window: 10,
    appeal_bond: 1,
    challenge_window: 10,
    challenge_bond: 1,
    challenge_reward: 500_000,
    plant_bond: 1,
    plant_period: 5,
    plant_lifetime: 50,
    intake_per_account: 4,
    intake_per_datanet: 16,
};

pub const ECONOMICS: Economics =
    Economics { platform: 50_000, worker: 300_000, builder: 200_000, stakers: 0, royalty_cap: 300_000, data: 450_000 };

#[frame_support::runtime]
mod test_runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(2)]
    pub type Governance = pallet_governance;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
    type RuntimeHoldReason = RuntimeHoldReason;
}

parameter_types! {
    pub static Curation: CurationStandard<Amount> = FIRST_CURATION;
    pub static Deployment: DeploymentStandard = DeploymentStandard::default();
    pub static Income: Economics = ECONOMICS;
    /// The table of licences, and whether each is retired.
    pub static Table: Vec<(LicenceId, Spdx, bool)> = Vec::new();
    /// Accounts with session keys.
    pub static Keyed: Vec<AccountId> = Vec::new();
    /// Validators of the running session and the next.
    pub static Office: Vec<AccountId> = Vec::new();
    pub static Whitelisted: Vec<H256> = Vec::new();
}

/// Keeps standards in the variables above; refuses only what tests need refused.
pub struct Keepers;

impl Registry for Keepers {
    fn curation() -> CurationStandard<Amount> {
        Curation::get()
    }

    fn set_curation(new: CurationStandard<Amount>) -> DispatchResult {
        ensure!(new.check().is_ok(), DispatchError::Other("curation"));
        Curation::set(new);
        Ok(())
    }

    fn deployment() -> DeploymentStandard {
        Deployment::get()
    }

    fn set_deployment(new: DeploymentStandard) -> DispatchResult {
        ensure!(new.check().is_ok(), DispatchError::Other("deployment"));
        Deployment::set(new);
        Ok(())
    }

    fn economics() -> Economics {
        Income::get()
    }

    fn set_economics(new: Economics) -> DispatchResult {
        ensure!(new.check().is_ok(), DispatchError::Other("economics"));
        Income::set(new);
        Ok(())
    }

    fn licence(licence: LicenceId) -> Option<Spdx> {
        Some(Table::get().into_iter().find(|(number, ..)| *number == licence)?.1)
    }

    fn admit_licence(licence: LicenceId, spdx: Spdx) -> DispatchResult {
        let known = Table::get().into_iter().find(|(number, ..)| *number == licence);
        ensure!(known.is_none_or(|(_, other, retired)| retired && other == spdx), DispatchError::Other("known"));
        Table::mutate(|table| {
            table.retain(|(number, ..)| *number != licence);
            table.push((licence, spdx, false));
        });
        Ok(())
    }

    fn retire_licence(licence: LicenceId) -> DispatchResult {
        Table::mutate(|table| match table.iter_mut().find(|(number, _, retired)| *number == licence && !retired) {
            Some(entry) => {
                entry.2 = true;
                Ok(())
            }
            None => Err(DispatchError::Other("retired")),
        })
    }
}

/// Session keys and offices of the variables above.
pub struct Sessions;

impl Session<AccountId> for Sessions {
    fn validators() -> Vec<AccountId> {
        Office::get()
    }

    fn in_office(who: &AccountId) -> bool {
        Office::get().contains(who)
    }

    fn has_keys(who: &AccountId) -> bool {
        Keyed::get().contains(who)
    }

    fn forget_keys(who: &AccountId) {
        Keyed::mutate(|keyed| keyed.retain(|other| other != who));
    }
}

/// Remembers what was whitelisted.
pub struct Calls;

impl Whitelist<H256> for Calls {
    fn whitelist(call_hash: H256) -> DispatchResult {
        Whitelisted::mutate(|calls| calls.push(call_hash));
        Ok(())
    }
}

impl Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type StandardOrigin = EnsureStandard;
    type AdminOrigin = EitherOf<EnsureRoot<AccountId>, EnsureProtocolParameters>;
    type Registry = Keepers;
    type Session = Sessions;
    type Whitelist = Calls;
    type MaxValidators = ConstU32<5>;
    type MaxHistory = ConstU32<3>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for Helper {
    fn give_keys(who: &AccountId) {
        Keyed::mutate(|keyed| keyed.push(*who));
    }
}

pub fn rules() -> RulesOf<Test> {
    ValidatorRules { minimum_bond: BOND, minimum_validators: 2, unbonding_period: PERIOD }
}

/// Builds the chain, runs a test on it and checks the invariants afterwards.
pub struct ExtBuilder {
    rules: RulesOf<Test>,
    first: Vec<AccountId>,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self { rules: rules(), first: FIRST.to_vec() }
    }
}

impl ExtBuilder {
    pub fn rules(mut self, rules: RulesOf<Test>) -> Self {
        self.rules = rules;
        self
    }

    /// The validators of genesis.
    pub fn first(mut self, first: &[AccountId]) -> Self {
        self.first = first.to_vec();
        self
    }

    pub fn build(self) -> TestExternalities {
        Curation::set(FIRST_CURATION);
        Deployment::set(DeploymentStandard::default());
        Income::set(ECONOMICS);
        Table::set(vec![(0, spdx("MIT"), false), (5, spdx("AGPL-3.0-only"), false)]);
        Office::set(self.first.clone());
        Keyed::set(self.first.iter().copied().chain([CANDIDATE]).collect());
        Whitelisted::set(Vec::new());
        let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
        let rich = self.first.iter().filter(|who| **who != PAUPER).copied().chain([CANDIDATE, KEYLESS]);
        let balances = rich.map(|who| (who, ENDOWMENT)).chain([(PAUPER, 5)]).collect();
        pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
            .assimilate_storage(&mut storage)
            .unwrap();
        pallet_governance::GenesisConfig::<Test> { rules: self.rules, bond: BOND }
            .assimilate_storage(&mut storage)
            .unwrap();
        let mut ext = TestExternalities::from(storage);
        ext.execute_with(|| System::set_block_number(1));
        ext
    }

    pub fn build_and_execute(self, test: impl FnOnce()) {
        let mut ext = self.build();
        ext.execute_with(test);
        ext.execute_with(|| Governance::do_try_state().unwrap());
    }
}

pub fn spdx(text: &str) -> Spdx {
    Spdx::try_from(text.as_bytes().to_vec()).unwrap()
}

pub fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

/// A standard of each kind that could be set on a fresh chain.
pub fn some(kind: StandardKind) -> Standard {
    match kind {
        StandardKind::Curation => Standard::Curation(CurationStandard { minimum_quorum: 2, ..FIRST_CURATION }),
        StandardKind::Deployment => {
            Standard::Deployment(DeploymentStandard { minimum_improvement: 1, ..Default::default() })
        }
        StandardKind::Economics => Standard::Economics(Economics { platform: 0, data: 500_000, ..ECONOMICS }),
        StandardKind::Licences => licences(&[(7, "ISC")], &[5]),
        StandardKind::Numeric => numeric(&[[1; 32]]),
    }
}

pub fn licences(admit: &[(LicenceId, &str)], retire: &[LicenceId]) -> Standard {
    let admit: Vec<_> = admit.iter().map(|(number, text)| Licence { number: *number, spdx: spdx(text) }).collect();
    Standard::Licences(LicenceStandard {
        admit: admit.try_into().unwrap(),
        retire: retire.to_vec().try_into().unwrap(),
    })
}

pub fn numeric(builds: &[[u8; 32]]) -> Standard {
    Standard::Numeric(NumericStandard { engine_builds: builds.to_vec().try_into().unwrap(), ..Default::default() })
}

/// Sets a standard as root.
pub fn set(standard: Standard) -> Result<(), DispatchError> {
    frame_support::storage::with_storage_layer(|| Governance::set_standard(root(), standard))
}

/// Bonds the candidate and adds it to the set.
pub fn join() {
    Governance::bond_validator(signed(CANDIDATE), BOND).unwrap();
    Governance::add_validator(root(), CANDIDATE).unwrap();
    System::reset_events();
}

pub fn held(who: AccountId) -> Balance {
    Balances::balance_on_hold(&HoldReason::ValidatorBond.into(), &who)
}

/// Events of this pallet since the last call.
pub fn events() -> Vec<Event<Test>> {
    let events = System::read_events_for_pallet();
    System::reset_events();
    events
}

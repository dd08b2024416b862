//! OPEN: who holds it, what transactions cost, where the fees go, who spends the treasury.

use super::{
    governance::origins::{SpendRejecters, Spenders},
    parameters::dynamic,
};
use crate::{
    currency::{EXISTENTIAL_DEPOSIT, MILLI_OPEN},
    AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System,
    DAYS,
};
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{
        fungible::Credit,
        tokens::{imbalance::ResolveTo, PayFromAccount, UnityAssetBalanceConversion},
        ConstU128, ConstU32, ConstU8, Imbalance, OnUnbalanced, VariantCountOf,
    },
    weights::{constants::ExtrinsicBaseWeight, WeightToFee},
    PalletId,
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
    traits::{AccountIdConversion, Bounded, Get, IdentityLookup},
    FixedPointNumber, Perquintill,
};

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
    type AccountStore = System;
    type DustRemoval = ResolveTo<TreasuryAccount, Balances>;
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<50>;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type DoneSlashHandler = ();
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
}

/// A transaction's price for computing: one thousandth of an OPEN for what the smallest one takes.
pub struct ComputePrice;

impl WeightToFee for ComputePrice {
    type Balance = Balance;

    fn weight_to_fee(weight: &frame_support::weights::Weight) -> Balance {
        let smallest = Balance::from(ExtrinsicBaseWeight::get().ref_time()).max(1);
        Balance::from(weight.ref_time()).saturating_mul(MILLI_OPEN) / smallest
    }
}

/// A transaction's price for its length.
pub struct LengthPrice;

impl WeightToFee for LengthPrice {
    type Balance = Balance;

    fn weight_to_fee(length: &frame_support::weights::Weight) -> Balance {
        Balance::from(length.ref_time()).saturating_mul(dynamic::fees::BytePrice::get())
    }
}

parameter_types! {
    /// Fees rise while blocks are more than a quarter full.
    pub const TargetFullness: Perquintill = Perquintill::from_percent(25);
    pub AdjustmentSpeed: Multiplier = Multiplier::saturating_from_rational(3, 100_000);
    pub MinimumMultiplier: Multiplier = Multiplier::saturating_from_rational(1, 10);
    pub MaximumMultiplier: Multiplier = Bounded::max_value();
}

/// Divides what a transaction paid between the treasury and the block's author; tips are the
/// author's whole.
pub struct FeeShares;

impl OnUnbalanced<Credit<AccountId, Balances>> for FeeShares {
    fn on_unbalanceds(mut parts: impl Iterator<Item = Credit<AccountId, Balances>>) {
        if let Some(fee) = parts.next() {
            let treasury = dynamic::fees::TreasuryShare::get().mul_floor(fee.peek());
            let (treasury, mut author) = fee.split(treasury);
            if let Some(tip) = parts.next() {
                author.subsume(tip);
            }
            ResolveTo::<TreasuryAccount, Balances>::on_unbalanced(treasury);
            pay_author(author);
        }
    }
}

/// Pays the block's author. What nobody can take, because the block has no known author or the
/// account cannot hold so little, is the treasury's.
fn pay_author(amount: Credit<AccountId, Balances>) {
    use frame_support::traits::fungible::Balanced;
    let rest = match Authorship::author() {
        Some(author) => Balances::resolve(&author, amount).err(),
        None => Some(amount),
    };
    if let Some(rest) = rest {
        ResolveTo::<TreasuryAccount, Balances>::on_unbalanced(rest);
    }
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction = FungibleAdapter<Balances, FeeShares>;
    type OperationalFeeMultiplier = ConstU8<5>;
    type WeightToFee = ComputePrice;
    type LengthToFee = LengthPrice;
    type FeeMultiplierUpdate =
        TargetedFeeAdjustment<Self, TargetFullness, AdjustmentSpeed, MinimumMultiplier, MaximumMultiplier>;
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    pub const TreasuryPalletId: PalletId = PalletId(*b"op/trsry");
    pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();
    pub const NoBurn: sp_runtime::Permill = sp_runtime::Permill::zero();
}

impl pallet_treasury::Config for Runtime {
    type Currency = Balances;
    type RejectOrigin = SpendRejecters;
    type RuntimeEvent = RuntimeEvent;
    type SpendPeriod = ConstU32<DAYS>;
    type Burn = NoBurn;
    type PalletId = TreasuryPalletId;
    type BurnDestination = ();
    type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
    type SpendFunds = ();
    type MaxApprovals = ConstU32<100>;
    type SpendOrigin = Spenders;
    type AssetKind = ();
    type Beneficiary = AccountId;
    type BeneficiaryLookup = IdentityLookup<AccountId>;
    type Paymaster = PayFromAccount<Balances, TreasuryAccount>;
    type BalanceConverter = UnityAssetBalanceConversion;
    type PayoutPeriod = ConstU32<{ 30 * DAYS }>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
    type BlockNumberProvider = System;
}

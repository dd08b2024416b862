//! Conveniences for account holders: batches, shared accounts, and accounts that act for others.

use crate::{currency::storage_deposit, Balance, Balances, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, System};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use polkadot_sdk::*;
use scale_info::TypeInfo;

use frame_support::{
    parameter_types,
    traits::{ConstU32, InstanceFilter},
};
use sp_runtime::traits::BlakeTwo256;

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    pub const MultisigDepositBase: Balance = storage_deposit(1, 88);
    pub const MultisigDepositFactor: Balance = storage_deposit(0, 32);
    pub const ProxyDepositBase: Balance = storage_deposit(1, 8);
    pub const ProxyDepositFactor: Balance = storage_deposit(0, 33);
    pub const AnnouncementDepositBase: Balance = storage_deposit(1, 8);
    pub const AnnouncementDepositFactor: Balance = storage_deposit(0, 66);
}

impl pallet_multisig::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type DepositBase = MultisigDepositBase;
    type DepositFactor = MultisigDepositFactor;
    type MaxSignatories = ConstU32<100>;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

/// What an account that acts for another may do.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    Eq,
    Ord,
    PartialEq,
    PartialOrd,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    #[codec(index = 0)]
    Any,
    /// Everything but the calls of Balances. It is no safe: what other calls pay for can be paid for.
    #[codec(index = 1)]
    NonTransfer,
    /// Only to reject announced calls.
    #[codec(index = 2)]
    CancelProxy,
    /// Only to propose, vote and delegate, one by one or in batches, and to endorse as a validator. Votes lock the
    /// account's OPEN, and deposits are its own.
    #[codec(index = 3)]
    Governance,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            ProxyType::Any => true,
            ProxyType::NonTransfer => !matches!(call, RuntimeCall::Balances(..)),
            ProxyType::CancelProxy => {
                matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
            }
            // What a batch holds is held against this filter again.
            ProxyType::Governance => matches!(
                call,
                RuntimeCall::ConvictionVoting(..)
                    | RuntimeCall::Referenda(..)
                    | RuntimeCall::Preimage(..)
                    | RuntimeCall::Whitelist(..)
                    | RuntimeCall::Utility(..)
                    | RuntimeCall::Governance(pallet_governance::Call::endorse { .. })
            ),
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        match (self, other) {
            (ProxyType::Any, _) => true,
            (mine, theirs) if mine == theirs => true,
            (ProxyType::NonTransfer, ProxyType::CancelProxy | ProxyType::Governance) => true,
            _ => false,
        }
    }
}

impl pallet_proxy::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<32>;
    type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
    type MaxPending = ConstU32<32>;
    type CallHasher = BlakeTwo256;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type BlockNumberProvider = System;
}

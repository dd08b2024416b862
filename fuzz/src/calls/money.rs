//! Money that moves beside the domain: people pay one another, and the accounts that pallets keep.

use super::*;
use openledger_runtime::{configs::TreasuryAccount, currency::OPEN, Attribution, Runtime};
use polkadot_sdk::{
    pallet_balances::Call,
    sp_runtime::{traits::StaticLookup, MultiAddress},
};

pub const MAKERS: &[Maker] =
    &[maker("Balances", "transfer_allow_death", 4, transfer), maker("Balances", "transfer_all", 1, transfer_all)];

fn payee(choices: &mut Choices) -> <<Runtime as polkadot_sdk::frame_system::Config>::Lookup as StaticLookup>::Source {
    MultiAddress::Id(match choices.byte() {
        0..=219 => people::account(anybody(choices)),
        220..=234 => Attribution::pot(),
        235..=249 => TreasuryAccount::get(),
        _ => AccountId::new(choices.digest()),
    })
}

fn transfer(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (person, dest) = (anybody(choices), payee(choices));
    signed(person, Call::transfer_allow_death { dest, value: choices.amount(OPEN) })
}

/// Everything that somebody can spend, so that what comes next finds an empty purse.
fn transfer_all(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (person, dest) = (anybody(choices), payee(choices));
    signed(person, Call::transfer_all { dest, keep_alive: choices.byte() < 128 })
}

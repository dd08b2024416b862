//! OPEN, the chain's token, and the prices that follow from its size.

use crate::Balance;

/// The token's name in wallets.
pub const SYMBOL: &str = "OPEN";
/// Decimal places of one OPEN.
pub const DECIMALS: u8 = 18;
/// The address format of accounts.
pub const SS58_PREFIX: u16 = 42;

/// One OPEN in plancks.
pub const OPEN: Balance = 1_000_000_000_000_000_000;
/// A thousandth of an OPEN.
pub const MILLI_OPEN: Balance = OPEN / 1_000;
/// A millionth of an OPEN.
pub const MICRO_OPEN: Balance = MILLI_OPEN / 1_000;

/// All the OPEN there is at genesis.
pub const GENESIS_SUPPLY: Balance = 1_000_000_000 * OPEN;
/// What an account must hold to exist: little, because fees already make accounts cost something, and
/// tools that make networks give accounts little.
pub const EXISTENTIAL_DEPOSIT: Balance = MICRO_OPEN;

/// What is set aside while something of this size is kept in state.
pub const fn storage_deposit(items: u32, bytes: u32) -> Balance {
    items as Balance * 100 * MILLI_OPEN + bytes as Balance * MILLI_OPEN
}

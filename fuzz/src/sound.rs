//! What must hold after every step, whatever happened.

use openledger_runtime::{currency::GENESIS_SUPPLY, *};
use polkadot_sdk::*;

type Check = (&'static str, fn() -> Result<(), sp_runtime::TryRuntimeError>);

/// The domain pallets and how each is asked whether its invariants hold.
pub const PALLETS: [Check; 5] = [
    ("Datanets", Datanets::do_try_state),
    ("Compute", Compute::do_try_state),
    ("Models", Models::do_try_state),
    ("Attribution", Attribution::do_try_state),
    ("Governance", Governance::do_try_state),
];

/// Checks every domain pallet's invariants and all money; says what does not hold.
pub fn check() -> Result<(), String> {
    for (pallet, invariants) in PALLETS {
        invariants().map_err(|broken| format!("{pallet}: {broken:?}"))?;
    }
    money()?;
    confessed()
}

/// All money is on accounts, none was made or lost since genesis, and nobody has more on hold than is set aside.
fn money() -> Result<(), String> {
    let mut there_is: Balance = 0;
    for (who, account) in frame_system::Account::<Runtime>::iter() {
        let all = account.data.free.checked_add(account.data.reserved).ok_or("an account holds too much")?;
        there_is = there_is.checked_add(all).ok_or("accounts hold too much")?;
        let held = pallet_balances::Holds::<Runtime>::get(&who)
            .iter()
            .try_fold(0u128, |sum, hold| sum.checked_add(hold.amount));
        if held.is_none_or(|held| held > account.data.reserved) {
            return Err(format!("{who:?} has {held:?} on hold and {} set aside", account.data.reserved));
        }
    }
    let issued = Balances::total_issuance();
    if issued != there_is {
        return Err(format!("{there_is} planck are on accounts, and {issued} were issued"));
    }
    if issued != GENESIS_SUPPLY {
        return Err(format!("{issued} planck are issued, and {GENESIS_SUPPLY} were in genesis"));
    }
    Ok(())
}

/// Events by which a pallet itself says that something happened which cannot.
fn confessed() -> Result<(), String> {
    for record in System::read_events_no_consensus() {
        if let RuntimeEvent::Attribution(event @ pallet_attribution::Event::MaturityFailed { .. }) = record.event {
            return Err(format!("{event:?}"));
        }
    }
    Ok(())
}

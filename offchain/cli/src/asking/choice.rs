//! Which allocation pays when none is named.

use crate::{
    account::{ss58, Account},
    amount::Open,
    context::Context,
    error::{CliError, Result},
    vouchers::Wallet,
};
use openledger_client::{runtime, At};
use openledger_primitives::AllocationId;

/// The open allocation of this keystore for this worker that has the most left.
pub async fn choose(context: &Context, at: &At, wallet: &Wallet) -> Result<AllocationId> {
    let status = context.worker()?.status().await?;
    let worker = status["worker"].as_str().and_then(|text| text.parse::<Account>().ok()).map(|account| account.0);
    let worker = worker.ok_or_else(|| CliError::network("the worker does not say which account it has"))?;
    let mut best: Option<(u128, AllocationId)> = None;
    for id in wallet.allocations() {
        let Some(stored) = at.get(runtime::storage().attribution().allocations(), (id,)).await? else { continue };
        let left = stored.amount.saturating_sub(stored.redeemed);
        if stored.worker.0 == worker && stored.closes_at.is_none() && best.is_none_or(|(most, _)| left > most) {
            best = Some((left, id));
        }
    }
    let none = || {
        let worker = ss58(&worker);
        CliError::not_found(format!("no allocation of this keystore is open for the worker {worker}"))
            .hint(format!("set money aside: `openledger allocate open {worker} '{}'`", Open(10 * crate::amount::OPEN)))
    };
    best.map(|(_, id)| id).ok_or_else(none)
}

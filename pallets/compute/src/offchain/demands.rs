//! Demands: a challenger wants to see a part of a worker's batch, and takes its bond when nobody shows it in time.
//!
//! Nothing is signed and nothing remembered: what is open stands in the chain's state, and what answers it in the
//! batch's file, so the same demand gets the same bytes with every block until the chain has them.

use super::{
    daemon::{Daemon, Trouble},
    LOG,
};
use crate::{
    traits::{Demanded, NotSent, OffchainBatches},
    Config, Rules,
};
use alloc::vec::Vec;
use openledger_primitives::BlockNumber;
use polkadot_sdk::{frame_system::pallet_prelude::BlockNumberFor, sp_runtime::traits::UniqueSaturatedInto};

/// The most demands of one worker that a run answers.
pub const MAX_DEMANDS: usize = 16;

/// So many times the depth of an assignment before its deadline, a demand is answered however new it is.
const HASTE: BlockNumber = 4;

/// The demands against a worker to be answered after block `now`. Where there are more than a run answers, each has its
/// turn in a later block.
pub fn due<T: Config>(worker: &T::AccountId, now: BlockNumberFor<T>) -> Vec<Demanded> {
    let depth = Rules::<T>::get().assignment_depth.max(1);
    let block: BlockNumber = now.unique_saturated_into();
    let mut due = T::Batches::demands(worker);
    due.retain(|demanded| is_due(demanded, block, depth));
    if due.len() > MAX_DEMANDS {
        let turn = u64::from(block).saturating_mul(MAX_DEMANDS as u64);
        let first = turn.checked_rem(due.len() as u64).unwrap_or(0) as usize;
        due.rotate_left(first);
        due.truncate(MAX_DEMANDS);
    }
    due
}

/// Whether a demand can still be answered and is safe from forks: a pool that knows a fork without the demand refuses
/// the answer, and then does not look at the same bytes again for long.
fn is_due(demanded: &Demanded, now: BlockNumber, depth: BlockNumber) -> bool {
    let (age, left) = (now.saturating_sub(demanded.since), demanded.deadline.saturating_sub(now));
    left > 0 && (age >= depth || left <= depth.saturating_mul(HASTE))
}

/// Fetches what was demanded and sends it.
pub fn answer<T: Config>(demanded: &Demanded, daemon: &Daemon) -> Result<(), Trouble> {
    let Demanded { batch, part, .. } = demanded;
    let shown = daemon.shown(&demanded.content, *part)?;
    match T::Batches::reveal(*batch, *part, shown) {
        Ok(()) => log::info!(target: LOG, "batch {batch}: {part} was demanded and is shown"),
        Err(NotSent::Pool) => log::debug!(target: LOG, "batch {batch}: {part} not taken now"),
        Err(NotSent::Wrong) => return Err(Trouble::WrongProof),
    }
    Ok(())
}

/// A demand that is not answered costs the whole bond, so its operator must see it and know what to do.
pub fn report(demanded: &Demanded, trouble: &Trouble) {
    let Demanded { batch, content, part, deadline, .. } = demanded;
    log::error!(
        target: LOG,
        "batch {batch}: {part} is demanded, and the worker loses its bond unless it is shown by block {deadline}: {trouble}",
    );
    if *trouble == Trouble::FileGone {
        log::error!(
            target: LOG,
            "put the file {content} back into the daemon (`curl -T FILE <daemon>/files`), from a backup or from anyone who fetched it",
        );
    }
}

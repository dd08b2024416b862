//! One request at a time for each allocation.

use openledger_primitives::AllocationId;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The allocations that are being served.
#[derive(Clone, Default)]
pub struct Locks {
    held: Arc<Mutex<HashSet<AllocationId>>>,
}

/// An allocation is served as long as this lives.
pub struct Guard {
    locks: Locks,
    allocation: AllocationId,
}

impl Locks {
    /// Takes an allocation; `None` while another request holds it.
    pub fn take(&self, allocation: AllocationId) -> Option<Guard> {
        let free = self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(allocation);
        free.then(|| Guard { locks: self.clone(), allocation })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.locks.held.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.allocation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allocation_is_held_by_one_request_and_freed_by_its_end() {
        let locks = Locks::default();
        let first = locks.take(1);
        assert!(first.is_some() && locks.take(1).is_none() && locks.take(2).is_some());
        drop(first);
        assert!(locks.take(1).is_some());
    }
}

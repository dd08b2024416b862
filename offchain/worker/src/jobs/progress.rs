//! How far a running job is, and whether it should stop.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Shared between a job and those who ask after it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    total: AtomicU32,
    stop: AtomicBool,
}

impl Progress {
    /// Steps done.
    pub fn set(&self, done: u32, total: u32) {
        self.total.store(total, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
    }

    /// (done, total); a total of zero means that it is not known yet.
    pub fn get(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the job to stop at the next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether the job was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

//! Jobs: what the node's offchain worker posts, done one by one, answered once.
//!
//! # Words
//! - A job is known by its **key**, (job, attempt). The same specification posted again is the same job. Other
//!   bytes under a key mean that the chain forked: they replace the earlier job with its answer.
//! - A **lane** runs one job at a time. Checks and curations have a lane of their own, because their deadlines
//!   are short and a training run is long.
//! - The **answer** to a specification is stored once and never changes; a daemon that is killed takes its
//!   unanswered jobs up again, a training run from its last checkpoint.

pub mod check;
pub mod corpus;
pub mod curate;
pub mod evaluate;
pub mod indexing;
pub mod lanes;
pub mod merge;
pub mod outcome;
pub mod progress;
pub mod queue;
pub mod reexecute;
pub mod train;
pub mod workshop;

use codec::{Decode, Encode};
use openledger_primitives::{job::JobSpec, Attempt, JobId};
use std::fmt;

/// A job and the attempt at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct JobKey {
    /// The job.
    pub job: JobId,
    /// The attempt.
    pub attempt: Attempt,
}

impl fmt::Display for JobKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.job, self.attempt)
    }
}

/// Which jobs wait for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Checks and curations: seconds.
    Short,
    /// Whatever runs a model: minutes.
    Long,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Lane; 2] = [Lane::Short, Lane::Long];

    /// The lane of a job.
    pub fn of(spec: &JobSpec) -> Self {
        match spec {
            JobSpec::Check(_) | JobSpec::Curate(_) => Self::Short,
            JobSpec::Train(_) | JobSpec::Evaluate(_) | JobSpec::Merge(_) | JobSpec::Reexecute(_) => Self::Long,
        }
    }
}

/// A job's kind in a word.
pub fn kind(spec: &JobSpec) -> &'static str {
    match spec {
        JobSpec::Check(_) => "check",
        JobSpec::Curate(_) => "curate",
        JobSpec::Train(_) => "train",
        JobSpec::Evaluate(_) => "evaluate",
        JobSpec::Merge(_) => "merge",
        JobSpec::Reexecute(_) => "reexecute",
    }
}

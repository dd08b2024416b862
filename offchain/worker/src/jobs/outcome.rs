//! How a job ends: with an answer, or interrupted so that it is taken up again later.

use crate::models::files::FileError;
use openledger_engine::attribute;
use openledger_primitives::job::{JobFailure, JobResult};
use openledger_store::StoreError;

/// Why a job has no result.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The daemon stops or the job was replaced; there is no answer.
    #[error("interrupted")]
    Interrupted,
    /// A file the job names is missing or altered.
    #[error("{0}")]
    Unavailable(StoreError),
    /// A file is not what the job says.
    #[error("{0}")]
    Invalid(String),
    /// What a killed run left behind is damaged.
    #[error("{0}")]
    Checkpoint(String),
    /// The engine or this machine failed.
    #[error("{0}")]
    Engine(String),
    /// This daemon does not do such jobs.
    #[error("{0}")]
    Unsupported(String),
}

impl JobError {
    /// The answer the chain gets; `None` for an interruption.
    pub fn failure(&self) -> Option<JobFailure> {
        Some(match self {
            Self::Interrupted => return None,
            Self::Unavailable(_) => JobFailure::ContentUnavailable,
            Self::Invalid(_) => JobFailure::ContentInvalid,
            Self::Engine(_) | Self::Checkpoint(_) => JobFailure::EngineFailed,
            Self::Unsupported(_) => JobFailure::Unsupported,
        })
    }
}

impl From<openledger_engine::Error> for JobError {
    fn from(error: openledger_engine::Error) -> Self {
        use openledger_engine::Error;
        let message = error.to_string();
        match error {
            Error::Cancelled => Self::Interrupted,
            Error::Config { .. } | Error::Tokenizer(_) | Error::Weights { .. } | Error::Adapter(_) | Error::Data(_) => {
                Self::Invalid(message)
            }
            Error::Recipe(_) | Error::NumericClass(_) => Self::Unsupported(message),
            Error::Checkpoint { .. } => Self::Checkpoint(message),
            _ => Self::Engine(message),
        }
    }
}

impl From<attribute::Error> for JobError {
    fn from(error: attribute::Error) -> Self {
        match error {
            attribute::Error::Engine(error) => error.into(),
            attribute::Error::Fragments(problem) => Self::Unsupported(problem),
            other => Self::Engine(other.to_string()),
        }
    }
}

impl From<FileError> for JobError {
    fn from(error: FileError) -> Self {
        let message = error.to_string();
        match error {
            FileError::Store(error) => error.into(),
            FileError::Index { .. } => Self::Invalid(message),
            FileError::Engine { source, .. } => match Self::from(source) {
                Self::Invalid(_) => Self::Invalid(message),
                other => other,
            },
        }
    }
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        if error.is_absent() {
            Self::Unavailable(error)
        } else {
            Self::Engine(error.to_string())
        }
    }
}

/// The answer to give for a finished computation; `None` when it was interrupted.
pub fn answer(outcome: Result<JobResult, JobError>) -> Option<JobResult> {
    outcome.map_or_else(|error| error.failure().map(JobResult::Failed), Some)
}

//! Does the jobs, with the engine and the store.

use super::{
    check, curate, evaluate, lanes::Work, merge, outcome::JobError, progress::Progress, reexecute, train, JobKey,
};
use openledger_primitives::job::{JobResult, JobSpec};
use openledger_store::Store;
use std::{fs, path::PathBuf};
use tracing::warn;

/// Where jobs are done.
pub struct Workshop {
    store: Store,
    /// Holds a folder for each training run.
    scratch: PathBuf,
}

impl Workshop {
    /// Works on files of `store` and keeps checkpoints below `scratch`.
    pub fn new(store: Store, scratch: PathBuf) -> Self {
        Self { store, scratch }
    }

    fn folder(&self, key: JobKey) -> PathBuf {
        self.scratch.join(format!("{}-{}", key.job, key.attempt))
    }
}

impl Work for Workshop {
    fn run(&self, key: JobKey, spec: &JobSpec, progress: &Progress) -> Result<JobResult, JobError> {
        match spec {
            JobSpec::Check(spec) => check::run(&self.store, spec).map(JobResult::Check),
            JobSpec::Curate(spec) => curate::run(&self.store, spec, progress).map(JobResult::Curate),
            JobSpec::Train(spec) => train::run(&self.store, spec, &self.folder(key), progress).map(JobResult::Train),
            JobSpec::Evaluate(spec) => evaluate::run(&self.store, spec).map(JobResult::Evaluate),
            JobSpec::Merge(spec) => merge::run(&self.store, spec, progress).map(JobResult::Merge),
            JobSpec::Reexecute(spec) => reexecute::run(&self.store, spec, progress).map(JobResult::Reexecute),
        }
    }

    fn forget(&self, key: JobKey) {
        let folder = self.folder(key);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                warn!("cannot remove `{}`: {error}; it can be deleted by hand", folder.display());
            }
            _ => {}
        }
    }
}

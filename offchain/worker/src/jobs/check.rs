//! The Check job: is everything true that a contributor declared?

use super::outcome::JobError;
use openledger_primitives::{
    document,
    job::{CheckResult, CheckSpec, JobFailure},
};
use openledger_store::Store;

/// Checks a contribution and stores the report.
pub fn run(store: &Store, spec: &CheckSpec) -> Result<CheckResult, JobError> {
    let bytes = store.get(&spec.contribution.content)?;
    let checked = document::check(spec, &bytes).map_err(|failure| match failure {
        JobFailure::Unsupported => {
            JobError::Unsupported(format!("this build has no fragmenter of version {}", spec.fragmenter))
        }
        other => JobError::Invalid(format!("the content cannot be checked: {other:?}")),
    })?;
    let (result, report) = checked.into_result();
    store.put(&report)?;
    Ok(result)
}

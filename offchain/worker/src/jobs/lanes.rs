//! Runs the jobs of a lane, one after the other, on a thread where blocking is allowed.

use super::{kind, outcome, queue::Ticket, JobKey, Lane};
use crate::{database::DatabaseError, jobs::outcome::JobError, jobs::progress::Progress, jobs::queue::Queue};
use openledger_primitives::job::{JobResult, JobSpec};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;
use tracing::{error, info, warn};

/// How long a lane rests when the database refuses, before it tries again.
const REST: Duration = Duration::from_secs(5);

/// What does a job. The daemon's is [`crate::jobs::workshop::Workshop`].
pub trait Work: Send + Sync + 'static {
    /// Does the job, saying how far it is, until it is done or asked to stop.
    fn run(&self, key: JobKey, spec: &JobSpec, progress: &Progress) -> Result<JobResult, JobError>;
    /// The job has its answer: what was kept to take it up again can go.
    fn forget(&self, key: JobKey);
}

/// Runs a lane until `stopping` becomes true.
pub async fn run(queue: Arc<Queue>, work: Arc<dyn Work>, lane: Lane, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        let rest = match step(&queue, &work, lane).await {
            Ok(true) => continue,
            Ok(false) => None,
            Err(problem) => {
                error!("job lane: {problem}; trying again in {REST:?}");
                Some(REST)
            }
        };
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => {}
            _ = tokio::time::sleep(rest.unwrap_or(REST)), if rest.is_some() => {}
            _ = queue.arrived(lane), if rest.is_none() => {}
        }
    }
}

/// Does one job; false when there was none or it was interrupted by the daemon's end.
async fn step(queue: &Queue, work: &Arc<dyn Work>, lane: Lane) -> Result<bool, DatabaseError> {
    let Some(ticket) = queue.take(lane)? else { return Ok(false) };
    info!(job = %ticket.key, kind = kind(&ticket.spec), "job begins");
    let began = std::time::Instant::now();
    let outcome = blocking(work.clone(), ticket.clone()).await;
    if let Err(problem) = &outcome {
        warn!(job = %ticket.key, kind = kind(&ticket.spec), "job not done: {problem}");
    }
    let Some(result) = outcome::answer(outcome) else {
        queue.put_back(&ticket);
        // Replaced: the lane goes on with the other. Stopped: the caller sees that.
        return Ok(true);
    };
    queue.finish(&ticket, result)?;
    work.forget(ticket.key);
    info!(job = %ticket.key, seconds = began.elapsed().as_secs_f32(), "job answered");
    Ok(true)
}

async fn blocking(work: Arc<dyn Work>, ticket: Ticket) -> Result<JobResult, JobError> {
    tokio::task::spawn_blocking(move || work.run(ticket.key, &ticket.spec, &ticket.progress))
        .await
        .unwrap_or_else(|panic| Err(JobError::Engine(format!("the job panicked: {panic}"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;
    use openledger_primitives::{
        content::ContentId,
        job::{ContributionRef, CurateSpec, JobFailure, JobStatus},
    };

    struct Panics;

    impl Work for Panics {
        fn run(&self, key: JobKey, _: &JobSpec, _: &Progress) -> Result<JobResult, JobError> {
            match key.job {
                1 => panic!("a bug"),
                _ => Err(JobError::Unsupported("not here".into())),
            }
        }
        fn forget(&self, _: JobKey) {}
    }

    #[tokio::test]
    async fn a_job_that_panics_is_a_failed_job_and_the_lane_lives_on() {
        let dir = tempfile::tempdir().expect("a folder");
        let database = Arc::new(Database::open(&dir.path().join("worker.redb")).expect("a database"));
        let queue = Arc::new(Queue::open(database).expect("a queue"));
        let (stop, stopping) = watch::channel(false);
        let lane = tokio::spawn(run(queue.clone(), Arc::new(Panics), Lane::Short, stopping));
        for job in [1, 2] {
            let contribution = ContributionRef { id: job, content: ContentId::default() };
            let spec = JobSpec::Curate(CurateSpec { contribution, accepted: Vec::new(), base: None });
            queue.post(JobKey { job, attempt: 1 }, spec).expect("post");
        }
        let expected = [JobFailure::EngineFailed, JobFailure::Unsupported];
        for (job, failure) in [1, 2].into_iter().zip(expected) {
            let key = JobKey { job, attempt: 1 };
            while queue.status(key).expect("status") != JobStatus::Finished(JobResult::Failed(failure)) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        stop.send(true).expect("the lane listens");
        lane.await.expect("the lane ends");
    }
}

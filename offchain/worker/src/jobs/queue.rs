//! The durable list of jobs.

use super::{kind, progress::Progress, JobKey, Lane};
use crate::database::{Database, DatabaseError, Table};
use codec::{Decode, Encode};
use openledger_primitives::job::{JobResult, JobSpec, JobStatus};
use redb::{ReadableTable, TableDefinition};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Notify;

/// A job as it is stored.
#[derive(Encode, Decode)]
struct Entry {
    /// Position in the order of posting, unique over all jobs.
    order: u64,
    spec: JobSpec,
    answer: Option<JobResult>,
}

const JOBS: Table<(u64, u8), Entry> = Table::new("jobs");
/// (lane, order) → key, of jobs without an answer.
const WAITING: TableDefinition<(u8, u64), (u64, u8)> = TableDefinition::new("jobs-waiting");
const ORDER: TableDefinition<&str, u64> = TableDefinition::new("jobs-order");

/// What posting did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// A new job.
    New,
    /// The same job again; nothing changed.
    Known,
    /// Another specification took the place of an earlier one and its answer.
    Replaced,
}

/// A job taken from the queue.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Which job.
    pub key: JobKey,
    /// What to do.
    pub spec: JobSpec,
    /// Position in the order of posting: tells a job from one that replaced it.
    pub order: u64,
    /// Where the job says how far it is.
    pub progress: Arc<Progress>,
}

/// A job without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Which job.
    pub key: JobKey,
    /// What kind of job.
    pub kind: &'static str,
    /// Steps done and steps there are, while it runs.
    pub progress: Option<(u32, u32)>,
}

/// The jobs of this daemon.
pub struct Queue {
    database: Arc<Database>,
    running: Mutex<HashMap<u64, Arc<Progress>>>,
    arrivals: [Notify; 2],
}

impl Queue {
    /// The queue kept in `database`.
    pub fn open(database: Arc<Database>) -> Result<Self, DatabaseError> {
        database.write(|transaction| {
            JOBS.open(transaction)?;
            transaction.open_table(WAITING)?;
            Ok::<_, DatabaseError>(())
        })?;
        Ok(Self { database, running: Mutex::default(), arrivals: [Notify::new(), Notify::new()] })
    }

    /// Accepts a job.
    pub fn post(&self, key: JobKey, spec: JobSpec) -> Result<Posted, DatabaseError> {
        let lane = Lane::of(&spec);
        let (posted, replaced) = self.database.write(|transaction| {
            let mut jobs = JOBS.open(transaction)?;
            let mut waiting = transaction.open_table(WAITING)?;
            let at = (key.job, key.attempt);
            let before = jobs.get(at)?.map(|bytes| JOBS.decode(bytes.value())).transpose()?;
            if before.as_ref().is_some_and(|entry| entry.spec == spec) {
                return Ok::<_, DatabaseError>((Posted::Known, None));
            }
            let mut orders = transaction.open_table(ORDER)?;
            let order = orders.get("next")?.map_or(0, |next| next.value());
            orders.insert("next", order.saturating_add(1))?;
            if let Some(entry) = &before {
                waiting.remove((Lane::of(&entry.spec) as u8, entry.order))?;
            }
            let posted = if before.is_some() { Posted::Replaced } else { Posted::New };
            jobs.insert(at, Entry { order, spec, answer: None }.encode().as_slice())?;
            waiting.insert((lane as u8, order), at)?;
            Ok((posted, before.map(|entry| entry.order)))
        })?;
        if let Some(progress) = replaced.and_then(|order| self.running(order)) {
            progress.stop();
        }
        self.arrival(lane).notify_one();
        Ok(posted)
    }

    /// Where a job is.
    pub fn status(&self, key: JobKey) -> Result<JobStatus, DatabaseError> {
        let entry = self.database.read(|transaction| {
            let jobs = JOBS.view(transaction)?;
            jobs.get((key.job, key.attempt))?.map(|bytes| JOBS.decode(bytes.value())).transpose()
        })?;
        Ok(match entry {
            None => JobStatus::Unknown,
            Some(Entry { answer: Some(result), .. }) => JobStatus::Finished(result),
            Some(Entry { order, .. }) => match self.running(order) {
                None => JobStatus::Queued,
                Some(progress) => {
                    let (done, total) = progress.get();
                    JobStatus::Running { done, total }
                }
            },
        })
    }

    /// The first job of a lane that has no answer. It stays in the queue until [`Queue::finish`], so a daemon
    /// that is killed takes it again.
    pub fn take(&self, lane: Lane) -> Result<Option<Ticket>, DatabaseError> {
        let found = self.database.read(|transaction| {
            let waiting = transaction.open_table(WAITING)?;
            let first = waiting.range((lane as u8, 0)..=(lane as u8, u64::MAX))?.next().transpose()?;
            let Some(at) = first.map(|(_, at)| at.value()) else { return Ok::<_, DatabaseError>(None) };
            let entry = JOBS.view(transaction)?.get(at)?.map(|bytes| JOBS.decode(bytes.value())).transpose()?;
            Ok(entry.map(|entry| (JobKey { job: at.0, attempt: at.1 }, entry)))
        })?;
        Ok(found.map(|(key, entry)| {
            let progress = Arc::new(Progress::default());
            self.lock().insert(entry.order, progress.clone());
            Ticket { key, spec: entry.spec, order: entry.order, progress }
        }))
    }

    /// Stores the answer to a taken job. An answer to a job that was replaced meanwhile is dropped.
    pub fn finish(&self, ticket: &Ticket, result: JobResult) -> Result<(), DatabaseError> {
        self.database.write(|transaction| {
            let mut jobs = JOBS.open(transaction)?;
            let at = (ticket.key.job, ticket.key.attempt);
            let entry = jobs.get(at)?.map(|bytes| JOBS.decode(bytes.value())).transpose()?;
            if let Some(mut entry) = entry.filter(|entry| entry.order == ticket.order && entry.answer.is_none()) {
                entry.answer = Some(result);
                jobs.insert(at, entry.encode().as_slice())?;
                transaction.open_table(WAITING)?.remove((Lane::of(&ticket.spec) as u8, ticket.order))?;
            }
            Ok::<_, DatabaseError>(())
        })?;
        self.put_back(ticket);
        Ok(())
    }

    /// Gives up a taken job without an answer; it will be taken again.
    pub fn put_back(&self, ticket: &Ticket) {
        self.lock().remove(&ticket.order);
    }

    /// Asks every running job to stop.
    pub fn stop_all(&self) {
        for progress in self.lock().values() {
            progress.stop();
        }
    }

    /// Returns once a job was posted to this lane since the last return.
    pub async fn arrived(&self, lane: Lane) {
        self.arrival(lane).notified().await;
    }

    /// Jobs without an answer, each lane in its order.
    pub fn unanswered(&self) -> Result<Vec<Unanswered>, DatabaseError> {
        let entries = self.database.read(|transaction| {
            let jobs = JOBS.view(transaction)?;
            let mut entries = Vec::new();
            for waiting in transaction.open_table(WAITING)?.iter()? {
                let at = waiting?.1.value();
                let entry = jobs.get(at)?.map(|bytes| JOBS.decode(bytes.value())).transpose()?;
                entries.extend(entry.map(|entry| (JobKey { job: at.0, attempt: at.1 }, entry)));
            }
            Ok::<_, DatabaseError>(entries)
        })?;
        let unanswered = |(key, entry): (JobKey, Entry)| {
            let progress = self.running(entry.order).map(|progress| progress.get());
            Unanswered { key, kind: kind(&entry.spec), progress }
        };
        Ok(entries.into_iter().map(unanswered).collect())
    }

    fn arrival(&self, lane: Lane) -> &Notify {
        let [short, long] = &self.arrivals;
        match lane {
            Lane::Short => short,
            Lane::Long => long,
        }
    }

    fn running(&self, order: u64) -> Option<Arc<Progress>> {
        self.lock().get(&order).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Progress>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        content::ContentId,
        job::{ContributionRef, CurateSpec, EvaluateResult, JobFailure},
    };

    fn curate(id: u64) -> JobSpec {
        let contribution = ContributionRef { id, content: ContentId::of(&id.to_le_bytes()) };
        JobSpec::Curate(CurateSpec { contribution, accepted: Vec::new(), base: None })
    }

    fn key(job: u64) -> JobKey {
        JobKey { job, attempt: 1 }
    }

    fn queue(dir: &std::path::Path) -> Queue {
        let database = Database::open(&dir.join("worker.redb")).expect("a database");
        Queue::open(Arc::new(database)).expect("a queue")
    }

    const FAILED: JobResult = JobResult::Failed(JobFailure::EngineFailed);
    const MEASURED: JobResult =
        JobResult::Evaluate(EvaluateResult { base_micronats: 2, tuned_micronats: 1, tokens: 3 });

    #[test]
    fn the_same_job_posted_again_is_the_same_job() {
        let dir = tempfile::tempdir().expect("a folder");
        let queue = queue(dir.path());
        assert_eq!(queue.status(key(1)).expect("status"), JobStatus::Unknown);
        assert_eq!(queue.post(key(1), curate(1)).expect("post"), Posted::New);
        assert_eq!(queue.post(key(1), curate(1)).expect("post"), Posted::Known);
        assert_eq!(queue.status(key(1)).expect("status"), JobStatus::Queued);
        let waiting = Unanswered { key: key(1), kind: "curate", progress: None };
        assert_eq!(queue.unanswered().expect("unanswered"), [waiting]);
    }

    #[test]
    fn jobs_are_taken_in_order_and_each_is_answered_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let queue = queue(dir.path());
        for job in [5, 3] {
            queue.post(key(job), curate(job)).expect("post");
        }
        let ticket = queue.take(Lane::Short).expect("take").expect("a job");
        assert_eq!(ticket.key, key(5));
        ticket.progress.set(2, 9);
        assert_eq!(queue.status(key(5)).expect("status"), JobStatus::Running { done: 2, total: 9 });
        queue.finish(&ticket, FAILED).expect("finish");
        queue.finish(&ticket, MEASURED).expect("finish again");
        assert_eq!(queue.status(key(5)).expect("status"), JobStatus::Finished(FAILED));
        assert_eq!(queue.post(key(5), curate(5)).expect("post"), Posted::Known);
        assert_eq!(queue.status(key(5)).expect("status"), JobStatus::Finished(FAILED));
        assert_eq!(queue.take(Lane::Short).expect("take").expect("a job").key, key(3));
        assert!(queue.take(Lane::Long).expect("take").is_none());
    }

    #[test]
    fn another_specification_replaces_the_job_stops_it_and_drops_its_answer() {
        let dir = tempfile::tempdir().expect("a folder");
        let queue = queue(dir.path());
        queue.post(key(1), curate(1)).expect("post");
        let old = queue.take(Lane::Short).expect("take").expect("a job");
        assert_eq!(queue.post(key(1), curate(2)).expect("post"), Posted::Replaced);
        assert!(old.progress.is_stopped());
        queue.finish(&old, FAILED).expect("too late");
        assert_eq!(queue.status(key(1)).expect("status"), JobStatus::Queued);
        let new = queue.take(Lane::Short).expect("take").expect("the other");
        assert_eq!(new.spec, curate(2));
    }

    #[test]
    fn a_killed_daemon_takes_its_unanswered_jobs_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let before = queue(dir.path());
        before.post(key(1), curate(1)).expect("post");
        before.post(key(2), curate(2)).expect("post");
        let ticket = before.take(Lane::Short).expect("take").expect("a job");
        before.finish(&ticket, MEASURED).expect("finish");
        before.take(Lane::Short).expect("take").expect("the second, never finished");
        drop(before);
        let after = queue(dir.path());
        assert_eq!(after.status(key(1)).expect("status"), JobStatus::Finished(MEASURED));
        assert_eq!(after.status(key(2)).expect("status"), JobStatus::Queued);
        assert_eq!(after.take(Lane::Short).expect("take").expect("again").key, key(2));
    }
}

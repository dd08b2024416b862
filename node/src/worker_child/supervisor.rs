//! Keeps a child process running, and ends it with its parent.
//!
//! A thread of its own does it, not a task: Linux sends a child its parent's death signal when the
//! *thread* that started it ends, and pooled threads come and go.

use rustix::process::{getppid, kill_process, nice, set_parent_process_death_signal, Pid, Signal};
use std::{
    ffi::OsString,
    io,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{channel, Receiver, RecvTimeoutError, Sender},
    thread::{Builder, JoinHandle},
    time::{Duration, Instant},
};

/// What the child gives way to the node by.
const NICENESS: i32 = 10;
/// How often the child is looked at.
const GLANCE: Duration = Duration::from_millis(200);
/// The first pause before a restart; each further one is twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A child that lived this long starts over with the first pause.
const SOUND: Duration = Duration::from_secs(60);
/// How long a child may take to end when asked to.
const GRACE: Duration = Duration::from_secs(10);

/// What to run.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file.
    pub path: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

/// Keeps the program running until it is dropped.
pub struct Supervisor {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Supervisor {
    /// Starts the program, and again whenever it ends.
    pub fn start(program: Program) -> io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = Builder::new().name("worker-supervisor".into()).spawn(move || watch(&program, &stopped))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            if thread.join().is_err() {
                log::error!(target: "worker", "The thread that watches the worker panicked");
            }
        }
    }
}

fn watch(program: &Program, stopped: &Receiver<()>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let started = Instant::now();
        match spawn(program) {
            Ok(mut child) => {
                log::info!(target: "worker", "Worker started, process {}", child.id());
                match run(&mut child, stopped) {
                    Some(how) => log::warn!(target: "worker", "Worker ended ({how}); again in {} s", pause.as_secs()),
                    None => return,
                }
            }
            Err(error) => {
                log::warn!(target: "worker", "Cannot start {}: {error}; again in {} s", program.path.display(), pause.as_secs());
            }
        }
        if started.elapsed() >= SOUND {
            pause = FIRST_PAUSE;
        }
        if !matches!(stopped.recv_timeout(pause), Err(RecvTimeoutError::Timeout)) {
            return;
        }
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// Waits for the child. Says how it ended by itself, or `None` when it was told to stop.
fn run(child: &mut Child, stopped: &Receiver<()>) -> Option<String> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.to_string()),
            Ok(None) => {}
            Err(error) => return Some(error.to_string()),
        }
        if !matches!(stopped.recv_timeout(GLANCE), Err(RecvTimeoutError::Timeout)) {
            end(child);
            return None;
        }
    }
}

/// Asks the child to end and, when it does not within the grace, ends it.
fn end(child: &mut Child) {
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // The child has not been waited for, so the number is still its own.
        let _ = kill_process(pid, Signal::TERM);
    }
    let asked = Instant::now();
    while asked.elapsed() < GRACE {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(GLANCE / 4),
            _ => return,
        }
    }
    log::warn!(target: "worker", "Worker did not end within {} s; killing it", GRACE.as_secs());
    let _ = child.kill();
    let _ = child.wait();
}

fn spawn(program: &Program) -> io::Result<Child> {
    let parent = Pid::from_raw(i32::try_from(std::process::id()).unwrap_or(0));
    let mut command = Command::new(&program.path);
    command.args(&program.args).stdin(Stdio::null());
    // SAFETY: what runs between fork and exec makes system calls only: it takes no lock and
    // allocates nothing.
    unsafe {
        command.pre_exec(move || {
            set_parent_process_death_signal(Some(Signal::TERM))?;
            // The parent may have died before the signal was set.
            if getppid() != parent {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            nice(NICENESS)?;
            Ok(())
        });
    }
    command.spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: String) -> Program {
        Program { path: "/bin/sh".into(), args: vec!["-c".into(), script.into()] }
    }

    fn lines(file: &std::path::Path) -> usize {
        std::fs::read_to_string(file).map_or(0, |text| text.lines().count())
    }

    fn within(limit: Duration, mut done: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < limit {
            if done() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    #[test]
    fn a_program_that_ends_is_started_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("starts");
        let supervisor = Supervisor::start(shell(format!("echo once >> {}", file.display()))).expect("started");
        assert!(within(Duration::from_secs(20), || lines(&file) >= 2));
        drop(supervisor);
        let then = lines(&file);
        std::thread::sleep(Duration::from_millis(2_500));
        assert_eq!(lines(&file), then);
    }

    #[test]
    fn dropping_the_supervisor_asks_the_program_to_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ended");
        let script = format!(
            "trap 'echo asked > {0}; exit 0' TERM; echo up > {0}; while :; do sleep 0.05; done",
            file.display()
        );
        let supervisor = Supervisor::start(shell(script)).expect("started");
        assert!(within(Duration::from_secs(20), || lines(&file) == 1));
        drop(supervisor);
        assert_eq!(std::fs::read_to_string(&file).expect("there").trim(), "asked");
    }

    #[test]
    fn a_program_gives_way_to_the_node() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("niceness");
        let script = format!("nice > {}; sleep 60", file.display());
        let _supervisor = Supervisor::start(shell(script)).expect("started");
        let own = nice(0).expect("a process knows its own niceness");
        let expected = (own + NICENESS).min(19).to_string();
        assert!(within(Duration::from_secs(20), || {
            std::fs::read_to_string(&file).is_ok_and(|text| text.trim() == expected)
        }));
    }
}

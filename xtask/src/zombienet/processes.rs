//! The processes of a network, which must not outlive the task: they share one process group, and that group is
//! ended at the end, on Ctrl-C, on SIGTERM and when anything fails.

use anyhow::{Context, Result};
use rustix::process::{kill_process_group, test_kill_process_group, Pid, Signal};
use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// The running group: its first process, which it is named for, and those that joined.
#[derive(Default)]
struct Group {
    pid: Option<Pid>,
    children: Vec<Child>,
}

static GROUP: Mutex<Group> = Mutex::new(Group { pid: None, children: Vec::new() });

fn group() -> MutexGuard<'static, Group> {
    GROUP.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a process of the network: the first one opens the group, later ones join it.
pub fn start(command: &mut Command) -> Result<Pid> {
    let mut group = group();
    // Zero opens a group of its own, so that Ctrl-C in a terminal reaches this task alone, which then ends the rest.
    command.process_group(group.pid.map_or(0, Pid::as_raw_pid));
    let child = command.spawn().with_context(|| format!("start {}", command.get_program().to_string_lossy()))?;
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).context("a process number")?;
    group.pid.get_or_insert(pid);
    group.children.push(child);
    Ok(pid)
}

/// How a process started here ended, if it did.
pub fn ended(pid: Pid) -> Option<ExitStatus> {
    let mut group = group();
    let child = group.children.iter_mut().find(|child| i32::try_from(child.id()) == Ok(pid.as_raw_pid()))?;
    child.try_wait().ok().flatten()
}

/// Ends the whole group: asked first, killed after ten seconds.
pub fn end_all() {
    let mut group = group();
    let Some(pid) = group.pid.take() else { return };
    let _ = kill_process_group(pid, Signal::TERM);
    let start = Instant::now();
    let mut children = std::mem::take(&mut group.children);
    while start.elapsed() < Duration::from_secs(15) {
        // What has ended but was not waited for still counts as a member.
        children.retain_mut(|child| !matches!(child.try_wait(), Ok(Some(_))));
        if test_kill_process_group(pid).is_err() {
            return;
        }
        if start.elapsed() > Duration::from_secs(10) {
            let _ = kill_process_group(pid, Signal::KILL);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// From now on Ctrl-C, SIGTERM and a closed terminal end the network before they end this task.
pub fn end_on_signals(farewell: String) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    std::thread::spawn(move || {
        let signalled = runtime.block_on(async {
            use tokio::signal::unix::{signal, SignalKind};
            let mut interrupt = signal(SignalKind::interrupt())?;
            let mut terminate = signal(SignalKind::terminate())?;
            let mut hangup = signal(SignalKind::hangup())?;
            Ok::<_, std::io::Error>(tokio::select! {
                _ = interrupt.recv() => 2,
                _ = terminate.recv() => 15,
                _ = hangup.recv() => 1,
            })
        });
        let Ok(number) = signalled else { return };
        eprintln!("\nending the network");
        end_all();
        eprintln!("{farewell}");
        std::process::exit(128 + number);
    });
    Ok(())
}

//! The program itself: how it starts, how it ends, and what a kill -9 leaves.

use crate::{
    model::{train_spec, upload_base, upload_contributions},
    running::{Link, TOKEN},
};
use openledger_primitives::job::{JobResult, JobSpec, JobStatus};
use reqwest::Client;
use rustix::process::{kill_process, Pid, Signal};
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

/// A running program; killed when dropped.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn token_file(folder: &Path) -> PathBuf {
    let file = folder.join("token");
    fs::write(&file, TOKEN).expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("private");
    file
}

fn command(folder: &Path, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openledger-worker"));
    // Nothing listens there: the node is away.
    command.args(["serve", "--node", "ws://127.0.0.1:1", "--threads", "2", "--listen", listen]);
    command.arg("--store").arg(folder.join("store")).arg("--token-file").arg(folder.join("token"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Starts the program on a free port and waits until it answers.
async fn start(folder: &Path) -> (Program, Link) {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let listen = format!("127.0.0.1:{port}");
    let program = Program(command(folder, &listen).stderr(Stdio::null()).spawn().expect("it starts"));
    let link = Link { url: format!("http://{listen}"), client: Client::new() };
    for _ in 0..400 {
        if link.client.get(format!("{}/health", link.url)).send().await.is_ok() {
            return (program, link);
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the program does not answer after ten seconds");
}

fn fails(folder: &Path, listen: &str, more: &[&str]) -> String {
    let Output { status, stderr, .. } = command(folder, listen).args(more).output().expect("it runs");
    assert!(!status.success());
    String::from_utf8(stderr).expect("text")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_training_run_goes_on_to_the_same_adapter_and_a_signal_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    token_file(folder.path());
    let (program, link) = start(folder.path()).await;
    let mut spec = train_spec(upload_base(&link).await, upload_contributions(&link).await);
    spec.recipe.epochs = 60;
    link.post_job(1, &JobSpec::Train(spec.clone())).await;
    loop {
        match link.job_status(1).await {
            JobStatus::Running { done, .. } if done > 4 => break,
            JobStatus::Finished(result) => panic!("too fast to be killed: {result:?}"),
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
    drop(program);

    let (mut program, link) = start(folder.path()).await;
    let resumed = link.job_result(1).await;
    assert!(matches!(resumed, JobResult::Train(_)), "{resumed:?}");
    assert_eq!(link.do_job(2, &JobSpec::Train(spec)).await, resumed, "as a run that was never killed");
    let pid = Pid::from_raw(program.0.id() as i32).expect("a process");
    kill_process(pid, Signal::TERM).expect("it lives");
    assert!(program.0.wait().expect("it ends").success());
}

#[test]
fn what_would_be_unsafe_or_cannot_work_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = fails(folder.path(), "127.0.0.1:0", &[]);
    assert!(missing.contains("token file") && missing.contains("openssl rand"), "{missing}");
    let token = token_file(folder.path());
    let remote = fails(folder.path(), "0.0.0.0:0", &[]);
    assert!(remote.contains("--allow-remote"), "{remote}");
    let account = fails(folder.path(), "127.0.0.1:0", &["--account", "nobody"]);
    assert!(account.contains("SS58"), "{account}");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let busy = fails(folder.path(), &taken.local_addr().expect("an address").to_string(), &[]);
    assert!(busy.contains("another worker"), "{busy}");
    fs::set_permissions(&token, fs::Permissions::from_mode(0o644)).expect("exposed");
    let exposed = fails(folder.path(), "127.0.0.1:0", &[]);
    assert!(exposed.contains("chmod 600"), "{exposed}");
}

//! `cargo xtask zombienet`: networks of several validators on this machine, started by zombienet's native provider,
//! and a story for each that checks what it must show.

mod chain;
mod churn;
mod demo_loop;
mod four_validators;
mod late_joiner;
mod network;
mod node;
mod processes;
mod referendum;
mod tool;
mod upgrade;

use crate::{command, setup, stage::Stages};
use anyhow::{bail, Context, Result};
use clap::Args;
use network::Network;
use openledger_e2e::Programs;
use std::{path::PathBuf, time::Instant};

/// A network by its name: what it shows, and the story that checks it.
struct Story {
    name: &'static str,
    shows: &'static str,
    tell: fn(&Beginning, &mut Stages) -> Result<Network>,
}

const STORIES: [Story; 5] = [
    Story {
        name: "four-validators",
        shows: "four validators make blocks, finalise them and sign them for other chains",
        tell: four_validators::tell,
    },
    Story {
        name: "late-joiner",
        shows: "a fresh node warps to the head, a light client follows it with proofs",
        tell: late_joiner::tell,
    },
    Story {
        name: "churn",
        shows: "one validator killed and restarted, one voted in, one voted out, one rotates its keys",
        tell: churn::tell,
    },
    Story {
        name: "upgrade",
        shows: "a new runtime voted in and migrating while all run; bad code refused",
        tell: upgrade::tell,
    },
    Story {
        name: "loop",
        shows: "the demo's loop, from files to paid contributors, across validators with one worker",
        tell: demo_loop::tell,
    },
];

/// What a story begins with: its network's name, the programs, and a folder for everything.
struct Beginning {
    name: &'static str,
    programs: Programs,
    folder: PathBuf,
}

impl Beginning {
    /// Starts the network, with these variables for its file, and prints where its nodes are.
    fn network(&self, stages: &mut Stages, variables: &[(&str, String)]) -> Result<Network> {
        let network = stages.run("zombienet starts the nodes", |_| {
            Network::start(self.name, &self.programs, &self.folder, variables)
        })?;
        print_nodes(&network);
        Ok(network)
    }
}

/// Which network is run, and how.
#[derive(Args)]
#[command(after_help = "Without NAME the networks are listed. Each run prints where its nodes answer and log, their \
    process numbers and a polkadot.js link, and ends everything it started: at the end, on Ctrl-C and when anything \
    fails. A failed run keeps its folder with logs and databases.")]
pub struct ZombienetArguments {
    /// The network: a file in `zombienet/` and its story
    name: Option<String>,
    /// Use the programs in this folder instead of building them
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
    /// Leave the network running at the end, until Ctrl-C
    #[arg(long)]
    keep_running: bool,
}

/// Lists the networks, or runs one and checks it.
pub fn run(arguments: &ZombienetArguments) -> Result<()> {
    let Some(name) = &arguments.name else {
        println!("cargo xtask zombienet NAME, where NAME is one of");
        for story in &STORIES {
            println!("  {:<16} {}", story.name, story.shows);
        }
        return Ok(());
    };
    let Some(story) = STORIES.iter().find(|story| story.name == name) else {
        let names: Vec<_> = STORIES.iter().map(|story| story.name).collect();
        bail!("no network is named {name}; there are {}", names.join(", "));
    };
    let start = Instant::now();
    tool::install()?;
    let programs = match &arguments.programs {
        Some(folder) => std::path::absolute(folder)?,
        None => {
            setup::run_quietly()?;
            command::build_programs()?;
            command::programs_folder()?
        }
    };
    let programs = Programs::in_folder(programs)?;
    let folder = command::target_folder()?.join("zombienet").join(story.name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let kept = format!("logs and databases are kept in {}", folder.display());
    processes::end_on_signals(kept.clone())?;

    let beginning = Beginning { name: story.name, programs, folder };
    tell(story, &beginning, arguments.keep_running).context(kept)?;
    std::fs::remove_dir_all(&beginning.folder).with_context(|| beginning.folder.display().to_string())?;
    println!("{}: green in {} s", story.name, start.elapsed().as_secs());
    Ok(())
}

fn tell(story: &Story, beginning: &Beginning, keep_running: bool) -> Result<()> {
    let network = (story.tell)(beginning, &mut Stages::new(44))?;
    if keep_running {
        print_nodes(&network);
        println!("{}: every check passed; the network keeps running, press Ctrl-C to end it", story.name);
        loop {
            network.check_alive()?;
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
    }
    Ok(())
}

/// Where each node answers, shows metrics and logs, and a page to look around on.
fn print_nodes(network: &Network) {
    for node in network.running() {
        let pid = node.pid.map_or(0, rustix::process::Pid::as_raw_pid);
        println!("  {:<10} {}  {}  pid {pid}  {}", node.name, node.url(), node.metrics_url(), node.log.display());
    }
    if let Some(node) = network.running().next() {
        println!("  zombienet  pid {0}  (kill -- -{0} ends everything)", network.zombienet.as_raw_pid());
        println!("  look around: https://polkadot.js.org/apps/?rpc={}", node.url());
    }
}

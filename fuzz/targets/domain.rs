//! Lives of all domain pallets from raw bytes: a finding is a panic, an invariant that broke, or money that appeared
//! or disappeared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openledger_fuzz::{life, tally::Tally};
use std::{
    path::Path,
    sync::{LazyLock, Mutex},
};

static TALLY: LazyLock<Mutex<Tally>> = LazyLock::new(Mutex::default);

/// Lives after which it is said which calls were reached.
const REPORT: u64 = 5_000;
/// Lives to begin with, where there are none yet.
const SEEDS: u64 = 64;

fuzz_target!(
    init: {
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            for seed in 0..SEEDS {
                if let Err(error) = std::fs::write(Path::new(&folder).join(format!("seed-{seed}")), life::random(seed)) {
                    eprintln!("{}: {error}", folder.display());
                    std::process::exit(1);
                }
            }
            std::process::exit(0);
        }
    },
    |bytes: &[u8]| {
        let mut tally = TALLY.lock().unwrap_or_else(|broken| broken.into_inner());
        if let Err(finding) = life::live(bytes, &mut tally) {
            panic!("step {}: {}\nLIFE={}", finding.step, finding.what, life::written(bytes));
        }
        if tally.lives.is_multiple_of(REPORT) {
            eprintln!("{tally}never done: {:?}", tally.never_done());
        }
    }
);

//! Lives of all domain pallets from raw bytes: a finding is a panic, an invariant that broke, or money that appeared
//! or disappeared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openledger_fuzz::{life, tally::Tally};
use std::sync::{LazyLock, Mutex};

static TALLY: LazyLock<Mutex<Tally>> = LazyLock::new(Mutex::default);

/// Lives after which it is said which calls were reached.
const REPORT: u64 = 5_000;

fuzz_target!(|bytes: &[u8]| {
    let mut tally = TALLY.lock().unwrap_or_else(|broken| broken.into_inner());
    if let Err(finding) = life::live(bytes, &mut tally) {
        panic!("step {}: {}\nLIFE={}", finding.step, finding.what, life::written(bytes));
    }
    if tally.lives % REPORT == 0 {
        eprintln!("{tally}never done: {:?}", tally.never_done());
    }
});

//! Every parser of bytes from outside, from raw bytes. `FUZZ_TARGET` says which; `list` lists them. A finding is a
//! panic, memory or time without bound, or a value that is not the same after it was written and read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openledger_fuzz_parsers::{Target, TARGETS};
use std::{path::Path, sync::OnceLock};

static CHOSEN: OnceLock<&Target> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
        let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
            TARGETS.iter().for_each(|target| println!("{}", target.name));
            std::process::exit(i32::from(name != "list"));
        };
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            for (at, seed) in (target.seeds)().into_iter().enumerate() {
                if let Err(error) = std::fs::write(Path::new(&folder).join(format!("seed-{at}")), seed) {
                    eprintln!("{}: {error}", folder.display());
                    std::process::exit(1);
                }
            }
            std::process::exit(0);
        }
        let _ = CHOSEN.set(target);
    },
    |bytes: &[u8]| {
        if let Some(target) = CHOSEN.get() {
            (target.run)(bytes);
        }
    }
);

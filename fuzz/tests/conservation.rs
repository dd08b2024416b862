//! Conservation under fire: thousands of random lives of all domain pallets together on the real runtime, with every
//! invariant and all money checked after each step.
//!
//! A failure prints the seed, and the shortest life found that still fails, step by step. To see it again:
//! `LIFE=0x… cargo test -p openledger-fuzz --test conservation -- --nocapture`. `LIVES` and `SEED` ask for more, and
//! for others.

use openledger_fuzz::{
    calls::shapeless,
    chain,
    choices::Choices,
    life::{self, Finding},
    scene,
    tally::{self, Tally},
};
use std::{
    panic::{catch_unwind, AssertUnwindSafe},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

/// Lives in an ordinary run.
const LIVES: u64 = 1_000;

/// What is wrong with a life, panics included.
fn verdict(bytes: &[u8], tally: &mut Tally) -> Option<String> {
    match catch_unwind(AssertUnwindSafe(|| life::live(bytes, tally))) {
        Ok(Ok(())) => None,
        Ok(Err(Finding { step, what })) => Some(format!("step {step}: {what}")),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            Some(text.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string())).unwrap_or_default())
        }
    }
}

fn asked(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn whatever_happens_no_invariant_breaks_and_no_planck_appears_or_disappears() {
    let (lives, seed) = (asked("LIVES", LIVES), asked("SEED", 4));
    scene::market();
    scene::empty();
    let number = AtomicU64::new(0);
    let work = || {
        let mut tally = Tally::default();
        loop {
            let at = number.fetch_add(1, Ordering::Relaxed);
            if at >= lives {
                return (tally, None);
            }
            let life = life::random(seed.wrapping_mul(1 << 32).wrapping_add(at));
            if let Some(wrong) = verdict(&life, &mut tally) {
                number.store(lives, Ordering::Relaxed);
                return (tally, Some((at, life, wrong)));
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get());
    let results: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("panics are caught")).collect()
    });
    let mut tally = Tally::default();
    results.iter().for_each(|(part, _)| tally.add(part));
    println!("{tally}");
    if let Some((at, life, wrong)) = results.into_iter().find_map(|(_, finding)| finding) {
        let shortest = life::shrink(&life, |fewer| verdict(fewer, &mut Tally::default()).is_some());
        let told = AssertUnwindSafe(|| life::tell(&shortest, &mut Tally::default(), |step| println!("{step}")));
        let _ = catch_unwind(told);
        panic!("seed {seed}, life {at}: {wrong}\nLIFE={}", life::written(&shortest));
    }
    let never = tally.never_done();
    assert!(never.is_empty(), "of {} lives none ever did {never:?}: their makers are not good enough", tally.lives);
}

#[test]
fn a_life_that_was_passed_on_is_told_again() {
    let Some(life) = std::env::var("LIFE").ok().and_then(|text| life::read(&text)) else { return };
    let mut tally = Tally::default();
    let wrong = life::tell(&life, &mut tally, |step| println!("{step}"));
    assert!(wrong.is_ok(), "{wrong:?}");
}

#[test]
fn every_pallet_and_every_call_of_the_domain_is_in_the_fire() {
    assert_eq!(tally::unknown_pallets(), [""; 0], "pallets that are neither stock nor checked here");
    scene::market().state.externalities().execute_with(|| {
        chain::begin_block(scene::market().world.parent);
        for (pallet, call) in tally::domain_calls() {
            let made =
                (0..=u8::MAX).any(|byte| shapeless::make(pallet, call, &mut Choices::new(&[byte; 64])).is_some());
            assert!(made, "{pallet}.{call} cannot be made from its types");
        }
    });
}

//! A life: steps taken one after the other on the real runtime, each followed by a look at everything that must hold.

use crate::{
    calls::{self, Attempt},
    chain::{self, Outcome},
    choices::Choices,
    scene, sound,
    tally::Tally,
    world::World,
};
use openledger_runtime::System;
use polkadot_sdk::sp_core;

/// Bytes that decide one step. All steps take as many, so that one can be taken out of a life without changing what
/// the others' bytes mean.
pub const STEP: usize = 24;

/// Most steps of a life that is made up.
const STEPS: u64 = 60;

/// The next number of a sequence without a pattern (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Some life; the same for the same seed.
pub fn random(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let steps = 1 + next(&mut state) % STEPS;
    let length = 1 + steps as usize * STEP;
    (0..length).map(|_| next(&mut state) as u8).collect()
}

/// Something that must not be.
#[derive(Debug)]
pub struct Finding {
    /// The step after which it was seen, from 0.
    pub step: usize,
    /// What is wrong.
    pub what: String,
}

/// Lives as these bytes say. The first byte says where: one in eight begins on an
/// empty chain, all others where a market runs.
pub fn live(bytes: &[u8], tally: &mut Tally) -> Result<(), Finding> {
    tell(bytes, tally, |_| ())
}

/// The same, and tells each step.
pub fn tell(bytes: &[u8], tally: &mut Tally, told: impl Fn(&str)) -> Result<(), Finding> {
    let Some((place, steps)) = bytes.split_first() else { return Ok(()) };
    let scene = if place % 8 == 7 { scene::empty() } else { scene::market() };
    tally.lives += 1;
    let mut world = scene.world.clone();
    scene.state.externalities().execute_with(|| {
        chain::begin_block(world.parent);
        for (step, choices) in steps.chunks(STEP).enumerate() {
            let what = take(&mut world, &mut Choices::new(choices), tally);
            told(&format!("{step}: {what}"));
            tally.steps += 1;
            sound::check().map_err(|broken| Finding { step, what: format!("{broken}, after {what}") })?;
        }
        world.parent = chain::end_block();
        Ok(())
    })
}

/// Takes a step and says what it was.
fn take(world: &mut World, choices: &mut Choices, tally: &mut Tally) -> String {
    match choices.byte() {
        0..=47 => {
            let blocks = choices.of([1, 1, 2, 2, 3, 4, 6, 12]);
            (0..blocks).for_each(|_| next_block(world, tally));
            format!("{blocks} blocks, to {}", System::block_number())
        }
        _ => match calls::any(world, choices) {
            Some(attempt) => {
                let call = attempt.call.clone();
                let outcome = make(attempt, world, tally);
                let mut shown = format!("{call:?}");
                shown.truncate(shown.char_indices().nth(1_500).map_or(shown.len(), |(at, _)| at));
                format!("{shown}: {outcome:?}")
            }
            None => "nothing to do".into(),
        },
    }
}

/// Closes the block and begins the next.
pub fn next_block(world: &mut World, tally: &mut Tally) {
    world.parent = chain::end_block();
    chain::begin_block(world.parent);
    tally.blocks += 1;
}

/// Makes a call, in the next block if there is no room in this one.
pub fn make(attempt: Attempt, world: &mut World, tally: &mut Tally) -> Outcome {
    let mut outcome = attempt.make();
    if outcome.had_no_room() {
        next_block(world, tally);
        outcome = attempt.make();
    }
    tally.note(&attempt.call, &outcome);
    if let (Outcome::Done, Some(then)) = (&outcome, attempt.then) {
        then(world);
    }
    outcome
}

/// The shortest life found by taking steps out of one that ends in a finding, as long as it still does.
pub fn shrink(bytes: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let Some((place, steps)) = bytes.split_first() else { return Vec::new() };
    let mut steps: Vec<&[u8]> = steps.chunks(STEP).collect();
    let joined = |steps: &[&[u8]]| -> Vec<u8> { std::iter::once(*place).chain(steps.concat()).collect() };
    let mut length = steps.len();
    while length > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + length).min(steps.len()));
            if fails(&joined(&fewer)) {
                steps = fewer;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    joined(&steps)
}

/// A life as people pass it on.
pub fn written(bytes: &[u8]) -> String {
    sp_core::bytes::to_hex(bytes, false)
}

/// A life that was passed on.
pub fn read(text: &str) -> Option<Vec<u8>> {
    sp_core::bytes::from_hex(text.trim()).ok()
}

//! Every target on its own seeds, and on thousands of damaged copies of them: what `cargo xtask fuzz` does for longer
//! and with a map.

use openledger_fuzz_parsers::TARGETS;

/// Damaged copies of each target's seeds.
const COPIES: u32 = 3_000;

/// The next number of a sequence without a pattern (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A copy with one to four bytes changed, taken out, put in or repeated.
fn damaged(seed: &[u8], state: &mut u64) -> Vec<u8> {
    let mut copy = seed.to_vec();
    for _ in 0..=next(state) % 4 {
        let at = (next(state) as usize) % copy.len().max(1);
        let byte = [0, 1, 0x7f, 0x80, 0xff, b'"', b'{', next(state) as u8][(next(state) % 8) as usize];
        match next(state) % 5 {
            0 if !copy.is_empty() => drop(copy.remove(at)),
            1 => copy.insert(at.min(copy.len()), byte),
            2 => copy.truncate(at),
            3 => copy.extend_from_within(at.min(copy.len())..),
            _ if !copy.is_empty() => copy[at] = byte,
            _ => {}
        }
        copy.truncate(1 << 16);
    }
    copy
}

#[test]
fn no_parser_gives_way_to_damaged_input() {
    for target in TARGETS {
        println!("{}", target.name);
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{} has nothing to begin with", target.name);
        let mut state = 4;
        for seed in &seeds {
            (target.run)(seed);
            for _ in 0..COPIES / seeds.len() as u32 {
                let copy = damaged(seed, &mut state);
                (target.run)(&copy);
            }
        }
    }
}

//! Files in the form of `xtask/weights.hbs`, and what they record.

use super::*;

const FILE: &str = "\
//! Weights of `pallet_x`, measured: `cargo xtask bench pallets`.
//!
//! Do not edit: regenerate. 4 steps, 2 repeats, Compiled execution.

/// Weight of every call and hook.
pub trait WeightInfo {
    fn open() -> Weight;
    fn submit(v: u32, r: u32) -> Weight;
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// Storage: `X::Y` (r:1 w:0)
    fn open() -> Weight {
        // Proof size: measured 439, estimated 3704.
        Weight::from_parts(304_233_000, 3704)
            .saturating_add(T::DbWeight::get().reads(4_u64))
    }
    /// The range of component `v` is `[1, 64]`.
    /// The range of component `r` is `[0, 256]`.
    fn submit(v: u32, _r: u32) -> Weight {
        Weight::from_parts(2_587_260_000, 38790)
            .saturating_add(Weight::from_parts(13_983_754, 0).saturating_mul(v.into()))
            .saturating_add(T::DbWeight::get().reads(24_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(r.into())))
            .saturating_add(T::DbWeight::get().writes(
                (3_u64).saturating_mul(r.into())
            ))
            .saturating_add(Weight::from_parts(0, 2676).saturating_mul(r.into()))
    }
}

impl WeightInfo for () {
    fn open() -> Weight {
        Weight::from_parts(304_233_000, 9999)
    }
}
";

#[test]
fn times_reads_writes_and_proofs_are_found() {
    let recorded = read(FILE).unwrap();
    assert_eq!(recorded.steps, 4);
    let figures = |list: &[(&str, u64)]| Figures(list.iter().map(|(name, n)| (name.to_string(), *n)).collect());
    assert_eq!(recorded.functions["open"], figures(&[("time", 304_233_000), ("proof size", 3704), ("reads", 4)]));
    let submit = [
        ("time", 2_587_260_000),
        ("time for each v", 13_983_754),
        ("proof size", 38790),
        ("proof size for each r", 2676),
        ("reads", 24),
        ("reads for each r", 3),
        ("writes for each r", 3),
    ];
    assert_eq!(recorded.functions["submit"], figures(&submit));
    let ranges = [("v".to_string(), (1, 64)), ("r".to_string(), (0, 256))];
    assert_eq!(recorded.ranges, [("submit".to_string(), ranges.into())].into());
}

#[test]
fn a_reads_and_a_writes_time_count_as_often_as_there_are_reads_and_writes() {
    let recorded = read(FILE).unwrap();
    let submit = &recorded.functions["submit"];
    let at = |v: u64, r: u64| submit.picoseconds(8, 50, |name| if name == "v" { v } else { r });
    assert_eq!(at(0, 0), 2_587_260_000 + 24 * 8);
    assert_eq!(at(2, 3), at(0, 0) + 2 * 13_983_754 + 3 * (3 * 8 + 3 * 50));
    assert!(submit.grows_with("v") && submit.grows_with("r") && !recorded.functions["open"].grows_with("v"));
}

#[test]
fn another_time_is_no_difference() {
    let other = FILE.replace("304_233_000", "1").replace("13_983_754", "0");
    assert_eq!(differences(&read(FILE).unwrap(), &read(&other).unwrap()), Vec::<String>::new());
}

#[test]
fn each_other_figure_is_named() {
    let other = FILE.replace("reads(4_u64)", "reads(5_u64)").replace("(0, 2676)", "(0, 2677)");
    let expected =
        ["open: reads: 4 recorded, 5 measured", "submit: proof size for each r: 2676 recorded, 2677 measured"];
    assert_eq!(differences(&read(FILE).unwrap(), &read(&other).unwrap()), expected);
}

#[test]
fn a_function_on_one_side_only_is_named() {
    let other = FILE.replace("fn open", "fn shut");
    let expected = ["open: recorded, but no benchmark measures it", "shut: measured, but not recorded"];
    assert_eq!(differences(&read(FILE).unwrap(), &read(&other).unwrap()), expected);
}

#[test]
fn a_term_of_another_form_is_refused() {
    assert!(read(&FILE.replace("reads(4_u64)", "reads(four())")).is_err());
    assert!(read(&FILE.replace("T::DbWeight::get().reads(4_u64)", "T::Extra::get()")).is_err());
}

#[test]
fn the_checked_in_files_can_be_read() {
    for name in crate::bench::pallets::PALLETS {
        let file = crate::command::root().join("pallets").join(name).join("src/weights.rs");
        let recorded = read(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert!(recorded.functions.values().any(|figures| figures.0.contains_key("reads")), "{name}");
    }
}

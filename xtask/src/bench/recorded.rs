//! What a `weights.rs` records besides times: how much of the database a call reads, writes and proves.
//!
//! These figures are the same on every machine, so that CI can compare them; times are not read.

use anyhow::{bail, Context, Result};
use std::collections::BTreeMap;

/// One call's or hook's figures. A component's slope stands under its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(BTreeMap<String, u64>);

/// What a file records, by the names of its functions, and how it was measured.
#[derive(Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Measured points of each component.
    pub steps: u32,
    /// Figures of each function.
    pub functions: BTreeMap<String, Figures>,
}

/// Reads a generated file in the form of `xtask/weights.hbs`.
pub fn read(text: &str) -> Result<Recorded> {
    let head = text.lines().find_map(|line| line.strip_prefix("//! Do not edit: regenerate. "));
    let steps = head.and_then(|head| head.split_once(" steps")).context("a head that names its steps")?.0;
    let steps = steps.parse().context("a number of steps")?;
    let measured = text.split("impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {").nth(1);
    let measured = measured.and_then(|rest| rest.split("impl WeightInfo for ()").next());
    let mut functions = BTreeMap::new();
    for function in measured.context("weights by the runtime's database")?.split("    fn ").skip(1) {
        let (name, rest) = function.split_once('(').context("a function")?;
        let (_, body) = rest.split_once("-> Weight {").context("a body")?;
        let body = body.split("\n    }").next().context("an end")?;
        let figures = figures(body).with_context(|| format!("function {name}"))?;
        if functions.insert(name.to_string(), figures).is_some() {
            bail!("{name} stands twice");
        }
    }
    Ok(Recorded { steps, functions })
}

/// The figures of one function's body, whose terms each stand in a call of their own.
fn figures(body: &str) -> Result<Figures> {
    let text: String = body.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let text = text.replace(char::is_whitespace, "");
    let mut found = BTreeMap::new();
    let mut note = |what: &str, component: Option<&str>, number: &str| -> Result<()> {
        let number: u64 = number
            .trim_end_matches(',')
            .trim_end_matches("_u64")
            .replace('_', "")
            .parse()
            .with_context(|| number.to_string())?;
        let name = component.map_or(what.to_string(), |component| format!("{what} for each {component}"));
        if number > 0 && found.insert(name, number).is_some() {
            bail!("a term stands twice");
        }
        Ok(())
    };
    // `Weight::from_parts(time,proof)`, `.saturating_add(<term>)`, where a term with a component multiplies by it.
    for (at, term) in text.split(".saturating_add(").enumerate() {
        let component = term.split_once(".saturating_mul(").and_then(|(_, rest)| rest.split_once(".into()"));
        let component = component.map(|(name, _)| name);
        if let Some(rest) = term.strip_prefix("Weight::from_parts(") {
            let parts = rest.split_once(')').context("two parts")?.0;
            let (_, proof) = parts.split_once(',').context("two parts")?;
            if (at == 0) != component.is_none() {
                bail!("a constant that is not the first term");
            }
            note("proof size", component, proof)?;
        } else if let Some((what, rest)) = ["reads", "writes"].iter().find_map(|what| {
            let rest = term.strip_prefix("T::DbWeight::get().")?.strip_prefix(what)?.strip_prefix('(')?;
            Some((what, rest.trim_start_matches('(')))
        }) {
            note(what, component, rest.split_once(')').context("a number")?.0)?;
        } else {
            bail!("a term of another form: {term}");
        }
    }
    Ok(Figures(found))
}

/// Every difference between what is recorded and what was measured, in words.
pub fn differences(recorded: &Recorded, measured: &Recorded) -> Vec<String> {
    let names = recorded
        .functions
        .keys()
        .chain(measured.functions.keys().filter(|name| !recorded.functions.contains_key(*name)));
    let of = |name: &String| match (recorded.functions.get(name), measured.functions.get(name)) {
        (Some(recorded), Some(measured)) => recorded.differences(measured),
        (None, _) => vec!["measured, but not recorded".to_string()],
        (_, None) => vec!["recorded, but no benchmark measures it".to_string()],
    };
    names.flat_map(|name| of(name).into_iter().map(move |what| format!("{name}: {what}"))).collect()
}

impl Figures {
    fn differences(&self, measured: &Self) -> Vec<String> {
        let mut names: Vec<&String> = self.0.keys().chain(measured.0.keys()).collect();
        names.sort();
        names.dedup();
        let value = |figures: &Self, name: &String| figures.0.get(name).copied().unwrap_or(0);
        let differs = |name: &&&String| value(self, name) != value(measured, name);
        let say = |name: &String| format!("{name}: {} recorded, {} measured", value(self, name), value(measured, name));
        names.iter().filter(differs).map(|name| say(name)).collect()
    }
}

#[cfg(test)]
mod tests {
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
    fn reads_writes_and_proofs_are_found_and_times_are_not() {
        let recorded = read(FILE).unwrap();
        assert_eq!(recorded.steps, 4);
        let figures = |list: &[(&str, u64)]| Figures(list.iter().map(|(name, n)| (name.to_string(), *n)).collect());
        assert_eq!(recorded.functions["open"], figures(&[("proof size", 3704), ("reads", 4)]));
        let submit = [
            ("proof size", 38790),
            ("proof size for each r", 2676),
            ("reads", 24),
            ("reads for each r", 3),
            ("writes for each r", 3),
        ];
        assert_eq!(recorded.functions["submit"], figures(&submit));
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
}

//! What a `weights.rs` records: the time a call takes, and how much of the database it reads, writes and proves.
//!
//! All but the times are the same on every machine, so that CI can compare them.

use anyhow::{bail, Context, Result};
use std::collections::BTreeMap;

/// One call's or hook's figures. A component's slope stands under its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(BTreeMap<String, u64>);

/// From where to where each component was measured.
pub type Ranges = BTreeMap<String, (u64, u64)>;

/// The figure that differs from machine to machine: picoseconds, without the database's.
const TIME: &str = "time";

/// What a file records, by the names of its functions, and how it was measured.
#[derive(Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Measured points of each component.
    pub steps: u32,
    /// Figures of each function.
    pub functions: BTreeMap<String, Figures>,
    /// The ranges of the components of each function that has any.
    pub ranges: BTreeMap<String, Ranges>,
}

/// Reads a generated file in the form of `xtask/weights.hbs`.
pub fn read(text: &str) -> Result<Recorded> {
    let head = text.lines().find_map(|line| line.strip_prefix("//! Do not edit: regenerate. "));
    let steps = head.and_then(|head| head.split_once(" steps")).context("a head that names its steps")?.0;
    let steps = steps.parse().context("a number of steps")?;
    let measured = text.split("impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {").nth(1);
    let measured = measured.and_then(|rest| rest.split("impl WeightInfo for ()").next());
    let (mut functions, mut ranges) = (BTreeMap::new(), BTreeMap::new());
    let mut parts = measured.context("weights by the runtime's database")?.split("    fn ");
    let mut above = parts.next().unwrap_or_default();
    for function in parts {
        let (name, rest) = function.split_once('(').context("a function")?;
        let found = ranges_in(above).with_context(|| format!("ranges of {name}"))?;
        if !found.is_empty() {
            ranges.insert(name.to_string(), found);
        }
        above = rest;
        let (_, body) = rest.split_once("-> Weight {").context("a body")?;
        let body = body.split("\n    }").next().context("an end")?;
        let figures = figures(body).with_context(|| format!("function {name}"))?;
        if functions.insert(name.to_string(), figures).is_some() {
            bail!("{name} stands twice");
        }
    }
    Ok(Recorded { steps, functions, ranges })
}

/// The ranges that the comments above a function name.
fn ranges_in(comments: &str) -> Result<Ranges> {
    let lines = comments.lines().filter_map(|line| line.trim().strip_prefix("/// The range of component `"));
    let range = |line: &str| {
        let (name, rest) = line.split_once("` is `[")?;
        let (least, most) = rest.strip_suffix("]`.")?.split_once(", ")?;
        Some((name.to_string(), (least.parse().ok()?, most.parse().ok()?)))
    };
    lines.map(|line| range(line).with_context(|| line.to_string())).collect()
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
            let (time, proof) = parts.split_once(',').context("two parts")?;
            if (at == 0) != component.is_none() {
                bail!("a constant that is not the first term");
            }
            note(TIME, component, time)?;
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
    /// Picoseconds of all, where a read and a write take these.
    pub fn picoseconds(&self, read: u64, write: u64, component: impl Fn(&str) -> u64) -> u64 {
        let of = |(name, figure): (&String, &u64)| {
            let (what, times) = match name.split_once(" for each ") {
                Some((what, each)) => (what, component(each)),
                None => (name.as_str(), 1),
            };
            let each = match what {
                TIME => 1,
                "reads" => read,
                "writes" => write,
                _ => 0,
            };
            figure * times * each
        };
        self.0.iter().map(of).sum()
    }

    /// Whether what the chain asks grows with a component.
    pub fn grows_with(&self, component: &str) -> bool {
        [TIME, "reads", "writes"].iter().any(|what| self.0.contains_key(&format!("{what} for each {component}")))
    }

    fn differences(&self, measured: &Self) -> Vec<String> {
        let mut names: Vec<&String> = self.0.keys().chain(measured.0.keys()).collect();
        names.sort();
        names.dedup();
        let value = |figures: &Self, name: &String| figures.0.get(name).copied().unwrap_or(0);
        let differs = |name: &&&String| !name.starts_with(TIME) && value(self, name) != value(measured, name);
        let say = |name: &String| format!("{name}: {} recorded, {} measured", value(self, name), value(measured, name));
        names.iter().filter(differs).map(|name| say(name)).collect()
    }
}

#[cfg(test)]
mod tests;

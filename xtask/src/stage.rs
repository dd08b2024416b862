//! Stages of a long task: a line with a clock each, and how long it took.

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// The stages run so far.
pub struct Stages {
    width: usize,
    taken: Vec<(&'static str, Duration)>,
}

impl Stages {
    /// No stage yet; names of stages are padded to `width`.
    pub fn new(width: usize) -> Self {
        Self { width, taken: Vec::new() }
    }

    /// Runs one stage under its own progress line; a failure names the stage.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce(&ProgressBar) -> Result<T>) -> Result<T> {
        let bar = ProgressBar::new_spinner().with_style(clock()).with_prefix(format!("{name:<0$}", self.width));
        bar.enable_steady_tick(Duration::from_millis(200));
        let start = Instant::now();
        let result = work(&bar).with_context(|| format!("stage «{name}»"));
        bar.finish_and_clear();
        let mark = if result.is_ok() { "✓" } else { "✗" };
        println!("{mark} {name:<0$} {1:>6.1} s", self.width, start.elapsed().as_secs_f64());
        self.taken.push((name, start.elapsed()));
        result
    }

    /// Seconds by stage.
    pub fn seconds(&self) -> BTreeMap<String, f64> {
        let tenths = |time: &Duration| (time.as_secs_f64() * 10.0).round() / 10.0;
        self.taken.iter().map(|(name, time)| (name.to_string(), tenths(time))).collect()
    }
}

/// A spinner, the stage, its time and what it is doing.
fn clock() -> ProgressStyle {
    ProgressStyle::with_template("{spinner} {prefix} {elapsed:>6}  {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// A bar for work with a known length.
pub fn measured(bar: &ProgressBar, total: u64) {
    bar.set_length(total);
    let style = ProgressStyle::with_template("{spinner} {prefix} {elapsed:>6}  [{bar:30}] {pos}/{len} {wide_msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
}

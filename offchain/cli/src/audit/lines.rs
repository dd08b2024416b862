//! Every credit line: what its receipt owes by the weights it committed to, each once and in order.

use super::{commitments::key, evidence, Auditor, Evidence, Ground, Kind, ShownWeight, VersionFacts};
use openledger_primitives::{
    batch::{CreditLine, ReceiptFile},
    receipt::credit_weights,
    split::{apportion, data_share_of_receipt_down, mul_div_down},
    Amount, ContributionId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a receipt owes.
struct Owed {
    /// To all contributions together.
    data: Amount,
    /// By contribution: its part by largest remainder, and the least the chain would accept.
    parts: BTreeMap<ContributionId, (Amount, Amount)>,
}

impl Auditor<'_> {
    /// Divides every receipt's data part again.
    pub(super) fn lines(&mut self) {
        self.order();
        let mut of_receipt: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, line) in self.file.lines.iter().enumerate() {
            of_receipt.entry(line.receipt).or_default().push(place);
        }
        let mut unchecked = BTreeSet::new();
        for (at, file) in self.file.receipts.iter().enumerate() {
            let own = u32::try_from(at).ok().and_then(|at| of_receipt.remove(&at)).unwrap_or_default();
            self.lines_of(at, file, &own, &mut unchecked);
        }
        for place in of_receipt.into_values().flatten() {
            let receipt = self.file.lines.get(place).map_or(0, |line| line.receipt);
            let detail = format!("the line is of receipt {receipt}, which the batch does not have");
            let line = self.shown_line(place).filter(|_| receipt >= self.facts.header.receipts);
            self.fault(Kind::Line, None, Some(place), detail).evidence =
                line.map(|line| Evidence::Line { line, receipt: None, ground: None });
        }
        self.report.unchecked.extend(unchecked);
    }

    fn order(&mut self) {
        if self.lines_shown && self.file.lines.len() as u64 != u64::from(self.facts.header.credit_lines) {
            let detail = format!(
                "the batch states {} lines, its tree has {}",
                self.facts.header.credit_lines,
                self.file.lines.len()
            );
            let line = self.shown_line(0);
            self.fault(Kind::Line, None, Some(0), detail).evidence =
                line.map(|line| Evidence::Line { line, receipt: None, ground: None });
        }
        for (place, pair) in self.file.lines.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            if key(first) < key(second) {
                continue;
            }
            let (contribution, receipt) = key(second);
            let detail = format!("the line of contribution {contribution} and receipt {receipt} stands too late");
            let both = self.shown_line(place).zip(self.shown_line(place + 1));
            self.fault(Kind::Order, None, Some(place + 1), detail).evidence =
                both.map(|(first, second)| Evidence::Order(first, second));
        }
    }

    fn lines_of(&mut self, at: usize, file: &ReceiptFile, own: &[usize], unchecked: &mut BTreeSet<String>) {
        let (facts, id) = (self.facts, file.receipt.version);
        let Some(version) = facts.versions.get(&id) else {
            unchecked.insert(format!("lines of version {id}: the chain does not know it"));
            return;
        };
        if !super::weights_shown(file) {
            unchecked.insert(format!("lines of receipt {at}: its weights are not shown"));
            return;
        }
        let Some(owed) = self.owed(version, file) else {
            unchecked.insert(format!("lines of version {id} where no weight is above zero: its index cannot be had"));
            return;
        };
        let mut there = BTreeSet::new();
        for place in own {
            let Some(line) = self.file.lines.get(*place) else { continue };
            self.report.lines = self.report.lines.saturating_add(1);
            there.insert(line.contribution);
            self.line(at, *place, line, version, file, &owed);
        }
        for (contribution, (part, least)) in &owed.parts {
            if *part > 0 && !there.contains(contribution) {
                self.missing(at, *contribution, (*part, *least), version, file);
            }
        }
    }

    /// What a receipt owes each contribution; nothing where that depends on an index that is not there.
    fn owed(&self, version: &VersionFacts, file: &ReceiptFile) -> Option<Owed> {
        let receipt = &file.receipt;
        let data = match version.has_data {
            true => data_share_of_receipt_down(receipt.fee, &self.facts.economics, &version.royalties),
            false => 0,
        };
        let (basis, whole): (Vec<(ContributionId, u128)>, u128) = match receipt.credits.sum {
            0 if data > 0 => {
                self.shown_sketch(version, 0)?;
                let index = version.index.as_ref()?;
                let sizes = index.sketches.iter().map(|sketch| (sketch.contribution, sketch.fragments.into()));
                (sizes.collect(), index.header.fragments.into())
            }
            sum => (credit_weights(&file.scores), sum),
        };
        let parts = apportion(data, &basis.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
        let part = |((contribution, weight), part): (&(ContributionId, u128), Amount)| {
            let least = match whole {
                0 => 0,
                whole => mul_div_down(data, (*weight).min(whole), whole).unwrap_or(part),
            };
            (*contribution, (part, least))
        };
        Some(Owed { data, parts: basis.iter().zip(parts).map(part).collect() })
    }

    fn line(
        &mut self,
        at: usize,
        place: usize,
        line: &CreditLine,
        version: &VersionFacts,
        file: &ReceiptFile,
        owed: &Owed,
    ) {
        let id = line.contribution;
        if line.version != file.receipt.version {
            let detail = format!("the line is of version {}, its receipt of {}", line.version, file.receipt.version);
            let evidence = self.shown_line(place).zip(self.shown(at));
            self.fault(Kind::Line, Some(at), Some(place), detail).evidence =
                evidence.map(|(line, receipt)| Evidence::Line { line, receipt: Some(receipt), ground: None });
            return;
        }
        let (part, least) = owed.parts.get(&id).copied().unwrap_or_default();
        if line.amount == part {
            return;
        }
        let detail = format!(
            "contribution {id} is owed {part} planck of {} by receipt {at}, its line says {}",
            owed.data, line.amount
        );
        // One weight bounds a part to the planck below and the planck above its exact share. Nothing has no remainder.
        let most = if self.has_share(version, file, id) { least.saturating_add(1) } else { least };
        let provable = line.amount < least || line.amount > most;
        let ground = self.ground(version, file, id).filter(|_| provable);
        let evidence = match (self.shown_line(place), self.shown(at), ground) {
            (Some(line), Some(receipt), Some(ground)) => {
                Some(Evidence::Line { line, receipt: Some(receipt), ground: Some(ground) })
            }
            _ => None,
        };
        self.fault(Kind::Line, Some(at), Some(place), detail).evidence = evidence;
    }

    fn missing(
        &mut self,
        at: usize,
        contribution: ContributionId,
        (part, least): (Amount, Amount),
        version: &VersionFacts,
        file: &ReceiptFile,
    ) {
        let detail = format!("contribution {contribution} is owed {part} planck by receipt {at} and has no line");
        let ground = self.ground(version, file, contribution).filter(|_| least > 0);
        let neighbours = self.neighbours((contribution, u32::try_from(at).unwrap_or(u32::MAX)));
        let evidence = match (self.shown(at), ground, neighbours) {
            (Some(receipt), Some(ground), Some((before, after))) => {
                let shown = |place: Option<usize>| place.and_then(|place| self.shown_line(place));
                let (before, after) = (shown(before), shown(after));
                Some(Evidence::MissingLine { receipt, contribution, ground, before, after })
            }
            _ => None,
        };
        self.fault(Kind::MissingLine, Some(at), None, detail).evidence = evidence;
    }

    /// Places of the lines between which one would stand; nothing where that cannot be shown.
    fn neighbours(&self, missing: (ContributionId, u32)) -> Option<(Option<usize>, Option<usize>)> {
        if !self.lines_shown {
            return None;
        }
        let lines = &self.file.lines;
        let after = lines.iter().position(|line| key(line) > missing).unwrap_or(lines.len());
        let before = after.checked_sub(1);
        let fits = before.and_then(|place| lines.get(place)).is_none_or(|line| key(line) < missing);
        fits.then_some((before, (after < lines.len()).then_some(after)))
    }

    /// Whether a contribution is among those that a receipt's data part is divided among.
    fn has_share(&self, version: &VersionFacts, file: &ReceiptFile, id: ContributionId) -> bool {
        match file.receipt.credits.sum {
            0 => {
                let mut sketches = version.index.iter().flat_map(|index| &index.sketches);
                sketches.any(|sketch| sketch.contribution == id && sketch.fragments > 0)
            }
            _ => credit_weights(&file.scores).iter().any(|(other, weight)| *other == id && *weight > 0),
        }
    }

    /// What shows how much a contribution is owed.
    fn ground(&self, version: &VersionFacts, file: &ReceiptFile, id: ContributionId) -> Option<Ground> {
        let weights = credit_weights(&file.scores);
        let place = weights.iter().position(|(other, _)| *other == id);
        if file.receipt.credits.sum > 0 {
            if let Some(place) = place {
                return evidence::weight(file, place).map(Ground::Weight);
            }
        } else {
            let sketch = version.index.as_ref().and_then(|index| {
                let place = index.sketches.iter().position(|sketch| sketch.contribution == id)?;
                evidence::sketch(index, version.index_root, place)
            });
            if let Some(sketch) = sketch {
                return Some(Ground::Size(sketch));
            }
        }
        // No weight stands for it: its neighbours show that.
        let after = weights.iter().position(|(other, _)| *other > id).unwrap_or(weights.len());
        let before = after.checked_sub(1);
        if before.and_then(|place| weights.get(place)).is_some_and(|(other, _)| *other >= id) {
            return None;
        }
        let shown = |place: usize| -> Option<ShownWeight> { evidence::weight(file, place) };
        Some(Ground::Absent(before.and_then(shown), shown(after)))
    }
}

//! Every weight: the product of the receipt's query and the version's index.

use super::{evidence, Auditor, Evidence, Kind};
use openledger_primitives::sketch::{score, SketchError};
use std::collections::BTreeSet;

impl Auditor<'_> {
    /// Multiplies again, wherever there is an index.
    pub(super) fn scores(&mut self) {
        let mut unchecked = BTreeSet::new();
        for place in 0..self.file.receipts.len() {
            self.scores_of(place, &mut unchecked);
        }
        self.report.unchecked.extend(unchecked);
    }

    fn scores_of(&mut self, place: usize, unchecked: &mut BTreeSet<String>) {
        let (facts, Some(file)) = (self.facts, self.file.receipts.get(place)) else { return };
        let id = file.receipt.version;
        let Some(version) = facts.versions.get(&id) else {
            unchecked.insert(format!("weights of version {id}: the chain does not know it"));
            return;
        };
        let Some(index) = &version.index else {
            if version.index_root.is_some() {
                unchecked.insert(format!("weights of version {id}: its index cannot be had"));
            } else if !file.scores.is_empty() {
                self.fault(Kind::Score, Some(place), None, format!("version {id} has no index to weigh by"));
            }
            return;
        };
        if self.shown_sketch(version, 0).is_none() {
            unchecked.insert(format!("weights of version {id}: its index does not lead to the root on chain"));
            return;
        }
        // A fault about what is not committed to proves nothing.
        let provable = super::weights_shown(file) && file.query.hash() == file.receipt.query;
        let proof = |at: usize, receipt: Option<super::ShownReceipt>, index| {
            let weight = match file.scores.is_empty() {
                true => None,
                false => Some(evidence::weight(file, at)?),
            };
            Some(Evidence::Score { receipt: receipt?, query: file.query.clone(), index: index?, weight })
                .filter(|_| provable)
        };
        if file.scores.len() != index.sketches.len() {
            let detail = format!("{} weights for {} contributions", file.scores.len(), index.sketches.len());
            let evidence = proof(0, self.shown(place), self.shown_sketch(version, 0));
            self.fault(Kind::Score, Some(place), None, detail).evidence = evidence;
            return;
        }
        for (at, (sketch, (contribution, stated))) in index.sketches.iter().zip(&file.scores).enumerate() {
            self.report.scores = self.report.scores.saturating_add(1);
            let stated = u128::try_from(*stated).unwrap_or(0);
            let detail = match score(&index.header.rule, &file.query, sketch) {
                Ok(right) => {
                    let right = u128::try_from(right).unwrap_or(0);
                    if (*contribution, stated) == (sketch.contribution, right) {
                        continue;
                    }
                    format!(
                        "contribution {} has the weight {right}, stated is {stated} for contribution {contribution}",
                        sketch.contribution
                    )
                }
                Err(SketchError::Dimensions) => "the query has other dimensions than the index".into(),
                Err(SketchError::Unsorted) => "the query's terms, or the index's, are out of order".into(),
                Err(SketchError::Overflow) => {
                    unchecked.insert(format!("the weight of contribution {contribution}: it leaves 128 bits"));
                    continue;
                }
            };
            let evidence = proof(at, self.shown(place), self.shown_sketch(version, at));
            self.fault(Kind::Score, Some(place), None, detail).evidence = evidence;
        }
    }
}

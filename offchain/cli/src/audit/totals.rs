//! What versions earned and allocations paid, added up from the receipts.

use super::{Auditor, Evidence, Kind, Subject};
use openledger_primitives::{receipt::Receipt, Amount, VersionId};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Most receipts the chain looks at at once.
const MOST_SHOWN: usize = 64;

impl Auditor<'_> {
    /// Adds up, by version and by allocation.
    pub(super) fn totals(&mut self) {
        let versions: BTreeSet<VersionId> = self.file.receipts.iter().map(|file| file.receipt.version).collect();
        for version in versions.into_iter().chain(self.facts.incomes.keys().copied()).collect::<BTreeSet<_>>() {
            let stated = self.facts.incomes.get(&version).map_or((0, 0), |income| (income.receipts, income.fees));
            self.total(Subject::Version(version), format!("version {version}"), stated);
        }
        if let Some(redeemed) = &self.facts.redeemed {
            let allocations = self.file.receipts.iter().map(|file| file.receipt.allocation);
            for allocation in allocations.chain(redeemed.keys().copied()).collect::<BTreeSet<_>>() {
                let stated = redeemed.get(&allocation).map_or((0, 0), |redeemed| (redeemed.receipts, redeemed.amount));
                self.total(Subject::Allocation(allocation), format!("allocation {allocation}"), stated);
            }
        }
        self.data();
    }

    fn total(&mut self, subject: Subject, name: String, (receipts, fees): (u32, Amount)) {
        let of = |receipt: &Receipt| match subject {
            Subject::Version(version) => receipt.version == version,
            Subject::Allocation(allocation) => receipt.allocation == allocation,
        };
        let own: Vec<(usize, Amount)> = self
            .file
            .receipts
            .iter()
            .enumerate()
            .filter(|(_, file)| of(&file.receipt))
            .map(|(place, file)| (place, file.receipt.fee))
            .collect();
        let sum = own.iter().fold(0u128, |sum, (_, fee)| sum.saturating_add(*fee));
        if (own.len() as u64, sum) == (receipts.into(), fees) {
            return;
        }
        let detail = format!(
            "{name} has {} receipts of {sum} planck in the file, the batch states {receipts} of {fees}",
            own.len()
        );
        let places = enough(&own, receipts, fees);
        let shown = places.and_then(|places| places.into_iter().map(|place| self.shown(place)).collect());
        self.fault(Kind::Totals, None, None, detail).evidence = shown.map(|shown| Evidence::Totals(subject, shown));
    }

    /// What the lines of each version come to.
    fn data(&mut self) {
        let mut sums: BTreeMap<VersionId, Amount> = BTreeMap::new();
        for line in &self.file.lines {
            let sum = sums.entry(line.version).or_default();
            *sum = sum.saturating_add(line.amount);
        }
        let stated: BTreeMap<VersionId, Amount> =
            self.facts.incomes.iter().map(|(version, income)| (*version, income.data)).collect();
        for version in sums.keys().chain(stated.keys()).copied().collect::<BTreeSet<_>>() {
            let of = |sums: &BTreeMap<VersionId, Amount>| sums.get(&version).copied().unwrap_or_default();
            let (found, stated) = (of(&sums), of(&stated));
            if found != stated {
                let detail =
                    format!("the lines of version {version} come to {found} planck, the batch states {stated}");
                self.fault(Kind::Totals, None, None, detail);
            }
        }
    }
}

/// Places, in order, of receipts that are too many or too dear together; nothing where 64 do not suffice.
fn enough(own: &[(usize, Amount)], receipts: u32, fees: Amount) -> Option<Vec<usize>> {
    let mut dearest = own.to_vec();
    dearest.sort_by_key(|(place, fee)| (Reverse(*fee), *place));
    let (mut places, mut sum) = (Vec::new(), 0u128);
    for (place, fee) in dearest.into_iter().take(MOST_SHOWN) {
        places.push(place);
        sum = sum.checked_add(fee)?;
        if places.len() as u64 > u64::from(receipts) || sum > fees {
            places.sort_unstable();
            return Some(places);
        }
    }
    None
}

//! Which licence a model may come under, given the licences of its data and its parents.
//!
//! The question has a direction: what is under MIT may become part of something under AGPL, and not the other way
//! round. The answer is on the safe side. A licence that is not listed here, a `LicenseRef-…` among them, allows a
//! model under itself and no other, as every copyleft licence does.

use crate::{pallet::*, LicenceConflict, LicenceId, SnapshotId, SnapshotProvider};
use alloc::{string::String, vec::Vec};
use openledger_primitives::{DatanetId, VersionId};
use polkadot_sdk::{frame_support::ensure, sp_runtime::DispatchError};

/// Ask for nothing but their own text, or not even that.
const PERMISSIVE: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "PDDL-1.0",
    "Unlicense",
    "Zlib",
];

/// Ask that whoever made the data is named, by everybody who passes it on.
const ATTRIBUTION: [&str; 7] =
    ["CC-BY-1.0", "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CDLA-Permissive-1.0", "ODC-By-1.0"];

/// Ask nothing of whoever passes it on, not even a name: they cannot keep an attribution.
const PUBLIC_DOMAIN: [&str; 5] = ["0BSD", "CC0-1.0", "MIT-0", "PDDL-1.0", "Unlicense"];

/// Beginnings of licences that allow no derivative at all, of which a model made from data is one.
const NO_DERIVATIVES: [&str; 2] = ["cc-by-nd", "cc-by-nc-nd"];

/// Beginning of licences that stand in no public list.
const PRIVATE: &str = "licenseref-";

fn begins(licence: &str, beginning: &str) -> bool {
    licence.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

/// Whether nothing may be made of what is under a licence.
fn forbids_derivatives(licence: &str) -> bool {
    NO_DERIVATIVES.iter().any(|beginning| begins(licence, beginning))
}

/// Whether anybody may offer what is under a licence as a version of their own. What a licence that stands in no public
/// list permits, only its owner can say.
pub fn permits_copies(licence: &str) -> bool {
    !forbids_derivatives(licence) && !begins(licence, PRIVATE)
}

fn listed(list: &[&str], licence: &str) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(licence))
}

/// Whether data or a parent under the licence `from` may become a model under the licence `to`.
pub fn may_become(from: &str, to: &str) -> bool {
    if forbids_derivatives(from) {
        return false;
    }
    if from.eq_ignore_ascii_case(to) || listed(&PERMISSIVE, from) {
        return true;
    }
    listed(&ATTRIBUTION, from) && !listed(&PUBLIC_DOMAIN, to)
}

impl<T: Config> Pallet<T> {
    /// SPDX identifier of a licence.
    pub(crate) fn spdx(licence: LicenceId) -> Result<String, DispatchError> {
        T::Snapshots::spdx(licence)
            .and_then(|text| String::from_utf8(text).ok())
            .ok_or(Error::<T>::UnknownLicence { licence }.into())
    }

    /// Refuses a licence that nothing new may come under.
    pub(crate) fn ensure_admitted(licence: LicenceId) -> Result<(), DispatchError> {
        Self::spdx(licence)?;
        ensure!(T::Snapshots::is_admitted(licence), Error::<T>::LicenceRetired { licence });
        Ok(())
    }

    /// Refuses a licence that a parent or the data of a snapshot does not allow, and names the one that forbids.
    pub(crate) fn ensure_compatible(
        parents: &[LicenceId],
        snapshots: &[SnapshotId],
        chosen: LicenceId,
    ) -> Result<(), DispatchError> {
        let to = Self::spdx(chosen)?;
        for parent in parents.iter().copied() {
            if !may_become(&Self::spdx(parent)?, &to) {
                return Err(Error::<T>::ParentLicenceConflict { parent }.into());
            }
        }
        for snapshot in snapshots {
            Self::ensure_data_compatible(&T::Snapshots::licences(*snapshot), chosen)?;
        }
        Ok(())
    }

    /// Refuses a licence that data under these does not allow.
    pub(crate) fn ensure_data_compatible(licences: &[LicenceId], chosen: LicenceId) -> Result<(), DispatchError> {
        let to = Self::spdx(chosen)?;
        for data in licences.iter().copied() {
            if !may_become(&Self::spdx(data)?, &to) {
                return Err(Error::<T>::DataLicenceConflict { data }.into());
            }
        }
        Ok(())
    }

    /// Every conflict that [`Self::ensure_compatible`] would find. Not bounded: for view functions.
    pub(crate) fn conflicts(parents: &[VersionId], datanets: &[DatanetId], chosen: LicenceId) -> Vec<LicenceConflict> {
        let Ok(to) = Self::spdx(chosen) else { return Vec::new() };
        let forbids = |licence: LicenceId| {
            let from = Self::spdx(licence).ok()?;
            (!may_become(&from, &to)).then(|| (licence, from.into_bytes()))
        };
        let of_parents = parents.iter().filter_map(|parent| {
            let (licence, spdx) = forbids(Versions::<T>::get(parent)?.licence)?;
            Some(LicenceConflict::Parent { version: *parent, licence, spdx })
        });
        let of_data = datanets.iter().flat_map(|datanet| {
            let conflicts = T::Snapshots::licences_now(*datanet).into_iter().filter_map(forbids);
            conflicts.map(|(licence, spdx)| LicenceConflict::Data { datanet: *datanet, licence, spdx })
        });
        of_parents.chain(of_data).collect()
    }
}

//! The table of licences: short numbers for SPDX identifiers, given and retired by governance.
//!
//! A number never changes its meaning and is never taken away, because data and models are stored under it. What can
//! end is that anything new comes under it.

use crate::{pallet::*, LicenceId, LicenceIds, Spdx};
use openledger_primitives::licence::is_identifier;
use polkadot_sdk::{
    frame_support::{ensure, pallet_prelude::DispatchResult},
    sp_runtime::DispatchError,
};

/// The key of an identifier: SPDX compares them without regard to case.
pub(crate) fn folded(spdx: &Spdx) -> Spdx {
    Spdx::truncate_from(spdx.to_ascii_lowercase())
}

impl<T: Config> Pallet<T> {
    /// Gives a licence a number, or takes back that it was retired.
    pub fn do_admit_licence(licence: LicenceId, spdx: Spdx) -> DispatchResult {
        let text = core::str::from_utf8(&spdx).map_err(|_| Error::<T>::InvalidSpdx)?;
        ensure!(is_identifier(text), Error::<T>::InvalidSpdx);
        let folded = folded(&spdx);
        match LicenceOfSpdx::<T>::get(&folded) {
            Some(known) if known == licence && RetiredLicences::<T>::contains_key(licence) => {
                RetiredLicences::<T>::remove(licence);
            }
            Some(licence) => return Err(Error::<T>::LicenceKnown { licence }.into()),
            None => {
                ensure!(!Licences::<T>::contains_key(licence), Error::<T>::LicenceNumberTaken);
                Licences::<T>::insert(licence, &spdx);
                LicenceOfSpdx::<T>::insert(folded, licence);
            }
        }
        Self::deposit_event(Event::LicenceAdmitted { licence, spdx });
        Ok(())
    }

    /// Lets nothing new come under a licence. Its number keeps its meaning.
    pub fn do_retire_licence(licence: LicenceId) -> DispatchResult {
        Self::ensure_admitted(licence)?;
        RetiredLicences::<T>::insert(licence, ());
        Self::deposit_event(Event::LicenceRetired { licence });
        Ok(())
    }

    /// Refuses a licence that nothing new may come under.
    pub(crate) fn ensure_admitted(licence: LicenceId) -> Result<(), Error<T>> {
        ensure!(Licences::<T>::contains_key(licence), Error::<T>::UnknownLicence { licence });
        ensure!(!RetiredLicences::<T>::contains_key(licence), Error::<T>::LicenceRetired { licence });
        Ok(())
    }

    /// Whether something new may come under a licence.
    pub fn is_admitted(licence: LicenceId) -> bool {
        Self::ensure_admitted(licence).is_ok()
    }

    /// Checks a datanet's list of licences: at least one, all admitted, none twice.
    pub(crate) fn ensure_licences(licences: &LicenceIds) -> Result<(), DispatchError> {
        ensure!(!licences.is_empty(), Error::<T>::NoLicences);
        for (at, licence) in licences.iter().copied().enumerate() {
            Self::ensure_admitted(licence)?;
            let before = licences.iter().take(at);
            ensure!(before.copied().all(|other| other != licence), Error::<T>::LicenceRepeated { licence });
        }
        Ok(())
    }

    /// Number of the licence with an SPDX identifier, in capitals or not.
    pub fn number_of(spdx: &Spdx) -> Option<LicenceId> {
        LicenceOfSpdx::<T>::get(folded(spdx))
    }

    /// SPDX identifier of a licence.
    pub fn spdx(licence: LicenceId) -> Option<Spdx> {
        Licences::<T>::get(licence)
    }
}

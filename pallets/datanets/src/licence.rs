//! The table of licences: short numbers for SPDX identifiers, given by governance.

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
    /// Gives a licence a number.
    pub(crate) fn do_admit_licence(licence: LicenceId, spdx: Spdx) -> DispatchResult {
        let text = core::str::from_utf8(&spdx).map_err(|_| Error::<T>::InvalidSpdx)?;
        ensure!(is_identifier(text), Error::<T>::InvalidSpdx);
        let folded = folded(&spdx);
        if let Some(licence) = LicenceOfSpdx::<T>::get(&folded) {
            return Err(Error::<T>::LicenceKnown { licence }.into());
        }
        ensure!(!Licences::<T>::contains_key(licence), Error::<T>::LicenceNumberTaken);

        Licences::<T>::insert(licence, &spdx);
        LicenceOfSpdx::<T>::insert(folded, licence);
        Self::deposit_event(Event::LicenceAdmitted { licence, spdx });
        Ok(())
    }

    /// Checks a datanet's list of licences: at least one, all known, none twice.
    pub(crate) fn ensure_licences(licences: &LicenceIds) -> Result<(), DispatchError> {
        ensure!(!licences.is_empty(), Error::<T>::NoLicences);
        for (at, licence) in licences.iter().copied().enumerate() {
            ensure!(Licences::<T>::contains_key(licence), Error::<T>::UnknownLicence { licence });
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

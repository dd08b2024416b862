//! Standards: setting one, refusing what contradicts another, and remembering what held before.

use crate::{
    pallet::*, Licence, LicenceStandard, NumericStandard, Past, PastStandards, Registry, Standard, WeightInfo,
};
use openledger_primitives::{recipe::NumericClass, Digest, Ppm};
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::{DispatchResult, Weight},
        BoundedVec,
    },
    frame_system,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_standard(new: Standard) -> DispatchResult {
        Self::ensure_consistent(&new)?;
        let old = Self::undoing(&new)?;
        ensure!(old != new, Error::<T>::NothingChanges);
        Self::apply(new.clone())?;

        let kind = new.kind();
        let until = frame_system::Pallet::<T>::block_number();
        History::<T>::mutate(kind, |history| remember::<T>(history, Past { until, standard: old.clone() }));
        Self::deposit_event(Event::StandardChanged { kind, old, new });
        Ok(())
    }

    /// Refuses what contradicts itself or another standard. The pallet that keeps a standard checks the rest.
    fn ensure_consistent(new: &Standard) -> Result<(), Error<T>> {
        match new {
            Standard::Curation(_) => Ok(()),
            Standard::Deployment(new) => ensure_caps(new.royalty_cap, T::Registry::economics().royalty_cap),
            Standard::Economics(new) => ensure_caps(T::Registry::deployment().royalty_cap, new.royalty_cap),
            Standard::Licences(change) => Self::ensure_change(change),
            Standard::Numeric(new) => Self::ensure_numeric(new),
        }
    }

    fn ensure_change(change: &LicenceStandard) -> Result<(), Error<T>> {
        ensure!(!change.admit.is_empty() || !change.retire.is_empty(), Error::<T>::NothingChanges);
        match change.admit.iter().find(|licence| change.retire.contains(&licence.number)) {
            Some(Licence { number, .. }) => Err(Error::<T>::LicenceAdmittedAndRetired { licence: *number }),
            None => Ok(()),
        }
    }

    pub(crate) fn ensure_numeric(standard: &NumericStandard) -> Result<(), Error<T>> {
        ensure!(!standard.classes.is_empty(), Error::<T>::NoNumericClass);
        ensure!(all_differ(&standard.classes), Error::<T>::NumericClassRepeated);
        ensure!(all_differ(&standard.engine_builds), Error::<T>::EngineBuildRepeated);
        Ok(())
    }

    /// What has to be set after `new` to come back to what holds now.
    fn undoing(new: &Standard) -> Result<Standard, Error<T>> {
        Ok(match new {
            Standard::Curation(_) => Standard::Curation(T::Registry::curation()),
            Standard::Deployment(_) => Standard::Deployment(T::Registry::deployment()),
            Standard::Economics(_) => Standard::Economics(T::Registry::economics()),
            Standard::Licences(change) => Standard::Licences(Self::undoing_licences(change)?),
            Standard::Numeric(_) => Standard::Numeric(Numeric::<T>::get()),
        })
    }

    fn undoing_licences(change: &LicenceStandard) -> Result<LicenceStandard, Error<T>> {
        let mut undoing = LicenceStandard::default();
        for number in change.retire.iter().copied() {
            let spdx = T::Registry::licence(number).ok_or(Error::<T>::UnknownLicence { licence: number })?;
            // Both lists have the same bound, here and below.
            undoing.admit.force_push(Licence { number, spdx });
        }
        for licence in &change.admit {
            undoing.retire.force_push(licence.number);
        }
        Ok(undoing)
    }

    fn apply(standard: Standard) -> DispatchResult {
        match standard {
            Standard::Curation(new) => T::Registry::set_curation(new),
            Standard::Deployment(new) => T::Registry::set_deployment(new),
            Standard::Economics(new) => T::Registry::set_economics(new),
            Standard::Licences(change) => {
                for Licence { number, spdx } in change.admit {
                    T::Registry::admit_licence(number, spdx)?;
                }
                change.retire.into_iter().try_for_each(T::Registry::retire_licence)
            }
            Standard::Numeric(new) => {
                Numeric::<T>::put(new);
                Ok(())
            }
        }
    }

    /// What setting a standard costs.
    pub(crate) fn weight_of(standard: &Standard) -> Weight {
        match standard {
            Standard::Curation(_) => T::WeightInfo::set_curation(),
            Standard::Deployment(_) => T::WeightInfo::set_deployment(),
            Standard::Economics(_) => T::WeightInfo::set_economics(),
            Standard::Licences(change) => {
                let changes = change.admit.len().saturating_add(change.retire.len());
                T::WeightInfo::set_licences(changes as u32)
            }
            Standard::Numeric(_) => T::WeightInfo::set_numeric(),
        }
    }

    /// Whether versions of a numeric class are taken.
    pub fn admits_class(class: NumericClass) -> bool {
        Numeric::<T>::get().classes.contains(&class)
    }

    /// Whether versions that a build of the engine trained may be deployed.
    pub fn admits_build(build: &Digest) -> bool {
        let builds = Numeric::<T>::get().engine_builds;
        builds.is_empty() || builds.contains(build)
    }
}

/// What a version may owe must be what an income can be divided by.
fn ensure_caps<T: Config>(deployment: Ppm, economics: Ppm) -> Result<(), Error<T>> {
    ensure!(deployment <= economics, Error::<T>::RoyaltyCapAboveEconomics);
    Ok(())
}

fn all_differ<V: PartialEq, S>(list: &BoundedVec<V, S>) -> bool {
    list.iter().enumerate().all(|(at, value)| !list.iter().take(at).any(|other| other == value))
}

/// Adds what held before, and forgets the oldest when there is no room.
fn remember<T: Config>(history: &mut PastStandards<T>, past: crate::PastOf<T>) {
    if history.is_full() && !history.is_empty() {
        history.remove(0);
    }
    // There is room now, unless the runtime keeps no history.
    let _ = history.try_push(past);
}

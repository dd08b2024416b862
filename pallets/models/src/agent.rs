//! Agents: a mixture of versions, a prompt and data to look things up in, that answer together under one name.

use crate::{pallet::*, Agent, AgentId, AgentOffer, BalanceOf, HoldReason, Slug, SnapshotProvider};
use alloc::vec::Vec;
use polkadot_sdk::{
    frame_support::{
        ensure,
        pallet_prelude::DispatchResult,
        traits::{fungible::MutateHold, tokens::Precision, Get},
    },
    sp_runtime::DispatchError,
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register_agent(owner: T::AccountId, slug: Slug, offer: AgentOffer) -> DispatchResult {
        Self::ensure_name(&owner, &slug)?;
        ensure!(!AgentNames::<T>::contains_key(&slug), Error::<T>::NameTaken);
        Self::ensure_agent(&offer)?;
        let deposit = T::AgentDeposit::get();
        T::Currency::hold(&HoldReason::AgentDeposit.into(), &owner, deposit)?;
        let id = NextAgentId::<T>::get();
        NextAgentId::<T>::put(id.checked_add(1).ok_or(Error::<T>::CounterOverflow)?);
        AgentNames::<T>::insert(&slug, id);
        Agents::<T>::insert(id, agent(slug.clone(), owner.clone(), offer, deposit));
        Self::deposit_event(Event::AgentRegistered { agent: id, slug, owner });
        Ok(())
    }

    pub(crate) fn do_update_agent(owner: T::AccountId, id: AgentId, offer: AgentOffer) -> DispatchResult {
        let Agent { slug, deposit, .. } = Self::agent_of(&owner, id)?;
        Self::ensure_agent(&offer)?;
        Agents::<T>::insert(id, agent(slug, owner, offer, deposit));
        Self::deposit_event(Event::AgentUpdated { agent: id });
        Ok(())
    }

    pub(crate) fn do_retire_agent(owner: T::AccountId, id: AgentId) -> DispatchResult {
        let Agent { slug, deposit, .. } = Self::agent_of(&owner, id)?;
        T::Currency::release(&HoldReason::AgentDeposit.into(), &owner, deposit, Precision::Exact)?;
        AgentNames::<T>::remove(slug);
        Agents::<T>::remove(id);
        Self::deposit_event(Event::AgentRetired { agent: id });
        Ok(())
    }

    fn agent_of(owner: &T::AccountId, id: AgentId) -> Result<Agent<T::AccountId>, Error<T>> {
        let agent = Agents::<T>::get(id).ok_or(Error::<T>::UnknownAgent)?;
        ensure!(agent.owner == *owner, Error::<T>::NotAgentOwner);
        Ok(agent)
    }

    /// Checks that the versions can be served as one, that the licences of all parts allow the agent's, and the share
    /// its owner asks, which is bounded as a royalty is.
    fn ensure_agent(offer: &AgentOffer) -> Result<(), DispatchError> {
        Self::ensure_admitted(offer.licence)?;
        let highest = Standard::<T>::get().maximum_royalty;
        ensure!(offer.owner_share <= highest, Error::<T>::RoyaltyTooHigh);
        let prices: (BalanceOf<T>, BalanceOf<T>) = (offer.input_price, offer.output_price);
        Self::ensure_prices(prices)?;
        ensure!(!offer.mix.is_empty(), Error::<T>::TooFewParents);
        let origins = Self::origins(&offer.mix)?;
        let mut licences: Vec<_> = origins.iter().map(|(_, origin)| origin.licence).collect();
        Self::ensure_compatible(&licences, &[], offer.licence)?;
        for (at, datanet) in offer.retrieval.iter().enumerate() {
            let repeated = offer.retrieval.iter().take(at).any(|other| other == datanet);
            let position = u8::try_from(at).unwrap_or(u8::MAX);
            ensure!(!repeated, Error::<T>::DatanetRepeated { position });
            licences = T::Snapshots::licences_now(*datanet);
            ensure!(!licences.is_empty(), Error::<T>::NothingToRetrieve { position });
            Self::ensure_data_compatible(&licences, offer.licence)?;
        }
        Ok(())
    }
}

fn agent<AccountId>(slug: Slug, owner: AccountId, offer: AgentOffer, deposit: u128) -> Agent<AccountId> {
    let AgentOffer { mix, prompt, retrieval, licence, owner_share, input_price, output_price } = offer;
    Agent { slug, owner, mix, prompt, retrieval, licence, owner_share, input_price, output_price, deposit }
}

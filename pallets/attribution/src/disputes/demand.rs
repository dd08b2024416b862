//! «Show this, or lose»: a worker that commits to a root and keeps what is below it could not be disputed.
//!
//! A challenger demands one part of a batch and puts up a bond. Whoever has it, in the end the worker, shows it before
//! the deadline; the bond then pays for the trouble. What nobody shows in time is a lie proved by silence. A batch
//! with an open demand matures after the deadline, and demands end with the first dispute period: so a batch is
//! delayed by no more than the time to answer.

use super::{
    evidence::{ShownReceipt, ShownWeight},
    verdict::Lie,
};
use crate::{types::CreditClaim, Batches, Config, Demands, DisputeTerms, Error, Event, Pallet, Rules};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    dispatch::{DispatchResult, DispatchResultWithPostInfo},
    ensure,
    pallet_prelude::{TransactionSource, TransactionValidityWithRefund, ValidTransaction, Weight},
    traits::ConstU32,
    BoundedVec,
};
pub use openledger_primitives::demand::Part;
use openledger_primitives::{demand, merkle_sum, sketch::QuerySketch, Amount, BatchId, BlockNumber};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// Most open demands of a batch.
pub const MAX_DEMANDS: u32 = 64;
/// Most of them by one challenger.
pub const MAX_DEMANDS_EACH: usize = 4;

/// A part shown. Encodes like [`openledger_primitives::demand::Shown`], which is made of a batch's file.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Shown {
    /// A receipt.
    Receipt(ShownReceipt),
    /// A credit line.
    Line(CreditClaim),
    /// A weight; when the tree has no leaf at the place asked for, any other leaf, which tells how many there are, or
    /// none when there are none.
    Weight(ShownReceipt, Option<ShownWeight>),
    /// A query.
    Query(ShownReceipt, QuerySketch),
}

impl Shown {
    /// Dimensions and terms of a query: what the weight of the call grows with.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Query(_, query) => (query.gradient.len() as u32, query.terms.len() as u32),
            _ => (0, 0),
        }
    }
}

/// Fails when a path is longer than any tree of the chain is deep, which no file of a batch makes.
impl TryFrom<demand::Shown> for Shown {
    type Error = ();

    fn try_from(shown: demand::Shown) -> Result<Self, ()> {
        Ok(match shown {
            demand::Shown::Receipt(receipt) => Self::Receipt(receipt.try_into()?),
            demand::Shown::Line(line) => Self::Line(line.try_into()?),
            demand::Shown::Weight(receipt, weight) => {
                Self::Weight(receipt.try_into()?, weight.map(TryInto::try_into).transpose()?)
            }
            demand::Shown::Query(receipt, query) => Self::Query(receipt.try_into()?, query),
        })
    }
}

/// An open demand.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Demand<AccountId> {
    /// What is to be shown.
    pub part: Part,
    /// Who demands it.
    pub challenger: AccountId,
    /// On hold for it.
    pub bond: Amount,
    /// Last block in which it can be shown.
    pub deadline: BlockNumber,
}

/// Open demands of a batch.
pub type OpenDemands<AccountId> = BoundedVec<Demand<AccountId>, ConstU32<MAX_DEMANDS>>;

/// A batch, its open demands, and the place of the one that is answered.
type Answer<T> = (crate::Batch<T>, OpenDemands<<T as frame_system::Config>::AccountId>, usize);

impl<T: Config> Pallet<T> {
    /// Last block in which a batch can be drawn into a dispute that takes time, however often it was delayed.
    pub(crate) fn last_question(batch: &crate::Batch<T>) -> BlockNumber {
        batch.submitted_at.saturating_add(Rules::<T>::get().dispute_period)
    }

    pub(crate) fn do_demand(challenger: T::AccountId, id: BatchId, part: Part) -> DispatchResult {
        let mut batch = Self::disputable(id)?;
        ensure!(Self::now() <= Self::last_question(&batch), Error::<T>::DisputesOver);
        let header = &batch.header;
        let there = match part {
            Part::Receipt(at) | Part::Query(at) | Part::Weight { receipt: at, .. } => at < header.receipts,
            Part::Line(at) => at < header.credit_lines,
        };
        ensure!(there, Error::<T>::UnknownPart);
        let mut demands = Demands::<T>::get(id);
        ensure!(demands.iter().all(|demand| demand.part != part), Error::<T>::AlreadyDemanded);
        let own = demands.iter().filter(|demand| demand.challenger == challenger).count();
        ensure!(own < MAX_DEMANDS_EACH, Error::<T>::TooManyDemands);

        let terms = DisputeTerms::<T>::get();
        let deadline = Self::now().saturating_add(terms.answer_period);
        let bond = terms.demand_bond;
        Self::hold_bond(&challenger, bond)?;
        Self::delay_maturity(id, &mut batch, deadline)?;
        let demand = Demand { part, challenger: challenger.clone(), bond, deadline };
        demands.try_push(demand).map_err(|_| Error::<T>::TooManyDemands)?;
        Demands::<T>::insert(id, demands);
        Self::deposit_event(Event::Demanded { batch: id, part, challenger, deadline });
        Ok(())
    }

    /// Whether what is shown answers a demand that is open: then it may enter a block without a fee, and only once.
    pub(crate) fn authorize_reveal(
        _: TransactionSource,
        id: BatchId,
        part: Part,
        shown: &Shown,
    ) -> TransactionValidityWithRefund {
        Self::check_reveal(id, part, shown).map_err(crate::batch::refusal)?;
        ValidTransaction::with_tag_prefix("olwk-reveal")
            .priority(crate::batch::PRIORITY)
            .and_provides((id, part))
            .longevity(crate::batch::LONGEVITY)
            .propagate(true)
            .build()
            .map(|valid| (valid, Weight::zero()))
    }

    /// What is answered, if this answers anything.
    pub(crate) fn check_reveal(id: BatchId, part: Part, shown: &Shown) -> Result<Answer<T>, Error<T>> {
        let batch = Self::disputable(id)?;
        let demands = Demands::<T>::get(id);
        let at = demands.iter().position(|demand| demand.part == part).ok_or(Error::<T>::NotDemanded)?;
        let deadline = demands.get(at).map_or(0, |demand| demand.deadline);
        ensure!(Self::now() <= deadline, Error::<T>::TooLate);
        Self::check_shown(&batch, part, shown)?;
        Ok((batch, demands, at))
    }

    pub(crate) fn do_reveal(id: BatchId, part: Part, shown: &Shown) -> DispatchResult {
        let (batch, mut demands, at) = Self::check_reveal(id, part, shown)?;
        let demand = demands.swap_remove(at);
        Self::keep_demands(id, demands);
        let worker = T::AccountId::from(batch.header.worker);
        let to_worker = Self::forfeit_bond(&demand.challenger, &worker, demand.bond)?;
        Self::deposit_event(Event::Revealed { batch: id, part, challenger: demand.challenger, to_worker });
        Ok(())
    }

    /// What challengers demand to see of a worker's batches. Iterates: for nodes that are asked, not for calls.
    pub fn demands_of(worker: &T::AccountId) -> Vec<(BatchId, Demand<T::AccountId>)> {
        let own = |id: &BatchId| {
            Batches::<T>::get(id).is_some_and(|batch| T::AccountId::from(batch.header.worker) == *worker)
        };
        let open = Demands::<T>::iter().filter(|(id, _)| own(id));
        open.flat_map(|(id, demands)| demands.into_iter().map(move |demand| (id, demand))).collect()
    }

    /// Whether what is shown is the part that was asked for.
    fn check_shown(batch: &crate::Batch<T>, part: Part, shown: &Shown) -> Result<(), Error<T>> {
        let at_place = |receipt: &ShownReceipt, place: u32| {
            Self::check_receipt(batch, receipt)?;
            ensure!(receipt.path.index == u64::from(place), Error::<T>::AnotherReceipt);
            Ok::<(), Error<T>>(())
        };
        match (part, shown) {
            (Part::Receipt(place), Shown::Receipt(receipt)) => at_place(receipt, place),
            (Part::Line(place), Shown::Line(line)) => {
                Self::check_line(batch, line)?;
                ensure!(line.proof.index == u64::from(place), Error::<T>::AnotherLine);
                Ok(())
            }
            (Part::Query(place), Shown::Query(receipt, query)) => {
                at_place(receipt, place)?;
                Self::check_query(&receipt.receipt, query)
            }
            (Part::Weight { receipt: place, leaf }, Shown::Weight(receipt, weight)) => {
                at_place(receipt, place)?;
                let Some(weight) = weight else {
                    ensure!(receipt.receipt.credits == merkle_sum::empty_root(), Error::<T>::NotCommitted);
                    return Ok(());
                };
                Self::check_weight(&receipt.receipt, weight)?;
                let leaf = u64::from(leaf);
                ensure!(weight.proof.index == leaf || weight.proof.count <= leaf, Error::<T>::AnotherGround);
                Ok(())
            }
            _ => Err(Error::<T>::UnknownPart),
        }
    }

    fn keep_demands(batch: BatchId, demands: OpenDemands<T::AccountId>) {
        match demands.is_empty() {
            true => Demands::<T>::remove(batch),
            false => Demands::<T>::insert(batch, demands),
        }
    }

    /// Makes a batch void whose worker did not answer a demand in time.
    pub(crate) fn do_convict_silence(id: BatchId, part: Part) -> DispatchResultWithPostInfo {
        let batch = Self::disputable(id)?;
        let demands = Demands::<T>::get(id);
        let demand = demands.iter().find(|demand| demand.part == part).ok_or(Error::<T>::NotDemanded)?;
        ensure!(Self::now() > demand.deadline, Error::<T>::MayStillAnswer);
        Self::convict(id, &batch, Lie::Silence, &demand.challenger)?;
        Ok(frame_support::dispatch::Pays::No.into())
    }

    /// Whoever waits for an answer to the oldest open demand of a batch that matures: its deadline is over.
    pub(crate) fn unanswered(id: BatchId) -> Option<T::AccountId> {
        let demands = Demands::<T>::get(id);
        demands.iter().min_by_key(|demand| demand.deadline).map(|demand| demand.challenger.clone())
    }

    /// Whether a batch is there to be disputed; for the view functions.
    pub(crate) fn is_disputable(id: BatchId) -> bool {
        Batches::<T>::contains_key(id) && Self::disputable(id).is_ok()
    }
}

//! Submitting transactions, and what became of them.

use crate::{At, Chain, Error};
use subxt::{
    error::{DispatchError, TransactionEventsError},
    events::DecodeAsEvent,
    extrinsics::ExtrinsicEvents,
    tx::{Payload, TransactionStatus},
    PolkadotConfig,
};
use subxt_signer::sr25519::Keypair;

/// How long to wait for a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// It is in a block of the best chain, which may still be replaced.
    Included,
    /// Its block is final.
    Finalized,
}

/// A transaction in a block, and that it succeeded.
pub struct Included {
    /// State after its block.
    pub at: At,
    call: String,
    events: ExtrinsicEvents<PolkadotConfig>,
}

impl Chain {
    /// Signs and submits a call, waits, and fails unless it succeeded.
    pub async fn submit<C: Payload>(&self, call: &C, signer: &Keypair, until: Until) -> Result<Included, Error> {
        let name = format!("{}.{}", call.pallet_name(), call.call_name());
        let lost = |reason: String| Error::NotIncluded { call: name.clone(), reason };
        // Nonces are read at the best block, so that one account can submit several transactions in a row.
        let at = self.best().await?;
        let mut progress = at
            .client
            .transactions()
            .sign_and_submit_then_watch_default(call, signer)
            .await
            .map_err(|error| lost(error.to_string()))?;
        while let Some(status) = progress.next().await {
            let block = match status.map_err(|error| lost(error.to_string()))? {
                TransactionStatus::InBestBlock(block) if until == Until::Included => block,
                TransactionStatus::InFinalizedBlock(block) => block,
                TransactionStatus::Error { message }
                | TransactionStatus::Invalid { message }
                | TransactionStatus::Dropped { message } => return Err(lost(message)),
                _ => continue,
            };
            let events = block.wait_for_success().await.map_err(|error| refused(&name, error))?;
            let at = At { client: block.at().await.map_err(Error::answer)? };
            return Ok(Included { at, call: name, events });
        }
        Err(lost("the node stopped reporting on it".into()))
    }
}

impl Included {
    /// The call's event of this type.
    pub fn event<E: DecodeAsEvent>(&self, name: &'static str) -> Result<E, Error> {
        self.find(name)?.ok_or(Error::MissingEvent { call: self.call.clone(), event: name })
    }

    /// The call's first event of this type, when there is one.
    pub fn find<E: DecodeAsEvent>(&self, _name: &'static str) -> Result<Option<E>, Error> {
        self.events.find_first::<E>().transpose().map_err(Error::answer)
    }

    /// All the call's events of this type.
    pub fn all<E: DecodeAsEvent>(&self) -> Result<Vec<E>, Error> {
        self.events.find::<E>().collect::<Result<_, _>>().map_err(Error::answer)
    }
}

/// The chain's own words for a failed call.
fn refused(call: &str, error: TransactionEventsError) -> Error {
    let TransactionEventsError::ExtrinsicFailed(error) = error else { return Error::answer(error) };
    let (name, docs) = match &error {
        DispatchError::Module(module) => match module.details() {
            Ok(details) => (
                format!("{}.{}", details.pallet.name(), details.variant.name),
                details.variant.docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "),
            ),
            Err(_) => ("an error this client does not know".into(), error.to_string()),
        },
        other => ("error".into(), other.to_string()),
    };
    Error::Refused { call: call.into(), name, docs }
}

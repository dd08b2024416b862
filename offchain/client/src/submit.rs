//! Submitting transactions, and what became of them.

use crate::{At, Chain, Error};
use std::time::Duration;
use subxt::{
    client::OnlineClientAtBlockImpl,
    config::PolkadotExtrinsicParamsBuilder,
    error::{DispatchError, TransactionEventsError},
    events::DecodeAsEvent,
    extrinsics::ExtrinsicEvents,
    tx::{Payload, TransactionProgress, TransactionStatus},
    utils::H256,
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
    /// Signs and submits a call, waits, and fails unless it succeeded. When another program of the same account was faster,
    /// and has taken the nonce, it is signed again.
    pub async fn submit<C: Payload>(&self, call: &C, signer: &Keypair, until: Until) -> Result<Included, Error> {
        let name = format!("{}.{}", call.pallet_name(), call.call_name());
        let lost = |reason: String| Error::NotIncluded { call: name.clone(), reason };
        let mut attempt = 0;
        'signed: loop {
            attempt += 1;
            let again = |reason: &str| attempt < ATTEMPTS && is_race(reason);
            let mut progress = match self.send(call, signer).await {
                Ok(progress) => progress,
                Err(reason) if again(&reason) => {
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
                Err(reason) => return Err(lost(reason)),
            };
            // Once it was in the pool it may be in a block: signed again, it could happen twice.
            let mut entered = false;
            while let Some(status) = progress.next().await {
                let block = match status.map_err(|error| lost(error.to_string()))? {
                    TransactionStatus::InBestBlock(block) if until == Until::Included => block,
                    TransactionStatus::InFinalizedBlock(block) => block,
                    TransactionStatus::Invalid { message } if !entered && again(&message) => {
                        tokio::time::sleep(PAUSE).await;
                        continue 'signed;
                    }
                    TransactionStatus::Error { message }
                    | TransactionStatus::Invalid { message }
                    | TransactionStatus::Dropped { message } => return Err(lost(message)),
                    _ => {
                        entered = true;
                        continue;
                    }
                };
                let events = block.wait_for_success().await.map_err(|error| refused(&name, error))?;
                let at = At { client: block.at().await.map_err(Error::answer)? };
                return Ok(Included { at, call: name, events });
            }
            return Err(lost("the node stopped reporting on it".into()));
        }
    }

    /// Hands a call to the node's pool. The nonce is the one the pool expects next, so that an account can submit several
    /// transactions in a row.
    async fn send<C: Payload>(&self, call: &C, signer: &Keypair) -> Result<Progress, String> {
        let account = signer.public_key().to_account_id().to_string();
        let nonce = self.request("system_accountNextIndex", &[account.into()]).await;
        let nonce = nonce.map_err(|error| error.to_string())?.as_u64().ok_or("the node knows no nonce")?;
        let at = self.best().await.map_err(|error| error.to_string())?;
        // A transaction names the block it was made after, and is void on chains without it: with several
        // validators the best block may be abandoned, a finalized one never.
        let sure = self.finalized().await.map_err(|error| error.to_string())?;
        let parameters = PolkadotExtrinsicParamsBuilder::new()
            .mortal_from_unchecked(LIFETIME, sure.number().into(), H256(sure.hash()))
            .nonce(nonce)
            .build();
        let sent = at.client.transactions().sign_and_submit_then_watch(call, signer, parameters).await;
        sent.map_err(|error| error.to_string())
    }
}

/// Blocks in which a transaction can be included, from the newest finalized one on.
const LIFETIME: u64 = 64;
/// How often a transaction is signed again when another one of the same account came first.
const ATTEMPTS: u32 = 5;
/// Between two attempts: less than a block, enough for the pool to notice.
const PAUSE: Duration = Duration::from_millis(700);

/// A transaction on its way.
type Progress = TransactionProgress<PolkadotConfig, OnlineClientAtBlockImpl<PolkadotConfig>>;

/// Whether the pool said that the nonce is taken, by a block or by a waiting transaction. Nodes say it in other words when
/// they are asked through the newer interface.
fn is_race(error: &str) -> bool {
    let error = error.to_lowercase();
    let known = ["outdated", "priority is too low", "priority of the transaction is too low", "already imported"];
    known.iter().any(|known| error.contains(known))
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

#[cfg(test)]
mod tests {
    use super::is_race;

    #[test]
    fn a_nonce_that_is_taken_is_known_in_all_words_of_nodes() {
        for race in [
            "Priority is too low: (599 > 501)",
            "The priority of the transaction is too low (pool 599 > current 501)",
            "Invalid transaction: Transaction is outdated",
            "Transaction is already imported",
        ] {
            assert!(is_race(race), "{race}");
        }
        assert!(!is_race("Invalid transaction: Inability to pay some fees (e.g. account balance too low)"));
    }
}

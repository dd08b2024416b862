//! What can go wrong between a program and the chain.

/// A failed conversation with the chain. [`Error::Refused`] is the chain's own answer; the others are about
/// reaching and understanding it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody answers at the address, or it is no node of this chain.
    #[error("cannot reach a node at {url}: {reason}. Is `openledger-node` running there?")]
    Connect {
        /// The address.
        url: String,
        /// What the connection said.
        reason: String,
    },
    /// The chain refused a transaction; nothing but its fee was charged.
    #[error("the chain refused {call}: {name}: {docs}")]
    Refused {
        /// Pallet and call.
        call: String,
        /// Pallet and error.
        name: String,
        /// The error's documentation.
        docs: String,
    },
    /// The transaction never got into a block.
    #[error("{call} was not included: {reason}")]
    NotIncluded {
        /// Pallet and call.
        call: String,
        /// Why.
        reason: String,
    },
    /// An event that belongs to a successful call is not there.
    #[error("{call} succeeded without the event {event}; is this client older than the chain?")]
    MissingEvent {
        /// Pallet and call.
        call: String,
        /// Pallet and event.
        event: &'static str,
    },
    /// Bytes that are no call of this chain.
    #[error("it is no call of this chain: {0}")]
    Call(String),
    /// The node answered something this client does not understand, or stopped answering.
    #[error("the node's answer cannot be used: {0}")]
    Answer(String),
}

impl Error {
    /// Wraps whatever subxt says while reading.
    pub(crate) fn answer(error: impl std::fmt::Display) -> Self {
        Self::Answer(error.to_string())
    }
}

//! Why a request gets no answer. The HTTP layer turns each into a status, a type and a code.

use crate::{
    chain::ChainError,
    database::DatabaseError,
    models::ModelError,
    payment::{quote::Quote, refusal::Refusal, standing::Standing},
};
use openledger_primitives::{AllocationId, Amount, VersionId};

/// The step that failed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No alias and no version by this name.
    #[error("the model `{0}` does not exist: GET /v1/models lists what is served")]
    UnknownModel(String),
    /// The version may not be served.
    #[error("version {0} is not deployed")]
    NotDeployed(VersionId),
    /// Prompt and output do not fit into the model's context.
    #[error("the prompt has {prompt} tokens and {output} more are asked for; the model's context holds {context}")]
    TooLong {
        /// Tokens of the prompt.
        prompt: u32,
        /// Tokens asked for.
        output: u32,
        /// Tokens there is room for.
        context: u32,
    },
    /// The prompt has no token.
    #[error("the prompt is empty")]
    EmptyPrompt,
    /// The voucher does not pay; the quote says what would.
    #[error("{refusal}")]
    Payment {
        /// The rule it breaks.
        refusal: Refusal,
        /// What the request takes.
        quote: Box<Quote>,
        /// Where the allocation stands, if it is known.
        standing: Option<(AllocationId, Box<Standing>)>,
    },
    /// A voucher that asks for nothing is not taken.
    #[error("{0}")]
    Voucher(Refusal),
    /// Another request of this allocation is being answered.
    #[error("allocation {0} has a request that is not answered yet: wait for it, then countersign its receipt")]
    Busy(AllocationId),
    /// Too many requests wait for the engine.
    #[error("too many requests wait for this worker: try again in a moment")]
    Overloaded,
    /// The worker's bond does not cover more receipts that are not redeemed.
    #[error("receipts of {waiting} planck wait to be redeemed and the worker's bond covers {cover}: try again later")]
    Uncovered {
        /// Fees of receipts that wait.
        waiting: Amount,
        /// What the bond covers.
        cover: Amount,
    },
    /// The price times the tokens is no number.
    #[error("the fee of this request cannot be computed")]
    FeeOverflow,
    /// The version cannot be loaded, or generation failed.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The node did not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The ledger failed; nothing was charged.
    #[error(transparent)]
    Ledger(#[from] DatabaseError),
}

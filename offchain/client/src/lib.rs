//! A typed client of the chain, generated from its metadata, for the worker, the command line and the tests.
//!
//! [`Chain`] connects, reads storage at one block ([`At`]) and submits transactions; a failed one comes back as
//! [`Error::Refused`] with the pallet's error by name and its documentation. What is stored is described by the
//! generated module [`runtime`]; types that the chain shares with everybody else are those of
//! `openledger-primitives` itself, wrapped in [`Static`] where the generated code needs it.

mod calls;
mod chain;
mod error;
pub mod runtime;
mod submit;
mod words;

pub use calls::Named;
pub use chain::{At, Chain, Events, Page};
pub use error::Error;
pub use submit::{Included, Until};
pub use subxt::{
    tx::Payload,
    utils::{AccountId32, MultiAddress, Static, H256},
};
pub use subxt_signer::{sr25519::Keypair, SecretUri};

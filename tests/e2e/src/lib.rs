//! A real node, its worker and the command line as child processes.
//!
//! The end-to-end tests and `cargo xtask demo` start the same programs a person starts and talk to them only
//! through `openledger --json`, JSON-RPC and the worker's HTTP API. Nothing here links the chain.

pub mod devnet;
pub mod packages;
pub mod programs;
pub mod referendum;
pub mod rehearsal;
pub mod rpc;
pub mod validator;

pub use devnet::{Devnet, DevnetOptions};
pub use programs::{Cli, CliFailure, Programs};
pub use validator::Validator;

//! The daemon as its node and its users meet it: over HTTP, with a real engine on a tiny base and a chain that the
//! tests move by hand.

mod attribution;
mod batching;
mod chain;
mod chat;
mod comparing;
mod jobs;
mod manners;
mod merging;
mod model;
mod payment;
mod program;
mod redeeming;
mod reexecuting;
mod restart;
mod running;
mod user;

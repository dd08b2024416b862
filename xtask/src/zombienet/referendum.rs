//! A decision of the network, with what is waited for shown.

use super::network::Network;
use anyhow::Result;
use indicatif::ProgressBar;
use openledger_e2e::referendum;

/// Proposes and votes; returns the referendum's number at once.
pub fn propose(network: &Network, stage: &ProgressBar, what: &[&str]) -> Result<String> {
    stage.set_message(format!("proposed and voted for: {}", what.join(" ")));
    referendum::propose(&network.cli("alice", "//Alice")?, what)
}

/// Waits until what was decided has run; fails when it did not pass or its call failed.
pub fn enacted(network: &Network, stage: &ProgressBar, index: &str) -> Result<()> {
    stage.set_message(format!("referendum {index} is decided, confirmed and enacted"));
    referendum::enacted(&network.cli("alice", "//Alice")?, index)
}

//! The offchain worker against a daemon that works, and against every other one.

mod batches;
mod demands;
mod forks;
mod machine;
mod results;
mod trouble;

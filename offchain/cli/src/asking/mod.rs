//! Asking a worker's model and paying for the answer.

mod choice;
mod pay;

pub use choice::choose;
pub use pay::{ask, Paid, Question};

//! What an account is owed: where it lies, how it is fetched, and what it was for.

mod calls;
mod find;
mod roles;

pub use calls::{calls, chunks};
pub use find::{find, Dues};
pub use roles::roles;

//! Checking every link between an answer and its payouts, from files alone.
//!
//! # Words
//! - **Evidence** is a manifest and content files, as `openledger verify --fetch` collects them. Nothing in it is
//!   believed: content is checked against its name, stored values against a block's state root.
//! - A **link** joins two things that were committed to at different times, such as an index and the scores computed
//!   from it. There is a file for each, and [`LINKS`] lists them in the order in which they are checked.
//! - The first link that does not hold is named. Those behind it are not checked, because what they join may come
//!   from the broken one.
//!
//! # What is assumed
//! That the block whose state is read is final is the node's word; its header and state are checked, GRANDPA's votes are
//! not. That the model produced just these tokens takes running it again.

mod batch;
mod contribution;
mod credits;
pub mod evidence;
mod files;
mod fragment;
mod index;
mod lines;
mod payout;
mod query;
mod receipt;
mod recipe;
mod score;
mod snapshot;
mod state;
pub mod stored;
pub mod trie;
mod version;
mod voucher;
mod world;

pub use evidence::{Anchor, Evidence, Manifest, Submission};
pub use index::IndexFile;
pub use state::state_root;
pub use stored::Stored;
pub use world::World;

use openledger_primitives::Digest;
use serde::Serialize;

/// What a link found: a sentence about what holds, or about what does not.
pub type Finding = Result<String, String>;

/// How a link is checked. It may leave what it has established in the world for the links after it.
type Check = fn(&mut World) -> Finding;

/// Every link, in order.
pub const LINKS: [(&str, Check); 16] = [
    ("state", state::check),
    ("batch", batch::check),
    ("receipt", receipt::check),
    ("voucher", voucher::check),
    ("version", version::check),
    ("recipe", recipe::check),
    ("snapshot", snapshot::check),
    ("contribution", contribution::check),
    ("fragment", fragment::check),
    ("index", index::check),
    ("query", query::check),
    ("score", score::check),
    ("credits", credits::check),
    ("lines", lines::check),
    ("payout", payout::check),
    ("files", files::check),
];

/// One link of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its name.
    pub link: &'static str,
    /// Whether it holds; none when one before it does not.
    pub ok: Option<bool>,
    /// In words.
    pub detail: String,
}

/// All links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether all hold.
    pub verified: bool,
    /// The first that does not.
    pub broken: Option<&'static str>,
    /// Each link.
    pub links: Vec<Link>,
}

/// Checks a receipt against its evidence.
pub fn verify(receipt: &Digest, evidence: Evidence) -> Report {
    let mut world = World::new(*receipt, evidence);
    let mut broken = None;
    let mut links = Vec::new();
    for (link, check) in LINKS {
        let (ok, detail) = match broken {
            Some(before) => (None, format!("not checked, because `{before}` does not hold")),
            None => match check(&mut world) {
                Ok(detail) => (Some(true), detail),
                Err(detail) => {
                    broken = Some(link);
                    (Some(false), detail)
                }
            },
        };
        links.push(Link { link, ok, detail });
    }
    Report { verified: broken.is_none(), broken, links }
}

//! The words behind a fragment's number, for reading beside an answer.

use openledger_primitives::{
    content::ContentId,
    document::Bundle,
    fragment::{fragments, Fragment},
};
use openledger_store::Store;
use std::sync::{Arc, Mutex, PoisonError};

/// Contributions whose fragments are kept in memory.
const KEPT: usize = 16;

/// Fragments by contribution, read from the store when they are first shown.
pub struct Excerpts {
    store: Store,
    kept: Mutex<Vec<(ContentId, Arc<Vec<Fragment>>)>>,
}

impl Excerpts {
    /// Excerpts from the bundles in this store.
    pub fn new(store: Store) -> Self {
        Self { store, kept: Mutex::default() }
    }

    /// A fragment of the bundle with this content id; `None` when the bundle is not here. Explains an answer and
    /// decides nothing, so a file that is missing or altered is no error.
    pub fn get(&self, content: &ContentId, position: u32) -> Option<Fragment> {
        self.fragments(content)?.get(position as usize).cloned()
    }

    fn fragments(&self, content: &ContentId) -> Option<Arc<Vec<Fragment>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(known, _)| known == content) {
            let found = kept.remove(at);
            let fragments = found.1.clone();
            kept.push(found);
            return Some(fragments);
        }
        let bundle = Bundle::parse(&self.store.get(content).ok()?).ok()?;
        let found = Arc::new(fragments(&bundle));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((*content, found.clone()));
        Some(found)
    }
}

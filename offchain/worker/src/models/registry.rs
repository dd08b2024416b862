//! The few versions that are kept in memory, by when they last answered.

use super::{Model, ModelError};
use crate::payment::ledger::VersionFiles;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads a version's files into memory. The daemon's is [`super::loaded::Loader`].
pub trait Load: Send + Sync + 'static {
    /// The version made of these files; every file is verified.
    fn load(&self, files: &VersionFiles) -> Result<Arc<dyn Model>, ModelError>;
}

/// Versions in memory, the one that answered last at the end.
pub struct Registry {
    loader: Box<dyn Load>,
    capacity: usize,
    loaded: Mutex<Vec<(VersionFiles, Arc<dyn Model>)>>,
}

impl Registry {
    /// Keeps at most `capacity` versions, at least one.
    pub fn new(loader: Box<dyn Load>, capacity: usize) -> Self {
        Self { loader, capacity: capacity.max(1), loaded: Mutex::default() }
    }

    /// The version made of these files, from memory or from the store. Blocks while it loads, and so do others:
    /// two versions at once would need the memory of both.
    pub fn get(&self, files: &VersionFiles) -> Result<Arc<dyn Model>, ModelError> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = loaded.iter().position(|(known, _)| known == files) {
            let found = loaded.remove(at);
            let model = found.1.clone();
            loaded.push(found);
            return Ok(model);
        }
        while loaded.len() >= self.capacity {
            loaded.remove(0);
        }
        let model = self.loader.load(files)?;
        loaded.push((*files, model.clone()));
        Ok(model)
    }

    /// How many versions are in memory.
    pub fn len(&self) -> usize {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::{Answer, Question};
    use openledger_primitives::{content::ContentId, job::BaseFiles, Digest};
    use std::sync::atomic::{AtomicUsize, Ordering};

    struct Silent;

    impl Model for Silent {
        fn context(&self) -> u32 {
            1
        }
        fn engine_build(&self) -> Digest {
            [0; 32]
        }
        fn encode(&self, _: &str) -> Result<Vec<u32>, ModelError> {
            Ok(Vec::new())
        }
        fn answer(&self, _: &Question) -> Result<Answer, ModelError> {
            Err(ModelError::Engine("silent".into()))
        }
    }

    struct Counts(Arc<AtomicUsize>);

    impl Load for Counts {
        fn load(&self, _: &VersionFiles) -> Result<Arc<dyn Model>, ModelError> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(Arc::new(Silent))
        }
    }

    fn files(version: u8) -> VersionFiles {
        let cid = ContentId([version; 32]);
        let base = BaseFiles { weights: cid, config: cid, tokenizer: cid };
        VersionFiles { base, adapter: None, adapter_config: None, index: None, index_root: None }
    }

    #[test]
    fn a_version_is_loaded_once_and_the_longest_idle_one_goes() {
        let loads = Arc::new(AtomicUsize::new(0));
        let registry = Registry::new(Box::new(Counts(loads.clone())), 2);
        for version in [1, 2, 1, 1] {
            registry.get(&files(version)).expect("loads");
        }
        assert_eq!((loads.load(Ordering::Relaxed), registry.len()), (2, 2));
        registry.get(&files(3)).expect("loads, and 2 goes");
        registry.get(&files(1)).expect("still there");
        assert_eq!(loads.load(Ordering::Relaxed), 3);
        registry.get(&files(2)).expect("loads again");
        assert_eq!((loads.load(Ordering::Relaxed), registry.len()), (4, 2));
    }
}

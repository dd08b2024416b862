//! Versions as the engine runs them.

use super::{files, files::FileError, registry::Load, Answer, Attribution, Finish, Model, ModelError, Question};
use crate::payment::ledger::VersionFiles;
use openledger_engine::{attribute, engine_build, generate, Adapter, Base, FinishReason};
use openledger_primitives::{content::ContentId, job::BaseFiles, receipt::Sampling, Digest};
use openledger_store::Store;
use std::{
    collections::HashMap,
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError, Weak},
};

/// Loads versions from the store; versions of one base share it.
pub struct Loader {
    store: Store,
    bases: Mutex<HashMap<BaseKey, Weak<Base>>>,
}

type BaseKey = [Digest; 3];

/// A version in memory.
pub struct Loaded {
    base: Arc<Base>,
    adapter: Option<Adapter>,
    index: Option<attribute::Index>,
}

impl Loader {
    /// Loads from this store.
    pub fn new(store: Store) -> Self {
        Self { store, bases: Mutex::default() }
    }

    fn base(&self, files: &BaseFiles) -> Result<Arc<Base>, FileError> {
        let key = [files.weights.0, files.config.0, files.tokenizer.0];
        let mut bases = self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        bases.retain(|_, base| base.strong_count() > 0);
        if let Some(base) = bases.get(&key).and_then(Weak::upgrade) {
            return Ok(base);
        }
        let base = Arc::new(files::base(&self.store, files)?);
        bases.insert(key, Arc::downgrade(&base));
        Ok(base)
    }
}

impl Load for Loader {
    fn load(&self, files: &VersionFiles) -> Result<Arc<dyn Model>, ModelError> {
        let base = self.base(&files.base)?;
        let adapter = match (files.adapter, files.adapter_config) {
            (Some(weights), Some(config)) => Some((weights, config)),
            (None, None) => None,
            _ => return Err(ModelError::Invalid("the version names only one of the adapter's two files".into())),
        };
        let loaded = open(&self.store, base, adapter, files.index)?;
        if loaded.index.as_ref().is_some_and(|index| Some(index.root()) != files.index_root) {
            return Err(ModelError::Invalid("the attribution index has another root than the chain states".into()));
        }
        Ok(Arc::new(loaded))
    }
}

/// The version of a base, an adapter's weights and configuration, and an attribution index.
pub fn open(
    store: &Store,
    base: Arc<Base>,
    adapter: Option<(ContentId, ContentId)>,
    index: Option<ContentId>,
) -> Result<Loaded, ModelError> {
    let adapter = adapter.map(|(weights, config)| files::adapter(store, &weights, &config, &base)).transpose()?;
    let index = index.map(|cid| files::index(store, &cid)).transpose()?;
    if index.is_some() && adapter.is_none() {
        return Err(ModelError::Invalid("an attribution index without an adapter".into()));
    }
    Ok(Loaded { base, adapter, index })
}

impl Model for Loaded {
    fn context(&self) -> u32 {
        u32::try_from(self.base.config.max_position_embeddings).unwrap_or(u32::MAX)
    }

    fn engine_build(&self) -> Digest {
        engine_build()
    }

    fn encode(&self, prompt: &str) -> Result<Vec<u32>, ModelError> {
        self.base.tokenizer.encode(prompt).map_err(|error| ModelError::Request(error.to_string()))
    }

    fn answer(&self, question: &Question) -> Result<Answer, ModelError> {
        self.compute(&question.prompt, &question.sampling, &question.stop, &|| question.is_abandoned())
    }
}

impl Loaded {
    /// Continues a prompt and attributes the answer, unless it is `abandoned` meanwhile.
    pub fn compute(
        &self,
        prompt: &[u32],
        sampling: &Sampling,
        stop: &[String],
        abandoned: &dyn Fn() -> bool,
    ) -> Result<Answer, ModelError> {
        let mut go_on = |_: openledger_engine::Produced| match abandoned() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        let made = generate(&self.base, self.adapter.as_ref(), prompt, sampling, stop, &mut go_on).map_err(failed)?;
        let finish = match made.finish_reason {
            FinishReason::Stop => Finish::Stop,
            FinishReason::Length => Finish::Length,
            FinishReason::Cancelled => return Err(ModelError::Abandoned),
        };
        let attribution = self.attribute(prompt, &made.tokens)?;
        Ok(Answer { output: made.tokens, text: made.text, finish, attribution })
    }

    fn attribute(&self, prompt: &[u32], output: &[u32]) -> Result<Attribution, ModelError> {
        let (Some(adapter), Some(index)) = (&self.adapter, &self.index) else { return Ok(Attribution::default()) };
        if prompt.len() + output.len() < 2 {
            let problem = "one token and no answer cannot be attributed: write a longer prompt";
            return Err(ModelError::Request(problem.into()));
        }
        let found = attribute::attribute(&self.base, adapter, index, prompt, output)
            .map_err(|error| ModelError::Engine(error.to_string()))?;
        let sizes = index.sketches.iter().map(|sketch| (sketch.contribution, sketch.fragments)).collect();
        Ok(Attribution { query: Some(found.query), scores: found.scores, sizes, fragments: found.fragments })
    }
}

fn failed(error: openledger_engine::Error) -> ModelError {
    match error {
        openledger_engine::Error::Request(problem) => ModelError::Request(problem),
        other => ModelError::Engine(other.to_string()),
    }
}

impl From<FileError> for ModelError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Store(error) => Self::Content(error),
            other => Self::Invalid(other.to_string()),
        }
    }
}

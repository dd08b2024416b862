//! A base model: configuration, tokenizer, frozen weights.

use crate::{
    config::ModelConfig,
    error::{Error, Result},
    lora::Adapter,
    model::{
        network::{LoraLayers, Network},
        weights::Weights,
    },
    ops::rope::Rope,
    tokenizer::Tokenizer,
};
use openledger_primitives::{hashing::keccak_256_of, Digest};
use std::path::Path;

/// A model in Hugging Face's three files, checked and in memory. Its weights are never changed.
pub struct Base {
    /// The model's shape.
    pub config: ModelConfig,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
    pub(crate) weights: Weights,
    pub(crate) rope: Rope,
    id: Digest,
}

impl Base {
    /// Reads `config.json`, `model.safetensors` and `tokenizer.json` from a directory.
    pub fn load(directory: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = directory.join(name);
            std::fs::read(&path).map_err(|e| Error::io(&path, e))
        };
        Self::from_files(&read("model.safetensors")?, &read("config.json")?, &read("tokenizer.json")?)
    }

    /// Checks and reads the bytes of the three files.
    pub fn from_files(weights: &[u8], config: &[u8], tokenizer: &[u8]) -> Result<Self> {
        crate::numeric_class::check_machine()?;
        let id = keccak_256_of(&[weights, config, tokenizer]);
        let config = ModelConfig::from_json(config)?;
        let tokenizer = Tokenizer::from_json(tokenizer)?;
        if tokenizer.vocab_size() > config.vocab_size {
            return Err(Error::Tokenizer(format!(
                "tokenizer.json has {} entries, the model's vocabulary only {}; the files belong to different models",
                tokenizer.vocab_size(),
                config.vocab_size
            )));
        }
        let weights = Weights::from_safetensors(&config, weights)?;
        let rope = Rope::new(&config);
        Ok(Self { config, tokenizer, weights, rope, id })
    }

    /// Keccak-256 over the three files, one after the other: weights, config, tokenizer.
    pub fn id(&self) -> Digest {
        self.id
    }

    /// Number of parameters; a tied head counts once.
    pub fn parameters(&self) -> usize {
        crate::model::weights::slots(&self.config).iter().map(|slot| slot.len()).sum()
    }

    pub(crate) fn network<'a>(&'a self, lora: Option<&'a LoraLayers>) -> Network<'a> {
        Network { config: &self.config, weights: &self.weights, rope: &self.rope, lora }
    }

    /// Checks that an adapter was made for a model of this shape.
    pub(crate) fn check_adapter(&self, adapter: &Adapter) -> Result<()> {
        if adapter.layout().shape_of(&self.config) {
            return Ok(());
        }
        Err(Error::Adapter("its tensors' shapes are those of another base model".into()))
    }

    /// Loss in nats of every position of a batch; 0 where there is nothing to predict.
    pub fn losses(&self, adapter: Option<&Adapter>, batch: &crate::model::batch::Batch) -> Result<Vec<f32>> {
        let lora = adapter.map(|adapter| self.check_adapter(adapter).and_then(|()| adapter.layers())).transpose()?;
        self.network(lora.as_ref()).losses(batch)
    }

    /// Logits of every position of one sequence, `tokens × vocab_size`, computed as training computes them.
    pub fn logits(&self, adapter: Option<&Adapter>, tokens: &[u32]) -> Result<Vec<f32>> {
        let lora = adapter.map(|adapter| self.check_adapter(adapter).and_then(|()| adapter.layers())).transpose()?;
        // A batch predicts from all tokens but the last, so one more is appended to see the last one's logits.
        let mut longer = tokens.to_vec();
        longer.push(0);
        let batch = crate::model::batch::Batch::next_token(&[&longer], |_| 1.0);
        self.network(lora.as_ref()).logits(&batch)
    }
}

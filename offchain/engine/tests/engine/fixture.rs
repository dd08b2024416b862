//! A tiny base, recipes and token sequences.

use openledger_engine::{pretrain::untrained, Base, ModelConfig, Tokenizer, Tokens};
use openledger_primitives::recipe::{AttributionRecipe, NumericClass, Recipe, Targets};

/// Two blocks, four query heads over two key heads, untied so that the head is tested too.
pub fn config() -> ModelConfig {
    ModelConfig {
        hidden_size: 32,
        intermediate_size: 48,
        num_hidden_layers: 2,
        num_attention_heads: 4,
        num_key_value_heads: 2,
        vocab_size: 300,
        max_position_embeddings: 64,
        tie_word_embeddings: false,
        ..ModelConfig::small()
    }
}

/// Text of a made-up language with some structure.
pub fn texts() -> Vec<String> {
    (0..60).map(|i| format!("let value_{} = compute({}, {});\n", i % 7, i % 5, (i * 3) % 11)).collect()
}

/// `tokenizer.json` for [`config`].
pub fn tokenizer() -> Vec<u8> {
    let texts = texts();
    Tokenizer::train(texts.iter().map(String::as_str), 300).unwrap()
}

/// An untrained base of this shape.
pub fn base_of(config: &ModelConfig) -> Base {
    Base::from_files(&untrained(config, 3).unwrap(), &config.to_json(), &tokenizer()).unwrap()
}

/// An untrained base.
pub fn base() -> Base {
    base_of(&config())
}

/// [`texts`] as tokens, of different lengths.
pub fn fragments(base: &Base) -> Vec<Tokens> {
    let texts = texts();
    texts.chunks(3).enumerate().map(|(i, lines)| base.tokenizer.encode(&lines[..1 + i % 3].concat()).unwrap()).collect()
}

/// A short recipe.
pub fn recipe() -> Recipe {
    Recipe {
        rank: 4,
        alpha: 8,
        targets: Targets::ALL,
        learning_rate_micro: 10_000,
        warmup_steps: 2,
        epochs: 3,
        batch: 8,
        micro_batch: 2,
        sequence_length: 48,
        seed: 11,
        held_out_ppm: 100_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 4,
        attribution: AttributionRecipe { dimensions: 16, damping_milli: 1000, gradient_weight: 1, lexical_weight: 1 },
    }
}

/// Runs `body` on a pool of so many threads.
pub fn on_threads<R: Send>(threads: usize, body: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(body)
}

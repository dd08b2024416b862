//! Files of models, as strangers hand them to a worker.

use super::{joined, split};
use openledger_engine::{
    attribute::{damped_fisher::Gradients, Index, IndexedFragment},
    model::weights::{slots, Weights},
    Adapter, ModelConfig, Tokenizer,
};
use openledger_primitives::{
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    sketch::index_root,
};
use std::sync::LazyLock;

/// A model so small that its files fit into an input.
static SMALL: LazyLock<ModelConfig> = LazyLock::new(|| ModelConfig {
    hidden_size: 4,
    intermediate_size: 4,
    num_hidden_layers: 1,
    num_attention_heads: 1,
    num_key_value_heads: 1,
    vocab_size: 8,
    max_position_embeddings: 16,
    ..ModelConfig::small()
});

/// `config.json`.
pub fn config(bytes: &[u8]) {
    let Ok(config) = ModelConfig::from_json(bytes) else { return };
    config.check().expect("what is read was checked");
    let read = ModelConfig::from_json(&config.to_json()).expect("what was written can be read");
    assert_eq!(read, config);
    for target in 0..Targets::NAMES.len() {
        let [rows, columns] = config.projection_shape(target);
        assert!(rows > 0 && columns > 0);
    }
}

pub fn config_seeds() -> Vec<Vec<u8>> {
    vec![ModelConfig::small().to_json(), SMALL.to_json()]
}

fn recipe() -> Recipe {
    Recipe {
        rank: 1,
        alpha: 2,
        targets: Targets::ALL,
        learning_rate_micro: 1_000,
        warmup_steps: 0,
        epochs: 1,
        batch: 1,
        micro_batch: 1,
        sequence_length: 8,
        seed: 1,
        held_out_ppm: 0,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 1,
        attribution: AttributionRecipe { dimensions: 2, damping_milli: 1_000, gradient_weight: 1, lexical_weight: 1 },
    }
}

/// An adapter's two files in PEFT's layout.
pub fn adapter(bytes: &[u8]) {
    let (config, weights) = split(bytes);
    let Ok(adapter) = Adapter::from_peft(weights, config, &SMALL) else { return };
    let files = adapter.to_peft("base").expect("what is read can be written");
    let read = Adapter::from_peft(&files.weights, &files.config, &SMALL).expect("what was written can be read");
    assert_eq!(read.values(), adapter.values());
}

pub fn adapter_seeds() -> Vec<Vec<u8>> {
    let files = Adapter::fresh(&SMALL, &recipe()).to_peft("base").expect("an adapter can be written");
    // JSON minds no spaces, so the first part can be made to end where a byte can say.
    let config = (0..256).map(|spaces| [files.config.clone(), vec![b' '; spaces]].concat());
    let length = |config: &Vec<u8>| {
        let all = config.len() + files.weights.len();
        (0..256).any(|at| all * at / 256 == config.len())
    };
    config.into_iter().find(length).map(|config| joined(&config, &files.weights)).into_iter().collect()
}

/// `model.safetensors`.
pub fn weights(bytes: &[u8]) {
    let _ = Weights::from_safetensors(&SMALL, bytes);
}

pub fn weights_seeds() -> Vec<Vec<u8>> {
    let slots = slots(&SMALL);
    let zeros: Vec<Vec<f32>> = slots.iter().map(|slot| vec![0.5; slot.shape.iter().product()]).collect();
    let tensors: Vec<_> = slots
        .iter()
        .zip(&zeros)
        .map(|(slot, values)| (slot.name.clone(), slot.shape.to_vec(), values.as_slice()))
        .collect();
    openledger_engine::safetensors_file::write(&tensors).into_iter().collect()
}

/// `tokenizer.json`.
pub fn tokenizer(bytes: &[u8]) {
    let Ok(tokenizer) = Tokenizer::from_json(bytes) else { return };
    tokenizer.vocab_size();
    if let Ok(tokens) = tokenizer.encode("contract A { uint x; } \u{fc} <|endoftext|>") {
        let _ = tokenizer.decode(&tokens);
        let mut stream = tokenizer.stream();
        for token in tokens {
            let _ = stream.push(token);
        }
    }
}

pub fn tokenizer_seeds() -> Vec<Vec<u8>> {
    let texts = ["contract A { uint x; }", "fn main() { println!(); }"];
    Tokenizer::train(texts.into_iter(), 300).into_iter().collect()
}

/// An attribution index.
pub fn index(bytes: &[u8]) {
    let Ok(index) = Index::from_bytes(bytes) else { return };
    assert_eq!(index.to_bytes(), bytes, "an index has one encoding");
    assert_eq!(index.root(), index_root(&index.header, &index.sketches));
    let Ok(query) = index.sketch_query(&[0.5; PARAMETERS], &[1, 2, 3]) else { return };
    let _ = index.scores(&query);
    let _ = index.top_fragments(&query, 10);
}

const PARAMETERS: usize = 6;

pub fn index_seeds() -> Vec<Vec<u8>> {
    let fragments: Vec<IndexedFragment> = (0..4)
        .map(|at| IndexedFragment { contribution: at / 2, fragment: (at % 2) as u32, tokens: vec![at as u32, 1, 2] })
        .collect();
    let mut gradients = Gradients::with_capacity(fragments.len(), PARAMETERS);
    for at in 0..fragments.len() {
        let row: Vec<f32> = (0..PARAMETERS).map(|i| ((at * 7 + i * 3) % 5) as f32 - 2.0).collect();
        gradients.push(&row).expect("finite");
    }
    let recipe = recipe().attribution;
    let index = Index::from_gradients(&gradients, &fragments.iter().collect::<Vec<_>>(), &recipe);
    index.map(|index| index.to_bytes()).into_iter().collect()
}

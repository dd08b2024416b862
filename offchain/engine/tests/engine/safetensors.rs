//! Weight files that lie.

use crate::fixture;
use openledger_engine::{pretrain::untrained, Base, ModelConfig};
use proptest::prelude::*;

fn load(weights: &[u8], config: &ModelConfig) -> Result<Base, String> {
    Base::from_files(weights, &config.to_json(), &fixture::tokenizer()).map_err(|e| e.to_string())
}

/// The file with its header's JSON edited as text.
fn edited(edit: impl Fn(String) -> String) -> Vec<u8> {
    let file = untrained(&fixture::config(), 1).unwrap();
    let length = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let header = edit(String::from_utf8(file[8..8 + length].to_vec()).unwrap());
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &file[8 + length..]].concat()
}

#[test]
fn lies_are_named() {
    let config = fixture::config();
    let file = untrained(&config, 1).unwrap();
    assert!(load(&file, &config).is_ok());
    let refused = |bytes: &[u8], says: &str| {
        let error = load(bytes, &config).err().expect("a lying file was accepted");
        assert!(error.contains(says), "{error}");
    };
    refused(&[], "model.safetensors");
    refused(&file[..file.len() - 1], "cut short");
    refused(&[&u64::MAX.to_le_bytes()[..], &file[8..]].concat(), "model.safetensors");
    refused(&edited(|header| header.replace("model.norm.weight", "model.norms.weight")), "model.norms.weight");
    refused(&edited(|header| header.replace("\"F32\",\"shape\":[300,32]", "\"F32\",\"shape\":[600,16]")), "[600, 16]");
    refused(&edited(|header| header.replace("\"F32\",\"shape\":[300,32]", "\"I32\",\"shape\":[300,32]")), "I32");
    let huge = format!("\"shape\":[{},{}]", u64::MAX, u64::MAX);
    refused(&edited(|header| header.replace("\"shape\":[300,32]", &huge)), "model.safetensors");
    refused(&edited(|header| header.replacen("\"data_offsets\":[0,", "\"data_offsets\":[8,", 1)), "model.safetensors");
    let mut infinite = file.clone();
    let end = infinite.len();
    infinite[end - 4..].copy_from_slice(&f32::INFINITY.to_le_bytes());
    refused(&infinite, "not finite");
    let tied = ModelConfig { tie_word_embeddings: true, ..config.clone() };
    assert!(load(&file, &tied).err().unwrap().contains("tie_word_embeddings"));
    let deeper = ModelConfig { num_hidden_layers: 3, ..config.clone() };
    assert!(load(&file, &deeper).err().unwrap().contains("model.layers.2"));
    let fewer = ModelConfig { vocab_size: 258, ..config };
    assert!(load(&file, &fewer).err().unwrap().contains("tokenizer"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever byte of the header is changed, the file loads or is refused; nothing panics.
    #[test]
    fn damaged_headers_never_panic(position in 0usize..2000, byte: u8) {
        let mut file = untrained(&fixture::config(), 1).unwrap();
        file[position] = byte;
        let _ = openledger_engine::model::weights::Weights::from_safetensors(&fixture::config(), &file);
    }
}

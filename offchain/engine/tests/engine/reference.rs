//! The engine against transformers and peft, on the files in `vectors/` (see `vectors/make.py`).

use candle_core::{safetensors::load_buffer, Device, Tensor};
use openledger_engine::{lora_gradient, model::batch::Batch, Adapter, Base};
use std::{collections::HashMap, path::PathBuf};

struct Variant {
    base: Base,
    adapter: Adapter,
    expected: HashMap<String, Tensor>,
}

fn read(variant: &str, file: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from("vectors").join(variant).join(file)).unwrap()
}

fn load(variant: &str) -> Variant {
    // The vectors have no tokenizer; any with fewer entries than their 96 will do, and they are read as token ids.
    let tokenizer = br#"{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
        "pre_tokenizer":null,"post_processor":null,"decoder":null,
        "model":{"type":"BPE","vocab":{"a":0},"merges":[]}}"#;
    let base = Base::from_files(&read(variant, "model.safetensors"), &read(variant, "config.json"), tokenizer).unwrap();
    let adapter = Adapter::from_peft(
        &read(variant, "adapter/adapter_model.safetensors"),
        &read(variant, "adapter/adapter_config.json"),
        &base.config,
    )
    .unwrap();
    let expected = load_buffer(&read(variant, "expected.safetensors"), &Device::Cpu).unwrap();
    Variant { base, adapter, expected }
}

fn close(what: &str, got: &[f32], expected: &[f32]) {
    assert_eq!(got.len(), expected.len(), "{what}");
    let worst = got.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0f32, f32::max);
    assert!(worst < 1e-4, "{what}: worst difference {worst}");
}

#[test]
fn logits_losses_and_gradients_are_those_of_transformers_and_peft() {
    for variant in ["tied", "untied", "scaled"] {
        let Variant { base, adapter, expected } = load(variant);
        let values = |name: &str| expected[name].flatten_all().unwrap().to_vec1::<f32>().unwrap();
        let tokens = expected["tokens"].to_vec2::<u32>().unwrap();
        let width = tokens[0].len() * base.config.vocab_size;
        for (sequence, tokens) in tokens.iter().enumerate() {
            let span = sequence * width..(sequence + 1) * width;
            let of_base = base.logits(None, tokens).unwrap();
            close(&format!("{variant} base logits"), &of_base, &values("base.logits")[span.clone()]);
            let tuned = base.logits(Some(&adapter), tokens).unwrap();
            close(&format!("{variant} adapter logits"), &tuned, &values("adapter.logits")[span]);

            let loss =
                openledger_engine::held_out_loss(&base, Some(&adapter), std::slice::from_ref(tokens), 64).unwrap();
            assert!((loss.nats_per_token as f32 - values("loss")[sequence]).abs() < 1e-4, "{variant} loss");

            let gradient = lora_gradient(&base, &adapter, tokens).unwrap();
            let layers = adapter.layout().slots.iter().map(|slot| {
                let part = if slot.target < 4 { "self_attn" } else { "mlp" };
                let target = openledger_primitives::recipe::Targets::NAMES[slot.target];
                let factor = if slot.is_b { 'B' } else { 'A' };
                let path = format!("base_model.model.model.layers.{}.{part}.{target}", slot.layer);
                (slot.range.clone(), format!("gradient.{sequence}.{path}.lora_{factor}.weight"))
            });
            for (range, name) in layers {
                close(&format!("{variant} {name}"), &gradient[range], &values(&name));
            }
        }
    }
}

/// A batch of sequences of different lengths has each sequence's own losses.
#[test]
fn padding_changes_no_loss() {
    let Variant { base, expected, .. } = load("tied");
    let tokens = expected["tokens"].to_vec2::<u32>().unwrap();
    let (long, short) = (&tokens[0][..], &tokens[1][..9]);
    let alone = openledger_engine::held_out_loss(&base, None, &[short.to_vec()], 64).unwrap().nats_per_token;
    let batch = Batch::next_token(&[long, short], |_| 1.0);
    let losses = base.losses(None, &batch).unwrap();
    let together = losses[batch.length..].iter().sum::<f32>() / 8.0;
    assert!((f64::from(together) - alone).abs() < 1e-5, "{together} {alone}");
    assert!(losses[batch.length + 8..].iter().all(|loss| *loss == 0.0));
}

//! The engine against transformers and peft: `vectors/make.py` made the files these tests read.

use openledger_engine::{attribute::query::gradient_from, lora_gradient, Adapter, Base};
use openledger_primitives::recipe::Targets;
use safetensors::{tensor::TensorView, SafeTensors};
use std::path::PathBuf;

/// Largest difference of a logit; logits of these models reach ±10.
const LOGIT_TOLERANCE: f32 = 1e-4;

/// Largest difference of a gradient's values, as a part of the tensor's largest.
const GRADIENT_TOLERANCE: f32 = 1e-4;

/// No text is read here, but a base comes with a tokenizer.
const TOKENIZER: &str = r#"{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
    "pre_tokenizer":null,"post_processor":null,"decoder":null,
    "model":{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}}"#;

fn read(variant: &str, name: &str) -> Vec<u8> {
    let path: PathBuf = ["vectors", variant, name].iter().collect();
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn f32s(view: &TensorView) -> Vec<f32> {
    view.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
}

fn u32s(view: &TensorView) -> Vec<u32> {
    view.data().chunks_exact(4).map(|b| u32::from_le_bytes(b.try_into().unwrap())).collect()
}

struct Vectors {
    base: Base,
    adapter: Adapter,
    expected: Vec<u8>,
}

impl Vectors {
    fn load(variant: &str) -> Self {
        let config = read(variant, "config.json");
        let base = Base::from_files(&read(variant, "model.safetensors"), &config, TOKENIZER.as_bytes()).unwrap();
        let weights = read(variant, "adapter/adapter_model.safetensors");
        let adapter =
            Adapter::from_peft(&weights, &read(variant, "adapter/adapter_config.json"), &base.config).unwrap();
        Self { base, adapter, expected: read(variant, "expected.safetensors") }
    }

    fn expected(&self) -> SafeTensors<'_> {
        SafeTensors::deserialize(&self.expected).unwrap()
    }

    /// Both sequences.
    fn sequences(&self) -> Vec<Vec<u32>> {
        let expected = self.expected();
        let tokens = expected.tensor("tokens").unwrap();
        u32s(&tokens).chunks_exact(tokens.shape()[1]).map(<[u32]>::to_vec).collect()
    }
}

/// Tied head; own head and an older `config.json`; Llama 3's RoPE scaling.
const VARIANTS: [&str; 3] = ["tied", "untied", "scaled"];

#[test]
fn logits_are_those_of_transformers() {
    for variant in VARIANTS {
        let vectors = Vectors::load(variant);
        for (name, adapter) in [("base.logits", None), ("adapter.logits", Some(&vectors.adapter))] {
            let expected = f32s(&vectors.expected().tensor(name).unwrap());
            let logits: Vec<f32> =
                vectors.sequences().iter().flat_map(|tokens| vectors.base.logits(adapter, tokens).unwrap()).collect();
            assert_eq!(logits.len(), expected.len());
            let worst = logits.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst < LOGIT_TOLERANCE, "{variant} {name}: {worst}");
        }
    }
}

/// Compares a flat gradient with the tensors of one sequence, one by one.
fn compare_gradient(vectors: &Vectors, gradient: &[f32], prefix: &str) {
    let expected = vectors.expected();
    for slot in &vectors.adapter.layout().slots {
        let part = if slot.target < 4 { "self_attn" } else { "mlp" };
        let factor = if slot.is_b { 'B' } else { 'A' };
        let (layer, target) = (slot.layer, Targets::NAMES[slot.target]);
        let name = format!("{prefix}.base_model.model.model.layers.{layer}.{part}.{target}.lora_{factor}.weight");
        let expected = f32s(&expected.tensor(&name).unwrap());
        let largest = expected.iter().fold(0f32, |largest, value| largest.max(value.abs()));
        let own = &gradient[slot.range.clone()];
        assert_eq!(own.len(), expected.len(), "{name}");
        let worst = own.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < GRADIENT_TOLERANCE * largest, "{name}: {worst} of {largest}");
    }
}

#[test]
fn gradients_are_those_of_peft() {
    for variant in VARIANTS {
        let vectors = Vectors::load(variant);
        let output_from = u32s(&vectors.expected().tensor("output_from").unwrap())[0] as usize;
        for (number, tokens) in vectors.sequences().iter().enumerate() {
            let whole = lora_gradient(&vectors.base, &vectors.adapter, tokens).unwrap();
            compare_gradient(&vectors, &whole, &format!("gradient.{number}"));
            let output = gradient_from(&vectors.base, &vectors.adapter, tokens, output_from).unwrap();
            compare_gradient(&vectors, &output, &format!("output_gradient.{number}"));
        }
    }
}

/// An adapter that peft wrote comes back tensor by tensor when we write it.
#[test]
fn adapters_survive_the_way_through_our_writer() {
    for variant in VARIANTS {
        let vectors = Vectors::load(variant);
        let files = vectors.adapter.to_peft("openledger/vectors").unwrap();
        let (theirs, ours) = (read(variant, "adapter/adapter_model.safetensors"), files.weights);
        let (theirs, ours) = (SafeTensors::deserialize(&theirs).unwrap(), SafeTensors::deserialize(&ours).unwrap());
        let sorted = |tensors: &SafeTensors| {
            let mut names: Vec<String> = tensors.names().into_iter().map(ToString::to_string).collect();
            names.sort();
            names
        };
        assert_eq!(sorted(&theirs), sorted(&ours));
        for name in sorted(&theirs) {
            let (theirs, ours) = (theirs.tensor(&name).unwrap(), ours.tensor(&name).unwrap());
            assert_eq!((theirs.shape(), f32s(&theirs)), (ours.shape(), f32s(&ours)), "{variant} {name}");
        }
    }
}

//! A tiny base, contributions for it, and a version trained from them by the daemon itself.

use crate::{
    chain::TestChain,
    running::{Link, Running},
};
use openledger_engine::{pretrain::untrained, ModelConfig, Tokenizer};
use openledger_primitives::{
    document::{Bundle, Document},
    job::{BaseFiles, ContributionRef, JobResult, JobSpec, TrainResult, TrainSpec},
    recipe::{AttributionRecipe, NumericClass, Recipe, Targets},
    VersionId,
};
use openledger_worker::chain::{Contribution, Version};

/// The tune that tests ask, by number and by alias.
pub const TUNE: VersionId = 1;
pub const ALIAS: &str = "solidity-tiny";

/// Documents of one contributor: as many as `count`, each a small contract.
pub fn bundle(contributor: &str, count: usize) -> Bundle {
    let document = |number: usize| {
        let name = format!("{contributor}{number}");
        let text = format!(
            "contract {name} {{\n    uint256 public total{number};\n\n    function add{name}(uint256 amount) external \
             returns (uint256) {{\n        total{number} += amount;\n        return total{number};\n    }}\n}}\n"
        );
        Document { path: format!("{contributor}/{name}.sol"), text }
    };
    Bundle::new((0..count).map(document).collect()).expect("a bundle")
}

pub fn recipe() -> Recipe {
    Recipe {
        rank: 2,
        alpha: 4,
        targets: Targets::ALL,
        learning_rate_micro: 2_000,
        warmup_steps: 1,
        epochs: 2,
        batch: 4,
        micro_batch: 2,
        sequence_length: 48,
        seed: 3,
        held_out_ppm: 300_000,
        numeric_class: NumericClass::CpuExact,
        checkpoint_steps: 2,
        attribution: AttributionRecipe { dimensions: 16, damping_milli: 100, gradient_weight: 1, lexical_weight: 1 },
    }
}

/// The three files of an untrained base of a few thousand parameters, with a tokenizer for these texts.
pub fn tiny_base(texts: &[String]) -> [(&'static str, Vec<u8>); 3] {
    let tokenizer = Tokenizer::train(texts.iter().map(String::as_str), 300).expect("a tokenizer");
    let config = ModelConfig {
        hidden_size: 32,
        intermediate_size: 64,
        num_hidden_layers: 1,
        num_attention_heads: 2,
        num_key_value_heads: 1,
        vocab_size: 300,
        max_position_embeddings: 128,
        ..ModelConfig::small()
    };
    let weights = untrained(&config, 1).expect("weights");
    [("model.safetensors", weights), ("config.json", config.to_json()), ("tokenizer.json", tokenizer)]
}

/// Uploads a tiny base.
pub async fn upload_base(daemon: &Link) -> BaseFiles {
    let texts: Vec<String> = ["alice", "bob"]
        .iter()
        .flat_map(|who| bundle(who, 6).documents().to_vec())
        .map(|document| document.text)
        .collect();
    let [(_, weights), (_, config), (_, tokenizer)] = tiny_base(&texts);
    BaseFiles {
        weights: daemon.upload(&weights).await,
        config: daemon.upload(&config).await,
        tokenizer: daemon.upload(&tokenizer).await,
    }
}

/// Uploads two contributions.
pub async fn upload_contributions(daemon: &Link) -> Vec<ContributionRef> {
    let mut contributions = Vec::new();
    for (id, who) in [(4, "alice"), (9, "bob")] {
        contributions.push(ContributionRef { id, content: daemon.upload(&bundle(who, 6).encode()).await });
    }
    contributions
}

pub fn train_spec(base: BaseFiles, contributions: Vec<ContributionRef>) -> TrainSpec {
    TrainSpec { version: TUNE, base, parent: None, recipe: recipe(), contributions }
}

/// Has the daemon train a version and deploys it on the chain.
pub async fn deploy(daemon: &Running) -> (TrainSpec, TrainResult) {
    let spec = train_spec(upload_base(daemon).await, upload_contributions(daemon).await);
    let JobResult::Train(trained) = daemon.do_job(1, &JobSpec::Train(spec.clone())).await else {
        panic!("training failed");
    };
    for ContributionRef { id, content } in spec.contributions.iter().copied() {
        let contribution = Contribution { id, content, contributor: [id as u8; 32] };
        daemon.chain.state().contributions.insert(id, contribution);
    }
    register(&daemon.chain, &spec, &trained);
    (spec, trained)
}

/// Puts base (version 0) and tune on the chain.
pub fn register(chain: &TestChain, spec: &TrainSpec, trained: &TrainResult) {
    let base = Version {
        id: 0,
        model: "tiny".into(),
        number: 1,
        base: spec.base,
        adapter: None,
        adapter_config: None,
        index: None,
        index_root: None,
        numeric_class: NumericClass::CpuExact,
        input_price: 1_000,
        output_price: 3_000,
        royalties: Vec::new(),
        has_data: false,
        deployed: true,
        payable: true,
    };
    let tune = Version {
        id: TUNE,
        model: "tiny-solidity".into(),
        adapter: Some(trained.adapter),
        adapter_config: Some(trained.adapter_config),
        index: Some(trained.index),
        index_root: Some(trained.index_root),
        input_price: 1_000_000,
        output_price: 3_000_000,
        royalties: vec![(0, 100_000)],
        has_data: true,
        ..base.clone()
    };
    let mut state = chain.state();
    state.versions.extend([(0, base), (TUNE, tune)]);
    state.aliases.insert(ALIAS.into(), TUNE);
}

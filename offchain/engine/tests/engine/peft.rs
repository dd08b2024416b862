//! PEFT's files, both ways.

use crate::fixture;
use openledger_engine::Adapter;
use openledger_primitives::recipe::{Recipe, Targets};
use serde_json::{json, Value};

#[test]
fn what_is_written_is_read_back() {
    for targets in [Targets::ALL, Targets(0b101), Targets(0b1000000)] {
        let adapter = Adapter::fresh(&fixture::config(), &Recipe { targets, ..fixture::recipe() });
        let files = adapter.to_peft("openledger/base").unwrap();
        assert!(Adapter::from_peft(&files.weights, &files.config, &fixture::config()).unwrap() == adapter);
        assert_eq!(files, adapter.to_peft("openledger/base").unwrap());
    }
}

#[test]
fn variants_are_refused_by_name() {
    let adapter = Adapter::fresh(&fixture::config(), &fixture::recipe());
    let files = adapter.to_peft("base").unwrap();
    let with = |field: &str, value: Value| {
        let mut config: Value = serde_json::from_slice(&files.config).unwrap();
        config[field] = value;
        Adapter::from_peft(&files.weights, config.to_string().as_bytes(), &fixture::config())
    };
    let refused = [
        ("use_dora", json!(true)),
        ("use_rslora", json!(true)),
        ("bias", json!("all")),
        ("modules_to_save", json!(["lm_head"])),
        ("rank_pattern", json!({"q_proj": 2})),
        ("alpha_pattern", json!({"q_proj": 2})),
        ("layers_to_transform", json!([0])),
        ("fan_in_fan_out", json!(true)),
        ("init_lora_weights", json!("pissa")),
        ("alora_invocation_tokens", json!([1])),
        ("something_new", json!(3)),
        ("peft_type", json!("IA3")),
        ("target_modules", json!("all-linear")),
        ("target_modules", json!(["lm_head"])),
        ("r", json!(0)),
        ("lora_alpha", json!(1.5)),
    ];
    for (field, value) in refused {
        let error = with(field, value).unwrap_err().to_string();
        assert!(error.contains(field) || error.contains("target_modules"), "{field}: {error}");
    }
    for (field, value) in [("lora_dropout", json!(0.1)), ("init_lora_weights", json!("gaussian"))] {
        assert!(with(field, value).is_ok());
    }
    assert!(with("r", json!(5)).unwrap_err().to_string().contains("shape"));
    assert!(with("target_modules", json!(["q_proj"])).unwrap_err().to_string().contains("none of a plain LoRA"));
    let fewer = Adapter::fresh(&fixture::config(), &Recipe { targets: Targets(1), ..fixture::recipe() });
    let fewer = fewer.to_peft("base").unwrap();
    let missing = Adapter::from_peft(&fewer.weights, &files.config, &fixture::config()).unwrap_err();
    assert!(missing.to_string().contains("missing"), "{missing}");
}

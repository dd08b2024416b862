//! `compare-adapters`: a table for people, and an exit code for scripts.

use crate::model::{recipe, tiny_base};
use openledger_engine::{Adapter, ModelConfig};
use openledger_primitives::recipe::Recipe;
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// An adapter with a B that is not zero.
fn adapter(config: &ModelConfig, seed: u64, alpha: u16) -> Adapter {
    let fresh = Adapter::fresh(config, &Recipe { seed, alpha, ..recipe() });
    let mut noise = fresh.values().iter().copied().filter(|value| *value != 0.0).cycle().skip(seed as usize);
    let values = fresh.values().iter().map(|value| if *value == 0.0 { noise.next().expect("endless") } else { *value });
    Adapter::from_values(config, fresh.rank(), alpha, fresh.targets(), values.collect()).expect("an adapter")
}

fn write(folder: &Path, name: &str, adapter: &Adapter) {
    let (folder, files) = (folder.join(name), adapter.to_peft("base").expect("two files"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("adapter_model.safetensors"), files.weights).expect("written");
    fs::write(folder.join("adapter_config.json"), files.config).expect("written");
}

fn compare(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openledger-worker"));
    command.current_dir(folder).args(["compare-adapters", "--base", ".", "--adapter", "theirs", "--known"]);
    command.args(more).output().expect("it runs")
}

#[test]
fn a_louder_copy_is_named_and_an_adapter_of_its_own_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let [_, (name, config), _] = tiny_base(&["let a = 1; let b = 2;\n".repeat(50)]);
    fs::write(folder.path().join(name), &config).expect("written");
    let config = ModelConfig::from_json(&config).expect("a config");
    let mine = adapter(&config, 1, 4);
    let louder = Adapter::from_values(&config, mine.rank(), 12, mine.targets(), mine.values().to_vec());
    write(folder.path(), "mine", &mine);
    write(folder.path(), "other", &adapter(&config, 9, 4));
    write(folder.path(), "theirs", &louder.expect("an adapter"));

    let own = compare(folder.path(), &["other=other"]);
    assert!(own.status.success(), "{}", String::from_utf8_lossy(&own.stderr));
    assert!(String::from_utf8_lossy(&own.stdout).contains("independent"));

    let copy = compare(folder.path(), &["mine=mine", "other=other", "--projections"]);
    assert_eq!(copy.status.code(), Some(1));
    let table = String::from_utf8_lossy(&copy.stdout);
    assert!(
        table.contains("scaled copy") && table.contains("3.0000   7 of 7") && table.contains("layer 0 q_proj"),
        "{table}"
    );
    assert!(String::from_utf8_lossy(&copy.stderr).contains("goes back to mine"));

    let json: Value = serde_json::from_slice(&compare(folder.path(), &["mine=mine", "--json"]).stdout).expect("JSON");
    assert_eq!((&json[0]["relation"], &json[0]["copied"]), (&"scaled copy".into(), &7.into()));
    let missing = compare(folder.path(), &["mine=nowhere"]);
    assert!(String::from_utf8_lossy(&missing.stderr).contains("nowhere/adapter_model.safetensors"));
}

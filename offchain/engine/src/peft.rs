//! PEFT's two files, both ways: `adapter_model.safetensors` and `adapter_config.json`.
//!
//! Names and fields follow PEFT's checkpoint format
//! (<https://huggingface.co/docs/peft/developer_guides/checkpoint>). Variants that compute something else than
//! W·x + α/r · B·A·x are refused by the name of the field that says so.

use crate::{
    config::ModelConfig,
    error::{Error, Result},
    lora::{Adapter, Layout, LoraSlot},
    model::weights::projection_path,
    safetensors_file::{self, SafetensorsFile},
};
use openledger_primitives::recipe::Targets;
use serde_json::{json, Map, Value};

const FILE: &str = "adapter_model.safetensors";

/// The bytes of an adapter's two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeftFiles {
    /// `adapter_model.safetensors`.
    pub weights: Vec<u8>,
    /// `adapter_config.json`.
    pub config: Vec<u8>,
}

/// Fields that say how an adapter was trained or where it comes from, but not what it computes.
const DESCRIPTIVE: [&str; 19] = [
    "peft_type",
    "task_type",
    "base_model_name_or_path",
    "revision",
    "auto_mapping",
    "inference_mode",
    "r",
    "lora_alpha",
    "lora_dropout",
    "target_modules",
    "peft_version",
    "megatron_core",
    "init_lora_weights",
    "bias",
    "qalora_group_size",
    "arrow_config",
    "runtime_config",
    "velora_config",
    "eva_config",
];

/// PEFT's name of an adapter tensor.
fn tensor_name(slot: &LoraSlot) -> String {
    let factor = if slot.is_b { "lora_B" } else { "lora_A" };
    format!("base_model.model.model.layers.{}.{}.{factor}.weight", slot.layer, projection_path(slot.target))
}

impl Adapter {
    /// Writes PEFT's two files. `base_name` is what PEFT users load the base from. Same adapter and name, same bytes.
    pub fn to_peft(&self, base_name: &str) -> Result<PeftFiles> {
        let tensors: Vec<_> = self
            .layout()
            .slots
            .iter()
            .map(|slot| (tensor_name(slot), slot.shape.to_vec(), &self.values()[slot.range.clone()]))
            .collect();
        let targets: Vec<&str> = Targets::NAMES.into_iter().filter(|name| self.targets().contains(name)).collect();
        let config = json!({
            "alpha_pattern": {},
            "base_model_name_or_path": base_name,
            "bias": "none",
            "fan_in_fan_out": false,
            "inference_mode": true,
            "init_lora_weights": true,
            "lora_alpha": self.alpha(),
            "lora_dropout": 0.0,
            "modules_to_save": null,
            "peft_type": "LORA",
            "r": self.rank(),
            "rank_pattern": {},
            "target_modules": targets,
            "task_type": "CAUSAL_LM",
            "use_dora": false,
            "use_rslora": false,
        });
        let mut config = serde_json::to_vec_pretty(&config).expect("strings and numbers can be written as JSON");
        config.push(b'\n');
        Ok(PeftFiles { weights: safetensors_file::write(&tensors)?, config })
    }

    /// Reads PEFT's two files as an adapter for a model of this shape.
    pub fn from_peft(weights: &[u8], config: &[u8], model: &ModelConfig) -> Result<Self> {
        let config: Value = serde_json::from_slice(config)
            .map_err(|e| Error::Adapter(format!("adapter_config.json is not JSON: {e}")))?;
        let fields =
            config.as_object().ok_or_else(|| Error::Adapter("adapter_config.json is not a JSON object".into()))?;
        refuse_variants(fields)?;
        let rank = whole(fields, "r")?;
        let alpha = whole(fields, "lora_alpha")?;
        let targets = targets(fields)?;
        let file = SafetensorsFile::parse(FILE, weights)?;
        let layout = Layout::new(model, usize::from(rank), targets);
        let mut values = Vec::with_capacity(layout.len().min(weights.len()));
        for slot in &layout.slots {
            values.extend(file.values(&tensor_name(slot), &slot.shape)?);
        }
        if let Some(name) = file.names().iter().find(|name| !layout.slots.iter().any(|s| tensor_name(s) == **name)) {
            return Err(file.problem(format!("tensor {name} is none of a plain LoRA on the named target_modules")));
        }
        Self::from_values(model, usize::from(rank), alpha, targets, values)
    }
}

/// Whether a value says «not used».
fn neutral(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn refuse_variants(fields: &Map<String, Value>) -> Result<()> {
    let refuse = |field: &str, value: &Value| {
        Err(Error::Adapter(format!("adapter_config.json: {field} = {value} is not supported; only plain LoRA is")))
    };
    if let Some(kind) = fields.get("peft_type").filter(|kind| *kind != "LORA") {
        return refuse("peft_type", kind);
    }
    if let Some(bias) = fields.get("bias").filter(|bias| !neutral(bias) && *bias != "none") {
        return refuse("bias", bias);
    }
    // Initialisations that change the base's own weights would need that other base.
    if let Some(init) = fields.get("init_lora_weights").and_then(Value::as_str) {
        if init != "gaussian" {
            return refuse("init_lora_weights", &json!(init));
        }
    }
    for (field, value) in fields.iter().filter(|(field, _)| !DESCRIPTIVE.contains(&field.as_str())) {
        if !neutral(value) {
            return refuse(field, value);
        }
    }
    Ok(())
}

fn whole(fields: &Map<String, Value>, field: &'static str) -> Result<u16> {
    let value = fields.get(field).unwrap_or(&Value::Null);
    let number = value.as_f64().filter(|number| *number >= 1.0 && *number <= 65_535.0 && number.fract() == 0.0);
    number.map(|number| number as u16).ok_or_else(|| {
        Error::Adapter(format!("adapter_config.json: {field} = {value} is not a whole number from 1 to 65535"))
    })
}

fn targets(fields: &Map<String, Value>) -> Result<Targets> {
    let unsupported = |value: &Value| {
        Error::Adapter(format!(
            "adapter_config.json: target_modules = {value} is not supported; name some of {}",
            Targets::NAMES.join(", ")
        ))
    };
    let value = fields.get("target_modules").unwrap_or(&Value::Null);
    let names = value.as_array().filter(|names| !names.is_empty()).ok_or_else(|| unsupported(value))?;
    let mut bits = 0u8;
    for name in names {
        let bit = Targets::NAMES.iter().position(|known| name == known).ok_or_else(|| unsupported(name))?;
        bits |= 1 << bit;
    }
    Ok(Targets(bits))
}

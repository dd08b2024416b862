//! `config.json` of a Llama-family model, in Hugging Face's layout.

use crate::error::{Error, Result};
use serde_json::{json, Map, Value};

/// The shape of a model. Every field is checked; what the engine does not compute is refused by name.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelConfig {
    /// Width of the residual stream.
    pub hidden_size: usize,
    /// Width inside the feed-forward part.
    pub intermediate_size: usize,
    /// Number of blocks.
    pub num_hidden_layers: usize,
    /// Query heads.
    pub num_attention_heads: usize,
    /// Key and value heads; divides the query heads.
    pub num_key_value_heads: usize,
    /// Rows of the embedding.
    pub vocab_size: usize,
    /// Longest sequence, in tokens.
    pub max_position_embeddings: usize,
    /// Base of the rotary frequencies.
    pub rope_theta: f64,
    /// Added to the mean square before its root is taken.
    pub rms_norm_eps: f64,
    /// Whether the output projection is the embedding.
    pub tie_word_embeddings: bool,
}

impl ModelConfig {
    /// The small base that the demonstration pretrains: about 1.05 million parameters.
    pub fn small() -> Self {
        Self {
            hidden_size: 128,
            intermediate_size: 384,
            num_hidden_layers: 4,
            num_attention_heads: 4,
            num_key_value_heads: 2,
            vocab_size: 2048,
            max_position_embeddings: 512,
            rope_theta: 10_000.0,
            rms_norm_eps: 1e-5,
            tie_word_embeddings: true,
        }
    }

    /// Width of one head.
    pub fn head_dim(&self) -> usize {
        self.hidden_size / self.num_attention_heads
    }

    /// Width of all key (or value) heads together.
    pub fn kv_dim(&self) -> usize {
        self.num_key_value_heads * self.head_dim()
    }

    /// `[out, in]` of a projection, by its position in [`openledger_primitives::recipe::Targets::NAMES`].
    pub fn projection_shape(&self, target: usize) -> [usize; 2] {
        let (hidden, inner, kv) = (self.hidden_size, self.intermediate_size, self.kv_dim());
        match target {
            0 | 3 => [hidden, hidden],
            1 | 2 => [kv, hidden],
            4 | 5 => [inner, hidden],
            6 => [hidden, inner],
            _ => panic!("there are seven projections, not {target}"),
        }
    }

    /// Reads and checks a `config.json`.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|e| Error::Config { field: "(file)", problem: format!("not JSON: {e}") })?;
        let fields = value
            .as_object()
            .ok_or_else(|| Error::Config { field: "(file)", problem: "not a JSON object".into() })?;
        refuse_unsupported(fields)?;
        let heads = size(fields, "num_attention_heads", 1 << 10)?;
        let config = Self {
            hidden_size: size(fields, "hidden_size", 1 << 16)?,
            intermediate_size: size(fields, "intermediate_size", 1 << 18)?,
            num_hidden_layers: size(fields, "num_hidden_layers", 1 << 9)?,
            num_attention_heads: heads,
            num_key_value_heads: match present(fields, "num_key_value_heads") {
                Some(_) => size(fields, "num_key_value_heads", 1 << 10)?,
                None => heads,
            },
            vocab_size: size(fields, "vocab_size", 1 << 20)?,
            max_position_embeddings: size(fields, "max_position_embeddings", 1 << 20)?,
            rope_theta: rope_theta(fields)?,
            rms_norm_eps: number(fields, "rms_norm_eps", 1e-6)?,
            tie_word_embeddings: flag(fields, "tie_word_embeddings")?,
        };
        config.check()?;
        if let Some(head_dim) = present(fields, "head_dim") {
            if head_dim.as_u64() != Some(config.head_dim() as u64) {
                return Err(Error::Config {
                    field: "head_dim",
                    problem: format!(
                        "{head_dim} is not hidden_size / num_attention_heads = {}; other widths are not supported",
                        config.head_dim()
                    ),
                });
            }
        }
        Ok(config)
    }

    /// Checks what fields must satisfy together.
    pub fn check(&self) -> Result<()> {
        let fail = |field, problem: &str| Err(Error::Config { field, problem: problem.into() });
        if self.num_attention_heads == 0 || self.hidden_size % self.num_attention_heads != 0 {
            return fail("num_attention_heads", "must divide hidden_size");
        }
        if self.num_key_value_heads == 0 || self.num_attention_heads % self.num_key_value_heads != 0 {
            return fail("num_key_value_heads", "must divide num_attention_heads");
        }
        if self.head_dim() % 2 != 0 {
            return fail("hidden_size", "hidden_size / num_attention_heads must be even for rotary positions");
        }
        if !(self.rope_theta.is_finite() && self.rope_theta > 1.0) {
            return fail("rope_theta", "must be a number above 1");
        }
        if !(self.rms_norm_eps.is_finite() && self.rms_norm_eps > 0.0 && self.rms_norm_eps < 1.0) {
            return fail("rms_norm_eps", "must lie between 0 and 1");
        }
        Ok(())
    }

    /// Writes a `config.json` that transformers and [`ModelConfig::from_json`] both read. Same config, same bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let value = json!({
            "architectures": ["LlamaForCausalLM"],
            "attention_bias": false,
            "bos_token_id": 0,
            "eos_token_id": 0,
            "hidden_act": "silu",
            "hidden_size": self.hidden_size,
            "initializer_range": 0.02,
            "intermediate_size": self.intermediate_size,
            "max_position_embeddings": self.max_position_embeddings,
            "mlp_bias": false,
            "model_type": "llama",
            "num_attention_heads": self.num_attention_heads,
            "num_hidden_layers": self.num_hidden_layers,
            "num_key_value_heads": self.num_key_value_heads,
            "rms_norm_eps": self.rms_norm_eps,
            "rope_scaling": null,
            "rope_theta": self.rope_theta,
            "tie_word_embeddings": self.tie_word_embeddings,
            "torch_dtype": "float32",
            "vocab_size": self.vocab_size,
        });
        let mut bytes = serde_json::to_vec_pretty(&value).expect("a JSON value of strings and numbers can be written");
        bytes.push(b'\n');
        bytes
    }
}

/// The value of a field that is there and not null.
fn present<'a>(fields: &'a Map<String, Value>, field: &str) -> Option<&'a Value> {
    fields.get(field).filter(|value| !value.is_null())
}

fn size(fields: &Map<String, Value>, field: &'static str, most: u64) -> Result<usize> {
    let value = present(fields, field)
        .ok_or_else(|| Error::Config { field, problem: "missing; a Llama config names it".into() })?;
    match value.as_u64() {
        Some(number) if number > 0 && number <= most => Ok(number as usize),
        _ => Err(Error::Config { field, problem: format!("{value} is not an integer from 1 to {most}") }),
    }
}

fn number(fields: &Map<String, Value>, field: &'static str, default: f64) -> Result<f64> {
    match present(fields, field) {
        None => Ok(default),
        Some(value) => {
            value.as_f64().ok_or_else(|| Error::Config { field, problem: format!("{value} is not a number") })
        }
    }
}

fn flag(fields: &Map<String, Value>, field: &'static str) -> Result<bool> {
    match present(fields, field) {
        None => Ok(false),
        Some(value) => {
            value.as_bool().ok_or_else(|| Error::Config { field, problem: format!("{value} is not true or false") })
        }
    }
}

/// `rope_theta`, where transformers 4 writes it or inside `rope_parameters`, where transformers 5 does.
fn rope_theta(fields: &Map<String, Value>) -> Result<f64> {
    match present(fields, "rope_parameters").and_then(Value::as_object) {
        Some(parameters) => {
            if let Some(kind) = present(parameters, "rope_type").filter(|kind| *kind != "default") {
                return Err(Error::Config {
                    field: "rope_parameters",
                    problem: format!("rope_type {kind} is not supported; only \"default\" is"),
                });
            }
            number(parameters, "rope_theta", 10_000.0)
        }
        None => number(fields, "rope_theta", 10_000.0),
    }
}

/// Refuses what changes the computation and is not computed here.
fn refuse_unsupported(fields: &Map<String, Value>) -> Result<()> {
    let must_be: [(&'static str, Value); 6] = [
        ("model_type", json!("llama")),
        ("hidden_act", json!("silu")),
        ("attention_bias", json!(false)),
        ("mlp_bias", json!(false)),
        ("pretraining_tp", json!(1)),
        ("sliding_window", Value::Null),
    ];
    for (field, expected) in must_be {
        if let Some(value) = present(fields, field) {
            if *value != expected {
                return Err(Error::Config { field, problem: format!("{value} is not supported; only {expected} is") });
            }
        }
    }
    for field in ["rope_scaling", "quantization_config"] {
        if let Some(value) = present(fields, field) {
            return Err(Error::Config { field, problem: format!("{value} is not supported; leave it null") });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let config = ModelConfig::small();
        assert_eq!(ModelConfig::from_json(&config.to_json()).unwrap(), config);
    }

    #[test]
    fn refuses_by_name() {
        let with = |field: &str, value: Value| {
            let mut json: Value = serde_json::from_slice(&ModelConfig::small().to_json()).unwrap();
            json[field] = value;
            ModelConfig::from_json(json.to_string().as_bytes()).unwrap_err().to_string()
        };
        assert!(with("model_type", json!("mamba")).contains("model_type"));
        assert!(with("hidden_act", json!("gelu")).contains("hidden_act"));
        assert!(with("attention_bias", json!(true)).contains("attention_bias"));
        assert!(with("rope_scaling", json!({"type": "yarn"})).contains("rope_scaling"));
        assert!(with("rope_parameters", json!({"rope_type": "llama3"})).contains("rope_parameters"));
        assert!(with("num_key_value_heads", json!(3)).contains("num_key_value_heads"));
        assert!(with("hidden_size", json!(-1)).contains("hidden_size"));
        assert!(with("vocab_size", json!(u64::MAX)).contains("vocab_size"));
        assert!(with("head_dim", json!(64)).contains("head_dim"));
        assert!(ModelConfig::from_json(b"[]").is_err());
        assert!(ModelConfig::from_json(b"\xff").is_err());
    }
}

//! `config.json` of a Llama-family model, in Hugging Face's layout.

use crate::error::{Error, Result};
use serde_json::{json, Map, Value};

/// Llama 3's stretching of rotary frequencies (as transformers computes `rope_type: "llama3"`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RopeScaling {
    /// Low frequencies are divided by this.
    pub factor: f64,
    /// Wavelengths above `original_positions / low_frequency` are stretched in full.
    pub low_frequency: f64,
    /// Wavelengths below `original_positions / high_frequency` are left alone.
    pub high_frequency: f64,
    /// Positions the model was trained on before stretching.
    pub original_positions: f64,
}

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
    /// Stretching of the rotary frequencies, if any.
    pub rope_scaling: Option<RopeScaling>,
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
            rope_scaling: None,
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
        let fields =
            value.as_object().ok_or_else(|| Error::Config { field: "(file)", problem: "not a JSON object".into() })?;
        refuse_unsupported(fields)?;
        let heads = size(fields, "num_attention_heads", 1 << 10)?;
        let (rope_theta, rope_scaling) = rope(fields)?;
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
            rope_theta,
            rope_scaling,
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
        if self.num_attention_heads == 0 || !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            return fail("num_attention_heads", "must divide hidden_size");
        }
        if self.num_key_value_heads == 0 || !self.num_attention_heads.is_multiple_of(self.num_key_value_heads) {
            return fail("num_key_value_heads", "must divide num_attention_heads");
        }
        if !self.head_dim().is_multiple_of(2) {
            return fail("hidden_size", "hidden_size / num_attention_heads must be even for rotary positions");
        }
        if self.max_position_embeddings.saturating_mul(self.head_dim()) > 1 << 26 {
            return fail("max_position_embeddings", "times the width of a head must be at most 2^26");
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
            "rope_scaling": self.rope_scaling.map(|scaling| json!({
                "factor": scaling.factor,
                "high_freq_factor": scaling.high_frequency,
                "low_freq_factor": scaling.low_frequency,
                "original_max_position_embeddings": scaling.original_positions as u64,
                "rope_type": "llama3",
            })),
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

/// Base and stretching of the rotary frequencies: in `rope_parameters`, where transformers 5 writes them, or in
/// `rope_theta` and `rope_scaling`, where transformers 4 does.
fn rope(fields: &Map<String, Value>) -> Result<(f64, Option<RopeScaling>)> {
    let parameters = present(fields, "rope_parameters").and_then(Value::as_object);
    let theta = number(parameters.unwrap_or(fields), "rope_theta", 10_000.0)?;
    let field = if parameters.is_some() { "rope_parameters" } else { "rope_scaling" };
    let Some(scaling) = parameters.or(present(fields, "rope_scaling").and_then(Value::as_object)) else {
        return Ok((theta, None));
    };
    let kind = present(scaling, "rope_type").or(present(scaling, "type")).and_then(Value::as_str);
    match kind {
        Some("default") => Ok((theta, None)),
        None if parameters.is_some() => Ok((theta, None)),
        Some("llama3") => {
            let part = |name: &'static str| match present(scaling, name).and_then(Value::as_f64) {
                Some(value) if value.is_finite() && value > 0.0 => Ok(value),
                _ => Err(Error::Config { field, problem: format!("{name} must be a number above 0") }),
            };
            let scaling = RopeScaling {
                factor: part("factor")?,
                low_frequency: part("low_freq_factor")?,
                high_frequency: part("high_freq_factor")?,
                original_positions: part("original_max_position_embeddings")?,
            };
            if scaling.high_frequency <= scaling.low_frequency {
                return Err(Error::Config { field, problem: "high_freq_factor must be above low_freq_factor".into() });
            }
            Ok((theta, Some(scaling)))
        }
        other => Err(Error::Config {
            field,
            problem: format!(
                "rope type {} is not supported; \"default\" and \"llama3\" are",
                other.unwrap_or("(none)")
            ),
        }),
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
    match present(fields, "quantization_config") {
        None => Ok(()),
        Some(value) => Err(Error::Config {
            field: "quantization_config",
            problem: format!("{value} is not supported; use the unquantised model"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let config = ModelConfig::small();
        assert_eq!(ModelConfig::from_json(&config.to_json()).unwrap(), config);
        let scaling = RopeScaling { factor: 8.0, low_frequency: 1.0, high_frequency: 4.0, original_positions: 8192.0 };
        let config = ModelConfig { rope_scaling: Some(scaling), tie_word_embeddings: false, ..config };
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
        assert!(with("rope_parameters", json!({"rope_type": "llama3"})).contains("factor"));
        assert!(with("num_key_value_heads", json!(3)).contains("num_key_value_heads"));
        assert!(with("hidden_size", json!(-1)).contains("hidden_size"));
        assert!(with("vocab_size", json!(u64::MAX)).contains("vocab_size"));
        assert!(with("head_dim", json!(64)).contains("head_dim"));
        assert!(ModelConfig::from_json(b"[]").is_err());
        assert!(ModelConfig::from_json(b"\xff").is_err());
    }
}

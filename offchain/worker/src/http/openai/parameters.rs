//! Parameters that completions and chats share.

use super::super::error::ApiError;
use crate::serving::request::Drawing;
use serde::Deserialize;
use serde_json::{Map, Number, Value};

/// How tokens are drawn, as OpenAI's clients say it.
#[derive(Debug, Default, Deserialize)]
pub struct Parameters {
    /// An alias, or a version's number.
    pub model: String,
    /// Most tokens to produce.
    pub max_tokens: Option<u32>,
    /// Its newer name.
    pub max_completion_tokens: Option<u32>,
    /// 0 (greedy) to 2; 1 when not given. A [`Number`], because a float inside `flatten` cannot be read where some
    /// crate of the build turns on serde_json's arbitrary precision.
    pub temperature: Option<Number>,
    /// Nucleus mass above 0, up to 1; 1 when not given.
    pub top_p: Option<Number>,
    /// Candidates kept; not OpenAI's, but common.
    pub top_k: Option<u16>,
    /// Makes the answer repeatable; drawn when not given, and named in the receipt.
    pub seed: Option<u64>,
    /// Number of answers: 1.
    pub n: Option<u32>,
    /// A text at which the answer ends, or up to four.
    pub stop: Option<Stop>,
    /// Refused when true.
    pub stream: Option<bool>,
    /// Who asks, for OpenAI; not looked at.
    pub user: Option<Value>,
    /// Notes of the client; not looked at.
    pub metadata: Option<Value>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// One text or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Stop {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// Most texts at which an answer may end.
const MOST_STOPS: usize = 4;

impl Parameters {
    /// Refuses what is not supported and turns the rest into whole numbers.
    pub fn drawing(&self) -> Result<Drawing, ApiError> {
        if self.stream == Some(true) {
            let message =
                "this worker answers in one piece, because the receipt is part of the answer: leave out `stream`";
            return Err(ApiError::parameter("stream", "stream_unsupported", message));
        }
        if self.n.is_some_and(|n| n != 1) {
            return Err(ApiError::parameter(
                "n",
                "unsupported_parameter",
                "one answer for each request: leave out `n`",
            ));
        }
        if let Some((name, _)) = self.other.iter().find(|(_, value)| !is_neutral(value)) {
            let message = format!("this worker does not support the parameter `{name}`: leave it out");
            return Err(ApiError::new(axum::http::StatusCode::BAD_REQUEST, "unsupported_parameter", message));
        }
        let temperature_milli = milli(float(&self.temperature), 2.0).ok_or_else(|| {
            ApiError::parameter("temperature", "invalid_value", "`temperature` is a number from 0 to 2")
        })?;
        let top_p_milli = milli(float(&self.top_p), 1.0)
            .and_then(|value| u16::try_from(value).ok())
            .filter(|value| *value > 0)
            .ok_or_else(|| ApiError::parameter("top_p", "invalid_value", "`top_p` is a number above 0 and up to 1"))?;
        // Seeds of clients that count in doubles survive.
        let seed = self.seed.unwrap_or_else(|| rand::random::<u64>() >> 11);
        Ok(Drawing { temperature_milli, top_p_milli, top_k: self.top_k.unwrap_or(0), seed })
    }

    /// Texts at which the answer ends.
    pub fn stops(&mut self) -> Result<Vec<String>, ApiError> {
        let stops = match self.stop.take() {
            None => Vec::new(),
            Some(Stop::One(stop)) => vec![stop],
            Some(Stop::Many(stops)) => stops,
        };
        if stops.len() > MOST_STOPS || stops.iter().any(String::is_empty) {
            let message = format!("`stop` holds at most {MOST_STOPS} texts, none of them empty");
            return Err(ApiError::parameter("stop", "invalid_value", message));
        }
        Ok(stops)
    }

    /// Most tokens to produce, by whichever name.
    pub fn most_tokens(&self) -> Option<u32> {
        self.max_completion_tokens.or(self.max_tokens)
    }
}

/// Values by which clients say that they do not use a parameter.
fn is_neutral(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// A number given or 1; what is no float fails every bound.
fn float(given: &Option<Number>) -> f64 {
    given.as_ref().map_or(1.0, |number| number.as_f64().unwrap_or(f64::NAN))
}

/// Thousandths of a number from 0 to `most`.
fn milli(value: f64, most: f64) -> Option<u32> {
    let valid = value.is_finite() && (0.0..=most).contains(&value);
    // In range by the check above.
    valid.then(|| (value * 1000.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(value: Value) -> Result<Drawing, String> {
        let parameters: Parameters = serde_json::from_value(value).expect("parameters");
        parameters.drawing().map_err(|error| format!("{error:?}"))
    }

    #[test]
    fn defaults_are_those_of_openai() {
        let drawing = parse(json!({ "model": "m", "seed": 5 })).expect("fine");
        assert_eq!(drawing, Drawing { temperature_milli: 1_000, top_p_milli: 1_000, top_k: 0, seed: 5 });
    }

    #[test]
    fn what_would_change_the_answer_and_is_not_supported_is_refused_by_name() {
        for (parameter, value) in
            [("stream", json!(true)), ("n", json!(2)), ("logit_bias", json!({ "5": 1 })), ("tools", json!([1]))]
        {
            let refused = parse(json!({ "model": "m", parameter: value })).expect_err("refused");
            assert!(refused.contains(parameter), "{refused}");
        }
        for (parameter, value) in
            [("temperature", json!(2.1)), ("temperature", json!(-1)), ("top_p", json!(0)), ("top_p", json!(1.5))]
        {
            let refused = parse(json!({ "model": "m", parameter: value })).expect_err("refused");
            assert!(refused.contains("invalid_value"), "{refused}");
        }
    }

    #[test]
    fn what_changes_nothing_is_accepted() {
        let neutral = json!({
            "model": "m", "stream": false, "n": 1, "stop": null, "frequency_penalty": 0, "logit_bias": {}, "user": "alice",
        });
        assert!(parse(neutral).is_ok());
    }
}

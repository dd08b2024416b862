//! The body of `POST /v1/completions`.

use super::{super::error::ApiError, parameters::Parameters};
use crate::serving::request::Request;
use serde::Deserialize;

/// A text to continue.
#[derive(Debug, Deserialize)]
pub struct Completion {
    prompt: Prompt,
    #[serde(flatten)]
    parameters: Parameters,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Prompt {
    One(String),
    Many(Vec<String>),
}

impl Completion {
    /// As the desk takes it.
    pub fn into_request(mut self) -> Result<Request, ApiError> {
        let drawing = self.parameters.drawing()?;
        let max_tokens = self.parameters.most_tokens();
        let stop = self.parameters.stops()?;
        let prompt = match self.prompt {
            Prompt::One(prompt) => prompt,
            Prompt::Many(mut prompts) => match (prompts.pop(), prompts.is_empty()) {
                (Some(prompt), true) => prompt,
                _ => {
                    let message = "one prompt for each request, because each answer has a receipt of its own";
                    return Err(ApiError::parameter("prompt", "unsupported_parameter", message));
                }
            },
        };
        Ok(Request { model: self.parameters.model, prompt, drawing, max_tokens, stop })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_prompt_may_stand_in_a_list_and_two_may_not() {
        let completion = |prompt| serde_json::from_value::<Completion>(json!({ "model": "m", "prompt": prompt }));
        let request = completion(json!(["function "])).expect("parsed").into_request().expect("one");
        assert_eq!((request.model.as_str(), request.prompt.as_str()), ("m", "function "));
        assert!(completion(json!(["a", "b"])).expect("parsed").into_request().is_err());
        assert!(completion(json!([])).expect("parsed").into_request().is_err());
        assert!(completion(json!({})).is_err());
    }
}

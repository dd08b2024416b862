//! The body of `POST /v1/chat/completions`, and how a chat becomes a prompt.
//!
//! Models here are trained on documents and know no roles, so a chat is written out as a document: each message
//! as `role: content` and a blank line, then `assistant:`. The receipt commits to the tokens of exactly that.

use super::{super::error::ApiError, parameters::Parameters};
use crate::serving::request::Request;
use serde::Deserialize;
use std::fmt::Write;

/// A chat to continue.
#[derive(Debug, Deserialize)]
pub struct Chat {
    messages: Vec<Message>,
    #[serde(flatten)]
    parameters: Parameters,
}

#[derive(Debug, Deserialize)]
struct Message {
    role: String,
    content: Content,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Debug, Deserialize)]
struct Part {
    #[serde(rename = "type")]
    kind: String,
    text: Option<String>,
}

/// Who may speak.
const ROLES: [&str; 4] = ["system", "developer", "user", "assistant"];

impl Chat {
    /// As the desk takes it.
    pub fn into_request(mut self) -> Result<Request, ApiError> {
        let drawing = self.parameters.drawing()?;
        let max_tokens = self.parameters.most_tokens();
        let stop = self.parameters.stops()?;
        if self.messages.is_empty() {
            return Err(ApiError::parameter("messages", "empty_prompt", "a chat has at least one message"));
        }
        let mut prompt = String::new();
        for message in self.messages {
            let Some(role) = ROLES.iter().find(|role| **role == message.role) else {
                let text = format!("the role `{}` is none of {}", message.role, ROLES.join(", "));
                return Err(ApiError::parameter("messages", "unsupported_role", text));
            };
            // Writing to a string cannot fail.
            let _ = write!(prompt, "{role}: {}\n\n", message.content.into_text()?);
        }
        prompt.push_str("assistant:");
        Ok(Request { model: self.parameters.model, prompt, drawing, max_tokens, stop })
    }
}

impl Content {
    fn into_text(self) -> Result<String, ApiError> {
        let parts = match self {
            Content::Text(text) => return Ok(text),
            Content::Parts(parts) => parts,
        };
        let texts = parts.into_iter().map(|part| match (part.kind.as_str(), part.text) {
            ("text", Some(text)) => Ok(text),
            (kind, _) => {
                let message = format!("this worker reads text, not `{kind}`");
                Err(ApiError::parameter("messages", "unsupported_content", message))
            }
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, Value};

    fn prompt(messages: Value) -> Result<String, ApiError> {
        let chat: Chat = serde_json::from_value(json!({ "model": "m", "messages": messages })).expect("parsed");
        chat.into_request().map(|request| request.prompt)
    }

    #[test]
    fn a_chat_is_written_out_as_a_document() {
        let messages = json!([
            { "role": "system", "content": "Write Solidity." },
            { "role": "user", "content": [{ "type": "text", "text": "a token" }] },
        ]);
        assert_eq!(prompt(messages).expect("a prompt"), "system: Write Solidity.\n\nuser: a token\n\nassistant:");
    }

    #[test]
    fn images_foreign_roles_and_empty_chats_are_refused() {
        assert!(prompt(json!([])).is_err());
        assert!(prompt(json!([{ "role": "tool", "content": "x" }])).is_err());
        assert!(prompt(json!([{ "role": "user", "content": [{ "type": "image_url" }] }])).is_err());
    }
}

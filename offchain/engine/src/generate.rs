//! Answering a prompt.

use crate::{
    base::Base,
    error::{Error, Result},
    lora::Adapter,
    model::decode::Decoder,
    sampler::Sampler,
    stop_strings::StopStrings,
    Tokens,
};
use openledger_primitives::receipt::Sampling;
use std::ops::ControlFlow;

/// Why an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinishReason {
    /// The model ended its text, or a stop string was reached.
    Stop,
    /// `max_tokens` were produced, or the model's positions are used up.
    Length,
    /// The caller's callback asked to stop.
    Cancelled,
}

impl FinishReason {
    /// As OpenAI's API writes it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Length => "length",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One token of an answer in progress.
pub struct Produced<'a> {
    /// The token.
    pub token: u32,
    /// Text that may be shown now; empty while a character or a possible stop string is incomplete.
    pub text: &'a str,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Tokens produced, without the one that ends the text.
    pub tokens: Tokens,
    /// Their text, up to a stop string; an unfinished last character is left out.
    pub text: String,
    /// Why it ended.
    pub finish_reason: FinishReason,
    /// Tokens of the prompt as read.
    pub prompt_tokens: u32,
}

/// Produces an answer to `prompt` (an empty one stands for the end-of-text token, after which a new text begins).
///
/// The same base, adapter, prompt and sampling give the same tokens. `on_token` is called for every token.
pub fn generate(
    base: &Base,
    adapter: Option<&Adapter>,
    prompt: &[u32],
    sampling: &Sampling,
    stop: &[String],
    on_token: &mut dyn FnMut(Produced) -> ControlFlow<()>,
) -> Result<Generation> {
    let lora = adapter.map(|adapter| base.check_adapter(adapter).and_then(|()| adapter.layers())).transpose()?;
    let end = base.tokenizer.end_of_text();
    let start = match end {
        Some(end) if prompt.is_empty() => vec![end],
        _ => prompt.to_vec(),
    };
    let mut sampler = Sampler::new(*sampling)?;
    let mut decoder = Decoder::new(base.network(lora.as_ref()));
    let mut logits = decoder.read(&start)?;
    let mut stream = base.tokenizer.stream();
    let mut filter = StopStrings::new(stop);
    let mut answer = Generation {
        tokens: Vec::new(),
        text: String::new(),
        finish_reason: FinishReason::Length,
        prompt_tokens: u32::try_from(start.len()).map_err(|_| Error::Request("the prompt is too long".into()))?,
    };
    while answer.tokens.len() < sampling.max_tokens as usize {
        let token = sampler.next(&logits, base.tokenizer.vocab_size())?;
        if Some(token) == end {
            answer.finish_reason = FinishReason::Stop;
            break;
        }
        answer.tokens.push(token);
        let (shown, stopped) = filter.push(&stream.push(token)?);
        answer.text.push_str(&shown);
        let flow = on_token(Produced { token, text: &shown });
        if stopped {
            answer.finish_reason = FinishReason::Stop;
            return Ok(answer);
        }
        if flow.is_break() {
            answer.finish_reason = FinishReason::Cancelled;
            break;
        }
        if answer.tokens.len() == sampling.max_tokens as usize
            || decoder.position() == base.config.max_position_embeddings
        {
            break;
        }
        logits = decoder.read(&[token])?;
    }
    answer.text.push_str(&filter.finish());
    Ok(answer)
}

//! Measuring a model on text it was not trained on.

use crate::{
    base::Base,
    error::{Error, Result},
    lora::Adapter,
    model::batch::Batch,
    Tokens,
};
use rayon::prelude::*;

/// A mean loss over held-out tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Mean of −ln p(next token), in nats.
    pub nats_per_token: f64,
    /// Tokens predicted.
    pub tokens: u64,
}

impl Loss {
    /// Millionths of a nat, rounded half up; saturates at `u32::MAX`.
    pub fn micronats(&self) -> u32 {
        (self.nats_per_token * 1e6 + 0.5) as u32
    }
}

/// Base and tuned losses on the same tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// The base by itself.
    pub base: Loss,
    /// The base with the adapter.
    pub tuned: Loss,
}

/// Mean loss over fragments cut to `sequence_length` tokens; the first token of each is given, the others are
/// predicted. Every predicted token counts the same.
pub fn held_out_loss(
    base: &Base,
    adapter: Option<&Adapter>,
    fragments: &[Tokens],
    sequence_length: usize,
) -> Result<Loss> {
    let lora = adapter.map(|adapter| base.check_adapter(adapter).and_then(|()| adapter.layers())).transpose()?;
    let network = base.network(lora.as_ref());
    let most = sequence_length.min(base.config.max_position_embeddings);
    let each = fragments
        .par_iter()
        .map(|tokens| &tokens[..tokens.len().min(most)])
        .filter(|tokens| tokens.len() > 1)
        .map(|tokens| {
            let losses = network.losses(&Batch::next_token(&[tokens], |_| 1.0))?;
            Ok((losses.iter().map(|loss| f64::from(*loss)).sum::<f64>(), losses.len() as u64))
        })
        .collect::<Result<Vec<_>>>()?;
    let (sum, tokens) = each.into_iter().fold((0.0, 0), |(sum, count), (loss, n)| (sum + loss, count + n));
    if tokens == 0 {
        return Err(Error::Data(
            "no held-out fragment has two tokens or more; hold out more documents (held_out_ppm)".into(),
        ));
    }
    let nats_per_token = sum / tokens as f64;
    if !nats_per_token.is_finite() {
        return Err(Error::NotFinite { step: 0, what: "held-out loss" });
    }
    Ok(Loss { nats_per_token, tokens })
}

/// [`held_out_loss`] of the base and of the base with the adapter.
pub fn evaluate(base: &Base, adapter: &Adapter, held_out: &[Tokens], sequence_length: usize) -> Result<Evaluation> {
    Ok(Evaluation {
        base: held_out_loss(base, None, held_out, sequence_length)?,
        tuned: held_out_loss(base, Some(adapter), held_out, sequence_length)?,
    })
}

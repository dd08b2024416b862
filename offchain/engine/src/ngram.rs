//! A trigram model with interpolated Kneser–Ney smoothing (Kneser & Ney 1995; Chen & Goodman 1999): the baseline a
//! pretrained base must beat.

use crate::{
    error::{Error, Result},
    evaluate::Loss,
    Tokens,
};
use std::collections::HashMap;

/// What is known of the tokens seen after one context.
#[derive(Default)]
struct Context {
    counts: HashMap<u32, u64>,
    total: u64,
}

impl Context {
    fn add(&mut self, token: u32) -> bool {
        let count = self.counts.entry(token).or_default();
        *count += 1;
        self.total += 1;
        *count == 1
    }
}

/// Counts of three orders. Below the highest, a token counts once for every different context it was seen in.
pub struct Trigram {
    vocab: u32,
    third: HashMap<(u32, u32), Context>,
    second: HashMap<u32, Context>,
    first: Context,
    discounts: [f64; 3],
}

impl Trigram {
    /// Counts token sequences over a vocabulary of this size.
    pub fn train<'a>(sequences: impl Iterator<Item = &'a [u32]>, vocab: u32) -> Self {
        let mut model = Self {
            vocab,
            third: HashMap::new(),
            second: HashMap::new(),
            first: Context::default(),
            discounts: [0.0; 3],
        };
        for sequence in sequences {
            // Positions before the second have no two tokens of context; they count in the orders they fill.
            for (i, token) in sequence.iter().enumerate() {
                let new_third = match i {
                    0 => false,
                    1 => true,
                    _ => model.third.entry((sequence[i - 2], sequence[i - 1])).or_default().add(*token),
                };
                let new_second =
                    if new_third { model.second.entry(sequence[i - 1]).or_default().add(*token) } else { i == 0 };
                if new_second {
                    model.first.add(*token);
                }
            }
        }
        model.discounts =
            [discount(std::iter::once(&model.first)), discount(model.second.values()), discount(model.third.values())];
        model
    }

    /// Probability of `token` after `before`, of which the last two tokens are used.
    pub fn probability(&self, before: &[u32], token: u32) -> f64 {
        let mut p = 1.0 / f64::from(self.vocab);
        let second = before.last().and_then(|last| self.second.get(last));
        let third = match before {
            [.., a, b] => self.third.get(&(*a, *b)),
            _ => None,
        };
        for (context, discount) in [Some(&self.first), second, third].into_iter().zip(self.discounts) {
            let Some(context) = context.filter(|context| context.total > 0) else { continue };
            let count = context.counts.get(&token).copied().unwrap_or(0) as f64;
            let kept = (count - discount).max(0.0);
            p = (kept + discount * context.counts.len() as f64 * p) / context.total as f64;
        }
        p
    }

    /// Mean of −ln p over the tokens a model of these sequences predicts: all but the first of each.
    pub fn loss(&self, sequences: &[Tokens]) -> Result<Loss> {
        let (mut sum, mut tokens) = (0.0, 0);
        for sequence in sequences {
            for i in 1..sequence.len() {
                sum -= self.probability(&sequence[..i], sequence[i]).ln();
                tokens += 1;
            }
        }
        if tokens == 0 {
            return Err(Error::Data("no sequence has two tokens or more".into()));
        }
        Ok(Loss { nats_per_token: sum / tokens as f64, tokens })
    }
}

/// Ney's estimate n₁ / (n₁ + 2 n₂) from the numbers of counts that are one and two.
fn discount<'a>(contexts: impl Iterator<Item = &'a Context>) -> f64 {
    let (mut ones, mut twos) = (0u64, 0u64);
    for count in contexts.flat_map(|context| context.counts.values()) {
        ones += u64::from(*count == 1);
        twos += u64::from(*count == 2);
    }
    if ones == 0 {
        return 0.5;
    }
    (ones as f64 / (ones + 2 * twos) as f64).min(0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence() -> Vec<u32> {
        (0..400u32).map(|i| if i % 7 == 0 { i % 5 } else { i % 3 }).collect()
    }

    #[test]
    fn probabilities_sum_to_one() {
        let sequence = sequence();
        let model = Trigram::train([sequence.as_slice()].into_iter(), 8);
        for before in [&[][..], &[1], &[1, 2], &[7, 7], &[0, 1, 2]] {
            let total: f64 = (0..8).map(|token| model.probability(before, token)).sum();
            assert!((total - 1.0).abs() < 1e-9, "after {before:?}: {total}");
        }
    }

    #[test]
    fn context_helps() {
        let sequence = sequence();
        let model = Trigram::train([sequence.as_slice()].into_iter(), 8);
        let loss = model.loss(&[sequence]).unwrap();
        assert!(loss.nats_per_token < 1.2, "{loss:?}");
        assert_eq!(loss.tokens, 399);
        assert!(model.loss(&[vec![1]]).is_err());
    }
}

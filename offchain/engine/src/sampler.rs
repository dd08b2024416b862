//! Drawing the next token from logits, repeatably.

use crate::{
    error::{Error, Result},
    ops::{exp::exp, lanes::max},
    random::Random,
};
use openledger_primitives::receipt::Sampling;

/// Draws tokens as [`Sampling`] says. Draws depend on the logits, the settings and the seed, and on nothing else.
pub struct Sampler {
    sampling: Sampling,
    random: Random,
}

impl Sampler {
    /// A sampler at its first token.
    pub fn new(sampling: Sampling) -> Result<Self> {
        if sampling.top_p_milli > 1000 {
            return Err(Error::Request(format!("top_p is {}/1000; it lies between 0 and 1", sampling.top_p_milli)));
        }
        Ok(Self { sampling, random: Random::new("openledger/sample/1", sampling.seed, 0) })
    }

    /// The next token among `logits[..candidates]`.
    ///
    /// Temperature 0 takes the largest logit, the lowest token on a tie. Otherwise candidates are ordered by logit
    /// (ties by token), the best `top_k` kept, then the fewest whose probabilities reach `top_p`, and one of them
    /// drawn in proportion.
    pub fn next(&mut self, logits: &[f32], candidates: usize) -> Result<u32> {
        let logits = &logits[..candidates.min(logits.len())];
        let largest = max(logits);
        if !largest.is_finite() {
            return Err(Error::NotFinite { step: 0, what: "largest logit" });
        }
        if self.sampling.temperature_milli == 0 {
            return Ok(logits.iter().position(|logit| *logit == largest).unwrap_or(0) as u32);
        }
        let inverse = 1000.0 / self.sampling.temperature_milli as f32;
        let mut order: Vec<u32> = (0..logits.len() as u32).collect();
        let by_logit = |a: &u32, b: &u32| logits[*b as usize].total_cmp(&logits[*a as usize]).then(a.cmp(b));
        let kept = match usize::from(self.sampling.top_k) {
            0 => order.len(),
            k => k.min(order.len()),
        };
        if kept < order.len() {
            order.select_nth_unstable_by(kept, by_logit);
            order.truncate(kept);
        }
        order.sort_unstable_by(by_logit);
        let mut masses: Vec<f64> =
            order.iter().map(|token| f64::from(exp((logits[*token as usize] - largest) * inverse))).collect();
        if self.sampling.top_p_milli < 1000 {
            let enough = masses.iter().sum::<f64>() * f64::from(self.sampling.top_p_milli) / 1000.0;
            let mut reached = 0.0;
            let fewest = masses.iter().position(|mass| {
                reached += mass;
                reached >= enough
            });
            masses.truncate(fewest.map_or(masses.len(), |position| position + 1));
        }
        let mut left = self.random.unit() * masses.iter().sum::<f64>();
        for (token, mass) in order.iter().zip(&masses) {
            left -= mass;
            if left < 0.0 {
                return Ok(*token);
            }
        }
        Ok(order[masses.len() - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampling(temperature_milli: u32, top_p_milli: u16, top_k: u16) -> Sampling {
        Sampling { temperature_milli, top_p_milli, top_k, max_tokens: 1, seed: 9 }
    }

    fn frequencies(sampling: Sampling, logits: &[f32]) -> Vec<f64> {
        let mut sampler = Sampler::new(sampling).unwrap();
        let mut counts = vec![0.0; logits.len()];
        for _ in 0..20_000 {
            counts[sampler.next(logits, logits.len()).unwrap() as usize] += 1.0;
        }
        counts.iter().map(|count| count / 20_000.0).collect()
    }

    #[test]
    fn greedy_takes_the_first_of_the_largest() {
        let mut sampler = Sampler::new(sampling(0, 1000, 0)).unwrap();
        assert_eq!(sampler.next(&[0.0, 2.0, 2.0], 3).unwrap(), 1);
        assert_eq!(sampler.next(&[0.0, 1.0, 2.0], 2).unwrap(), 1);
    }

    #[test]
    fn frequencies_follow_the_softmax() {
        let logits = [0.0f32, 1.0, 2.0, -1.0];
        let total: f64 = logits.iter().map(|l| f64::from(*l).exp()).sum();
        for (frequency, logit) in frequencies(sampling(1000, 1000, 0), &logits).iter().zip(logits) {
            assert!((frequency - f64::from(logit).exp() / total).abs() < 0.015);
        }
    }

    #[test]
    fn top_k_and_top_p_cut_the_tail() {
        let logits = [0.0f32, 1.0, 2.0, -1.0];
        let two = frequencies(sampling(1000, 1000, 2), &logits);
        assert!(two[0] == 0.0 && two[3] == 0.0 && two[1] > 0.0);
        let nucleus = frequencies(sampling(1000, 600, 0), &logits);
        assert_eq!(nucleus[2], 1.0);
        assert_eq!(frequencies(sampling(1000, 0, 0), &logits)[2], 1.0);
        assert!(Sampler::new(sampling(1, 1001, 0)).is_err());
    }

    #[test]
    fn infinite_logits_are_refused() {
        assert!(Sampler::new(sampling(0, 1000, 0)).unwrap().next(&[f32::NAN], 1).is_err());
    }
}

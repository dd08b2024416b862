//! Sequences side by side, padded on the right, with the next token of each position as its target.

/// Token sequences as rows for the network.
pub struct Batch {
    /// `batch · length` tokens; padding is token 0.
    pub tokens: Vec<u32>,
    /// The token after each position; 0 where there is none.
    pub targets: Vec<u32>,
    /// Weight of each position's loss; 0 where there is no next token.
    pub weights: Vec<f32>,
    /// Number of sequences.
    pub batch: usize,
    /// Positions of each sequence.
    pub length: usize,
}

impl Batch {
    /// Places sequences side by side. Position i of a sequence predicts its token i + 1; its loss weighs
    /// `weight(sequence)`. Sequences shorter than two tokens predict nothing.
    pub fn next_token(sequences: &[&[u32]], weight: impl Fn(usize) -> f32) -> Self {
        let length = sequences.iter().map(|s| s.len().saturating_sub(1)).max().unwrap_or(0);
        let rows = sequences.len() * length;
        let mut batch = Self {
            tokens: vec![0; rows],
            targets: vec![0; rows],
            weights: vec![0.0; rows],
            batch: sequences.len(),
            length,
        };
        for (number, sequence) in sequences.iter().enumerate() {
            let (first, count) = (number * length, sequence.len().saturating_sub(1));
            if count == 0 {
                continue;
            }
            batch.tokens[first..first + count].copy_from_slice(&sequence[..count]);
            batch.targets[first..first + count].copy_from_slice(&sequence[1..]);
            batch.weights[first..first + count].fill(weight(number));
        }
        batch
    }
}

/// Number of tokens these sequences ask the model to predict.
pub fn predicted(sequences: &[&[u32]]) -> u64 {
    sequences.iter().map(|sequence| sequence.len().saturating_sub(1) as u64).sum()
}

//! From contributions to what the engine trains on, measures on and indexes.

use super::outcome::JobError;
use openledger_engine::{attribute::IndexedFragment, Tokenizer, Tokens};
use openledger_primitives::{
    document::Bundle, fragment::fragments, job::ContributionRef, recipe::Recipe, ContributionId,
};
use openledger_store::Store;

/// The fragments of a training run, as tokens.
#[derive(Debug, Default)]
pub struct Corpus {
    /// What is trained on, by increasing (contribution, fragment), cut to the recipe's length.
    pub training: Vec<IndexedFragment>,
    /// What is measured on: fragments of documents that the recipe holds out, each with its contribution.
    pub held_out: Vec<(ContributionId, Tokens)>,
}

/// A contribution's bundle, verified and parsed.
pub fn bundle(store: &Store, contribution: &ContributionRef) -> Result<Bundle, JobError> {
    let bytes = store.get(&contribution.content)?;
    Bundle::parse(&bytes)
        .map_err(|error| JobError::Invalid(format!("contribution {} is no bundle: {error}", contribution.id)))
}

/// Reads the contributions of a run.
pub fn read(
    store: &Store,
    tokenizer: &Tokenizer,
    contributions: &[ContributionRef],
    recipe: &Recipe,
) -> Result<Corpus, JobError> {
    let mut corpus = Corpus::default();
    for contribution in contributions {
        corpus.add(tokenizer, contribution.id, &bundle(store, contribution)?, recipe)?;
    }
    Ok(corpus)
}

impl Corpus {
    /// Cuts a contribution and deals its fragments out by the recipe. Those too short to predict a token are left
    /// out of both parts.
    pub fn add(
        &mut self,
        tokenizer: &Tokenizer,
        contribution: ContributionId,
        bundle: &Bundle,
        recipe: &Recipe,
    ) -> Result<(), JobError> {
        for (position, fragment) in (0u32..).zip(fragments(bundle)) {
            let mut tokens = tokenizer.encode(&fragment.text).map_err(|error| JobError::Engine(error.to_string()))?;
            tokens.truncate(usize::from(recipe.sequence_length));
            if tokens.len() < 2 {
                continue;
            }
            if recipe.holds_out(&fragment.path) {
                self.held_out.push((contribution, tokens));
            } else {
                self.training.push(IndexedFragment { contribution, fragment: position, tokens });
            }
        }
        Ok(())
    }

    /// What is measured on, without contributions.
    pub fn held_out_tokens(&self) -> Vec<Tokens> {
        self.held_out.iter().map(|(_, tokens)| tokens.clone()).collect()
    }
}

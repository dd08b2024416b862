//! Training an adapter from a recipe.

use crate::{
    adamw::{clip, learning_rate, AdamW, Rates},
    base::Base,
    checkpoint::{self, State},
    error::{Error, Result},
    gradients::Differentiable,
    lora::{little_endian, Adapter},
    model::batch::{predicted, Batch},
    numeric_class::{engine_build, NUMERIC_CLASS},
    pretrain::sum_in_order,
    progress::{OnProgress, Progress},
    random::Random,
    Tokens,
};
use openledger_primitives::{
    hashing::{keccak_256_of, tagged},
    recipe::{Recipe, RecipeError},
    Digest,
};
use rayon::prelude::*;
use std::path::Path;

/// Constants of training that no recipe sets; the engine build stands for them.
const RATES: Rates = Rates { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const CLIP: f64 = 1.0;

/// What an adapter is trained on and, kept apart, measured on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrainingSet {
    /// Fragments as tokens, in the snapshot's order.
    pub fragments: Vec<Tokens>,
    /// Fragments of held-out documents: never trained on.
    pub held_out: Vec<Tokens>,
}

/// What training made.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The adapter.
    pub adapter: Adapter,
    /// [`checkpoint_hash`] after every `checkpoint_steps` steps and after the last.
    pub checkpoints: Vec<Digest>,
    /// Optimiser steps taken.
    pub steps: u32,
    /// Tokens predicted, all epochs.
    pub tokens: u64,
}

/// What a checkpoint commits to: `keccak256(adapter ‖ first moments ‖ second moments ‖ step)`, all values as
/// little-endian f32 in the adapter's layout order, the step as little-endian u32.
pub fn checkpoint_hash(adapter: &Adapter, optimiser: &AdamW) -> Digest {
    keccak_256_of(&[
        &little_endian(adapter.values()),
        &little_endian(&optimiser.first),
        &little_endian(&optimiser.second),
        &optimiser.step.to_le_bytes(),
    ])
}

/// Optimiser steps a recipe takes over this many trainable fragments.
pub fn steps(recipe: &Recipe, fragments: usize) -> u32 {
    (fragments.div_ceil(usize::from(recipe.batch)) * usize::from(recipe.epochs)) as u32
}

/// Trains an adapter. The same base, recipe, parent and fragments give the same bytes for any number of threads.
///
/// `parent` is where training starts; without one, from a fresh adapter. With a `directory`, the state is written
/// there at every checkpoint, and a run that was killed goes on from it to the same bytes. `progress` is called
/// after every step and may cancel.
pub fn train(
    base: &Base,
    recipe: &Recipe,
    set: &TrainingSet,
    parent: Option<&Adapter>,
    directory: Option<&Path>,
    progress: OnProgress,
) -> Result<Trained> {
    check_recipe(base, recipe)?;
    let adapter = start(base, recipe, parent)?;
    let fragments = trainable(recipe, &set.fragments)?;
    let total = steps(recipe, fragments.len());
    let run = tagged(
        "openledger/training-run/1",
        &(recipe, base.id(), adapter.digest(), fragments_hash(&fragments), engine_build()),
    );
    let optimiser = AdamW::new(adapter.values().len());
    let mut state = State { run, adapter, optimiser, tokens: 0, checkpoints: Vec::new() };
    if let Some(directory) = directory {
        checkpoint::resume(directory, &mut state)?;
    }
    let per_epoch = fragments.len().div_ceil(usize::from(recipe.batch)) as u32;
    let mut order = (u32::MAX, Vec::new());
    while state.optimiser.step < total {
        let done = state.optimiser.step;
        let epoch = done / per_epoch;
        if order.0 != epoch {
            let mut random = Random::new("openledger/train-order/1", recipe.seed, u64::from(epoch));
            order = (epoch, random.permutation(fragments.len()));
        }
        let batch = usize::from(recipe.batch);
        let first = (done % per_epoch) as usize * batch;
        let members: Vec<&[u32]> =
            order.1[first..(first + batch).min(fragments.len())].iter().map(|i| fragments[*i]).collect();
        let report = step(base, recipe, &mut state, &members, total)?;
        let step = state.optimiser.step;
        if step.is_multiple_of(recipe.checkpoint_steps) || step == total {
            state.checkpoints.push(checkpoint_hash(&state.adapter, &state.optimiser));
            if let Some(directory) = directory {
                checkpoint::write(directory, &state)?;
            }
        }
        if progress(report).is_break() && step < total {
            return Err(Error::Cancelled);
        }
    }
    Ok(Trained { adapter: state.adapter, checkpoints: state.checkpoints, steps: total, tokens: state.tokens })
}

/// One optimiser step over these fragments.
fn step(base: &Base, recipe: &Recipe, state: &mut State, members: &[&[u32]], total: u32) -> Result<Progress> {
    let step = state.optimiser.step + 1;
    let tokens = predicted(members);
    let weight = 1.0 / tokens as f32;
    let differentiable = Differentiable::new(base, &state.adapter)?;
    let shards = members
        .par_chunks(usize::from(recipe.micro_batch))
        .map(|members| differentiable.of_batch(&Batch::next_token(members, |_| weight)))
        .collect::<Result<Vec<_>>>()?;
    let loss = shards.iter().flat_map(|(losses, _)| losses).map(|loss| f64::from(*loss)).sum::<f64>() / tokens as f64;
    if !loss.is_finite() {
        return Err(Error::NotFinite { step, what: "loss" });
    }
    let mut gradient = sum_in_order(shards.into_iter().map(|(_, gradient)| gradient).collect());
    if step <= 2 && members.iter().any(|member| member.len() > 2) {
        every_tensor_learns(&state.adapter, &gradient, step)?;
    }
    clip(&mut gradient, CLIP, step)?;
    let peak = f64::from(recipe.learning_rate_micro) / 1e6;
    let rate = learning_rate(step, total, recipe.warmup_steps, peak, 0.0);
    state.optimiser.update(state.adapter.values_mut(), &gradient, RATES, rate, 0.0, &[]);
    state.tokens += tokens;
    Ok(Progress { step, steps: total, loss, learning_rate: rate, tokens: state.tokens })
}

/// A tensor that receives no gradient would be published untrained. While B is zero no gradient reaches A, so at
/// the first step only B is looked at.
fn every_tensor_learns(adapter: &Adapter, gradient: &[f32], step: u32) -> Result<()> {
    for slot in adapter.layout().slots.iter().filter(|slot| slot.is_b || step > 1) {
        if gradient[slot.range.clone()].iter().all(|g| *g == 0.0) {
            return Err(Error::NoGradient(slot.describe()));
        }
    }
    Ok(())
}

/// Whether this base and this build can do what a recipe says.
pub fn check_recipe(base: &Base, recipe: &Recipe) -> Result<()> {
    recipe.check().map_err(|e| {
        Error::Recipe(match e {
            RecipeError::Zero => {
                "rank, alpha, targets, learning rate, epochs, batch, micro-batch, checkpoint interval, dimensions and \
                 one attribution weight must be above zero, the sequence length above one"
                    .into()
            }
            RecipeError::MicroBatch => "the micro-batch must divide the batch".into(),
            RecipeError::TooLarge => "a value is larger than any worker accepts".into(),
        })
    })?;
    if recipe.numeric_class != NUMERIC_CLASS {
        return Err(Error::Recipe(format!(
            "numeric class {:?} is demanded; this build computes in {NUMERIC_CLASS:?}",
            recipe.numeric_class
        )));
    }
    if usize::from(recipe.sequence_length) > base.config.max_position_embeddings {
        return Err(Error::Recipe(format!(
            "sequence length {} is longer than the base's {} positions",
            recipe.sequence_length, base.config.max_position_embeddings
        )));
    }
    Ok(())
}

/// Where training starts.
fn start(base: &Base, recipe: &Recipe, parent: Option<&Adapter>) -> Result<Adapter> {
    let Some(parent) = parent else { return Ok(Adapter::fresh(&base.config, recipe)) };
    base.check_adapter(parent)?;
    if (parent.rank(), parent.alpha(), parent.targets()) != (usize::from(recipe.rank), recipe.alpha, recipe.targets) {
        return Err(Error::Recipe(format!(
            "the parent's adapter has rank {}, alpha {} and other settings than the recipe's rank {}, alpha {}; \
             a child goes on with its parent's",
            parent.rank(),
            parent.alpha(),
            recipe.rank,
            recipe.alpha
        )));
    }
    Ok(parent.clone())
}

/// Fragments cut to the recipe's length, without those too short to predict a token.
pub(crate) fn trainable<'a>(recipe: &Recipe, fragments: &'a [Tokens]) -> Result<Vec<&'a [u32]>> {
    let most = usize::from(recipe.sequence_length);
    let cut: Vec<&[u32]> =
        fragments.iter().map(|tokens| &tokens[..tokens.len().min(most)]).filter(|tokens| tokens.len() > 1).collect();
    if cut.is_empty() {
        return Err(Error::Data("no fragment has two tokens or more; there is nothing to train on".into()));
    }
    Ok(cut)
}

fn fragments_hash(fragments: &[&[u32]]) -> Digest {
    let mut bytes = Vec::new();
    for fragment in fragments {
        bytes.extend_from_slice(&(fragment.len() as u64).to_le_bytes());
        bytes.extend(fragment.iter().flat_map(|token| token.to_le_bytes()));
    }
    keccak_256_of(&[&bytes])
}

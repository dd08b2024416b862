//! Low-rank adapters: a flat vector of numbers and the order they stand in.

use crate::{
    config::ModelConfig,
    error::{Error, Result},
    model::{network::LoraLayers, projection::LoraPair, weights::PROJECTIONS},
    random::Random,
};
use candle_core::{Device, Tensor};
use openledger_primitives::{
    hashing::keccak_256,
    recipe::{Recipe, Targets},
    Digest,
};
use std::ops::Range;

/// Where one adapter tensor stands in the flat vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoraSlot {
    /// Block, from 0.
    pub layer: usize,
    /// Position of the projection in [`Targets::NAMES`].
    pub target: usize,
    /// Whether this is B (`[out, rank]`) rather than A (`[rank, in]`).
    pub is_b: bool,
    /// `[rows, columns]`.
    pub shape: [usize; 2],
    /// Its values' place in the flat vector.
    pub range: Range<usize>,
}

impl LoraSlot {
    /// For messages: `layer 2 q_proj lora_B`.
    pub fn describe(&self) -> String {
        let factor = if self.is_b { 'B' } else { 'A' };
        format!("layer {} {} lora_{factor}", self.layer, Targets::NAMES[self.target])
    }
}

/// The order of an adapter's tensors: by layer, then by target in the order of [`Targets::NAMES`], A before B,
/// each row by row. Gradients, optimiser moments and attribution use the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns of B, rows of A.
    pub rank: usize,
    /// Projections with an adapter.
    pub targets: Targets,
    /// The tensors, in order.
    pub slots: Vec<LoraSlot>,
}

impl Layout {
    /// The layout of an adapter of this rank and targets on a model of this shape.
    pub fn new(config: &ModelConfig, rank: usize, targets: Targets) -> Self {
        let mut slots = Vec::new();
        let mut offset = 0;
        for layer in 0..config.num_hidden_layers {
            for target in (0..PROJECTIONS).filter(|target| targets.contains(Targets::NAMES[*target])) {
                let [out, input] = config.projection_shape(target);
                for (is_b, shape) in [(false, [rank, input]), (true, [out, rank])] {
                    let range = offset..offset + shape[0] * shape[1];
                    offset = range.end;
                    slots.push(LoraSlot { layer, target, is_b, shape, range });
                }
            }
        }
        Self { rank, targets, slots }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.slots.last().map_or(0, |slot| slot.range.end)
    }

    /// Whether there is no tensor.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Index in `slots` of each (layer, target)'s A; B follows it.
    pub fn index(&self, layers: usize) -> Vec<[Option<usize>; PROJECTIONS]> {
        let mut index = vec![[None; PROJECTIONS]; layers];
        for (position, slot) in self.slots.iter().enumerate().filter(|(_, slot)| !slot.is_b) {
            index[slot.layer][slot.target] = Some(position);
        }
        index
    }

    /// Whether a model of this shape has these tensors.
    pub fn shape_of(&self, config: &ModelConfig) -> bool {
        *self == Self::new(config, self.rank, self.targets)
    }
}

/// A LoRA adapter: y = W·x + α/rank · B·A·x on every targeted projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Adapter {
    layout: Layout,
    alpha: u16,
    layers: usize,
    values: Vec<f32>,
}

impl Adapter {
    /// A fresh adapter as PEFT starts one: A uniform in ±1/√in (Kaiming with a = √5), B zero, drawn from the
    /// recipe's seed.
    pub fn fresh(config: &ModelConfig, recipe: &Recipe) -> Self {
        let layout = Layout::new(config, usize::from(recipe.rank), recipe.targets);
        let mut random = Random::new("openledger/lora-init/1", recipe.seed, 0);
        let mut values = vec![0f32; layout.len()];
        for slot in layout.slots.iter().filter(|slot| !slot.is_b) {
            let bound = 1.0 / (slot.shape[1] as f64).sqrt();
            values[slot.range.clone()].fill_with(|| random.symmetric(bound));
        }
        Self { layout, alpha: recipe.alpha, layers: config.num_hidden_layers, values }
    }

    /// An adapter of these values in the layout's order.
    pub fn from_values(
        config: &ModelConfig,
        rank: usize,
        alpha: u16,
        targets: Targets,
        values: Vec<f32>,
    ) -> Result<Self> {
        let layout = Layout::new(config, rank, targets);
        if rank == 0 || alpha == 0 || layout.is_empty() {
            return Err(Error::Adapter("rank, alpha and targets must not be zero or empty".into()));
        }
        if layout.len() != values.len() {
            return Err(Error::Adapter(format!(
                "{} values were given; its tensors hold {}",
                values.len(),
                layout.len()
            )));
        }
        Ok(Self { layout, alpha, layers: config.num_hidden_layers, values })
    }

    /// The order of its tensors.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// LoRA rank.
    pub fn rank(&self) -> usize {
        self.layout.rank
    }

    /// LoRA alpha.
    pub fn alpha(&self) -> u16 {
        self.alpha
    }

    /// Projections it attaches to.
    pub fn targets(&self) -> Targets {
        self.layout.targets
    }

    /// α / rank.
    pub fn scale(&self) -> f32 {
        f32::from(self.alpha) / self.layout.rank as f32
    }

    /// All values in the layout's order.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    pub(crate) fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// Keccak-256 of all values, little-endian.
    pub fn digest(&self) -> Digest {
        keccak_256(&little_endian(&self.values))
    }

    /// The tensors a network computes with.
    pub(crate) fn layers(&self) -> Result<LoraLayers> {
        let mut layers: LoraLayers = (0..self.layers).map(|_| Default::default()).collect();
        for pair in self.layout.slots.chunks_exact(2) {
            let tensor = |slot: &LoraSlot| {
                Tensor::from_slice(&self.values[slot.range.clone()], (slot.shape[0], slot.shape[1]), &Device::Cpu)
            };
            layers[pair[0].layer][pair[0].target] =
                Some(LoraPair { a: tensor(&pair[0])?, b: tensor(&pair[1])?, scale: self.scale() });
        }
        Ok(layers)
    }
}

/// Bytes of these values, little-endian.
pub(crate) fn little_endian(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

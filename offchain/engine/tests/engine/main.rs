//! The engine as its users call it.

mod fixture;
mod generation;
mod gradients;
mod lineage;
mod merge;
mod peft;
mod reference;
mod safetensors;
mod training;

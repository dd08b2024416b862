#![doc = include_str!("../README.md")]

pub mod calls;
pub mod chain;
pub mod choices;
pub mod life;
pub mod people;
pub mod scene;
pub mod sound;
pub mod tally;
pub mod world;

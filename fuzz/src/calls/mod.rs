//! Makers of calls: each turns choices into a call that mostly makes sense in the present state.
//!
//! Every call of a domain pallet has a maker of its own in the file of its pallet, or is made by [`shapeless`] from
//! its types alone. Which of them never succeed is for the test to say.

mod attribution;
pub mod batches;
mod compute;
mod datanets;
mod disputes;
mod governance;
mod models;
mod money;
pub mod shapeless;

use crate::{
    chain::{self, Outcome},
    choices::Choices,
    people::{self, Person},
    tally,
    world::World,
};
use openledger_runtime::{AccountId, RuntimeCall, RuntimeOrigin};
use std::sync::LazyLock;

/// Who sends a call.
pub enum By {
    /// Somebody, who signs and pays.
    Person(Person),
    /// A node; the call carries its own authorisation.
    Itself,
    /// A decision.
    Decision(RuntimeOrigin),
}

/// What a life keeps in mind once a call has succeeded.
pub type Memory = Box<dyn FnOnce(&mut World)>;

/// A call that is about to be made.
pub struct Attempt {
    /// Who sends it.
    pub by: By,
    /// The call.
    pub call: RuntimeCall,
    /// What is remembered when it succeeds.
    pub then: Option<Memory>,
}

impl Attempt {
    /// Makes the call; the block must have room.
    pub fn make(&self) -> Outcome {
        match &self.by {
            By::Person(person) => chain::apply(chain::sign(*person, self.call.clone())),
            By::Itself => chain::apply(chain::authorised(self.call.clone())),
            By::Decision(origin) => chain::decide(origin.clone(), self.call.clone()),
        }
    }
}

/// Makes a call; nothing where there is nothing that it could be about.
pub type Make = fn(&mut World, &mut Choices) -> Option<Attempt>;

/// A maker, and how often it is taken beside the others.
pub struct Maker {
    /// The pallet.
    pub pallet: &'static str,
    /// The call.
    pub call: &'static str,
    often: u16,
    make: Make,
}

const fn maker(pallet: &'static str, call: &'static str, often: u16, make: Make) -> Maker {
    Maker { pallet, call, often, make }
}

/// All makers written for one call, pallet by pallet.
pub fn written() -> impl Iterator<Item = &'static Maker> {
    [
        datanets::MAKERS,
        models::MAKERS,
        compute::MAKERS,
        attribution::MAKERS,
        batches::MAKERS,
        disputes::MAKERS,
        governance::MAKERS,
        money::MAKERS,
    ]
    .into_iter()
    .flatten()
}

enum Way {
    Written(&'static Maker),
    Shapeless(&'static str, &'static str),
}

/// Every way to make a call, and the sum of the weights up to it.
static WAYS: LazyLock<Vec<(u16, Way)>> = LazyLock::new(|| {
    let mut sum = 0;
    let mut ways = Vec::new();
    let mut add = |often: u16, way| {
        sum += often;
        ways.push((sum, way));
    };
    written().for_each(|maker| add(maker.often, Way::Written(maker)));
    for (pallet, call) in tally::domain_calls() {
        let known = written().any(|maker| (maker.pallet, maker.call) == (pallet, call));
        add(if known { 1 } else { 10 }, Way::Shapeless(pallet, call));
    }
    ways
});

/// Some call, chosen and made.
pub fn any(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let end = WAYS.last().map_or(0, |(sum, _)| *sum);
    let point = choices.short() % end.max(1);
    let at = WAYS.partition_point(|(sum, _)| *sum <= point);
    match &WAYS.get(at)?.1 {
        Way::Written(maker) => (maker.make)(world, choices),
        Way::Shapeless(pallet, call) => shapeless::make(pallet, call, choices),
    }
}

/// One named call.
pub fn named(pallet: &str, call: &str, world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    match written().find(|maker| (maker.pallet, maker.call) == (pallet, call)) {
        Some(maker) => (maker.make)(world, choices),
        None => shapeless::make(pallet, call, choices),
    }
}

// ── what makers share ──

fn signed(person: Person, call: impl Into<RuntimeCall>) -> Option<Attempt> {
    Some(Attempt { by: By::Person(person), call: call.into(), then: None })
}

fn authorised(call: impl Into<RuntimeCall>) -> Option<Attempt> {
    Some(Attempt { by: By::Itself, call: call.into(), then: None })
}

/// By root or the origin of a track; now and then by the wrong one.
fn decided(track: pallet_governance::Origin, choices: &mut Choices, call: impl Into<RuntimeCall>) -> Option<Attempt> {
    let origin = match choices.byte() {
        0..=149 => track.into(),
        150..=242 => RuntimeOrigin::root(),
        243..=250 => pallet_governance::Origin::TreasurySpender.into(),
        _ => RuntimeOrigin::signed(people::account(0)),
    };
    Some(Attempt { by: By::Decision(origin), call: call.into(), then: None })
}

/// Somebody; seldom one of those who own nothing.
fn anybody(choices: &mut Choices) -> Person {
    match choices.byte() {
        byte @ 0..=239 => usize::from(byte) % people::RICH,
        byte => usize::from(byte) % people::PEOPLE.len(),
    }
}

/// Whose account it is; now and then somebody else.
fn owner(account: &AccountId, choices: &mut Choices) -> Person {
    match people::person(account) {
        Some(person) if !choices.rarely() => person,
        _ => anybody(choices),
    }
}

/// A short name; there are few, so that they meet.
fn slug(choices: &mut Choices) -> Vec<u8> {
    let valid = ["a", "b-1", "solidity", "x2", "code", "law", "d", "e", "f-g", "h", "i", "j"];
    let name = match choices.byte() {
        byte @ 0..=239 => valid[usize::from(byte) % valid.len()],
        byte => ["", "-", "Q", "a--b", "\u{fc}"][usize::from(byte) % 5],
    };
    name.as_bytes().to_vec()
}

/// A name that is somebody's own, mostly.
fn slug_of(person: Person, choices: &mut Choices) -> Vec<u8> {
    match choices.byte() {
        0..=199 => format!("of-{person}").into_bytes(),
        _ => slug(choices),
    }
}

/// A number of something there is `next` of; now and then one that there is not.
fn number(next: u64, choices: &mut Choices) -> u64 {
    match choices.byte() {
        250..=253 => next,
        254.. => u64::MAX,
        byte => match next {
            0 => 0,
            1..=250 => u64::from(byte) % next,
            _ => u64::from(choices.short()) % next,
        },
    }
}

//! Calls of the datanets.

use super::*;
use openledger_primitives::content::ContentId;
use openledger_runtime::{
    currency::{MILLI_OPEN, OPEN},
    Balance, Runtime,
};
use pallet_datanets::{
    Call, Contributions, CurationRules, Curators, DatanetKind, DatanetState, Datanets, LicenceIds, NextContributionId,
    NextDatanetId,
};
use polkadot_sdk::frame_support::BoundedVec;

pub const MAKERS: &[Maker] = &[
    maker("Datanets", "create_datanet", 3, create_datanet),
    maker("Datanets", "contribute", 14, contribute),
    maker("Datanets", "bond_curator", 5, bond_curator),
    maker("Datanets", "unbond_curator", 3, unbond_curator),
    maker("Datanets", "vote", 12, vote),
    maker("Datanets", "close_curation", 3, close_curation),
    maker("Datanets", "withdraw", 4, withdraw),
    maker("Datanets", "set_datanet_rules", 4, set_datanet_rules),
    maker("Datanets", "close_datanet", 1, close_datanet),
];

fn rules(choices: &mut Choices) -> CurationRules<Balance> {
    CurationRules {
        quorum: choices.of([1, 2, 3, 4, 32, 0, 33]),
        threshold: choices.of([50, 0, 70, 100, 101]),
        voting_period: choices.of([4, 2, 3, 8, 1, 10_000_000]),
        deposit_per_kib: choices.amount(MILLI_OPEN),
        deposit_base: choices.amount(OPEN),
    }
}

fn create_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let kind = choices.of([DatanetKind::Code, DatanetKind::Text, DatanetKind::Table, DatanetKind::Image]);
    let licences = match choices.byte() {
        0..=199 => vec![0, 1, 4],
        200..=239 => vec![0, 5, 6, 10],
        _ => vec![choices.byte().into(), 3],
    };
    let call = Call::create_datanet {
        slug: BoundedVec::truncate_from(slug(choices)),
        description: Default::default(),
        kind,
        licences: LicenceIds::truncate_from(licences),
        rules: rules(choices),
    };
    signed(anybody(choices), call)
}

fn contribute(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    let datanet = number(NextDatanetId::<Runtime>::get().into(), choices) as u32;
    let admitted = Datanets::<Runtime>::get(datanet).map(|datanet| datanet.licences.to_vec()).unwrap_or_default();
    let licence = choices.pick(&admitted).filter(|_| !choices.rarely());
    // Few contents besides fresh ones, so that some are given twice.
    let content = if choices.sometimes() { [choices.byte() % 4; 32] } else { world.fresh() };
    let call = Call::contribute {
        datanet,
        content: ContentId(content),
        root: world.fresh(),
        fragments: choices.of([10, 1, 100, 65_536, 0, 65_537]),
        bytes: choices.of([1_000, 1, 1_024, 40_000, 33_554_432, 0, u64::MAX]),
        fragmenter: choices.of([1, 1, 1, 1, 0, 2]),
        licence: licence.unwrap_or_else(|| choices.byte().into()),
        source: BoundedVec::truncate_from(if choices.rarely() { vec![0xff] } else { b"npm:solady@0.1.26".to_vec() }),
    };
    signed(person, call)
}

fn bond_curator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let person = anybody(choices);
    signed(person, Call::bond_curator { amount: choices.amount(100 * OPEN) })
}

fn unbond_curator(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let curators: Vec<AccountId> = Curators::<Runtime>::iter_keys().collect();
    let curator = choices.pick(&curators)?;
    signed(owner(&curator, choices), Call::unbond_curator {})
}

/// Some contribution, those in a state first.
fn contribution(choices: &mut Choices, wanted: fn(&pallet_datanets::ContributionOf<Runtime>) -> bool) -> u64 {
    let found: Vec<u64> =
        Contributions::<Runtime>::iter().filter(|(_, contribution)| wanted(contribution)).map(|(id, _)| id).collect();
    match choices.pick(&found) {
        Some(id) if !choices.rarely() => id,
        _ => number(NextContributionId::<Runtime>::get(), choices),
    }
}

fn in_curation(contribution: &pallet_datanets::ContributionOf<Runtime>) -> bool {
    matches!(contribution.state, pallet_datanets::ContributionState::InCuration { .. })
}

fn vote(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let contribution = contribution(choices, in_curation);
    let curators: Vec<AccountId> = Curators::<Runtime>::iter_keys().collect();
    let curator = choices.pick(&curators).unwrap_or_else(|| people::account(8));
    let score = choices.of([80, 60, 40, 0, 100, 101]);
    signed(owner(&curator, choices), Call::vote { contribution, score })
}

fn close_curation(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let contribution = contribution(choices, in_curation);
    signed(anybody(choices), Call::close_curation { contribution })
}

fn withdraw(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let id = contribution(choices, |contribution| contribution.is_undecided() || contribution.position().is_some());
    let contributor = Contributions::<Runtime>::get(id).map(|contribution| contribution.contributor);
    let person = contributor.map_or(0, |contributor| owner(&contributor, choices));
    signed(person, Call::withdraw { contribution: id })
}

fn some_datanet(choices: &mut Choices) -> (u32, Person) {
    let mut open: Vec<u32> = Datanets::<Runtime>::iter()
        .filter(|(_, datanet)| datanet.state == DatanetState::Open)
        .map(|(id, _)| id)
        .collect();
    open.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    let id = choices.pick(&open).unwrap_or_else(|| number(NextDatanetId::<Runtime>::get().into(), choices) as u32);
    let person = Datanets::<Runtime>::get(id).map_or(0, |datanet| owner(&datanet.owner, choices));
    (id, person)
}

fn set_datanet_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    signed(person, Call::set_datanet_rules { datanet, rules: rules(choices) })
}

fn close_datanet(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (datanet, person) = some_datanet(choices);
    signed(person, Call::close_datanet { datanet })
}

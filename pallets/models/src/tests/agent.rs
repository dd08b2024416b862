//! Agents.

use crate::{mock::*, *};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    pallet_balances,
};

fn register_agent(
    who: &AccountId,
    name: &str,
    offer: AgentOffer,
) -> Result<(), polkadot_sdk::sp_runtime::DispatchError> {
    ModelsPallet::register_agent(signed(who), slug(name), offer)
}

#[test]
fn an_agent_is_found_by_its_name() {
    ExtBuilder::default().build_and_execute(|| {
        let tune = deployed(request("tune"));
        let free = pallet_balances::Pallet::<Test>::free_balance(&BOB);
        assert_ok!(register_agent(&BOB, "helper", agent_of(&[(0, 400_000), (tune, 600_000)])));
        assert_eq!(pallet_balances::Pallet::<Test>::free_balance(&BOB), free - AGENT_DEPOSIT);
        let (id, agent) = ModelsPallet::agent(b"helper".to_vec()).unwrap();
        assert_eq!((id, agent.owner, agent.owner_share), (0, BOB, 50_000));
        assert_eq!(agent.mix.len(), 2);
        assert_eq!(ModelsPallet::agent(b"nobody".to_vec()), None);
    });
}

#[test]
fn its_name_is_nobody_elses() {
    ExtBuilder::default().build_and_execute(|| {
        let offer = || agent_of(&[(0, 1_000_000)]);
        assert_noop!(register_agent(&BOB, "smol", offer()), Error::<Test>::NameTaken);
        assert_noop!(register_agent(&BOB, "No", offer()), Error::<Test>::InvalidSlug);
        assert_ok!(register_agent(&BOB, "helper", offer()));
        assert_noop!(register_agent(&BOB, "helper", offer()), Error::<Test>::NameTaken);
        assert_noop!(register("helper", MIT, 0), Error::<Test>::NameTaken);
        let alias = ModelsPallet::set_alias(signed(&ALICE), slug("helper"), 0);
        assert_noop!(alias, Error::<Test>::NameTaken);
    });
}

#[test]
fn its_parts_fit_together_and_allow_its_licence() {
    ExtBuilder::default().build_and_execute(|| {
        let offer = || agent_of(&[(0, 1_000_000)]);
        let with = |offer| register_agent(&BOB, "helper", offer);
        assert_noop!(with(agent_of(&[])), Error::<Test>::TooFewParents);
        assert_noop!(with(agent_of(&[(0, 999_999)])), Error::<Test>::WeightsNotOne);
        assert_noop!(with(agent_of(&[(0, 1), (0, 999_999)])), Error::<Test>::ParentRepeated { position: 1 });
        assert_noop!(with(agent_of(&[(9, 1_000_000)])), Error::<Test>::UnknownVersion);
        assert_noop!(with(AgentOffer { owner_share: 100_001, ..offer() }), Error::<Test>::RoyaltyTooHigh);
        assert_noop!(with(AgentOffer { output_price: 0, ..offer() }), Error::<Test>::PriceTooLow);
        let retrieval = |list: &[u32]| DatanetIds::truncate_from(list.to_vec());
        let twice = AgentOffer { retrieval: retrieval(&[0, 0]), ..offer() };
        assert_noop!(with(twice), Error::<Test>::DatanetRepeated { position: 1 });
        let nothing = AgentOffer { retrieval: retrieval(&[0, 99]), ..offer() };
        assert_noop!(with(nothing), Error::<Test>::NothingToRetrieve { position: 1 });
        let data = AgentOffer { retrieval: retrieval(&[2]), ..offer() };
        assert_noop!(with(data.clone()), Error::<Test>::DataLicenceConflict { data: AGPL });
        assert_ok!(with(AgentOffer { licence: AGPL, ..data }));
        let conflict = LicenceConflict::Data { datanet: 2, licence: AGPL, spdx: b"AGPL-3.0-only".to_vec() };
        assert_eq!(ModelsPallet::composition_conflicts(vec![0], vec![2], MIT), [conflict]);
    });
}

#[test]
fn its_owner_changes_it_and_takes_it_away() {
    ExtBuilder::default().build_and_execute(|| {
        let free = pallet_balances::Pallet::<Test>::free_balance(&BOB);
        assert_ok!(register_agent(&BOB, "helper", agent_of(&[(0, 1_000_000)])));
        let changed = AgentOffer { prompt: [9; 32], ..agent_of(&[(0, 1_000_000)]) };
        assert_noop!(ModelsPallet::update_agent(signed(&CAROL), 0, changed.clone()), Error::<Test>::NotAgentOwner);
        assert_noop!(ModelsPallet::update_agent(signed(&BOB), 1, changed.clone()), Error::<Test>::UnknownAgent);
        assert_ok!(ModelsPallet::update_agent(signed(&BOB), 0, changed));
        assert_eq!(Agents::<Test>::get(0).unwrap().prompt, [9; 32]);
        assert_noop!(ModelsPallet::retire_agent(signed(&CAROL), 0), Error::<Test>::NotAgentOwner);
        assert_ok!(ModelsPallet::retire_agent(signed(&BOB), 0));
        assert_eq!(pallet_balances::Pallet::<Test>::free_balance(&BOB), free);
        assert_ok!(register_agent(&CAROL, "helper", agent_of(&[(0, 1_000_000)])));
        assert_eq!(ModelsPallet::agent(b"helper".to_vec()).unwrap().0, 1);
    });
}

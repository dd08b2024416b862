//! `register_worker` and `set_endpoint`.

use crate::{mock::*, types::*, ActiveWorkers, Error, Event, WorkerOfKey, Workers};
use polkadot_sdk::{
    frame_support::{assert_noop, assert_ok},
    sp_core::Pair,
    sp_runtime::{DispatchError, TokenError},
};

#[test]
fn registering_holds_the_bond_and_makes_the_worker_active() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(register(1, 1_000));

        let key = session_pair(1).public();
        let expected = Worker {
            session_key: key,
            bond: 1_000,
            endpoint: endpoint(),
            busy: 0,
            heavy: 0,
            state: WorkerState::Active,
        };
        assert_eq!(Workers::<Test>::get(account(1)), Some(expected));
        assert_eq!(WorkerOfKey::<Test>::get(key), Some(account(1)));
        assert_eq!(ActiveWorkers::<Test>::get().into_inner(), vec![account(1)]);
        assert_eq!(Compute::held_bond(&account(1)), 1_000);
        assert_eq!(events(), vec![Event::WorkerRegistered { worker: account(1), session_key: key, bond: 1_000 }]);
    });
}

#[test]
fn a_worker_cannot_register_twice() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        assert_noop!(register(1, 2_000), Error::<Test>::AlreadyWorker);
    });
}

#[test]
fn a_session_key_belongs_to_one_worker() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        let key = session_pair(1).public();
        let call = Compute::register_worker(signed(2), key, endpoint(), 1_000, proof(1));
        assert_noop!(call, Error::<Test>::KeyTaken);
    });
}

#[test]
fn the_proof_must_be_the_session_keys_over_this_account_and_chain() {
    ExtBuilder::default().build_and_execute(|| {
        let key = session_pair(2).public();
        let by_another_key = proof(1);
        let for_another_account =
            session_pair(2).sign(&crate::crypto::registration_hash(Compute::genesis(), &account(1)));
        let for_another_chain = session_pair(2).sign(&crate::crypto::registration_hash([0; 32], &account(2)));
        for proof in [by_another_key, for_another_account, for_another_chain] {
            let call = Compute::register_worker(signed(2), key, endpoint(), 1_000, proof);
            assert_noop!(call, Error::<Test>::BadProof);
        }
    });
}

#[test]
fn the_bond_must_reach_the_minimum() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(register(1, 999), Error::<Test>::BondTooSmall);
        assert_ok!(register(1, 1_000));
    });
}

#[test]
fn the_bond_must_be_there() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(register(1, 1_000_000), TokenError::FundsUnavailable);
    });
}

#[test]
fn no_more_workers_than_there_can_be() {
    ExtBuilder::default().with_workers(4).build_and_execute(|| {
        assert_noop!(register(5, 1_000), Error::<Test>::TooManyWorkers);
        assert_ok!(Compute::leave(signed(2)));
        assert_ok!(register(5, 1_000));
    });
}

#[test]
fn only_a_signed_origin_registers() {
    ExtBuilder::default().build_and_execute(|| {
        let key = session_pair(1).public();
        let call = Compute::register_worker(RuntimeOrigin::none(), key, endpoint(), 1_000, proof(1));
        assert_noop!(call, DispatchError::BadOrigin);
    });
}

#[test]
fn an_endpoint_is_an_http_address_in_printable_ascii() {
    ExtBuilder::default().with_workers(1).build_and_execute(|| {
        for bad in ["", "worker", "http://", "ftp://a", "https://a b", "http://a\n", "https://ä"] {
            let endpoint = bad.as_bytes().to_vec().try_into().unwrap();
            assert_noop!(Compute::set_endpoint(signed(1), endpoint), Error::<Test>::BadEndpoint);
            let key = session_pair(2).public();
            let endpoint = bad.as_bytes().to_vec().try_into().unwrap();
            let call = Compute::register_worker(signed(2), key, endpoint, 1_000, proof(2));
            assert_noop!(call, Error::<Test>::BadEndpoint);
        }
        let endpoint: Endpoint = b"http://127.0.0.1:9955".to_vec().try_into().unwrap();
        assert_ok!(Compute::set_endpoint(signed(1), endpoint.clone()));
        assert_eq!(Workers::<Test>::get(account(1)).unwrap().endpoint, endpoint);
        assert_eq!(events(), vec![Event::EndpointChanged { worker: account(1), endpoint }]);
    });
}

#[test]
fn only_a_worker_has_an_endpoint() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(Compute::set_endpoint(signed(1), endpoint()), Error::<Test>::NotWorker);
    });
}

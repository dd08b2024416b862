//! A contribution's way through the runtime: its check and its report are jobs, a worker is drawn
//! for each, and its answers come back as authorised general transactions.

use super::{chain::block, preset};

use frame_support::{assert_ok, BoundedVec};
use frame_system::offchain::CreateAuthorizedTransaction;
use openledger_primitives::{
    content::ContentId,
    job::{CheckResult, CurateResult, JobResult, SignedResult},
    Digest as Hash32,
};
use openledger_runtime::{currency::OPEN, *};
use pallet_datanets::{ContributionState, CurationRules, DatanetKind};
use polkadot_sdk::*;
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError};

const ROOT: Hash32 = [7; 32];

fn pair(secret: &str) -> sr25519::Pair {
    sr25519::Pair::from_string(secret, None).expect("a well-known secret")
}

fn answer(job: u64, result: JobResult) -> UncheckedExtrinsic {
    let genesis = System::block_hash(0).0;
    let signed = SignedResult { genesis, job, attempt: 1, result };
    let signature = pair("//Worker//olwk").sign(&signed.signing_hash());
    let call = pallet_compute::Call::<Runtime>::submit_result { signed: Box::new(signed), signature };
    <Runtime as CreateAuthorizedTransaction<pallet_compute::Call<Runtime>>>::create_authorized_transaction(call.into())
}

/// A worker, and a contribution by Bob to a datanet of Alice's, in block 1.
fn scene() {
    block(1, []);
    let worker: AccountId = pair("//Worker").public().into();
    let session = pair("//Worker//olwk");
    let proof = session.sign(&pallet_compute::crypto::registration_hash(System::block_hash(0).0, &worker));
    let endpoint = BoundedVec::truncate_from(b"http://127.0.0.1:9955".to_vec());
    let bond = 1_000 * OPEN;
    assert_ok!(Compute::register_worker(RuntimeOrigin::signed(worker), session.public(), endpoint, bond, proof));
    assert_ok!(Datanets::create_datanet(
        RuntimeOrigin::signed(Alice.to_account_id()),
        BoundedVec::truncate_from(b"solidity".to_vec()),
        Default::default(),
        DatanetKind::Code,
        BoundedVec::truncate_from(vec![0]),
        CurationRules {
            quorum: 1,
            threshold: 50,
            voting_period: 60,
            deposit_per_kib: OPEN / 1_000,
            deposit_base: OPEN,
            reveal_period: 30,
            quorum_stake: 25 * OPEN,
            open_per_account: 8,
            open_per_datanet: 64,
        },
    ));
    assert_ok!(Datanets::contribute(
        RuntimeOrigin::signed(Bob.to_account_id()),
        0,
        ContentId::of(b"contract C {}"),
        ROOT,
        1,
        13,
        1,
        0,
        BoundedVec::truncate_from(b"npm:solady@0.1.26".to_vec()),
    ));
}

fn state() -> ContributionState<BlockNumber> {
    pallet_datanets::Contributions::<Runtime>::get(0).expect("the contribution").state
}

#[test]
fn a_contribution_is_checked_and_judged_by_a_worker() {
    preset(&presets::names()[0]).execute_with(|| {
        scene();
        assert_eq!(state(), ContributionState::Submitted);

        block(2, []);
        let report = ContentId::of(b"[]");
        let check = JobResult::Check(CheckResult { verdict: None, root: ROOT, refused: 0, report });
        block(3, [answer(0, check)]);
        assert!(matches!(state(), ContributionState::InCuration { .. }), "{:?}", state());

        block(4, []);
        block(
            5,
            [answer(
                1,
                JobResult::Curate(CurateResult { score: 80, duplicates: 0, report, findings: Default::default() }),
            )],
        );
        // Nobody else had a voice: the report decides, but not before others could have.
        assert_eq!(state(), ContributionState::InCuration { ends: 63 });
        (6..=63).for_each(|number| block(number, []));
        assert!(matches!(state(), ContributionState::Accepted { .. }), "{:?}", state());
    });
}

#[test]
fn an_answer_of_anothers_key_does_not_enter_the_pool() {
    preset(&presets::names()[0]).execute_with(|| {
        scene();
        block(2, []);
        let report = ContentId::of(b"[]");
        let genesis = System::block_hash(0).0;
        let result = JobResult::Check(CheckResult { verdict: None, root: ROOT, refused: 0, report });
        let signed = SignedResult { genesis, job: 0, attempt: 1, result };
        let signature = pair("//Mallory").sign(&signed.signing_hash());
        let call = pallet_compute::Call::<Runtime>::submit_result { signed: Box::new(signed), signature };
        let forged =
            <Runtime as CreateAuthorizedTransaction<pallet_compute::Call<Runtime>>>::create_authorized_transaction(
                call.into(),
            );
        let bare = UncheckedExtrinsic::new_bare(forged.function.clone());
        for transaction in [forged, bare] {
            let verdict =
                Executive::validate_transaction(TransactionSource::External, transaction, System::parent_hash());
            let refused = verdict.expect_err("it is not the worker's");
            assert_ne!(refused, TransactionValidityError::Invalid(InvalidTransaction::Payment));
        }
    });
}

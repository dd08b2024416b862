//! Paying by voucher: what is promised, what a receipt must say, and what survives on disk.

use openledger_cli::{
    error::Kind,
    vouchers::{Asked, Pending, Quote, State, Step, Wallet},
};
use openledger_primitives::{
    merkle_sum,
    receipt::{request_hash, FragmentScore, Receipt, Sampling},
    recipe::NumericClass,
    split::fee_down,
    voucher::{running_hash, NO_RECEIPTS},
    Digest,
};
use std::{fs, os::unix::fs::PermissionsExt};

const GENESIS: Digest = [1; 32];
const WORKER: Digest = [2; 32];
const PRICES: (u128, u128) = (40_000, 100_000);

fn sampling() -> Sampling {
    Sampling { temperature_milli: 700, top_p_milli: 1_000, top_k: 0, max_tokens: 20, seed: 4 }
}

fn asked() -> Asked {
    Asked {
        version: 7,
        input_price: PRICES.0,
        output_price: PRICES.1,
        prompt_bytes: 30,
        sampling: sampling(),
        most: None,
    }
}

fn state() -> State {
    State::new(GENESIS, 5, WORKER)
}

fn quote(state: &State) -> Quote {
    Quote {
        genesis: GENESIS,
        worker: WORKER,
        version: 7,
        input_tokens: 10,
        max_tokens: 20,
        input_price: PRICES.0,
        output_price: PRICES.1,
        fee_max: fee_down(10, 20, PRICES.0, PRICES.1).expect("a fee"),
        allocation: Some(5),
        receipts: state.receipts,
        receipts_hash: state.receipts_hash,
        last_receipt: None,
        spent: state.spent,
        expires_at_least: 100,
    }
}

fn receipt(index: u64) -> Receipt {
    Receipt {
        genesis: GENESIS,
        allocation: 5,
        worker: WORKER,
        index,
        version: 7,
        request: request_hash(7, &[8; 32], &sampling()),
        sampling: sampling(),
        prompt: [8; 32],
        output: [9; 32],
        input_tokens: 10,
        output_tokens: 12,
        input_price: PRICES.0,
        output_price: PRICES.1,
        fee: fee_down(10, 12, PRICES.0, PRICES.1).expect("a fee"),
        numeric_class: NumericClass::CpuExact,
        engine_build: [3; 32],
        query: [4; 32],
        credits: merkle_sum::empty_root(),
        fragments: Vec::new(),
    }
}

#[test]
fn an_answer_is_promised_received_and_countersigned_by_the_next_promise() {
    let mut state = state();
    let quoted = quote(&state);
    assert_eq!(state.reconcile(&quoted), Ok(Step::Settled));
    let first = state.promise(&asked(), &quoted).expect("promised");
    assert_eq!((first.cumulative, first.receipts, first.receipts_hash), (quoted.fee_max, 0, NO_RECEIPTS));
    assert!(first.expires > quoted.expires_at_least, "blocks pass between quote and request");

    let given = receipt(0);
    state.accept(&given).expect("accepted");
    assert_eq!((state.spent, state.receipts), (given.fee, 1));
    let second = state.promise(&asked(), &quote(&state)).expect("promised");
    assert_eq!(second.receipts_hash, running_hash(&NO_RECEIPTS, &given.hash()));
    assert_eq!(second.cumulative, given.fee + quoted.fee_max, "what was not used is not promised again");
}

#[test]
fn a_countersignature_promises_nothing_new() {
    let mut state = state();
    state.promise(&asked(), &quote(&state)).expect("promised");
    state.accept(&receipt(0)).expect("accepted");
    let voucher = state.countersignature(500);
    assert_eq!((voucher.cumulative, voucher.receipts, voucher.version), (state.spent, 1, 7));
    assert_eq!(voucher.receipts_hash, state.receipts_hash);
}

#[test]
fn a_quote_that_is_not_for_what_was_asked_is_not_promised() {
    type Case = (fn(&mut Quote), &'static str);
    let cases: [Case; 9] = [
        (|quote| quote.genesis = [9; 32], "another chain"),
        (|quote| quote.worker = [9; 32], "another worker"),
        (|quote| quote.version = 8, "version 8"),
        (|quote| quote.input_price += 1, "prices"),
        (|quote| quote.output_price += 1, "prices"),
        (|quote| quote.input_tokens = 47, "47 tokens in 30 bytes"),
        (|quote| quote.max_tokens = 21, "21 tokens, 20 were asked"),
        (|quote| quote.fee_max += 1, "highest fee"),
        (|quote| quote.fee_max -= 1, "highest fee"),
    ];
    for (change, because) in cases {
        let mut state = state();
        let mut quote = quote(&state);
        change(&mut quote);
        let refused = state.promise(&asked(), &quote).expect_err(because);
        assert!(refused.contains(because), "{refused}");
        assert_eq!(state.pending, None);
    }
    let mut state = state();
    let quote = quote(&state);
    let dear = Asked { most: Some(quote.fee_max - 1), ..asked() };
    assert!(state.promise(&dear, &quote).is_err());
    let free_choice = Asked { sampling: Sampling { max_tokens: 0, ..sampling() }, ..asked() };
    assert!(state.promise(&free_choice, &quote).is_ok(), "the worker may decide where the user does not");
}

#[test]
fn a_wrong_receipt_stops_the_allocation_for_good() {
    let cases: [fn(&mut Receipt); 14] = [
        |receipt| receipt.genesis = [9; 32],
        |receipt| receipt.allocation = 6,
        |receipt| receipt.worker = [9; 32],
        |receipt| receipt.index = 1,
        |receipt| receipt.version = 8,
        |receipt| receipt.sampling.seed = 5,
        |receipt| receipt.sampling.max_tokens = 19,
        |receipt| receipt.prompt = [0; 32],
        |receipt| receipt.input_tokens = 11,
        |receipt| receipt.output_tokens = 21,
        |receipt| receipt.input_price += 1,
        |receipt| receipt.fee += 1,
        |receipt| receipt.fee -= 1,
        |receipt| {
            receipt.fragments = vec![FragmentScore { contribution: 0, fragment: 0, score: 0 }; 11];
        },
    ];
    for (at, change) in cases.into_iter().enumerate() {
        let mut state = state();
        state.promise(&asked(), &quote(&state)).expect("promised");
        let mut given = receipt(0);
        change(&mut given);
        assert!(state.accept(&given).is_err(), "case {at}");
        assert_eq!((state.spent, state.receipts), (0, 0), "nothing is countersigned");
        assert!(state.promise(&asked(), &quote(&state)).is_err(), "nothing more is signed");
    }
    assert!(state().accept(&receipt(0)).is_err(), "a receipt nobody asked for");
}

#[test]
fn an_answer_that_was_lost_is_fetched_and_one_that_never_was_is_forgotten() {
    let mut state = state();
    state.promise(&asked(), &quote(&state)).expect("promised");
    let given = receipt(0);

    // The worker has nothing: the request failed there.
    let mut never = state.clone();
    assert_eq!(never.reconcile(&quote(&state)), Ok(Step::Settled));
    assert_eq!(never.pending, None);

    // The worker has a receipt more.
    let lost = Quote {
        receipts: 1,
        receipts_hash: running_hash(&NO_RECEIPTS, &given.hash()),
        last_receipt: Some(openledger_cli::account::hex(&given.hash())),
        spent: given.fee,
        ..quote(&state)
    };
    assert_eq!(state.reconcile(&lost), Ok(Step::Fetch(given.hash())));
    state.accept(&given).expect("accepted");
    assert_eq!(state.reconcile(&Quote { last_receipt: None, ..lost.clone() }), Ok(Step::Settled));

    // A worker that counts otherwise is not paid.
    for wrong in [
        Quote { receipts: 3, ..lost.clone() },
        Quote { spent: given.fee + 1, ..lost.clone() },
        Quote { receipts_hash: [9; 32], ..lost.clone() },
        Quote { allocation: Some(6), ..lost.clone() },
        Quote { allocation: None, ..lost },
    ] {
        assert!(state.clone().reconcile(&wrong).is_err());
    }
}

#[test]
fn a_worker_that_knows_nothing_of_a_new_allocation_may_still_answer() {
    let mut state = state();
    let unknown = Quote { allocation: None, ..quote(&state) };
    assert_eq!(state.reconcile(&unknown), Ok(Step::Settled));
}

#[test]
fn a_quote_is_read_as_the_worker_writes_it() {
    let text = r#"{"genesis":"0x0101010101010101010101010101010101010101010101010101010101010101",
        "worker":"0x0202020202020202020202020202020202020202020202020202020202020202","version":7,"input_tokens":10,
        "max_tokens":20,"input_price":"40000","output_price":"100000","fee_max":"2400","allocation":5,"receipts":0,
        "receipts_hash":"0x0000000000000000000000000000000000000000000000000000000000000000","last_receipt":null,
        "spent":"0","cumulative_required":"2400","expires_at_least":100}"#;
    let read: Quote = serde_json::from_str(text).expect("a quote");
    assert_eq!(read, quote(&state()));
}

#[test]
fn keys_and_states_are_private_and_survive() {
    let folder = tempfile::tempdir().expect("a folder");
    let wallet = Wallet::new(folder.path(), GENESIS);
    let key = wallet.new_key().expect("a key");
    assert!(wallet.allocations().is_empty(), "a key without an allocation is none");
    wallet.assign(&key, state()).expect("assigned");
    assert_eq!(wallet.allocations(), [5]);

    let mut locked = wallet.lock(5, &key, state()).expect("locked");
    let voucher = locked.state.promise(&asked(), &quote(&state())).expect("promised");
    locked.save().expect("saved");
    let signed = locked.sign(voucher);
    let public = subxt_signer::sr25519::PublicKey(key);
    let signature = subxt_signer::sr25519::Signature(signed.signature);
    assert!(subxt_signer::sr25519::verify(&signature, voucher.signing_hash(), &public));
    drop(locked);

    let locked = wallet.lock(5, &key, state()).expect("locked again");
    let pending = locked.state.pending.as_ref().expect("what was promised is remembered");
    assert_eq!(pending, &Pending { voucher, asked: asked(), quote: quote(&state()) });

    let mut folders = vec![folder.path().join("vouchers")];
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).expect("there").permissions().mode() & 0o077, 0);
        for entry in fs::read_dir(&folder).expect("listed") {
            let path = entry.expect("an entry").path();
            assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o077, 0, "{}", path.display());
            folders.extend(path.is_dir().then_some(path));
        }
    }
}

#[test]
fn an_opening_that_was_interrupted_loses_no_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let wallet = Wallet::new(folder.path(), GENESIS);
    let key = wallet.new_key().expect("a key");
    // The allocation is on chain, the program was stopped before it could note its number.
    let locked = wallet.lock(5, &key, state()).expect("found by its key");
    assert_eq!(locked.state, state());
}

#[test]
fn other_keys_and_other_chains_have_nothing_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let wallet = Wallet::new(folder.path(), GENESIS);
    let key = wallet.new_key().expect("a key");
    wallet.assign(&key, state()).expect("assigned");
    let missing = |wallet: &Wallet, id: u64, key: &Digest| wallet.lock(id, key, state()).err().map(|error| error.kind);
    assert_eq!(missing(&wallet, 6, &key), Some(Kind::NotFound));
    assert_eq!(missing(&wallet, 5, &[7; 32]), Some(Kind::Failure));
    assert_eq!(missing(&Wallet::new(folder.path(), [9; 32]), 5, &key), Some(Kind::NotFound));
}

#[test]
fn two_processes_take_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    let wallet = Wallet::new(folder.path(), GENESIS);
    let key = wallet.new_key().expect("a key");
    wallet.assign(&key, state()).expect("assigned");
    let first = wallet.lock(5, &key, state()).expect("locked");
    let (send, receive) = std::sync::mpsc::channel();
    let other = wallet.clone();
    let waiting = std::thread::spawn(move || {
        let second = other.lock(5, &key, state()).expect("locked");
        send.send(second.state.receipts).expect("sent");
    });
    let mut first = first;
    first.state.promise(&asked(), &quote(&state())).expect("promised");
    first.state.accept(&receipt(0)).expect("accepted");
    first.save().expect("saved");
    assert!(receive.try_recv().is_err(), "the second waits");
    drop(first);
    assert_eq!(receive.recv().expect("received"), 1, "and sees what the first did");
    waiting.join().expect("ended");
}

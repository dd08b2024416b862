//! What `docs/fees.md` says is what the runtime asks.

use super::preset;
use codec::Decode;
use frame_support::{
    traits::{GetCallIndex, GetCallName, PalletInfoAccess},
    BoundedVec,
};
use openledger_runtime::*;
use polkadot_sdk::*;
use sp_runtime::{generic::Era, traits::TrailingZeroInput};

const PAGE: &str = include_str!("../../../docs/fees.md");

/// A call's row: its fee with the fewest parts, with the most, and what the parts are.
fn row(call: &str) -> Option<[&'static str; 3]> {
    let line = PAGE.lines().find(|line| line.starts_with(&format!("| `{call}` |")))?;
    let columns: Vec<&str> = line.split(" |").map(str::trim).collect();
    Some([columns[1], columns[2], columns[3]])
}

/// A pallet's calls by the names that the page has, each with the two bytes that a call begins with.
fn calls<P: PalletInfoAccess, C: GetCallName + GetCallIndex>() -> Vec<(String, [u8; 2])> {
    let shown = |name: &str| {
        let mut words = name.split('_');
        let first = words.next().expect("a name has a word").to_string();
        let rest = words.map(|word| word[..1].to_uppercase() + &word[1..]);
        format!("{}.{}", P::name().to_lowercase(), first + &rest.collect::<String>())
    };
    let each = C::get_call_names().iter().zip(C::get_call_indices());
    each.map(|(&name, &index)| (shown(name), [P::index() as u8, index])).collect()
}

/// What is asked for a transaction of 150 bytes, signed as wallets do, in the page's form.
fn asked(call: RuntimeCall) -> String {
    let extension: TxExtension = (
        frame_system::AuthorizeCall::new(),
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckMortality::from(Era::mortal(64, 0)),
        frame_system::CheckNonce::from(0),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
        frame_system::WeightReclaim::new(),
    );
    let signature = Signature::Sr25519(sp_core::sr25519::Signature::from_raw([0; 64]));
    let signer = Address::Id(AccountId::new([1; 32]));
    let transaction = UncheckedExtrinsic::new_signed(call, signer, signature, extension);
    let fee = TransactionPayment::query_info(transaction, 150).partial_fee;
    let millionths = (fee + currency::MICRO_OPEN / 2) / currency::MICRO_OPEN;
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

#[test]
fn every_row_of_the_page_is_what_is_asked() {
    let all = [
        calls::<Datanets, pallet_datanets::Call<Runtime>>(),
        calls::<Compute, pallet_compute::Call<Runtime>>(),
        calls::<Models, pallet_models::Call<Runtime>>(),
        calls::<Attribution, pallet_attribution::Call<Runtime>>(),
        calls::<Governance, pallet_governance::Call<Runtime>>(),
    ];
    preset(&presets::names()[0]).execute_with(|| {
        let mut rows = 0;
        for (name, start) in all.concat() {
            let Some([fewest, _, parts]) = row(&name) else { continue };
            rows += 1;
            let call = RuntimeCall::decode(&mut TrailingZeroInput::new(&start)).expect("zeros are arguments");
            let asked = asked(call);
            // Lists of zeros are empty: fewer parts than some calls are measured with.
            if parts.is_empty() || parts.starts_with("0–") {
                assert_eq!(asked, fewest, "{name}");
            } else {
                assert!(asked.as_str() < fewest, "{name}: {asked}, where the page has {fewest}");
            }
        }
        assert_eq!(rows, PAGE.lines().filter(|line| line.starts_with("| `")).count());
    });
}

#[test]
fn the_most_parts_cost_what_the_page_says() {
    preset(&presets::names()[0]).execute_with(|| {
        let claim = |lines: usize| {
            let line = Decode::decode(&mut TrailingZeroInput::zeroes()).expect("zeros are a line");
            let lines = BoundedVec::truncate_from(vec![line; lines]);
            RuntimeCall::Attribution(pallet_attribution::Call::claim_credits { batch: 0, lines })
        };
        let [one, all, _] = row("attribution.claimCredits").expect("a row");
        assert_eq!([asked(claim(1)), asked(claim(64))], [one, all]);

        let leaf = BoundedVec::truncate_from(vec![0; 16_384]);
        let proof = pallet_compute::Call::prove_storage { pin: 0, leaf, siblings: Default::default() };
        assert_eq!(asked(RuntimeCall::Compute(proof)), row("compute.proveStorage").expect("a row")[1]);
    });
}

//! The upgrade from the last release: a chain's state as that release left it, in the code of today.
//!
//! `tests/upgrade/` holds the state and says how it was made. Migrations run on it as the runtime runs them; after
//! them every stored value of the domain must be one that the code of today can read, every invariant must hold, and
//! nobody may own more or less than before.

use super::chain::block_after;

use codec::{Compact, Decode};
use flate2::read::GzDecoder;
use frame_support::{
    migrations::MultiStepMigrator,
    traits::{GetStorageVersion, StorageVersion},
};
use openledger_runtime::{configs::TreasuryAccount, currency::EXISTENTIAL_DEPOSIT, *};
use polkadot_sdk::*;
use scale_info::{form::PortableForm, PortableRegistry, Registry, TypeDef, TypeDefPrimitive};
use sp_core::storage::Storage;
use std::{collections::BTreeMap, io::Read};

/// State of a development chain at the last release, after its demo.
const STATE: &[u8] = include_bytes!("../../../tests/upgrade/v0.3.0.json.gz");

/// Blocks in which multi-block migrations must be done.
const PATIENCE: u32 = 50;

/// A hasher of a map's keys: bytes before the key itself; none where the key is not kept.
type Before = Option<usize>;

/// One storage item: where it is, how its keys are hashed, and the types of keys and value.
struct Item {
    pallet: &'static str,
    name: &'static str,
    prefix: Vec<u8>,
    hashers: Vec<Before>,
    keys: Vec<u32>,
    value: u32,
}

macro_rules! domain {
    ($($pallet:ident),*) => {
        /// The domain's storage items.
        fn items() -> (Vec<Item>, PortableRegistry) {
            let mut registry = Registry::new();
            let mut found = Vec::new();
            $(found.extend(
                $pallet::storage_metadata().entries.into_iter().map(|entry| {
                    let (hashers, key, value) = shape(&entry.ty);
                    let key = key.map(|key| registry.register_type(&key).id);
                    let value = registry.register_type(&value).id;
                    (stringify!($pallet), entry.name, hashers, key, value)
                }),
            );)*
            let types: PortableRegistry = registry.into();
            let item = |(pallet, name, hashers, key, value)| Item {
                pallet,
                name,
                prefix: frame_support::storage::storage_prefix(str::as_bytes(pallet), str::as_bytes(name)).to_vec(),
                keys: key_types(&types, key, Vec::len(&hashers)),
                hashers,
                value,
            };
            (found.into_iter().map(item).collect(), types)
        }

        /// The domain's storage versions: in state, and in this code.
        fn versions() -> Vec<(&'static str, StorageVersion, StorageVersion)> {
            vec![$((stringify!($pallet), $pallet::on_chain_storage_version(), $pallet::in_code_storage_version())),*]
        }

        fn invariants() -> Vec<(&'static str, Result<(), sp_runtime::TryRuntimeError>)> {
            vec![$((stringify!($pallet), $pallet::do_try_state())),*]
        }
    };
}

domain!(Datanets, Compute, Models, Attribution, Governance);

use frame_support::__private::metadata_ir::{StorageEntryTypeIR, StorageHasherIR};

fn shape(entry: &StorageEntryTypeIR) -> (Vec<Before>, Option<scale_info::MetaType>, scale_info::MetaType) {
    match entry {
        StorageEntryTypeIR::Plain(value) => (Vec::new(), None, *value),
        StorageEntryTypeIR::Map { hashers, key, value } => {
            let before = |hasher: &StorageHasherIR| match hasher {
                StorageHasherIR::Blake2_128Concat => Some(16),
                StorageHasherIR::Twox64Concat => Some(8),
                StorageHasherIR::Identity => Some(0),
                _ => None,
            };
            (hashers.iter().map(before).collect(), Some(*key), *value)
        }
    }
}

/// The types of a map's keys; several are declared as a tuple.
fn key_types(types: &PortableRegistry, key: Option<u32>, keys: usize) -> Vec<u32> {
    let Some(key) = key else { return Vec::new() };
    match &types.resolve(key).expect("a registered type").type_def {
        TypeDef::<PortableForm>::Tuple(tuple) if keys > 1 => tuple.fields.iter().map(|field| field.id).collect(),
        _ => vec![key],
    }
}

fn release() -> sp_io::TestExternalities {
    let mut text = String::new();
    GzDecoder::new(STATE).read_to_string(&mut text).expect("the fixture is compressed text");
    let spec: serde_json::Value = serde_json::from_str(&text).expect("the fixture is JSON");
    let bytes = |text: &str| sp_core::bytes::from_hex(text).expect("hexadecimal");
    let top = spec["genesis"]["raw"]["top"].as_object().expect("a raw chain specification");
    let top = top.iter().map(|(key, value)| (bytes(key), bytes(value.as_str().expect("text")))).collect();
    Storage { top, children_default: Default::default() }.into()
}

/// All keys and values under a prefix.
fn under(prefix: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut key = prefix.to_vec();
    if let Some(value) = sp_io::storage::get(&key) {
        found.push((key.clone(), value.to_vec()));
    }
    while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(prefix)) {
        let value = sp_io::storage::get(&next).expect("a key has a value");
        found.push((next.clone(), value.to_vec()));
        key = next;
    }
    found
}

/// Reads every key and value of the domain by its type of today; says how many there are of each item, or what cannot
/// be read.
fn decode_everything() -> Result<BTreeMap<(&'static str, &'static str), usize>, String> {
    let (items, types) = items();
    let mut counts = BTreeMap::new();
    let mut known = 0;
    for item in &items {
        let entries = under(&item.prefix);
        for (key, value) in &entries {
            let place = format!("{}.{} at {}", item.pallet, item.name, sp_core::bytes::to_hex(key, false));
            read(&types, item, &key[item.prefix.len()..], value).map_err(|wrong| format!("{place}: {wrong}"))?;
        }
        known += entries.len();
        counts.insert((item.pallet, item.name), entries.len());
    }
    let pallets: std::collections::BTreeSet<&str> = items.iter().map(|item| item.pallet).collect();
    let all: usize = pallets
        .iter()
        .map(|pallet| {
            let version = frame_support::storage::storage_prefix(pallet.as_bytes(), b":__STORAGE_VERSION__:");
            let keys = under(&sp_io::hashing::twox_128(pallet.as_bytes()));
            keys.iter().filter(|(key, _)| !key.starts_with(&version)).count()
        })
        .sum();
    if all != known {
        return Err(format!("{} stored values belong to no storage item of this code", all - known));
    }
    Ok(counts)
}

/// Reads one value of a type and forgets it.
fn skip(types: &PortableRegistry, id: u32, bytes: &mut &[u8]) -> Result<(), String> {
    let of_type = types.resolve(id).ok_or("a type that is not registered")?;
    match &of_type.type_def {
        TypeDef::Composite(composite) => composite.fields.iter().try_for_each(|field| skip(types, field.ty.id, bytes)),
        TypeDef::Tuple(tuple) => tuple.fields.iter().try_for_each(|field| skip(types, field.id, bytes)),
        TypeDef::Array(array) => (0..array.len).try_for_each(|_| skip(types, array.type_param.id, bytes)),
        TypeDef::Sequence(sequence) => {
            let length = Compact::<u32>::decode(bytes).map_err(|error| error.to_string())?.0;
            (0..length).try_for_each(|_| skip(types, sequence.type_param.id, bytes))
        }
        TypeDef::Variant(variants) => {
            let index = u8::decode(bytes).map_err(|_| "a variant is missing")?;
            let variant = variants.variants.iter().find(|variant| variant.index == index);
            let variant = variant.ok_or_else(|| format!("{} has no variant {index}", of_type.path))?;
            variant.fields.iter().try_for_each(|field| skip(types, field.ty.id, bytes))
        }
        TypeDef::Compact(_) => Compact::<u128>::decode(bytes).map(drop).map_err(|error| error.to_string()),
        TypeDef::Primitive(TypeDefPrimitive::Bool) => bool::decode(bytes).map(drop).map_err(|error| error.to_string()),
        TypeDef::Primitive(TypeDefPrimitive::Str) => String::decode(bytes).map(drop).map_err(|error| error.to_string()),
        TypeDef::Primitive(primitive) => {
            let length = match primitive {
                TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => 1,
                TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
                TypeDefPrimitive::U32 | TypeDefPrimitive::I32 | TypeDefPrimitive::Char => 4,
                TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
                TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
                _ => 32,
            };
            *bytes = bytes.get(length..).ok_or("a number is cut short")?;
            Ok(())
        }
        TypeDef::BitSequence(_) => Err("a sequence of bits, which is not stored here".into()),
    }
}

fn read(types: &PortableRegistry, item: &Item, mut key: &[u8], mut value: &[u8]) -> Result<(), String> {
    for (hasher, of_type) in item.hashers.iter().zip(&item.keys) {
        let Some(before) = hasher else { break };
        key = key.get(*before..).ok_or("a key is cut short")?;
        skip(types, *of_type, &mut key)?;
    }
    skip(types, item.value, &mut value)?;
    match (key.len(), value.len()) {
        (0, 0) => Ok(()),
        (key, value) => Err(format!("{key} bytes of the key and {value} of the value are left over")),
    }
}

/// What everybody owns.
fn money() -> BTreeMap<AccountId, Balance> {
    frame_system::Account::<Runtime>::iter()
        .map(|(who, account)| (who, account.data.free + account.data.reserved))
        .collect()
}

/// Runs all migrations, those over many blocks included.
fn migrate() {
    frame_system::LastRuntimeUpgrade::<Runtime>::put(frame_system::LastRuntimeUpgradeInfo {
        spec_version: VERSION.spec_version.into(),
        spec_name: VERSION.spec_name,
    });
    Executive::execute_on_runtime_upgrade();
    let mut parent = System::parent_hash();
    for _ in 0..PATIENCE {
        if !MultiBlockMigrations::ongoing() {
            return;
        }
        parent = block_after(parent);
    }
    panic!("migrations were not done after {PATIENCE} blocks");
}

#[test]
fn the_last_releases_state_holds_what_the_domain_is_made_of() {
    release().execute_with(|| {
        let count = |pallet: &str, item: &str| {
            under(&frame_support::storage::storage_prefix(pallet.as_bytes(), item.as_bytes())).len()
        };
        for (pallet, item, least) in [
            ("Datanets", "Datanets", 1),
            ("Datanets", "Contributions", 3),
            ("Datanets", "Snapshots", 1),
            ("Compute", "Workers", 1),
            ("Compute", "Jobs", 4),
            ("Models", "Versions", 2),
            ("Models", "Recipes", 1),
            ("Attribution", "Allocations", 1),
            ("Attribution", "Batches", 1),
            ("Attribution", "Credits", 1),
            ("Governance", "Validators", 1),
        ] {
            let found = count(pallet, item);
            assert!(found >= least, "{pallet}.{item}: {found}");
        }
    });
}

#[test]
fn what_the_last_release_stored_is_read_by_this_code_after_its_migrations() {
    release().execute_with(|| {
        let (mut before, issued) = (money(), Balances::total_issuance());
        migrate();
        for (pallet, in_state, in_code) in versions() {
            assert_eq!(in_state, in_code, "{pallet} was not migrated to the version of its code");
        }
        let counts = decode_everything().expect("every stored value can be read");
        for ((pallet, item), count) in counts {
            println!("{pallet}.{item}: {count}");
        }
        for (pallet, result) in invariants() {
            assert_eq!(result, Ok(()), "{pallet}");
        }
        assert_eq!(Balances::total_issuance(), issued);
        // What backers' money lies on begins to exist, by what the treasury gives it.
        before.insert(Models::pot(), EXISTENTIAL_DEPOSIT);
        before.entry(TreasuryAccount::get()).and_modify(|money| *money -= EXISTENTIAL_DEPOSIT);
        assert_eq!(money(), before, "somebody else owns more or less than before");
    });
}

#[test]
fn a_changed_layout_is_noticed() {
    release().execute_with(|| {
        let (items, _) = items();
        let item = items.iter().find(|item| item.name == "Contributions").expect("there are contributions");
        let (key, value) = under(&item.prefix).pop().expect("there is one");
        // As if a field had been added, or taken away, without a migration.
        for changed in [value[..value.len() - 1].to_vec(), [value.clone(), vec![0]].concat()] {
            sp_io::storage::set(&key, &changed);
            assert!(decode_everything().is_err());
        }
        sp_io::storage::set(&key, &value);
        let gone = frame_support::storage::storage_prefix(b"Datanets", b"AnItemThatIsNoMore");
        sp_io::storage::set(&gone, &[1]);
        assert!(decode_everything().is_err());
    });
}

//! Calls made from their types alone: whatever the metadata says a call takes, with numbers that may exist.
//!
//! So a call that somebody adds is tried at once, and one that needs more than that to succeed is noticed, because
//! the test asks for a success of every call.

use super::*;
use codec::{Compact, Decode, Encode};
use openledger_runtime::currency::{EXISTENTIAL_DEPOSIT, OPEN};
use scale_info::{form::PortableForm, MetaType, PortableRegistry, Registry, TypeDef, TypeDefPrimitive};

static TYPES: LazyLock<(PortableRegistry, u32)> = LazyLock::new(|| {
    let mut registry = Registry::new();
    let call = registry.register_type(&MetaType::new::<RuntimeCall>());
    (registry.into(), call.id)
});

/// Makes some call of this name, by somebody or by a decision.
pub fn make(pallet: &str, call: &str, choices: &mut Choices) -> Option<Attempt> {
    let bytes = encoded(pallet, call, choices)?;
    let call = RuntimeCall::decode(&mut &bytes[..]).ok()?;
    let by = match choices.byte() {
        0..=199 => By::Person(anybody(choices)),
        200..=209 => By::Itself,
        210..=229 => By::Decision(RuntimeOrigin::root()),
        230..=240 => By::Decision(pallet_governance::Origin::ProtocolParameters.into()),
        _ => By::Decision(pallet_governance::Origin::ModelDeployment.into()),
    };
    Some(Attempt { by, call, then: None })
}

/// The bytes of a call.
fn encoded(pallet: &str, call: &str, choices: &mut Choices) -> Option<Vec<u8>> {
    let (types, runtime_call) = &*TYPES;
    let TypeDef::Variant(pallets) = &types.resolve(*runtime_call)?.type_def else { return None };
    let pallet = pallets.variants.iter().find(|variant| variant.name == pallet)?;
    let TypeDef::Variant(calls) = &types.resolve(pallet.fields.first()?.ty.id)?.type_def else { return None };
    let call = calls.variants.iter().find(|variant| variant.name == call)?;
    let mut bytes = vec![pallet.index, call.index];
    for field in &call.fields {
        value(types, field.ty.id, field.name.as_deref().unwrap_or_default(), choices, &mut bytes)?;
    }
    Some(bytes)
}

/// Writes some value of a type. The name of the field it is for says what its numbers may be.
fn value(types: &PortableRegistry, id: u32, name: &str, choices: &mut Choices, out: &mut Vec<u8>) -> Option<()> {
    let of_type = types.resolve(id)?;
    if of_type.path.segments.last().is_some_and(|last| last == "AccountId32") {
        out.extend(people::account(anybody(choices)).encode());
        return Some(());
    }
    let inner = |fields: &[scale_info::Field<PortableForm>], choices: &mut Choices, out: &mut Vec<u8>| {
        fields
            .iter()
            .try_for_each(|field| value(types, field.ty.id, field.name.as_deref().unwrap_or(name), choices, out))
    };
    match &of_type.type_def {
        TypeDef::Composite(composite) => inner(&composite.fields, choices, out),
        TypeDef::Tuple(tuple) => tuple.fields.iter().try_for_each(|field| value(types, field.id, name, choices, out)),
        TypeDef::Variant(variants) => {
            let variant = choices.pick(&(0..variants.variants.len()).collect::<Vec<_>>())?;
            let variant = variants.variants.get(variant)?;
            out.push(variant.index);
            inner(&variant.fields, choices, out)
        }
        TypeDef::Sequence(sequence) => {
            if is_byte(types, sequence.type_param.id) {
                slug(choices).encode_to(out);
                return Some(());
            }
            let length = choices.below(4);
            Compact(length as u32).encode_to(out);
            (0..length).try_for_each(|_| value(types, sequence.type_param.id, name, choices, out))
        }
        TypeDef::Array(array) if is_byte(types, array.type_param.id) => {
            out.resize(out.len() + array.len as usize, choices.byte());
            Some(())
        }
        TypeDef::Array(array) => (0..array.len).try_for_each(|_| value(types, array.type_param.id, name, choices, out)),
        TypeDef::Compact(compact) => {
            match whole(types, compact.type_param.id)? {
                TypeDefPrimitive::U128 => Compact(choices.amount(OPEN)).encode_to(out),
                TypeDefPrimitive::U64 => Compact(number_for(name, choices)).encode_to(out),
                TypeDefPrimitive::U32 => Compact(number_for(name, choices) as u32).encode_to(out),
                TypeDefPrimitive::U16 => Compact(number_for(name, choices) as u16).encode_to(out),
                _ => Compact(number_for(name, choices) as u8).encode_to(out),
            }
            Some(())
        }
        TypeDef::Primitive(primitive) => primitive_value(primitive, name, choices, out),
        TypeDef::BitSequence(_) => None,
    }
}

fn primitive_value(of: &TypeDefPrimitive, name: &str, choices: &mut Choices, out: &mut Vec<u8>) -> Option<()> {
    match of {
        TypeDefPrimitive::Bool => out.push(choices.byte() & 1),
        TypeDefPrimitive::U8 => out.push(number_for(name, choices) as u8),
        TypeDefPrimitive::U16 => out.extend((number_for(name, choices) as u16).to_le_bytes()),
        TypeDefPrimitive::U32 => out.extend((number_for(name, choices) as u32).to_le_bytes()),
        TypeDefPrimitive::U64 => out.extend(number_for(name, choices).to_le_bytes()),
        TypeDefPrimitive::U128 => {
            let usual = if choices.sometimes() { EXISTENTIAL_DEPOSIT } else { OPEN };
            out.extend(choices.amount(usual).to_le_bytes());
        }
        TypeDefPrimitive::Str => slug(choices).encode_to(out),
        _ => return None,
    }
    Some(())
}

fn is_byte(types: &PortableRegistry, id: u32) -> bool {
    matches!(types.resolve(id).map(|of| &of.type_def), Some(TypeDef::Primitive(TypeDefPrimitive::U8)))
}

/// The number under compact wrappers.
fn whole(types: &PortableRegistry, id: u32) -> Option<&TypeDefPrimitive> {
    match &types.resolve(id)?.type_def {
        TypeDef::Primitive(primitive) => Some(primitive),
        TypeDef::Composite(composite) => whole(types, composite.fields.first()?.ty.id),
        _ => None,
    }
}

/// A number that may be right for a field of this name.
fn number_for(name: &str, choices: &mut Choices) -> u64 {
    use openledger_runtime::Runtime as R;
    let next = match name {
        "datanet" | "datanets" => pallet_datanets::NextDatanetId::<R>::get().into(),
        "contribution" | "contributions" => pallet_datanets::NextContributionId::<R>::get(),
        "snapshot" | "snapshots" => pallet_datanets::NextSnapshotId::<R>::get().into(),
        "version" | "versions" | "parent" | "parents" | "child" | "ancestor" => {
            pallet_models::NextVersionId::<R>::get().into()
        }
        "job" => pallet_compute::NextJobId::<R>::get(),
        "allocation" => pallet_attribution::NextAllocationId::<R>::get(),
        "batch" => pallet_attribution::NextBatchId::<R>::get(),
        "licence" | "licences" => 11,
        "score" => 101,
        _ => match choices.byte() {
            0..=127 => 8,
            128..=159 => 1_000,
            160..=191 => 1_000_000,
            192..=223 => 100,
            _ => u64::MAX,
        },
    };
    number(next, choices)
}

//! Encoded values in words, by the types of the chain's metadata.

use crate::{AccountId32, Error};
use scale_info::{form::PortableForm, PortableRegistry, Type, TypeDef, TypeDefPrimitive};
use serde_json::{json, Map, Value};
use subxt::ext::scale_value::{self, Composite, Primitive, ValueDef};

/// A decoded value; the context is its type.
type Decoded = scale_value::Value<u32>;

/// What bytes of a type say. Amounts are strings of planck, bytes hexadecimal, accounts SS58 addresses.
pub fn explain(bytes: &[u8], type_id: u32, types: &PortableRegistry) -> Result<Value, Error> {
    let value = scale_value::scale::decode_as_type(&mut &*bytes, type_id, types).map_err(Error::answer)?;
    Ok(Words { types }.value(&value))
}

struct Words<'a> {
    types: &'a PortableRegistry,
}

impl Words<'_> {
    fn kind(&self, value: &Decoded) -> Option<&Type<PortableForm>> {
        self.types.resolve(value.context)
    }

    /// Last part of the path of a value's type.
    fn name(&self, value: &Decoded) -> &str {
        self.kind(value).and_then(|kind| kind.path.segments.last()).map_or("", String::as_str)
    }

    fn value(&self, value: &Decoded) -> Value {
        match &value.value {
            ValueDef::Primitive(primitive) => self.primitive(value, primitive),
            ValueDef::BitSequence(bits) => json!(bits.iter().collect::<Vec<bool>>()),
            ValueDef::Variant(variant) => match (self.name(value), variant.name.as_str()) {
                ("RuntimeCall", pallet) => self.call(pallet, &variant.values),
                ("Option", "None") => Value::Null,
                ("Option", "Some") | ("MultiAddress", "Id") => self.fields(&variant.values),
                (_, name) if variant.values.is_empty() => name.into(),
                (_, name) => json!({ name: self.fields(&variant.values) }),
            },
            ValueDef::Composite(fields) => match self.bytes(value) {
                Some(bytes) if self.name(value) == "AccountId32" => account(&bytes),
                Some(bytes) if self.is_text(value, &bytes) => String::from_utf8_lossy(&bytes).into(),
                Some(bytes) => format!("0x{}", hex::encode(bytes)).into(),
                None if self.is_list(value) => fields.values().map(|entry| self.value(entry)).collect(),
                None => self.fields(fields),
            },
        }
    }

    fn is_list(&self, value: &Decoded) -> bool {
        let kind = self.kind(value).map(|kind| &kind.type_def);
        matches!(kind, Some(TypeDef::Sequence(_) | TypeDef::Array(_)))
    }

    /// A call inside its pallet's enumeration of calls.
    fn call(&self, pallet: &str, inner: &Composite<u32>) -> Value {
        let Some(ValueDef::Variant(call)) = inner.values().next().map(|call| &call.value) else {
            return pallet.into();
        };
        json!({ "call": format!("{pallet}.{}", call.name), "arguments": self.fields(&call.values) })
    }

    fn fields(&self, fields: &Composite<u32>) -> Value {
        match fields {
            Composite::Named(fields) => {
                Value::Object(fields.iter().map(|(name, value)| (name.clone(), self.value(value))).collect())
            }
            Composite::Unnamed(fields) => match fields.as_slice() {
                [] => Value::Object(Map::new()),
                [only] => self.value(only),
                several => several.iter().map(|value| self.value(value)).collect(),
            },
        }
    }

    fn primitive(&self, value: &Decoded, primitive: &Primitive) -> Value {
        match primitive {
            Primitive::Bool(flag) => json!(flag),
            Primitive::Char(letter) => json!(letter),
            Primitive::String(text) => json!(text),
            Primitive::U128(number) => match u64::try_from(*number) {
                Ok(number) if !self.is_amount(value.context) => json!(number),
                _ => number.to_string().into(),
            },
            Primitive::I128(number) => match i64::try_from(*number) {
                Ok(number) => json!(number),
                Err(_) => number.to_string().into(),
            },
            Primitive::U256(bytes) | Primitive::I256(bytes) => format!("0x{}", hex::encode(bytes)).into(),
        }
    }

    /// Whether a type is that of amounts, which programs read as strings.
    fn is_amount(&self, type_id: u32) -> bool {
        match self.types.resolve(type_id).map(|kind| &kind.type_def) {
            Some(TypeDef::Primitive(TypeDefPrimitive::U128)) => true,
            Some(TypeDef::Compact(inner)) => self.is_amount(inner.type_param.id),
            _ => false,
        }
    }

    /// The bytes of a value that is a list of bytes, or holds nothing else.
    fn bytes(&self, value: &Decoded) -> Option<Vec<u8>> {
        let ValueDef::Composite(Composite::Unnamed(fields)) = &value.value else { return None };
        let element = match &self.kind(value)?.type_def {
            TypeDef::Sequence(sequence) => sequence.type_param.id,
            TypeDef::Array(array) => array.type_param.id,
            // A structure around a list of bytes.
            TypeDef::Composite(_) => {
                return match fields.as_slice() {
                    [only] => self.bytes(only),
                    _ => None,
                }
            }
            _ => return None,
        };
        let element = &self.types.resolve(element)?.type_def;
        if !matches!(element, TypeDef::Primitive(TypeDefPrimitive::U8)) {
            return None;
        }
        fields.iter().map(|field| field.as_u128().and_then(|byte| u8::try_from(byte).ok())).collect()
    }

    /// Whether bytes of no fixed number can be read as text.
    fn is_text(&self, value: &Decoded, bytes: &[u8]) -> bool {
        let fixed = |kind: &Type<PortableForm>| matches!(kind.type_def, TypeDef::Array(_));
        let mut value = value;
        while let (ValueDef::Composite(Composite::Unnamed(fields)), Some(TypeDef::Composite(_))) =
            (&value.value, self.kind(value).map(|kind| &kind.type_def))
        {
            let [only] = fields.as_slice() else { return false };
            value = only;
        }
        let printable = bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        !bytes.is_empty() && printable && !self.kind(value).is_some_and(fixed)
    }
}

fn account(bytes: &[u8]) -> Value {
    match <[u8; 32]>::try_from(bytes) {
        Ok(bytes) => AccountId32(bytes).to_string().into(),
        Err(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        runtime::{
            governance::Call as Governance,
            runtime_types::{
                bounded_collections::bounded_vec::BoundedVec,
                openledger_runtime::RuntimeCall,
                pallet_governance::types::{Licence, LicenceStandard, Standard},
            },
            system::Call as System,
            treasury::Call as Treasury,
            utility::Call as Utility,
        },
        H256,
    };
    use codec::Decode;
    use subxt::{ext::scale_encode::EncodeAsType, Metadata};

    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    fn words(call: RuntimeCall) -> Value {
        let metadata = Metadata::decode(&mut &include_bytes!("../metadata.scale")[..]).expect("metadata");
        let kind = metadata.outer_enums().call_enum_ty();
        let bytes = call.encode_as_type(kind, metadata.types()).expect("encodes");
        explain(&bytes, kind, metadata.types()).expect("decodes")
    }

    fn alice() -> AccountId32 {
        ALICE.parse().expect("an address")
    }

    #[test]
    fn accounts_are_addresses_and_amounts_are_text() {
        let spend = Treasury::spend {
            asset_kind: Box::new(()),
            amount: 5_000_000_000_000_000_000,
            beneficiary: Box::new(alice()),
            valid_from: None,
        };
        let expected = json!({
            "call": "Treasury.spend",
            "arguments": {
                "asset_kind": {}, "amount": "5000000000000000000", "beneficiary": ALICE, "valid_from": null,
            },
        });
        assert_eq!(words(RuntimeCall::Treasury(spend)), expected);
    }

    #[test]
    fn lists_of_one_stay_lists_and_names_are_text() {
        let admit = BoundedVec(vec![Licence { number: 11, spdx: BoundedVec(b"0BSD".to_vec()) }]);
        let change = LicenceStandard { admit, retire: BoundedVec(vec![8]) };
        let call = Governance::set_standard { standard: Standard::Licences(change) };
        let expected = json!({ "Licences": { "admit": [{ "number": 11, "spdx": "0BSD" }], "retire": [8] } });
        assert_eq!(words(RuntimeCall::Governance(call))["arguments"]["standard"], expected);
    }

    #[test]
    fn calls_inside_calls_are_calls_and_hashes_hexadecimal() {
        let upgrade = RuntimeCall::System(System::authorize_upgrade { code_hash: H256([0x61; 32]) });
        let shown = words(RuntimeCall::Utility(Utility::batch_all { calls: vec![upgrade] }));
        let inner = &shown["arguments"]["calls"][0];
        assert_eq!(shown["call"], "Utility.batch_all");
        assert_eq!(inner["call"], "System.authorize_upgrade");
        // Printable, but of a fixed number of bytes: no text.
        assert_eq!(inner["arguments"]["code_hash"], format!("0x{}", "61".repeat(32)));
    }
}

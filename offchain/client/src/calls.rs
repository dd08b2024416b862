//! Calls as bytes, and back: what referenda propose is stored that way.

use crate::{
    runtime::runtime_types::{openledger_runtime::RuntimeCall, sp_runtime::DispatchError},
    words, At, Error,
};
use serde_json::Value;
use subxt::ext::{scale_decode::DecodeAsType, scale_encode::EncodeAsType};

/// An error of the runtime by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Pallet and error, or the error alone where it is nobody's own, such as `BadOrigin`.
    pub name: String,
    /// The error's documentation; empty where there is none.
    pub docs: String,
}

impl At {
    /// The call as the chain encodes it.
    pub fn encode_call(&self, call: &RuntimeCall) -> Result<Vec<u8>, Error> {
        let metadata = self.client.metadata_ref();
        call.encode_as_type(metadata.outer_enums().call_enum_ty(), metadata.types()).map_err(Error::answer)
    }

    /// Reads what [`At::encode_call`] wrote; nothing may be left over.
    pub fn decode_call(&self, bytes: &[u8]) -> Result<RuntimeCall, Error> {
        let metadata = self.client.metadata_ref();
        let mut rest = bytes;
        let call = RuntimeCall::decode_as_type(&mut rest, metadata.outer_enums().call_enum_ty(), metadata.types());
        match (call, rest.len()) {
            (Ok(call), 0) => Ok(call),
            (Ok(_), left) => Err(Error::Call(format!("{left} bytes are left over"))),
            (Err(error), _) => Err(Error::Call(error.to_string())),
        }
    }

    /// An encoded call in words: `call` is its name, and `arguments` are its arguments by their names.
    pub fn explain_call(&self, bytes: &[u8]) -> Result<Value, Error> {
        let metadata = self.client.metadata_ref();
        words::explain(bytes, metadata.outer_enums().call_enum_ty(), metadata.types())
    }

    /// A stored error by its name.
    pub fn explain_error(&self, error: &DispatchError) -> Named {
        let DispatchError::Module(module) = error else {
            return Named { name: format!("{error:?}"), docs: String::new() };
        };
        let pallet = self.client.metadata_ref().pallet_by_error_index(module.index);
        let known = pallet.and_then(|pallet| {
            let variant = pallet.error_variant_by_index(module.error[0])?;
            let docs = variant.docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            Some(Named { name: format!("{}.{}", pallet.name(), variant.name), docs: docs.trim().into() })
        });
        known.unwrap_or_else(|| Named { name: format!("{module:?}"), docs: "this client does not know it".into() })
    }
}

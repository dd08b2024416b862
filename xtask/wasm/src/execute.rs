//! One call of a runtime's function.

use polkadot_sdk::*;
use sc_cli::{Error, Result};
use sc_executor::WasmExecutor;
use sp_core::traits::CallContext;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{
    backend::{BackendRuntimeCode, TryPendingCode},
    OverlayedChanges, StateMachine, TestExternalities,
};

/// What a function of the runtime in this state answers; what it would write is dropped.
pub fn execute(state: &TestExternalities<BlakeTwo256>, method: &str, data: &[u8]) -> Result<Vec<u8>> {
    let executor =
        WasmExecutor::<sp_io::SubstrateHostFunctions>::builder().with_allow_missing_host_functions(true).build();
    let code = BackendRuntimeCode::new(&state.backend, TryPendingCode::No);
    let code = code.runtime_code().map_err(|error| Error::Input(error.into()))?;
    let mut changes = OverlayedChanges::default();
    let mut extensions = Default::default();
    let answer = StateMachine::new(
        &state.backend,
        &mut changes,
        &executor,
        method,
        data,
        &mut extensions,
        &code,
        CallContext::Offchain,
    )
    .execute()
    .map_err(|error| Error::Input(format!("the runtime refused: {error}")));
    answer
}

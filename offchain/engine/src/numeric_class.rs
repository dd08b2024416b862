//! What this build promises about its bits.

use crate::error::{Error, Result};
use openledger_primitives::{hashing::tagged, recipe::NumericClass, Digest};

/// The numeric class this build computes in.
pub const NUMERIC_CLASS: NumericClass = NumericClass::CpuExact;

/// Version of the order of floating-point operations. Raised whenever the same recipe could give other bytes.
const ARITHMETIC: u32 = 1;

/// Identifies what can change a result's bits: crate version, order of operations, numeric class, architecture
/// and whether products are fused in hardware. Receipts and training results carry it. Wider vectors than the class
/// demands change no bit and are left out.
pub fn engine_build() -> Digest {
    let fused = if fused_multiply_add() { "avx2+fma" } else { "none" };
    tagged(
        "openledger/engine-build/1",
        &(env!("CARGO_PKG_VERSION"), ARITHMETIC, NUMERIC_CLASS, std::env::consts::ARCH, fused),
    )
}

/// Refuses machines outside the class.
pub fn check_machine() -> Result<()> {
    if fused_multiply_add() {
        return Ok(());
    }
    Err(Error::NumericClass(
        "cpu-exact demands an x86-64 processor with AVX2 and FMA; this machine has none, so it can neither train \
         nor serve verifiably"
            .into(),
    ))
}

#[cfg(target_arch = "x86_64")]
fn fused_multiply_add() -> bool {
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
}

#[cfg(not(target_arch = "x86_64"))]
fn fused_multiply_add() -> bool {
    false
}

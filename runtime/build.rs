//! Builds this crate a second time, for WebAssembly, and embeds the result.
//!
//! Two things that the builder takes from the environment are worked out here, so that a plain
//! `cargo build` is enough: which toolchain has the WebAssembly target, and where the workspace is
//! (needed when the target folder lies outside it).

fn main() {
    #[cfg(feature = "std")]
    wasm::build();
}

#[cfg(feature = "std")]
mod wasm {
    use std::{env, path::Path, process::Command};
    use substrate_wasm_builder::WasmBuilder;

    const TARGET: &str = "wasm32v1-none";
    /// The toolchain that the project's set-up makes where rustup cannot fetch the target.
    const FALLBACK_TOOLCHAIN: &str = "wasm-runtime";
    const TOOLCHAIN_VARIABLE: &str = "WASM_BUILD_TOOLCHAIN";
    /// What upgrades are practised with is called `wbuild/openledger-runtime/openledger_runtime_rehearsal.wasm`.
    const REHEARSAL: &str = "openledger_runtime_rehearsal";
    const WORKSPACE_VARIABLE: &str = "WASM_BUILD_WORKSPACE_HINT";

    pub fn build() {
        println!("cargo:rerun-if-env-changed={TOOLCHAIN_VARIABLE}");
        if env::var_os(WORKSPACE_VARIABLE).is_none() {
            let manifest = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts");
            let workspace = Path::new(&manifest).parent().expect("this crate lies in a workspace");
            env::set_var(WORKSPACE_VARIABLE, workspace);
        }
        if env::var_os(TOOLCHAIN_VARIABLE).is_none() && !default_has_target() && fallback_has_target() {
            env::set_var(TOOLCHAIN_VARIABLE, FALLBACK_TOOLCHAIN);
        }
        let builder = WasmBuilder::init_with_defaults();
        #[cfg(feature = "metadata-hash")]
        let builder = builder.enable_metadata_hash("OPEN", 18);
        builder.build();
        let released = env::var("PROFILE").is_ok_and(|profile| profile != "debug");
        let special = ["RUNTIME_BENCHMARKS", "TRY_RUNTIME", "REHEARSAL"]
            .iter()
            .any(|feature| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some());
        if !released && !special {
            WasmBuilder::init_with_defaults().enable_feature("rehearsal").set_file_name(REHEARSAL).build();
        }
    }

    fn default_has_target() -> bool {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        has_target(Command::new(rustc))
    }

    fn fallback_has_target() -> bool {
        let mut rustup = Command::new("rustup");
        rustup.args(["run", FALLBACK_TOOLCHAIN, "rustc"]);
        has_target(rustup)
    }

    /// A toolchain has a target when the folder that it names for the target's libraries exists.
    fn has_target(mut rustc: Command) -> bool {
        let Ok(out) = rustc.args(["--print", "target-libdir", "--target", TARGET]).output() else {
            return false;
        };
        out.status.success() && Path::new(String::from_utf8_lossy(&out.stdout).trim()).is_dir()
    }
}

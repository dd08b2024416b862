//! `cargo xtask setup`: what a fresh Debian or Ubuntu machine with rustup, Node.js and npm still lacks.
//!
//! Every step first looks whether it is needed, so running it again costs nothing.

use crate::command::{self, read, succeeds};
use anyhow::{bail, Context, Result};
use std::{os::unix::fs::symlink, path::Path, process::Command};

/// Target of Substrate runtimes.
const WASM_TARGET: &str = "wasm32v1-none";
/// Name under which Debian's toolchain is linked into rustup; `runtime/build.rs` looks for it.
const DEBIAN_TOOLCHAIN: &str = "wasm-runtime";

/// Prepares the machine.
pub fn run_quietly() -> Result<()> {
    protoc()?;
    compilers()?;
    wasm_target()
}

/// Prepares the machine and says what is there.
pub fn run() -> Result<()> {
    run_quietly()?;
    println!("protoc: {}", read(Command::new("protoc").arg("--version"))?.trim());
    println!("rustc: {}", read(Command::new("rustc").arg("--version"))?.trim());
    for tool in ["node", "npm"] {
        match read(Command::new(tool).arg("--version")) {
            Ok(version) => println!("{tool}: {}", version.trim()),
            Err(_) => println!("{tool}: missing; `cargo xtask demo` and `test` need Node.js 20.14 or newer with npm"),
        }
    }
    println!("ready: `cargo xtask demo` shows the whole loop, `cargo xtask test` checks everything");
    Ok(())
}

/// Network message definitions are compiled by protoc.
fn protoc() -> Result<()> {
    if succeeds(Command::new("protoc").arg("--version")) {
        return Ok(());
    }
    install(&["protobuf-compiler"])
}

/// wasm-opt is C++; some cryptography is C.
fn compilers() -> Result<()> {
    if succeeds(Command::new("c++").arg("--version")) && succeeds(Command::new("cc").arg("--version")) {
        return Ok(());
    }
    install(&["build-essential"])
}

fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !succeeds(Command::new("apt-get").arg("--version")) {
        bail!("{names} is missing and this machine has no apt-get; install it with your package manager and run again");
    }
    let apt = || {
        let root = is_root();
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    command::run(apt().args(["update", "-qq"])).with_context(|| format!("needed to install {names}"))?;
    command::run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("install {names} by hand and run again"))
}

fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Through rustup where it answers; else, said aloud, through Debian's rustc.
fn wasm_target() -> Result<()> {
    if has_target(None)? || has_target(Some(DEBIAN_TOOLCHAIN)).unwrap_or(false) {
        return Ok(());
    }
    if command::run(Command::new("timeout").args(["120", "rustup", "target", "add", WASM_TARGET])).is_ok()
        && has_target(None)?
    {
        return Ok(());
    }
    println!(
        "rustup could not add {WASM_TARGET}; as a last resort it is built from Debian's rustc (rustc-web) sources"
    );
    debian_toolchain()
}

/// Whether a toolchain holds the library `core` for WebAssembly.
fn has_target(toolchain: Option<&str>) -> Result<bool> {
    let mut rustc = Command::new("rustc");
    if let Some(name) = toolchain {
        rustc.arg(format!("+{name}"));
    }
    let folder = read(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    Ok(std::fs::read_dir(folder.trim()).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    }))
}

/// Debian ships a current rustc with the matching library sources: `core` and `alloc` are built once for
/// WebAssembly, put into that rustc's sysroot, and the whole is linked into rustup.
fn debian_toolchain() -> Result<()> {
    install(&["rustc-web", "cargo-web", "rust-web-src"])?;
    // rustup's own rust-lld links WebAssembly; Debian's rustc looks for it in its sysroot.
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let host = "x86_64-unknown-linux-gnu";
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    let bin = Path::new("/usr/lib/rustlib").join(host).join("bin");
    std::fs::create_dir_all(&bin)?;
    let link = bin.join("rust-lld");
    if !link.exists() {
        symlink(&linker, &link).with_context(|| link.display().to_string())?;
    }

    let work = std::env::temp_dir().join(format!("openledger-sysroot-{}", std::process::id()));
    std::fs::create_dir_all(work.join("src"))?;
    std::fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"sysroot\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[lib]\npath = \"src/lib.rs\"\n\
         [profile.release]\npanic = \"abort\"\n[workspace]\n",
    )?;
    std::fs::write(work.join("src/lib.rs"), "#![no_std]\nextern crate alloc;\n")?;
    // Without embedded bitcode the runtime's own link-time optimisation fails («failed to get bitcode»).
    command::run(
        Command::new("/usr/bin/cargo")
            .current_dir(&work)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTUP_TOOLCHAIN")
            .envs([("RUSTC_BOOTSTRAP", "1"), ("RUSTC", "/usr/bin/rustc"), ("RUSTFLAGS", "-Cembed-bitcode=yes")])
            .args(["build", "--release", "-Z", "build-std=core,alloc,compiler_builtins"])
            .args(["-Z", "build-std-features=compiler-builtins-mem", "--target", WASM_TARGET]),
    )?;

    let library = Path::new("/usr/lib/rustlib").join(WASM_TARGET).join("lib");
    std::fs::create_dir_all(&library)?;
    for entry in std::fs::read_dir(&library)?.flatten() {
        std::fs::remove_file(entry.path())?;
    }
    for entry in std::fs::read_dir(work.join("target").join(WASM_TARGET).join("release/deps"))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let wanted = ["libcore-", "liballoc-", "libcompiler_builtins-"].iter().any(|start| name.starts_with(start));
        if wanted && name.ends_with(".rlib") {
            std::fs::copy(entry.path(), library.join(name))?;
        }
    }
    std::fs::remove_dir_all(&work)?;
    command::run(Command::new("rustup").args(["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]))?;
    if !has_target(Some(DEBIAN_TOOLCHAIN))? {
        bail!("toolchain {DEBIAN_TOOLCHAIN} was linked but still has no {WASM_TARGET} library");
    }
    Ok(())
}

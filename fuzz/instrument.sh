#!/bin/sh
# Cargo calls this in rustc's place for the crates of this workspace (RUSTC_WORKSPACE_WRAPPER), so that the fuzz
# targets are built with libFuzzer's counters in our own code, pallets and runtime generics included, and optimised,
# while what comes from the registry is the same as in every other build and is not built again. All flags are
# stable ones: overflow checks and debug assertions stay on, for they are what a fuzzer finds things by.
rustc=$1
shift
case " $* " in
*" --crate-name build_script_"* | *" --crate-name ___ "* | *" proc-macro "* | *" -vV "*) exec "$rustc" "$@" ;;
esac
# Parsers are led on by what input is compared with; lives choose from what exists and would only be slowed down.
case " $* " in
*" --crate-name pallet_"* | *" --crate-name openledger_runtime "* | *" --crate-name openledger_fuzz "*) compares=pc-table ;;
*) compares=trace-compares ;;
esac
exec "$rustc" "$@" \
    -Copt-level=2 -Cdebug-assertions=on -Coverflow-checks=on --cfg fuzzing \
    -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    "-Cllvm-args=-sanitizer-coverage-$compares"

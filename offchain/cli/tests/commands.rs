//! The program as it is typed: exit codes, what goes where, and what never appears.

use serde_json::Value;
use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

/// Runs the program where nothing of the machine's own settings reaches it.
fn run(keystore: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_openledger"))
        .args(["--node", "ws://127.0.0.1:1", "--worker", "http://127.0.0.1:1", "--keystore"])
        .arg(keystore)
        .args(args)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    // A command that reads nothing may have ended already.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("ended")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8(output.stdout.clone()).expect("text");
    assert_eq!(text.trim().lines().count(), 1, "one object on one line: {text}");
    serde_json::from_str(&text).expect("JSON")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_command_explains_itself() {
    let folder = folder();
    let commands: [&[&str]; 96] = [
        &[],
        &["key"],
        &["key", "import"],
        &["worker"],
        &["worker", "register"],
        &["datanet"],
        &["datanet", "create"],
        &["contribute"],
        &["contribution"],
        &["curate"],
        &["curate", "vote"],
        &["licences"],
        &["base"],
        &["base", "register"],
        &["train"],
        &["models"],
        &["deploy"],
        &["alias"],
        &["lineage"],
        &["allocate"],
        &["allocate", "open"],
        &["complete"],
        &["chat"],
        &["receipt"],
        &["verify"],
        &["earnings"],
        &["claim"],
        &["datanet", "show"],
        &["audit"],
        &["demand"],
        &["demand", "1", "weight"],
        &["reveal"],
        &["disputes"],
        &["earnings", "history"],
        &["datanet", "set-rules"],
        &["datanet", "access", "set"],
        &["datanet", "access", "show"],
        &["datanet", "access", "grant"],
        &["datanet", "access", "revoke"],
        &["datanet", "offer"],
        &["datanet", "accept"],
        &["datanet", "motion", "open"],
        &["datanet", "motion", "vote"],
        &["datanet", "motion", "conclude"],
        &["datanet", "motion", "show"],
        &["datanet", "known-answer"],
        &["datanet", "known-answer", "seal"],
        &["datanet", "croissant"],
        &["gov"],
        &["gov", "propose"],
        &["gov", "propose", "standard"],
        &["gov", "propose", "upgrade"],
        &["gov", "propose", "call"],
        &["gov", "vote"],
        &["gov", "delegate"],
        &["gov", "undelegate"],
        &["gov", "unlock"],
        &["gov", "status"],
        &["gov", "refund"],
        &["gov", "endorse"],
        &["gov", "enact"],
        &["standards", "show"],
        &["validator"],
        &["validator", "add"],
        &["worker", "capabilities"],
        &["worker", "price"],
        &["worker", "bond"],
        &["worker", "endpoint"],
        &["worker", "unbond"],
        &["worker", "withdraw"],
        &["contribution", "withdraw"],
        &["models", "fork"],
        &["models", "merge"],
        &["models", "import"],
        &["models", "evaluate"],
        &["models", "prices"],
        &["models", "deprecate"],
        &["models", "reproduce"],
        &["models", "retrain"],
        &["models", "flag"],
        &["models", "preview"],
        &["models", "challenge"],
        &["models", "royalty"],
        &["fund"],
        &["fund", "propose"],
        &["fund", "add"],
        &["fund", "refund"],
        &["stake"],
        &["stake", "add"],
        &["stake", "show"],
        &["agent"],
        &["agent", "register"],
        &["agent", "update"],
        &["storage"],
        &["storage", "pin"],
        &["storage", "prove"],
    ];
    for command in commands {
        let output = run(folder.path(), &[command, &["--help"]].concat(), "");
        assert!(output.status.success(), "{command:?}: {}", stderr(&output));
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("Usage: openledger"), "{command:?}: {text}");
    }
}

#[test]
fn what_is_not_understood_has_code_2() {
    let folder = folder();
    let cases: [&[&str]; 50] = [
        &["dance"],
        &["audit", "seven"],
        &["demand", "7"],
        &["demand", "7", "receipt", "-1"],
        &["disputes", "--convict"],
        &["earnings", "history"],
        &["datanet", "access", "set", "solidity"],
        &["datanet", "access", "set", "solidity", "--open", "--approved"],
        &["datanet", "offer", "solidity"],
        &["datanet", "motion", "vote", "solidity", "maybe"],
        &["datanet", "known-answer", "seal", "1", "101"],
        &["datanet", "create", "x", "--kind", "code", "--licence", "MIT", "--threshold", "101"],
        &["curate", "vote", "1", "101"],
        &["curate", "bond", "12.5"],
        &["contribute", "0", "--licence", "MIT", "--source", "x"],
        &["allocate", "open", "nobody", "1 OPEN"],
        &["verify", "0x12", "--files", "x"],
        &["verify", "0x1111111111111111111111111111111111111111111111111111111111111111"],
        &["key", "new", "../outside"],
        &["curate", "unbond"],
        &["gov", "vote", "0", "maybe"],
        &["gov", "vote", "0", "aye", "--conviction", "7"],
        &["gov", "vote", "0", "aye", "--amount", "1.5"],
        &["gov", "delegate", "//Alice"],
        &["gov", "propose", "standard", "manners", "politeness=1"],
        &["gov", "status", "--wait", "enacted"],
        &["gov", "endorse", "0x12"],
        &["models", "merge", "x", "--parent", "3", "--licence", "MIT"],
        &["models", "merge", "x", "--parent", "3=1", "--parent", "4=1", "--licence", "MIT"],
        &["models", "merge", "x", "--parent", "3=500000", "--parent", "4", "--licence", "MIT"],
        &["models", "merge", "x", "--parent", "3", "--parent", "4", "--licence", "MIT", "--density", "200000"],
        &["models", "merge", "x", "--parent", "3", "--parent", "4", "--licence", "MIT", "--timeout", "5"],
        &["models", "flag", "3"],
        &["models", "preview", "3", "1.5"],
        &["models", "royalty", "3", "1000001"],
        &["models", "prices", "3"],
        &["fund", "add", "3"],
        &["fund", "propose", "x", "--parent", "0", "--goal", "1 OPEN"],
        &["stake", "add", "3", "much"],
        &["agent", "register", "x", "--mix", "3", "--licence", "MIT"],
        &["agent", "update", "x", "--datanet", "1", "--no-datanets"],
        &["worker", "capabilities"],
        &["worker", "capabilities", "--kind", "dance"],
        &["worker", "capabilities", "--all", "--pause"],
        &["worker", "price", "middling", "1 OPEN"],
        &["worker", "price", "heavy", "cheap"],
        &["storage", "pin", "--pay", "1 OPEN", "--periods", "1"],
        &["storage", "pin", "--contribution", "1", "--index", "2", "--pay", "1 OPEN", "--periods", "1"],
        &["storage", "pin", "--contribution", "1", "--pay", "1 OPEN", "--periods", "0"],
        &["storage", "pin", "--contribution", "1", "--pay", "1 OPEN", "--periods", "1", "--copies", "5"],
    ];
    for args in cases {
        let output = run(folder.path(), args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn an_adapter_is_two_files_and_its_shape_must_fit() {
    let folder = folder();
    let adapter = folder.path().to_string_lossy().into_owned();
    let recipe = folder.path().join("recipe.json").to_string_lossy().into_owned();
    let args = ["models", "import", "x", &adapter, "--base", "0", "--datanet", "0", "--recipe", &recipe];
    let args = [&args[..], &["--licence", "MIT"]].concat();
    let missing = run(folder.path(), &args, "");
    assert_eq!(missing.status.code(), Some(4), "{}", stderr(&missing));
    assert!(stderr(&missing).contains("adapter_model.safetensors"), "{}", stderr(&missing));
    std::fs::write(folder.path().join("adapter_model.safetensors"), "x").expect("written");
    std::fs::write(folder.path().join("adapter_config.json"), "{}").expect("written");
    std::fs::write(&recipe, "{}").expect("written");
    let malformed = run(folder.path(), &args, "");
    assert_eq!(malformed.status.code(), Some(2), "{}", stderr(&malformed));
    assert!(stderr(&malformed).contains("is no recipe"), "{}", stderr(&malformed));
}

#[test]
fn an_unreachable_node_or_worker_has_code_5_and_says_which() {
    let folder = folder();
    let output = run(folder.path(), &["--json", "datanet", "list"], "");
    assert_eq!(output.status.code(), Some(5));
    assert!(json(&output)["error"]["message"].as_str().expect("text").contains("ws://127.0.0.1:1"));
    let hash = "0x1111111111111111111111111111111111111111111111111111111111111111";
    let output = run(folder.path(), &["receipt", hash], "");
    assert_eq!(output.status.code(), Some(5));
    assert!(stderr(&output).contains("worker at http://127.0.0.1:1") && stderr(&output).contains("\nhint: "));
}

#[test]
fn a_key_is_imported_from_standard_input_and_its_secret_shown_only_when_asked() {
    let folder = folder();
    let output = run(folder.path(), &["--json", "key", "import", "alice"], &format!("{PHRASE}\n"));
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(json(&output)["address"], "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
    for args in [&["key", "list"][..], &["key", "show", "alice"], &["--json", "key", "show", "alice"]] {
        let output = run(folder.path(), args, "");
        assert!(output.status.success());
        let all = [output.stdout.clone(), output.stderr.clone()].concat();
        assert!(!String::from_utf8_lossy(&all).contains("bottom"), "{args:?} shows the secret");
    }
    let output = run(folder.path(), &["--json", "key", "show", "alice", "--secret"], "");
    assert_eq!(json(&output)["secret"], PHRASE);
    let again = run(folder.path(), &["key", "import", "alice"], PHRASE);
    assert_eq!(again.status.code(), Some(1));
    let wrong = run(folder.path(), &["key", "import", "bob"], "one two three");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(!stderr(&wrong).contains("one two"), "what was typed may be a secret with a slip in it");
}

#[test]
fn a_new_key_has_an_address_and_keeps_its_phrase_to_itself() {
    let folder = folder();
    let output = run(folder.path(), &["--json", "key", "new", "carol"], "");
    assert!(output.status.success(), "{}", stderr(&output));
    let made = json(&output);
    assert!(made["address"].as_str().expect("text").starts_with('5') && made.get("secret").is_none());
    let shown = json(&run(folder.path(), &["--json", "key", "show", "carol"], ""));
    assert_eq!(shown["address"], made["address"]);
    let list = json(&run(folder.path(), &["--json", "key", "list"], ""));
    assert_eq!(list["keys"].as_array().map(Vec::len), Some(1));
}

#[test]
fn evidence_that_is_not_there_has_code_4() {
    let folder = folder();
    let hash = "0x1111111111111111111111111111111111111111111111111111111111111111";
    let files = folder.path().to_string_lossy().into_owned();
    let output = run(folder.path(), &["--json", "verify", hash, "--files", &files], "");
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(json(&output)["error"]["code"], 4);
    assert!(stderr(&output).contains("--fetch"));
}

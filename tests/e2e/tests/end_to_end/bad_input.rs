//! Bad input through the command line: each a clear error, and nothing changed.

use crate::{alone, Story};
use anyhow::{ensure, Context, Result};
use openledger_e2e::programs::{list, number, text};

const SOURCE: &[u8] = b"// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\n\ncontract Counter {\n    uint256 public count;\n\n    function add() external {\n        count += 1;\n    }\n}\n";

/// Refused by the client: the reason is named and no contribution appears.
fn refused_before_sending(
    story: &Story,
    datanet: &str,
    name: &str,
    file: &str,
    bytes: &[u8],
    reason: &str,
) -> Result<()> {
    let folder = story.files(name, &[(file, bytes)])?;
    let failure = match story.cli("//Bob").run(["contribute", datanet, &folder, "--licence", "MIT", "--source", "test"])
    {
        Err(failure) => failure,
        Ok(answer) => {
            // Nothing was left to send, and the file is listed with its reason.
            ensure!(list(&answer, "contributions")?.is_empty(), "{name}: contributed: {answer}");
            let refused = list(&answer, "refused")?.first().context("no refused file")?;
            ensure!(text(refused, "reason")? == reason, "{name}: {refused}");
            return Ok(());
        }
    };
    ensure!(failure.code != 0 && failure.to_string().contains(reason), "{name}: {failure}");
    Ok(())
}

#[test]
fn bad_files_are_refused_and_nothing_changes() -> Result<()> {
    let _alone = alone();
    let mut story = Story::begin()?;
    let datanet = story.datanet("bad-input")?;

    let line = vec![b'x'; 100 << 20];
    let cases: [(&str, &str, &[u8], &str); 5] = [
        ("disguised", "picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "media-mismatch"),
        ("empty", "empty.txt", b"", "empty"),
        ("one-line", "line.txt", &line, "too-large"),
        ("not-text", "latin1.txt", b"caf\xe9 cr\xe8me br\xfbl\xe9e\n", "not-utf8"),
        (
            "licence",
            "Agpl.sol",
            b"// SPDX-License-Identifier: AGPL-3.0-only\ncontract A { uint256 a; }\n",
            "licence-not-admitted",
        ),
    ];
    for (name, file, bytes, reason) in cases {
        refused_before_sending(&story, &datanet, name, file, bytes, reason)?;
    }
    let none = story.cli("//Bob").run(["contribution", "show", "0"]);
    ensure!(none.is_err_and(|failure| failure.code == 4), "something was contributed");

    // What the client lets through on request, the network's own check refuses, and says which file.
    let folder = story.files("licence", &[])?;
    let answer = story.cli("//Bob").run([
        "contribute",
        &datanet,
        &folder,
        "--licence",
        "MIT",
        "--source",
        "test",
        "--no-check",
        "--wait",
    ])?;
    let made = list(&answer, "contributions")?.first().context("no contribution")?;
    ensure!(text(made, "state")? == "rejected", "{made}");
    let refused = list(&answer, "refused")?.first().context("no refused file")?;
    ensure!(text(refused, "file")? == "Agpl.sol" && text(refused, "reason")?.starts_with("licence-"), "{refused}");

    // The same content twice.
    let folder = story.files("good", &[("Counter.sol", SOURCE)])?;
    let args = ["contribute", &datanet, &folder, "--licence", "MIT", "--source", "test"];
    let answer = story.cli("//Bob").run(args)?;
    let id = number(list(&answer, "contributions")?.first().context("no contribution")?, "id")?;
    let again = story.cli("//Charlie").run(args);
    ensure!(again.as_ref().is_err_and(|failure| failure.code == 3), "duplicate content: {again:?}");
    ensure!(text(&story.decided(id)?, "state")? == "accepted", "the good file was not accepted");

    // Unknown ids.
    for args in [["datanet", "show", "99"], ["models", "show", "99"], ["contribution", "show", "99"]] {
        let answer = story.cli("//Bob").run(args);
        ensure!(answer.as_ref().is_err_and(|failure| failure.code == 4), "{args:?}: {answer:?}");
    }
    let answer = story.cli("//User").run(["complete", "no-such-model", "hello"]);
    ensure!(answer.is_err_and(|failure| failure.code != 0), "an unknown model answered");
    Ok(())
}

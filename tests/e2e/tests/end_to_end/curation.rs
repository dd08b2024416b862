//! Curators seal their votes and open them; a refusal is appealed against; an owner plants a contribution to see how
//! curators judge; a datanet gets other terms, another owner and a motion.

use crate::{joined, refused, soon, Story, OPEN};
use anyhow::{ensure, Context, Result};
use openledger_e2e::{
    programs::{amount, list, number, text},
    rpc::get_text,
    Cli,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{thread::scope, time::Duration};

/// What a curator stands in with: twice the least.
const BOND: u128 = 200 * OPEN;
const CURATORS: [&str; 5] = ["//Curator", "//Dave", "//Eve", "//Ferdie", "//User"];

const HARBOUR: &str = "\
The harbour lies behind a long breakwater of granite. Fishing boats come in before sunrise and sell what they caught at \
the quay, straight from the crate.

At noon the ferry arrives from the islands. It brings the mail, a few travellers and, in autumn, crates of apples that \
were picked the day before.
";
const ORCHARD: &str = "\
An orchard wants patience more than anything else. A young tree is planted in late autumn, tied to a stake, and left \
alone for three years apart from water in dry months.

Pruning begins in the fourth winter. Cut back what grows inwards, keep what reaches for the light, and stop earlier \
than you would like.
";
const PLANTED: &str = "\
Whoever reads this learns nothing from it. It says that there are words and that words follow one another, and then it \
says the same with other words in another order.

Nothing is described, nothing is explained, and there is no reason why anybody should train anything on sentences of \
such a kind.
";

/// Each curator seals a score and opens it when the sealing is over, all at the same time; returns how they left it.
fn vote(story: &Story, id: u64, votes: &[(&str, u8)]) -> Result<Vec<String>> {
    let vote = |(curator, score): &(&str, u8)| {
        let (cli, id, score) = (story.cli(curator), id.to_string(), score.to_string());
        let left = soon(&cli, &["curate", "vote", &id, &score])?;
        Ok(text(&left, "state")?.to_string())
    };
    scope(|scope| {
        let threads: Vec<_> = votes.iter().map(|one| scope.spawn(move || vote(one))).collect();
        threads.into_iter().map(joined).collect()
    })
}

/// Gives one text to a datanet and waits until it is checked; returns the contribution's number.
fn contribute(story: &Story, account: &str, datanet: &str, name: &str, words: &str) -> Result<u64> {
    let folder = story.files(name, &[(&format!("{name}.md"), words.as_bytes())])?;
    let args = ["contribute", datanet, &folder, "--licence", "MIT", "--source", "own notes", "--wait"];
    let answer = soon(&story.cli(account), &args)?;
    let made = list(&answer, "contributions")?.first().context("no contribution")?;
    ensure!(text(made, "state")? == "in-curation", "{made}");
    number(made, "id")
}

fn shown(story: &Story, id: u64) -> Result<Value> {
    Ok(soon(&story.cli("//Alice"), &["contribution", "show", &id.to_string()])?)
}

fn bond_of(story: &Story, curator: &str) -> Result<u128> {
    amount(&soon(&story.cli(curator), &["curate", "standing"])?, "bond")
}

#[test]
fn sealed_votes_decide_an_appeal_overturns_and_a_datanet_changes_hands() -> Result<()> {
    // Beside other stories: it waits for blocks, and no model is in it.
    let mut story = Story::begin()?;
    let (alice, bob, charlie) = (story.cli("//Alice"), story.cli("//Bob"), story.cli("//Charlie"));
    let create = ["datanet", "create", "letters", "--kind", "text", "--licence", "MIT"];
    let rules = ["--quorum", "3", "--threshold", "60", "--voting-period", "20", "--reveal-period", "20"];
    let datanet = &number(&soon(&alice, &[&create[..], &rules].concat())?, "datanet")?.to_string();
    scope(|scope| {
        let bond = |curator| soon(&story.cli(curator), &["curate", "bond", &BOND.to_string()]).map_err(Into::into);
        CURATORS.map(|curator| scope.spawn(move || bond(curator))).into_iter().try_for_each(|one| joined(one).map(drop))
    })?;

    let harbour = contribute(&story, "//Bob", datanet, "harbour", HARBOUR)?;
    the_middle_of_sealed_votes_decides(&story, harbour)?;
    let orchard = contribute(&story, "//Charlie", datanet, "orchard", ORCHARD)?;
    a_refusal_has_a_reason(&story, orchard)?;
    scope(|scope| {
        let appeal = scope.spawn(|| others_judge_an_appeal(&story, &charlie, orchard));
        let plant = scope.spawn(|| a_known_answer_is_opened_after_the_votes(&story, datanet));
        contributors_move(&story, datanet)?;
        joined(appeal)?;
        joined(plant)
    })?;
    terms_and_rules(&story, datanet)?;
    handed_over(&story, datanet)?;
    described(&story, datanet, 2)?;
    released(&mut story, &bob, harbour)
}

/// The report says much, one curator something, the other nothing: the middle is accepted, where the mean would not be.
fn the_middle_of_sealed_votes_decides(story: &Story, id: u64) -> Result<()> {
    let left = vote(story, id, &[("//Curator", 65), ("//Dave", 0)])?;
    ensure!(left.contains(&"accepted".into()), "{left:?}");
    ensure!(bond_of(story, "//Curator")? == BOND, "who was near the decision lost something");
    ensure!(bond_of(story, "//Dave")? < BOND, "who was far from the decision lost nothing");
    let again = soon(&story.cli("//Eve"), &["curate", "vote", &id.to_string(), "50"]);
    ensure!(again.is_err_and(|failure| failure.code == 3), "a vote came after the decision");
    Ok(())
}

fn a_refusal_has_a_reason(story: &Story, id: u64) -> Result<()> {
    let left = vote(story, id, &[("//Curator", 20), ("//Dave", 30)])?;
    ensure!(left.contains(&"rejected".into()), "{left:?}");
    let contribution = shown(story, id)?;
    ensure!(text(&contribution, "reason")? == "low-quality" && contribution["appealable"] == true, "{contribution}");
    Ok(())
}

/// Whoever judged before has no voice; twice the quorum did not come, so the sealing takes its time.
fn others_judge_an_appeal(story: &Story, contributor: &Cli, id: u64) -> Result<()> {
    let appealed = soon(contributor, &["contribution", "appeal", &id.to_string()])?;
    ensure!(text(&appealed, "state")? == "in-curation", "{appealed}");
    refused(&story.cli("//Dave"), &["curate", "vote", &id.to_string(), "10"], "JudgedBefore")?;
    let left = vote(story, id, &[("//Eve", 80), ("//Ferdie", 85), ("//User", 90)])?;
    ensure!(left.contains(&"accepted".into()), "{left:?}");
    Ok(())
}

fn a_known_answer_is_opened_after_the_votes(story: &Story, datanet: &str) -> Result<()> {
    let id = contribute(story, "//Builder", datanet, "planted", PLANTED)?;
    let sealed = soon(&story.cli("//Alice"), &["datanet", "known-answer", "seal", &id.to_string(), "10"])?;
    ensure!(amount(&sealed, "bond")? > 0, "{sealed}");
    let left = vote(story, id, &[("//Curator", 15), ("//Dave", 5)])?;
    ensure!(!left.contains(&"rejected".into()), "it was decided before the answer could be opened: {left:?}");
    let opened = soon(&story.cli("//Builder"), &["datanet", "known-answer", "open", &id.to_string()])?;
    ensure!(number(&opened, "score")? == 10 && number(&opened, "decision")? == 15, "{opened}");
    ensure!(opened["bond"] == sealed["bond"], "the owner's bond is not back: {opened}");
    ensure!(text(&shown(story, id)?, "state")? == "planted", "it is no plant");
    Ok(())
}

/// The owner says who may train, and by which rules votes are counted.
fn terms_and_rules(story: &Story, datanet: &str) -> Result<()> {
    let (alice, dave) = (story.cli("//Alice"), story.cli("//Dave"));
    let set = |terms: &[&str]| soon(&alice, &[&["datanet", "access", "set", datanet], terms].concat());
    let allowed = || -> Result<Value> { Ok(soon(&dave, &["datanet", "access", "show", datanet])?) };
    set(&["--fee", "2 OPEN"])?;
    ensure!(amount(&allowed()?, "paid")? == 2 * OPEN, "the fee is another: {}", allowed()?);
    set(&["--approved"])?;
    ensure!(allowed()?["allowed"] == false, "whom nobody approved may train: {}", allowed()?);
    let granted = soon(&alice, &["datanet", "access", "grant", datanet, "//Dave"])?;
    ensure!(amount(&granted, "deposit")? > 0, "{granted}");
    ensure!(amount(&allowed()?, "paid")? == 0, "whom the owner approved pays: {}", allowed()?);
    soon(&alice, &["datanet", "access", "revoke", datanet, "//Dave"])?;
    ensure!(allowed()?["allowed"] == false, "what was revoked holds: {}", allowed()?);

    let set = ["datanet", "set-rules", datanet, "--threshold", "55"];
    refused(&dave, &set, "NotDatanetOwner")?;
    let ruled = soon(&alice, &set)?;
    ensure!(number(&ruled["rules"], "threshold")? == 55 && number(&ruled["rules"], "quorum")? == 3, "{ruled}");
    Ok(())
}

fn motion<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&["datanet", "motion"], args].concat()
}

/// Whoever has data in a datanet has a vote in it, and a day for it.
fn contributors_move(story: &Story, datanet: &str) -> Result<()> {
    let bob = story.cli("//Bob");
    refused(&story.cli("//Ferdie"), &motion(&["open", datanet, "close"]), "NoHolding")?;
    let moved = soon(&bob, &motion(&["open", datanet, "rules", "--threshold", "70"]))?;
    ensure!(text(&moved, "change")? == "rules" && number(&moved["to"], "threshold")? == 70, "{moved}");
    let voted = soon(&bob, &motion(&["vote", datanet, "aye"]))?;
    let (own, all) = (number(&voted, "voted_fragments")?, number(&voted, "fragments")?);
    ensure!(own > 0 && number(&voted, "ayes")? == own && own <= all, "{voted}");
    refused(&bob, &motion(&["vote", datanet, "aye"]), "MotionVotedBefore")?;
    refused(&bob, &motion(&["conclude", datanet]), "MotionGoesOn")
}

fn handed_over(story: &Story, datanet: &str) -> Result<()> {
    let (alice, eve) = (story.cli("//Alice"), story.cli("//Eve"));
    soon(&alice, &["datanet", "offer", datanet, "//Eve"])?;
    refused(&story.cli("//Bob"), &["datanet", "accept", datanet], "NotOffered")?;
    let accepted = soon(&eve, &["datanet", "accept", datanet])?;
    ensure!(accepted["owner"] == soon(&eve, &["curate", "standing"])?["curator"], "{accepted}");
    refused(&alice, &["datanet", "access", "set", datanet, "--open"], "NotDatanetOwner")?;
    soon(&eve, &["datanet", "access", "set", datanet, "--open"])?;
    Ok(())
}

/// Whoever reads the description finds what was accepted, and that it is what the chain says.
fn described(story: &Story, datanet: &str, accepted: usize) -> Result<()> {
    let described = soon(&story.cli("//User"), &["datanet", "croissant", datanet])?;
    ensure!(text(&described, "conformsTo")?.ends_with("croissant/1.1"), "{described}");
    let files = list(&described, "distribution")?;
    ensure!(files.len() == accepted, "{described}");
    for file in files {
        let content = get_text(text(file, "contentUrl")?).context("the file is not where it is said to be")?;
        let hash = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        ensure!(text(file, "sha256")? == hash, "{file} is of another content");
    }
    Ok(())
}

/// The deposit is held as long as the contribution can be challenged, and not a block longer.
fn released(story: &mut Story, contributor: &Cli, id: u64) -> Result<()> {
    let release = ["contribution", "release", &id.to_string()];
    let until = number(&shown(story, id)?, "contestable_until")?;
    if u64::from(story.net.rpc().best()?) + 2 < until {
        refused(contributor, &release, "WindowOpen")?;
    }
    story.net.wait(Duration::from_secs(200), "the time for challenges to end", |net| {
        Ok(u64::from(net.rpc().best()?) > until)
    })?;
    let released = soon(contributor, &release)?;
    ensure!(text(&released, "deposit")? == "0", "{released}");
    refused(contributor, &release, "NothingHeld")
}

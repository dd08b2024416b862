//! `openledger key`: the keys of the keystore.

use crate::{
    account::{hex, ss58},
    context::Context,
    error::{CliError, Result},
    keystore::{Keystore, Secret},
    output::Answer,
};
use clap::Subcommand;
use serde_json::{json, Map, Value};
use std::io::{self, IsTerminal, Read};
use zeroize::Zeroizing;

/// Keys that sign.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a new key.
    #[command(after_help = "Example:\n  openledger key new alice")]
    New {
        /// What to call it.
        name: String,
    },
    /// Keep a key that you have: its phrase is read from standard input, never from the command line.
    #[command(
        after_help = "Examples:\n  openledger key import alice            (then type the phrase)\n  openledger key import alice < phrase.txt"
    )]
    Import {
        /// What to call it.
        name: String,
    },
    /// The names of all keys and their addresses.
    List,
    /// A key's address; its secret too, if asked for.
    Show {
        /// Its name, or a development account such as `//Alice`.
        name: String,
        /// Print the secret phrase. Whoever sees it owns what the key owns.
        #[arg(long)]
        secret: bool,
    },
}

impl Key {
    /// Runs it.
    pub fn run(self, context: &Context) -> Result<Answer> {
        let keystore = context.keystore();
        match self {
            Key::New { name } => {
                keystore.add(&name, &Secret::generate())?;
                eprintln!("hint: write its phrase down: `openledger key show {name} --secret`");
                Ok(Answer::new(shown(keystore, &name)?))
            }
            Key::Import { name } => {
                keystore.add(&name, &read_secret()?)?;
                Ok(Answer::new(shown(keystore, &name)?))
            }
            Key::List => {
                let names = keystore.names()?;
                let keys = names.iter().map(|name| shown(keystore, name)).collect::<Result<Vec<_>>>()?;
                Ok(Answer::new(json!({ "folder": keystore.folder(), "keys": keys })))
            }
            Key::Show { name, secret } => {
                let mut answer = shown(keystore, &name)?;
                if secret {
                    let phrase = keystore.secret(&name)?.expose().to_owned();
                    answer.as_object_mut().get_or_insert(&mut Map::new()).insert("secret".into(), phrase.into());
                }
                Ok(Answer::new(answer))
            }
        }
    }
}

fn shown(keystore: &Keystore, name: &str) -> Result<Value> {
    let key = keystore.signer(name)?.public_key().0;
    Ok(json!({ "name": name, "address": ss58(&key), "public_key": hex(&key) }))
}

/// The longest text that is read as a phrase.
const LONGEST: u64 = 4096;

fn read_secret() -> Result<Secret> {
    if io::stdin().is_terminal() {
        eprintln!("Type the secret phrase, then Enter and Ctrl-D:");
    }
    let mut text = Zeroizing::new(String::with_capacity(LONGEST as usize));
    let read = io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| CliError::failure(format!("cannot read the phrase: {error}")))?;
    Ok(Secret::new(std::mem::take(&mut *text)))
}

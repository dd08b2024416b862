//! `openledger chat`: a conversation, each answer paid by voucher.

use super::complete::{answer, explained, Drawing};
use crate::{
    amount::Open,
    asking::ask,
    context::Context,
    error::{CliError, Result},
    output::Answer,
    progress,
};
use clap::Args;
use serde_json::{json, Value};
use std::io::{self, BufRead, IsTerminal, Write};

/// Talk with a model.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  openledger --as dave chat solidity-latest
  printf 'Write a token.\\nNow with a cap.\\n' | openledger --as dave chat solidity-latest --json

Each line is a message; an empty line or Ctrl-D ends the conversation.")]
pub struct Chat {
    /// An alias, a model's name, or a version's number.
    model: String,
    /// What the model is told before you speak.
    #[arg(long, value_name = "TEXT")]
    system: Option<String>,
    #[command(flatten)]
    drawing: Drawing,
}

impl Chat {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let mut messages: Vec<Value> = Vec::new();
        messages.extend(self.system.as_ref().map(|system| json!({ "role": "system", "content": system })));
        let (mut answers, mut fees) = (Vec::new(), 0u128);
        while let Some(line) = next_line()? {
            messages.push(json!({ "role": "user", "content": line }));
            let bytes = messages.iter().map(|message| message.to_string().len()).sum();
            let body = json!({ "messages": messages });
            let question = self.drawing.question(&self.model, "/v1/chat/completions", body, bytes)?;
            let spinner = progress::spinner("answering");
            let paid = ask(context, &question).await.map_err(|error| error.partial(json!({ "answers": answers })))?;
            spinner.finish_and_clear();
            let text = paid.answer["choices"][0]["message"]["content"].as_str().unwrap_or_default().trim().to_owned();
            let at = context.network().await?.chain().finalized().await?;
            let one = answer(&at, &paid, &text).await?;
            if !context.is_json() {
                println!("{text}\n");
                eprintln!("{}", explained(&one));
            }
            fees = fees.saturating_add(paid.receipt.fee);
            messages.push(json!({ "role": "assistant", "content": text }));
            answers.push(one);
        }
        if answers.is_empty() {
            return Err(CliError::usage("nothing was said").hint("type a message, or send one on standard input"));
        }
        let spent = format!("{} answers for {}", answers.len(), Open(fees));
        Ok(Answer::with_text(json!({ "answers": answers, "fee": fees.to_string() }), spent))
    }
}

/// The next message; none at the end.
fn next_line() -> Result<Option<String>> {
    let failed = |error| CliError::failure(format!("cannot read a message: {error}"));
    if io::stdin().is_terminal() {
        eprint!("> ");
        io::stderr().flush().map_err(failed)?;
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(failed)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}

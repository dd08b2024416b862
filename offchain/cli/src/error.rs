//! What can go wrong, sorted by what the caller can do about it. Only this file knows exit codes.

use openledger_client::Error as ChainError;
use openledger_store::StoreError;
use serde_json::{json, Value};
use std::{fmt, io, path::Path};

/// Why a command ended, as its exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something else went wrong.
    Failure = 1,
    /// The command was not understood.
    Usage = 2,
    /// The chain refused a transaction.
    Refused = 3,
    /// There is nothing by this name or number.
    NotFound = 4,
    /// The node or the worker cannot be reached, or answered something unusable.
    Network = 5,
}

impl Kind {
    /// The process's exit code.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// A failed command: one sentence, and what to do about it on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CliError {
    /// Which exit code.
    pub kind: Kind,
    /// What went wrong, with the names involved.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// What the command would have printed as far as it came.
    pub partial: Option<Value>,
}

/// What commands return.
pub type Result<T, E = CliError> = std::result::Result<T, E>;

impl CliError {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, partial: None }
    }

    /// Anything without a kind of its own.
    pub fn failure(message: impl Into<String>) -> Self {
        Self::new(Kind::Failure, message)
    }

    /// The command makes no sense as typed.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The chain refused it, or what it was asked to run failed.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// Nothing by this name or number.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Somebody cannot be reached or understood.
    pub fn network(message: impl Into<String>) -> Self {
        Self::new(Kind::Network, message)
    }

    /// The same with a next step.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with what was done before it failed.
    pub fn partial(mut self, partial: Value) -> Self {
        self.partial = Some(partial);
        self
    }

    /// A failed file operation, with its path.
    pub fn file<'a>(action: &'a str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + 'a {
        move |error| Self::failure(format!("cannot {action} `{}`: {error}", path.display()))
    }

    /// What `--json` prints: what was done before, if anything, and the error.
    pub fn to_json(&self) -> Value {
        let mut answer = match &self.partial {
            Some(Value::Object(fields)) => fields.clone(),
            _ => Default::default(),
        };
        let error = json!({ "code": self.kind.code(), "message": self.message, "hint": self.hint });
        answer.insert("error".into(), error);
        Value::Object(answer)
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CliError {}

impl From<ChainError> for CliError {
    fn from(error: ChainError) -> Self {
        let kind = match &error {
            ChainError::Refused { .. } | ChainError::NotIncluded { .. } => Kind::Refused,
            ChainError::MissingEvent { .. } => Kind::Failure,
            _ => Kind::Network,
        };
        let poor = matches!(&error, ChainError::NotIncluded { reason, .. } if reason.contains(UNPAID));
        let hint = poor.then(|| "the account has too little OPEN for the fee; somebody has to send it some".into());
        Self { hint, ..Self::new(kind, error.to_string()) }
    }
}

/// What a node says of a transaction whose fee its account cannot pay.
const UNPAID: &str = "Inability to pay some fees";

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let kind = if error.is_absent() { Kind::NotFound } else { Kind::Failure };
        Self::new(kind, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_stands_on_its_own_line() {
        let error = CliError::not_found("no datanet 7").hint("see `openledger datanet list`");
        assert_eq!(error.to_string(), "error: no datanet 7\nhint: see `openledger datanet list`");
        assert_eq!(error.kind.code(), 4);
    }

    #[test]
    fn json_keeps_what_was_done_before() {
        let error = CliError::failure("stopped").partial(json!({ "contributions": [1] }));
        let answer = error.to_json();
        assert_eq!(answer["contributions"], json!([1]));
        assert_eq!(answer["error"]["message"], "stopped");
        assert_eq!(answer["error"]["code"], 1);
    }

    #[test]
    fn who_cannot_pay_a_fee_is_told_so() {
        let reason = format!("Invalid transaction: {UNPAID} (e.g. account balance too low)");
        let poor = CliError::from(ChainError::NotIncluded { call: "c".into(), reason });
        assert!(poor.kind.code() == 3 && poor.hint.is_some_and(|hint| hint.contains("OPEN")));
        let other = CliError::from(ChainError::NotIncluded { call: "c".into(), reason: "dropped".into() });
        assert_eq!(other.hint, None);
    }

    #[test]
    fn a_refusal_by_the_chain_has_its_own_code() {
        let refused = ChainError::Refused { call: "c".into(), name: "n".into(), docs: "d".into() };
        assert_eq!(CliError::from(refused).kind.code(), 3);
        let gone = ChainError::Connect { url: "ws://x".into(), reason: "r".into() };
        assert_eq!(CliError::from(gone).kind.code(), 5);
    }
}

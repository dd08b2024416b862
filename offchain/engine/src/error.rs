//! Everything that can go wrong, each with what was wrong and what to do about it.

/// Why the engine refused or stopped. Messages name the file, tensor, field or step concerned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A `config.json` that is not a Llama model this engine runs.
    #[error("config.json: {field}: {problem}")]
    Config {
        /// The field concerned.
        field: &'static str,
        /// What is wrong with it and what is expected.
        problem: String,
    },
    /// A `tokenizer.json` that cannot be used, or text that cannot be tokenised.
    #[error("tokenizer: {0}")]
    Tokenizer(String),
    /// A safetensors file whose header or contents are not what they must be.
    #[error("{file}: {problem}")]
    Weights {
        /// Which file.
        file: &'static str,
        /// What is wrong, with the tensor's name.
        problem: String,
    },
    /// An adapter of a kind this engine does not run, or that does not fit its base.
    #[error("adapter: {0}")]
    Adapter(String),
    /// A recipe that cannot be run on this base or engine.
    #[error("recipe: {0}")]
    Recipe(String),
    /// Token sequences that cannot be trained on or measured.
    #[error("data: {0}")]
    Data(String),
    /// A prompt or sampling settings that cannot be served.
    #[error("request: {0}")]
    Request(String),
    /// A loss or gradient stopped being a number.
    #[error("step {step}: the {what} is not finite; lower the learning rate or check the data")]
    NotFinite {
        /// Optimiser step, from 1; 0 outside training.
        step: u32,
        /// Which quantity.
        what: &'static str,
    },
    /// An adapter tensor that no gradient reaches: training it would be a pretence.
    #[error("no gradient reaches adapter tensor {0}: this is a bug in the engine")]
    NoGradient(String),
    /// The caller's progress callback asked to stop.
    #[error("cancelled by the caller")]
    Cancelled,
    /// A checkpoint file that is damaged or belongs to another run.
    #[error("checkpoint {path}: {problem}")]
    Checkpoint {
        /// The file.
        path: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// The machine lacks what the numeric class demands.
    #[error("numeric class: {0}")]
    NumericClass(String),
    /// A tensor operation failed inside candle.
    #[error("tensor operation: {0}")]
    Tensor(#[from] candle_core::Error),
}

/// What the engine's functions return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An [`Error::Io`] about `path`.
    pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }
}

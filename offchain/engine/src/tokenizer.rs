//! Byte-level BPE: training a tokenizer, loading one, text to tokens and back.

use crate::error::{Error, Result};
use std::collections::HashSet;
use tokenizers::{
    models::bpe::{BpeTrainerBuilder, BPE},
    pre_tokenizers::byte_level::ByteLevel,
    AddedToken, DecodeStream, DecoderWrapper, ModelWrapper, NormalizerWrapper, PostProcessorWrapper,
    PreTokenizerWrapper, TokenizerBuilder,
};

/// Stands between documents; generation stops at it.
pub const END_OF_TEXT: &str = "<|endoftext|>";

/// A loaded `tokenizer.json`.
#[derive(Clone)]
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    end: Option<u32>,
}

impl Tokenizer {
    /// Trains byte-level BPE with `vocab_size` entries, [`END_OF_TEXT`] being token 0, and returns the bytes of
    /// its `tokenizer.json`. Same texts in the same order, same bytes.
    pub fn train<'a>(texts: impl Iterator<Item = &'a str> + Send, vocab_size: usize) -> Result<Vec<u8>> {
        let alphabet: HashSet<char> = ByteLevel::alphabet().into_iter().collect();
        if vocab_size < alphabet.len() + 1 {
            return Err(Error::Tokenizer(format!(
                "a vocabulary of {vocab_size} does not hold the {} bytes and {END_OF_TEXT}",
                alphabet.len()
            )));
        }
        let mut trainer = BpeTrainerBuilder::new()
            .vocab_size(vocab_size)
            .min_frequency(2)
            .show_progress(false)
            .special_tokens(vec![AddedToken::from(END_OF_TEXT, true)])
            .initial_alphabet(alphabet)
            .build();
        let byte_level = ByteLevel::new(false, true, true);
        let mut tokenizer =
            TokenizerBuilder::<BPE, NormalizerWrapper, PreTokenizerWrapper, PostProcessorWrapper, DecoderWrapper>::new(
            )
            .with_model(BPE::default())
            .with_normalizer(None)
            .with_pre_tokenizer(Some(PreTokenizerWrapper::ByteLevel(byte_level)))
            .with_post_processor(None)
            .with_decoder(Some(DecoderWrapper::ByteLevel(byte_level)))
            .build()
            .map_err(problem)?;
        tokenizer.train(&mut trainer, texts).map_err(problem)?;
        let mut json = tokenizer.to_string(true).map_err(problem)?;
        json.push('\n');
        Ok(json.into_bytes())
    }

    /// Reads a `tokenizer.json`.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        // The crate behind this panics where a part of the file is no JSON, and a stranger may have written it.
        serde_json::from_slice::<serde_json::Value>(bytes)
            .map_err(|e| Error::Tokenizer(format!("tokenizer.json is not JSON: {e}")))?;
        let mut inner = tokenizers::Tokenizer::from_bytes(bytes)
            .map_err(|e| Error::Tokenizer(format!("tokenizer.json cannot be read: {e}")))?;
        // A text that spells a special token out must not be able to end a document or forge a turn.
        inner.set_encode_special_tokens(true);
        let end = ["<|endoftext|>", "<|end_of_text|>", "</s>"].iter().find_map(|token| inner.token_to_id(token));
        Ok(Self { inner, end })
    }

    /// Entries, special tokens included.
    pub fn vocab_size(&self) -> usize {
        self.inner.get_vocab_size(true)
    }

    /// The token that ends a text, if the tokenizer has one of the usual names for it.
    pub fn end_of_text(&self) -> Option<u32> {
        self.end
    }

    /// Token ids of a text. Special tokens are neither added nor recognised: a text that spells one out becomes
    /// ordinary tokens.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>> {
        let encoding = self.inner.encode_fast(text, false).map_err(problem)?;
        Ok(encoding.get_ids().to_vec())
    }

    /// The text of tokens; special tokens are left out, bytes that are not UTF-8 become U+FFFD.
    pub fn decode(&self, tokens: &[u32]) -> Result<String> {
        self.inner.decode(tokens, true).map_err(problem)
    }

    /// Decodes tokens one after the other.
    pub fn stream(&self) -> TextStream<'_> {
        TextStream(self.inner.decode_stream(true))
    }

    /// The id of a token by its name, for special ones.
    pub fn id(&self, token: &str) -> Option<u32> {
        self.inner.token_to_id(token)
    }

    /// The text of one token by itself, for reading.
    pub fn token(&self, token: u32) -> Option<String> {
        self.inner.id_to_token(token)
    }
}

/// Text of tokens as they come; a character whose bytes are spread over tokens comes with the last of them.
pub struct TextStream<'a>(
    DecodeStream<'a, ModelWrapper, NormalizerWrapper, PreTokenizerWrapper, PostProcessorWrapper, DecoderWrapper>,
);

impl TextStream<'_> {
    /// Text completed by this token; empty if there is none.
    pub fn push(&mut self, token: u32) -> Result<String> {
        Ok(self.0.step(token).map_err(problem)?.unwrap_or_default())
    }
}

fn problem(error: tokenizers::Error) -> Error {
    Error::Tokenizer(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 3] = [
        "function add(first, second) { return first + second; }\n",
        "function subtract(first, second) { return first - second; }\n",
        "const zwölf = add(5, 7); // ünïcode ✓\n",
    ];

    fn texts() -> impl Iterator<Item = &'static str> + Send {
        (0..50).flat_map(|_| TEXTS)
    }

    #[test]
    fn same_texts_same_bytes() {
        let first = Tokenizer::train(texts(), 320).unwrap();
        for _ in 0..4 {
            assert!(first == Tokenizer::train(texts(), 320).unwrap());
        }
        assert!((300..=320).contains(&Tokenizer::from_json(&first).unwrap().vocab_size()));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let file = String::from_utf8(Tokenizer::train(texts(), 320).unwrap()).unwrap();
        let decoder = file.find("\"decoder\": {").expect("it has a decoder") + "\"decoder\": {".len();
        for damage in ["1", ",", "{"] {
            let damaged = [&file[..decoder], damage, &file[decoder..]].concat();
            assert!(Tokenizer::from_json(damaged.as_bytes()).is_err(), "{damage}");
        }
        for end in (0..file.len()).step_by(97) {
            assert!(Tokenizer::from_json(&file.as_bytes()[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn text_survives_both_ways() {
        let tokenizer = Tokenizer::from_json(&Tokenizer::train(texts(), 320).unwrap()).unwrap();
        assert_eq!(tokenizer.end_of_text(), Some(0));
        for text in ["", "function add(", "日本語 \u{0} \r\n\t  two  spaces", TEXTS[2]] {
            let tokens = tokenizer.encode(text).unwrap();
            assert_eq!(tokenizer.decode(&tokens).unwrap(), text);
        }
    }

    #[test]
    fn a_text_cannot_forge_special_tokens() {
        let tokenizer = Tokenizer::from_json(&Tokenizer::train(texts(), 320).unwrap()).unwrap();
        let tokens = tokenizer.encode("a<|endoftext|>b").unwrap();
        assert!(!tokens.contains(&0) && tokens.len() > 3);
        assert_eq!(tokenizer.decode(&tokens).unwrap(), "a<|endoftext|>b");
        assert_eq!(tokenizer.id(END_OF_TEXT), Some(0));
    }

    #[test]
    fn refuses_nonsense() {
        assert!(Tokenizer::from_json(b"{}").is_err());
        assert!(Tokenizer::train(texts(), 100).is_err());
    }
}

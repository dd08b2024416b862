//! In which language a contribution is written.
//!
//! Programs' sources and rows without sentences have no language ([`NO_LANGUAGE`]). Prose (text, Markdown without its
//! fenced code, sentences in JSON rows) is looked at in up to [`PIECES`] pieces of [`PIECE_BYTES`] bytes, evenly
//! spread over each document, and every piece whose trigrams speak clearly for one language counts for its part of the
//! document. What speaks for none is [`UNDETERMINED`].

use openledger_primitives::document::{Document, Media};
use std::collections::BTreeMap;

/// ISO 639-3: no linguistic content.
pub const NO_LANGUAGE: [u8; 3] = *b"zxx";
/// ISO 639-3: undetermined.
pub const UNDETERMINED: [u8; 3] = *b"und";

/// Pieces of a document that are looked at.
const PIECES: usize = 8;
/// Bytes of a piece.
const PIECE_BYTES: usize = 1_024;

/// Bytes by language, as ISO 639-3 writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages(BTreeMap<[u8; 3], u64>);

impl Languages {
    /// The languages of these documents.
    pub fn of(documents: &[Document]) -> Self {
        let mut languages = Self::default();
        documents.iter().for_each(|document| languages.add(document));
        languages
    }

    /// Adds a document.
    pub fn add(&mut self, document: &Document) {
        let whole = document.text.len() as u64;
        let prose = prose(document);
        // Less than half of it is prose: the rest says what it is.
        if (prose.len() as u64) * 2 < whole || prose.is_empty() {
            *self.0.entry(NO_LANGUAGE).or_default() += whole;
            return;
        }
        let pieces = pieces(&prose);
        let share = whole / (pieces.len() as u64).max(1);
        for piece in pieces {
            *self.0.entry(language(piece)).or_default() += share;
        }
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        for (language, bytes) in &other.0 {
            *self.0.entry(*language).or_default() += bytes;
        }
    }

    /// The language of most of the text, and its share in thousandths; the first in the alphabet on a tie.
    pub fn most(&self) -> ([u8; 3], u32) {
        let all: u64 = self.0.values().sum();
        let most = self.0.iter().max_by_key(|(language, bytes)| (**bytes, std::cmp::Reverse(**language)));
        most.map_or((UNDETERMINED, 0), |(language, bytes)| {
            (*language, u32::try_from(bytes.saturating_mul(1_000).checked_div(all).unwrap_or(0)).unwrap_or(0))
        })
    }

    /// Bytes in all.
    pub fn bytes(&self) -> u64 {
        self.0.values().sum()
    }

    /// Bytes by the language's letters.
    pub fn by_name(&self) -> BTreeMap<String, u64> {
        self.0.iter().map(|(language, bytes)| (name(language), *bytes)).collect()
    }
}

/// A language's three letters.
pub fn name(language: &[u8; 3]) -> String {
    String::from_utf8_lossy(language).into_owned()
}

/// Whether text can be in this language.
pub fn is_language(language: &[u8; 3]) -> bool {
    ![NO_LANGUAGE, UNDETERMINED].contains(language)
}

/// What a document says in sentences.
fn prose(document: &Document) -> String {
    match Media::of_path(&document.path) {
        None | Some(Media::Source { .. }) => String::new(),
        Some(Media::Text) => document.text.clone(),
        Some(Media::Markdown) => unfenced(&document.text),
        Some(Media::JsonLines) => document.text.lines().map(sentences).collect(),
    }
}

/// Markdown without its fenced code.
fn unfenced(text: &str) -> String {
    let mut fenced = false;
    let mut prose = String::new();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            prose.push_str(line);
        }
    }
    prose
}

/// The strings of a JSON row that have several words, or ten characters of a script that may do without spaces.
fn sentences(row: &str) -> String {
    let mut found = String::new();
    if let Ok(value) = serde_json::from_str(row) {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &serde_json::Value, found: &mut String) {
    match value {
        serde_json::Value::String(text)
            if text.split_whitespace().nth(2).is_some() || text.chars().filter(|c| !c.is_ascii()).nth(9).is_some() =>
        {
            found.push_str(text);
            found.push('\n');
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Up to [`PIECES`] pieces, evenly spread.
fn pieces(text: &str) -> Vec<&str> {
    let count = text.len().div_ceil(PIECE_BYTES).clamp(1, PIECES);
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    (0..count)
        .map(|number| {
            let start = boundary(text.len() / count * number);
            &text[start..boundary(start + PIECE_BYTES)]
        })
        .collect()
}

/// The language that a piece clearly speaks.
fn language(piece: &str) -> [u8; 3] {
    let known = whatlang::detect(piece).filter(whatlang::Info::is_reliable);
    known.and_then(|known| known.lang().code().as_bytes().try_into().ok()).unwrap_or(UNDETERMINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "A vault holds one kind of token and gives out shares of what it holds. Whoever deposits \
                           receives shares in proportion to what everybody else has put in before.";
    const GERMAN: &str = "Ein Tresor verwahrt eine Art von Marken und gibt Anteile an dem aus, was er verwahrt. Wer \
                          einzahlt, erhält Anteile im Verhältnis zu dem, was alle anderen schon eingelegt haben.";
    const UKRAINIAN: &str = "Сховище зберігає один вид токенів і видає частки того, що в ньому лежить. Хто вносить \
                             кошти, отримує частки пропорційно до внесеного іншими людьми раніше.";
    const CHINESE: &str = "金库持有一种代币，并发行其所持资产的份额。存款人按照其他人此前存入的比例获得份额。";

    fn of(path: &str, text: &str) -> ([u8; 3], u32) {
        Languages::of(&[Document { path: path.into(), text: text.into() }]).most()
    }

    #[test]
    fn prose_is_known_by_its_language() {
        for (text, language) in [(ENGLISH, b"eng"), (GERMAN, b"deu"), (UKRAINIAN, b"ukr"), (CHINESE, b"cmn")] {
            assert_eq!(of("a.txt", text), (*language, 1_000));
            assert_eq!(of("a.md", &format!("# X\n\n{text}\n\n```sol\ncontract A {{}}\n```\n")).0, *language);
            let row = serde_json::json!({ "instruction": text, "id": 3 });
            assert_eq!(of("a.jsonl", &format!("{row}\n{row}\n")).0, *language);
        }
    }

    #[test]
    fn source_and_tables_have_no_language() {
        assert_eq!(of("a.sol", &format!("// {ENGLISH}\ncontract A {{}}\n")).0, NO_LANGUAGE);
        assert_eq!(
            of("a.jsonl", "{\"x\":1,\"y\":2.5,\"name\":\"abc\"}\n{\"x\":3,\"y\":4.5,\"name\":\"def\"}\n").0,
            NO_LANGUAGE
        );
        assert_eq!(of("a.md", "```\nuint256 x; uint256 y; uint256 z;\n```\n").0, NO_LANGUAGE);
    }

    #[test]
    fn what_speaks_for_no_language_is_undetermined() {
        let noise = "dGhpcyBpcyBub3QgYSBzZW50ZW5jZQ== 8f3a 77q1 zzkv QkpX 9021 ppqw 1x1x kkvz";
        assert_eq!(of("a.txt", noise).0, UNDETERMINED);
        assert_eq!(Languages::default().most(), (UNDETERMINED, 0));
    }

    #[test]
    fn most_of_the_text_decides() {
        let documents = [("a.txt", ENGLISH.repeat(3)), ("b.txt", GERMAN.into()), ("c.sol", "contract A {}".into())];
        let documents = documents.map(|(path, text)| Document { path: path.into(), text });
        let (language, permille) = Languages::of(&documents).most();
        assert_eq!(language, *b"eng");
        assert!((600..800).contains(&permille), "{permille}");
    }
}

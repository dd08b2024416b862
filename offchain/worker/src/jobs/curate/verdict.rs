//! From measures to a score and an objection.
//!
//! **Score.** A fragment that stands nowhere before and holds neither a secret nor personal data gets its
//! [`points`](super::points); the score is their share of all points there were to get, in hundredths, rounded down.
//! With an objection it is at most [`OBJECTED`].
//!
//! **Objection.** The first of these that is true:
//! 1. [`Rejection::Empty`]: there is no fragment.
//! 2. [`Rejection::Secrets`]: there is one.
//! 3. [`Rejection::PersonalData`]: something grave (a bank account, a card, a social security number), or more than
//!    [`FEW_PERSONAL`] light ones that are also more than one in [`FRAGMENTS_FOR_ONE`] fragments.
//! 4. [`Rejection::Duplicate`]: more than half of the fragments stand word for word in data accepted before.
//! 5. [`Rejection::NearDuplicate`]: more than half stand there word for word or nearly so.
//! 6. [`Rejection::LowEntropy`]: the bytes carry less than [`LEAST_MILLIBITS`] thousandths of a bit each, or more than
//!    half of the fragments repeat others of this contribution, or more than [`MOST_ALIKE_PERMILLE`] thousandths repeat
//!    others at least nearly.
//! 7. [`Rejection::WrongLanguage`]: at least [`CLEAR_PERMILLE`] thousandths of the text are in one language, and of at
//!    least [`ENOUGH_BYTES`] accepted before, as many are in another.
//! 8. [`Rejection::Implausible`]: the base finds it at least [`NOISE_MICRONATS`] less likely than a model that knows
//!    nothing would.
//! 9. [`Rejection::LowQuality`]: the score is below [`FAIR`].

use super::{language::is_language, loss::Measured};
use openledger_primitives::job::Rejection;

/// Highest score of a contribution to which there is an objection.
pub const OBJECTED: u8 = 10;
/// Lowest score of fair data.
pub const FAIR: u8 = 50;
/// So many e-mail addresses and telephone numbers may stand anywhere.
pub const FEW_PERSONAL: u32 = 2;
/// Above these, one for so many fragments may.
pub const FRAGMENTS_FOR_ONE: u32 = 50;
/// Bytes that carry less are padding.
pub const LEAST_MILLIBITS: u16 = 2_500;
/// A contribution whose fragments are mostly made by one pattern.
pub const MOST_ALIKE_PERMILLE: u32 = 900;
/// A share that leaves no doubt about a language.
pub const CLEAR_PERMILLE: u32 = 800;
/// Text accepted before from which a datanet's language is taken.
pub const ENOUGH_BYTES: u64 = 64 << 10;
/// Half a nat: more than an untrained model differs from a blind one, and five hundred times the tolerance of the loss.
pub const NOISE_MICRONATS: u32 = 500_000;

/// What the verdict rests on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measures {
    /// Fragments in all.
    pub fragments: u32,
    /// The quality by points, 0 to 100.
    pub quality: u8,
    /// Secrets.
    pub secrets: u32,
    /// Personal data.
    pub personal: u32,
    /// Grave ones among it.
    pub grave: u32,
    /// Fragments accepted before word for word.
    pub duplicates: u32,
    /// Fragments accepted before nearly so.
    pub near_duplicates: u32,
    /// Fragments that stand here before word for word.
    pub repeated: u32,
    /// Fragments that stand here before nearly so.
    pub nearly_repeated: u32,
    /// Entropy of the bytes.
    pub millibits: u16,
    /// Language of most of the text and its share in thousandths.
    pub language: ([u8; 3], u32),
    /// The same of the text accepted before.
    pub language_before: ([u8; 3], u32),
    /// Bytes of text accepted before.
    pub bytes_before: u64,
    /// The loss under the base.
    pub loss: Option<Measured>,
}

/// Score and first objection.
pub fn verdict(measures: &Measures) -> (u8, Option<Rejection>) {
    let objection = objection(measures);
    let most = if objection.is_some() { OBJECTED } else { 100 };
    // Low quality is the score itself.
    let score = if objection == Some(Rejection::LowQuality) { measures.quality } else { measures.quality.min(most) };
    (score, objection)
}

fn objection(m: &Measures) -> Option<Rejection> {
    let most = |count: u32| u64::from(count) * 2 > u64::from(m.fragments);
    let alike = u64::from(m.repeated) + u64::from(m.nearly_repeated);
    let light = m.personal.saturating_sub(m.grave);
    let foreign = {
        let ((own, share), (other, share_before)) = (m.language, m.language_before);
        is_language(&own)
            && is_language(&other)
            && own != other
            && share >= CLEAR_PERMILLE
            && share_before >= CLEAR_PERMILLE
            && m.bytes_before >= ENOUGH_BYTES
    };
    let noise = m.loss.is_some_and(|loss| loss.micronats >= loss.blind_micronats.saturating_add(NOISE_MICRONATS));
    let reasons = [
        (m.fragments == 0, Rejection::Empty),
        (m.secrets > 0, Rejection::Secrets),
        (
            m.grave > 0
                || (light > FEW_PERSONAL && u64::from(light) * u64::from(FRAGMENTS_FOR_ONE) > u64::from(m.fragments)),
            Rejection::PersonalData,
        ),
        (most(m.duplicates), Rejection::Duplicate),
        (most(m.duplicates.saturating_add(m.near_duplicates)), Rejection::NearDuplicate),
        (
            m.millibits < LEAST_MILLIBITS
                || most(m.repeated)
                || alike * 1_000 > u64::from(m.fragments) * u64::from(MOST_ALIKE_PERMILLE),
            Rejection::LowEntropy,
        ),
        (foreign, Rejection::WrongLanguage),
        (noise, Rejection::Implausible),
        (m.quality < FAIR, Rejection::LowQuality),
    ];
    reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SOUND: Measures = Measures {
        fragments: 100,
        quality: 97,
        secrets: 0,
        personal: 0,
        grave: 0,
        duplicates: 0,
        near_duplicates: 0,
        repeated: 0,
        nearly_repeated: 0,
        millibits: 4_700,
        language: (*b"eng", 990),
        language_before: (*b"eng", 990),
        bytes_before: 1 << 20,
        loss: Some(Measured { micronats: 3_000_000, blind_micronats: 7_624_000 }),
    };

    #[test]
    fn sound_data_has_its_quality_as_score() {
        assert_eq!(verdict(&SOUND), (97, None));
    }

    #[test]
    fn each_reason_holds_from_its_threshold_on() {
        let loss = |micronats| Some(Measured { micronats, blind_micronats: 7_624_000 });
        let cases = [
            (Measures { secrets: 1, ..SOUND }, Some(Rejection::Secrets)),
            (Measures { personal: 1, grave: 1, ..SOUND }, Some(Rejection::PersonalData)),
            (Measures { personal: 2, ..SOUND }, None),
            (Measures { personal: 3, ..SOUND }, Some(Rejection::PersonalData)),
            (Measures { personal: 3, fragments: 150, ..SOUND }, None),
            (Measures { duplicates: 50, ..SOUND }, None),
            (Measures { duplicates: 51, ..SOUND }, Some(Rejection::Duplicate)),
            (Measures { duplicates: 25, near_duplicates: 26, ..SOUND }, Some(Rejection::NearDuplicate)),
            (Measures { millibits: 2_499, ..SOUND }, Some(Rejection::LowEntropy)),
            (Measures { repeated: 51, ..SOUND }, Some(Rejection::LowEntropy)),
            (Measures { nearly_repeated: 90, ..SOUND }, None),
            (Measures { repeated: 11, nearly_repeated: 80, ..SOUND }, Some(Rejection::LowEntropy)),
            (Measures { language: (*b"deu", 800), ..SOUND }, Some(Rejection::WrongLanguage)),
            (Measures { language: (*b"deu", 799), ..SOUND }, None),
            (Measures { language: (*b"deu", 1_000), bytes_before: (64 << 10) - 1, ..SOUND }, None),
            (Measures { language: (*b"zxx", 1_000), ..SOUND }, None),
            (Measures { language: (*b"und", 1_000), ..SOUND }, None),
            (Measures { loss: loss(8_123_999), ..SOUND }, None),
            (Measures { loss: loss(8_124_000), ..SOUND }, Some(Rejection::Implausible)),
            (Measures { quality: 49, ..SOUND }, Some(Rejection::LowQuality)),
            (Measures { fragments: 0, quality: 0, ..SOUND }, Some(Rejection::Empty)),
        ];
        for (measures, expected) in cases {
            assert_eq!(verdict(&measures).1, expected, "{measures:?}");
        }
    }

    #[test]
    fn the_first_reason_is_told() {
        let all = Measures { secrets: 1, personal: 9, duplicates: 100, millibits: 0, quality: 0, ..SOUND };
        assert_eq!(verdict(&all), (0, Some(Rejection::Secrets)));
        assert_eq!(verdict(&Measures { secrets: 0, ..all }), (0, Some(Rejection::PersonalData)));
    }

    proptest! {
        #[test]
        fn an_objection_and_only_an_objection_lowers_the_score(
            quality in 0u8..=100, secrets in 0u32..3, duplicates in 0u32..=100, near_duplicates in 0u32..=100,
        ) {
            let (score, objection) = verdict(&Measures { quality, secrets, duplicates, near_duplicates, ..SOUND });
            prop_assert!(score <= quality);
            prop_assert_eq!(objection.is_some() && quality > OBJECTED, score < quality || (objection == Some(Rejection::LowQuality) && quality > OBJECTED));
        }
    }
}

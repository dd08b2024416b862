//! The first job on every contribution: is everything true that was declared?
//!
//! A chain cannot know that a content id matches a Merkle root, so a worker re-fragments the content. This is
//! the whole of that job as one deterministic function: two honest workers give the same answer to the byte.

use crate::{
    content::ContentId,
    document::{Bundle, Document, MAX_BUNDLE_BYTES},
    fragment::{self, FRAGMENTER_VERSION, MAX_FRAGMENTS},
    job::{CheckResult, CheckSpec, JobFailure, Rejection},
    licence,
    media::{spdx_header, RefusedDocument},
    Digest,
};
use serde::{Deserialize, Serialize};

/// What a contributor reads about a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `None` when everything declared is true.
    pub verdict: Option<Rejection>,
    /// The verdict in words; empty without one.
    pub detail: String,
    /// Documents in the bundle.
    pub documents: u32,
    /// Fragments in the bundle.
    pub fragments: u32,
    /// Every document that is refused, by increasing path, each with its first reason.
    pub refused: Vec<RefusedDocument>,
}

impl Report {
    /// The report as JSON, to be kept under its content id.
    pub fn encode(&self) -> Vec<u8> {
        // Strings and numbers only: nothing that JSON could refuse, so the default is never used.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Root of the fragments as computed here; zero when there are none.
    pub root: Digest,
    /// Everything else.
    pub report: Report,
}

impl Checked {
    /// The result to sign and the report's bytes that its content id names.
    pub fn into_result(self) -> (CheckResult, Vec<u8>) {
        let report = self.report.encode();
        let result = CheckResult {
            verdict: self.report.verdict,
            root: self.root,
            refused: count(self.report.refused.len()),
            report: ContentId::of(&report),
        };
        (result, report)
    }
}

/// Checks a contribution's content against what its contributor declared and its datanet demands.
///
/// The first of these that is not true is the verdict:
/// 1. the bundle is within its size ([`Rejection::TooLarge`]) and has the declared one ([`Rejection::SizeMismatch`]);
/// 2. it is a bundle ([`crate::document::BundleError::rejection`]);
/// 3. the datanet admits the declared licence ([`Rejection::LicenceNotAdmitted`]);
/// 4. every document, by increasing path, is what a fragmenter can read ([`Document::check`]), and its SPDX header,
///    if it has one, states a licence the datanet admits ([`Rejection::LicenceNotAdmitted`]) under which the
///    declared one can be granted ([`Rejection::LicenceMismatch`]);
/// 5. there are fragments ([`Rejection::Empty`]), at most [`MAX_FRAGMENTS`] ([`Rejection::TooLarge`]) and as many as
///    declared ([`Rejection::SizeMismatch`]), with the declared root ([`Rejection::RootMismatch`]).
///
/// An error is not the contributor's fault: this build has another fragmenter ([`JobFailure::Unsupported`]), or these
/// are not the bytes of the contribution's content id ([`JobFailure::ContentInvalid`]).
pub fn check(spec: &CheckSpec, bytes: &[u8]) -> Result<Checked, JobFailure> {
    if spec.fragmenter != FRAGMENTER_VERSION {
        return Err(JobFailure::Unsupported);
    }
    if ContentId::of(bytes) != spec.contribution.content {
        return Err(JobFailure::ContentInvalid);
    }
    let mut checked = Checked { root: [0; 32], report: Report::default() };
    if let Err((reason, detail)) = examine(spec, bytes, &mut checked) {
        checked.report.verdict = Some(reason);
        checked.report.detail = detail;
    }
    Ok(checked)
}

/// The rules in order; fills in what is learnt on the way and stops at the verdict.
fn examine(spec: &CheckSpec, bytes: &[u8], checked: &mut Checked) -> Result<(), (Rejection, String)> {
    if bytes.len() > MAX_BUNDLE_BYTES {
        let detail = format!("the content has {} bytes, at most {MAX_BUNDLE_BYTES} are read", bytes.len());
        return Err((Rejection::TooLarge, detail));
    }
    if bytes.len() as u64 != spec.bytes {
        let detail = format!("the content has {} bytes, {} were declared", bytes.len(), spec.bytes);
        return Err((Rejection::SizeMismatch, detail));
    }
    let bundle = Bundle::parse(bytes).map_err(|error| (error.rejection(), error.to_string()))?;
    let report = &mut checked.report;
    report.documents = count(bundle.documents().len());
    report.fragments = fragment::count(&bundle);
    if report.fragments > 0 && report.fragments <= MAX_FRAGMENTS {
        checked.root = fragment::root(&fragment::fragments(&bundle));
    }
    if !licence::admits(&spec.admitted, &spec.licence) {
        let detail = format!("the datanet does not admit the declared licence `{}`", spec.licence);
        return Err((Rejection::LicenceNotAdmitted, detail));
    }
    report.refused = bundle.documents().iter().filter_map(|document| check_document(spec, document).err()).collect();
    if let Some(refused) = report.refused.first() {
        return Err((refused.reason, refused.to_string()));
    }
    if report.fragments == 0 {
        return Err((Rejection::Empty, "the documents hold nothing but their licence headers".into()));
    }
    if report.fragments > MAX_FRAGMENTS {
        let detail = format!("the content has {} fragments, at most {MAX_FRAGMENTS} are read", report.fragments);
        return Err((Rejection::TooLarge, detail));
    }
    if report.fragments != spec.fragments {
        let detail = format!("the content has {} fragments, {} were declared", report.fragments, spec.fragments);
        return Err((Rejection::SizeMismatch, detail));
    }
    if checked.root != spec.root {
        return Err((Rejection::RootMismatch, "the declared root is not the root of the fragments".into()));
    }
    Ok(())
}

/// One document's first reason to be refused.
fn check_document(spec: &CheckSpec, document: &Document) -> Result<(), RefusedDocument> {
    document.check()?;
    let Some(header) = spdx_header(&document.text) else { return Ok(()) };
    let refuse = |reason, detail| Err(RefusedDocument { path: document.path.clone(), reason, detail });
    if !licence::admits(&spec.admitted, header) {
        let admitted = spec.admitted.join(", ");
        let detail = format!("its header says `{header}`, the datanet admits {admitted}");
        return refuse(Rejection::LicenceNotAdmitted, detail);
    }
    if !header.eq_ignore_ascii_case(&spec.licence) && !licence::admits(&[&spec.licence], header) {
        let detail = format!("its header says `{header}`, the contribution was declared as `{}`", spec.licence);
        return refuse(Rejection::LicenceMismatch, detail);
    }
    Ok(())
}

/// Counts here are bounded far below 2^32 by the limits of a bundle.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

//! Bundles: documents in path order, as many as fit.

use crate::error::{CliError, Result};
use openledger_primitives::{
    content::ContentId,
    document::{Bundle, Document, MAX_BUNDLE_BYTES},
    fragment, Digest,
};

/// A bundle and everything that is declared about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their name.
    pub content: ContentId,
    /// Root over its fragments.
    pub root: Digest,
    /// Number of fragments.
    pub fragments: u32,
    /// Number of documents.
    pub documents: usize,
}

/// Cuts documents in path order into bundles of at most `limit` bytes. A document that is larger alone has a bundle of
/// its own.
pub fn cut(documents: Vec<Document>, limit: usize) -> Result<Vec<Prepared>> {
    let limit = limit.min(MAX_BUNDLE_BYTES);
    let mut bundles = Vec::new();
    let mut open: Vec<Document> = Vec::new();
    let mut size = 0usize;
    for document in documents {
        let length = encoded(std::slice::from_ref(&document))?.encode().len();
        if !open.is_empty() && size.saturating_add(length) > limit {
            bundles.push(prepare(std::mem::take(&mut open))?);
            size = 0;
        }
        size = size.saturating_add(length);
        open.push(document);
    }
    if !open.is_empty() {
        bundles.push(prepare(open)?);
    }
    Ok(bundles)
}

fn prepare(documents: Vec<Document>) -> Result<Prepared> {
    let bundle = encoded(&documents)?;
    let bytes = bundle.encode();
    let fragments = fragment::fragments(&bundle);
    Ok(Prepared {
        content: ContentId::of(&bytes),
        root: fragment::root(&fragments),
        fragments: u32::try_from(fragments.len()).unwrap_or(u32::MAX),
        documents: documents.len(),
        bytes,
    })
}

fn encoded(documents: &[Document]) -> Result<Bundle> {
    Bundle::new(documents.to_vec()).map_err(|error| CliError::failure(format!("no bundle can be made: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(sizes: &[usize]) -> Vec<Document> {
        let document = |(at, size): (usize, &usize)| Document { path: format!("{at}.txt"), text: "x".repeat(*size) };
        sizes.iter().enumerate().map(document).collect()
    }

    #[test]
    fn bundles_are_filled_in_path_order_and_stay_below_the_limit() {
        let bundles = cut(documents(&[400, 400, 400, 3000, 10]), 1024).expect("cut");
        let counts: Vec<usize> = bundles.iter().map(|bundle| bundle.documents).collect();
        assert_eq!(counts, [2, 1, 1, 1]);
        assert!(bundles[0].bytes.len() <= 1024 && bundles[2].bytes.len() > 3000);
    }

    #[test]
    fn what_is_declared_is_what_the_network_will_find() {
        let bundle = cut(documents(&[700, 50]), 1 << 20).expect("cut").pop().expect("one");
        let read = Bundle::parse(&bundle.bytes).expect("canonical");
        assert_eq!(fragment::root(&fragment::fragments(&read)), bundle.root);
        assert_eq!(fragment::count(&read), bundle.fragments);
        assert_eq!(ContentId::of(&bundle.bytes), bundle.content);
    }

    #[test]
    fn the_same_documents_have_the_same_bundles() {
        assert_eq!(cut(documents(&[5, 6]), 9).expect("cut"), cut(documents(&[5, 6]), 9).expect("cut"));
        assert!(cut(Vec::new(), 9).expect("nothing").is_empty());
    }
}

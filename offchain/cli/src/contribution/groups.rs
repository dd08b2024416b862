//! Which documents go together: those the declared licence covers, and, unchecked, the others by their header.

use openledger_primitives::{
    content::ContentId,
    document::{check, spdx_header, Bundle, Document, RefusedDocument},
    fragment,
    job::{CheckSpec, ContributionRef, Rejection},
    FRAGMENTER_VERSION,
};
use std::collections::BTreeMap;

/// What is declared, and what the datanet admits.
#[derive(Clone, Debug)]
pub struct Declared {
    /// SPDX licence of the contribution.
    pub licence: String,
    /// SPDX licences of the datanet.
    pub admitted: Vec<String>,
}

/// Documents by what their headers say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// Each in path order; first those that the declared licence covers.
    pub groups: Vec<Vec<Document>>,
    /// Documents that are not sent, and why.
    pub refused: Vec<RefusedDocument>,
}

/// Groups documents, which are in path order. With `checked`, what the network would refuse is not sent; without, it
/// goes into bundles of its own, one kind of header in each, so that it takes nothing admissible down with it.
pub fn group(documents: Vec<Document>, declared: &Declared, checked: bool) -> Groups {
    let mut covered = Vec::new();
    let mut others: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    let mut refused = Vec::new();
    for document in documents {
        match examine(&document, declared) {
            Ok(()) => covered.push(document),
            // Nothing but a licence header: no bundle may hold it alone, and it adds nothing to another.
            Err(error) if checked || error.reason == Rejection::Empty => refused.push(error),
            Err(_) => {
                let header = spdx_header(&document.text).unwrap_or_default().to_owned();
                others.entry(header).or_default().push(document);
            }
        }
    }
    let groups = std::iter::once(covered).chain(others.into_values()).filter(|group| !group.is_empty()).collect();
    Groups { groups, refused }
}

/// The network's own check of one document.
fn examine(document: &Document, declared: &Declared) -> Result<(), RefusedDocument> {
    let refuse = |reason, detail| RefusedDocument { path: document.path.clone(), reason, detail };
    let bundle = Bundle::new(vec![document.clone()]).map_err(|error| refuse(error.rejection(), error.to_string()))?;
    let bytes = bundle.encode();
    let fragments = fragment::fragments(&bundle);
    let spec = CheckSpec {
        contribution: ContributionRef { id: 0, content: ContentId::of(&bytes) },
        fragmenter: FRAGMENTER_VERSION,
        root: fragment::root(&fragments),
        fragments: u32::try_from(fragments.len()).unwrap_or(u32::MAX),
        bytes: bytes.len() as u64,
        licence: declared.licence.clone(),
        admitted: declared.admitted.clone(),
    };
    let Ok(checked) = check(&spec, &bytes) else { return Ok(()) };
    match (checked.report.refused.into_iter().next(), checked.report.verdict) {
        (Some(refused), _) => Err(refused),
        (None, Some(reason)) => Err(refuse(reason, checked.report.detail)),
        (None, None) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(path: &str, header: Option<&str>) -> Document {
        let header = header.map(|header| format!("// SPDX-License-Identifier: {header}\n")).unwrap_or_default();
        Document { path: path.into(), text: format!("{header}contract A {{ uint256 a; }}\n") }
    }

    fn declared() -> Declared {
        Declared { licence: "MIT".into(), admitted: vec!["MIT".into(), "Apache-2.0".into()] }
    }

    fn documents() -> Vec<Document> {
        vec![
            document("a.sol", Some("MIT")),
            document("b.sol", Some("AGPL-3.0-only")),
            document("c.sol", None),
            document("d.sol", Some("MIT OR Apache-2.0")),
            document("e.sol", Some("Apache-2.0")),
            document("f.sol", Some("AGPL-3.0-only")),
        ]
    }

    fn paths(group: &[Document]) -> Vec<&str> {
        group.iter().map(|document| document.path.as_str()).collect()
    }

    #[test]
    fn checked_documents_that_the_network_would_refuse_stay_here() {
        let found = group(documents(), &declared(), true);
        assert_eq!(found.groups.len(), 1);
        assert_eq!(paths(&found.groups[0]), ["a.sol", "c.sol", "d.sol"]);
        let reasons: Vec<_> = found.refused.iter().map(|refused| (refused.path.as_str(), refused.reason)).collect();
        assert_eq!(
            reasons,
            [
                ("b.sol", Rejection::LicenceNotAdmitted),
                ("e.sol", Rejection::LicenceMismatch),
                ("f.sol", Rejection::LicenceNotAdmitted)
            ]
        );
    }

    #[test]
    fn unchecked_documents_go_with_those_of_the_same_header() {
        let found = group(documents(), &declared(), false);
        let groups: Vec<_> = found.groups.iter().map(|group| paths(group)).collect();
        assert_eq!(groups, [vec!["a.sol", "c.sol", "d.sol"], vec!["b.sol", "f.sol"], vec!["e.sol"]]);
        assert!(found.refused.is_empty());
    }

    #[test]
    fn a_document_of_nothing_but_a_header_is_never_sent() {
        let only = Document { path: "x.sol".into(), text: "// SPDX-License-Identifier: MIT\n".into() };
        for checked in [true, false] {
            let found = group(vec![only.clone()], &declared(), checked);
            assert!(found.groups.is_empty());
            assert_eq!(found.refused[0].reason, Rejection::Empty);
        }
    }
}

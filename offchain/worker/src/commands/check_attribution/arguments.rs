//! `ID=VALUE`: what belongs to a contribution, as it is written on the command line.

use openledger_primitives::ContributionId;
use std::{collections::BTreeMap, str::FromStr};

/// A contribution's number and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment<T> {
    pub(crate) contribution: ContributionId,
    pub(crate) value: T,
}

/// Why a text assigns nothing to a contribution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a contribution's number, `=` and what belongs to it, such as 12=value")]
pub(crate) struct NotAnAssignment;

impl<T: From<String>> FromStr for Assignment<T> {
    type Err = NotAnAssignment;

    fn from_str(text: &str) -> Result<Self, NotAnAssignment> {
        let (id, value) = text.split_once('=').ok_or(NotAnAssignment)?;
        let contribution = id.trim().parse().map_err(|_| NotAnAssignment)?;
        match value.trim() {
            "" => Err(NotAnAssignment),
            value => Ok(Self { contribution, value: value.to_owned().into() }),
        }
    }
}

/// Values by contribution; the first contribution that is named twice is the error.
pub(crate) fn by_contribution<T>(
    assignments: &[Assignment<T>],
) -> Result<BTreeMap<ContributionId, &T>, ContributionId> {
    let mut values = BTreeMap::new();
    for Assignment { contribution, value } in assignments {
        if values.insert(*contribution, value).is_some() {
            return Err(*contribution);
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::{super::CheckAttribution, *};
    use clap::{Args, Command};
    use std::path::{Path, PathBuf};

    fn parse(more: &[&str]) -> Result<CheckAttribution, clap::Error> {
        let command = CheckAttribution::augment_args(Command::new("check-attribution"));
        let given = ["check-attribution", "--base", "base", "--adapter", "tune", "--index", "index", "--recipe", "r"];
        let matches = command.try_get_matches_from(given.iter().chain(more))?;
        clap::FromArgMatches::from_arg_matches(&matches)
    }

    #[test]
    fn bundles_and_labels_may_be_listed_in_every_usual_way() {
        let spaces = ["--bundles", "1=a", "2=b=c", "--label", "1=x", "2=y z"];
        let commas = ["--bundles", "1=a,2=b=c", "--label", "1=x,2=y z"];
        let repeated = ["--bundles", "1=a", "--bundles", "2=b=c", "--label", "1=x", "--label", "2=y z"];
        for written in [&spaces[..], &commas, &repeated] {
            let parsed = parse(written).expect("sound arguments");
            let bundles = by_contribution(&parsed.bundles).expect("each once");
            assert_eq!(bundles, [(1, &PathBuf::from("a")), (2, &PathBuf::from("b=c"))].into());
            let labels = by_contribution(&parsed.label).expect("each once");
            assert_eq!(labels, [(1, &"x".to_owned()), (2, &"y z".to_owned())].into());
            assert_eq!((parsed.snippets, parsed.copies, parsed.permutations, parsed.seed), (60, 100, 10_000, 1));
            assert_eq!((parsed.adapter.as_path(), parsed.adapter_config), (Path::new("tune"), None));
        }
    }

    #[test]
    fn what_assigns_nothing_is_refused_with_an_example() {
        for wrong in ["a", "=a", "x=a", "1=", "-1=a"] {
            let Err(error) = parse(&["--bundles", wrong, "--label", "1=x"]) else { panic!("{wrong}") };
            assert!(error.to_string().contains("12=value") || wrong.starts_with('-'), "{error}");
        }
        assert!(parse(&["--bundles", "1=a"]).is_err(), "labels are needed");
        let parsed = parse(&["--bundles", "1=a", "1=b", "--label", "1=x"]).expect("sound arguments");
        assert_eq!(by_contribution(&parsed.bundles), Err(1));
    }
}

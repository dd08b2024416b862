//! The chain's calls, storage and events, generated from `metadata.scale` (`cargo xtask metadata`).

#![allow(missing_docs, clippy::all, rustdoc::all)]

pub use generated::*;

// Makes cargo generate the client again when the metadata has changed: it does not see what a macro reads.
const _: &[u8] = include_bytes!("../metadata.scale");

#[subxt::subxt(
    runtime_metadata_path = "metadata.scale",
    derive_for_all_types = "Clone, PartialEq",
    substitute_type(
        path = "openledger_primitives::content::ContentId",
        with = "::subxt::utils::Static<::openledger_primitives::content::ContentId>"
    ),
    substitute_type(
        path = "openledger_primitives::recipe::Recipe",
        with = "::subxt::utils::Static<::openledger_primitives::recipe::Recipe>"
    ),
    substitute_type(
        path = "openledger_primitives::recipe::NumericClass",
        with = "::subxt::utils::Static<::openledger_primitives::recipe::NumericClass>"
    ),
    substitute_type(
        path = "openledger_primitives::job::BaseFiles",
        with = "::subxt::utils::Static<::openledger_primitives::job::BaseFiles>"
    ),
    substitute_type(
        path = "openledger_primitives::job::CheckResult",
        with = "::subxt::utils::Static<::openledger_primitives::job::CheckResult>"
    ),
    substitute_type(
        path = "openledger_primitives::job::CurateResult",
        with = "::subxt::utils::Static<::openledger_primitives::job::CurateResult>"
    ),
    substitute_type(
        path = "openledger_primitives::job::EvaluateResult",
        with = "::subxt::utils::Static<::openledger_primitives::job::EvaluateResult>"
    ),
    substitute_type(
        path = "openledger_primitives::job::JobKind",
        with = "::subxt::utils::Static<::openledger_primitives::job::JobKind>"
    ),
    substitute_type(
        path = "openledger_primitives::job::Rejection",
        with = "::subxt::utils::Static<::openledger_primitives::job::Rejection>"
    ),
    substitute_type(
        path = "openledger_primitives::batch::BatchHeader",
        with = "::subxt::utils::Static<::openledger_primitives::batch::BatchHeader>"
    ),
    substitute_type(
        path = "openledger_primitives::batch::CreditLine",
        with = "::subxt::utils::Static<::openledger_primitives::batch::CreditLine>"
    ),
    substitute_type(
        path = "openledger_primitives::batch::VersionIncome",
        with = "::subxt::utils::Static<::openledger_primitives::batch::VersionIncome>"
    ),
    substitute_type(
        path = "openledger_primitives::merkle_sum::Node",
        with = "::subxt::utils::Static<::openledger_primitives::merkle_sum::Node>"
    ),
    substitute_type(
        path = "openledger_primitives::receipt::Receipt",
        with = "::subxt::utils::Static<::openledger_primitives::receipt::Receipt>"
    ),
    substitute_type(
        path = "openledger_primitives::sketch::QuerySketch",
        with = "::subxt::utils::Static<::openledger_primitives::sketch::QuerySketch>"
    ),
    substitute_type(
        path = "openledger_primitives::sketch::ContributionSketch",
        with = "::subxt::utils::Static<::openledger_primitives::sketch::ContributionSketch>"
    ),
    substitute_type(
        path = "openledger_primitives::sketch::IndexHeader",
        with = "::subxt::utils::Static<::openledger_primitives::sketch::IndexHeader>"
    ),
    substitute_type(
        path = "openledger_primitives::merkle_sum::Step",
        with = "::subxt::utils::Static<::openledger_primitives::merkle_sum::Step>"
    ),
    substitute_type(
        path = "openledger_primitives::split::Economics",
        with = "::subxt::utils::Static<::openledger_primitives::split::Economics>"
    )
)]
mod generated {}

//! Errors: why a call was refused.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of the pallet; see [`crate::pallet`].
#[pallet_section]
pub mod error_section {
    #[pallet::error]
    pub enum Error<T> {
        /// A slug is 1 to 48 of a–z, 0–9 and single hyphens that neither begin nor end it.
        InvalidSlug,
        /// A model or alias of somebody else has this name; choose another.
        NameTaken,
        /// There is no version with this number.
        UnknownVersion,
        /// Only the version's builder may do this.
        NotBuilder,
        /// The licence table has no such number; governance admits licences.
        UnknownLicence {
            /// The number.
            licence: LicenceId,
        },
        /// Governance retired the licence; nothing new may come under it.
        LicenceRetired {
            /// The licence.
            licence: LicenceId,
        },
        /// Data under this licence may not become a model under the licence you chose.
        DataLicenceConflict {
            /// Licence of some of the data.
            data: LicenceId,
        },
        /// A parent under this licence may not become a model under the licence you chose.
        ParentLicenceConflict {
            /// Licence of the parent.
            parent: LicenceId,
        },
        /// The parent is not deployed; only what is deployed can be built on.
        ParentNotDeployed,
        /// Training needs at least one datanet.
        NoDatanets,
        /// A datanet is named twice.
        DatanetRepeated {
            /// Its place in the list.
            position: u8,
        },
        /// A number of the recipe that must not be zero is.
        RecipeZero,
        /// The recipe's micro-batch does not divide its batch.
        RecipeMicroBatch,
        /// A number of the recipe is larger than any worker accepts.
        RecipeTooLarge,
        /// The recipe holds no data out of training, so that nothing could be measured.
        RecipeHoldsNothingOut,
        /// The reward is below the least for a training.
        RewardTooLow,
        /// The royalty is above what the standard allows one version to ask.
        RoyaltyTooHigh,
        /// The parents ask more than everything.
        RoyaltiesTooHigh,
        /// More ancestors would have to be paid than a version can owe.
        TooManyAncestors,
        /// The version's state does not allow this; see its lifecycle.
        WrongState {
            /// Where it stands.
            state: VersionState,
        },
        /// The version was not measured; ask for an evaluation.
        NotMeasured,
        /// The version does not improve on its base as much as the standard demands.
        NotGoodEnough,
        /// The standard demands that somebody else has reproduced the version.
        NotVerified,
        /// The standard demands that governance approves the version first.
        NotApproved,
        /// Governance does not admit the numeric class.
        NumericClassNotAdmitted {
            /// Its place among the classes, from 0.
            class: u8,
        },
        /// Governance does not admit the build of the engine that trained the version.
        EngineBuildNotAdmitted,
        /// A share is above one whole.
        ShareOutOfRange,
        /// The highest royalty of one version is above the cap of all together: nobody could build on it.
        RoyaltyAboveCap,
        /// The result says that nothing was trained or nothing was measured.
        EmptyResult,
        /// A counter has reached its end.
        CounterOverflow,
        /// The parent's data was withdrawn; nothing may be built on it. Build on a retrained version.
        ParentFlagged,
        /// The version's data was withdrawn, or its parent's: it goes out of service. Ask for a retraining.
        VersionFlagged,
        /// A price is below the least for a version that owes royalties.
        PriceTooLow,
        /// The licence allows no copy under another name.
        NoDerivatives {
            /// The licence.
            licence: LicenceId,
        },
        /// A merge needs two parents or more, an agent at least one version.
        TooFewParents,
        /// More parents than a version can have.
        TooManyParents,
        /// A version is named twice; give it the sum of the weights.
        ParentRepeated {
            /// Its place in the list.
            position: u8,
        },
        /// Weights must each be above zero and add up to 1,000,000 parts per million.
        WeightsNotOne,
        /// Adapters of one base only fit together; this version's is another.
        AnotherBase {
            /// Its place in the list.
            position: u8,
        },
        /// The version has no adapter that was made here; only such can be merged.
        NotMergeable {
            /// Its place in the list.
            position: u8,
        },
        /// The version's adapter has another rank or other targets than the recipe says.
        AnotherShape {
            /// Its place in the list.
            position: u8,
        },
        /// The parents have data of more snapshots than a version can have.
        TooManySnapshots,
        /// The density of TIES must be above zero and at most 1,000,000 parts per million.
        DensityOutOfRange,
        /// The version would be more generations away from its base than is allowed.
        TooManyGenerations,
        /// A royalty can only be lowered; ask more with a new version.
        RoyaltyNotLower,
        /// Only what workers trained or merged here, in the exact numeric class, can be reproduced.
        NotReproducible,
        /// The chain does not know who made the version, and could not tell whether its maker reproduces it.
        TrainerUnknown,
        /// Somebody has reproduced the version already.
        AlreadyVerified,
        /// A reproduction is under way; wait for it.
        ReproductionOpen,
        /// Whoever made a version, or disagreed with its maker, cannot judge it; another worker is asked.
        OwnReproduction,
        /// The result is of another kind than the version.
        AnotherResult,
        /// Nobody made anything else of the version.
        NoMismatch,
        /// Somebody made something else of the version; a reproduction or governance must decide first.
        Mismatched,
        /// The version that made the fork's files was revoked.
        SourceRevoked,
        /// The adapter is that of a version here (see `versionOfAdapter`); fork that version.
        KnownAdapter,
        /// An external adapter fits a base; this version has an adapter of its own.
        NotABase,
        /// Only an external version can be challenged.
        NotExternal,
        /// The version that is said to be copied must have an adapter, and be older.
        NotAKnownAdapter,
        /// A challenge is open; governance must decide it first.
        Challenged,
        /// Nobody challenges the version.
        NotChallenged,
        /// The proposal can no longer be funded.
        FundingOver,
        /// The proposal can still be funded; only its builder can close it now.
        FundingNotOver,
        /// You gave nothing for this version that could be taken back now.
        NothingToReclaim,
        /// Less than the least with which a version is backed, or less than that would be left.
        BackingTooSmall,
        /// You have less stake on this version.
        NotStaked,
        /// There is no stake that waits to earn, or it must wait longer.
        NothingWarm,
        /// Too many parts of your stake wait to be withdrawn; withdraw what is free.
        TooManyUnbondings,
        /// No stake of yours on this version is free yet.
        NothingUnbonded,
        /// You have earned nothing on this version since you were last paid.
        NothingEarned,
        /// Nobody backs the version: an income of its backers would be nobody's.
        NoBackers,
        /// An amount left the range of numbers.
        AmountOverflow,
        /// There is no agent with this number.
        UnknownAgent,
        /// Only the agent's owner may do this.
        NotAgentOwner,
        /// A datanet to retrieve from is unknown or holds nothing.
        NothingToRetrieve {
            /// Its place in the list.
            position: u8,
        },
        /// The contribution is not in the version's data, or was not removed from its datanet.
        NothingRemoved,
        /// The version is not a parent of the other.
        NotAParent,
        /// The parent is not flagged.
        ParentNotFlagged,
        /// The version goes out of service as early or earlier already.
        AlreadyFlagged,
        /// Only what was trained here can be trained again.
        NotTrained,
    }
}

//! What can be refused, each with its reason.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of [`crate::pallet`].
#[pallet_section]
mod errors {
    #[pallet::error]
    pub enum Error<T> {
        /// A slug is 1 to 48 of a–z, 0–9 and single hyphens that neither begin nor end it.
        InvalidSlug,
        /// A datanet has this slug; choose another.
        SlugTaken,
        /// There is no datanet with this number.
        UnknownDatanet,
        /// Only the datanet's owner may do this.
        NotDatanetOwner,
        /// The datanet takes no more contributions.
        DatanetIsClosed,
        /// A datanet must admit at least one licence.
        NoLicences,
        /// A licence is named twice.
        LicenceRepeated {
            /// The licence.
            licence: LicenceId,
        },
        /// No licence has this number; governance admits licences.
        UnknownLicence {
            /// The number.
            licence: LicenceId,
        },
        /// Governance retired the licence; nothing new may come under it.
        LicenceRetired {
            /// The licence.
            licence: LicenceId,
        },
        /// A licence has this number already, and numbers never change their meaning.
        LicenceNumberTaken,
        /// The licence has a number already.
        LicenceKnown {
            /// Its number.
            licence: LicenceId,
        },
        /// The text is not an SPDX licence identifier such as MIT or LicenseRef-Mine.
        InvalidSpdx,
        /// The quorum is below what the standard asks or above the number of voices a contribution can have.
        QuorumOutOfBounds,
        /// The threshold is above 100.
        ThresholdOutOfBounds,
        /// The voting period is shorter or longer than the standard allows.
        VotingPeriodOutOfBounds,
        /// The deposit is below the least that the standard lets a datanet ask.
        DepositTooLow,
        /// The deposit for a contribution of this size cannot be written as a number.
        DepositOverflow,
        /// The datanet does not admit the licence; contribute elsewhere, or ask its owner which it admits.
        LicenceNotAdmitted {
            /// The licence.
            licence: LicenceId,
        },
        /// A contribution has at least one fragment and one byte.
        EmptyContribution,
        /// The contribution has more fragments than one may have; divide it.
        TooManyFragments,
        /// The contribution has more bytes than one may have; divide it.
        TooManyBytes,
        /// No worker runs this version of the fragmenter.
        UnknownFragmenter,
        /// The source must say where the data comes from, in UTF-8.
        InvalidSource,
        /// The datanet has a contribution with this content, or had one that its contributor took back.
        DuplicateContent,
        /// There is no contribution with this number.
        UnknownContribution,
        /// Only the contributor may take a contribution back.
        NotContributor,
        /// The contribution was refused or taken back before.
        NothingToWithdraw,
        /// The bond would stay below what the standard asks of a curator.
        BondTooLow,
        /// The bond cannot be written as a number.
        BondOverflow,
        /// The account is not a bonded curator.
        NotCurator,
        /// A contribution the curator voted on is still undecided.
        VotingUnfinished,
        /// No panel judges the contribution now.
        NotInCuration,
        /// A contributor can neither check nor judge its own contribution.
        OwnContribution,
        /// The curator has voted on this contribution.
        AlreadyVoted,
        /// A score is at most 100.
        ScoreOutOfRange,
        /// A contribution cannot have more voices.
        TooManyVotes,
        /// The phase goes on: there are curators who have not voted or not opened, and time is left.
        CurationUnfinished,
        /// The result contradicts itself: it finds nothing wrong, and another root than was declared.
        ContradictoryResult,
        /// There is nothing in the datanet to take a snapshot of.
        EmptyDatanet,
        /// A standard must ask for at least one voice, and no more than a contribution can have.
        StandardQuorumOutOfBounds,
        /// A standard's shortest voting period is zero or longer than its longest.
        StandardPeriodsCross,
        /// A standard must make contributions cost something.
        StandardWithoutDeposit,
        /// A standard must make a voice cost something.
        StandardWithoutBond,
        /// Models cannot be trained on data of this kind yet.
        KindNotTrainable {
            /// The datanet's kind.
            kind: DatanetKind,
        },
        /// A counter has reached its end.
        CounterOverflow,
        /// The reveal period is shorter or longer than the standard allows.
        RevealPeriodOutOfBounds,
        /// The stake behind a quorum is below what the standard asks.
        QuorumStakeTooLow,
        /// More undecided contributions than the standard allows, or none.
        IntakeOutOfBounds,
        /// A standard's shortest reveal period is zero or longer than its longest.
        StandardRevealPeriodsCross,
        /// A standard's share is above one whole, or a voice would weigh nothing.
        StandardShareOutOfBounds,
        /// By the standard an outlier would lose more than the silent, or a curator more than half the bond.
        StandardSlashOutOfBounds,
        /// A standard's tolerance must be below its clip, and the clip at most 100.
        StandardToleranceOutOfBounds,
        /// A standard's window is no block long, or known answers are lost before they can be opened.
        StandardWithoutWindow,
        /// A standard must put something at stake for appeals, challenges and known answers.
        StandardWithoutStake,
        /// A standard must let datanets take contributions.
        StandardWithoutIntake,
        /// You have as many undecided contributions in this datanet as it allows; wait for a decision.
        TooManyUndecided,
        /// The datanet has as many undecided contributions as it allows; wait for decisions.
        DatanetBusy,
        /// Votes on this contribution are being opened; it is too late to commit.
        SealingOver,
        /// Votes on this contribution are still being sealed; wait until that is over.
        SealingGoesOn,
        /// All votes on this contribution are opened or lost.
        OpeningOver,
        /// You have not committed to a vote on this contribution.
        NotCommitted,
        /// You have opened your vote on this contribution.
        AlreadyOpened,
        /// Score and salt are not those you committed to.
        WrongOpening,
        /// Whoever judged a contribution before does not judge it again.
        JudgedBefore,
        /// Whoever contests a decision does not judge it.
        OwnContest,
        /// The contribution's refusal cannot be appealed against: no panel refused it, or a second one did.
        NotAppealable,
        /// The time to contest the decision is over.
        WindowOver,
        /// The decision can still be contested; wait until the window is over.
        WindowOpen,
        /// Only what is part of a datanet can be challenged.
        NotAccepted,
        /// The decision is contested; wait for the end of that.
        ContestPending,
        /// Nothing is held for this contribution any more.
        NothingHeld,
        /// Only what was refused, withdrawn or planted can be forgotten.
        NotForgettable,
        /// As many known answers wait in this datanet as may.
        TooManyKnownAnswers,
        /// No known answer of this datanet is opened by these words; it may have been sealed too late.
        UnknownAnswer,
        /// The known answer can still be opened.
        AnswerNotExpired,
        /// Known answers are opened when all votes are, and before the decision.
        NotAwaited,
        /// The datanet's owner approves who trains on it; ask for access.
        AccessNotGranted,
        /// The account has access already.
        AccessKnown,
        /// The account has no access that could be revoked.
        AccessUnknown,
        /// The datanet was not offered to you.
        NotOffered,
        /// The contributors have offered the datanet by a motion; its owner cannot take that back.
        OfferOfContributors,
        /// The datanet would admit more licences than it can.
        TooManyLicences,
        /// A motion runs in this datanet; wait for its end.
        MotionRuns,
        /// No motion runs in this datanet.
        NoMotion,
        /// The motion can still be voted on.
        MotionGoesOn,
        /// The motion is over; it can only be concluded.
        MotionOver,
        /// You had no data in this datanet when the motion was moved.
        NoHolding,
        /// You have voted on this motion.
        MotionVotedBefore,
    }
}

//! What the pallet tells: every change that people or programs wait for.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of [`crate::pallet`].
#[pallet_section]
mod events {
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    // Standards change seldom, and events of them say the whole.
    #[allow(clippy::large_enum_variant)]
    pub enum Event<T: Config> {
        /// A licence can be named from now on.
        LicenceAdmitted {
            /// Its number.
            licence: LicenceId,
            /// Its SPDX identifier.
            spdx: Spdx,
        },
        /// Nothing new may come under a licence from now on.
        LicenceRetired {
            /// Its number.
            licence: LicenceId,
        },
        /// Datanets must ask something else from now on, and voices cost something else.
        StandardChanged {
            /// The standard before.
            old: CurationStandard<BalanceOf<T>>,
            /// The standard from now on.
            new: CurationStandard<BalanceOf<T>>,
        },
        /// There is a new datanet.
        DatanetCreated {
            /// Its number.
            datanet: DatanetId,
            /// Who sets its rules.
            owner: T::AccountId,
            /// Its name.
            slug: Slug,
            /// Held of the owner.
            deposit: BalanceOf<T>,
        },
        /// A datanet decides by other rules from now on. Phases that run keep the block they end in.
        RulesChanged {
            /// Which datanet.
            datanet: DatanetId,
            /// Rules before.
            old: CurationRules<BalanceOf<T>>,
            /// Rules from now on.
            new: CurationRules<BalanceOf<T>>,
        },
        /// A datanet takes no more contributions.
        DatanetClosed {
            /// Which datanet.
            datanet: DatanetId,
            /// Deposit its owner has back.
            released: BalanceOf<T>,
        },
        /// Data was given to a datanet and waits for a worker's check.
        ContributionSubmitted {
            /// Its number.
            contribution: ContributionId,
            /// Where it belongs.
            datanet: DatanetId,
            /// Who gave it.
            contributor: T::AccountId,
            /// The bundle.
            content: ContentId,
            /// Held of the contributor.
            deposit: BalanceOf<T>,
            /// The check.
            job: JobId,
        },
        /// A worker compared a contribution with what was declared.
        ContributionChecked {
            /// Which contribution.
            contribution: ContributionId,
            /// The worker.
            worker: T::AccountId,
            /// What is wrong with it; nothing when it is in order.
            verdict: Option<Rejection>,
            /// Documents the fragmenter refused.
            refused: u32,
            /// The worker's report, by document.
            report: ContentId,
        },
        /// Curators can vote on a contribution.
        CurationOpened {
            /// Which contribution.
            contribution: ContributionId,
            /// Block in which the sealing ends at the latest.
            ends: BlockNumberFor<T>,
            /// The job for the automatic curator.
            job: Option<JobId>,
        },
        /// No worker will report on a contribution; curators decide alone.
        AutomaticCuratorMissing {
            /// Which contribution.
            contribution: ContributionId,
            /// Why the job could not be opened, unless it was and every worker failed.
            error: Option<DispatchError>,
        },
        /// A worker reported on a contribution's quality.
        ContributionReported {
            /// Which contribution.
            contribution: ContributionId,
            /// The worker.
            worker: T::AccountId,
            /// Its score, 0 to 100.
            score: u8,
            /// Fragments that the datanet had already.
            duplicates: u32,
            /// The report.
            report: ContentId,
        },
        /// An account bonded to curate, or added to its bond.
        CuratorBonded {
            /// The account.
            curator: T::AccountId,
            /// Held besides what was held before.
            added: BalanceOf<T>,
            /// Held altogether.
            bond: BalanceOf<T>,
        },
        /// An account curates no more.
        CuratorUnbonded {
            /// The account.
            curator: T::AccountId,
            /// What it has back.
            released: BalanceOf<T>,
        },
        /// A curator committed to a score that nobody sees yet.
        VoteCommitted {
            /// Which contribution.
            contribution: ContributionId,
            /// Which panel: 0 for the first.
            round: u8,
            /// A bonded curator.
            curator: T::AccountId,
            /// What it has at stake.
            stake: BalanceOf<T>,
        },
        /// No more votes are sealed on a contribution; those there are can be opened.
        OpeningBegan {
            /// Which contribution.
            contribution: ContributionId,
            /// Votes that were sealed.
            sealed: u32,
            /// Block in which votes that are not opened count as silence.
            ends: BlockNumberFor<T>,
        },
        /// All votes are opened, and the decision waits because the datanet has sealed known answers.
        KnownAnswersAwaited {
            /// Which contribution.
            contribution: ContributionId,
            /// Block in which it is decided.
            ends: BlockNumberFor<T>,
        },
        /// A score on a contribution can be seen.
        Voted {
            /// Which contribution.
            contribution: ContributionId,
            /// A bonded curator, or the worker whose report counts as a vote.
            curator: T::AccountId,
            /// 0 (worthless) to 100.
            score: u8,
            /// What the curator has at stake.
            stake: BalanceOf<T>,
        },
        /// A contribution is part of its datanet.
        ContributionAccepted {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Its leaf in the datanet's tree.
            position: u64,
            /// Its number of fragments.
            fragments: u32,
            /// Lower middle of the votes by weight.
            score: u8,
            /// How many votes there were.
            votes: u32,
            /// Last block in which it can be challenged; the deposit is held until then.
            contestable_until: BlockNumberFor<T>,
        },
        /// A contribution was refused.
        ContributionRejected {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Why.
            reason: Rejection,
            /// Lower middle of the votes by weight, if it came to a vote.
            score: Option<u8>,
            /// Deposit its contributor has back.
            released: BalanceOf<T>,
            /// Deposit its contributor lost.
            slashed: BalanceOf<T>,
        },
        /// A contributor took a contribution back before it was decided.
        ContributionWithdrawn {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Deposit its contributor has back.
            released: BalanceOf<T>,
        },
        /// An accepted contribution was taken back or struck; later snapshots leave it out.
        ContributionRemoved {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Its leaf in the datanet's removed tree.
            removal: u64,
            /// Its number of fragments.
            fragments: u32,
        },
        /// A datanet's data as it stands now was recorded, because something is made from it.
        SnapshotTaken {
            /// Its number.
            snapshot: SnapshotId,
            /// Of which datanet.
            datanet: DatanetId,
            /// Leaves of the accepted tree.
            count: u64,
            /// Fragments in it.
            fragments: u64,
            /// Root of the accepted tree.
            root: Digest,
        },
        /// A curator lost a part of its bond.
        CuratorSlashed {
            /// The contribution it judged.
            contribution: ContributionId,
            /// The curator.
            curator: T::AccountId,
            /// What it lost.
            amount: BalanceOf<T>,
            /// Its distance from the decision; none if it never opened its vote.
            distance: Option<u8>,
        },
        /// A curator near the decision has a part of the fee.
        CuratorPaid {
            /// The contribution it judged.
            contribution: ContributionId,
            /// The curator.
            curator: T::AccountId,
            /// What it has.
            amount: BalanceOf<T>,
        },
        /// A contributor appealed against a refusal; a larger panel of other curators judges.
        RefusalAppealed {
            /// Which contribution.
            contribution: ContributionId,
            /// Held of the contributor besides deposit and fee.
            bond: BalanceOf<T>,
            /// Block in which the sealing ends at the latest.
            ends: BlockNumberFor<T>,
        },
        /// An appeal is decided, for good.
        AppealDecided {
            /// Which contribution.
            contribution: ContributionId,
            /// Whether the contribution is accepted now.
            succeeded: bool,
            /// Bond the contributor has back.
            released: BalanceOf<T>,
        },
        /// Somebody says that a contribution should not have been accepted; another panel judges.
        ContributionChallenged {
            /// Which contribution.
            contribution: ContributionId,
            /// Who says so.
            challenger: T::AccountId,
            /// Why not.
            reason: Rejection,
            /// A file that shows it.
            evidence: ContentId,
            /// Held of the challenger.
            bond: BalanceOf<T>,
            /// Block in which the sealing ends at the latest.
            ends: BlockNumberFor<T>,
        },
        /// A challenge was wrong; its bond went to the contributor and to curators.
        ContributionUpheld {
            /// Which contribution.
            contribution: ContributionId,
            /// Lower middle of the votes by weight, if there were enough.
            score: Option<u8>,
            /// What the contributor has of the bond.
            compensation: BalanceOf<T>,
            /// Last block in which it can be challenged.
            contestable_until: BlockNumberFor<T>,
        },
        /// A challenge was right; later snapshots leave the contribution out, and it earns nothing more.
        ContributionStruck {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// Why.
            reason: Rejection,
            /// Lower middle of the votes by weight.
            score: u8,
            /// What the challenger has of the deposit.
            reward: BalanceOf<T>,
            /// What is lost of the deposit besides.
            slashed: BalanceOf<T>,
        },
        /// A contribution can be challenged no more, and its deposit came back.
        DepositReleased {
            /// Which contribution.
            contribution: ContributionId,
            /// What its contributor has back.
            released: BalanceOf<T>,
        },
        /// What was kept of a refused or withdrawn contribution was removed.
        ContributionForgotten {
            /// Which contribution.
            contribution: ContributionId,
        },
        /// An owner sealed the right score of a contribution that it does not name yet.
        KnownAnswerSealed {
            /// In which datanet.
            datanet: DatanetId,
            /// The commitment.
            commitment: Digest,
            /// Held of the owner.
            bond: BalanceOf<T>,
            /// Last block in which it can be opened.
            expires: BlockNumberFor<T>,
        },
        /// A contribution turned out to have been planted, with the score that is right.
        KnownAnswerOpened {
            /// Which contribution.
            contribution: ContributionId,
            /// Its datanet.
            datanet: DatanetId,
            /// The right score.
            score: u8,
            /// What the curators' votes say.
            decision: Option<u8>,
            /// Bond the owner has back: nothing if most curators disagree.
            released: BalanceOf<T>,
        },
        /// A known answer was not opened in time; its bond is lost.
        KnownAnswerForfeited {
            /// In which datanet.
            datanet: DatanetId,
            /// The commitment.
            commitment: Digest,
            /// What its owner lost.
            slashed: BalanceOf<T>,
        },
        /// Others may train on a datanet from now on.
        AccessChanged {
            /// Which datanet.
            datanet: DatanetId,
            /// Terms before.
            old: AccessTerms<BalanceOf<T>>,
            /// Terms from now on.
            new: AccessTerms<BalanceOf<T>>,
        },
        /// An account may train on a datanet whose owner approves who does.
        AccessGranted {
            /// Which datanet.
            datanet: DatanetId,
            /// The account.
            who: T::AccountId,
        },
        /// An account may train on a datanet no more unless its terms let everybody.
        AccessRevoked {
            /// Which datanet.
            datanet: DatanetId,
            /// The account.
            who: T::AccountId,
        },
        /// Somebody who trains on a datanet paid its owner.
        AccessPaid {
            /// Which datanet.
            datanet: DatanetId,
            /// Who paid.
            who: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// A datanet is offered to another owner, or an offer is taken back.
        DatanetOffered {
            /// Which datanet.
            datanet: DatanetId,
            /// Who may accept it.
            to: Option<T::AccountId>,
        },
        /// A datanet has another owner.
        DatanetTransferred {
            /// Which datanet.
            datanet: DatanetId,
            /// Who owned it.
            from: T::AccountId,
            /// Who owns it.
            to: T::AccountId,
        },
        /// A contributor moved that something in the datanet be changed.
        MotionOpened {
            /// Which datanet.
            datanet: DatanetId,
            /// Its number in the datanet.
            motion: u32,
            /// What shall change.
            change: ChangeOf<T>,
            /// Fragments whose contributors may vote.
            total: u64,
            /// Block from which on it can be concluded.
            ends: BlockNumberFor<T>,
        },
        /// A contributor voted on a motion.
        MotionVoted {
            /// Which datanet.
            datanet: DatanetId,
            /// The motion's number.
            motion: u32,
            /// The contributor.
            who: T::AccountId,
            /// Whether for it.
            aye: bool,
            /// Its fragments.
            weight: u64,
        },
        /// A motion is over.
        MotionConcluded {
            /// Which datanet.
            datanet: DatanetId,
            /// The motion's number.
            motion: u32,
            /// Whether more than half of the data was for it.
            carried: bool,
            /// Why what was carried could not be done.
            error: Option<DispatchError>,
            /// Deposit that came back.
            released: BalanceOf<T>,
        },
        /// A datanet admits other licences from now on.
        LicencesChanged {
            /// Which datanet.
            datanet: DatanetId,
            /// Those it admits.
            licences: LicenceIds,
        },
    }
}

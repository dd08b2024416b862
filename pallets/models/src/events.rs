//! Events: what the chain says has happened.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of the pallet; see [`crate::pallet`].
#[pallet_section]
pub mod event_section {
    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A base model was registered; it can be built on once it is deployed, which it is at once unless the
        /// standard demands an approval.
        BaseRegistered {
            /// Its version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who registered it.
            builder: T::AccountId,
        },
        /// A version waits for a worker to train it.
        TrainingRequested {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who asked for it.
            builder: T::AccountId,
            /// What it is made from.
            parent: VersionId,
            /// Data it is trained on.
            snapshots: SnapshotIds,
            /// Hash of its recipe.
            recipe: Digest,
            /// What it will owe its ancestors.
            royalties: Royalties,
            /// The training.
            job: JobId,
        },
        /// A worker trained a version.
        VersionTrained {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it made.
            result: TrainResult,
        },
        /// A version could not be trained; ask again under the same name.
        TrainingFailed {
            /// The version.
            version: VersionId,
        },
        /// A version waits for a worker to measure it.
        EvaluationRequested {
            /// The version.
            version: VersionId,
            /// The evaluation.
            job: JobId,
        },
        /// A worker measured a version; its builder may deploy it.
        VersionEvaluated {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it measured.
            metrics: EvaluateResult,
        },
        /// A trained version was not measured; its builder can ask for it again.
        EvaluationMissing {
            /// The version.
            version: VersionId,
            /// Why the job could not be opened, unless it was and every worker failed.
            error: Option<DispatchError>,
        },
        /// Governance lets the builder deploy a version, if it still meets the standard then.
        VersionApproved {
            /// The version.
            version: VersionId,
        },
        /// A version is served from now on.
        VersionDeployed {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
        },
        /// Its builder took a version out of service.
        VersionDeprecated {
            /// The version.
            version: VersionId,
        },
        /// Governance took a version out of service.
        VersionRevoked {
            /// The version.
            version: VersionId,
        },
        /// A version costs something else from now on.
        PricesChanged {
            /// The version.
            version: VersionId,
            /// Prices of a thousand input and a thousand output tokens before.
            old: (BalanceOf<T>, BalanceOf<T>),
            /// The same from now on.
            new: (BalanceOf<T>, BalanceOf<T>),
        },
        /// An alias leads to another version from now on.
        AliasSet {
            /// The alias.
            alias: Slug,
            /// Where it led before.
            old: Option<VersionId>,
            /// Where it leads.
            new: VersionId,
        },
        /// Versions are measured by another standard from now on.
        StandardChanged {
            /// The standard before.
            old: DeploymentStandard,
            /// The standard from now on.
            new: DeploymentStandard,
        },
        /// A version was forked; its builder may deploy it.
        VersionForked {
            /// The fork.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who forked it.
            builder: T::AccountId,
            /// What it is a fork of.
            parent: VersionId,
            /// The version whose making gave it its files.
            source: VersionId,
            /// What it owes its ancestors.
            royalties: Royalties,
        },
        /// A version waits for a worker to merge it.
        MergeRequested {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who asked for it.
            builder: T::AccountId,
            /// What it is made from.
            parents: Parents,
            /// How its parents' adapters become one.
            method: MergeMethod,
            /// The data of all its parents.
            snapshots: SnapshotIds,
            /// Hash of the recipe by which its index is built and it is measured.
            recipe: Digest,
            /// What it will owe its ancestors.
            royalties: Royalties,
            /// The merge.
            job: JobId,
        },
        /// A worker merged a version.
        VersionMerged {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it made.
            result: MergeResult,
        },
        /// A version could not be merged; ask again under the same name.
        MergeFailed {
            /// The version.
            version: VersionId,
        },
        /// A version waits for another worker to make it again.
        ReproductionRequested {
            /// The version.
            version: VersionId,
            /// Who asked and pays for it.
            by: T::AccountId,
            /// The reproduction.
            job: JobId,
        },
        /// Another worker made the same: the version is verified.
        VersionVerified {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
        },
        /// Another worker made something else. The version cannot be deployed until a third worker or governance
        /// decides who was right.
        ReproductionDiffers {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it made.
            made: Made,
        },
        /// Two other workers made the same, and it is not what the version's maker made: the version is revoked.
        VersionRefuted {
            /// The version.
            version: VersionId,
            /// The second of the two.
            worker: T::AccountId,
            /// What both made.
            made: Made,
        },
        /// Nobody could make a version again; ask once more.
        ReproductionFailed {
            /// The version.
            version: VersionId,
        },
        /// Governance decided who was right about a version.
        MismatchSettled {
            /// The version.
            version: VersionId,
            /// Whether its maker was; if not, it is revoked.
            stands: bool,
        },
        /// An adapter that was trained elsewhere became a version, unverified; once it is measured it needs
        /// governance's approval.
        ExternalRegistered {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who brought it.
            builder: T::AccountId,
            /// The base it fits.
            base: VersionId,
            /// The adapter.
            adapter: ContentId,
            /// What it owes its ancestors.
            royalties: Royalties,
        },
        /// Somebody says that an external version is a known one in disguise.
        ExternalChallenged {
            /// The external version.
            version: VersionId,
            /// What it is said to be a copy of.
            known: VersionId,
            /// Who says so, and answers with a bond.
            challenger: T::AccountId,
        },
        /// Governance decided a challenge.
        ChallengeSettled {
            /// The external version.
            version: VersionId,
            /// Whether it is a copy; if so, it is revoked.
            upheld: bool,
        },
        /// A version will be trained when enough people pay for it.
        TrainingProposed {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Who proposes it.
            builder: T::AccountId,
            /// What must come together.
            goal: BalanceOf<T>,
            /// Last block in which it can be funded.
            deadline: BlockNumberFor<T>,
        },
        /// Somebody pays for a part of a training.
        ProposalFunded {
            /// The version.
            version: VersionId,
            /// Who.
            funder: T::AccountId,
            /// How much of it.
            amount: BalanceOf<T>,
            /// What has come together.
            raised: BalanceOf<T>,
        },
        /// A training is paid for, and waits for a worker.
        TrainingFunded {
            /// The version.
            version: VersionId,
            /// What the worker is paid.
            reward: BalanceOf<T>,
            /// The training.
            job: JobId,
        },
        /// A proposal did not come about; funders can take their money back.
        ProposalClosed {
            /// The version.
            version: VersionId,
        },
        /// A funder took back what it gave for a version that was not trained.
        FundingReclaimed {
            /// The version.
            version: VersionId,
            /// Who.
            funder: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// Somebody put stake on a version.
        Staked {
            /// The version.
            version: VersionId,
            /// Who.
            backer: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
            /// First block in which it can be activated to earn.
            warm_at: BlockNumberFor<T>,
        },
        /// Stake earns from now on.
        StakeActivated {
            /// The version.
            version: VersionId,
            /// Whose.
            backer: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// Stake was taken out of a version; it earns nothing from now on.
        Unstaked {
            /// The version.
            version: VersionId,
            /// Whose.
            backer: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
            /// First block in which it can be withdrawn.
            free_at: BlockNumberFor<T>,
        },
        /// Stake that was taken out can be spent.
        StakeWithdrawn {
            /// The version.
            version: VersionId,
            /// Whose.
            backer: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// A version earned something for its backers.
        BackersEarned {
            /// The version.
            version: VersionId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// A backer was paid what it earned.
        StakeIncomeClaimed {
            /// The version.
            version: VersionId,
            /// Who.
            backer: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
        },
        /// An agent was registered.
        AgentRegistered {
            /// Its number.
            agent: AgentId,
            /// Its name.
            slug: Slug,
            /// Who registered it.
            owner: T::AccountId,
        },
        /// An agent is made of something else from now on.
        AgentUpdated {
            /// Its number.
            agent: AgentId,
        },
        /// An agent is no more; its name is free.
        AgentRetired {
            /// Its number.
            agent: AgentId,
        },
        /// Data of a version was removed from its datanet, or its parent has to go: nothing can be built on it any
        /// more, and it goes out of service. Its builder can have it trained again without that data
        /// (`requestRetraining`).
        VersionFlagged {
            /// The version.
            version: VersionId,
            /// Why.
            cause: FlagCause,
            /// From this block on it is neither served nor paid for.
            until: BlockNumberFor<T>,
        },
        /// A version is trained again on what its datanets hold now.
        RetrainingRequested {
            /// The new version.
            version: VersionId,
            /// The version it takes the place of.
            old: VersionId,
        },
        /// A version asks less of versions that are made from it from now on.
        RoyaltyLowered {
            /// The version.
            version: VersionId,
            /// What it asked before.
            old: Ppm,
            /// What it asks.
            new: Ppm,
        },
    }
}

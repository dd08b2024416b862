//! What the pallet tells: everything that people or programs wait for.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of [`crate::pallet`].
#[pallet_section]
mod events {
    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A worker registered and gets jobs from now on.
        WorkerRegistered {
            /// The worker's account.
            worker: T::AccountId,
            /// The key that signs its results.
            session_key: sr25519::Public,
            /// What it has on hold.
            bond: BalanceOf<T>,
        },
        /// A worker's public address changed.
        EndpointChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// Where it is reached now.
            endpoint: Endpoint,
        },
        /// A worker put more on hold.
        BondIncreased {
            /// The worker's account.
            worker: T::AccountId,
            /// What was added.
            added: BalanceOf<T>,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A worker lost a part of its bond for something other than silence.
        WorkerSlashed {
            /// The worker's account.
            worker: T::AccountId,
            /// What it lost.
            slashed: BalanceOf<T>,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A worker's bond fell below half of the minimum: it gets no new jobs.
        WorkerSuspended {
            /// The worker's account.
            worker: T::AccountId,
            /// What it has on hold now.
            bond: BalanceOf<T>,
        },
        /// A suspended worker bonded enough and gets jobs again.
        WorkerReinstated {
            /// The worker's account.
            worker: T::AccountId,
        },
        /// A worker gets no new jobs and may withdraw its bond later.
        WorkerLeaving {
            /// The worker's account.
            worker: T::AccountId,
            /// The first block in which it may withdraw.
            until: BlockNumberFor<T>,
        },
        /// A worker has its bond back and is no worker any more.
        BondWithdrawn {
            /// The account.
            worker: T::AccountId,
            /// What was released.
            amount: BalanceOf<T>,
        },
        /// There is a new job.
        JobOpened {
            /// The job.
            job: JobId,
            /// What is to be done.
            kind: JobKind,
            /// Who asked for it.
            requester: T::AccountId,
            /// What it pays.
            reward: BalanceOf<T>,
        },
        /// A worker was drawn for a job.
        JobAssigned {
            /// The job.
            job: JobId,
            /// The worker drawn.
            worker: T::AccountId,
            /// Which try this is, counted from 1.
            attempt: Attempt,
            /// Its result must be in a block before this one.
            deadline: BlockNumberFor<T>,
        },
        /// A worker's result was accepted.
        JobFinished {
            /// The job.
            job: JobId,
            /// Who did it.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// What the worker was paid.
            paid: BalanceOf<T>,
        },
        /// A worker said that it cannot do a job.
        JobGivenUp {
            /// The job.
            job: JobId,
            /// Who gave up.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// Why.
            failure: JobFailure,
        },
        /// A worker's result was refused by the pallet the job is for.
        ResultRefused {
            /// The job.
            job: JobId,
            /// Whose result it was.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// Why.
            error: DispatchError,
        },
        /// A worker let a job expire and lost a part of its bond.
        JobSilent {
            /// The job.
            job: JobId,
            /// Who was silent.
            worker: T::AccountId,
            /// At which try.
            attempt: Attempt,
            /// What the worker lost.
            slashed: BalanceOf<T>,
        },
        /// A job's last attempt failed, or it waited too long for one; its reward went back.
        JobAbandoned {
            /// The job.
            job: JobId,
            /// How often it was tried.
            attempts: Attempt,
        },
        /// A job was taken back by its requester. What no worker was paid of its reward went back.
        JobCancelled {
            /// The job.
            job: JobId,
        },
        /// The rules changed.
        RulesChanged {
            /// What held before.
            old: ComputeRulesOf<T>,
            /// What holds now.
            new: ComputeRulesOf<T>,
        },
        /// The market's rules changed.
        MarketRulesChanged {
            /// What held before.
            old: MarketRulesOf<T>,
            /// What holds now.
            new: MarketRulesOf<T>,
        },
        /// A worker does other kinds of job now. Not always of its own will: whoever says that it does not do what it
        /// offered, and another does it, has that kind taken out of its offer.
        CapabilitiesChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// The kinds of job it does now.
            kinds: Kinds,
            /// The numeric classes it works in now.
            classes: Classes,
        },
        /// A worker asks another price.
        PriceChanged {
            /// The worker's account.
            worker: T::AccountId,
            /// For which jobs.
            class: JobClass,
            /// The least it takes now; none when it takes what is paid.
            price: Option<BalanceOf<T>>,
        },
        /// A worker takes a part of its bond back. It can be slashed until it is withdrawn.
        UnbondingBegun {
            /// The worker's account.
            worker: T::AccountId,
            /// How much.
            amount: BalanceOf<T>,
            /// What remains of its bond.
            bond: BalanceOf<T>,
            /// The first block in which it may be withdrawn.
            until: BlockNumberFor<T>,
        },
        /// A worker has parts of its bond back.
        UnbondedWithdrawn {
            /// The worker's account.
            worker: T::AccountId,
            /// What was released.
            amount: BalanceOf<T>,
        },
        /// A job was taken from a worker that was at it, and the worker paid for it.
        RecalledWorkerPaid {
            /// The job.
            job: JobId,
            /// Who was at it.
            worker: T::AccountId,
            /// What the worker was paid.
            paid: BalanceOf<T>,
        },
        /// Somebody pays to have a file kept.
        Pinned {
            /// The pin.
            pin: PinId,
            /// Who pays.
            payer: T::AccountId,
            /// The file.
            content: ContentId,
            /// What each keeper is paid for each period.
            pay: BalanceOf<T>,
            /// How many keepers there may be.
            copies: u8,
            /// For how many periods.
            periods: u32,
        },
        /// A file is paid for longer, or after an `unpin` until the current period ends.
        PinExtended {
            /// The pin.
            pin: PinId,
            /// Periods left, the current one among them.
            periods: u32,
        },
        /// A file is no longer paid for.
        PinEnded {
            /// The pin.
            pin: PinId,
            /// What no keeper earned and the payer has back, besides its deposit.
            returned: BalanceOf<T>,
        },
        /// A worker keeps a pinned file and is asked for a leaf from the next period on.
        KeepingBegun {
            /// The pin.
            pin: PinId,
            /// The keeper.
            worker: T::AccountId,
        },
        /// A worker keeps a pinned file no more.
        KeepingEnded {
            /// The pin.
            pin: PinId,
            /// Who kept it.
            worker: T::AccountId,
        },
        /// A keeper proved that it has the file, and was paid for the period.
        StorageProven {
            /// The pin.
            pin: PinId,
            /// The keeper.
            worker: T::AccountId,
            /// What it was paid.
            paid: BalanceOf<T>,
        },
        /// A keeper proved nothing in a period and lost its place.
        KeeperMissed {
            /// The pin.
            pin: PinId,
            /// Who kept it.
            worker: T::AccountId,
            /// What it lost of its bond.
            lost: BalanceOf<T>,
        },
    }
}

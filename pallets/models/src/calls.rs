//! Calls: what people and governance can ask for. Each does what its concept's file says.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of the pallet; see [`crate::pallet`].
#[pallet_section]
pub mod call_section {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Register a base model, so that it can be served and built on.
        ///
        /// Its files must be in the workers' store. It is deployed at once, unless the standard demands that governance
        /// approves versions: then `deploy` follows the approval.
        ///
        /// - `slug`: the model's name; the first to use it owns it, and adds versions under it.
        /// - `base`: content ids of `model.safetensors`, `config.json` and `tokenizer.json`.
        /// - `licence`: number of the licence it comes under (see `licences` of the datanets).
        /// - `numeric_class`: which machines must agree on its every bit.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_base())]
        pub fn register_base(
            origin: OriginFor<T>,
            slug: Slug,
            base: BaseFiles,
            licence: LicenceId,
            numeric_class: NumericClass,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_register_base(builder, slug, base, numeric_class, offer)
        }

        /// Ask workers to train a new version of your model.
        ///
        /// What the datanets hold now is recorded and trained on. The licence you choose must be one that the data
        /// and the parent allow, and what the version will owe its ancestors is fixed for good.
        ///
        /// - `slug`: the model's name; the first to use it owns it.
        /// - `parent`: the deployed version that training starts from.
        /// - `datanets`: the datanets to train on.
        /// - `recipe`: every number that decides the result.
        /// - `licence`: number of the licence the version comes under.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        /// - `reward`: what the worker that trains it is paid.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::request_training(datanets.len() as u32))]
        pub fn request_training(
            origin: OriginFor<T>,
            slug: Slug,
            parent: VersionId,
            datanets: DatanetIds,
            recipe: Recipe,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_request_training(builder, slug, parent, datanets, recipe, offer, reward)
        }

        /// Deploy a version you built, once it is trained and measured.
        ///
        /// It must meet the standard that governance set, as it is now and not as it was when the version was trained or
        /// approved. From then on it is served and paid for, and others may build on it.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::deploy())]
        pub fn deploy(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_deploy(builder, version)
        }

        /// Let an alias lead to a deployed version.
        ///
        /// The first to set an alias owns it. The name of a model can be an alias too, of the model's owner.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::set_alias())]
        pub fn set_alias(origin: OriginFor<T>, alias: Slug, #[pallet::compact] version: VersionId) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_set_alias(owner, alias, version)
        }

        /// Change what a version you built costs.
        ///
        /// The prices hold for requests from now on.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::set_prices())]
        pub fn set_prices(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_set_prices(builder, version, (input_price, output_price))
        }

        /// Take a version you built out of service, for good.
        ///
        /// Nobody can build on it any more. Versions that were built on it stay, and go on paying it.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::deprecate())]
        pub fn deprecate(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_deprecate(builder, version)
        }

        /// Ask workers to measure a trained version again, if none could so far.
        ///
        /// - `reward`: what the worker that measures it is paid.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::request_evaluation())]
        pub fn request_evaluation(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_request_evaluation(builder, version, reward)
        }

        /// Take a version out of service that should not be, whatever its builder thinks.
        ///
        /// For governance, for good.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::revoke())]
        pub fn revoke(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_revoke(version)
        }

        /// Let the builder of a version deploy it.
        ///
        /// For governance, where the standard demands it. The version must meet the standard now, and again when it is
        /// deployed.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::approve())]
        pub fn approve(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_approve(version)
        }

        /// Begin a line of your own with another version's files.
        ///
        /// Nothing is trained. The fork owes the parent what any child would, and has its data and its measurements.
        /// Your deposit comes back when it goes out of service.
        ///
        /// - `slug`: the model's name; the first to use it owns it.
        /// - `parent`: the deployed version to begin with; its licence must allow derivatives.
        /// - `licence`: number of the licence it comes under.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::fork())]
        pub fn fork(
            origin: OriginFor<T>,
            slug: Slug,
            #[pallet::compact] parent: VersionId,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_fork(builder, slug, parent, Offer { licence, input_price, output_price, royalty })
        }

        /// Ask workers to make a version of the adapters of others.
        ///
        /// All parents must be deployed tunes or merges of one base, with adapters of one rank and the same targets.
        /// What the version will owe is the parents' by weight, and fixed for good.
        ///
        /// - `slug`: the model's name; the first to use it owns it.
        /// - `parents`: two or more versions and their weights, which add up to 1,000,000.
        /// - `method`: the weighted sum, or TIES with the share of each parent's values that is kept.
        /// - `recipe`: by which the attribution index is built and the version is measured; nothing is trained.
        /// - `licence`: number of the licence it comes under.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        /// - `reward`: what the worker that merges is paid.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::request_merge(parents.len() as u32))]
        pub fn request_merge(
            origin: OriginFor<T>,
            slug: Slug,
            parents: Parents,
            method: MergeMethod,
            recipe: Recipe,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_request_merge(builder, slug, parents, method, recipe, offer, reward)
        }

        /// Ask another worker to make a version again, to see whether the same comes out.
        ///
        /// Anybody may ask, and pays. The same bits make the version verified; others keep it from being deployed until
        /// a third worker, asked in the same way, or governance decides.
        ///
        /// - `reward`: what the worker is paid, whatever comes out.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::request_reproduction())]
        pub fn request_reproduction(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_request_reproduction(who, version, reward)
        }

        /// Decide who was right about a version of which two workers made two things.
        ///
        /// For governance.
        ///
        /// - `stands`: whether the version's maker was; if not, the version is revoked.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::settle_mismatch())]
        pub fn settle_mismatch(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            stands: bool,
        ) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_settle_mismatch(version, stands)
        }

        /// Bring an adapter that was trained elsewhere.
        ///
        /// It is measured, and needs governance's approval to be deployed, because nobody here can say what it was
        /// trained on. No contributors share its income. An exact copy of an adapter that is known here is refused; your
        /// deposit goes to whoever shows that it is one in disguise, and comes back otherwise when the version goes out
        /// of service.
        ///
        /// - `slug`: the model's name; the first to use it owns it.
        /// - `base`: the deployed base it fits.
        /// - `adapter`, `adapter_config`: content ids of its files in PEFT's layout.
        /// - `datanets`: what it is measured on; name those it was trained on, if they are here.
        /// - `recipe`: how much of them is held out to measure it, and its shape.
        /// - `licence`: number of the licence it comes under.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::register_external(datanets.len() as u32))]
        pub fn register_external(
            origin: OriginFor<T>,
            slug: Slug,
            base: VersionId,
            adapter: ContentId,
            adapter_config: ContentId,
            datanets: DatanetIds,
            recipe: Recipe,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_register_external(builder, slug, base, (adapter, adapter_config), datanets, recipe, offer)
        }

        /// Say that an external version is a known adapter in disguise.
        ///
        /// Workers can see it: a copy whose factors were rescaled gives the same product. A bond is held of you; if
        /// governance agrees you get it back and the builder's deposit, if not, the builder gets it.
        ///
        /// - `known`: the version it is a copy of.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::challenge_external())]
        pub fn challenge_external(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            #[pallet::compact] known: VersionId,
        ) -> DispatchResult {
            let challenger = ensure_signed(origin)?;
            Self::do_challenge(challenger, version, known)
        }

        /// Decide whether an external version is a known adapter in disguise.
        ///
        /// For governance.
        ///
        /// - `upheld`: whether it is; then the version is revoked.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::settle_challenge())]
        pub fn settle_challenge(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            upheld: bool,
        ) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_settle_challenge(version, upheld)
        }

        /// Propose a training that others may pay for.
        ///
        /// Everything is fixed as `request_training` would fix it. When the goal is reached the training begins; your
        /// deposit comes back then, or when the proposal is closed.
        ///
        /// - `goal`: what the worker that trains it is paid.
        /// - all others: see `request_training`.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::propose_training(datanets.len() as u32))]
        pub fn propose_training(
            origin: OriginFor<T>,
            slug: Slug,
            parent: VersionId,
            datanets: DatanetIds,
            recipe: Recipe,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
            goal: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_propose_training(builder, slug, parent, datanets, recipe, offer, goal)
        }

        /// Pay for a part of a proposed training.
        ///
        /// You share what the version earns for its backers, in proportion to what you give. If it is not trained you can
        /// take everything back. Not more is taken than is missing; the last part begins the training.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::fund())]
        pub fn fund(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            amount: BalanceOf<T>,
        ) -> DispatchResult {
            let funder = ensure_signed(origin)?;
            Self::do_fund(funder, version, amount)
        }

        /// Give a proposal up whose time is over.
        ///
        /// Anybody may, its builder at any time before its goal is reached. Funders take their money back themselves.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::close_proposal())]
        pub fn close_proposal(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_close_proposal(who, version)
        }

        /// Take back what you gave for a version that was not trained.
        #[pallet::call_index(20)]
        #[pallet::weight(T::WeightInfo::reclaim_funding())]
        pub fn reclaim_funding(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let funder = ensure_signed(origin)?;
            Self::do_reclaim_funding(funder, version)
        }

        /// Put stake on a version, to share what it earns for its backers.
        ///
        /// It stays yours, on hold. It must warm up before it can be activated to earn; stake that is warming up already
        /// begins anew.
        #[pallet::call_index(21)]
        #[pallet::weight(T::WeightInfo::stake())]
        pub fn stake(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            amount: BalanceOf<T>,
        ) -> DispatchResult {
            let backer = ensure_signed(origin)?;
            Self::do_stake(backer, version, amount)
        }

        /// Let stake earn that has warmed up. Anybody may do it for anybody.
        #[pallet::call_index(22)]
        #[pallet::weight(T::WeightInfo::activate_stake())]
        pub fn activate_stake(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            backer: T::AccountId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_activate_stake(version, backer)
        }

        /// Take stake out of a version, first what does not earn yet.
        ///
        /// It earns nothing from now on, and can be withdrawn when its unbonding is over.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::unstake())]
        pub fn unstake(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            amount: BalanceOf<T>,
        ) -> DispatchResult {
            let backer = ensure_signed(origin)?;
            Self::do_unstake(backer, version, amount)
        }

        /// Get stake back whose unbonding is over.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::withdraw_unbonded())]
        pub fn withdraw_unbonded(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let backer = ensure_signed(origin)?;
            Self::do_withdraw_unbonded(backer, version)
        }

        /// Be paid what you earned as a backer of a version. It never expires.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::claim_stake_income())]
        pub fn claim_stake_income(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let backer = ensure_signed(origin)?;
            Self::do_claim_stake_income(backer, version)
        }

        /// Register versions, a prompt and data that answer together under one name.
        ///
        /// The licences of all parts must allow the one you choose. A deposit is held while the agent is registered.
        ///
        /// - `slug`: its name, which no model, alias or agent of somebody else has.
        /// - `offer`: what it is made of, under which licence, and what it costs.
        #[pallet::call_index(26)]
        #[pallet::weight(T::WeightInfo::register_agent())]
        pub fn register_agent(origin: OriginFor<T>, slug: Slug, offer: AgentOffer) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_register_agent(owner, slug, offer)
        }

        /// Change what your agent is made of, and what it costs.
        #[pallet::call_index(27)]
        #[pallet::weight(T::WeightInfo::update_agent())]
        pub fn update_agent(
            origin: OriginFor<T>,
            #[pallet::compact] agent: AgentId,
            offer: AgentOffer,
        ) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_update_agent(owner, agent, offer)
        }

        /// Take your agent out of service and get its deposit back. Its name is free then, its number is not used again.
        #[pallet::call_index(28)]
        #[pallet::weight(T::WeightInfo::retire_agent())]
        pub fn retire_agent(origin: OriginFor<T>, #[pallet::compact] agent: AgentId) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_retire_agent(owner, agent)
        }

        /// Show that data of a version was removed from its datanet.
        ///
        /// Nothing can be built on the version any more; after a grace period it is neither served nor paid for. Its
        /// builder may have it trained again.
        ///
        /// - `contribution`: the one that was removed.
        #[pallet::call_index(29)]
        #[pallet::weight(T::WeightInfo::flag_version())]
        pub fn flag_version(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            #[pallet::compact] contribution: ContributionId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_flag_version(version, contribution)
        }

        /// Show that a parent of a version has to go, and the version with it.
        ///
        /// - `parent`: a parent that is flagged.
        #[pallet::call_index(30)]
        #[pallet::weight(T::WeightInfo::flag_descendant())]
        pub fn flag_descendant(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            #[pallet::compact] parent: VersionId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_flag_descendant(version, parent)
        }

        /// Train a version you built again, by the same recipe on what its datanets hold now.
        ///
        /// The new version has the same licence, prices and royalty, and the next number of the same model.
        ///
        /// - `reward`: what the worker that trains it is paid.
        #[pallet::call_index(31)]
        #[pallet::weight(T::WeightInfo::request_retraining(MAX_DATANETS))]
        pub fn request_retraining(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_request_retraining(builder, version, reward)
        }

        /// Ask less of versions made from yours from now on.
        ///
        /// What exists goes on owing what was agreed. A royalty can never be raised.
        #[pallet::call_index(32)]
        #[pallet::weight(T::WeightInfo::lower_royalty())]
        pub fn lower_royalty(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            royalty: Ppm,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_lower_royalty(builder, version, royalty)
        }
    }
}

//! Where lives begin: a chain where nothing has happened, and one where a market runs.

use crate::{
    calls,
    chain::{self, Outcome, State},
    choices::Choices,
    life,
    tally::Tally,
    world::World,
};
use openledger_runtime::{Runtime, DAYS};
use pallet_compute::{JobState, Jobs};
use polkadot_sdk::frame_system;
use std::sync::LazyLock;

/// A state, and what its people remember.
pub struct Scene {
    /// The state, between two blocks.
    pub state: State,
    /// The memory.
    pub world: World,
}

/// The development genesis.
pub fn empty() -> &'static Scene {
    static SCENE: LazyLock<Scene> = LazyLock::new(|| Scene { state: chain::genesis(), world: World::default() });
    &SCENE
}

/// Workers, data that was accepted, a model and one made from it and another made from that, and income that matured.
pub fn market() -> &'static Scene {
    static SCENE: LazyLock<Scene> = LazyLock::new(|| {
        let mut externalities = chain::genesis().externalities();
        let mut story = Story::default();
        externalities.execute_with(|| story.play());
        Scene { state: State::keep(externalities), world: story.world }
    });
    &SCENE
}

#[derive(Default)]
struct Story {
    world: World,
    tally: Tally,
}

impl Story {
    fn play(&mut self) {
        chain::begin_block(self.world.parent);
        for worker in 0..3 {
            self.must("Compute", "register_worker", &[worker]);
        }
        for curator in 6..9 {
            self.must("Datanets", "bond_curator", &[curator]);
        }
        self.must("Datanets", "create_datanet", &[]);
        for contributor in 3..8 {
            self.must("Datanets", "contribute", &[contributor]);
        }
        self.work();
        self.work();
        self.blocks(6);
        self.must("Models", "register_base", &[]);
        for _ in 0..2 {
            self.train();
            self.must("Models", "deploy", &[]);
        }
        self.wait_for_years();
        for user in 1..6 {
            self.must("Attribution", "open_allocation", &[user % 3, user]);
        }
        for worker in [0, 1, 2, 0, 1] {
            self.must("Attribution", "submit_batch", &[worker]);
        }
        self.blocks(9);
        self.must("Attribution", "claim_credits", &[]);
        self.leave_things_open();
        self.world.parent = chain::end_block();
    }

    /// What takes days: stake that earns, stake on its way out, stake that is not warm, a motion, a proposal that
    /// nobody funded. The days in between are left out, after everything that falls due on a block has.
    fn wait_for_years(&mut self) {
        // Economics that give stakers a part.
        self.must("Governance", "set_standard", &[2, 0, 0, 130]);
        for backer in [5, 6] {
            self.must("Models", "stake", &[0, 0, backer]);
        }
        self.days();
        for at in [0, 1] {
            self.must("Models", "activate_stake", &[at]);
        }
        self.must("Models", "unstake", &[1]);
        self.must("Models", "stake", &[0, 0, 7]);
        self.must("Models", "propose_training", &[]);
        self.must("Models", "fund", &[5]);
        self.must("Datanets", "open_motion", &[]);
        self.days();
    }

    /// Fifteen days.
    fn days(&mut self) {
        self.blocks(40);
        frame_system::Pallet::<Runtime>::set_block_number(frame_system::Pallet::<Runtime>::block_number() + 15 * DAYS);
    }

    /// Things that are under way when lives begin: votes, a version that may be deployed, people who come and go.
    fn leave_things_open(&mut self) {
        self.train();
        // One is trained, and nobody measures it.
        self.must("Models", "request_training", &[]);
        self.work();
        self.blocks(15);
        for (pallet, call) in [
            ("Models", "propose_training"),
            ("Models", "register_agent"),
            ("Models", "register_external"),
            ("Models", "request_reproduction"),
            ("Attribution", "close_allocation"),
            ("Compute", "pin"),
            ("Compute", "offer_storage"),
        ] {
            self.must(pallet, call, &[]);
        }
        for _ in 0..2 {
            // A worker, its owner, and much.
            self.must("Compute", "bond_more", &[0, 0, 255]);
        }
        self.must("Compute", "unbond", &[]);
        self.must("Governance", "bond_validator", &[1]);
        self.must("Session", "set_keys", &[1]);
        // Data that was accepted just now, and who has some proposes something.
        self.must("Datanets", "create_datanet", &[0, 0, 4]);
        for contributor in 6..8 {
            self.must("Datanets", "contribute", &[contributor, 1]);
        }
        self.work();
        self.work();
        self.blocks(6);
        self.must("Datanets", "open_motion", &[5]);
        self.must("Datanets", "grant_access", &[]);
        self.must("Datanets", "offer_datanet", &[]);
        // The one whose answer is known, and others.
        self.must("Datanets", "seal_known_answer", &[1]);
        for contributor in 3..6 {
            self.must("Datanets", "contribute", &[contributor]);
        }
        // Kind, licences, name, and a quorum of three.
        self.must("Datanets", "create_datanet", &[0, 0, 3, 128]);
        for contributor in 3..6 {
            self.must("Datanets", "contribute", &[contributor, 2]);
        }
        self.work();
        for curator in 0..2 {
            self.must("Datanets", "commit_vote", &[curator]);
        }
        self.must("Datanets", "withdraw", &[]);
        for lie in 0..9 {
            // Worker, nothing that the chain sees, a lie.
            self.must("Attribution", "submit_batch", &[lie % 3, 0, 255, lie, 1]);
        }
        self.blocks(2);
        self.must("Attribution", "demand", &[]);
        self.must("Compute", "leave", &[]);
        for _ in 0..3 {
            self.must("Models", "request_training", &[]);
        }
    }

    fn train(&mut self) {
        self.must("Models", "request_training", &[]);
        self.work();
        self.work();
    }

    fn must(&mut self, pallet: &str, call: &str, choices: &[u8]) {
        let attempt = calls::named(pallet, call, &mut self.world, &mut Choices::new(choices));
        let attempt = attempt.unwrap_or_else(|| panic!("{pallet}.{call} has nothing to be about"));
        let shown = format!("{:?}", attempt.call);
        let outcome = life::make(attempt, &mut self.world, &mut self.tally);
        assert_eq!(outcome, Outcome::Done, "{shown}");
    }

    fn blocks(&mut self, blocks: u32) {
        (0..blocks).for_each(|_| life::next_block(&mut self.world, &mut self.tally));
    }

    /// Lets the workers do all that there is to do now, and votings end.
    fn work(&mut self) {
        self.blocks(1);
        for _ in 0..Jobs::<Runtime>::iter().filter(|(_, job)| matches!(job.state, JobState::Assigned(_))).count() {
            self.must("Compute", "submit_result", &[]);
        }
        self.blocks(1);
    }
}

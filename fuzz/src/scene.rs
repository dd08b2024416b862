//! Where lives begin: a chain where nothing has happened, and one where a market runs.

use crate::{
    calls,
    chain::{self, Outcome, State},
    choices::Choices,
    life,
    tally::Tally,
    world::World,
};
use openledger_runtime::{Runtime, System, DAYS};
use pallet_compute::{JobState, Jobs};
use polkadot_sdk::pallet_scheduler;
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

    /// Fifteen days. The scheduler has looked at all blocks in between, as it does in each.
    fn days(&mut self) {
        self.blocks(40);
        let now = System::block_number() + 15 * DAYS;
        System::set_block_number(now);
        pallet_scheduler::IncompleteSince::<Runtime>::put(now + 1);
    }

    /// Things that are under way when lives begin: votes, a version that may be deployed, people who come and go.
    fn leave_things_open(&mut self) {
        self.train();
        // One is trained, and nobody measures it.
        self.must("Models", "request_training", &[]);
        self.answer();
        self.answer();
        self.blocks(20);
        for (pallet, call) in [
            ("Models", "propose_training"),
            ("Models", "register_agent"),
            ("Models", "register_external"),
            ("Attribution", "close_allocation"),
            ("Models", "fund"),
        ] {
            self.must(pallet, call, &[]);
        }
        // Somebody made something else.
        self.must("Models", "request_reproduction", &[]);
        (0..3).for_each(|_| self.answer_with(&[0, 0, 0, 0, 0, 0, 255]));
        for _ in 0..2 {
            // A worker, its owner, and much.
            self.must("Compute", "bond_more", &[0, 0, 0, 255]);
        }
        self.must("Compute", "unbond", &[]);
        for validator in 1..3 {
            self.must("Governance", "bond_validator", &[validator]);
        }
        for validator in 0..3 {
            self.must("Session", "set_keys", &[validator]);
        }
        self.must("Governance", "add_validator", &[]);
        // Data that was accepted just now, and who has some proposes something.
        self.must("Datanets", "create_datanet", &[0, 0, 4]);
        for contributor in 6..8 {
            self.must("Datanets", "contribute", &[contributor, 1]);
        }
        self.work();
        self.must("Datanets", "open_motion", &[5]);
        self.must("Datanets", "grant_access", &[]);
        self.must("Datanets", "offer_datanet", &[]);
        for contributor in 3..6 {
            self.must("Datanets", "contribute", &[contributor]);
        }
        // Kind, licences, name, and a quorum of three; the answer to the last one is known.
        self.must("Datanets", "create_datanet", &[0, 0, 3, 128]);
        for contributor in 3..6 {
            if contributor == 5 {
                self.must("Datanets", "seal_known_answer", &[]);
            }
            self.must("Datanets", "contribute", &[contributor, 2]);
        }
        (0..3).for_each(|_| self.answer());
        self.vote(2);
        // Where everybody has to vote, and everybody has.
        self.must("Datanets", "create_datanet", &[0, 0, 5, 130, 0, 129]);
        for contributor in 3..5 {
            self.must("Datanets", "contribute", &[contributor, 3]);
        }
        (0..2).for_each(|_| self.answer());
        self.must("Datanets", "withdraw", &[14]);
        self.vote(3);
        self.must("Datanets", "withdraw", &[]);
        for lie in 0..9 {
            // Worker, nothing that the chain sees, a lie.
            self.must("Attribution", "submit_batch", &[lie % 3, 0, 255, lie, 1]);
        }
        self.blocks(2);
        self.must("Attribution", "demand", &[]);
        self.must("Compute", "pin", &[]);
        self.must("Compute", "offer_storage", &[]);
        self.must("Compute", "leave", &[]);
        for _ in 0..3 {
            self.must("Models", "request_training", &[]);
        }
    }

    fn train(&mut self) {
        self.must("Models", "request_training", &[]);
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

    /// Lets the workers do what there is to do, for as long as jobs take to be drawn and done one after the other.
    fn work(&mut self) {
        (0..5).for_each(|_| self.answer());
    }

    /// So many curators vote on the newest contribution.
    fn vote(&mut self, curators: u8) {
        for curator in 0..curators {
            self.must("Datanets", "commit_vote", &[0, curator]);
        }
    }

    /// Answers all that workers are at.
    fn answer(&mut self) {
        self.answer_with(&[]);
    }

    fn answer_with(&mut self, choices: &[u8]) {
        self.blocks(1);
        let assigned = || Jobs::<Runtime>::iter().any(|(_, job)| matches!(job.state, JobState::Assigned(_)));
        while assigned() {
            self.must("Compute", "submit_result", choices);
        }
    }
}

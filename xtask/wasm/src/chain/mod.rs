//! How much the chain carries: blocks built and imported by a node's own client, on the real WebAssembly and a database
//! on disk, beside blocks of transfers in the same run.
//!
//! Every time is a median over rounds in which the kinds of block take turns. A block in which a transaction fails ends
//! the run, so that nothing is measured that did not work.

mod batch;
mod client;
mod figures;
mod scene;
mod transaction;

use batch::{batch, Batch, Terms};
use client::{Built, Chain};
use figures::{bytes_each, memory, milliseconds, percent_of_block, ratio, table, Kind};
use openledger_primitives::{Ppm, VersionId};
use openledger_runtime::RuntimeCall;
use polkadot_sdk::*;
use scene::Scene;
use serde_json::{json, Map, Value};
use sp_core::{storage::Storage, H256};
use sp_runtime::{traits::Header as _, OpaqueExtrinsic};
use std::{path::PathBuf, time::Instant};

/// Anything that goes wrong here ends the run, in words.
type Failure = Box<dyn std::error::Error + Send + Sync>;
/// See [`Failure`].
type Result<T> = core::result::Result<T, Failure>;

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Full blocks of contributions, beside full blocks of transfers
    Throughput,
    /// A large batch, its maturing and claims of its credit lines
    Batch,
    /// A payment through sixteen generations, beside one through one
    Generations,
    /// Import on a large state
    LargeState,
}

/// What is measured, and where.
#[derive(clap::Args)]
pub struct ChainArguments {
    /// WebAssembly of the runtime
    #[arg(long, value_name = "FILE")]
    runtime: PathBuf,
    /// For databases; what lies there under the same names is removed
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
    /// Rounds of each measurement
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// What is measured
    #[arg(long, value_delimiter = ',', default_value = "throughput,batch,generations,large-state")]
    parts: Vec<Part>,
    /// Contributions in the large state
    #[arg(long, default_value_t = 1_000_000)]
    contributions: u64,
    /// Write the figures as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Receipts in the large batch.
const RECEIPTS: u32 = 10_000;
/// Contributions, and as many transfers, in the block that is imported onto the large state.
const MIXED: u32 = 100;

impl ChainArguments {
    /// Measures and prints everything.
    pub fn run(self) -> sc_cli::Result<()> {
        self.measure().map_err(|error| sc_cli::Error::Input(error.to_string()))
    }

    fn measure(&self) -> Result<()> {
        if !(5..=10).contains(&self.rounds) {
            return Err(
                "5 to 10 rounds: fewer have no steady median, and a block may have no more than 32 children".into()
            );
        }
        let wasm = std::fs::read(&self.runtime)?;
        let scene = Scene::new(&wasm)?;
        let mut report = Map::new();
        for part in &self.parts {
            let (name, figures) = match part {
                Part::Throughput => ("throughput", self.throughput(&scene)?),
                Part::Batch => ("batch", self.batch(&scene)?),
                Part::Generations => ("generations", self.generations(&scene)?),
                Part::LargeState => ("large_state", self.large_state(&scene)?),
            };
            println!("{name}: {figures:#}");
            report.insert(name.into(), figures);
        }
        let report = Value::from(report);
        println!("{}", table(&report));
        if let Some(file) = &self.report {
            std::fs::write(file, serde_json::to_vec_pretty(&report)?)?;
        }
        Ok(())
    }

    fn chain(&self, name: &str, storage: Storage) -> Result<Chain> {
        Chain::new(&self.folder.join(name), storage)
    }

    /// Full blocks of contributions, and of transfers. They are imported by a client that did not build them.
    fn throughput(&self, scene: &Scene) -> Result<Value> {
        let mut chain = self.chain("throughput", scene.storage.clone())?;
        let genesis = chain.genesis();
        let transfers = transfers(genesis, 0);
        let contributions = contributions(genesis, scene, scene::USERS);
        let (mut empty, mut moved, mut given) = (Kind::default(), Kind::default(), Kind::default());
        for _ in 0..self.rounds {
            empty.built.push(chain.build(genesis, &[])?);
            moved.built.push(chain.build(genesis, &transfers)?);
            given.built.push(chain.build(genesis, &contributions)?);
        }
        let growth = [chain.growth(genesis, given.first()?)?, chain.growth(genesis, empty.first()?)?];
        let chain = chain.reopened()?;
        for round in 0..self.rounds {
            for kind in [&mut empty, &mut moved, &mut given] {
                kind.imported.push(chain.import(&kind.built[round].block)?);
            }
        }
        Ok(json!({
            "empty": empty.figures(&empty, &moved)?,
            "transfers": moved.figures(&empty, &moved)?,
            "contributions": given.figures(&empty, &moved)?,
            "contributions_to_transfers_per_second": ratio(given.per_second()?, moved.per_second()?),
            "contributions_to_transfers_in_a_block": ratio(given.transactions()? as f64, moved.transactions()? as f64),
            "bytes_per_contribution": bytes_each(growth[0].clone(), &growth[1], given.transactions()?),
        }))
    }

    /// One batch of 10,000 receipts, 200 users and 256 credited contributions; its maturing; and claims of one line of
    /// each contribution. A batch, its maturing and its claims need a block each.
    fn batch(&self, scene: &Scene) -> Result<Value> {
        let mut chain = self.chain("batch", scene.storage.clone())?;
        let genesis = chain.genesis();
        let versions = scene::shallow();
        let batch = batch_of(genesis, scene, &versions, &[(scene::ELDEST, scene::ROYALTIES)], RECEIPTS, scene::PAYERS)?;
        let transfers = transfers(genesis, scene::PAYERS);
        let claims = signed_by_users(genesis, batch.claims(0)?);
        let (mut empty, mut moved, mut parts) = (Kind::default(), Kind::default(), Payment::default());
        for _ in 0..self.rounds {
            empty.build_and_import(&mut chain, genesis, &[])?;
            moved.build_and_import(&mut chain, genesis, &transfers)?;
            parts.pay(&mut chain, genesis, &batch.transaction, &claims)?;
        }
        let Payment { submitted, matured, claimed } = &parts;
        let growth = |kind: &Kind| {
            let built = kind.first()?;
            chain.growth(*built.block.header.parent_hash(), built)
        };
        let idle = growth(&empty)?;
        let each = |kind: &Kind, count: usize| Ok::<_, Failure>(bytes_each(growth(kind)?, &idle, count));
        let net = |kind: &Kind| Ok::<_, Failure>(kind.first()?.weight.saturating_sub(empty.first()?.weight));
        let together = net(submitted)?.saturating_add(net(matured)?).saturating_add(net(claimed)?);
        Ok(json!({
            "receipts": RECEIPTS, "users": scene::PAYERS, "versions": versions.len(),
            "credited_contributions": scene::CONTRIBUTIONS, "credit_lines": batch.lines(),
            "bytes": codec::Encode::encoded_size(&batch.transaction),
            "transfers": moved.figures(&empty, &moved)?,
            "submitted": submitted.figures(&empty, &moved)?,
            "matured": matured.figures(&empty, &moved)?,
            "one_line_of_each_claimed": claimed.figures(&empty, &moved)?,
            "declared_percent_of_a_block": {
                "submitted": percent_of_block(net(submitted)?),
                "matured": percent_of_block(net(matured)?),
                "claimed": percent_of_block(net(claimed)?),
                "together": percent_of_block(together),
            },
            "bytes_per_receipt": {
                "submitted": each(submitted, RECEIPTS as usize)?,
                "matured": each(matured, RECEIPTS as usize)?,
            },
            "bytes_per_claimed_line": each(claimed, scene::CONTRIBUTIONS as usize)?,
        }))
    }

    /// A payment to versions that owe one ancestor, and to versions that owe sixteen generations of merges: submitted,
    /// matured, and settled with the eldest.
    fn generations(&self, scene: &Scene) -> Result<Value> {
        let mut chain = self.chain("generations", scene.storage.clone())?;
        let genesis = chain.genesis();
        let share = scene::ROYALTIES / scene::GENERATIONS;
        let ancestors = (scene::ELDEST..scene::ELDEST + scene::GENERATIONS).map(|ancestor| (ancestor, share));
        let ancestors: Vec<(VersionId, Ppm)> = ancestors.collect();
        let receipts = 10 * scene::VERSIONS;
        let mut sides = Vec::new();
        for (versions, royalties) in
            [(scene::shallow(), vec![(scene::ELDEST, scene::ROYALTIES)]), (scene::deep(), ancestors)]
        {
            let batch = batch_of(genesis, scene, &versions, &royalties, receipts, 1)?;
            let settle = versions.iter().map(|child| {
                let call = pallet_attribution::Call::settle_royalty { child: *child, ancestor: scene::ELDEST };
                RuntimeCall::Attribution(call)
            });
            sides.push((batch.transaction, signed_by_users(genesis, settle.collect())));
        }
        let (mut empty, mut moved) = (Kind::default(), Kind::default());
        let mut payments = [Payment::default(), Payment::default()];
        let transfers = transfers(genesis, scene::PAYERS);
        for _ in 0..self.rounds {
            empty.build_and_import(&mut chain, genesis, &[])?;
            moved.build_and_import(&mut chain, genesis, &transfers)?;
            for ((batch, settle), payment) in sides.iter().zip(&mut payments) {
                payment.pay(&mut chain, genesis, batch, settle)?;
            }
        }
        let [one, sixteen] = &payments;
        let mut figures = Map::new();
        for (name, of) in [
            ("submitted", Payment::submitted as fn(&Payment) -> &Kind),
            ("matured", Payment::matured),
            ("settled", Payment::claimed),
        ] {
            let (one, sixteen) = (of(one), of(sixteen));
            figures.insert(
                name.into(),
                json!({
                    "one": one.figures(&empty, &moved)?,
                    "sixteen": sixteen.figures(&empty, &moved)?,
                    "weight_ratio": ratio(sixteen.first()?.weight.ref_time() as f64, one.first()?.weight.ref_time() as f64),
                    "time_ratio": ratio(sixteen.import().as_secs_f64(), one.import().as_secs_f64()),
                }),
            );
        }
        let time = |payment: &Payment| {
            let kinds = [&payment.submitted, &payment.matured, &payment.claimed];
            kinds.iter().map(|kind| kind.import().as_secs_f64()).sum::<f64>()
        };
        figures.insert("whole_payment_time_ratio".into(), ratio(time(sixteen), time(one)).into());
        figures.insert("versions_in_the_batch".into(), scene::VERSIONS.into());
        Ok(figures.into())
    }

    /// The same block on the state as it is and on one with a million contributions more, by clients that did not build
    /// it and have just opened their databases.
    fn large_state(&self, scene: &Scene) -> Result<Value> {
        let small = self.chain("small_state", scene.storage.clone())?;
        let (storage, bytes) = scene.with_contributions(self.contributions);
        let keys = storage.top.len();
        let start = Instant::now();
        let large = self.chain("large_state", storage)?;
        let (entered, peak) = (start.elapsed(), memory("VmHWM")?);
        let mut chains = [small, large];
        let mut kinds = [[Kind::default(), Kind::default()], [Kind::default(), Kind::default()]];
        for (chain, [empty, mixed]) in chains.iter_mut().zip(&mut kinds) {
            let genesis = chain.genesis();
            let transactions = contributions(genesis, scene, MIXED)
                .into_iter()
                .chain((MIXED..2 * MIXED).map(|number| transfer(genesis, number)));
            let transactions: Vec<_> = transactions.collect();
            for _ in 0..self.rounds {
                empty.built.push(chain.build(genesis, &[])?);
                mixed.built.push(chain.build(genesis, &transactions)?);
            }
        }
        let [small, large] = chains;
        let chains = [small.reopened()?, large.reopened()?];
        let opened = memory("VmRSS")?;
        for round in 0..self.rounds {
            for (chain, [empty, mixed]) in chains.iter().zip(&mut kinds) {
                for kind in [empty, mixed] {
                    kind.imported.push(chain.import(&kind.built[round].block)?);
                }
            }
        }
        let [[small_empty, small], [large_empty, large]] = &kinds;
        let first = |kind: &Kind| {
            let taken = kind.imported.first().ok_or("no block was imported")?;
            Ok::<_, Failure>(json!({
                "processor_milliseconds": milliseconds(taken.processor),
                "wall_milliseconds": milliseconds(taken.wall),
            }))
        };
        Ok(json!({
            "contributions": self.contributions,
            "keys_in_state": keys,
            "bytes_per_contribution_in_state": bytes as f64 / self.contributions as f64,
            "seconds_to_enter_the_genesis_state": entered.as_secs_f64(),
            "bytes_on_disk": chains[1].bytes_on_disk()?,
            "peak_memory_while_entering_bytes": peak,
            "memory_after_opening_both_bytes": opened,
            "memory_after_importing_bytes": memory("VmRSS")?,
            "block": { "contributions": MIXED, "transfers": MIXED },
            "small": { "import_milliseconds": milliseconds(small.import()), "first_import": first(small)? },
            "large": { "import_milliseconds": milliseconds(large.import()), "first_import": first(large)? },
            "ratio_on_the_wall": ratio(
                large.import_on_the_wall().as_secs_f64(), small.import_on_the_wall().as_secs_f64()),
            "ratio": ratio(large.import().as_secs_f64(), small.import().as_secs_f64()),
            "ratio_of_empty_blocks": ratio(large_empty.import().as_secs_f64(), small_empty.import().as_secs_f64()),
        }))
    }
}

/// A batch submitted, matured, and what is claimed or settled after that, in a block each.
#[derive(Default)]
struct Payment {
    submitted: Kind,
    matured: Kind,
    claimed: Kind,
}

impl Payment {
    fn submitted(&self) -> &Kind {
        &self.submitted
    }

    fn matured(&self) -> &Kind {
        &self.matured
    }

    fn claimed(&self) -> &Kind {
        &self.claimed
    }

    fn pay(
        &mut self,
        chain: &mut Chain,
        parent: H256,
        batch: &OpaqueExtrinsic,
        claims: &[OpaqueExtrinsic],
    ) -> Result<()> {
        let parent = self.submitted.build_and_import(chain, parent, std::slice::from_ref(batch))?;
        let parent = self.matured.build_and_import(chain, parent, &[])?;
        self.claimed.build_and_import(chain, parent, claims)?;
        let (submitted, claimed) = (self.submitted.last()?, self.claimed.last()?);
        if submitted.transactions != 1 || claimed.transactions != claims.len() {
            return Err("a batch or its claims do not fit into a block".into());
        }
        Ok(())
    }
}

impl Kind {
    /// Builds a block on this parent and imports it; returns its hash.
    fn build_and_import(&mut self, chain: &mut Chain, parent: H256, transactions: &[OpaqueExtrinsic]) -> Result<H256> {
        let built: Built = chain.build(parent, transactions)?;
        self.imported.push(chain.import(&built.block)?);
        let hash = built.block.header.hash();
        self.built.push(built);
        Ok(hash)
    }
}

fn batch_of(
    genesis: H256,
    scene: &Scene,
    versions: &[VersionId],
    royalties: &[(VersionId, Ppm)],
    receipts: u32,
    payers: u32,
) -> Result<Batch> {
    batch(genesis, &Terms { economics: scene.economics, versions, royalties, receipts, payers })
}

/// A transfer from a user to the next one.
fn transfer(genesis: H256, number: u32) -> OpaqueExtrinsic {
    let to = transaction::account(&scene::user((number + 1) % scene::USERS));
    let call = pallet_balances::Call::transfer_keep_alive { dest: to.into(), value: 1_000_000_000_000 };
    transaction::signed(genesis, &scene::user(number), 0, RuntimeCall::Balances(call))
}

/// One of every user from this number on.
fn transfers(genesis: H256, from: u32) -> Vec<OpaqueExtrinsic> {
    (from..scene::USERS).map(|number| transfer(genesis, number)).collect()
}

/// One of each of so many users.
fn contributions(genesis: H256, scene: &Scene, count: u32) -> Vec<OpaqueExtrinsic> {
    let call = |number| scene::contribute(scene.datanet, number);
    signed_by_users(genesis, (0..count).map(call).collect())
}

/// Each by another user.
fn signed_by_users(genesis: H256, calls: Vec<RuntimeCall>) -> Vec<OpaqueExtrinsic> {
    (0..).zip(calls).map(|(number, call)| transaction::signed(genesis, &scene::user(number), 0, call)).collect()
}

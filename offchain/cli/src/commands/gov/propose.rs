//! `openledger gov propose`: asking for a change.

use super::submit::{propose, How};
use crate::{
    account::{hex, unhex, Account},
    amount::Open,
    chain::{
        datanets::Licences,
        governance::{
            foresight,
            referenda::{self, Index},
            setting::SettingError,
            settings,
            standards::{self, Kind},
            tracks::{MODEL_DEPLOYMENT, PROTOCOL_PARAMETERS, ROOT, TREASURY},
            upgrade::Code,
            validators,
        },
        models,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::{Args, Subcommand};
use openledger_client::{
    runtime::{
        governance::Call as GovernanceCall, models::Call as ModelsCall, referenda::Call as ReferendaCall,
        runtime_types::openledger_runtime::RuntimeCall, system::Call as SystemCall, treasury::Call as TreasuryCall,
    },
    AccountId32, At, H256,
};
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

/// Propose a change.
#[derive(Debug, Args)]
pub struct Propose {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    how: How,
}

/// What can be proposed.
#[derive(Debug, Subcommand)]
enum What {
    /// Change a standard; what is not named stays as it is when you propose.
    #[command(after_help = STANDARDS)]
    Standard {
        /// Which one.
        #[arg(value_enum)]
        kind: Kind,
        /// What to change.
        #[arg(required = true, value_name = "KEY=VALUE")]
        changes: Vec<String>,
    },
    /// Upgrade the runtime. What is decided on is the hash of its code; `gov enact` then needs the file again.
    Upgrade {
        /// The runtime as WebAssembly. If it is not compressed, it is, and kept beside as `….compressed.wasm`.
        #[arg(value_name = "WASM_FILE")]
        file: PathBuf,
    },
    /// Let an account validate that has bonded and set its keys.
    AddValidator {
        /// The account.
        account: Account,
    },
    /// Let an account validate no more.
    RemoveValidator {
        /// The account.
        account: Account,
    },
    /// Change what validators must have; what is not named stays.
    #[command(after_help = "Keys: minimum-bond (an amount), minimum-validators, unbonding-period (blocks).")]
    ValidatorRules {
        /// What to change.
        #[arg(required = true, value_name = "KEY=VALUE")]
        changes: Vec<String>,
    },
    /// Approve a version, where the deployment standard asks for it.
    Approve {
        /// Its number, an alias, or a model's name.
        version: String,
    },
    /// Take a version out of service for good.
    Revoke {
        /// Its number, an alias, or a model's name.
        version: String,
    },
    /// Spend OPEN of the treasury; once enacted, `gov enact` pays it out.
    Spend {
        /// How much.
        amount: Open,
        /// To whom.
        account: Account,
    },
    /// End a referendum; its deposits come back.
    Cancel {
        /// Its number.
        index: Index,
    },
    /// End a referendum; its deposits go to the treasury.
    Kill {
        /// Its number.
        index: Index,
    },
    /// Any call, encoded; give its track with `--track`.
    Call {
        /// The call: 0x and hexadecimal.
        #[arg(value_name = "HEX")]
        call: String,
    },
}

const STANDARDS: &str = "\
Keys, as in `openledger standards show`:
  curation    minimum-quorum, tolerance, clip (points), intake-per-account, intake-per-datanet,
              minimum-voting-period, maximum-voting-period, minimum-reveal-period, maximum-reveal-period,
              reputation-half-life, appeal-window, challenge-window, plant-period, plant-lifetime (blocks),
              minimum-deposit, minimum-curator-bond, minimum-quorum-stake, curation-fee, appeal-bond,
              challenge-bond, plant-bond (amounts), voice-cap, outlier-slash, silence-slash,
              challenge-reward (shares)
  deployment  minimum-improvement, maximum-royalty, royalty-cap (shares), require-verified, require-approval
  economics   platform, worker, builder, stakers, data (together 100%), royalty-cap
  licences    admit=SPDX,… (a new one gets the next number; NUMBER:SPDX says which), retire=SPDX,…
  numeric     classes=cpu-exact,cuda-tolerant  engine-builds=any|0x…,0x…
Shares are written `5%`, or in parts per million as `50000`; amounts `12.5 OPEN`; flags `true` or `false`.

Example:
  openledger --as alice gov propose standard deployment minimum-improvement=5% require-approval=true";

impl From<SettingError> for CliError {
    fn from(error: SettingError) -> Self {
        CliError::usage(error.to_string()).hint("see `openledger gov propose standard --help`")
    }
}

impl Propose {
    /// Runs it.
    pub async fn run(self, context: &Context) -> Result<Answer> {
        let at = context.network().await?.state().await?;
        let governance = RuntimeCall::Governance;
        let account = |account: Account| AccountId32(account.0);
        let (call, track, more) = match self.what {
            What::Standard { kind, changes } => {
                (governance(standard(&at, kind, &changes).await?), kind.track(), Value::Null)
            }
            What::Upgrade { file } => upgrade(&at, &file)?,
            What::AddValidator { account: who } => {
                foresight::add_validator(&at, &who.0).await?;
                let validator = account(who);
                (governance(GovernanceCall::add_validator { validator }), PROTOCOL_PARAMETERS, Value::Null)
            }
            What::RemoveValidator { account: who } => {
                foresight::remove_validator(&at, &who.0).await?;
                let validator = account(who);
                (governance(GovernanceCall::remove_validator { validator }), PROTOCOL_PARAMETERS, Value::Null)
            }
            What::ValidatorRules { changes } => {
                let mut rules = validators::rules(&at).await?;
                settings::change_rules(&mut rules, &changes)?;
                let more = json!({ "rules": validators::rules_json(&rules) });
                (governance(GovernanceCall::set_validator_rules { rules }), PROTOCOL_PARAMETERS, more)
            }
            What::Approve { version } => {
                let version = models::resolve(&at, &version).await?;
                foresight::approve(&at, version).await?;
                (RuntimeCall::Models(ModelsCall::approve { version }), MODEL_DEPLOYMENT, Value::Null)
            }
            What::Revoke { version } => {
                let version = models::resolve(&at, &version).await?;
                models::version(&at, version).await?;
                (RuntimeCall::Models(ModelsCall::revoke { version }), MODEL_DEPLOYMENT, Value::Null)
            }
            What::Spend { amount: Open(amount), account: to } => {
                let beneficiary = Box::new(account(to));
                let spend = TreasuryCall::spend { asset_kind: Box::new(()), amount, beneficiary, valid_from: None };
                (RuntimeCall::Treasury(spend), TREASURY, Value::Null)
            }
            What::Cancel { index } => {
                referenda::ongoing(&at, index).await?;
                (RuntimeCall::Referenda(ReferendaCall::cancel { index }), ROOT, Value::Null)
            }
            What::Kill { index } => {
                referenda::ongoing(&at, index).await?;
                (RuntimeCall::Referenda(ReferendaCall::kill { index }), ROOT, Value::Null)
            }
            What::Call { call } => {
                if self.how.track.is_none() {
                    return Err(CliError::usage("which track shall decide on this call?")
                        .hint("name it with `--track`; `docs/governance.md` says what each may decide"));
                }
                (read_call(&at, &call)?, ROOT, Value::Null)
            }
        };
        propose(context, call, track, &self.how, more).await
    }
}

async fn standard(at: &At, kind: Kind, changes: &[String]) -> Result<GovernanceCall> {
    let held = standards::current(at, kind).await?;
    let table = Licences::read(at).await?;
    let mut standard = held.clone();
    settings::change(&mut standard, changes, table.all())?;
    if standard == held {
        return Err(CliError::usage(format!("the {} standard is like that already", kind.word()))
            .hint(format!("see `openledger standards show {}`", kind.word())));
    }
    foresight::standard(at, &standard).await?;
    Ok(GovernanceCall::set_standard { standard })
}

fn upgrade(at: &At, file: &Path) -> Result<(RuntimeCall, &'static str, Value)> {
    let code = Code::read(file)?;
    code.check_size(at)?;
    let hash = code.hash();
    let kept = if code.compressed_here { keep(file, &code)? } else { file.to_owned() };
    let more = json!({ "code_hash": hex(&hash), "code_bytes": code.bytes.len(), "code_file": kept });
    let call = SystemCall::authorize_upgrade { code_hash: H256::from(hash) };
    Ok((RuntimeCall::System(call), ROOT, more))
}

/// Keeps compressed code beside the file: another release of this program may compress otherwise, and then the hash
/// would be another.
fn keep(file: &Path, code: &Code) -> Result<PathBuf> {
    let kept = file.with_extension("compressed.wasm");
    match std::fs::read(&kept) {
        Ok(there) if there == code.bytes => {}
        Ok(_) => {
            return Err(CliError::failure(format!("`{}` is there and is another runtime", kept.display()))
                .hint("propose that file, or move it away"))
        }
        Err(_) => std::fs::write(&kept, &code.bytes).map_err(CliError::file("write", &kept))?,
    }
    Ok(kept)
}

fn read_call(at: &At, text: &str) -> Result<RuntimeCall> {
    let no_bytes = || CliError::usage("a call is written as 0x and an even number of hexadecimal digits");
    let bytes = unhex(text).ok_or_else(no_bytes)?;
    at.decode_call(&bytes).map_err(|error| CliError::usage(error.to_string()))
}

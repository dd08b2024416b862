//! From a call to a referendum: preimage, submission, decision deposit.

use super::text;
use crate::{
    account::hex,
    amount::Open,
    chain::{
        governance::{
            proposal::{self, Encoded},
            referenda,
            stage::{self, Stage},
            tracks::{Track, Tracks, WHITELISTED_CALLER},
        },
        Network,
    },
    context::Context,
    error::{CliError, Result},
    output::Answer,
};
use clap::Args;
use openledger_client::{
    runtime::{
        self,
        preimage::Call as PreimageCall,
        referenda::{events, Call as ReferendaCall},
        runtime_types::{
            frame_support::traits::schedule::DispatchTime, frame_system::pallet::Call as SystemCall,
            openledger_runtime::RuntimeCall,
        },
    },
    At, Keypair,
};
use openledger_primitives::BlockNumber;
use serde_json::{json, Value};

/// How something is proposed.
#[derive(Debug, Args)]
pub struct How {
    /// The track that shall decide [default: the one that may decide this].
    #[arg(long, global = true, value_name = "NAME")]
    pub track: Option<String>,
    /// Leave the decision deposit to somebody else (`gov deposit`); until then nothing is decided.
    #[arg(long, global = true)]
    pub no_deposit: bool,
    /// Let it be enacted so many blocks after it passed, if that is later than the track's own period.
    #[arg(long, global = true, default_value_t = 0, value_name = "BLOCKS")]
    pub enact_after: BlockNumber,
}

/// Proposes a call and prints the referendum. `more` is printed with it.
pub async fn propose(context: &Context, call: RuntimeCall, usual: &str, how: &How, more: Value) -> Result<Answer> {
    let (signer, network) = (context.signer().await?, context.network().await?);
    let at = network.state().await?;
    let tracks = Tracks::read(&at)?;
    let track = tracks.named(how.track.as_deref().unwrap_or(usual))?;
    let call = match (track.name.as_str(), &call) {
        // What is decided there can only run what validators endorsed.
        (WHITELISTED_CALLER, RuntimeCall::Whitelist(_)) => call,
        (WHITELISTED_CALLER, _) => proposal::wrap(call),
        _ => call,
    };
    let encoded = Encoded::new(at.encode_call(&call)?);
    if encoded.bytes.len() > proposal::LONGEST {
        return Err(CliError::usage(format!(
            "the call is {} bytes; the chain keeps at most {}",
            encoded.bytes.len(),
            proposal::LONGEST
        )));
    }
    warn_of_poverty(&at, &signer, track, how).await?;

    let included = network.submit(&submission(&at, track, &encoded, how).await?, &signer).await?;
    let submitted = included.event::<events::Submitted>("Referenda.Submitted")?;
    let index = submitted.index;
    let mut at = included.at;
    if !how.no_deposit {
        at = deposit(network, &signer, index).await?;
    }
    let mut answer = show(&at, &tracks, index, &encoded).await?;
    if let (Some(fields), Value::Object(more)) = (answer.as_object_mut(), more) {
        if let Some((_, hash)) = proposal::whitelisted(&at, &encoded.bytes) {
            fields.insert("call_hash".into(), hex(&hash).into());
        }
        fields.extend(more);
    }
    let text = text::referendum(&answer);
    Ok(Answer::with_text(answer, text))
}

/// One transaction that notes the preimage, unless it is there already, and submits the referendum.
async fn submission(at: &At, track: &Track, call: &Encoded, how: &How) -> Result<impl openledger_client::Payload> {
    let submit = RuntimeCall::Referenda(ReferendaCall::submit {
        proposal_origin: Box::new(track.origin()?),
        proposal: call.proposal(),
        enactment_moment: DispatchTime::After(how.enact_after),
    });
    let first = match proposal::is_noted(at, call).await? {
        // A batch needs something to do.
        true => RuntimeCall::System(SystemCall::remark { remark: Vec::new() }),
        false => RuntimeCall::Preimage(PreimageCall::note_preimage { bytes: call.bytes.clone() }),
    };
    Ok(runtime::tx().utility().batch_all(vec![first, submit]))
}

/// Places a decision deposit. Its own transaction, because only then the referendum's number is certain.
pub async fn deposit(network: &Network, signer: &Keypair, index: referenda::Index) -> Result<At> {
    let call = runtime::tx().referenda().place_decision_deposit(index);
    let placed = network.submit(&call, signer).await.map_err(|error| {
        let hint = format!("referendum {index} is there without it; `openledger gov deposit {index}` tries again");
        error.hint(hint).partial(json!({ "referendum": index }))
    })?;
    Ok(placed.at)
}

/// A referendum just proposed.
async fn show(at: &At, tracks: &Tracks, index: referenda::Index, call: &Encoded) -> Result<Value> {
    let status = referenda::ongoing(at, index).await?;
    let stage = Stage::of(at, tracks, &status).await?;
    let track = tracks.numbered(status.track)?;
    Ok(json!({
        "referendum": index,
        "track": track.name,
        "state": stage.word,
        "proposal": proposal::json(at, &call.proposal()).await?,
        "submission": referenda::deposit_json(&status.submission_deposit),
        "decision": status.decision_deposit.as_ref().map(referenda::deposit_json),
        "next": stage.next.json(at.number(), stage::block_time(at)?),
        "vote_with": format!("openledger gov vote {index} aye"),
    }))
}

/// Says beforehand when the deposits are more than the account has; the chain decides.
async fn warn_of_poverty(at: &At, signer: &Keypair, track: &Track, how: &How) -> Result<()> {
    let account = signer.public_key().to_account_id();
    let data = at.get(runtime::storage().system().account(), (account,)).await?.map(|account| account.data);
    // What votes lock can be held all the same.
    let usable = data.map_or(0, |data| data.free);
    let decision = if how.no_deposit { 0 } else { track.details.decision_deposit };
    let needed = decision.saturating_add(at.constant(runtime::constants().referenda().submission_deposit())?);
    if usable < needed {
        eprintln!(
            "warning: the deposits are {} and the account has {}; \
             `--no-deposit` leaves the decision deposit to somebody else",
            Open(needed),
            Open(usable)
        );
    }
    Ok(())
}

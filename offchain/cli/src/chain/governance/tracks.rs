//! Tracks: what each decides, and how.

use super::curve::Billionths;
use crate::error::{CliError, Result};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{
            frame_support::dispatch::RawOrigin, openledger_runtime::OriginCaller, pallet_governance::pallet::Origin,
            pallet_referenda::types::TrackDetails,
        },
    },
    At,
};
use openledger_primitives::{Amount, BlockNumber};

/// Number of a track.
pub type TrackId = u16;

/// A track's periods, deposit and curves.
pub type Details = TrackDetails<Amount, BlockNumber, String>;

/// The names of the tracks.
pub const ROOT: &str = "root";
/// For calls that two thirds of the validators endorsed.
pub const WHITELISTED_CALLER: &str = "whitelisted_caller";
/// Economics, fees, validators.
pub const PROTOCOL_PARAMETERS: &str = "protocol_parameters";
/// What versions must show.
pub const MODEL_STANDARDS: &str = "model_standards";
/// Approving and revoking versions.
pub const MODEL_DEPLOYMENT: &str = "model_deployment";
/// What datanets must ask, and licences.
pub const DATANET_CURATION: &str = "datanet_curation";
/// Spending.
pub const TREASURY: &str = "treasury";

/// One track.
#[derive(Clone, Debug)]
pub struct Track {
    /// Its number.
    pub id: TrackId,
    /// Its name, as referenda and people use it.
    pub name: String,
    /// How it decides.
    pub details: Details,
}

/// All tracks of a chain.
pub struct Tracks(Vec<Track>);

impl Tracks {
    /// What the runtime says of itself. Periods are those of this network, not of a public one.
    pub fn read(at: &At) -> Result<Self> {
        let tracks = at.constant(runtime::constants().referenda().tracks())?;
        let plain = |name: &str| name.trim_matches(['\0', ' ']).to_owned();
        Ok(Self(tracks.into_iter().map(|(id, details)| Track { id, name: plain(&details.name), details }).collect()))
    }

    /// All of them, by number.
    pub fn all(&self) -> &[Track] {
        &self.0
    }

    /// A track by its name, with hyphens or underscores, or by its number.
    pub fn named(&self, name: &str) -> Result<&Track> {
        let wanted = name.replace('-', "_").to_lowercase();
        let found = self.0.iter().find(|track| track.name == wanted || track.id.to_string() == wanted);
        found.ok_or_else(|| {
            let names: Vec<&str> = self.0.iter().map(|track| track.name.as_str()).collect();
            CliError::not_found(format!("there is no track `{name}`"))
                .hint(format!("there are {}; `docs/governance.md` says what each decides", names.join(", ")))
        })
    }

    /// A track by its number.
    pub fn numbered(&self, id: TrackId) -> Result<&Track> {
        self.named(&id.to_string())
    }
}

impl Track {
    /// The origin that a proposal needs so that it is decided here.
    pub fn origin(&self) -> Result<OriginCaller> {
        let origin = match self.name.as_str() {
            ROOT => return Ok(OriginCaller::system(RawOrigin::Root)),
            WHITELISTED_CALLER => Origin::WhitelistedCaller,
            PROTOCOL_PARAMETERS => Origin::ProtocolParameters,
            MODEL_STANDARDS => Origin::ModelStandards,
            MODEL_DEPLOYMENT => Origin::ModelDeployment,
            DATANET_CURATION => Origin::DatanetCuration,
            TREASURY => Origin::TreasurySpender,
            other => {
                return Err(CliError::failure(format!("this program does not know what `{other}` may decide"))
                    .hint("it is older than the chain; install the chain's release"))
            }
        };
        Ok(OriginCaller::Governance(origin))
    }

    /// Least approval and support after so many blocks of deciding.
    pub fn needed(&self, elapsed: BlockNumber) -> (Billionths, Billionths) {
        let x = Billionths::ratio(elapsed.into(), self.details.decision_period.into());
        (x.needed_on(&self.details.min_approval), x.needed_on(&self.details.min_support))
    }

    /// The first number of blocks, from one on, after which these shares would do; none if never in time.
    pub fn passing_after(&self, from: BlockNumber, approval: Billionths, support: Billionths) -> Option<BlockNumber> {
        let period = self.details.decision_period;
        let enough = |elapsed| {
            let (least_approval, least_support) = self.needed(elapsed);
            approval >= least_approval && support >= least_support
        };
        // Curves only fall, so everything before the answer is too early and everything after it is late enough.
        let (mut low, mut high) = (from.min(period), period);
        if !enough(high) {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if enough(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }
}

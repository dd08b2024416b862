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

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_client::runtime::runtime_types::{
        pallet_referenda::types::Curve, sp_arithmetic::per_things::Perbill,
    };

    fn line(ceil: u32, floor: u32) -> Curve {
        let percent = |share: u32| Perbill(share * 10_000_000);
        Curve::LinearDecreasing { length: percent(100), floor: percent(floor), ceil: percent(ceil) }
    }

    fn track(id: TrackId, name: &str) -> Track {
        let details = Details {
            name: name.into(),
            max_deciding: 1,
            decision_deposit: 0,
            prepare_period: 1,
            decision_period: 100,
            confirm_period: 1,
            min_enactment_period: 1,
            min_approval: line(100, 50),
            min_support: line(50, 0),
        };
        Track { id, name: name.into(), details }
    }

    fn percent(share: u32) -> Billionths {
        Billionths(share * 10_000_000)
    }

    #[test]
    fn votes_that_stay_the_same_pass_when_both_curves_have_fallen() {
        let track = track(0, ROOT);
        assert_eq!(track.passing_after(0, percent(100), percent(50)), Some(0));
        // Support is met after half the time, approval after 80 %.
        assert_eq!(track.passing_after(0, percent(100), percent(25)), Some(50));
        assert_eq!(track.passing_after(0, percent(60), percent(25)), Some(80));
        assert_eq!(track.passing_after(90, percent(60), percent(25)), Some(90));
        assert_eq!(track.passing_after(0, percent(49), percent(50)), None);
    }

    #[test]
    fn a_track_is_found_by_name_in_either_spelling_and_by_number() {
        let tracks = Tracks(vec![track(0, ROOT), track(20, MODEL_STANDARDS)]);
        for name in ["model_standards", "model-standards", "Model-Standards", "20"] {
            assert_eq!(tracks.named(name).map(|track| track.id), Ok(20), "{name}");
        }
        let error = tracks.named("roots").map(|_| ()).expect_err("no such track");
        assert_eq!(error.kind, crate::error::Kind::NotFound);
        assert!(error.hint.is_some_and(|hint| hint.contains("root, model_standards")));
    }

    #[test]
    fn every_track_has_its_origin() {
        let names = [
            ROOT,
            WHITELISTED_CALLER,
            PROTOCOL_PARAMETERS,
            MODEL_STANDARDS,
            MODEL_DEPLOYMENT,
            DATANET_CURATION,
            TREASURY,
        ];
        assert!(names.iter().all(|name| track(0, name).origin().is_ok()) && track(0, "other").origin().is_err());
    }
}

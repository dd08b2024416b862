//! The tracks: what each kind of decision costs, how long it takes, and which majorities it needs.
//!
//! # How a referendum runs on its track
//!
//! A proposal waits for the **prepare** period and for somebody to place the **decision deposit**. Then it has the
//! **decision** period in which to pass. Two curves fall with time: **approval**, the share of ayes among votes (weighted
//! by conviction), and **support**, the share of OPEN behind ayes among all OPEN that could vote (not weighted). When both
//! are met, they must stay met for the **confirm** period; then it passes, and runs after the **enactment** period.
//!
//! So what nearly everybody wants passes early, what a bare majority of few wants passes at the end or never, and nobody
//! decides in an hour when the others sleep, because confirming takes its time.
//!
//! # Why these curves
//!
//! - *Approval* falls to one half everywhere: at the end a majority decides. On tracks that can harm the chain it falls
//!   like a reciprocal, which passes what is undisputed early; on tracks about single models and datanets in a
//!   straight line, because there is nothing to hurry.
//! - *Support* falls to what makes a track useful and an ambush dear. What can change everything (`root`,
//!   `protocol_parameters`) never needs less than 5 % of all OPEN that can vote: OpenLedger's own quorum. Standards,
//!   which bind everybody's models, need half of that, treasury and curation 1 to 2 %, a single version one half of a
//!   per cent.
//! - `whitelisted_caller` may do what `root` may, within the hour: two thirds of the validators have vouched for the call.
//!
//! # Speed
//!
//! The periods below are those of a public network. A development network is faster by a number that its genesis holds
//! ([`crate::network`]); every period is divided by it, and none is shorter than one block.

use crate::{currency::OPEN, network, Balance, BlockNumber, OriginCaller, Runtime, DAYS, HOURS, MINUTES};
use alloc::borrow::Cow;
use pallet_governance::Origin;
use pallet_referenda::{Curve, Track, TrackInfo};
use polkadot_sdk::*;

use frame_support::traits::Get;
use frame_system::RawOrigin;
use sp_arithmetic::FixedI64;
use sp_runtime::str_array;

/// A track's number, as votes and delegations name it.
pub type TrackId = u16;

/// Everything.
pub const ROOT: TrackId = 0;
/// What two thirds of the validators endorsed.
pub const WHITELISTED_CALLER: TrackId = 1;
/// Economics, fees, rules, validators.
pub const PROTOCOL_PARAMETERS: TrackId = 10;
/// What a version must show, and whose work counts.
pub const MODEL_STANDARDS: TrackId = 20;
/// Approving and revoking versions.
pub const MODEL_DEPLOYMENT: TrackId = 21;
/// What datanets must ask, and licences.
pub const DATANET_CURATION: TrackId = 22;
/// Spending.
pub const TREASURY: TrackId = 30;

const fn permille(share: u128) -> FixedI64 {
    FixedI64::from_rational(share, 1_000)
}

/// Approval that falls from everybody to one half, through four fifths after `days` of `of`.
const fn undisputed_early(days: u128, of: u128) -> Curve {
    Curve::make_reciprocal(days, of, permille(800), permille(500), permille(1_000))
}

/// A straight line over the whole period.
const fn line(from: u128, to: u128) -> Curve {
    Curve::make_linear(1, 1, permille(to), permille(from))
}

/// The tracks of a public network, by increasing number.
const TRACKS: [Track<TrackId, Balance, BlockNumber>; 7] = [
    Track {
        id: ROOT,
        info: TrackInfo {
            name: str_array("root"),
            max_deciding: 1,
            decision_deposit: 100_000 * OPEN,
            prepare_period: DAYS,
            decision_period: 14 * DAYS,
            confirm_period: DAYS,
            min_enactment_period: 2 * DAYS,
            min_approval: undisputed_early(2, 14),
            min_support: line(500, 50),
        },
    },
    Track {
        id: WHITELISTED_CALLER,
        info: TrackInfo {
            name: str_array("whitelisted_caller"),
            max_deciding: 10,
            decision_deposit: 10_000 * OPEN,
            prepare_period: 10 * MINUTES,
            decision_period: 7 * DAYS,
            confirm_period: 30 * MINUTES,
            min_enactment_period: 10 * MINUTES,
            // Nine tenths and 10 % of OPEN after twelve hours.
            min_approval: Curve::make_reciprocal(12, 7 * 24, permille(900), permille(500), permille(1_000)),
            min_support: Curve::make_reciprocal(12, 7 * 24, permille(100), permille(20), permille(500)),
        },
    },
    Track {
        id: PROTOCOL_PARAMETERS,
        info: TrackInfo {
            name: str_array("protocol_parameters"),
            max_deciding: 5,
            decision_deposit: 20_000 * OPEN,
            prepare_period: DAYS,
            decision_period: 7 * DAYS,
            confirm_period: DAYS,
            min_enactment_period: 2 * DAYS,
            min_approval: undisputed_early(1, 7),
            min_support: line(250, 50),
        },
    },
    Track {
        id: MODEL_STANDARDS,
        info: TrackInfo {
            name: str_array("model_standards"),
            max_deciding: 3,
            decision_deposit: 10_000 * OPEN,
            prepare_period: DAYS,
            decision_period: 7 * DAYS,
            confirm_period: 12 * HOURS,
            min_enactment_period: DAYS,
            min_approval: undisputed_early(1, 7),
            min_support: line(150, 25),
        },
    },
    Track {
        id: MODEL_DEPLOYMENT,
        info: TrackInfo {
            name: str_array("model_deployment"),
            max_deciding: 50,
            decision_deposit: 1_000 * OPEN,
            prepare_period: 2 * HOURS,
            decision_period: 3 * DAYS,
            confirm_period: 3 * HOURS,
            min_enactment_period: HOURS,
            min_approval: line(1_000, 500),
            min_support: line(50, 5),
        },
    },
    Track {
        id: DATANET_CURATION,
        info: TrackInfo {
            name: str_array("datanet_curation"),
            max_deciding: 10,
            decision_deposit: 2_000 * OPEN,
            prepare_period: 6 * HOURS,
            decision_period: 5 * DAYS,
            confirm_period: 6 * HOURS,
            min_enactment_period: 12 * HOURS,
            min_approval: line(1_000, 500),
            min_support: line(100, 10),
        },
    },
    Track {
        id: TREASURY,
        info: TrackInfo {
            name: str_array("treasury"),
            max_deciding: 20,
            decision_deposit: 10_000 * OPEN,
            prepare_period: 12 * HOURS,
            decision_period: 7 * DAYS,
            confirm_period: 12 * HOURS,
            min_enactment_period: DAYS,
            min_approval: undisputed_early(1, 7),
            min_support: line(250, 20),
        },
    },
];

/// A public network's period, as long as this network takes for it.
pub fn here(period: BlockNumber) -> BlockNumber {
    period.checked_div(network::VotingSpeed::<Runtime>::get()).unwrap_or(period).max(1)
}

/// A public network's period in blocks, as the value that pallets are configured with: see [`here`].
pub struct Here<const PERIOD: BlockNumber>;

impl<const PERIOD: BlockNumber> Get<BlockNumber> for Here<PERIOD> {
    fn get() -> BlockNumber {
        here(PERIOD)
    }
}

/// The tracks of this network.
pub struct Tracks;

impl Tracks {
    /// The track whose decisions have an origin.
    pub fn of(origin: &Origin) -> Option<TrackId> {
        match origin {
            Origin::WhitelistedCaller => Some(WHITELISTED_CALLER),
            Origin::ProtocolParameters => Some(PROTOCOL_PARAMETERS),
            Origin::ModelStandards => Some(MODEL_STANDARDS),
            Origin::ModelDeployment => Some(MODEL_DEPLOYMENT),
            Origin::DatanetCuration => Some(DATANET_CURATION),
            Origin::TreasurySpender => Some(TREASURY),
            // Validators endorse; nobody votes to be them.
            Origin::ValidatorMajority => None,
        }
    }
}

impl pallet_referenda::TracksInfo<Balance, BlockNumber> for Tracks {
    type Id = TrackId;
    type RuntimeOrigin = OriginCaller;

    fn tracks() -> impl Iterator<Item = Cow<'static, Track<TrackId, Balance, BlockNumber>>> {
        TRACKS.into_iter().map(|mut track| {
            let info = &mut track.info;
            info.prepare_period = here(info.prepare_period);
            info.decision_period = here(info.decision_period);
            info.confirm_period = here(info.confirm_period);
            info.min_enactment_period = here(info.min_enactment_period);
            Cow::Owned(track)
        })
    }

    fn track_for(origin: &OriginCaller) -> Result<TrackId, ()> {
        match origin {
            OriginCaller::system(RawOrigin::Root) => Ok(ROOT),
            OriginCaller::Governance(origin) => Self::of(origin).ok_or(()),
            _ => Err(()),
        }
    }
}

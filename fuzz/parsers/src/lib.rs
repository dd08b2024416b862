//! Every parser of bytes from outside, each with what must hold of whatever it accepts.
//!
//! A target never fails on input that is refused. It fails on a panic, and when a value is not the same after it was
//! written and read again, because then two machines could hold one thing for two, or two for one.

mod cli;
mod engine;
mod primitives;
mod worker;

/// A parser, and inputs that it accepts.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Feeds it.
    pub run: fn(&[u8]),
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "job", run: primitives::job, seeds: primitives::job_seeds },
    Target { name: "batch", run: primitives::batch, seeds: primitives::batch_seeds },
    Target { name: "proof", run: primitives::proof, seeds: primitives::proof_seeds },
    Target { name: "bundle", run: primitives::bundle, seeds: primitives::bundle_seeds },
    Target { name: "document", run: primitives::document, seeds: primitives::document_seeds },
    Target { name: "content-id", run: primitives::content_id, seeds: primitives::content_id_seeds },
    Target { name: "licence", run: primitives::licence, seeds: primitives::licence_seeds },
    Target { name: "config", run: engine::config, seeds: engine::config_seeds },
    Target { name: "adapter", run: engine::adapter, seeds: engine::adapter_seeds },
    Target { name: "weights", run: engine::weights, seeds: engine::weights_seeds },
    Target { name: "tokenizer", run: engine::tokenizer, seeds: engine::tokenizer_seeds },
    Target { name: "index", run: engine::index, seeds: engine::index_seeds },
    Target { name: "request", run: worker::request, seeds: worker::request_seeds },
    Target { name: "voucher", run: worker::voucher, seeds: worker::voucher_seeds },
    Target { name: "evidence", run: cli::evidence, seeds: cli::evidence_seeds },
    Target { name: "words", run: cli::words, seeds: cli::words_seeds },
];

/// Two parts of an input, and a byte that says where the first ends: at that many 256ths.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.split_first() {
        Some((at, rest)) => rest.split_at(rest.len() * usize::from(*at) / 256),
        None => (bytes, bytes),
    }
}

/// The input that [`split`] divides into these two.
fn joined(first: &[u8], second: &[u8]) -> Vec<u8> {
    let length = first.len() + second.len();
    let at = (0..=u8::MAX).find(|at| length * usize::from(*at) / 256 == first.len());
    // Where no byte says it exactly the second part is made longer by what JSON and text do not mind.
    match at {
        Some(at) => [&[at], first, second].concat(),
        None => joined(first, &[second, b"\n"].concat()),
    }
}

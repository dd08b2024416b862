//! Takes a request from its arrival to its answer.

use super::{
    locks::Locks,
    refused::Refused,
    request::{Payment, Request, DEFAULT_TOKENS},
    served::{shares, Excerpt, Part, Served},
};
use crate::{
    batches::credits,
    chain::{home::Home, Allocation, Chain, Version},
    clock,
    models::{excerpts::Excerpts, registry::Registry, Answer, Model, ModelError, Question},
    payment::{
        ledger::{Ledger, StoredReceipt, VersionFiles},
        quote::Quote,
        refusal::Refusal,
        standing::Standing,
        voucher::{self, Occasion},
    },
};
use openledger_primitives::{
    batch::ReceiptFile,
    receipt::{request_hash, tokens_hash, Receipt, Sampling},
    split::fee_down,
    voucher::SignedVoucher,
    AccountBytes, BlockNumber, VersionId,
};
use std::sync::Arc;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Requests that may wait for the engine.
const WAITING: usize = 16;

/// Contributions that an answer names, the largest shares first; a receipt's file has all of them.
const SHOWN_PARTS: usize = 100;

/// Where requests are answered.
pub struct Desk {
    /// The chain.
    pub chain: Arc<dyn Chain>,
    /// Which chain that is.
    pub home: Arc<Home>,
    /// This worker's account.
    pub worker: AccountBytes,
    /// Blocks that a voucher must still be good for.
    pub voucher_blocks: BlockNumber,
    /// Versions in memory.
    pub registry: Arc<Registry>,
    /// Fragments in words.
    pub excerpts: Arc<Excerpts>,
    /// What was paid.
    pub ledger: Ledger,
    locks: Locks,
    /// One turn at the engine.
    turn: Arc<Semaphore>,
    /// Places to wait for it.
    places: Arc<Semaphore>,
}

/// A request that was understood.
struct Understood {
    version: Version,
    model: Arc<dyn Model>,
    prompt: Vec<u32>,
    sampling: Sampling,
    stop: Vec<String>,
    quote: Quote,
}

impl Desk {
    /// A desk where nobody waits.
    pub fn new(
        chain: Arc<dyn Chain>,
        home: Arc<Home>,
        worker: AccountBytes,
        voucher_blocks: BlockNumber,
        registry: Arc<Registry>,
        excerpts: Arc<Excerpts>,
        ledger: Ledger,
    ) -> Self {
        let (turn, places) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(WAITING)));
        Self { chain, home, worker, voucher_blocks, registry, excerpts, ledger, locks: Locks::default(), turn, places }
    }

    /// Answers a request that is paid for.
    pub async fn serve(&self, request: Request, payment: Payment) -> Result<Served, Refused> {
        let understood = self.understand(&request).await?;
        let (signed, allocation) = self.identify(&understood.quote, &payment).await?;
        let guard = self.locks.take(allocation.id).ok_or(Refused::Busy(allocation.id))?;
        let standing = self.ledger.standing(&allocation)?;
        if let Err(refusal) = voucher::check(&signed, &allocation, &standing, &understood.quote) {
            let standing = Some((allocation.id, Box::new(standing)));
            return Err(Refused::Payment { refusal, quote: Box::new(understood.quote), standing });
        }
        self.check_cover(&understood.quote).await?;
        let answer = self.generate(&understood).await?;
        let stored = self.state(&understood, &allocation, &standing, &answer)?;
        let ledger = self.ledger.clone();
        let (stored, standing) = spawn_blocking(move || {
            // Held until the receipt is written, also when nobody waits for the answer any more.
            let _held = guard;
            ledger.record(allocation.id, &standing, signed, &stored).map(|standing| (stored, standing))
        })
        .await
        .map_err(panicked)??;
        Ok(self.explain(answer, stored, standing).await)
    }

    /// Which version, how many tokens, what it costs.
    async fn understand(&self, request: &Request) -> Result<Understood, Refused> {
        let version = self.resolve(&request.model).await?;
        let (registry, files, text) = (self.registry.clone(), VersionFiles::from(&version), request.prompt.clone());
        let (model, prompt) = spawn_blocking(move || {
            let model = registry.get(&files)?;
            let prompt = model.encode(&text)?;
            Ok::<_, ModelError>((model, prompt))
        })
        .await
        .map_err(panicked)??;
        let input = u32::try_from(prompt.len()).unwrap_or(u32::MAX);
        if input == 0 {
            return Err(Refused::EmptyPrompt);
        }
        let context = model.context();
        let room = context.saturating_sub(input);
        let output = request.max_tokens.unwrap_or(room.min(DEFAULT_TOKENS));
        if output == 0 || output > room {
            return Err(Refused::TooLong { prompt: input, output, context });
        }
        let expires_at_least = self.chain.finalized().await?.saturating_add(self.voucher_blocks);
        let genesis = self.home.genesis::<Refused>().await?;
        let quote = Quote::new(genesis, self.worker, &version, (input, output), expires_at_least)
            .ok_or(Refused::FeeOverflow)?;
        let sampling = request.drawing.sampling(output);
        Ok(Understood { version, model, prompt, sampling, stop: request.stop.clone(), quote })
    }

    /// The version behind a number or a name.
    pub async fn resolve(&self, model: &str) -> Result<Version, Refused> {
        let unknown = || Refused::UnknownModel(model.to_owned());
        let id = match model.parse::<VersionId>() {
            Ok(id) => id,
            Err(_) => self.chain.resolve(model).await?.ok_or_else(unknown)?,
        };
        let version = self.chain.version(id).await?.ok_or_else(unknown)?;
        if !version.deployed {
            return Err(Refused::NotDeployed(id));
        }
        if version.has_data && version.index.is_none() {
            // Its answers could not be attributed, and a batch with them would be refused.
            return Err(ModelError::Invalid("a version with data has no attribution index".into()).into());
        }
        Ok(version)
    }

    /// The voucher and the allocation it draws on.
    async fn identify(&self, quote: &Quote, payment: &Payment) -> Result<(SignedVoucher, Allocation), Refused> {
        let refuse = |refusal, standing| Refused::Payment { refusal, quote: Box::new(quote.clone()), standing };
        let Some(header) = &payment.voucher else {
            let hinted = match payment.allocation {
                Some(id) => self.chain.allocation(id).await?.filter(|allocation| allocation.worker == self.worker),
                None => None,
            };
            let standing =
                hinted.map(|allocation| self.ledger.standing(&allocation).map(|s| (allocation.id, Box::new(s))));
            return Err(refuse(Refusal::Missing, standing.transpose()?));
        };
        let signed = voucher::parse(header).map_err(|refusal| refuse(refusal, None))?;
        let id = signed.voucher.allocation;
        let allocation = self.chain.allocation(id).await?;
        Ok((signed, allocation.ok_or_else(|| refuse(Refusal::UnknownAllocation(id), None))?))
    }

    /// Whether everything that waits to be redeemed, and this, can be in one batch some day.
    async fn check_cover(&self, quote: &Quote) -> Result<(), Refused> {
        let cover = self.chain.cover(&self.worker).await?.limit;
        let backlog = self.ledger.backlog()?;
        let full = backlog.receipts >= self.chain.batch_limits().await?.receipts;
        if full || backlog.fees.saturating_add(quote.fee_max) > cover {
            return Err(Refused::Uncovered { waiting: backlog.fees, cover });
        }
        Ok(())
    }

    async fn generate(&self, understood: &Understood) -> Result<Answer, Refused> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| Refused::Overloaded)?;
        let turn = self.turn.clone().acquire_owned().await.map_err(|_| Refused::Overloaded)?;
        let asker = Arc::new(());
        let question = Question {
            prompt: understood.prompt.clone(),
            sampling: understood.sampling,
            stop: understood.stop.clone(),
            asker: Arc::downgrade(&asker),
        };
        let model = understood.model.clone();
        let answer = spawn_blocking(move || {
            // The turn ends with the computation, not with the caller's patience.
            let _held = (place, turn);
            model.answer(&question)
        })
        .await
        .map_err(panicked)??;
        Ok(answer)
    }

    /// Takes a voucher that asks for nothing and countersigns all receipts, so that the newest of them needs no
    /// trust to be redeemed.
    pub async fn countersign(&self, header: &str) -> Result<Standing, Refused> {
        let signed = voucher::parse(header).map_err(Refused::Voucher)?;
        let id = signed.voucher.allocation;
        let genesis = self.home.genesis::<Refused>().await?;
        let allocation = self.chain.allocation(id).await?;
        let allocation = allocation.ok_or(Refused::Voucher(Refusal::UnknownAllocation(id)))?;
        let expires_at_least = self.chain.finalized().await?.saturating_add(self.voucher_blocks);
        let guard = self.locks.take(id).ok_or(Refused::Busy(id))?;
        let standing = self.ledger.standing(&allocation)?;
        let occasion = Occasion { genesis, worker: self.worker, expires_at_least };
        voucher::check_countersignature(&signed, &allocation, &standing, &occasion).map_err(Refused::Voucher)?;
        let ledger = self.ledger.clone();
        spawn_blocking(move || {
            let _held = guard;
            ledger.countersign(id, &standing, signed)
        })
        .await
        .map_err(panicked)?
        .map_err(Refused::Ledger)
    }

    /// What this worker states about an answer.
    fn state(
        &self,
        understood: &Understood,
        allocation: &Allocation,
        standing: &Standing,
        answer: &Answer,
    ) -> Result<StoredReceipt, Refused> {
        let Understood { version, model, prompt, sampling, quote, .. } = understood;
        let attribution = &answer.attribution;
        let query = attribution.sketch();
        let overflow = || ModelError::Engine("the scores of this answer leave 128 bits".into());
        let output_tokens = u32::try_from(answer.output.len()).unwrap_or(u32::MAX);
        let prompt_hash = tokens_hash(prompt);
        let receipt = Receipt {
            genesis: quote.genesis,
            allocation: allocation.id,
            worker: self.worker,
            index: standing.receipts,
            version: version.id,
            request: request_hash(version.id, &prompt_hash, sampling),
            sampling: *sampling,
            prompt: prompt_hash,
            output: tokens_hash(&answer.output),
            input_tokens: quote.input_tokens,
            output_tokens,
            input_price: quote.input_price,
            output_price: quote.output_price,
            fee: fee_down(quote.input_tokens, output_tokens, quote.input_price, quote.output_price)
                .ok_or(Refused::FeeOverflow)?,
            numeric_class: version.numeric_class,
            engine_build: model.engine_build(),
            query: query.hash(),
            credits: credits::commitment(&attribution.scores).ok_or_else(overflow)?,
            fragments: attribution.fragments.clone(),
        };
        Ok(StoredReceipt {
            weights: credits::weights(&attribution.scores, &attribution.sizes),
            file: ReceiptFile {
                receipt,
                prompt: prompt.clone(),
                output: answer.output.clone(),
                query,
                scores: attribution.scores.clone(),
            },
            version: VersionFiles::from(version),
            made_at: clock::seconds(),
            place: None,
        })
    }

    /// The answer with names and words. What cannot be had is left out: the receipt is written already.
    async fn explain(&self, answer: Answer, stored: StoredReceipt, standing: Standing) -> Served {
        let mut parts = Vec::new();
        for (contribution, score, share_ppm) in
            shares(&stored.file.scores, &stored.weights).into_iter().take(SHOWN_PARTS)
        {
            let known = self.chain.contribution(contribution).await.ok().flatten();
            let contributor = known.map(|contribution| contribution.contributor);
            parts.push(Part { contribution, contributor, score, share_ppm });
        }
        let mut excerpts = Vec::new();
        for found in &answer.attribution.fragments {
            let known = self.chain.contribution(found.contribution).await.ok().flatten();
            let (reader, position) = (self.excerpts.clone(), found.fragment);
            let text = match known {
                None => None,
                Some(known) => spawn_blocking(move || reader.get(&known.content, position)).await.ok().flatten(),
            };
            excerpts.push(Excerpt {
                contribution: found.contribution,
                fragment: found.fragment,
                score: found.score,
                text: text.map(|fragment| (fragment.path, fragment.text)),
            });
        }
        let receipt = stored.file.receipt;
        Served { text: answer.text, finish: answer.finish, hash: receipt.hash(), receipt, standing, parts, excerpts }
    }
}

fn panicked(error: tokio::task::JoinError) -> Refused {
    Refused::Model(ModelError::Engine(format!("the computation stopped: {error}")))
}

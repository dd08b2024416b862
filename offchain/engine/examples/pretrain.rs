//! Pretrains a small base on the text files of a directory and compares it with a trigram model.
//!
//!     cargo run -p openledger-engine --example pretrain -- <text directory> <output directory> [steps] [extension]
//!
//! LEARNING_RATE, BATCH, MICRO_BATCH and SEQUENCE_LENGTH in the environment change the plan. Every tenth file is held out. The output directory receives config.json, tokenizer.json, model.safetensors.

use openledger_engine::{
    held_out_loss, ngram::Trigram, pretrain, tokenizer::END_OF_TEXT, Base, PretrainPlan, Tokenizer,
};
use std::{error::Error, fs, ops::ControlFlow, path::Path, time::Instant};

fn files(directory: &Path, extension: &str, found: &mut Vec<String>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(directory)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.path());
    for path in entries.into_iter().map(|entry| entry.path()) {
        if path.is_dir() {
            files(&path, extension, found)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            found.extend(fs::read_to_string(&path).ok());
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, ..] = arguments.as_slice() else {
        return Err("usage: pretrain <text directory> <output directory> [steps] [extension]".into());
    };
    let steps: u32 = arguments.get(2).map_or(Ok(1000), |steps| steps.parse())?;
    let mut texts = Vec::new();
    files(Path::new(input), arguments.get(3).map_or("js", String::as_str), &mut texts)?;
    let mut plan = PretrainPlan::small(steps);
    let setting = |name: &str, default: f64| std::env::var(name).map_or(Ok(default), |value| value.parse::<f64>());
    plan.learning_rate = setting("LEARNING_RATE", plan.learning_rate)?;
    plan.batch = setting("BATCH", plan.batch as f64)? as usize;
    plan.micro_batch = setting("MICRO_BATCH", plan.micro_batch as f64)? as usize;
    plan.sequence_length = setting("SEQUENCE_LENGTH", plan.sequence_length as f64)? as usize;

    let started = Instant::now();
    let tokenizer_json = Tokenizer::train(texts.iter().map(String::as_str), plan.config.vocab_size)?;
    let tokenizer = Tokenizer::from_json(&tokenizer_json)?;
    let end = tokenizer.end_of_text().ok_or(format!("the tokenizer has no {END_OF_TEXT}"))?;
    let (mut training, mut held_out) = (Vec::new(), Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let mut tokens = vec![end];
        tokens.extend(tokenizer.encode(text)?);
        if number % 10 == 9 {
            held_out.extend(tokens.chunks(plan.sequence_length + 1).map(<[u32]>::to_vec));
        } else {
            training.push(tokens);
        }
    }
    let stream = training.concat();
    let vocab = plan.config.vocab_size as u32;
    let trigram = Trigram::train(training.iter().map(Vec::as_slice), vocab).loss(&held_out)?;
    println!(
        "{} files, {} training tokens, {} held-out tokens; tokenizer and trigram in {:.1?}; trigram {:.4} nats per token",
        texts.len(),
        stream.len(),
        trigram.tokens,
        started.elapsed(),
        trigram.nats_per_token
    );

    let started = Instant::now();
    let weights = pretrain(&plan, &stream, &mut |progress| {
        if progress.step % 50 == 0 || progress.step == progress.steps {
            let speed = progress.tokens as f64 / started.elapsed().as_secs_f64();
            println!("step {}/{}: loss {:.3}, {speed:.0} tokens/s", progress.step, progress.steps, progress.loss);
        }
        ControlFlow::Continue(())
    })?;
    let took = started.elapsed();
    let config = plan.config.to_json();
    let base = Base::from_files(&weights, &config, &tokenizer_json)?;
    let loss = held_out_loss(&base, None, &held_out, plan.sequence_length + 1)?;
    println!(
        "{} parameters in {took:.1?}: {:.4} nats per held-out token, trigram {:.4}",
        base.parameters(),
        loss.nats_per_token,
        trigram.nats_per_token
    );
    let output = Path::new(output);
    fs::create_dir_all(output)?;
    fs::write(output.join("model.safetensors"), weights)?;
    fs::write(output.join("config.json"), config)?;
    fs::write(output.join("tokenizer.json"), tokenizer_json)?;
    Ok(())
}

//! The few JSON-RPC questions the harness itself asks a node.

use anyhow::{bail, Context, Result};
use serde_json::{json, Value};
use std::time::Duration;

/// A node's JSON-RPC over HTTP.
#[derive(Clone, Debug)]
pub struct Rpc {
    url: String,
    agent: ureq::Agent,
}

impl Rpc {
    /// RPC server on this port of the loopback.
    pub fn new(port: u16) -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(10))).build();
        Self { url: format!("http://127.0.0.1:{port}"), agent: config.into() }
    }

    /// Result of one call.
    pub fn call(&self, method: &str, params: Value) -> Result<Value> {
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        let mut answer = self.agent.post(&self.url).send_json(request).with_context(|| format!("call {method}"))?;
        let answer: Value = answer.body_mut().read_json().with_context(|| format!("answer of {method}"))?;
        if let Some(error) = answer.get("error") {
            bail!("{method} was refused: {error}");
        }
        Ok(answer["result"].clone())
    }

    /// Number of the best block.
    pub fn best(&self) -> Result<u32> {
        header_number(&self.call("chain_getHeader", json!([]))?)
    }

    /// Number of the newest finalized block.
    pub fn finalized(&self) -> Result<u32> {
        let hash = self.call("chain_getFinalizedHead", json!([]))?;
        header_number(&self.call("chain_getHeader", json!([hash]))?)
    }

    /// Number of the newest block that BEEFY has signed; zero before the first.
    pub fn beefy_finalized(&self) -> Result<u32> {
        let hash = self.call("beefy_getFinalizedHead", json!([]))?;
        header_number(&self.call("chain_getHeader", json!([hash]))?)
    }

    /// Version of the runtime at the best block.
    pub fn spec_version(&self) -> Result<u64> {
        self.call("state_getRuntimeVersion", json!([]))?["specVersion"].as_u64().context("specVersion")
    }

    /// Hash of the block at a height on the best chain.
    pub fn block_hash(&self, number: u32) -> Result<String> {
        let hash = self.call("chain_getBlockHash", json!([number]))?;
        Ok(hash.as_str().context("no such block")?.to_string())
    }

    /// Connected peers.
    pub fn peers(&self) -> Result<u64> {
        self.call("system_health", json!([]))?["peers"].as_u64().context("peers")
    }
}

fn header_number(header: &Value) -> Result<u32> {
    let text = header["number"].as_str().context("a header without a number")?;
    Ok(u32::from_str_radix(text.trim_start_matches("0x"), 16)?)
}

/// JSON at an HTTP address of the loopback, when it answers.
pub fn get_json(url: &str) -> Option<Value> {
    get(url)?.read_json().ok()
}

/// Text at an HTTP address of the loopback, when it answers.
pub fn get_text(url: &str) -> Option<String> {
    get(url)?.read_to_string().ok()
}

fn get(url: &str) -> Option<ureq::Body> {
    let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(2))).build();
    let agent: ureq::Agent = config.into();
    agent.get(url).call().ok().map(ureq::http::Response::into_body)
}

/// Value of a Prometheus metric on a page of them: the sum over its series that carry `labels` (a part of the
/// text between the braces, or nothing).
pub fn metric(page: &str, name: &str, labels: &str) -> Option<f64> {
    let series = page.lines().filter_map(|line| {
        let rest = line.strip_prefix(name)?;
        let (within, value) = match rest.strip_prefix('{') {
            Some(rest) => rest.split_once('}')?,
            None => ("", rest.strip_prefix(' ')?),
        };
        within.contains(labels).then(|| value.trim().parse::<f64>().ok())?
    });
    series.reduce(|sum, value| sum + value)
}

#[cfg(test)]
mod tests {
    use super::metric;

    #[test]
    fn metrics_are_found_by_name_and_label() {
        let page = "# TYPE height gauge\nheight{status=\"best\",chain=\"c\"} 7\nheight{status=\"finalized\"} 5\n\
                    heights 1\npeers 3\n";
        assert_eq!(metric(page, "height", "finalized"), Some(5.0));
        assert_eq!(metric(page, "height", ""), Some(12.0));
        assert_eq!(metric(page, "peers", ""), Some(3.0));
        assert_eq!(metric(page, "absent", ""), None);
    }
}

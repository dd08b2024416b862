//! A worker's HTTP interface, as a contributor, a user and a verifier see it.

use crate::{
    error::{CliError, Kind, Result},
    progress,
};
use openledger_primitives::{content::ContentId, document::Report, Digest};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use std::{fs, path::Path, time::Duration};

/// How long a worker may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take: a model on a slow machine needs minutes.
const ANSWER: Duration = Duration::from_secs(600);

/// One worker.
#[derive(Clone, Debug)]
pub struct Worker {
    url: String,
    client: Client,
}

/// An answer that is not 2xx.
#[derive(Clone, Debug, PartialEq)]
pub struct Declined {
    /// HTTP status.
    pub status: StatusCode,
    /// What the worker says, in its own words.
    pub message: String,
    /// The body, when it was JSON.
    pub body: Value,
}

impl Worker {
    /// The worker at an address. Nothing is sent yet.
    pub fn new(url: &str) -> Result<Self> {
        let client = Client::builder().connect_timeout(CONNECT).timeout(ANSWER).build();
        let client = client.map_err(|error| CliError::failure(format!("cannot speak HTTP: {error}")))?;
        Ok(Self { url: url.trim_end_matches('/').to_owned(), client })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stores bytes at the worker, which must name them as we do.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<ContentId> {
        let expected = ContentId::of(&bytes);
        let request = self.client.put(format!("{}/files", self.url)).body(bytes);
        let answer = self.json(self.send(request).await?).await?;
        let named = answer["cid"].as_str().and_then(|text| text.parse::<ContentId>().ok());
        if named != Some(expected) {
            let named = named.map_or_else(|| answer.to_string(), |cid| cid.to_string());
            return Err(CliError::network(format!("the worker stored {expected} as {named}: the upload was altered")));
        }
        Ok(expected)
    }

    /// Stores a file of this machine at the worker, with progress.
    pub async fn put_file(&self, path: &Path) -> Result<ContentId> {
        let spinner = progress::spinner(format!("sending {}", path.display()));
        let bytes = fs::read(path).map_err(CliError::file("read", path))?;
        let content = self.put(bytes).await?;
        spinner.finish_and_clear();
        Ok(content)
    }

    /// A file's bytes, which must be what their name says.
    pub async fn get(&self, cid: &ContentId) -> Result<Vec<u8>> {
        let response = self.send(self.client.get(format!("{}/files/{cid}", self.url))).await?;
        let response = self.accept(response).await.map_err(|declined| self.explain(declined))?;
        let bytes = response.bytes().await.map_err(|error| self.unreachable(&error))?.to_vec();
        let found = ContentId::of(&bytes);
        if found != *cid {
            return Err(CliError::network(format!("the worker at {} sent {found} for {cid}", self.url)));
        }
        Ok(bytes)
    }

    /// The report of a check.
    pub async fn report(&self, cid: &ContentId) -> Result<Report> {
        let bytes = self.get(cid).await?;
        serde_json::from_slice(&bytes)
            .map_err(|error| CliError::network(format!("{cid} is no report of a check: {error}")))
    }

    /// What the worker says about itself.
    pub async fn status(&self) -> Result<Value> {
        self.json(self.send(self.client.get(format!("{}/status", self.url))).await?).await
    }

    /// A receipt with everything the worker knows about it.
    pub async fn receipt(&self, hash: &Digest) -> Result<Value> {
        let url = format!("{}/receipts/{}", self.url, crate::account::hex(hash));
        self.json(self.send(self.client.get(url)).await?).await
    }

    /// Sends a request to a model; the outer error is about reaching the worker.
    pub async fn ask(&self, route: &str, body: &Value, headers: &[(&str, String)]) -> Result<Result<Value, Declined>> {
        let mut request = self.client.post(format!("{}{route}", self.url)).json(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = self.send(request).await?;
        match self.accept(response).await {
            Ok(response) => Ok(Ok(response.json().await.map_err(|error| self.unreachable(&error))?)),
            Err(declined) => Ok(Err(declined)),
        }
    }

    /// Hands over a voucher that asks for nothing; whether the worker took it. One that has no such route redeems the
    /// last receipt without.
    pub async fn countersign(&self, voucher: &str) -> Result<bool> {
        let request = self.client.post(format!("{}/vouchers", self.url)).header("OpenLedger-Voucher", voucher);
        match self.accept(self.send(request).await?).await {
            Ok(_) => Ok(true),
            Err(declined) if matches!(declined.status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) => {
                Ok(false)
            }
            Err(declined) => Err(self.explain(declined)),
        }
    }

    /// An error for an answer that is not 2xx.
    pub fn explain(&self, declined: Declined) -> CliError {
        let Declined { status, message, .. } = declined;
        let error = match status {
            StatusCode::NOT_FOUND => CliError::not_found(message),
            StatusCode::UNAUTHORIZED => CliError::failure(format!("the worker at {} refuses: {message}", self.url)),
            status if status.is_server_error() => {
                CliError::network(format!("the worker at {} failed: {message}", self.url))
            }
            _ => CliError::failure(format!("the worker at {} refuses: {message}", self.url)),
        };
        match error.kind {
            Kind::NotFound => error.hint(format!("asked the worker at {}; name another with `--worker`", self.url)),
            _ => error,
        }
    }

    async fn json(&self, response: Response) -> Result<Value> {
        let response = self.accept(response).await.map_err(|declined| self.explain(declined))?;
        response.json().await.map_err(|error| self.unreachable(&error))
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response> {
        request.send().await.map_err(|error| self.unreachable(&error))
    }

    async fn accept(&self, response: Response) -> Result<Response, Declined> {
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let text = response.text().await.unwrap_or_default();
        let body: Value = serde_json::from_str(&text).unwrap_or_default();
        let message = match body["error"]["message"].as_str() {
            Some(message) => message.to_owned(),
            None => format!("status {status}"),
        };
        Err(Declined { status, message, body })
    }

    fn unreachable(&self, error: &reqwest::Error) -> CliError {
        let mut reason = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            reason = inner.to_string();
            source = inner.source();
        }
        CliError::network(format!("cannot reach a worker at {}: {reason}", self.url))
            .hint("start one with `openledger-node --dev`, or name another with `--worker`")
    }
}

//! What people send to a worker over HTTP.

use openledger_worker::{
    account::Account,
    http::openai::{chat::Chat, completion::Completion},
    json,
    payment::voucher,
    token::Token,
};

/// The bodies of requests to a model.
pub fn request(bytes: &[u8]) {
    if let Ok(chat) = serde_json::from_slice::<Chat>(bytes) {
        let _ = chat.into_request();
    }
    if let Ok(completion) = serde_json::from_slice::<Completion>(bytes) {
        let _ = completion.into_request();
    }
}

pub fn request_seeds() -> Vec<Vec<u8>> {
    [
        r#"{"model":"m","messages":[{"role":"user","content":"hi"}],"max_tokens":3,"temperature":0.5,"seed":1}"#,
        r#"{"model":"m","messages":[{"role":"system","content":[{"type":"text","text":"a"}]}],"stop":["x","y"]}"#,
        r#"{"model":"m","prompt":"function ","max_tokens":8,"top_p":0.9,"top_k":5,"stream":false,"n":1}"#,
        r#"{"model":"m","prompt":["a"],"temperature":0,"stop":"\n","logprobs":null,"user":"me"}"#,
    ]
    .map(|body| body.as_bytes().to_vec())
    .to_vec()
}

/// Headers and path segments.
pub fn voucher(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(signed) = voucher::parse(text) {
        let written = voucher::header(&signed);
        assert_eq!(voucher::parse(&written).expect("what was written can be read"), signed);
    }
    if let Some(digest) = json::digest(text) {
        assert!(json::hex(&digest).eq_ignore_ascii_case(text));
    }
    let _ = text.parse::<Account>();
    let _ = Token::parse(text);
}

pub fn voucher_seeds() -> Vec<Vec<u8>> {
    let voucher = "0x".to_string() + &"07".repeat(32 + 8 + 32 + 4 + 16 + 8 + 32 + 4 + 64);
    let hash = "0x".to_string() + &"ab".repeat(32);
    let address = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    [voucher, hash, address.into(), "ab".repeat(32)].map(String::into_bytes).to_vec()
}

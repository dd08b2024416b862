//! Keys, passwords and tokens that somebody left in his data.
//!
//! | found | how it is known |
//! |---|---|
//! | private key | a PEM or PGP block of a private key with at least 40 characters of body |
//! | hexadecimal private key | 32 bytes given to a name such as `privateKey` or `SECRET_KEY` |
//! | seed phrase | 12 to 24 small words given to a name such as `mnemonic` |
//! | AWS, GitHub, GitLab, Slack, Stripe, Google, npm, OpenAI, Anthropic, Hugging Face | the issuer's own prefix and length |
//! | password in an address | `postgres://user:password@host` and its like |
//!
//! Not secrets: hashes, addresses, storage slots and selectors, which no such name is given to; values of fewer than
//! eight different digits; the keys and the phrase that every development chain has; what says of itself that it is an
//! example.

use super::findings::{Found, Texts};
use regex::Regex;
use std::{collections::BTreeSet, sync::LazyLock};

/// One pattern: group 1 is the secret itself.
struct Pattern {
    kind: &'static str,
    regex: Regex,
    is_real: fn(&str) -> bool,
}

/// Keys of the accounts that Anvil and Hardhat start with, by their first sixteen digits.
const DEVELOPMENT_KEYS: [&str; 10] = [
    "ac0974bec39a17e3",
    "59c6995e998f97a5",
    "5de4111afa1a4b94",
    "7c852118294e51e6",
    "47e179ec19748859",
    "8b3a350cf5c34c91",
    "92db14e403b83dfe",
    "4bbbf85ce3377467",
    "dbda1821b80551c9",
    "2a871d0798f97d79",
];

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let pattern =
        |kind, regex: &str, is_real| Pattern { kind, regex: Regex::new(regex).expect("a fixed pattern"), is_real };
    vec![
        pattern(
            "private-key",
            r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----((?:\s|\\n|\\r)*(?:[A-Za-z-]+: [^\n]{0,80}\n)*(?:[A-Za-z0-9+/=]|\s|\\n|\\r){40,})",
            any,
        ),
        pattern(
            "hexadecimal-private-key",
            r#"(?i)(?:priv(?:ate)?|secret|signing|signer|deployer|wallet)[_ -]?(?:key|pk)["'`]?\s*(?::=|[:=(]|=>)\s*["'`]?(?:0x)?([0-9a-f]{64})(?:[^0-9a-f]|$)"#,
            is_random_key,
        ),
        pattern(
            "seed-phrase",
            r#"(?i)(?:mnemonic|seed[_ -]?phrase|recovery[_ -]?phrase)["'`]?\s*(?::=|[:=(]|=>)\s*["'`]?([a-z]{3,8}(?: [a-z]{3,8}){11,23})(?:[^a-z ]|$)"#,
            is_phrase,
        ),
        pattern("aws-access-key", r"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b", is_no_example),
        pattern(
            "aws-secret-key",
            r#"(?i)aws[a-z_ .-]{0,20}secret[a-z_ .-]{0,20}["'`]?\s*(?::=|[:=]|=>)\s*["'`]?([a-z0-9/+]{40})(?:[^a-z0-9/+=]|$)"#,
            is_no_example,
        ),
        pattern("github-token", r"\b(gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{82})\b", is_no_example),
        pattern("gitlab-token", r"\b(glpat-[A-Za-z0-9_-]{20,})", is_no_example),
        pattern("slack-token", r"\b(xox[abprs]-[0-9]{6,}-[A-Za-z0-9-]{10,})", is_no_example),
        pattern(
            "slack-webhook",
            r"(hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,})",
            is_no_example,
        ),
        pattern("stripe-key", r"\b((?:sk|rk)_live_[A-Za-z0-9]{20,})\b", is_no_example),
        pattern("google-api-key", r"\b(AIza[0-9A-Za-z_-]{35})", is_no_example),
        pattern("npm-token", r"\b(npm_[A-Za-z0-9]{36})\b", is_no_example),
        pattern("openai-key", r"\b(sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,})", is_no_example),
        pattern("anthropic-key", r"\b(sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{60,})", is_no_example),
        pattern("hugging-face-token", r"\b(hf_[A-Za-z]{34})\b", is_no_example),
        pattern(
            "password-in-address",
            r"(?i)\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|rediss|amqps?|ftp)://[a-z0-9_.-]{1,64}:([^\s:@/'\x22<>{}$]{6,128})@[a-z0-9.-]+",
            is_password,
        ),
    ]
});

/// What these texts give away.
pub fn find(texts: &Texts) -> Found {
    let mut found = Found::default();
    for (number, document) in texts.documents.iter().enumerate() {
        for pattern in PATTERNS.iter() {
            for captures in pattern.regex.captures_iter(&document.text) {
                let Some(value) = captures.get(1) else { continue };
                if (pattern.is_real)(value.as_str()) {
                    found.note(texts, number, value.start(), pattern.kind, value.as_str());
                }
            }
        }
    }
    found
}

fn any(_: &str) -> bool {
    true
}

fn different(value: &str) -> usize {
    value.chars().collect::<BTreeSet<_>>().len()
}

fn is_random_key(digits: &str) -> bool {
    let digits = digits.to_ascii_lowercase();
    different(&digits) >= 8
        && !digits.starts_with("00000000")
        && !DEVELOPMENT_KEYS.iter().any(|key| digits.starts_with(key))
}

fn is_phrase(words: &str) -> bool {
    let distinct: BTreeSet<&str> = words.split(' ').collect();
    distinct.len() >= 10
}

fn is_no_example(value: &str) -> bool {
    let small = value.to_ascii_lowercase();
    let says_so =
        ["example", "xxxxxx", "000000", "123456", "abcdef", "redacted", "your"].iter().any(|word| small.contains(word));
    !says_so && different(value) >= 8
}

fn is_password(value: &str) -> bool {
    let small = value.to_ascii_lowercase();
    let usual = [
        "password", "passwd", "postgres", "secret", "changeme", "example", "your", "xxxx", "****", "root", "admin",
        "guest",
    ];
    !usual.iter().any(|word| small.contains(word)) && different(value) >= 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_primitives::{
        document::{Bundle, Document},
        fragment::fragments,
    };

    fn kinds(path: &str, text: &str) -> Vec<&'static str> {
        let bundle = Bundle::new(vec![Document { path: path.into(), text: text.into() }]).expect("a bundle");
        let fragments = fragments(&bundle);
        let found = find(&Texts { documents: bundle.documents(), fragments: &fragments });
        assert_eq!(found.places.len(), found.values as usize);
        found.places.iter().map(|place| place.kind).collect()
    }

    /// Forty-eight characters without a pattern; put together here, so that no scanner takes this file for a leak.
    fn random(length: usize) -> String {
        "q7Zt2LmX9vRb4KwY8sNc3HdJ6fGp5TaVeUxWoBiMyQzErSk1Dh".chars().cycle().take(length).collect()
    }

    #[test]
    fn every_kind_of_secret_is_found() {
        let hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        let samples = [
            (
                "private-key",
                format!("-----BEGIN {} KEY-----\n{}\n{}\n-----END\n", "RSA PRIVATE", random(64), random(64)),
            ),
            ("private-key", format!("{{\"private_key\":\"-----BEGIN {} KEY-----\\n{}\\n\"}}", "PRIVATE", random(64))),
            ("hexadecimal-private-key", format!("const privateKey = \"0x{hex}\";")),
            ("hexadecimal-private-key", format!("PRIVATE_KEY={hex}")),
            ("hexadecimal-private-key", format!("uint256 constant DEPLOYER_KEY = 0x{hex};")),
            (
                "seed-phrase",
                "MNEMONIC=\"hover orbit cradle velvet mango pistol garden candle orphan dolphin ribbon thunder\""
                    .into(),
            ),
            ("aws-access-key", format!("id: {}{}", "AKIA", "Q7ZT2LMX9VRB4KWY")),
            ("aws-secret-key", format!("aws_secret_access_key = {}", random(40))),
            ("github-token", format!("token {}{}", "ghp_", "q7Zt2LmX9vRb4KwY8sNc3HdJ6fGp5TaVeUxW")),
            ("gitlab-token", format!("{}{}", "glpat-", random(20))),
            ("slack-token", format!("{}{}", "xoxb-", "84736251947-q7Zt2LmX9vRb4KwY")),
            ("stripe-key", format!("{}{}", "sk_live_", random(24))),
            ("google-api-key", format!("{}{}", "AIza", random(35))),
            ("npm-token", format!("{}{}", "npm_", "q7Zt2LmX9vRb4KwY8sNc3HdJ6fGp5TaVeUxW")),
            ("openai-key", format!("{}{}", "sk-proj-", random(48))),
            ("password-in-address", format!("DATABASE_URL={}://app:{}@db.internal:5432/x", "postgres", "h7Kq2vLm")),
        ];
        for (kind, text) in samples {
            assert_eq!(kinds("notes.txt", &text), [kind], "{text}");
        }
    }

    #[test]
    fn what_contracts_hold_is_no_secret() {
        let innocent = [
            "bytes32 private constant _HASHED_NAME = 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08;",
            "bytes32 internal constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;",
            "address constant WETH = 0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2;",
            "uint256 privateKey = 0xA11CE;",
            "vm.sign(privateKey, keccak256(\"message\"));",
            "uint256 constant PRIVATE_KEY = 0x0000000000000000000000000000000000000000000000000000000000000001;",
            "privateKey: 0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "mnemonic = \"test test test test test test test test test test test junk\"",
            "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq7Zt2LmX9vRb4KwY8sNc3HdJ6fGp\n-----END",
            "paste -----BEGIN PRIVATE KEY----- here",
            "AKIAIOSFODNN7EXAMPLE",
            "postgres://user:password@localhost/db",
            "redis://user:${PASSWORD}@host",
            "function sk_live_key() public {}",
        ];
        for text in innocent {
            assert_eq!(kinds("a.sol", text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn a_secret_is_counted_once_and_named_by_its_place_only() {
        let key = format!("{}{}", "ghp_", "q7Zt2LmX9vRb4KwY8sNc3HdJ6fGp5TaVeUxW");
        let text = format!("first line\nuse {key}\nand again {key}\n");
        let bundle = Bundle::new(vec![Document { path: "a.txt".into(), text }]).expect("a bundle");
        let fragments = fragments(&bundle);
        let found = find(&Texts { documents: bundle.documents(), fragments: &fragments });
        assert_eq!((found.values, found.places[0].line, found.places[0].fragment), (1, 2, Some(0)));
        assert!(!serde_json::to_string(&found.places).expect("JSON").contains("q7Zt"));
    }
}

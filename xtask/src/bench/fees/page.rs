//! The page `docs/fees.md`.

use super::{
    price::{self, Part, Taken, Weights, MICRO_OPEN},
    words::{BESIDES, PARTS},
    Call, Origin,
};
use anyhow::{bail, Context, Result};

/// The length that the table assumes.
const BYTES: u32 = 150;

/// Writes the page.
pub fn write(weights: &Weights, calls: &[Call]) -> Result<String> {
    for (pallet, name, _) in BESIDES {
        if !calls.iter().any(|call| call.pallet == pallet && call.name == name && call.origin == Origin::Signer) {
            bail!("{pallet}.{name} costs something besides its fee, but nobody signs such a call");
        }
    }
    let mut page = introduction();
    let mut pallet = "";
    for call in calls.iter().filter(|call| call.origin == Origin::Signer) {
        if call.pallet != pallet {
            pallet = call.pallet;
            page += &format!("\n## {pallet}\n\n| call | OPEN | with most parts | parts | besides |\n");
            page += "|---|--:|--:|---|---|\n";
        }
        page += &row(call, &weights.of(call)?)?;
    }
    page += &format!(
        "\n## Free\n\nA worker's node sends these, and they hold its key's signature instead of an account's:\n\n{}\n\n\
         A referendum enacts these, and nobody pays when it does:\n\n{}\n",
        names(calls, Origin::Authorised),
        names(calls, Origin::Vote)
    );
    Ok(page)
}

fn row(call: &Call, taken: &Taken) -> Result<String> {
    let fee = |time| open(price::fee(time, BYTES));
    let most = if taken.parts.is_empty() { String::new() } else { fee(taken.most) };
    let parts: Vec<String> = taken.parts.iter().map(said).collect::<Result<_>>()?;
    let besides = BESIDES.iter().filter(|(pallet, name, _)| *pallet == call.pallet && *name == call.name);
    let mut besides: Vec<&str> = besides.map(|(_, _, words)| *words).collect();
    if call.free_on_success {
        besides.push("the fee comes back when it succeeds");
    }
    if call.can_be_unsigned {
        besides.push("free without a signature");
    }
    let columns = [format!("`{}`", call.shown()), fee(taken.fewest), most, parts.join(", "), besides.join("; ")];
    Ok(format!("| {} |\n", columns.join(" | ")))
}

fn said(part: &Part) -> Result<String> {
    let Part { function, component, least, most } = part;
    let words = PARTS.iter().find(|(of, name, _)| of == function && name == component);
    let (_, _, words) = words.with_context(|| format!("component {component} of {function}: say what it is"))?;
    Ok(format!("{least}–{most} {words}"))
}

fn names(calls: &[Call], origin: Origin) -> String {
    let names = calls.iter().filter(|call| call.origin == origin).map(|call| format!("- `{}`", call.shown()));
    names.collect::<Vec<_>>().join("\n")
}

/// An amount in OPEN, to the nearest millionth.
fn open(plancks: u128) -> String {
    let millionths = (plancks + MICRO_OPEN / 2) / MICRO_OPEN;
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// What comes before the tables.
fn introduction() -> String {
    format!(
        "\
# Fees

What each call of this chain's own pallets costs, in OPEN. `cargo xtask bench fees` writes this page from the measured
weights, and CI fails when it is stale.

The fee of a signed transaction is

| part | OPEN |
|---|--:|
| base, for every transaction | {base} |
| computing: the time that the call and the checks before it take on the reference machine | {millisecond} a millisecond |
| length, for each byte | {byte} |
| tip, if you give one | what you choose |

**Congestion** moves the computing part, and nothing else. It rises while blocks are more than a quarter full and falls
while they are emptier: a day of full blocks makes it about 2.6 times as high, a day of empty ones about 0.7 times, and
it never falls below a tenth. The tables hold where it is 1, as in a new chain; what it is now is
`transactionPayment.nextFeeMultiplier` (divided by 10¹⁸).

**Length** is known when a transaction is made. The tables are for {bytes} bytes, signature included; most transactions
have 100 to 250. A kibibyte more, of a proof or a list, costs {kibibyte}.

**What comes back**: deposits, bonds and stakes are held on your account and are not fees. The column *besides* says
what is held or paid, and until when; where nothing stands, the fee is all. Amounts are the caller's, rules of a datanet,
standards (`openledger standards show curation`) or constants of the pallets. A call that is in a block and fails has
paid its fee.

**Who gets it**: governance divides fees between the treasury and the author of the block, who also has the tip.

A wallet shows the fee before you sign. A program asks for it, here with a node on its usual port and the packages of
`tests/` installed (`npm ci`):

```sh
cd tests/polkadot-js && node --input-type=module -e \"
  import {{ ApiPromise }} from '@polkadot/api';
  const api = await ApiPromise.create({{ noInitWarn: true }});
  const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
  console.log((await api.tx.datanets.bondCurator(0).paymentInfo(alice)).partialFee / 1e18, 'OPEN');
  process.exit();\"
```

Calls of the other pallets, such as transfers and votes, are charged in the same way by polkadot-sdk's own weights.
",
        base = open(price::BASE),
        millisecond = open(price::of_time(1_000_000_000)),
        byte = open(price::BYTE),
        bytes = BYTES,
        kibibyte = open(1_024 * price::BYTE),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_to_the_nearest_millionth() {
        assert_eq!(open(1_000_000 * MICRO_OPEN + MICRO_OPEN / 2), "1.000001");
        assert_eq!(open(MICRO_OPEN / 2 - 1), "0.000000");
    }

    #[test]
    fn the_page_can_be_written_of_what_is_checked_in() {
        let page = write(&super::super::weights().unwrap(), &super::super::calls().unwrap()).unwrap();
        assert!(page.contains("| `datanets.contribute` | ") && page.contains("`compute.submitResult`"));
    }
}

//! The calls of a pallet as its source has them: who may make each, and which weights it is charged for.

use anyhow::{bail, Context, Result};

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Whoever signs it, and pays.
    Signer,
    /// A program, with a proof inside the call instead of a signature; free.
    Authorised,
    /// A referendum that enacts it; free.
    Vote,
}

/// One addend of a call's weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A recorded function of the pallet; with `whole`, always for as many parts as there can be.
    Recorded { function: String, whole: bool },
    /// What the pallet's source names instead of a recorded function.
    Named(String),
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its pallet's folder.
    pub pallet: &'static str,
    /// As the source names it.
    pub name: String,
    pub origin: Origin,
    /// Whether a signer has the fee back when it succeeds: proofs of lies, and the forgetting of what is over.
    pub free_on_success: bool,
    /// Whether it can also go without a signature, free.
    pub can_be_unsigned: bool,
    pub terms: Vec<Term>,
}

impl Call {
    /// As polkadot.js names it.
    pub fn shown(&self) -> String {
        let mut words = self.name.split('_');
        let first = words.next().unwrap_or_default().to_string();
        let rest = words.map(|word| word[..1].to_uppercase() + &word[1..]);
        format!("{}.{}", self.pallet, first + &rest.collect::<String>())
    }
}

/// Reads the calls in the order of the source.
pub fn read(pallet: &'static str, text: &str) -> Result<Vec<Call>> {
    let calls = text.split_once("#[pallet::call]").context("calls")?.1;
    let each = calls.split("#[pallet::call_index(").skip(1);
    let found: Vec<Call> = each.map(|call| one(pallet, call)).collect::<Result<_>>()?;
    if found.is_empty() {
        bail!("there are none");
    }
    Ok(found)
}

fn one(pallet: &'static str, text: &str) -> Result<Call> {
    let (attributes, rest) = text.split_once("pub fn ").context("a function")?;
    let name = rest.split('(').next().context("a name")?.to_string();
    let body = rest.split("\n        }").next().context("an end")?;
    let origin = if body.contains("ensure_signed(") {
        Origin::Signer
    } else if body.contains("ensure_authorized(") {
        Origin::Authorised
    } else if body.contains("Origin::ensure_origin(") {
        Origin::Vote
    } else {
        bail!("{name}: nobody is seen to make it");
    };
    let mut found = terms(attribute(attributes, "weight").with_context(|| format!("{name} has no weight"))?);
    // Whoever signs a call that can go without a signature is charged for that check too.
    found.extend(attribute(attributes, "weight_of_authorize").map(terms).unwrap_or_default());
    // Only these calls say what is paid; none of them charges less than all or nothing.
    let free_on_success = body.contains("DispatchResultWithPostInfo");
    Ok(Call { pallet, name, origin, free_on_success, can_be_unsigned: attributes.contains("authorize("), terms: found })
}

/// What stands in `#[pallet::NAME(…)]`.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(&format!("#[pallet::{name}("))?;
    Some(rest.split_once(")]\n")?.0)
}

/// The addends of a weight's expression.
fn terms(expression: &str) -> Vec<Term> {
    let compact = expression.replace(char::is_whitespace, "");
    // A block first names the numbers of parts.
    let sum = compact.rsplit(';').next().unwrap_or(&compact);
    sum.split(".saturating_add(").map(term).collect()
}

fn term(text: &str) -> Term {
    let (function, rest) = text.split_once('(').unwrap_or((text, ""));
    match function.strip_prefix("T::WeightInfo::") {
        Some(function) => {
            let arguments = rest.trim_end_matches([')', '}']);
            let whole = arguments.contains("::get") || arguments.chars().any(char::is_uppercase);
            Term::Recorded { function: function.to_string(), whole }
        }
        None => Term::Named(function.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::claim_all(lines.len() as u32))]
        pub fn claim_all(origin: OriginFor<T>, lines: Lines) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_claim(lines)
        }

        #[pallet::call_index(3)]
        #[pallet::weight({
            let (a, b) = shown.size();
            T::WeightInfo::show(a, b).saturating_add(Pallet::<T>::void_weight())
        })]
        #[pallet::weight_of_authorize({
            let (a, b) = shown.size();
            T::WeightInfo::show(a, b)
        })]
        #[pallet::authorize(|source, shown| Self::authorize(source, shown))]
        pub fn show(origin: OriginFor<T>, shown: Shown) -> DispatchResultWithPostInfo {
            ensure_authorized(origin)?;
            Self::do_show(shown)
        }

        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::endorse(T::MaxValidators::get()))]
        pub fn endorse(origin: OriginFor<T>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_endorse()
        }
    }
";

    #[test]
    fn calls_are_found_with_who_makes_them_and_what_they_weigh() {
        let recorded = |function: &str, whole| Term::Recorded { function: function.to_string(), whole };
        let void = Term::Named("Pallet::<T>::void_weight".to_string());
        let found = read("x", SOURCE).unwrap();
        let expected = [
            ("claim_all", Origin::Signer, (false, false), vec![recorded("claim_all", false)]),
            ("show", Origin::Authorised, (true, true), vec![recorded("show", false), void, recorded("show", false)]),
            ("endorse", Origin::Vote, (false, false), vec![recorded("endorse", true)]),
        ];
        let expected = expected.map(|(name, origin, (free_on_success, can_be_unsigned), terms)| {
            let name = name.to_string();
            Call { pallet: "x", name, origin, free_on_success, can_be_unsigned, terms }
        });
        assert_eq!(found, expected);
        assert_eq!(found[0].shown(), "x.claimAll");
    }

    #[test]
    fn a_call_that_nobody_can_make_is_refused() {
        assert!(read("x", &SOURCE.replace("ensure_signed", "ensure_nobody")).is_err());
    }
}

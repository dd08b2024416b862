//! The index as a whole, on gradients and tokens made up here.

use super::{
    damped_fisher::{tests::gradients, DampedFisher, Gradients},
    index::{Index, IndexedFragment},
};
use openledger_primitives::{
    recipe::AttributionRecipe,
    sketch::{QuerySketch, AVERAGE_FRAGMENT},
};

const FRAGMENTS: usize = 60;
const PARAMETERS: usize = 900;

fn recipe() -> AttributionRecipe {
    AttributionRecipe { dimensions: 32, damping_milli: 300_000, gradient_weight: 1, lexical_weight: 1 }
}

/// Ten contributions of six fragments each; a contribution has some tokens of its own.
fn fragments() -> Vec<IndexedFragment> {
    let mut random = crate::random::Random::new("test/fragments", 1, 0);
    (0..FRAGMENTS)
        .map(|i| {
            let contribution = 100 + 7 * (i as u64 / 6);
            let tokens = (0..40)
                .map(|_| {
                    let own = random.below(3) == 0;
                    if own {
                        (contribution as u32) * 10 + random.below(9) as u32
                    } else {
                        random.below(60) as u32
                    }
                })
                .collect();
            IndexedFragment { contribution, fragment: (i % 6) as u32, tokens }
        })
        .collect()
}

fn build(gradients: &Gradients, recipe: &AttributionRecipe) -> Index {
    let fragments = fragments();
    Index::from_gradients(gradients, &fragments.iter().collect::<Vec<_>>(), recipe).unwrap()
}

fn sample() -> (Gradients, Index) {
    let gradients = gradients(FRAGMENTS, PARAMETERS, 11);
    let index = build(&gradients, &recipe());
    (gradients, index)
}

#[test]
fn index_has_the_same_bytes_for_any_number_of_threads() {
    // Large enough that every kind of product is really shared out.
    let recipe = AttributionRecipe { dimensions: FRAGMENTS as u16, ..recipe() };
    let gradients = gradients(FRAGMENTS, 40_000, 5);
    let bytes = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let index = build(&gradients, &recipe);
            let query = index.sketch_query(gradients.row(3), &fragments()[3].tokens).unwrap();
            (index.to_bytes(), query)
        })
    };
    let one = bytes(1);
    assert!(one == bytes(2) && one == bytes(3));
}

/// The rule of `openledger_primitives::sketch` written a second time, over maps and without early exits.
fn naive_score(index: &Index, query: &QuerySketch, position: usize) -> i128 {
    let (rule, sketch) = (&index.header.rule, &index.sketches[position]);
    let mut gradient = 0i128;
    for i in 0..query.gradient.len() {
        gradient += i128::from(query.gradient[i]) * i128::from(sketch.gradient[i]);
    }
    gradient *= i128::from(sketch.gradient_scale) * i128::from(rule.gradient_weight);
    let weights: std::collections::HashMap<u32, i128> =
        sketch.terms.iter().map(|term| (term.token, i128::from(term.weight))).collect();
    let mut lexical = 0i128;
    for term in &query.terms {
        lexical += i128::from(term.weight) * weights.get(&term.token).copied().unwrap_or(0);
    }
    lexical *= i128::from(rule.lexical_weight);
    gradient.div_euclid(1 << rule.gradient_shift) + lexical.div_euclid(1 << rule.lexical_shift)
}

#[test]
fn scores_equal_a_second_implementation() {
    let (gradients, index) = sample();
    let fragments = fragments();
    for row in [0, 13, 59] {
        let query = index.sketch_query(gradients.row(row), &fragments[row].tokens).unwrap();
        let scores = index.scores(&query).unwrap();
        assert_eq!(scores.len(), 10);
        for (position, (contribution, score)) in scores.iter().enumerate() {
            assert_eq!(*contribution, 100 + 7 * position as u64);
            assert_eq!(*score, naive_score(&index, &query, position));
        }
    }
}

/// With room for all sums, integer shares are those of the exact dual but for rounding to eight bits.
#[test]
fn integer_scores_follow_the_exact_dual() {
    let (gradients, _) = sample();
    let only_gradient = AttributionRecipe { lexical_weight: 0, ..recipe() };
    let index = build(&gradients, &only_gradient);
    let fisher = DampedFisher::new(&gradients, only_gradient.damping_milli).unwrap();
    for row in 0..FRAGMENTS {
        let query = index.sketch_query(gradients.row(row), &[]).unwrap();
        let scores: Vec<f64> = index.scores(&query).unwrap().iter().map(|(_, score)| *score as f64).collect();
        let exact = fisher.scores(fisher.gram.row(row));
        let exact: Vec<f64> = exact.chunks_exact(6).map(|own| own.iter().sum()).collect();
        let cosine = |a: &[f64], b: &[f64]| {
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
            dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
        };
        assert!(cosine(&scores, &exact) > 0.999, "{row}: {scores:?} {exact:?}");
    }
}

#[test]
fn a_copy_finds_its_fragment_first() {
    let (gradients, index) = sample();
    let fragments = fragments();
    let found = (0..FRAGMENTS).filter(|row| {
        let query = index.sketch_query(gradients.row(*row), &fragments[*row].tokens).unwrap();
        let best = index.top_fragments(&query, 10).unwrap()[0];
        (best.contribution, best.fragment) == (fragments[*row].contribution, fragments[*row].fragment)
    });
    assert!(found.count() >= 57);
}

#[test]
fn a_root_changes_with_anything_it_commits() {
    let (_, index) = sample();
    let root = index.root();
    let mutations: [fn(&mut Index); 10] = [
        |index| index.header.rule.gradient_weight += 1,
        |index| index.header.rule.lexical_shift ^= 1,
        |index| index.header.dimensions += 1,
        |index| index.header.basis.0[5] ^= 1,
        |index| index.header.fragments -= 1,
        |index| index.sketches[4].gradient[7] ^= 1,
        |index| index.sketches[9].gradient_scale += 1,
        |index| index.sketches[0].terms[0].weight -= 1,
        |index| index.sketches.swap(0, 1),
        |index| index.sketches.truncate(9),
    ];
    for (number, mutate) in mutations.iter().enumerate() {
        let mut changed = index.clone();
        mutate(&mut changed);
        assert_ne!(changed.root(), root, "mutation {number}");
    }
    let mut other = index.clone();
    other.basis.projection.values[3] ^= 1;
    assert_ne!(other.basis.content_id(), index.header.basis);
}

#[test]
fn files_come_back_as_they_were() {
    let (_, index) = sample();
    let back = Index::from_bytes(&index.to_bytes()).unwrap();
    assert!(back == index);
    assert_eq!(back.root(), index.root());
}

#[test]
fn damaged_files_are_refused_by_name() {
    let (_, index) = sample();
    let bytes = index.to_bytes();
    let problem = |bytes: &[u8]| Index::from_bytes(bytes).unwrap_err().to_string();
    assert!(problem(b"").contains("begin"));
    assert!(problem(&bytes[1..]).contains("begin"));
    for cut in [9, 60, 1000, bytes.len() - 1] {
        assert!(problem(&bytes[..cut]).contains("cut short"), "{cut}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(problem(&longer).contains("follow"));

    // The sketches' count, right after the header, claims four billion.
    let at = 8 + codec::Encode::encoded_size(&index.header);
    let mut lying = bytes[..at].to_vec();
    lying.extend([0x03, 0xff, 0xff, 0xff, 0xff]);
    lying.extend(&bytes[at + 1..]);
    assert!(problem(&lying).contains("cut short"));

    type Mutation = fn(&mut Index);
    let mutations: [(Mutation, &str); 9] = [
        (|index| index.header.contributions += 1, "counts"),
        (|index| index.fragments.truncate(3), "counts"),
        (|index| index.basis.projection.values[3] ^= 1, "not the ones named"),
        (|index| index.basis.projection.scales[0] = f32::NAN.to_bits(), "projection"),
        (
            |index| {
                index.basis.terms.fragments += 1;
                index.header.basis = index.basis.content_id();
            },
            "another corpus",
        ),
        (|index| index.sketches.swap(2, 3), "increasing"),
        (|index| index.fragments.swap(2, 3), "increasing"),
        (|index| index.sketches[1].gradient.truncate(5), "another length"),
        (|index| index.sketches[1].terms[0].weight += 1, "not the sum"),
    ];
    for (number, (mutate, expected)) in mutations.iter().enumerate() {
        let mut changed = index.clone();
        mutate(&mut changed);
        let problem = problem(&changed.to_bytes());
        assert!(problem.contains(expected), "mutation {number}: {problem}");
    }
}

#[test]
fn every_single_flipped_byte_is_harmless() {
    let (_, index) = sample();
    let bytes = index.to_bytes();
    let mut random = crate::random::Random::new("test/flips", 1, 0);
    for _ in 0..300 {
        let mut changed = bytes.clone();
        let at = random.below(changed.len() as u64) as usize;
        changed[at] ^= 1 << random.below(8);
        // Refused, or read as an index of another root or explanation; never a panic.
        if let Ok(read) = Index::from_bytes(&changed) {
            assert!(read != index);
        }
    }
}

#[test]
fn terms_end_with_the_count_of_fragments() {
    let (_, index) = sample();
    for sketch in &index.sketches {
        let last = sketch.terms.last().unwrap();
        assert_eq!((last.token, last.weight), (AVERAGE_FRAGMENT, 6));
    }
}

#[test]
fn a_gradient_of_another_adapter_is_refused() {
    let (_, index) = sample();
    let problem = index.sketch_query(&[0.0; 10], &[1]).unwrap_err().to_string();
    assert!(problem.contains("10 values") && problem.contains("900"), "{problem}");
}

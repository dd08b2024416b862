use super::*;

fn values(count: usize, seed: usize) -> Vec<f32> {
    (0..count).map(|i| ((i * 37 + seed * 101) % 97) as f32 / 48.5 - 1.0).collect()
}

/// The definition: one accumulator, the inner index ascending.
fn definition(m: usize, k: usize, n: usize, a: &[f32], b: &[f32], scale: f32, c: f32) -> Vec<f32> {
    (0..m * n).map(|i| (0..k).fold(c, |sum, l| a[i / n * k + l].mul_add(b[l * n + i % n] * scale, sum))).collect()
}

const SHAPES: [(usize, usize, usize); 12] = [
    (1, 1, 1),
    (3, 2, 5),
    (1, 600, 7),
    (2, 40, 33),
    (9, 1100, 4),
    (64, 33, 48),
    (5, 7, 300),
    (30, 16, 8),
    (30, 2050, 17),
    (8, 64, 32),
    (129, 9, 65),
    (25, 3, 257),
];

#[test]
fn every_orientation_has_the_bits_of_the_definition() {
    for (m, k, n) in SHAPES {
        let (a, b) = (values(m * k, 1), values(k * n, 2));
        let (at, bt) = (transposed(&a, m, k), transposed(&b, k, n));
        for scale in [1.0, 0.37] {
            for write in [Write::Set, Write::Add] {
                let start = if write == Write::Add { 0.5 } else { 0.0 };
                let expected = definition(m, k, n, &a, &b, scale, start);
                for left in [Matrix::new(&a, m, k), Matrix::new(&at, k, m).t()] {
                    for right in [Matrix::new(&b, k, n), Matrix::new(&bt, n, k).t()] {
                        let mut out = vec![0.5f32; m * n];
                        multiply(MatrixMut::new(&mut out, n), write, scale, left, right);
                        assert!(out == expected, "{m}×{k}×{n} {write:?} by {scale}");
                    }
                }
            }
        }
    }
}

#[test]
fn other_instruction_sets_give_the_same_bits() {
    for (m, k, n) in SHAPES {
        let (a, b) = (values(m * k, 3), values(k * n, 4));
        let whole = product(Matrix::new(&a, m, k), Matrix::new(&b, k, n));
        for instructions in [tile::Instructions::Portable, tile::Instructions::Avx2] {
            let here = tile::only(instructions, || product(Matrix::new(&a, m, k), Matrix::new(&b, k, n)));
            assert!(here == whole, "{m}×{k}×{n} with {instructions:?}");
        }
    }
}

#[test]
fn a_row_alone_is_the_row_among_others() {
    let (m, k, n) = (50, 70, 90);
    let (a, b) = (values(m * k, 5), values(k * n, 6));
    let together = product(Matrix::new(&a, m, k), Matrix::new(&b, k, n));
    for row in 0..m {
        let alone = product(Matrix::new(&a[row * k..], 1, k), Matrix::new(&b, k, n));
        assert!(alone == together[row * n..(row + 1) * n]);
    }
}

#[test]
fn threads_change_nothing() {
    for (m, k, n) in [(300, 400, 300), (1, 1030, 1100), (3, 700, 1600)] {
        let (a, b) = (values(m * k, 7), values(k * n, 8));
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let mut out = values(m * n, 9);
            pool.install(|| {
                multiply(MatrixMut::new(&mut out, n), Write::Add, 1.0, Matrix::new(&a, m, k), Matrix::new(&b, k, n));
            });
            out
        };
        assert!(on(1) == on(2) && on(1) == on(3), "{m}×{k}×{n}");
    }
}

#[test]
fn nothing_outside_a_part_is_touched() {
    let (a, b) = (values(12, 1), values(12, 2));
    let mut out = vec![7f32; 3 * 10];
    let right = Matrix::new(&b, 4, 3);
    multiply(MatrixMut::new(&mut out[2..], 10), Write::Set, 1.0, Matrix::new(&a, 3, 4), right);
    for (i, value) in out.iter().enumerate() {
        assert_eq!(*value == 7.0, !(2..5).contains(&(i % 10)), "at {i}");
    }
    multiply(MatrixMut::new(&mut out, 10), Write::Set, 1.0, Matrix::new(&[], 3, 0), Matrix::new(&[], 0, 2));
    assert_eq!(&out[..2], &[0.0, 0.0]);
}

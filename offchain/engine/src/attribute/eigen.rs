//! Eigenvectors of symmetric matrices: all of a small one, the leading ones of a large one.

use super::dense::{orthonormal_rows, Matrix};
use crate::random::Random;

/// Eigenvalues, largest first, and as many unit eigenvectors, one in each row.
#[derive(Debug)]
pub struct Eigen {
    /// Eigenvalues, largest first.
    pub values: Vec<f64>,
    /// The eigenvector of `values[i]` is row i.
    pub vectors: Matrix,
}

/// Vectors carried beyond the wanted ones in [`leading`].
const OVERSAMPLING: usize = 24;

/// Products with the matrix in [`leading`].
const ITERATIONS: usize = 6;

/// The `count` leading eigenvectors of a symmetric positive semi-definite matrix; fewer where its rank is lower.
///
/// Exact where `count` is close to the size. Otherwise subspace iteration from a fixed pseudo-random start with a
/// Rayleigh–Ritz step at the end (Halko, Martinsson, Tropp 2011, arXiv 0909.4061, algorithms 4.4 and 5.3): the same
/// matrix always gives the same bits.
pub fn leading(matrix: &Matrix, count: usize) -> Eigen {
    let n = matrix.rows;
    let width = count + OVERSAMPLING;
    let mut eigen = if n <= width {
        symmetric(matrix.clone())
    } else {
        let mut random = Random::new("openledger/subspace/1", 0, 0);
        let start = (0..width * n).map(|_| f64::from(random.symmetric(1.0))).collect();
        let mut space = Matrix { rows: width, columns: n, values: start };
        for _ in 0..ITERATIONS {
            space = orthonormal_rows(space.times(matrix));
        }
        let small = symmetric(space.times(matrix).times_transposed(&space));
        Eigen { values: small.values, vectors: small.vectors.times(&space) }
    };
    let floor = eigen.values.first().copied().unwrap_or(0.0).max(0.0) * 1e-10;
    let kept = eigen.values.iter().take(count).take_while(|value| **value > floor).count();
    eigen.values.truncate(kept);
    eigen.vectors = eigen.vectors.top(kept);
    eigen
}

/// All eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal matrix, then implicit QL
/// (EISPACK's `tred2` and `tql2`; Wilkinson & Reinsch, *Linear Algebra*, 1971, II/2 and II/4).
pub fn symmetric(mut matrix: Matrix) -> Eigen {
    assert_eq!(matrix.rows, matrix.columns, "only square matrices have eigenvectors");
    let n = matrix.rows;
    let (mut diagonal, mut off) = (vec![0.0; n], vec![0.0; n]);
    if n > 0 {
        tridiagonal(&mut matrix, &mut diagonal, &mut off);
        // Rotations mix two columns; as rows of the transpose they lie side by side in memory.
        matrix = matrix.transposed();
        implicit_ql(&mut matrix, &mut diagonal, &mut off);
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| diagonal[*b].total_cmp(&diagonal[*a]).then(a.cmp(b)));
    let mut vectors = Matrix::zeros(n, n);
    for (to, from) in order.iter().enumerate() {
        vectors.row_mut(to).copy_from_slice(matrix.row(*from));
    }
    Eigen { values: order.iter().map(|i| diagonal[*i]).collect(), vectors }
}

/// Reduces `v` to a tridiagonal matrix (`d` on and `e[1..]` beside the diagonal) and leaves the transformation in it.
// Indices stay as the published algorithm has them: each reaches into several vectors and the matrix at once.
#[allow(clippy::needless_range_loop)]
fn tridiagonal(v: &mut Matrix, d: &mut [f64], e: &mut [f64]) {
    let n = v.rows;
    let at = |row: usize, column: usize| row * n + column;
    d.copy_from_slice(v.row(n - 1));
    for i in (1..n).rev() {
        let scale: f64 = d[..i].iter().map(|x| x.abs()).sum();
        let mut h = 0.0;
        if scale == 0.0 {
            e[i] = d[i - 1];
            for j in 0..i {
                d[j] = v.values[at(i - 1, j)];
                v.values[at(i, j)] = 0.0;
                v.values[at(j, i)] = 0.0;
            }
        } else {
            for x in &mut d[..i] {
                *x /= scale;
                h += *x * *x;
            }
            let f = d[i - 1];
            let g = if f > 0.0 { -h.sqrt() } else { h.sqrt() };
            e[i] = scale * g;
            h -= f * g;
            d[i - 1] = f - g;
            e[..i].fill(0.0);
            for j in 0..i {
                let f = d[j];
                v.values[at(j, i)] = f;
                let mut g = e[j] + v.values[at(j, j)] * f;
                for k in j + 1..i {
                    g += v.values[at(k, j)] * d[k];
                    e[k] += v.values[at(k, j)] * f;
                }
                e[j] = g;
            }
            let mut f = 0.0;
            for j in 0..i {
                e[j] /= h;
                f += e[j] * d[j];
            }
            let hh = f / (h + h);
            for j in 0..i {
                e[j] -= hh * d[j];
            }
            for j in 0..i {
                let (f, g) = (d[j], e[j]);
                for k in j..i {
                    v.values[at(k, j)] -= f * e[k] + g * d[k];
                }
                d[j] = v.values[at(i - 1, j)];
                v.values[at(i, j)] = 0.0;
            }
        }
        d[i] = h;
    }
    accumulate(v, d);
    for j in 0..n {
        d[j] = v.values[at(n - 1, j)];
        v.values[at(n - 1, j)] = 0.0;
    }
    v.values[at(n - 1, n - 1)] = 1.0;
    e[0] = 0.0;
}

/// Multiplies the reflections that [`tridiagonal`] left in `v`.
#[allow(clippy::needless_range_loop)]
fn accumulate(v: &mut Matrix, d: &mut [f64]) {
    let n = v.rows;
    let at = |row: usize, column: usize| row * n + column;
    for i in 0..n - 1 {
        v.values[at(n - 1, i)] = v.values[at(i, i)];
        v.values[at(i, i)] = 1.0;
        let h = d[i + 1];
        if h != 0.0 {
            for k in 0..=i {
                d[k] = v.values[at(k, i + 1)] / h;
            }
            // All products with the reflection at once, row after row, so that memory is read in order.
            let mut g = vec![0.0; i + 1];
            for k in 0..=i {
                let factor = v.values[at(k, i + 1)];
                for (sum, value) in g.iter_mut().zip(&v.values[at(k, 0)..]) {
                    *sum += factor * value;
                }
            }
            for k in 0..=i {
                for (value, sum) in v.values[at(k, 0)..].iter_mut().zip(&g) {
                    *value -= sum * d[k];
                }
            }
        }
        for k in 0..=i {
            v.values[at(k, i + 1)] = 0.0;
        }
    }
}

/// Diagonalises the tridiagonal matrix and applies its rotations to the rows of `v`.
fn implicit_ql(v: &mut Matrix, d: &mut [f64], e: &mut [f64]) {
    let n = v.rows;
    e.copy_within(1.., 0);
    e[n - 1] = 0.0;
    let (mut f, mut largest) = (0.0f64, 0.0f64);
    for l in 0..n {
        largest = largest.max(d[l].abs() + e[l].abs());
        let mut m = l;
        while m < n - 1 && e[m].abs() > f64::EPSILON * largest {
            m += 1;
        }
        if m > l {
            // The shift makes convergence cubic; each eigenvalue takes about two rounds. The bound only stops a
            // matrix that holds something other than numbers.
            for _ in 0..60 {
                f += shift(d, e, l);
                sweep(v, d, e, l, m);
                if e[l].abs() <= f64::EPSILON * largest {
                    break;
                }
            }
        }
        d[l] += f;
        e[l] = 0.0;
    }
}

/// Wilkinson's shift for eigenvalue `l`, taken from the diagonal.
fn shift(d: &mut [f64], e: &[f64], l: usize) -> f64 {
    let g = d[l];
    let p = (d[l + 1] - g) / (2.0 * e[l]);
    let r = if p < 0.0 { -(p * p + 1.0).sqrt() } else { (p * p + 1.0).sqrt() };
    d[l] = e[l] / (p + r);
    d[l + 1] = e[l] * (p + r);
    let h = g - d[l];
    for x in &mut d[l + 2..] {
        *x -= h;
    }
    h
}

/// One implicit QL sweep from row `m` up to row `l`.
fn sweep(v: &mut Matrix, d: &mut [f64], e: &mut [f64], l: usize, m: usize) {
    let width = v.columns;
    let (after, next) = (d[l + 1], e[l + 1]);
    let mut p = d[m];
    let (mut c, mut c2, mut c3) = (1.0, 1.0, 1.0);
    let (mut s, mut s2) = (0.0, 0.0);
    for i in (l..m).rev() {
        (c3, c2, s2) = (c2, c, s);
        let g = c * e[i];
        let h = c * p;
        let r = (p * p + e[i] * e[i]).sqrt();
        e[i + 1] = s * r;
        s = e[i] / r;
        c = p / r;
        p = c * d[i] - s * g;
        d[i + 1] = h + s * (c * g + s * d[i]);
        let (upper, lower) = v.values[i * width..(i + 2) * width].split_at_mut(width);
        for (x, y) in upper.iter_mut().zip(lower) {
            let h = *y;
            *y = s * *x + c * h;
            *x = c * *x - s * h;
        }
    }
    p = -s * s2 * c3 * next * e[l] / after;
    e[l] = s * p;
    d[l] = c * p;
}

#[cfg(test)]
mod tests {
    use super::{super::dense::tests::arbitrary, *};

    fn residual(matrix: &Matrix, eigen: &Eigen) -> f64 {
        let image = eigen.vectors.times(matrix);
        (0..eigen.values.len())
            .flat_map(|i| {
                image.row(i).iter().zip(eigen.vectors.row(i)).map(move |(a, v)| (a - eigen.values[i] * v).abs())
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn every_eigenpair_satisfies_its_equation() {
        for n in [1, 2, 3, 17, 60] {
            let half = arbitrary(n, n, n as u64);
            let matrix = half.times_transposed(&half);
            let eigen = symmetric(matrix.clone());
            assert!(residual(&matrix, &eigen) < 1e-9, "{n}");
            assert!(eigen.values.windows(2).all(|pair| pair[0] >= pair[1]));
            assert!((eigen.values.iter().sum::<f64>() - matrix.trace()).abs() < 1e-9);
        }
    }

    #[test]
    fn diagonal_and_zero_matrices_have_eigenvectors_too() {
        let eigen = symmetric(Matrix::zeros(4, 4));
        assert_eq!(eigen.values, vec![0.0; 4]);
        assert_eq!(symmetric(Matrix::identity(3)).values, vec![1.0; 3]);
        assert_eq!(symmetric(Matrix::zeros(0, 0)).values.len(), 0);
    }

    #[test]
    fn leading_agrees_with_all_where_the_spectrum_decays() {
        let n = 120;
        let mut half = arbitrary(n, n, 5);
        for row in 0..n {
            let decay = 0.8f64.powi(row as i32);
            half.row_mut(row).iter_mut().for_each(|x| *x *= decay);
        }
        let matrix = half.transposed().times_transposed(&half.transposed());
        let (all, few) = (symmetric(matrix.clone()), leading(&matrix, 10));
        assert_eq!(few.values.len(), 10);
        for i in 0..10 {
            assert!((all.values[i] - few.values[i]).abs() < 1e-6 * all.values[0], "{i}");
        }
        assert!(residual(&matrix, &few) < 1e-6);
    }

    #[test]
    fn leading_stops_at_the_rank() {
        let half = arbitrary(50, 4, 8);
        assert_eq!(leading(&half.times_transposed(&half), 20).values.len(), 4);
    }
}

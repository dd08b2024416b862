//! The innermost loops: up to 8 × 32 elements of a product, one accumulator each.

/// Most rows of a tile.
pub(super) const ROWS: usize = 8;

/// Most columns of a tile.
pub(super) const COLUMNS: usize = 32;

/// Up to [`ROWS`] rows of the left matrix; element (i, p) is `data[i · row_stride + p · step]`.
#[derive(Clone, Copy)]
pub(super) struct Left<'a> {
    pub data: &'a [f32],
    pub rows: usize,
    pub row_stride: usize,
    pub step: usize,
}

/// Up to [`COLUMNS`] columns of the right matrix; element (p, j) is `data[p · stride + j]`. Every row can be read
/// for `lanes` values, of which `width` count.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a> {
    pub data: &'a [f32],
    pub stride: usize,
    pub width: usize,
    pub lanes: usize,
    pub depth: usize,
}

/// Which instructions compute a tile. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Instructions {
    /// Rust's own `mul_add`.
    Portable,
    /// 8 lanes.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 16 lanes.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

#[cfg(test)]
thread_local! {
    static MOST: std::cell::Cell<Option<Instructions>> = const { std::cell::Cell::new(None) };
}

/// Runs `body` with at most these instructions.
#[cfg(test)]
pub(super) fn only<R>(most: Instructions, body: impl FnOnce() -> R) -> R {
    MOST.set(Some(most));
    let result = body();
    MOST.set(None);
    result
}

/// The widest instructions this machine has.
fn instructions() -> Instructions {
    #[cfg(target_arch = "x86_64")]
    let best = if std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx2") {
        Instructions::Avx512
    } else if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        Instructions::Avx2
    } else {
        Instructions::Portable
    };
    #[cfg(not(target_arch = "x86_64"))]
    let best = Instructions::Portable;
    #[cfg(test)]
    let best = MOST.get().map_or(best, |most| best.min(most));
    best
}

/// `out (=|+=) left · panel`, rows of `out` beginning every `stride` values.
pub(super) fn tile(out: &mut [f32], stride: usize, add: bool, left: Left, panel: Panel) {
    let (rows, depth) = (left.rows, panel.depth);
    assert!((1..=ROWS).contains(&rows) && depth > 0 && (1..=panel.lanes).contains(&panel.width));
    assert!((rows - 1) * stride + panel.width <= out.len());
    assert!((rows - 1) * left.row_stride + (depth - 1) * left.step < left.data.len());
    assert!((depth - 1) * panel.stride + panel.lanes <= panel.data.len());
    match instructions() {
        Instructions::Portable => portable(out, stride, add, left, panel),
        // SAFETY (both): the instructions were detected; the bounds of all three operands were checked above.
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx2 => unsafe { x86::lanes_of_8(out, stride, add, left, panel) },
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx512 => unsafe { x86::lanes_of_16(out, stride, add, left, panel) },
    }
}

fn portable(out: &mut [f32], stride: usize, add: bool, left: Left, panel: Panel) {
    for row in 0..left.rows {
        for column in 0..panel.width {
            let to = &mut out[row * stride + column];
            let mut sum = if add { *to } else { 0.0 };
            for p in 0..panel.depth {
                let a = left.data[row * left.row_stride + p * left.step];
                sum = a.mul_add(panel.data[p * panel.stride + column], sum);
            }
            *to = sum;
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Left, Panel};
    use std::arch::x86_64::*;

    /// Calls `$tile::<rows, $vectors>` for the number of rows at hand.
    macro_rules! by_rows {
        (@ $tile:ident, $count:literal, $vectors:literal, ($($argument:expr),*)) => {
            $tile::<$count, $vectors>($($argument),*)
        };
        ($rows:expr, $tile:ident, $vectors:literal, $arguments:tt) => {
            match $rows {
                1 => by_rows!(@ $tile, 1, $vectors, $arguments),
                2 => by_rows!(@ $tile, 2, $vectors, $arguments),
                3 => by_rows!(@ $tile, 3, $vectors, $arguments),
                4 => by_rows!(@ $tile, 4, $vectors, $arguments),
                5 => by_rows!(@ $tile, 5, $vectors, $arguments),
                6 => by_rows!(@ $tile, 6, $vectors, $arguments),
                7 => by_rows!(@ $tile, 7, $vectors, $arguments),
                _ => by_rows!(@ $tile, 8, $vectors, $arguments),
            }
        };
    }

    /// # Safety
    /// AVX-512F, AVX2 and FMA are there, and all operands lie inside their slices.
    #[target_feature(enable = "avx512f,avx2,fma")]
    pub(super) unsafe fn lanes_of_16(out: &mut [f32], stride: usize, add: bool, left: Left, panel: Panel) {
        match panel.lanes {
            8 => lanes_of_8(out, stride, add, left, panel),
            16 => by_rows!(left.rows, sixteen, 1, (out.as_mut_ptr(), stride, add, left, panel)),
            _ => by_rows!(left.rows, sixteen, 2, (out.as_mut_ptr(), stride, add, left, panel)),
        }
    }

    /// # Safety
    /// AVX2 and FMA are there, and all operands lie inside their slices.
    #[target_feature(enable = "avx2,fma")]
    pub(super) unsafe fn lanes_of_8(out: &mut [f32], stride: usize, add: bool, left: Left, panel: Panel) {
        if panel.lanes == 8 {
            return by_rows!(left.rows, eight, 1, (out.as_mut_ptr(), stride, add, left, panel));
        }
        // Sixteen registers hold four rows of two vectors with room for the operands.
        for row in (0..left.rows).step_by(4) {
            let data = &left.data[row * left.row_stride..];
            let left = Left { data, rows: (left.rows - row).min(4), ..left };
            for column in (0..panel.width).step_by(16) {
                let width = (panel.width - column).min(16);
                let panel = Panel { data: &panel.data[column..], width, ..panel };
                let out = out[row * stride + column..].as_mut_ptr();
                by_rows!(left.rows, eight, 2, (out, stride, add, left, panel));
            }
        }
    }

    /// `R` rows of `V` vectors of sixteen.
    #[target_feature(enable = "avx512f")]
    unsafe fn sixteen<const R: usize, const V: usize>(
        out: *mut f32,
        stride: usize,
        add: bool,
        left: Left,
        panel: Panel,
    ) {
        let masks: [__mmask16; V] = std::array::from_fn(|v| {
            let count = panel.width.saturating_sub(16 * v).min(16);
            ((1u32 << count) - 1) as __mmask16
        });
        let mut sums = [[_mm512_setzero_ps(); V]; R];
        if add {
            for (row, sums) in sums.iter_mut().enumerate() {
                for (v, sum) in sums.iter_mut().enumerate() {
                    *sum = _mm512_maskz_loadu_ps(masks[v], out.add(row * stride + 16 * v));
                }
            }
        }
        let (mut a, mut b) = (left.data.as_ptr(), panel.data.as_ptr());
        for _ in 0..panel.depth {
            let mut right = [_mm512_setzero_ps(); V];
            for (v, right) in right.iter_mut().enumerate() {
                *right = _mm512_loadu_ps(b.add(16 * v));
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let left = _mm512_set1_ps(*a.add(row * left.row_stride));
                for (sum, right) in sums.iter_mut().zip(&right) {
                    *sum = _mm512_fmadd_ps(left, *right, *sum);
                }
            }
            a = a.wrapping_add(left.step);
            b = b.wrapping_add(panel.stride);
        }
        for (row, sums) in sums.iter().enumerate() {
            for (v, sum) in sums.iter().enumerate() {
                _mm512_mask_storeu_ps(out.add(row * stride + 16 * v), masks[v], *sum);
            }
        }
    }

    /// `R` rows of `V` vectors of eight.
    #[target_feature(enable = "avx2,fma")]
    unsafe fn eight<const R: usize, const V: usize>(out: *mut f32, stride: usize, add: bool, left: Left, panel: Panel) {
        let numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        let masks: [__m256i; V] = std::array::from_fn(|v| {
            let count = panel.width.saturating_sub(8 * v).min(8) as i32;
            _mm256_cmpgt_epi32(_mm256_set1_epi32(count), numbers)
        });
        let mut sums = [[_mm256_setzero_ps(); V]; R];
        if add {
            for (row, sums) in sums.iter_mut().enumerate() {
                for (v, sum) in sums.iter_mut().enumerate() {
                    *sum = _mm256_maskload_ps(out.wrapping_add(row * stride + 8 * v), masks[v]);
                }
            }
        }
        let (mut a, mut b) = (left.data.as_ptr(), panel.data.as_ptr());
        for _ in 0..panel.depth {
            let mut right = [_mm256_setzero_ps(); V];
            for (v, right) in right.iter_mut().enumerate() {
                *right = _mm256_loadu_ps(b.add(8 * v));
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let left = _mm256_set1_ps(*a.add(row * left.row_stride));
                for (sum, right) in sums.iter_mut().zip(&right) {
                    *sum = _mm256_fmadd_ps(left, *right, *sum);
                }
            }
            a = a.wrapping_add(left.step);
            b = b.wrapping_add(panel.stride);
        }
        for (row, sums) in sums.iter().enumerate() {
            for (v, sum) in sums.iter().enumerate() {
                _mm256_maskstore_ps(out.wrapping_add(row * stride + 8 * v), masks[v], *sum);
            }
        }
    }
}

//! Sums in one fixed order that a compiler can still vectorise.

/// Independent partial sums kept side by side; part of the numeric class `cpu-exact`.
pub const LANES: usize = 16;

/// Adds `term(0) … term(count − 1)`: term i goes to lane i mod 16, then lanes are added as a balanced tree.
#[inline(always)]
pub fn sum(count: usize, term: impl Fn(usize) -> f32) -> f32 {
    let mut lanes = [0f32; LANES];
    let whole = count / LANES * LANES;
    let mut start = 0;
    while start < whole {
        for (lane, partial) in lanes.iter_mut().enumerate() {
            *partial += term(start + lane);
        }
        start += LANES;
    }
    for (lane, partial) in lanes.iter_mut().enumerate().take(count - whole) {
        *partial += term(whole + lane);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Largest of `values`; negative infinity if there is none. The order does not matter to a maximum.
#[inline(always)]
pub fn max(values: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let mut chunks = values.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = if *value > *lane { *value } else { *lane };
        }
    }
    chunks.remainder().iter().chain(&lanes).fold(f32::NEG_INFINITY, |a, b| if *b > a { *b } else { a })
}

/// Runs a loop compiled for the widest instructions this machine has. Rust never contracts `a * b + c` nor
/// reorders additions, so the result's bits are the same on every one of them.
#[inline(always)]
pub fn vectorised<R>(body: impl FnOnce() -> R) -> R {
    struct Body<F>(F);
    impl<R, F: FnOnce() -> R> pulp::NullaryFnOnce for Body<F> {
        type Output = R;

        #[inline(always)]
        fn call(self) -> R {
            (self.0)()
        }
    }
    pulp::Arch::new().dispatch(Body(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_maxima_are_right() {
        for count in [0usize, 1, 15, 16, 17, 100] {
            let values: Vec<f32> = (0..count).map(|i| (i as f32 * 7.3) % 5.0 - 2.0).collect();
            let expected: f64 = values.iter().map(|v| f64::from(*v)).sum();
            assert!((f64::from(sum(count, |i| values[i])) - expected).abs() < 1e-4);
            let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_eq!(max(&values), largest);
        }
    }
}

//! From coordinates to the small integers an index commits.

use super::dense::{dot, Matrix};

/// Root mean square of a query's coordinates. With 32, a coordinate must be four times the mean to be clipped.
const QUERY_RMS: f64 = 32.0;

/// Bits of the largest scale in an index.
const SCALE_BITS: i32 = 24;

/// Rounds vectors to eight bits, with one integer scale for each and one unit for all.
pub struct Quantiser {
    unit: f64,
}

impl Quantiser {
    /// The unit in which the largest value of `vectors` gets a scale of 24 bits.
    pub fn for_largest_of(vectors: &Matrix) -> Self {
        let largest = largest(&vectors.values);
        Self { unit: if largest > 0.0 { f64::from(1u32 << SCALE_BITS) * 127.0 / largest } else { 0.0 } }
    }

    /// Eight-bit values and the scale that gives back `vector · unit`.
    pub fn quantise(&self, vector: &[f64]) -> (Vec<i8>, u32) {
        let scale = (largest(vector) * self.unit / 127.0).round().min(f64::from(u32::MAX));
        if scale < 1.0 {
            return (vec![0; vector.len()], 0);
        }
        (vector.iter().map(|value| eight_bits(value * self.unit / scale)).collect(), scale as u32)
    }
}

/// A query's coordinates brought to a fixed length, 32·√dimensions, and rounded; longer ones are clipped. Zero
/// stays zero.
pub fn query(coordinates: &[f64]) -> Vec<i8> {
    let length = dot(coordinates, coordinates).sqrt();
    let factor = if length > 0.0 { QUERY_RMS * (coordinates.len() as f64).sqrt() / length } else { 0.0 };
    coordinates.iter().map(|value| eight_bits(value * factor)).collect()
}

fn eight_bits(value: f64) -> i8 {
    value.round().clamp(-127.0, 127.0) as i8
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, value| f64::max(largest, value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_loses_less_than_half_a_step() {
        let vectors = Matrix { rows: 2, columns: 3, values: vec![0.5, -2.0, 1.0, 0.001, 0.0, -0.0005] };
        let quantiser = Quantiser::for_largest_of(&vectors);
        for row in 0..2 {
            let (values, scale) = quantiser.quantise(vectors.row(row));
            for (rounded, exact) in values.iter().zip(vectors.row(row)) {
                let back = f64::from(*rounded) * f64::from(scale) / quantiser.unit;
                assert!((back - exact).abs() <= largest(vectors.row(row)) / 127.0 * 0.51, "{back} {exact}");
            }
        }
        assert_eq!(quantiser.quantise(&[0.0; 3]), (vec![0; 3], 0));
    }

    #[test]
    fn a_query_has_a_fixed_length_whatever_its_size() {
        let query_of = |factor: f64| query(&[3.0 * factor, -4.0 * factor, 1.0 * factor, 2.0 * factor]);
        assert_eq!(query_of(1.0), query_of(1e-6));
        assert_eq!(query(&[0.0, 0.0]), vec![0, 0]);
        assert_eq!(
            query(&[1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])[0],
            127
        );
    }
}

//! Borrowing a tensor's numbers on the CPU, and making tensors of numbers.

use crate::error::Result;
use candle_core::{DType, Device, Storage, StorageRef, Tensor};
use std::ops::{Deref, Range};

/// The contiguous f32 values of a CPU tensor, borrowed for as long as this lives.
pub struct Host<'a> {
    storage: StorageRef<'a>,
    range: Range<usize>,
}

impl<'a> Host<'a> {
    /// Borrows `tensor`, which must be f32, contiguous and on the CPU.
    pub fn of(tensor: &'a Tensor) -> Result<Self> {
        if tensor.dtype() != DType::F32 {
            return Err(candle_core::Error::UnexpectedDType {
                msg: "the engine computes in f32",
                expected: DType::F32,
                got: tensor.dtype(),
            }
            .into());
        }
        let (storage, layout) = tensor.storage_and_layout();
        let Some((start, end)) = layout.contiguous_offsets() else {
            return Err(candle_core::Error::RequiresContiguous { op: "host" }.into());
        };
        if !matches!(&*storage, Storage::Cpu(_)) {
            return Err(candle_core::Error::Msg("this operation runs on the CPU only".into()).into());
        }
        Ok(Self { storage, range: start..end })
    }
}

impl Deref for Host<'_> {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        match &*self.storage {
            // Both checked when the borrow was made.
            Storage::Cpu(cpu) => &cpu.as_slice::<f32>().expect("checked to be f32 when borrowed")[self.range.clone()],
            _ => unreachable!("checked to be on the CPU when borrowed"),
        }
    }
}

/// A `[rows, columns]` tensor of these values, without copying them.
pub fn matrix(values: Vec<f32>, rows: usize, columns: usize) -> Result<Tensor> {
    Ok(Tensor::from_vec(values, (rows, columns), &Device::Cpu)?)
}

/// A `[length]` tensor of these values, without copying them.
pub fn vector(values: Vec<f32>) -> Result<Tensor> {
    let length = values.len();
    Ok(Tensor::from_vec(values, length, &Device::Cpu)?)
}

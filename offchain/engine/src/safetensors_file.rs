//! Reading safetensors without believing them.
//!
//! A file's header is checked against the file's real length before anything is allocated for a tensor, and
//! every tensor that is asked for must have the name, shape and a dtype that was expected.

use crate::error::{Error, Result};
use candle_core::{DType, Device, Tensor};
use safetensors::{tensor::TensorView, Dtype, SafeTensors};
use std::collections::HashMap;

/// A safetensors file whose header was checked.
pub struct SafetensorsFile<'a> {
    file: &'static str,
    tensors: SafeTensors<'a>,
}

impl<'a> SafetensorsFile<'a> {
    /// Checks the header: its length, its JSON, and that the tensors' ranges cover the rest of the file exactly.
    pub fn parse(file: &'static str, bytes: &'a [u8]) -> Result<Self> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| Error::Weights {
            file,
            problem: format!("{e} (in a file of {} bytes); the file is damaged or was cut short", bytes.len()),
        })?;
        Ok(Self { file, tensors })
    }

    /// Names of all tensors, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.tensors.names().into_iter().map(|name| name.to_string()).collect();
        names.sort_unstable();
        names
    }

    /// The tensor of this name and shape as f32 values.
    pub fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let view = self.view(name)?;
        if view.shape() != shape {
            return Err(self.problem(format!("tensor {name} has shape {:?}; expected {shape:?}", view.shape())));
        }
        let dtype = match view.dtype() {
            Dtype::F32 => DType::F32,
            Dtype::F16 => DType::F16,
            Dtype::BF16 => DType::BF16,
            other => {
                return Err(self.problem(format!("tensor {name} is {other:?}; F32, F16 and BF16 are supported")));
            }
        };
        let values = Tensor::from_raw_buffer(view.data(), dtype, shape, &Device::Cpu)?
            .to_dtype(DType::F32)?
            .flatten_all()?
            .to_vec1::<f32>()?;
        if values.iter().any(|value| !value.is_finite()) {
            return Err(self.problem(format!("tensor {name} holds values that are not finite")));
        }
        Ok(values)
    }

    /// The shape of the tensor of this name.
    pub fn shape(&self, name: &str) -> Result<Vec<usize>> {
        Ok(self.view(name)?.shape().to_vec())
    }

    fn view(&self, name: &str) -> Result<TensorView<'_>> {
        self.tensors.tensor(name).map_err(|_| self.problem(format!("tensor {name} is missing")))
    }

    /// An error about this file.
    pub fn problem(&self, problem: String) -> Error {
        Error::Weights { file: self.file, problem }
    }
}

/// Writes f32 tensors as safetensors. Same tensors, same bytes.
pub fn write(tensors: &[(String, Vec<usize>, &[f32])]) -> Result<Vec<u8>> {
    let bytes: Vec<Vec<u8>> =
        tensors.iter().map(|(_, _, values)| values.iter().flat_map(|v| v.to_le_bytes()).collect()).collect();
    let views = tensors
        .iter()
        .zip(&bytes)
        .map(|((name, shape, _), bytes)| {
            TensorView::new(Dtype::F32, shape.clone(), bytes)
                .map(|view| (name.clone(), view))
                .map_err(|e| Error::Weights { file: "(output)", problem: format!("{name}: {e}") })
        })
        .collect::<Result<Vec<_>>>()?;
    let metadata = HashMap::from([("format".to_string(), "pt".to_string())]);
    safetensors::serialize(views, Some(metadata))
        .map_err(|e| Error::Weights { file: "(output)", problem: e.to_string() })
}

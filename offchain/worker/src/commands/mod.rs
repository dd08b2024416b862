//! The program's commands, one file each.

pub(crate) mod check_attribution;
pub(crate) mod compare_adapters;
pub(crate) mod pretrain;
pub(crate) mod serve;

//! Certificates: immutable issue records, and their renditions.

pub mod render;
mod service;

pub use service::on_completion;

//! Certificates: immutable issue records, and their renditions.

pub mod render;

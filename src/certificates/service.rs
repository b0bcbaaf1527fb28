//! What happens to certificates.

mod completion;

pub use completion::on_completion;

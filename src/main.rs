//! `virtual-college`: the binary. Everything it does is in the library.

use std::process::ExitCode;

/// Spends less on the small allocations of many requests than the system's allocator does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    virtual_college::cli::run()
}

//! The end of a command whose output nobody reads any more, as in `virtual-college course check … | head -1`.
//!
//! `println!` panics then. Unwinding is the right way out, since it stops what a command started and removes what it left
//! lying about; only the words of the panic are of no use to anybody.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};

/// What a shell gives for a program that a broken pipe ended: 128 and the number of the signal.
pub const NOBODY_READS: u8 = 141;

/// Runs a command; `None` when it ended because nobody reads its output.
pub fn unless_nobody_reads<T>(command: impl FnOnce() -> T) -> Option<T> {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        if !nobody_reads(panic.payload()) {
            usual(panic);
        }
    }));
    match catch_unwind(AssertUnwindSafe(command)) {
        Ok(outcome) => Some(outcome),
        Err(panic) if nobody_reads(panic.as_ref()) => None,
        Err(panic) => resume_unwind(panic),
    }
}

fn nobody_reads(panic: &(dyn Any + Send)) -> bool {
    let words = panic.downcast_ref::<String>().map_or("", String::as_str);
    words.starts_with("failed printing to stdout") && words.contains("Broken pipe")
}

//! Histories in any order.

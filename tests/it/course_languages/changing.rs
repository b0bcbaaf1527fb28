//! A trainee changes language half-way.

//! The integration tests: one binary, in process, on SQLite or on PostgreSQL (`COLLEGE_TEST_DATABASE`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod support;

mod accounts;
mod affiliations;
mod architecture;
mod backup;
mod bad_input;
mod certificates;
mod cohorts;
mod command_line;
mod course_languages;
mod courses;
mod credentials;
mod database;
mod db_copy;
mod doctor;
mod enrolments;
mod formats;
mod http;
mod jobs;
mod keys;
mod locale_command;
mod locales;
mod mail;
mod master_key;
mod migrations;
mod openapi;
mod pages;
mod parties;
mod permissions;
mod problems;
mod progress;
mod quizzes;
mod slow_clients;
mod statements;
mod translation_exchange;
mod translations;

//! The Virtual College: a learning-management backend for CITES capacity-building (Resolution Conf. 19.2).
//!
//! The map: [`cli`] starts things, [`app`] puts them together, [`http`] speaks to the world, each domain folder
//! ([`accounts`], [`parties`], …) holds one part of what the College does, and [`db`], [`i18n`], [`mail`], [`jobs`] are
//! what they stand on. `ARCHITECTURE.md` tells more.

pub mod accounts;
pub mod affiliations;
pub mod app;
pub mod audit;
pub mod cache;
pub mod certificates;
pub mod cli;
pub mod clock;
pub mod cohorts;
pub mod config;
pub mod courses;
pub mod db;
pub mod enrolments;
pub mod error;
pub mod formats;
pub mod http;
pub mod i18n;
pub mod ids;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod pages;
pub mod parties;
pub mod pool;
pub mod progress;
pub mod quizzes;
pub mod retry;
pub mod secret;
pub mod text;
pub mod throttle;
pub mod translations;

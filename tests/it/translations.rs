//! Translating over HTTP: from a proposed language to trainees who read it.

mod bureau;
mod comments;
mod corpora;
pub mod counting;
mod day;
mod exchange;
mod glossary;
mod hostile;
mod leads;
mod memory;
mod newcomers;
mod news;
mod people;
mod previews;
mod proposals;
mod pseudo;
mod publishing;
mod reviewing;
mod source_language;
mod staleness;
mod suggesting;
mod taking_back;
mod work_list;

//! Translating over HTTP: from a proposed language to trainees who read it.

mod bureau;
mod day;
mod hostile;
mod people;
mod proposals;
mod publishing;
mod reviewing;
mod staleness;
mod suggesting;
mod work_list;

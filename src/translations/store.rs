//! The tables of translation.

pub mod catalogues;
pub mod contributors;
pub mod counts;
pub mod layouts;
pub mod locales;
pub mod publications;
pub mod terms;
pub mod translations;
pub mod units;
pub mod work;

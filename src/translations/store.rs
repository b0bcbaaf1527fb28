//! The tables of translation.

pub mod catalogues;
pub mod comments;
pub mod contributions;
pub mod contributors;
pub mod counts;
pub mod imports;
pub mod layouts;
pub mod locales;
pub mod memory;
pub mod news;
pub mod publications;
pub mod search;
pub mod terms;
#[cfg(test)]
mod tests {
    pub mod plans;
}
pub mod translations;
pub mod units;
pub mod work;

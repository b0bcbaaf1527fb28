//! `virtual-college migrate`.

use super::place::create_directory;
use super::{Failure, Place};
use crate::config::Config;
use crate::db::{DatabaseUrl, migrations};

pub fn run(place: &Place) -> Result<(), Failure> {
    let config = place.config()?;
    let ran = bring_up_to_date(&config)?;
    match ran.len() {
        0 => println!("{}: the schema is up to date.", config.database_url),
        _ => println!("{}: ran {}.", config.database_url, ran.join(", ")),
    }
    Ok(())
}

/// Creates the data directory and runs the migrations that wait.
pub fn bring_up_to_date(config: &Config) -> Result<Vec<String>, Failure> {
    create_directory(&config.data_dir)?;
    if let DatabaseUrl::Sqlite(path) = &config.database_url
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        let wrong = format!("{} does not exist. Create it, or correct database.url", folder.display());
        return Err(Failure::new("opening the database", wrong));
    }
    migrations::run(&config.database_url)
        .map_err(|error| Failure::new(&format!("migrating {}", config.database_url), error))
}

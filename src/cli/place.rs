//! Where a college is: its data directory, its configuration and its database.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, counted};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::migrations::{self, Standing};
use crate::db::{self, Conn, DatabaseUrl, Db, Purpose};

/// Only the owner may look into a data directory: it holds the master key.
pub const DIRECTORY_MODE: u32 = 0o700;

/// Where a college is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Directory for what is not in the database, and for the database itself when it is SQLite.
    #[arg(long, global = true, default_value = "data", env = "COLLEGE_DATA_DIR", value_name = "DIR")]
    pub data_dir: PathBuf,
    /// Configuration file; left out, college.toml of the data directory when it exists.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl Place {
    /// What is in force here.
    ///
    /// # Errors
    /// Every mistake of the configuration, one a line.
    pub fn config(&self) -> Result<Config, Failure> {
        self.config_from(self.config_file().as_deref())
    }

    /// What would be in force with this file.
    ///
    /// # Errors
    /// As [`config`](Self::config).
    pub fn config_from(&self, file: Option<&Path>) -> Result<Config, Failure> {
        Config::load(&self.data_dir, file).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(|mistake| format!("  {mistake}")).collect();
            let count = counted(lines.len(), "mistake");
            Failure::say(format!("The configuration has {count}:\n{}", lines.join("\n")))
        })
    }

    /// The configuration file that is read, if there is one.
    pub fn config_file(&self) -> Option<PathBuf> {
        let beside_the_data = self.data_dir.join("college.toml");
        self.config.clone().or_else(|| beside_the_data.exists().then_some(beside_the_data))
    }

    /// Opens a college that is there and up to date, to do something in it.
    ///
    /// # Errors
    /// When there is none, or its schema is not the one of this program.
    pub fn open(&self) -> Result<(Config, Db), Failure> {
        let config = self.config()?;
        let mut conn = connect(&config.database_url)?;
        must_be_current(&mut conn, &config.database_url)?;
        let db = Db::open(&config.database_url, 1, Clock::System)?;
        Ok((config, db))
    }
}

/// Creates a data directory that only its owner can look into. One that is there stays as it is.
///
/// # Errors
/// When it cannot be created.
pub fn create_directory(path: &Path) -> Result<(), Failure> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(DIRECTORY_MODE)
        .create(path)
        .map_err(|error| Failure::new(&format!("creating {}", path.display()), error))
}

/// Connects to a database that is there, to read. SQLite would make an empty one out of every mistyped path.
///
/// # Errors
/// When there is no database.
pub fn connect(url: &DatabaseUrl) -> Result<Conn, Failure> {
    must_exist(url)?;
    db::open(url, Purpose::Read).map_err(|error| Failure::new(&format!("opening {url}"), error))
}

/// # Errors
/// When a SQLite file is not there.
pub fn must_exist(url: &DatabaseUrl) -> Result<(), Failure> {
    match url {
        DatabaseUrl::Sqlite(path) if !path.is_file() => Err(Failure::say(format!(
            "There is no database at {}. Correct --data-dir or the setting database.url (DATABASE_URL), or begin a new \
             college with “virtual-college serve”.",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// # Errors
/// When the schema is not the one of this program.
pub fn must_be_current(conn: &mut Conn, url: &DatabaseUrl) -> Result<(), Failure> {
    match migrations::standing(conn)? {
        Standing::Current => Ok(()),
        Standing::Absent => Err(Failure::say(format!(
            "{url} holds no college yet. Correct the setting database.url (DATABASE_URL), or run “virtual-college migrate” first."
        ))),
        Standing::Behind(_) => Err(Failure::say(format!(
            "The schema of {url} is older than this program. Run “virtual-college migrate” first."
        ))),
        Standing::Ahead(_) => Err(Failure::say(format!(
            "The schema of {url} is newer than this program. Use the program that the college is served with."
        ))),
    }
}

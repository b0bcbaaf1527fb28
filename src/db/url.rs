//! Where the database is: `sqlite:<path>` (also `sqlite:///path`) or `postgres://…`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::secret::Secret;

/// A database that the College can open. `Debug` and `Display` hide a password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(Secret),
}

/// The text names no engine that the College speaks to.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected sqlite:<path> or postgres://<user>@<host>/<name>")]
pub struct UnknownDatabase;

impl FromStr for DatabaseUrl {
    type Err = UnknownDatabase;

    fn from_str(text: &str) -> Result<Self, UnknownDatabase> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(Secret::new(text)));
        }
        let path = text.strip_prefix("sqlite:").ok_or(UnknownDatabase)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(':') {
            return Err(UnknownDatabase);
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "sqlite:{}", path.display()),
            Self::Postgres(url) => out.write_str(&without_password(url.reveal())),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

fn without_password(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) => {
            if url.password().is_some() {
                let _ = url.set_password(Some("hidden"));
            }
            url.set_query(None);
            url.to_string()
        }
        Err(_) => "postgres://…".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_both_engines_are_read_and_others_refused() {
        for (text, path) in [("sqlite:college.db", "college.db"), ("sqlite:///var/college.db", "/var/college.db")] {
            assert_eq!(text.parse(), Ok(DatabaseUrl::Sqlite(path.into())));
        }
        assert!("postgres://a@b/c".parse::<DatabaseUrl>().is_ok());
        for text in ["", "mysql://a", "sqlite:", "sqlite::memory:", "college.db"] {
            assert_eq!(text.parse::<DatabaseUrl>(), Err(UnknownDatabase), "{text}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url: Result<DatabaseUrl, _> = "postgres://college:geheim@db.example/college?sslpassword=auch".parse();
        assert_eq!(url.map(|u| format!("{u} {u:?}").contains("hidden")), Ok(true));
        let url: Result<DatabaseUrl, _> = "postgres://college:geheim@db.example/college?sslpassword=auch".parse();
        assert_eq!(url.map(|u| format!("{u} {u:?}").contains("geheim") || format!("{u}").contains("auch")), Ok(false));
    }
}

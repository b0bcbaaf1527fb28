//! Where settings come from: a TOML file, the environment, and files named by the environment. Every mistake is kept, so that
//! all of them are reported at once.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::Path;
use std::str::FromStr;

const PREFIX: &str = "COLLEGE_";

/// A setting that cannot be used: which one, where it was set, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub setting: String,
    pub origin: String,
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}): {}", self.setting, self.origin, self.what)
    }
}

#[derive(Clone, Debug)]
struct Given {
    text: String,
    origin: String,
}

/// What was set, by dotted name (`mail.smtp.host`). Reading a setting takes it away; what is left at the end is unknown.
#[derive(Debug, Default)]
pub struct Settings {
    given: BTreeMap<String, Given>,
    environment: BTreeMap<String, String>,
    mistakes: Vec<Mistake>,
}

impl Settings {
    /// Collects the file, if there is one, and the environment.
    #[must_use]
    pub fn collect<Text: Into<OsString>>(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (Text, Text)>,
    ) -> Self {
        let mut settings = Self::default();
        if let Some(path) = file {
            settings.read_file(path);
        }
        for (name, value) in environment {
            // What cannot be read as a name is none of ours; the machine may have such variables.
            let Ok(name) = name.into().into_string() else { continue };
            if !is_ours(&name) {
                continue;
            }
            match value.into().into_string() {
                Ok(text) => _ = settings.environment.insert(name, text),
                Err(_) => settings.mistake(&name, "the environment", "its value is not UTF-8"),
            }
        }
        settings
    }

    fn read_file(&mut self, path: &Path) {
        let origin = path.display().to_string();
        let parsed = std::fs::read_to_string(path)
            .map_err(|error| error.to_string())
            .and_then(|text| text.parse::<toml::Table>().map_err(|error| error.to_string()));
        match parsed {
            Ok(table) => self.flatten("", &table, &origin),
            Err(what) => self.mistake("the file", &origin, &what),
        }
    }

    fn flatten(&mut self, above: &str, table: &toml::Table, origin: &str) {
        for (name, value) in table {
            let name = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            match value {
                toml::Value::Table(inner) => self.flatten(&name, inner, origin),
                toml::Value::String(text) => self.give(name, text.clone(), origin),
                toml::Value::Array(items) => {
                    let items: Vec<String> = items.iter().map(plain).collect();
                    self.give(name, items.join(","), origin);
                }
                other => self.give(name, other.to_string(), origin),
            }
        }
    }

    fn give(&mut self, name: String, text: String, origin: &str) {
        self.given.insert(name, Given { text, origin: origin.to_owned() });
    }

    /// Reads a setting: from the environment, else a file named by the environment, else the TOML file.
    pub fn read<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: fmt::Display,
    {
        let given = self.take(name)?;
        let parsed = given.text.trim().parse().map_err(|error| format!("{error}; found “{}”", given.text.trim()));
        self.accept(name, &given, parsed)
    }

    /// As [`read`](Self::read), for a number that has its limits.
    pub fn read_within<T: FromStr + PartialOrd + fmt::Display>(
        &mut self,
        name: &str,
        limits: RangeInclusive<T>,
    ) -> Option<T> {
        let given = self.take(name)?;
        let text = given.text.trim();
        let parsed = text
            .parse()
            .ok()
            .filter(|number| limits.contains(number))
            .ok_or_else(|| format!("expected {} to {}; found “{text}”", limits.start(), limits.end()));
        self.accept(name, &given, parsed)
    }

    /// As [`read`](Self::read), without showing what was found when it is wrong: it may hold a password.
    pub fn read_hidden<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: fmt::Display,
    {
        let given = self.take(name)?;
        let parsed = given.text.trim().parse().map_err(|error: T::Err| error.to_string());
        self.accept(name, &given, parsed)
    }

    fn accept<T>(&mut self, name: &str, given: &Given, parsed: Result<T, String>) -> Option<T> {
        parsed.map_err(|what| self.mistake(name, &given.origin, &what)).ok()
    }

    /// Any text, which is never shown.
    pub fn read_secret(&mut self, name: &str) -> Option<crate::secret::Secret> {
        self.take(name).map(|given| crate::secret::Secret::new(given.text.trim_end_matches(['\r', '\n'])))
    }

    /// A list, as a TOML array or separated by commas.
    pub fn read_list<T: FromStr>(&mut self, name: &str) -> Option<Vec<T>>
    where
        T::Err: fmt::Display,
    {
        let given = self.take(name)?;
        let mut values = Vec::new();
        for item in given.text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            match item.parse() {
                Ok(value) => values.push(value),
                Err(error) => self.mistake(name, &given.origin, &format!("{error}; found “{item}”")),
            }
        }
        Some(values)
    }

    fn take(&mut self, name: &str) -> Option<Given> {
        let variable = variable(name);
        let in_file = self.given.remove(name);
        let direct = self.environment.remove(&variable);
        let origin = format!("{variable}_FILE");
        let named_file = self.environment.remove(&origin);
        if let Some(text) = direct {
            if named_file.is_some() {
                self.mistake(name, &variable, &format!("{origin} is set too; set one of them"));
            }
            return Some(Given { text, origin: variable });
        }
        let Some(path) = named_file else { return in_file };
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(Given { text, origin }),
            Err(error) => {
                self.mistake(name, &origin, &format!("{path} cannot be read: {error}"));
                None
            }
        }
    }

    /// Notes something wrong with a setting that only its reader can see.
    pub fn mistake(&mut self, setting: &str, origin: &str, what: &str) {
        self.mistakes.push(Mistake { setting: setting.to_owned(), origin: origin.to_owned(), what: what.to_owned() });
    }

    /// Everything that is wrong, unknown settings included.
    #[must_use]
    pub fn finish(mut self) -> Vec<Mistake> {
        let unknown = "there is no such setting";
        for (name, given) in std::mem::take(&mut self.given) {
            self.mistake(&name, &given.origin, unknown);
        }
        for name in std::mem::take(&mut self.environment).into_keys().filter(|name| !is_not_a_setting(name)) {
            self.mistake(&name, "the environment", unknown);
        }
        self.mistakes
    }
}

/// Whether a variable may configure the College.
pub fn is_ours(variable: &str) -> bool {
    variable.starts_with(PREFIX) || variable.starts_with("DATABASE_URL")
}

/// The test suite and the command line have variables of their own.
fn is_not_a_setting(name: &str) -> bool {
    name.starts_with("COLLEGE_TEST_") || matches!(name, "COLLEGE_SAMPLES" | "COLLEGE_DATA_DIR")
}

/// `mail.smtp.host` is `COLLEGE_MAIL_SMTP_HOST`; the database is also known by the name that everybody uses.
fn variable(name: &str) -> String {
    match name {
        "database.url" => "DATABASE_URL".to_owned(),
        _ => format!("{PREFIX}{}", name.replace(['.', '-'], "_").to_uppercase()),
    }
}

fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::DatabaseUrl;

    fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_environment_goes_before_the_file_and_all_mistakes_are_reported() -> std::io::Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), "[server]\nlisten = \"here\"\nworkers = 3\n[typo]\na = 1\n")?;
        let mut settings =
            Settings::collect(Some(file.path()), environment(&[("COLLEGE_SERVER_WORKERS", "5"), ("COLLEGE_ODD", "1")]));
        assert_eq!(settings.read::<u16>("server.workers"), Some(5));
        assert_eq!(settings.read::<std::net::SocketAddr>("server.listen"), None);
        let mistakes = settings.finish();
        let named: Vec<&str> = mistakes.iter().map(|mistake| mistake.setting.as_str()).collect();
        assert_eq!(named, ["server.listen", "typo.a", "COLLEGE_ODD"]);
        Ok(())
    }

    #[test]
    fn the_databases_url_may_stand_in_a_file_but_not_be_set_twice() -> std::io::Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), "sqlite:/srv/college.db\n")?;
        let path = file.path().display().to_string();
        let read = |variables: &[(&str, &str)]| {
            let mut settings = Settings::collect(None, environment(variables));
            (settings.read_hidden::<DatabaseUrl>("database.url"), settings.finish())
        };
        let named = ("DATABASE_URL_FILE", path.as_str());
        assert_eq!(read(&[named]), (Some(DatabaseUrl::Sqlite("/srv/college.db".into())), Vec::new()));
        let (_, mistakes) = read(&[named, ("DATABASE_URL", "sqlite:other.db")]);
        assert_eq!(
            mistakes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["database.url (DATABASE_URL): DATABASE_URL_FILE is set too; set one of them"]
        );
        Ok(())
    }

    #[test]
    fn what_is_out_of_its_limits_is_a_mistake_and_what_is_not_utf_8_only_if_it_is_ours() {
        use std::os::unix::ffi::OsStringExt as _;
        let broken = || OsString::from_vec(vec![0xff]);
        let variables =
            [("COLLEGE_A", "0".into()), ("COLLEGE_B", "9".into()), ("COLLEGE_C", broken()), ("EDITOR", broken())];
        let variables = variables.map(|(name, value)| (OsString::from(name), value)).into_iter();
        let mut settings = Settings::collect(None, variables.chain([(broken(), broken())]));
        assert_eq!((settings.read_within("a", 1..=9), settings.read_within("b", 1..=9)), (None, Some(9)));
        let mistakes: Vec<String> = settings.finish().iter().map(ToString::to_string).collect();
        assert_eq!(
            mistakes,
            ["COLLEGE_C (the environment): its value is not UTF-8", "a (COLLEGE_A): expected 1 to 9; found “0”"]
        );
    }

    #[test]
    fn a_secret_may_stand_in_a_file_of_its_own() -> std::io::Result<()> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), "geheim\n")?;
        let path = file.path().display().to_string();
        let mut settings = Settings::collect(None, environment(&[("COLLEGE_MAIL_SMTP_PASSWORD_FILE", &path)]));
        let secret = settings.read_secret("mail.smtp.password");
        assert_eq!(secret.map(|secret| secret.reveal().to_owned()).as_deref(), Some("geheim"));
        Ok(())
    }
}

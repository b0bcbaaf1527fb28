//! The glossary: what a term is called in a locale, and what it must not be called.

use std::sync::LazyLock;

use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::service::checking::TERMS_CHANGED;
use crate::translations::store::terms;

/// The terms of the Convention in its working languages.
const SHIPPED: &str = include_str!("../data/glossary.csv");

struct Row {
    source: String,
    translations: Vec<(Locale, String)>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(SHIPPED.as_bytes());
    let locales: Vec<Locale> =
        reader.headers().map(|row| row.iter().skip(1).filter_map(|tag| tag.parse().ok()).collect()).unwrap_or_default();
    let rows = reader.records().filter_map(Result::ok).filter_map(|record| {
        let mut cells = record.iter().map(str::to_owned);
        let source = cells.next()?;
        Some(Row { source, translations: locales.iter().cloned().zip(cells).collect() })
    });
    rows.collect()
});

/// Adds the terms of the Convention that are not there yet.
///
/// # Errors
/// When the database refuses.
pub fn add_shipped(tx: &mut Tx<'_>) -> Result<(), AppError> {
    let known = terms::list_sources(tx.conn())?;
    let mut is_new = false;
    for row in ROWS.iter().filter(|row| !known.contains(&row.source)) {
        let (id, now) = (tx.new_id(), tx.now());
        terms::add(tx.conn(), id, &row.source, "")?;
        for (locale, text) in &row.translations {
            let called =
                terms::Called { locale: locale.clone(), text: text.clone(), forbidden: false, note: String::new() };
            terms::call(tx.conn(), id, &called, (None, now))?;
        }
        is_new = true;
    }
    if is_new {
        announce(tx, TERMS_CHANGED, "")?;
    }
    Ok(())
}

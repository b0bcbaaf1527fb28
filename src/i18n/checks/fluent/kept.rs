//! Files that were parsed and are in use: a language that publishes has its own files parsed, and not those of all others.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fluent_bundle::FluentResource;

use crate::i18n::{Locale, Source};

type Kept = HashMap<(Locale, u64), Weak<FluentResource>>;

static KEPT: Mutex<Option<Kept>> = Mutex::new(None);

/// The file as it was parsed before, without a flaw, where somebody still holds it.
pub(super) fn find(source: &Source) -> Option<Arc<FluentResource>> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let resource = kept.as_ref()?.get(&key(&source.locale, &source.text))?.upgrade()?;
    (resource.source() == source.text).then_some(resource)
}

/// Keeps a file without a flaw for as long as somebody holds it.
pub(super) fn keep(locale: &Locale, resource: &Arc<FluentResource>) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    kept.retain(|_, resource| resource.strong_count() > 0);
    kept.insert(key(locale, resource.source()), Arc::downgrade(resource));
}

fn key(locale: &Locale, text: &str) -> (Locale, u64) {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (locale.clone(), hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn parsed(tag: &str, text: &str) -> Arc<FluentResource> {
        let source = Source { locale: tag.parse().expect("a language"), file: "kept.ftl".into(), text: text.into() };
        let Ok(parsed) = parse(vec![source]) else { panic!("a flaw") };
        Arc::clone(&parsed.first().expect("one").resource)
    }

    #[test]
    fn a_file_in_use_is_parsed_once_in_each_language() {
        let first = parsed("sw", "kept-a-file = Faili\n");
        assert!(Arc::ptr_eq(&first, &parsed("sw", "kept-a-file = Faili\n")));
        assert!(!Arc::ptr_eq(&first, &parsed("ln", "kept-a-file = Faili\n")));
        assert!(!Arc::ptr_eq(&first, &parsed("sw", "kept-a-file = Faili hii\n")));
    }

    #[test]
    fn a_file_with_a_flaw_is_refused_each_time() {
        for _ in 0..2 {
            let source = Source { locale: Locale::EN, file: "kept.ftl".into(), text: "kept = { $x ->\n".into() };
            assert!(parse(vec![source]).is_err());
        }
    }
}

//! The formatters of Fluent: one set for each thread, over texts that all threads share.
//!
//! fluent-bundle's bundle for several threads holds a mutex around every plural, and slows down with each thread added.
//! These are the other kind; they are cheap to make, are made when first needed, and are dropped with their generation
//! of catalogues.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use fluent_bundle::types::FluentNumberStyle;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use intl_memoizer::{IntlLangMemoizer, Memoizable};

use super::checks::limits::DIGITS;
use super::{Args, Catalogues, Locale, format};

pub(super) type Bundle = FluentBundle<Arc<FluentResource>>;

/// Requests under way may still read the catalogues of before; those of long before are gone.
const GENERATIONS_KEPT: usize = 3;
/// Fluent limits the number of placeables but not what they add up to.
const LONGEST_TEXT: usize = 256 * 1024;

/// Whether variables are wrapped in Unicode's isolation marks (U+2068, U+2069).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// For prose: a name in Arabic does not upset a sentence in French.
    Isolating,
    /// For what machines read: mail headers, file names, addresses.
    None,
}

/// What to look up: a message, or an attribute of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'a> {
    pub id: &'a str,
    pub attribute: Option<&'a str>,
}

pub(super) enum Attempt {
    Done(String),
    Missing,
    /// Fluent reported an error; its text is not fit to be shown.
    Broken(String),
}

/// Formats a message in exactly one language. `None` when there is no catalogue in it.
pub(super) fn attempt(
    catalogues: &Catalogues,
    locale: &Locale,
    key: Key<'_>,
    args: &Args,
    marks: Marks,
) -> Option<Attempt> {
    let bundle = shelved(catalogues, locale, marks)?;
    let message = bundle.get_message(key.id);
    let pattern = message.and_then(|message| match key.attribute {
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
        None => message.value(),
    });
    let Some(pattern) = pattern else { return Some(Attempt::Missing) };
    Some(match written(&bundle, pattern, &args.in_language(locale)) {
        Ok(text) => Attempt::Done(text),
        Err(cause) => Attempt::Broken(cause),
    })
}

/// Whether exactly one language has a message.
pub(super) fn has(catalogues: &Catalogues, locale: &Locale, id: &str) -> bool {
    shelved(catalogues, locale, Marks::Isolating).is_some_and(|bundle| bundle.has_message(id))
}

/// Formats one pattern.
///
/// # Errors
/// What Fluent reported; the text is not fit to be shown then.
pub(super) fn written(bundle: &Bundle, pattern: &Pattern<&str>, args: &FluentArgs<'_>) -> Result<String, String> {
    let mut errors = Vec::new();
    let mut text = Bounded(String::new());
    FAILED.set(false);
    let written = bundle.write_pattern(&mut text, pattern, Some(args), &mut errors);
    match errors.first() {
        None if written.is_ok() && !FAILED.get() => Ok(text.0),
        None => Err("a number that cannot be written, or a text without end".to_owned()),
        Some(error) => Err(error.to_string()),
    }
}

struct Bounded(String);

impl Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.0.len() + more.len() > LONGEST_TEXT {
            return Err(fmt::Error);
        }
        self.0.push_str(more);
        Ok(())
    }
}

type Generation = HashMap<(Locale, bool), Rc<Bundle>>;

thread_local! {
    static SHELF: RefCell<BTreeMap<u64, Generation>> = const { RefCell::new(BTreeMap::new()) };
    /// Set by a function or formatter that fails: Fluent gives these no way to report an error.
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

fn shelved(catalogues: &Catalogues, locale: &Locale, marks: Marks) -> Option<Rc<Bundle>> {
    let resources = catalogues.resources(locale)?;
    let key = (locale.clone(), marks == Marks::Isolating);
    SHELF.with_borrow_mut(|shelf| {
        if let Some(bundle) = shelf.get(&catalogues.generation()).and_then(|bundles| bundles.get(&key)) {
            return Some(Rc::clone(bundle));
        }
        let bundle = Rc::new(bundle(resources, locale, marks)?);
        shelf.entry(catalogues.generation()).or_default().insert(key, Rc::clone(&bundle));
        while shelf.len() > GENERATIONS_KEPT {
            shelf.pop_first();
        }
        Some(bundle)
    })
}

pub(super) fn bundle(resources: &[Arc<FluentResource>], locale: &Locale, marks: Marks) -> Option<Bundle> {
    let mut bundle = FluentBundle::new(vec![locale.as_str().parse().ok()?]);
    bundle.set_use_isolating(marks == Marks::Isolating);
    bundle.set_formatter(Some(written_number));
    bundle.add_function("NUMBER", number).ok()?;
    for resource in resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    Some(bundle)
}

/// Fluent's `NUMBER()`, which says so when it fails, stays within the arithmetic of plurals, and counts by the digits
/// it shows.
fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::Number(given)) = positional.first() else {
        FAILED.set(true);
        return FluentValue::Error;
    };
    let mut number = given.clone();
    number.options.merge(named);
    let options = &mut number.options;
    for digits in [
        &mut options.minimum_integer_digits,
        &mut options.minimum_fraction_digits,
        &mut options.maximum_fraction_digits,
    ] {
        *digits = digits.map(|digits| digits.min(DIGITS));
    }
    if let Some(digits) = options.maximum_fraction_digits {
        number.value = format!("{:.digits$}", number.value).parse().unwrap_or(number.value);
    }
    FluentValue::Number(number)
}

/// Writes numbers with the digits and the grouping of the language; leaves everything else to Fluent.
fn written_number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let options = &number.options;
    let written = memoizer.with_try_get::<InLanguage, _, _>((), |InLanguage(locale)| {
        let shape = format::Shape {
            grouped: options.use_grouping,
            percent: options.style == FluentNumberStyle::Percent,
            integer_digits: options.minimum_integer_digits.unwrap_or(1),
            fraction_digits: (options.minimum_fraction_digits.unwrap_or(0), options.maximum_fraction_digits),
        };
        format::shaped(number.value, shape, locale)
    });
    Some(written.ok().flatten().unwrap_or_else(|| {
        FAILED.set(true);
        String::new()
    }))
}

/// The language of a bundle: the memoizer knows it, and tells only what it constructs.
struct InLanguage(Locale);

impl Memoizable for InLanguage {
    type Args = ();
    type Error = super::locale::NotALanguage;

    fn construct(language: unic_langid::LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Locale::parse(&language.to_string()).map(Self)
    }
}

//! What a reader asks for, word for word, and the answers to what was asked before: reading tags and looking for their parents
//! costs more than all the rest of an answer from memory, and readers ask the same few things.
//!
//! Each thread remembers for itself, so that none waits for another.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::negotiation::{Negotiated, Preferences, Wishes};
use super::{I18n, Locale};

/// Answers that a thread remembers; then it begins anew.
const REMEMBERED: usize = 2_000;
/// Browsers stay far below; what is longer is negotiated each time.
const LONGEST_REMEMBERED: usize = 256;

/// What a request says of languages. What is no language tag is as good as not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// `?lang=`.
    pub explicit: Option<String>,
    pub cookie: Option<String>,
    /// The setting of the account.
    pub account: Option<Locale>,
    /// `Accept-Language`.
    pub header: String,
}

/// The answers of one generation of catalogues, by the languages offered and by what was asked.
#[derive(Default)]
struct Answers {
    generation: u64,
    count: usize,
    known: HashMap<Vec<Locale>, HashMap<Asked, Arc<Negotiated>>>,
}

thread_local! {
    static ANSWERS: RefCell<Answers> = RefCell::default();
}

impl Answers {
    fn of(&mut self, generation: u64) -> &mut Self {
        if self.generation != generation || self.count >= REMEMBERED {
            *self = Self { generation, ..Self::default() };
        }
        self
    }

    fn find(&self, asked: &Asked, offered: &[Locale]) -> Option<Arc<Negotiated>> {
        self.known.get(offered)?.get(asked).cloned()
    }

    fn keep(&mut self, asked: &Asked, offered: &[Locale], answer: &Arc<Negotiated>) {
        let among = self.known.entry(offered.to_vec()).or_default();
        self.count += usize::from(among.insert(asked.clone(), Arc::clone(answer)).is_none());
    }
}

impl Asked {
    /// Whether it is worth remembering.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let texts = [self.explicit.as_deref(), self.cookie.as_deref(), Some(self.header.as_str())];
        texts.into_iter().flatten().map(str::len).sum::<usize>() <= LONGEST_REMEMBERED
    }

    /// The pseudo-locale that is named for this very request: what else would lead to it is for people who read.
    #[must_use]
    pub fn pseudo(&self) -> Option<Locale> {
        let explicit = self.explicit.as_deref().filter(|tag| tag.ends_with(['A', 'a', 'B', 'b']))?;
        Locale::parse(explicit).ok().filter(Locale::is_pseudo)
    }

    fn negotiate(&self, i18n: &I18n, offered: &[Locale]) -> Arc<Negotiated> {
        let tag = |text: &Option<String>| text.as_deref().and_then(|text| Locale::parse(text).ok());
        let (explicit, cookie) = (tag(&self.explicit), tag(&self.cookie));
        let wishes = Wishes {
            explicit: explicit.as_ref(),
            cookie: cookie.as_ref(),
            account: self.account.as_ref(),
            header: &Preferences::from_header(&self.header),
        };
        Arc::new(i18n.negotiate_among(&wishes, offered))
    }
}

impl I18n {
    /// As [`negotiate_among`](Self::negotiate_among), from memory where the same was asked before.
    #[must_use]
    pub fn answer(&self, asked: &Asked, offered: &[Locale]) -> Arc<Negotiated> {
        if !asked.is_short() {
            return asked.negotiate(self, offered);
        }
        let generation = self.catalogues().generation();
        if let Some(answer) = ANSWERS.with_borrow_mut(|answers| answers.of(generation).find(asked, offered)) {
            return answer;
        }
        let answer = asked.negotiate(self, offered);
        ANSWERS.with_borrow_mut(|answers| answers.of(generation).keep(asked, offered, &answer));
        answer
    }
}

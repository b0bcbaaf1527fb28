//! What a reader asks for, word for word, and the answers to what was asked before: reading tags and looking for their parents
//! costs more than all the rest of an answer from memory, and readers ask the same few things.

use super::negotiation::{Negotiated, Preferences, Wishes};
use super::{I18n, Locale};
use crate::cache::Cache;

/// Answers are remembered in two generations of so many.
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

/// Asked by whom for what: the catalogues' generation, the wishes, the languages offered.
type Question = (u64, Asked, Vec<Locale>);

/// Answers by question.
pub(super) struct Remembered(Cache<Question, Negotiated>);

impl Default for Remembered {
    fn default() -> Self {
        Self(Cache::new(REMEMBERED))
    }
}

impl std::fmt::Debug for Remembered {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Remembered")
    }
}

impl Asked {
    fn is_short(&self) -> bool {
        let texts = [self.explicit.as_deref(), self.cookie.as_deref(), Some(self.header.as_str())];
        texts.into_iter().flatten().map(str::len).sum::<usize>() <= LONGEST_REMEMBERED
    }

    fn negotiate(&self, i18n: &I18n, offered: &[Locale]) -> Negotiated {
        let tag = |text: &Option<String>| text.as_deref().and_then(|text| Locale::parse(text).ok());
        let (explicit, cookie) = (tag(&self.explicit), tag(&self.cookie));
        let wishes = Wishes {
            explicit: explicit.as_ref(),
            cookie: cookie.as_ref(),
            account: self.account.as_ref(),
            header: &Preferences::from_header(&self.header),
        };
        i18n.negotiate_among(&wishes, offered)
    }
}

impl I18n {
    /// As [`negotiate_among`](Self::negotiate_among), from memory where the same was asked before.
    #[must_use]
    pub fn answer(&self, asked: &Asked, offered: &[Locale]) -> Negotiated {
        if !asked.is_short() {
            return asked.negotiate(self, offered);
        }
        let answers = &self.remembered().0;
        let question = (self.catalogues().generation(), asked.clone(), offered.to_vec());
        if let Some(answer) = answers.get(&question) {
            return answer;
        }
        let answer = asked.negotiate(self, offered);
        answers.keep(question, answer.clone(), answers.seen());
        answer
    }
}

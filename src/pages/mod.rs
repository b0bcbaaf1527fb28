//! Pages: the College in a browser, from the same services as the API, for anybody and on any phone.
//!
//! * A page is a typed template on one `Layout`; its words are messages of `locales/*/pages.ftl`, what it shows of a
//!   course is what the API shows of it.
//! * Every text is a `Phrase`: where it is not in the language of the page it says so with `lang` and `dir`.
//! * A page holds its style and no script. It loads nothing but pictures of the College's own.
//! * What guests are shown is the same bytes for all who read a language: [`kept::Pages`] shapes and compresses it once.
//! * A language that was asked for by name (`?lang=`) is carried on by every link, so that no cookie is needed.
//!
//! * Who has signed in has a session as any other, by a cookie that no script reads (`routes/session.rs`); her pages are below `/my`, and no cache
//!   keeps them. The API takes no cookie, so that nothing can be sent to it in her name.
//! * What a form changes, it changes by `POST`, from a page of this session, and leads on to a page. It posts to the address of the page that it
//!   stands on: whoever sends it after her session has ended signs in, is shown what she had typed, and sends it again (`routes/interrupted.rs`).
//! * A lesson counts when its reader says so at its end: as opened when the page was made, and as read for the time since. No script watches her.
//!
//! What must always hold: no page shows what the API would refuse to the same person.

mod account;
mod again;
mod answers;
mod attempt;
mod catalogue;
mod components;
mod course;
mod edition;
mod enrol;
mod form;
mod home;
mod kept;
mod layout;
mod lesson;
mod mine;
mod my_course;
mod phrase;
mod question;
mod quiz;
mod reading;
mod refusal;
mod result;
mod routes;
mod sign_in;

pub use kept::Pages;
pub use refusal::refusal;
pub use routes::routes;

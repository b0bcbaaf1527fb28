//! The tables, as Diesel sees them: one for both engines. A test compares them with what the migrations make.

mod certification;
mod housekeeping;
mod learning;
mod membership;
mod teaching;
mod translation;

pub use self::certification::*;
pub use self::housekeeping::*;
pub use self::learning::*;
pub use self::membership::*;
pub use self::teaching::*;
pub use self::translation::*;

diesel::joinable!(accounts -> people (person));
diesel::joinable!(sessions -> people (person));
diesel::joinable!(role_grants -> people (person));
diesel::joinable!(affiliations -> people (person));
diesel::joinable!(party_names -> parties (party));
diesel::joinable!(party_flags -> parties (party));
diesel::joinable!(refresh_tokens -> sessions (session));
diesel::joinable!(course_versions -> courses (course));
diesel::joinable!(course_editions -> course_versions (version));
diesel::joinable!(enrolments -> courses (course));
diesel::joinable!(certificates -> courses (course));
diesel::joinable!(workshop_participants -> workshops (workshop));
diesel::joinable!(units -> catalogues (catalogue));
diesel::joinable!(course_layouts -> catalogues (catalogue));
diesel::joinable!(translations -> units (unit));
diesel::joinable!(term_translations -> terms (term));

diesel::allow_tables_to_appear_in_same_query!(
    changes,
    keys,
    jobs,
    outbox,
    idempotency_keys,
    audit,
    throttles,
    people,
    accounts,
    account_tokens,
    setup_codes,
    sessions,
    refresh_tokens,
    role_grants,
    parties,
    party_names,
    party_flags,
    affiliations,
    cohorts,
    courses,
    course_versions,
    course_editions,
    withheld_editions,
    course_pictures,
    course_drafts,
    enrolments,
    activity_states,
    progress_events,
    attempts,
    attempt_answers,
    accommodations,
    certificate_serials,
    certificate_candidates,
    sign_off_batches,
    sign_off_batch_items,
    workshops,
    workshop_participants,
    certificates,
    certificate_policies,
    certificate_pictures,
    certificate_designs,
    certificate_design_versions,
    correction_requests,
    certificate_ids,
    certificate_events,
    certificate_renditions,
    status_lists,
    certificate_credentials,
    contributors,
    locales,
    locale_supporters,
    catalogues,
    units,
    source_revisions,
    unit_signatures,
    course_layouts,
    translations,
    translation_reviews,
    translation_votes,
    unit_comments,
    translation_counts,
    contributions,
    publications,
    translation_imports,
    terms,
    term_translations,
);

//! What is translated: locales, units, suggestions, reviews, publications, terms.

diesel::table! {
    contributors (person) {
        person -> Binary,
        terms -> Text,
        licence -> Text,
        accepted_at -> BigInt,
        is_named -> Bool,
        wants_digest -> Bool,
        row_version -> Integer,
        told_until -> BigInt,
    }
}

diesel::table! {
    locales (tag) {
        tag -> Text,
        autonym -> Text,
        name_en -> Text,
        name_fr -> Text,
        name_es -> Text,
        plurals -> Text,
        bridge -> Text,
        state -> Text,
        motive -> Text,
        least_interface -> Integer,
        least_course -> Integer,
        may_approve_own -> Bool,
        proposed_by -> Nullable<Binary>,
        proposed_at -> BigInt,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        row_version -> Integer,
        lead_missed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    locale_supporters (locale, person) {
        locale -> Text,
        person -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    catalogues (id) {
        id -> Binary,
        kind -> Text,
        slug -> Text,
        source_locale -> Text,
        core -> Bool,
        priority -> Integer,
        deadline -> Nullable<Text>,
        rank -> Integer,
        unit_count -> Integer,
        word_count -> Integer,
        row_version -> Integer,
        learners -> Integer,
    }
}

diesel::table! {
    units (id) {
        id -> Binary,
        catalogue -> Binary,
        key -> Text,
        ordinal -> Integer,
        section -> Text,
        kind -> Text,
        note -> Text,
        max_length -> Nullable<Integer>,
        assessed -> Bool,
        source -> Text,
        source_folded -> Text,
        source_hash -> Text,
        revision -> Integer,
        significant_revision -> Integer,
        words -> Integer,
        obsolete_at -> Nullable<BigInt>,
        row_version -> Integer,
        picture -> Text,
    }
}

diesel::table! {
    source_revisions (unit, number) {
        unit -> Binary,
        number -> Integer,
        body -> Text,
        hash -> Text,
        significant -> Bool,
        author -> Nullable<Binary>,
        created_at -> BigInt,
    }
}

diesel::table! {
    unit_signatures (hash, unit) {
        hash -> Integer,
        unit -> Binary,
    }
}

diesel::table! {
    course_layouts (version) {
        version -> Binary,
        catalogue -> Binary,
        layout -> Text,
    }
}

diesel::table! {
    translations (id) {
        id -> Binary,
        unit -> Binary,
        catalogue -> Binary,
        locale -> Text,
        revision -> Integer,
        body -> Text,
        body_folded -> Text,
        state -> Text,
        origin -> Text,
        author -> Nullable<Binary>,
        newcomer -> Bool,
        fails -> Bool,
        findings -> Text,
        dismissals -> Text,
        votes -> Integer,
        created_at -> BigInt,
        settled_at -> Nullable<BigInt>,
        row_version -> Integer,
    }
}

diesel::table! {
    translation_reviews (id) {
        id -> Binary,
        translation -> Binary,
        reviewer -> Binary,
        verdict -> Text,
        reason -> Nullable<Text>,
        remark -> Text,
        edited_body -> Nullable<Text>,
        at -> BigInt,
    }
}

diesel::table! {
    translation_votes (translation, person) {
        translation -> Binary,
        person -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    unit_comments (id) {
        id -> Binary,
        unit -> Binary,
        locale -> Text,
        author -> Binary,
        body -> Text,
        at -> BigInt,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    contributions (locale, catalogue, person) {
        locale -> Text,
        catalogue -> Binary,
        person -> Binary,
        suggested -> Integer,
        approved -> Integer,
        reviewed -> Integer,
    }
}

diesel::table! {
    translation_counts (locale, catalogue) {
        locale -> Text,
        catalogue -> Binary,
        approved -> Integer,
        stale -> Integer,
        suggested -> Integer,
        changes_requested -> Integer,
        failing -> Integer,
        touched -> Integer,
        approved_words -> Integer,
        stale_words -> Integer,
    }
}

diesel::table! {
    publications (id) {
        id -> Binary,
        locale -> Text,
        subject -> Text,
        generation -> Integer,
        hash -> Text,
        content -> Text,
        unit_count -> Integer,
        edition -> Nullable<Binary>,
        rolled_back_to -> Nullable<Binary>,
        published_by -> Nullable<Binary>,
        published_at -> BigInt,
    }
}

diesel::table! {
    translation_imports (id) {
        id -> Binary,
        locale -> Text,
        catalogue -> Binary,
        format -> Text,
        file -> Binary,
        dry_run -> Bool,
        state -> Text,
        total -> Integer,
        taken -> Integer,
        failing -> Integer,
        unchanged -> Integer,
        absent -> Integer,
        waiting -> Integer,
        moved -> Integer,
        faults -> Text,
        imported_by -> Nullable<Binary>,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    terms (id) {
        id -> Binary,
        source -> Text,
        definition -> Text,
        row_version -> Integer,
    }
}

diesel::table! {
    term_translations (term, locale, text) {
        term -> Binary,
        locale -> Text,
        text -> Text,
        forbidden -> Bool,
        note -> Text,
        author -> Nullable<Binary>,
        at -> BigInt,
    }
}

//! The tables, as Diesel sees them: one for both engines. A test compares it with what the migrations make.

diesel::table! {
    changes (seq) {
        seq -> BigInt,
        kind -> Text,
        key -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    keys (kid) {
        kid -> Text,
        purpose -> Text,
        generation -> Integer,
        sealed -> Binary,
        active_from -> BigInt,
        active_until -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        compromised_at -> Nullable<BigInt>,
        revocation_reason -> Nullable<Text>,
    }
}

diesel::table! {
    jobs (id) {
        id -> Binary,
        kind -> Text,
        payload -> Text,
        once_key -> Nullable<Text>,
        state -> Text,
        due_at -> BigInt,
        tries -> Integer,
        leased_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    outbox (id) {
        id -> Binary,
        person -> Nullable<Binary>,
        address -> Text,
        locale -> Text,
        letter -> Text,
        urgency -> Integer,
        state -> Text,
        due_at -> BigInt,
        tries -> Integer,
        leased_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        sent_at -> Nullable<BigInt>,
        kind -> Text,
    }
}

diesel::table! {
    idempotency_keys (person, key) {
        person -> Binary,
        key -> Text,
        request -> Binary,
        answer -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    audit (id) {
        id -> Binary,
        at -> BigInt,
        actor -> Nullable<Binary>,
        act -> Text,
        subject -> Text,
        detail -> Text,
    }
}

diesel::table! {
    throttles (key) {
        key -> Binary,
        failures -> Integer,
        blocked_until -> BigInt,
        forgotten_at -> BigInt,
    }
}

diesel::table! {
    people (id) {
        id -> Binary,
        name -> Text,
        locale -> Text,
        country -> Nullable<Text>,
        row_version -> Integer,
        created_at -> BigInt,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts (person) {
        person -> Binary,
        email -> Text,
        email_key -> Text,
        password -> Text,
        verified_at -> Nullable<BigInt>,
        disabled_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    account_tokens (hash) {
        hash -> Binary,
        person -> Binary,
        purpose -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    setup_codes (hash) {
        hash -> Binary,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Binary,
        person -> Binary,
        amr -> Text,
        auth_time -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    refresh_tokens (hash) {
        hash -> Binary,
        session -> Binary,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    role_grants (id) {
        id -> Binary,
        person -> Binary,
        role -> Text,
        scope_kind -> Text,
        scope_key -> Text,
        granted_by -> Nullable<Binary>,
        granted_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        revoked_by -> Nullable<Binary>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    parties (iso2) {
        iso2 -> Text,
        iso3 -> Text,
        region -> Text,
        entry_into_force -> Text,
    }
}

diesel::table! {
    party_names (party, locale) {
        party -> Text,
        locale -> Text,
        name -> Text,
    }
}

diesel::table! {
    party_flags (id) {
        id -> Binary,
        party -> Text,
        flag -> Text,
        raised -> Bool,
        from_day -> Text,
        noted_by -> Nullable<Binary>,
        noted_at -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    affiliations (id) {
        id -> Binary,
        person -> Binary,
        party -> Text,
        authority -> Text,
        organisation -> Text,
        state -> Text,
        requested_at -> BigInt,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        expires_at -> Nullable<BigInt>,
        announced_at -> Nullable<BigInt>,
        reminded_at -> Nullable<BigInt>,
        name -> Nullable<Text>,
    }
}

diesel::table! {
    cohorts (id) {
        id -> Binary,
        name -> Text,
        course -> Nullable<Text>,
        party -> Nullable<Text>,
        sponsor -> Text,
        created_by -> Nullable<Binary>,
        created_at -> BigInt,
    }
}

diesel::table! {
    courses (id) {
        id -> Binary,
        slug -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    course_versions (id) {
        id -> Binary,
        course -> Binary,
        number -> Integer,
        hash -> Text,
        structure -> Text,
        answer_keys -> Text,
        published_by -> Nullable<Binary>,
        published_at -> BigInt,
    }
}

diesel::table! {
    course_editions (id) {
        id -> Binary,
        version -> Binary,
        locale -> Text,
        generation -> Integer,
        hash -> Text,
        words -> Text,
        sealed -> Text,
        published_at -> BigInt,
    }
}

diesel::table! {
    withheld_editions (edition) {
        edition -> Binary,
        at -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    course_pictures (hash) {
        hash -> Text,
        media_type -> Text,
        bytes -> Binary,
    }
}

diesel::table! {
    course_drafts (id) {
        id -> Binary,
        course -> Binary,
        hash -> Text,
        package -> Binary,
        origin -> Text,
        uploaded_by -> Nullable<Binary>,
        uploaded_at -> BigInt,
        published_as -> Nullable<Binary>,
    }
}

diesel::table! {
    enrolments (person, id) {
        person -> Binary,
        id -> Binary,
        course -> Binary,
        version -> Binary,
        state -> Text,
        locale -> Text,
        cohort -> Nullable<Binary>,
        affiliation -> Nullable<Binary>,
        party -> Nullable<Text>,
        authority -> Nullable<Text>,
        requested_at -> BigInt,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        expires_at -> Nullable<BigInt>,
        completed_at -> Nullable<BigInt>,
        grade -> Nullable<Integer>,
        announced_at -> Nullable<BigInt>,
        reminded_at -> Nullable<BigInt>,
        versions_left -> Nullable<Text>,
        in_person -> Bool,
    }
}

diesel::table! {
    activity_states (person, enrolment, activity) {
        person -> Binary,
        enrolment -> Binary,
        activity -> Text,
        viewed_at -> Nullable<BigInt>,
        active_seconds -> Integer,
        attempts -> Integer,
        score -> Nullable<Integer>,
        passed -> Bool,
        completed_at -> Nullable<BigInt>,
        completed_version -> Nullable<Binary>,
        completed_locale -> Nullable<Text>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    progress_events (person, id) {
        person -> Binary,
        id -> Binary,
        enrolment -> Binary,
        activity -> Text,
        kind -> Text,
        active_seconds -> Integer,
        score -> Nullable<Integer>,
        edition -> Nullable<Text>,
        occurred_at -> BigInt,
        received_at -> BigInt,
    }
}

diesel::table! {
    attempts (person, id) {
        person -> Binary,
        id -> Binary,
        enrolment -> Binary,
        activity -> Text,
        number -> Integer,
        version -> Binary,
        edition -> Binary,
        seed -> BigInt,
        questions -> Text,
        started_at -> BigInt,
        deadline -> Nullable<BigInt>,
        submitted_at -> Nullable<BigInt>,
        score -> Nullable<Integer>,
        passed -> Nullable<Bool>,
        marks -> Nullable<Text>,
    }
}

diesel::table! {
    attempt_answers (person, attempt, question, late) {
        person -> Binary,
        attempt -> Binary,
        question -> Text,
        answer -> Text,
        late -> Bool,
        saved_at -> BigInt,
    }
}

diesel::table! {
    accommodations (person, id) {
        person -> Binary,
        id -> Binary,
        enrolment -> Nullable<Binary>,
        extra_time_percent -> Integer,
        reason -> Text,
        granted_by -> Binary,
        granted_at -> BigInt,
        expires_at -> BigInt,
        revoked_by -> Nullable<Binary>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    certificate_serials (year) {
        year -> Integer,
        last -> Integer,
    }
}

diesel::table! {
    certificate_candidates (person, enrolment) {
        person -> Binary,
        enrolment -> Binary,
        id -> Binary,
        course -> Binary,
        edition -> Binary,
        party -> Nullable<Text>,
        completed_at -> BigInt,
        state -> Text,
        script -> Nullable<Text>,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        public_reason -> Nullable<Text>,
        name -> Nullable<Text>,
        cohort -> Nullable<Binary>,
    }
}

diesel::table! {
    workshops (id) {
        id -> Binary,
        course -> Binary,
        version -> Binary,
        title -> Text,
        ended_on -> BigInt,
        locale -> Text,
        cohort -> Nullable<Binary>,
        file -> Binary,
        proposed_by -> Binary,
        proposed_at -> BigInt,
        expires_at -> BigInt,
        state -> Text,
        checked_at -> Nullable<BigInt>,
        size -> Integer,
        confirmed_by -> Nullable<Binary>,
        confirmed_at -> Nullable<BigInt>,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    workshop_participants (workshop, place) {
        workshop -> Binary,
        place -> Integer,
        line -> Integer,
        identity -> Binary,
        name_key -> Text,
        name -> Text,
        email -> Nullable<Text>,
        party -> Nullable<Text>,
        locale -> Text,
        reference -> Nullable<Text>,
        grade -> Nullable<Integer>,
        state -> Text,
        has_account -> Bool,
        warned -> Bool,
        findings -> Text,
        person -> Nullable<Binary>,
        enrolment -> Nullable<Binary>,
    }
}

diesel::table! {
    sign_off_batches (id) {
        id -> Binary,
        proposed_by -> Binary,
        proposed_at -> BigInt,
        token -> Binary,
        expires_at -> BigInt,
        state -> Text,
        size -> Integer,
        confirmed_at -> Nullable<BigInt>,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sign_off_batch_items (batch, place) {
        batch -> Binary,
        place -> Integer,
        candidate -> Binary,
        seen -> Binary,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    certificates (person, id) {
        person -> Binary,
        id -> Binary,
        serial -> Text,
        kind -> Text,
        enrolment -> Binary,
        course -> Binary,
        version -> Binary,
        edition -> Binary,
        locale -> Text,
        template -> Text,
        record -> Text,
        sha256 -> Text,
        test -> Bool,
        issued_at -> BigInt,
        valid_until -> Nullable<BigInt>,
        supersedes -> Nullable<Binary>,
        superseded_by -> Nullable<Binary>,
        signed -> Bool,
        party -> Nullable<Text>,
        cohort -> Nullable<Binary>,
        withdrawn -> Nullable<Text>,
        reminded -> Nullable<Integer>,
        withheld -> Bool,
        ends_early -> Nullable<BigInt>,
        end_changes -> Integer,
        erased_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    correction_requests (id) {
        id -> Binary,
        person -> Binary,
        certificate -> Binary,
        name -> Text,
        message -> Nullable<Text>,
        state -> Text,
        requested_at -> BigInt,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
        public_reason -> Nullable<Text>,
    }
}

diesel::table! {
    certificate_policies (course, version) {
        course -> Binary,
        version -> Integer,
        policy -> Text,
        changed_by -> Binary,
        changed_at -> BigInt,
    }
}

diesel::table! {
    certificate_pictures (sha256) {
        sha256 -> Text,
        bytes -> Binary,
        width -> Integer,
        height -> Integer,
        added_by -> Binary,
        added_at -> BigInt,
    }
}

diesel::table! {
    certificate_designs (slug) {
        slug -> Text,
        name -> Text,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    certificate_design_versions (design, number) {
        design -> Text,
        number -> Integer,
        sha256 -> Text,
        content -> Text,
        created_by -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    status_lists (number) {
        number -> Integer,
        base_url -> Text,
        taken -> Integer,
        changed_at -> BigInt,
    }
}

diesel::table! {
    certificate_credentials (person, certificate) {
        person -> Binary,
        certificate -> Binary,
        subject -> Binary,
        list -> Integer,
        place -> Integer,
        revoked -> Bool,
        suspended -> Bool,
        document -> Text,
        token -> Text,
        proof_key -> Text,
        token_key -> Text,
        signed_at -> BigInt,
    }
}

diesel::table! {
    certificate_ids (id) {
        id -> Binary,
        person -> Binary,
    }
}

diesel::table! {
    certificate_events (person, id) {
        person -> Binary,
        id -> Binary,
        certificate -> Binary,
        kind -> Text,
        public_reason -> Nullable<Text>,
        private_reason -> Nullable<Text>,
        actor -> Nullable<Binary>,
        at -> BigInt,
    }
}

diesel::table! {
    certificate_renditions (person, certificate, locale, sha256) {
        person -> Binary,
        certificate -> Binary,
        locale -> Text,
        sha256 -> Text,
        first_served_at -> BigInt,
    }
}

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

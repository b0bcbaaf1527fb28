//! What somebody learns: enrolments, progress, attempts, accommodations.

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
        renewed_through -> Nullable<Binary>,
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

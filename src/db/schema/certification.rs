//! What is certified: candidates, batches, workshops, certificates, their looks, their credentials.

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
        ignored_columns -> Text,
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

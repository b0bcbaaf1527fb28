//! What the process needs to go on: changes, keys, jobs, letters, answers that may be asked for again, the audit, throttles.

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

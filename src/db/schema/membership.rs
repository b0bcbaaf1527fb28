//! Who somebody is, and for whom: people, accounts, roles, Parties, affiliations, cohorts.

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
        browser -> Nullable<Binary>,
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

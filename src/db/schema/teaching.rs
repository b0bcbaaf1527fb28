//! What is taught: courses, their versions, editions, pictures and drafts.

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

//! A college of many languages and texts, written by SQL beside the running server: 60 locales, 20 courses, 200,000 units of courses.

use diesel::connection::SimpleConnection as _;
use virtual_college::db::{Conn, DatabaseUrl, Purpose, open};
use virtual_college::on_backend;
use virtual_college::translations::signature;

use crate::wire::Outcome;

pub const COURSES: u32 = 20;
pub const UNITS_OF_COURSE: u32 = 10_000;
const TERMS: u32 = 5_000;
const CONTRIBUTORS: u32 = 1_000;
const ROWS_OF_STATEMENT: u32 = 500;

/// Languages in which nearly all is translated; of the others there is [`PARTLY`], and then [`HARDLY`].
pub const WHOLLY: [&str; 5] = ["fr", "es", "de", "pt", "ar"];
pub const PARTLY: [&str; 20] = [
    "sw", "ru", "zh", "it", "nl", "pl", "tr", "vi", "th", "id", "hi", "bn", "ur", "fa", "ko", "ja", "uk", "cs", "sv",
    "mg",
];
pub const HARDLY: [&str; 34] = [
    "am", "az", "be", "bg", "bs", "ca", "da", "el", "et", "eu", "fi", "ga", "gl", "he", "hr", "hu", "hy", "is", "ka",
    "kk", "km", "lo", "lt", "lv", "mk", "mn", "ms", "my", "ne", "ro", "sk", "sl", "sq", "sr",
];

/// Fills a college that has started once.
pub fn fill(url: &DatabaseUrl) -> Outcome<()> {
    let mut conn = open(url, Purpose::Maintain).map_err(|error| error.to_string())?;
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    let engine = Engine { is_sqlite };
    if is_sqlite {
        run(&mut conn, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;")?;
    } else {
        // The server is at work beside.
        run(&mut conn, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED")?;
        run(&mut conn, "DROP INDEX IF EXISTS units_text; DROP INDEX IF EXISTS translations_text;")?;
    }
    run(&mut conn, "BEGIN")?;
    engine.locales(&mut conn)?;
    engine.units(&mut conn)?;
    engine.translations(&mut conn)?;
    engine.terms(&mut conn)?;
    run(&mut conn, COUNTS)?;
    engine.contributions(&mut conn)?;
    run(&mut conn, "COMMIT")?;
    // What PostgreSQL would have done by itself after a while; SQLite is left as it is.
    for statement in POSTGRES_AFTER.iter().filter(|_| !is_sqlite) {
        run(&mut conn, statement)?;
    }
    Ok(())
}

const POSTGRES_AFTER: [&str; 3] = [
    "CREATE INDEX units_text ON units USING gin (source_folded gin_trgm_ops)",
    "CREATE INDEX translations_text ON translations USING gin (body_folded gin_trgm_ops)",
    "VACUUM ANALYZE",
];

const UNITS: &str = "units (id, catalogue, key, ordinal, section, kind, note, max_length, assessed, source, source_folded, source_hash, revision, \
     significant_revision, words, obsolete_at, row_version)";

const COUNTS: &str = "DELETE FROM translation_counts; INSERT INTO translation_counts \
     SELECT locale, catalogue, SUM(a), SUM(s), SUM(w), SUM(c), SUM(f), COUNT(*), SUM(a * words), SUM(s * words) FROM (\
       SELECT t.locale, t.catalogue, u.id, MAX(u.words) AS words, \
         MAX(CASE WHEN t.state = 'approved' AND t.revision >= u.significant_revision THEN 1 ELSE 0 END) AS a, \
         MAX(CASE WHEN t.state = 'approved' AND t.revision < u.significant_revision THEN 1 ELSE 0 END) AS s, \
         MAX(CASE WHEN t.state = 'suggested' THEN 1 ELSE 0 END) AS w, \
         MAX(CASE WHEN t.state = 'changes-requested' THEN 1 ELSE 0 END) AS c, \
         SUM(CASE WHEN t.fails THEN 1 ELSE 0 END) AS f \
       FROM translations t JOIN units u ON u.id = t.unit \
       WHERE t.state IN ('suggested', 'changes-requested', 'approved') AND u.obsolete_at IS NULL \
       GROUP BY t.locale, t.catalogue, u.id) AS x GROUP BY locale, catalogue; \
     UPDATE catalogues SET unit_count = (SELECT COUNT(*) FROM units WHERE catalogue = catalogues.id AND obsolete_at IS NULL), \
       word_count = (SELECT COALESCE(SUM(words), 0) FROM units WHERE catalogue = catalogues.id AND obsolete_at IS NULL);";

fn run(conn: &mut Conn, sql: &str) -> Outcome<()> {
    let what = |error: diesel::result::Error| format!("{error}: {}", sql.chars().take(300).collect::<String>());
    on_backend!(conn, |c| c.batch_execute(sql)).map_err(what)
}

/// What is written otherwise on each engine.
struct Engine {
    is_sqlite: bool,
}

impl Engine {
    fn id(&self, number: u64) -> String {
        if self.is_sqlite { format!("X'{number:032x}'") } else { format!("'\\x{number:032x}'::bytea") }
    }

    fn no(&self) -> &'static str {
        if self.is_sqlite { "0" } else { "FALSE" }
    }

    /// An id from a number that the database works out.
    fn id_of(&self, number: &str) -> String {
        if self.is_sqlite {
            format!("unhex(printf('%032x', {number}))")
        } else {
            format!("decode(lpad(to_hex(({number})::bigint), 32, '0'), 'hex')")
        }
    }

    fn locales(&self, conn: &mut Conn) -> Outcome<()> {
        let no = self.no();
        for tag in WHOLLY.iter().chain(&PARTLY).chain(&HARDLY) {
            run(
                conn,
                &format!(
                    "INSERT INTO locales (tag, autonym, name_en, name_fr, name_es, plurals, bridge, state, motive, least_interface, \
                     least_course, may_approve_own, proposed_by, proposed_at, decided_by, decided_at, reason, row_version) VALUES ('{tag}', '{tag}', '{tag}', '{tag}', '{tag}', 'cldr', '[]', 'live', '', 80, 100, \
                     {no}, NULL, 0, NULL, 0, NULL, 1) ON CONFLICT DO NOTHING"
                ),
            )?;
        }
        Ok(())
    }

    fn units(&self, conn: &mut Conn) -> Outcome<()> {
        let no = self.no();
        for course in 1..=COURSES {
            let id = self.id(catalogue(course));
            run(
                conn,
                &format!(
                    "INSERT INTO catalogues (id, kind, slug, source_locale, core, priority, deadline, rank, unit_count, word_count, row_version) \
                     VALUES ({id}, 'course', 'course/c{course:02}', 'en', {no}, 0, NULL, {}, 0, 0, 1)",
                    course + 100
                ),
            )?;
            for first in (0..UNITS_OF_COURSE).step_by(ROWS_OF_STATEMENT as usize) {
                let (mut units, mut revisions, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
                for place in first..first + ROWS_OF_STATEMENT {
                    let unit = self.id(unit(course, place));
                    let source = source(course, place);
                    // One in 211 changed.
                    let revision = if place % 211 == 0 { 2 } else { 1 };
                    let words = source.split(' ').count();
                    units.push(format!(
                        "({unit}, {id}, 'l{}#b{place}', {place}, 'l{}', 'markdown', '', NULL, {no}, '{source}', '{}', 'h{source}', \
                         {revision}, {revision}, {words}, NULL, 1)",
                        place / 100,
                        place / 100,
                        source.to_lowercase(),
                    ));
                    revisions.extend((1..=revision).map(|n| {
                        format!(
                            "({unit}, {n}, '{source}', 'h', {}, NULL, 0)",
                            if self.is_sqlite { "1" } else { "TRUE" }
                        )
                    }));
                    signatures.extend(signature(&source).iter().map(|hash| format!("({hash}, {unit})")));
                }
                for (table, rows) in [(UNITS, units), ("source_revisions", revisions), ("unit_signatures", signatures)]
                {
                    run(conn, &format!("INSERT INTO {table} VALUES {}", rows.join(", ")))?;
                }
            }
        }
        Ok(())
    }

    fn translations(&self, conn: &mut Conn) -> Outcome<()> {
        for (number, tag) in (1..).zip(WHOLLY.iter().chain(&PARTLY).chain(&HARDLY)) {
            // Ten units of each course are left out even where all the rest is translated.
            let which = match number {
                1..=5 => "u.ordinal % 1000 <> 7",
                6..=25 => "u.ordinal < 500",
                _ => "u.ordinal < 50",
            };
            let of_courses = format!("c.kind = 'course' AND c.slug LIKE 'course/c__' AND {which}");
            self.translate(conn, (number, tag), &of_courses, "u.id IS NOT NULL AND u.ordinal % 50 = 3")?;
            let of_interface = format!(
                "c.kind = 'interface' AND NOT EXISTS (SELECT 1 FROM translations t WHERE t.unit = u.id AND t.locale = '{tag}')"
            );
            self.translate(conn, (100 + number, tag), &of_interface, "1 = 0")?;
        }
        Ok(())
    }

    /// What waits are suggestions, one in three of which fails; one in 97 is sent back.
    fn translate(&self, conn: &mut Conn, (number, tag): (u64, &str), which: &str, waits: &str) -> Outcome<()> {
        let id = self.id_of(&format!("{number} * 10000000 + row_number() OVER (ORDER BY u.id)"));
        let state = format!(
            "CASE WHEN {waits} THEN 'suggested' WHEN c.kind = 'course' AND u.ordinal % 97 = 5 THEN 'changes-requested' ELSE 'approved' END"
        );
        let fails = format!("({waits} AND u.ordinal % 3 = 0)");
        let fails = if self.is_sqlite { format!("CAST({fails} AS INTEGER)") } else { fails };
        let (body, folded) = (
            format!("CASE WHEN c.kind = 'course' THEN '{tag}: ' || u.source ELSE u.source END"),
            format!("CASE WHEN c.kind = 'course' THEN '{tag}: ' || u.source_folded ELSE u.source_folded END"),
        );
        run(
            conn,
            &format!(
                "INSERT INTO translations (id, unit, catalogue, locale, revision, body, body_folded, state, origin, author, newcomer, fails, findings, \
                 dismissals, votes, created_at, settled_at, row_version) SELECT {id}, u.id, u.catalogue, '{tag}', 1, {body}, {folded}, {state}, 'import', NULL, {no}, \
                 {fails}, '[]', '[]', 0, 0, NULL, 1 FROM units u JOIN catalogues c ON c.id = u.catalogue \
                 WHERE u.obsolete_at IS NULL AND {which}",
                no = self.no()
            ),
        )
    }

    /// A thousand people, each of whom did something in each catalogue of a language.
    fn contributions(&self, conn: &mut Conn) -> Outcome<()> {
        for number in 0..CONTRIBUTORS {
            let id = self.id(0x8_0000_0000 + u64::from(number));
            let (yes, no) = if self.is_sqlite { ("1", "0") } else { ("TRUE", "FALSE") };
            run(
                conn,
                &format!(
                    "INSERT INTO people (id, name, locale, created_at, row_version) VALUES ({id}, 'Person {number}', 'de', 0, 1); \
                     INSERT INTO contributors (person, terms, licence, accepted_at, is_named, wants_digest, row_version) \
                     VALUES ({id}, '2026-11', 'CC-BY-4.0', 0, {yes}, {no}, 1); \
                     INSERT INTO contributions SELECT 'de', id, {id}, 9, {number} % 7, 1 FROM catalogues"
                ),
            )?;
        }
        Ok(())
    }

    fn terms(&self, conn: &mut Conn) -> Outcome<()> {
        for number in 0..TERMS {
            let id = self.id(0x7_0000_0000 + u64::from(number));
            let term = format!("{} {} {number}", word(number, 1), word(number, 2));
            run(
                conn,
                &format!("INSERT INTO terms VALUES ({id}, '{term}', 'What a {term} is', 1) ON CONFLICT DO NOTHING"),
            )?;
            let called: Vec<String> = ["de", "sw"]
                .iter()
                .map(|tag| format!("({id}, '{tag}', '{tag} {term}', {}, '', NULL, 0)", self.no()))
                .collect();
            run(conn, &format!("INSERT INTO term_translations VALUES {}", called.join(", ")))?;
        }
        Ok(())
    }
}

fn catalogue(course: u32) -> u64 {
    0x9_0000_0000 + u64::from(course)
}

/// The number of which a unit's id is made.
pub fn unit(course: u32, place: u32) -> u64 {
    0xA_0000_0000 + u64::from(course * 100_000 + place)
}

/// 4 to 24 words, frequent ones as often as in a language. One unit in forty says what another says; one in a thousand says "quokka".
fn source(course: u32, place: u32) -> String {
    let (course, place) = if place % 40 == 39 { (1, place) } else { (course, place) };
    let seed = course * 100_003 + place;
    let count = 4 + scatter(seed, 0) % 21;
    let mut words: Vec<String> = (1..=count).map(|n| word(seed, n)).collect();
    if place % 1000 == 500 {
        words.push("quokka".into());
    }
    format!("Permit {}", words.join(" "))
}

/// Zipf's law, roughly: the logarithm of the rank is even.
fn word(seed: u32, n: u32) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "spe", "cie", "tra", "con", "ex", "por"];
    let share = f64::from(scatter(seed, n) % 10_000) / 10_000.0;
    let mut rank = (20_000_f64.powf(share)) as u32;
    let mut word = String::new();
    loop {
        word += SYLLABLES[(rank % 16) as usize];
        rank /= 16;
        if rank == 0 {
            return if word.len() < 3 { word + "n" } else { word };
        }
    }
}

fn scatter(seed: u32, n: u32) -> u32 {
    let mut x = seed.wrapping_mul(0x9E37_79B1) ^ n.wrapping_mul(0x85EB_CA77);
    x ^= x >> 15;
    x = x.wrapping_mul(0x2C1B_3C6D);
    x ^= x >> 12;
    x = x.wrapping_mul(0x297A_2D39);
    x ^ x >> 15
}

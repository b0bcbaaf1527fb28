//! The ordinal rules of CLDR 48, written by generate.py: do not edit.
//! Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0 (see LICENSE-UNICODE)

use super::Rule;

#[rustfmt::skip]
pub(crate) const RULES: &[(&[&str], Rule)] = &[
    (&["af", "am", "an", "ar", "ast", "bg", "bs", "ce", "cs", "cv", "da", "de", "dsb", "el", "es", "et", "eu", "fa", "fi", "fy", "gl", "gsw", "he", "hr", "hsb", "ia", "id", "ie", "is", "ja", "km", "kn", "ko", "ky", "lt", "lv", "ml", "mn", "my", "nb", "nl", "no", "pa", "pl", "prg", "ps", "pt", "ru", "sd", "sh", "si", "sk", "sl", "sr", "sw", "ta", "te", "th", "tpi", "tr", "ur", "uz", "yue", "zh", "zu"], rule_0),
    (&["as", "bn"], rule_1),
    (&["az"], rule_2),
    (&["bal", "fil", "fr", "ga", "hy", "lo", "mo", "ms", "ro", "tl", "vi"], rule_3),
    (&["be"], rule_4),
    (&["blo"], rule_5),
    (&["ca"], rule_6),
    (&["cy"], rule_7),
    (&["en"], rule_8),
    (&["gd"], rule_9),
    (&["gu", "hi"], rule_10),
    (&["hu"], rule_11),
    (&["it", "lld", "sc", "vec"], rule_12),
    (&["ka"], rule_13),
    (&["kk"], rule_14),
    (&["kok", "kok-Latn", "mr"], rule_15),
    (&["kw"], rule_16),
    (&["lij", "scn"], rule_17),
    (&["mk"], rule_18),
    (&["ne"], rule_19),
    (&["or"], rule_20),
    (&["sq"], rule_21),
    (&["sv"], rule_22),
    (&["tk"], rule_23),
    (&["uk"], rule_24),
];

rules! {
    rule_0 |po| {
    }
    rule_1 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 5 | 7 | 8 | 9 | 10));
        TWO: po.whole(|n| matches!(n, 2 | 3));
        FEW: po.whole(|n| n == 4);
        MANY: po.whole(|n| n == 6);
    }
    rule_2 |po| {
        ONE: matches!(po.i % 10, 1 | 2 | 5 | 7 | 8) || matches!(po.i % 100, 20 | 50 | 70 | 80);
        FEW: matches!(po.i % 10, 3 | 4) || matches!(po.i % 1000, 100 | 200 | 300 | 400 | 500 | 600 | 700 | 800 | 900);
        MANY: po.i == 0 || po.i % 10 == 6 || matches!(po.i % 100, 40 | 60 | 90);
    }
    rule_3 |po| {
        ONE: po.whole(|n| n == 1);
    }
    rule_4 |po| {
        FEW: po.whole(|n| matches!(n % 10, 2 | 3)) && !po.whole(|n| matches!(n % 100, 12 | 13));
    }
    rule_5 |po| {
        ZERO: po.i == 0;
        ONE: po.i == 1;
        FEW: matches!(po.i, 2 | 3 | 4 | 5 | 6);
    }
    rule_6 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 3));
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| n == 4);
    }
    rule_7 |po| {
        ZERO: po.whole(|n| matches!(n, 0 | 7 | 8 | 9));
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| matches!(n, 3 | 4));
        MANY: po.whole(|n| matches!(n, 5 | 6));
    }
    rule_8 |po| {
        ONE: po.whole(|n| n % 10 == 1) && !po.whole(|n| n % 100 == 11);
        TWO: po.whole(|n| n % 10 == 2) && !po.whole(|n| n % 100 == 12);
        FEW: po.whole(|n| n % 10 == 3) && !po.whole(|n| n % 100 == 13);
    }
    rule_9 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 11));
        TWO: po.whole(|n| matches!(n, 2 | 12));
        FEW: po.whole(|n| matches!(n, 3 | 13));
    }
    rule_10 |po| {
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| matches!(n, 2 | 3));
        FEW: po.whole(|n| n == 4);
        MANY: po.whole(|n| n == 6);
    }
    rule_11 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 5));
    }
    rule_12 |po| {
        MANY: po.whole(|n| matches!(n, 11 | 8 | 80 | 800));
    }
    rule_13 |po| {
        ONE: po.i == 1;
        MANY: po.i == 0 || matches!(po.i % 100, 2..=20 | 40 | 60 | 80);
    }
    rule_14 |po| {
        MANY: po.whole(|n| n % 10 == 6) || po.whole(|n| n % 10 == 9) || (po.whole(|n| n % 10 == 0) && !po.whole(|n| n == 0));
    }
    rule_15 |po| {
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| matches!(n, 2 | 3));
        FEW: po.whole(|n| n == 4);
    }
    rule_16 |po| {
        ONE: po.whole(|n| matches!(n, 1..=4)) || po.whole(|n| matches!(n % 100, 1..=4 | 21..=24 | 41..=44 | 61..=64 | 81..=84));
        MANY: po.whole(|n| n == 5) || po.whole(|n| n % 100 == 5);
    }
    rule_17 |po| {
        MANY: po.whole(|n| matches!(n, 11 | 8 | 80..=89 | 800..=899));
    }
    rule_18 |po| {
        ONE: po.i % 10 == 1 && po.i % 100 != 11;
        TWO: po.i % 10 == 2 && po.i % 100 != 12;
        MANY: matches!(po.i % 10, 7 | 8) && !matches!(po.i % 100, 17 | 18);
    }
    rule_19 |po| {
        ONE: po.whole(|n| matches!(n, 1..=4));
    }
    rule_20 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 5 | 7..=9));
        TWO: po.whole(|n| matches!(n, 2 | 3));
        FEW: po.whole(|n| n == 4);
        MANY: po.whole(|n| n == 6);
    }
    rule_21 |po| {
        ONE: po.whole(|n| n == 1);
        MANY: po.whole(|n| n % 10 == 4) && !po.whole(|n| n % 100 == 14);
    }
    rule_22 |po| {
        ONE: po.whole(|n| matches!(n % 10, 1 | 2)) && !po.whole(|n| matches!(n % 100, 11 | 12));
    }
    rule_23 |po| {
        FEW: po.whole(|n| matches!(n % 10, 6 | 9)) || po.whole(|n| n == 10);
    }
    rule_24 |po| {
        FEW: po.whole(|n| n % 10 == 3) && !po.whole(|n| n % 100 == 13);
    }
}

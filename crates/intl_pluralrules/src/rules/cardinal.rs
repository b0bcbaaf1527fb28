//! The cardinal rules of CLDR 48, written by generate.py: do not edit.
//! Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0 (see LICENSE-UNICODE)

use super::Rule;

#[rustfmt::skip]
pub(crate) const RULES: &[(&[&str], Rule)] = &[
    (&["af", "an", "asa", "az", "bal", "bem", "bez", "bg", "brx", "ce", "cgg", "chr", "ckb", "dv", "ee", "el", "eo", "eu", "fo", "fur", "gsw", "ha", "haw", "hu", "jgo", "jmc", "ka", "kaj", "kcg", "kk", "kkj", "kl", "ks", "ksb", "ku", "ky", "lb", "lg", "mas", "mgo", "ml", "mn", "mr", "nah", "nb", "nd", "ne", "nn", "nnh", "no", "nr", "ny", "nyn", "om", "or", "os", "pap", "ps", "rm", "rof", "rwk", "saq", "sd", "sdh", "seh", "sn", "so", "sq", "ss", "ssy", "st", "syr", "ta", "te", "teo", "tig", "tk", "tn", "tr", "ts", "ug", "uz", "ve", "vo", "vun", "wae", "xh", "xog"], rule_0),
    (&["ak", "bho", "csw", "guw", "ln", "mg", "nso", "pa", "ti", "wa"], rule_1),
    (&["am", "as", "bn", "doi", "fa", "gu", "hi", "kn", "kok", "kok-Latn", "pcm", "zu"], rule_2),
    (&["ar", "ars"], rule_3),
    (&["ast", "de", "en", "et", "fi", "fy", "gl", "ia", "ie", "io", "lij", "nl", "sc", "sv", "sw", "ur", "yi"], rule_4),
    (&["be"], rule_5),
    (&["blo", "cv", "ksh"], rule_6),
    (&["bm", "bo", "dz", "hnj", "id", "ig", "ii", "ja", "jbo", "jv", "jw", "kde", "kea", "km", "ko", "lkt", "lo", "ms", "my", "nqo", "osa", "sah", "ses", "sg", "su", "th", "to", "tpi", "vi", "wo", "yo", "yue", "zh"], rule_7),
    (&["br"], rule_8),
    (&["bs", "hr", "sh", "sr"], rule_9),
    (&["ca", "it", "lld", "pt-PT", "scn", "vec"], rule_10),
    (&["ceb", "fil", "tl"], rule_11),
    (&["cs", "sk"], rule_12),
    (&["cy"], rule_13),
    (&["da"], rule_14),
    (&["dsb", "hsb"], rule_15),
    (&["es"], rule_16),
    (&["ff", "hy", "kab"], rule_17),
    (&["fr"], rule_18),
    (&["ga"], rule_19),
    (&["gd"], rule_20),
    (&["gv"], rule_21),
    (&["he"], rule_22),
    (&["is"], rule_23),
    (&["iu", "naq", "sat", "se", "sma", "smi", "smj", "smn", "sms"], rule_24),
    (&["kw"], rule_25),
    (&["lag"], rule_26),
    (&["lt"], rule_27),
    (&["lv", "prg"], rule_28),
    (&["mk"], rule_29),
    (&["mo", "ro"], rule_30),
    (&["mt"], rule_31),
    (&["pl"], rule_32),
    (&["pt"], rule_33),
    (&["ru", "uk"], rule_34),
    (&["sgs"], rule_35),
    (&["shi"], rule_36),
    (&["si"], rule_37),
    (&["sl"], rule_38),
    (&["tzm"], rule_39),
];

rules! {
    rule_0 |po| {
        ONE: po.whole(|n| n == 1);
    }
    rule_1 |po| {
        ONE: po.whole(|n| matches!(n, 0..=1));
    }
    rule_2 |po| {
        ONE: po.i == 0 || po.whole(|n| n == 1);
    }
    rule_3 |po| {
        ZERO: po.whole(|n| n == 0);
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| matches!(n % 100, 3..=10));
        MANY: po.whole(|n| matches!(n % 100, 11..=99));
    }
    rule_4 |po| {
        ONE: po.i == 1 && po.v == 0;
    }
    rule_5 |po| {
        ONE: po.whole(|n| n % 10 == 1) && !po.whole(|n| n % 100 == 11);
        FEW: po.whole(|n| matches!(n % 10, 2..=4)) && !po.whole(|n| matches!(n % 100, 12..=14));
        MANY: po.whole(|n| n % 10 == 0) || po.whole(|n| matches!(n % 10, 5..=9)) || po.whole(|n| matches!(n % 100, 11..=14));
    }
    rule_6 |po| {
        ZERO: po.whole(|n| n == 0);
        ONE: po.whole(|n| n == 1);
    }
    rule_7 |po| {
    }
    rule_8 |po| {
        ONE: po.whole(|n| n % 10 == 1) && !po.whole(|n| matches!(n % 100, 11 | 71 | 91));
        TWO: po.whole(|n| n % 10 == 2) && !po.whole(|n| matches!(n % 100, 12 | 72 | 92));
        FEW: po.whole(|n| matches!(n % 10, 3..=4 | 9)) && !po.whole(|n| matches!(n % 100, 10..=19 | 70..=79 | 90..=99));
        MANY: !po.whole(|n| n == 0) && po.whole(|n| n % 1000000 == 0);
    }
    rule_9 |po| {
        ONE: (po.v == 0 && po.i % 10 == 1 && po.i % 100 != 11) || (po.f % 10 == 1 && po.f % 100 != 11);
        FEW: (po.v == 0 && matches!(po.i % 10, 2..=4) && !matches!(po.i % 100, 12..=14)) || (matches!(po.f % 10, 2..=4) && !matches!(po.f % 100, 12..=14));
    }
    rule_10 |po| {
        ONE: po.i == 1 && po.v == 0;
        MANY: po.i != 0 && po.i % 1000000 == 0 && po.v == 0;
    }
    rule_11 |po| {
        ONE: (po.v == 0 && matches!(po.i, 1 | 2 | 3)) || (po.v == 0 && !matches!(po.i % 10, 4 | 6 | 9)) || (po.v != 0 && !matches!(po.f % 10, 4 | 6 | 9));
    }
    rule_12 |po| {
        ONE: po.i == 1 && po.v == 0;
        FEW: matches!(po.i, 2..=4) && po.v == 0;
        MANY: po.v != 0;
    }
    rule_13 |po| {
        ZERO: po.whole(|n| n == 0);
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| n == 3);
        MANY: po.whole(|n| n == 6);
    }
    rule_14 |po| {
        ONE: po.whole(|n| n == 1) || (po.t != 0 && matches!(po.i, 0 | 1));
    }
    rule_15 |po| {
        ONE: (po.v == 0 && po.i % 100 == 1) || po.f % 100 == 1;
        TWO: (po.v == 0 && po.i % 100 == 2) || po.f % 100 == 2;
        FEW: (po.v == 0 && matches!(po.i % 100, 3..=4)) || matches!(po.f % 100, 3..=4);
    }
    rule_16 |po| {
        ONE: po.whole(|n| n == 1);
        MANY: po.i != 0 && po.i % 1000000 == 0 && po.v == 0;
    }
    rule_17 |po| {
        ONE: matches!(po.i, 0 | 1);
    }
    rule_18 |po| {
        ONE: matches!(po.i, 0 | 1);
        MANY: po.i != 0 && po.i % 1000000 == 0 && po.v == 0;
    }
    rule_19 |po| {
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| matches!(n, 3..=6));
        MANY: po.whole(|n| matches!(n, 7..=10));
    }
    rule_20 |po| {
        ONE: po.whole(|n| matches!(n, 1 | 11));
        TWO: po.whole(|n| matches!(n, 2 | 12));
        FEW: po.whole(|n| matches!(n, 3..=10 | 13..=19));
    }
    rule_21 |po| {
        ONE: po.v == 0 && po.i % 10 == 1;
        TWO: po.v == 0 && po.i % 10 == 2;
        FEW: po.v == 0 && matches!(po.i % 100, 0 | 20 | 40 | 60 | 80);
        MANY: po.v != 0;
    }
    rule_22 |po| {
        ONE: (po.i == 1 && po.v == 0) || (po.i == 0 && po.v != 0);
        TWO: po.i == 2 && po.v == 0;
    }
    rule_23 |po| {
        ONE: (po.t == 0 && po.i % 10 == 1 && po.i % 100 != 11) || (po.t % 10 == 1 && po.t % 100 != 11);
    }
    rule_24 |po| {
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
    }
    rule_25 |po| {
        ZERO: po.whole(|n| n == 0);
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| matches!(n % 100, 2 | 22 | 42 | 62 | 82)) || (po.whole(|n| n % 1000 == 0) && po.whole(|n| matches!(n % 100000, 1000..=20000 | 40000 | 60000 | 80000))) || (!po.whole(|n| n == 0) && po.whole(|n| n % 1000000 == 100000));
        FEW: po.whole(|n| matches!(n % 100, 3 | 23 | 43 | 63 | 83));
        MANY: !po.whole(|n| n == 1) && po.whole(|n| matches!(n % 100, 1 | 21 | 41 | 61 | 81));
    }
    rule_26 |po| {
        ZERO: po.whole(|n| n == 0);
        ONE: matches!(po.i, 0 | 1) && !po.whole(|n| n == 0);
    }
    rule_27 |po| {
        ONE: po.whole(|n| n % 10 == 1) && !po.whole(|n| matches!(n % 100, 11..=19));
        FEW: po.whole(|n| matches!(n % 10, 2..=9)) && !po.whole(|n| matches!(n % 100, 11..=19));
        MANY: po.f != 0;
    }
    rule_28 |po| {
        ZERO: po.whole(|n| n % 10 == 0) || po.whole(|n| matches!(n % 100, 11..=19)) || (po.v == 2 && matches!(po.f % 100, 11..=19));
        ONE: (po.whole(|n| n % 10 == 1) && !po.whole(|n| n % 100 == 11)) || (po.v == 2 && po.f % 10 == 1 && po.f % 100 != 11) || (po.v != 2 && po.f % 10 == 1);
    }
    rule_29 |po| {
        ONE: (po.v == 0 && po.i % 10 == 1 && po.i % 100 != 11) || (po.f % 10 == 1 && po.f % 100 != 11);
    }
    rule_30 |po| {
        ONE: po.i == 1 && po.v == 0;
        FEW: po.v != 0 || po.whole(|n| n == 0) || (!po.whole(|n| n == 1) && po.whole(|n| matches!(n % 100, 1..=19)));
    }
    rule_31 |po| {
        ONE: po.whole(|n| n == 1);
        TWO: po.whole(|n| n == 2);
        FEW: po.whole(|n| n == 0) || po.whole(|n| matches!(n % 100, 3..=10));
        MANY: po.whole(|n| matches!(n % 100, 11..=19));
    }
    rule_32 |po| {
        ONE: po.i == 1 && po.v == 0;
        FEW: po.v == 0 && matches!(po.i % 10, 2..=4) && !matches!(po.i % 100, 12..=14);
        MANY: (po.v == 0 && po.i != 1 && matches!(po.i % 10, 0..=1)) || (po.v == 0 && matches!(po.i % 10, 5..=9)) || (po.v == 0 && matches!(po.i % 100, 12..=14));
    }
    rule_33 |po| {
        ONE: matches!(po.i, 0..=1);
        MANY: po.i != 0 && po.i % 1000000 == 0 && po.v == 0;
    }
    rule_34 |po| {
        ONE: po.v == 0 && po.i % 10 == 1 && po.i % 100 != 11;
        FEW: po.v == 0 && matches!(po.i % 10, 2..=4) && !matches!(po.i % 100, 12..=14);
        MANY: (po.v == 0 && po.i % 10 == 0) || (po.v == 0 && matches!(po.i % 10, 5..=9)) || (po.v == 0 && matches!(po.i % 100, 11..=14));
    }
    rule_35 |po| {
        ONE: po.whole(|n| n % 10 == 1) && !po.whole(|n| n % 100 == 11);
        TWO: po.whole(|n| n == 2);
        FEW: !po.whole(|n| n == 2) && po.whole(|n| matches!(n % 10, 2..=9)) && !po.whole(|n| matches!(n % 100, 11..=19));
        MANY: po.f != 0;
    }
    rule_36 |po| {
        ONE: po.i == 0 || po.whole(|n| n == 1);
        FEW: po.whole(|n| matches!(n, 2..=10));
    }
    rule_37 |po| {
        ONE: po.whole(|n| matches!(n, 0 | 1)) || (po.i == 0 && po.f == 1);
    }
    rule_38 |po| {
        ONE: po.v == 0 && po.i % 100 == 1;
        TWO: po.v == 0 && po.i % 100 == 2;
        FEW: (po.v == 0 && matches!(po.i % 100, 3..=4)) || po.v != 0;
    }
    rule_39 |po| {
        ONE: po.whole(|n| matches!(n, 0..=1)) || po.whole(|n| matches!(n, 11..=99));
    }
}

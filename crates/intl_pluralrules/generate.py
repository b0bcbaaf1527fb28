"""Writes src/rules/{cardinal,ordinal}.rs from CLDR's plurals.json and ordinals.json. Usage: generate.py <folder with both>."""

import json
import re
import sys
from pathlib import Path

CATEGORIES = ["zero", "one", "two", "few", "many"]
SOURCES = [("cardinal", "plurals.json"), ("ordinal", "ordinals.json")]


def ranges(text):
    parts = [part.split("..") for part in text.split(",")]
    return " | ".join(part[0] if len(part) == 1 else f"{part[0]}..={part[1]}" for part in parts)


def relation(text):
    """One comparison, such as `n % 100 != 11..14`, as Rust; True or False where the answer is already known."""
    found = re.fullmatch(r"([a-z])(?: % (\d+))? (=|!=) ([\d.,]+)", text.strip())
    if not found:
        raise ValueError(f"not a relation: {text}")
    operand, modulus, sign, values = found.groups()
    if operand in "ce":  # the exponent of a compact number ("1.2M"), which this interface has no way to give: always 0
        return (sign == "=") == any(int(r.split("..")[0]) == 0 for r in values.split(","))
    number = ("n" if operand == "n" else f"po.{operand}") + (f" % {modulus}" if modulus else "")
    test = f"{number} == {values}" if values.isdigit() else f"matches!({number}, {ranges(values)})"
    if operand == "n":
        test = f"po.whole(|n| {test})"
    if sign == "=":
        return test
    return test.replace(" == ", " != ") if operand != "n" and values.isdigit() else f"!{test}"


def condition(rule):
    alternatives = []
    for alternative in rule.split(" or "):
        relations = [relation(text) for text in alternative.split(" and ")]
        if False not in relations:
            alternatives.append(" && ".join(test for test in relations if test is not True))
    return " || ".join(f"({text})" if " && " in text and len(alternatives) > 1 else text for text in alternatives)


def function(name, rules):
    lines = [f"    {name} |po| {{"]
    lines += [f"        {category.upper()}: {condition(rule)};" for category, rule in rules]
    return lines + ["    }"]


def module(kind, source, version):
    by_rules = {}
    for locale, rules in source.items():
        key = tuple((c, rules[f"pluralRule-count-{c}"].split("@")[0].strip()) for c in CATEGORIES if f"pluralRule-count-{c}" in rules)
        by_rules.setdefault(key, []).append(locale)
    out = [
        f"//! The {kind} rules of CLDR {version}, written by generate.py: do not edit.",
        "//! Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0 (see LICENSE-UNICODE)",
        "",
        "use super::Rule;",
        "",
        "#[rustfmt::skip]",
        "pub(crate) const RULES: &[(&[&str], Rule)] = &[",
    ]
    for n, locales in enumerate(by_rules.values()):
        out.append(f"    (&[{', '.join(chr(34) + locale + chr(34) for locale in sorted(locales))}], rule_{n}),")
    out += ["];", "", "rules! {"]
    for n, rules in enumerate(by_rules):
        out += function(f"rule_{n}", rules)
    return "\n".join(out + ["}"]) + "\n"


def main(folder):
    target = Path(__file__).parent / "src" / "rules"
    for kind, name in SOURCES:
        data = json.loads((Path(folder) / name).read_text())["supplemental"]
        version = data["version"]["_cldrVersion"]
        rules = {locale: rule for locale, rule in data[f"plurals-type-{kind}"].items() if locale not in ("root", "und")}
        (target / f"{kind}.rs").write_text(module(kind, rules, version))


if __name__ == "__main__":
    main(sys.argv[1])

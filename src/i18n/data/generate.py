"""Writes languages.tsv, formats.tsv and ../percent.rs from CLDR 48 (Unicode-3.0; its notice is crates/intl_pluralrules/LICENSE-UNICODE).

    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0 cldr-numbers-full@48.2.0 cldr-dates-full@48.2.0 cldr-misc-full@48.2.0
    (unpack as core, names, numbers, dates and misc)
    python3 generate.py <folder with these>
"""

import json
import re
import sys
from pathlib import Path

READERS = ["en", "fr", "es", "ar", "zh", "ru", "pt", "sw"]
HERE = Path(__file__).parent


def load(path):
    return json.loads(path.read_text())


def display_names(root, locale, kind):
    path = root / "names/main" / locale / f"{kind}.json"
    return load(path)["main"][locale]["localeDisplayNames"][kind] if path.exists() else {}


def name(root, tag, reader, cache={}):
    """The name that CLDR has for a tag, or "language (script)"; empty where CLDR has only the tag itself."""
    if reader not in cache:
        cache[reader] = (display_names(root, reader, "languages"), display_names(root, reader, "scripts"))
    languages, scripts = cache[reader]
    language, *script = tag.split("-")
    if tag in languages:
        return languages[tag] if languages[tag] != tag else ""
    if script and language in languages and script[0] in scripts:
        return f"{languages[language]} ({scripts[script[0]]})"
    return ""


def write_languages(root):
    known = [p.name for p in sorted((root / "names/main").iterdir()) if (p / "languages.json").exists()]
    english = display_names(root, "en", "languages")
    tags = [tag for tag in known if all(len(part) == 4 for part in tag.split("-")[1:])]
    tags += [tag for tag in english if "-" in tag and tag not in tags and "-alt-" not in tag and "-menu" not in tag]
    rows = ["\t".join(["tag", "autonym", *READERS])]
    for tag in sorted(tags):
        readers = [reader for reader in (tag, tag.split("-")[0]) if reader in known]
        autonym = name(root, tag, readers[0]) if readers else ""
        row = [tag, autonym, *(name(root, tag, reader) for reader in READERS)]
        if row[2]:
            rows.append("\t".join(row))
    (HERE / "languages.tsv").write_text("\n".join(rows) + "\n")


def percent(root, locale):
    data = load(root / "numbers/main" / locale / "numbers.json")["main"][locale]["numbers"]
    system = data["defaultNumberingSystem"]
    pattern = data[f"percentFormats-numberSystem-{system}"]["standard"].split(";")[0]
    sign = data[f"symbols-numberSystem-{system}"]["percentSign"]
    digits = [n for n, char in enumerate(pattern) if char in "#0"]
    return tuple(part.replace("%", sign) for part in (pattern[: digits[0]], pattern[digits[-1] + 1 :]))


def write_percent(root):
    parents = load(root / "core/supplemental/parentLocales.json")["supplemental"]["parentLocales"]["parentLocale"]
    forms = {p.name: percent(root, p.name) for p in sorted((root / "numbers/main").iterdir())}

    def inherited(locale):
        while locale in parents or "-" in locale:
            locale = parents.get(locale) or locale.rsplit("-", 1)[0]
            if locale in forms:
                return forms[locale]
        return ("", "%")

    groups = {}
    for locale, form in forms.items():
        if form != inherited(locale):
            groups.setdefault(form, []).append(locale)
    escape = lambda text: "".join(c if c == "%" else f"\\u{{{ord(c):x}}}" for c in text)
    out = ["//! How a percentage is written where it is not `12%`, after CLDR 48. Written by data/generate.py: do not edit.", "",
           "/// Locales, what stands before the number, and what stands after it. A locale that is missing writes as its parent",
           "/// does.",
           "#[rustfmt::skip]",
           "pub(super) const FORMS: &[(&[&str], &str, &str)] = &["]
    for (before, after), locales in groups.items():
        out.append("    (&[")
        line = "       "
        for locale in locales:
            if len(line) > 110:
                out.append(line)
                line = "       "
            line += f' "{locale}",'
        out += [line, f'    ], "{escape(before)}", "{escape(after)}"),']
    (HERE.parent / "percent.rs").write_text("\n".join(out + ["];"]) + "\n")


def numbers(root, locale):
    """Which digits a language has, and how it writes them."""
    data = load(root / "numbers/main" / locale / "numbers.json")["main"][locale]["numbers"]
    system = data["defaultNumberingSystem"]
    of = lambda kind: data.get(f"{kind}-numberSystem-{system}") or data[f"{kind}-numberSystem-latn"]
    symbols, pattern = of("symbols"), of("decimalFormats")["standard"].split(";")[0]
    return system, symbols["decimal"], symbols["group"], pattern, data["minimumGroupingDigits"], symbols["minusSign"]


def write_formats(root):
    """How languages write dates, numbers and lists of which ICU4X has no data: those below CLDR's basic level."""
    carried = load(root / "core/coverageLevels.json")["effectiveCoverageLevels"]
    known = [p.name for p in sorted((root / "dates/main").iterdir()) if all(len(part) == 4 for part in p.name.split("-")[1:])]
    like = {}
    for locale in sorted((l for l in carried if (root / "numbers/main" / l).exists()), key=lambda l: (l.count("-"), l)):
        written = numbers(root, locale)
        # The nearest that there is: all the same, but for the minus, with other digits, with groups of another size.
        for key in (written, written[:5], written[1:5], written[1:3]):
            like.setdefault(key, locale)
    header = ["tag", "numbers", "day", "moment", "time", "list_start", "list_middle", "list_end", "list_two", *range(1, 13)]
    rows = ["\t".join(map(str, header))]
    for locale in known:
        if locale in carried or locale.startswith("en-"):
            continue
        written = numbers(root, locale)
        keys = (written, written[:5], written[1:5], written[1:3])
        model = next((like[key] for key in keys if key in like), "en-001")
        model += "" if numbers(root, model)[0] == written[0] else f"-u-nu-{written[0]}"
        dates = load(root / "dates/main" / locale / "ca-gregorian.json")["main"][locale]["dates"]["calendars"]["gregorian"]
        months = list(dates["months"]["format"]["wide"].values())
        if any(re.fullmatch("M?[0-9]+", month) for month in months):
            months = [""] * 12
        joined = load(root / "misc/main" / locale / "listPatterns.json")["main"][locale]["listPatterns"]["listPattern-type-standard"]
        between = [joined[kind].replace("{0}", "").replace("{1}", "") for kind in ("start", "middle", "end", "2")]
        moment = dates["dateTimeFormats-atTime"]["standard"]["long"]
        time = dates["dateTimeFormats"]["availableFormats"].get("Hm", "HH:mm")
        row = [locale, model, dates["dateFormats"]["long"], moment, time, *between, *months]
        assert not any("\t" in cell for cell in row)
        rows.append("\t".join(row))
    (HERE / "formats.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    write_languages(Path(sys.argv[1]))
    write_percent(Path(sys.argv[1]))
    write_formats(Path(sys.argv[1]))

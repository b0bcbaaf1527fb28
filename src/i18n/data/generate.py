"""Writes languages.tsv and ../percent.rs from CLDR 48 (Unicode-3.0; its notice is crates/intl_pluralrules/LICENSE-UNICODE).

    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0 cldr-numbers-full@48.2.0     (unpack as core, names, numbers)
    python3 generate.py <folder with core, names and numbers>
"""

import json
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
    tags += [tag for tag in english if "-" in tag and tag not in tags and "-alt-" not in tag]
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
           "/// Locales, what stands before the number, and what stands after it. A locale that is missing writes as its parent does.",
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


if __name__ == "__main__":
    write_languages(Path(sys.argv[1]))
    write_percent(Path(sys.argv[1]))

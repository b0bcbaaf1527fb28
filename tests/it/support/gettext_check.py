"""Reads a file of GNU gettext as its editors do, and prints what it says as JSON."""

import json
import sys

import polib

file = polib.pofile(sys.argv[1], check_for_duplicates=True)
units = [
    {
        "context": entry.msgctxt,
        "source": entry.msgid,
        "target": entry.msgstr,
        "fuzzy": entry.fuzzy,
        "comment": entry.comment,
    }
    for entry in file
]
json.dump({"metadata": file.metadata, "units": units}, sys.stdout)

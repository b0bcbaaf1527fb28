"""What pikepdf, which knows nothing of us, finds in a certificate. Reads a PDF and answers with facts in JSON."""

import hashlib
import io
import json
import sys

import pikepdf

pdf = pikepdf.open(io.BytesIO(sys.stdin.buffer.read()))
root = pdf.Root


def tags(element, found):
    """The structure types, in the order in which they are read aloud."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            tags(kid, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append({"tag": str(element.S)[1:], "alt": str(element.Alt) if "/Alt" in element else None})
        if "/K" in element:
            tags(element.K, found)
    return found


def fonts():
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            below = item.get("/DescendantFonts")
            descriptor = (below[0] if below is not None else item).get("/FontDescriptor")
            embedded = descriptor is not None and any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
            if below is not None or item.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2"):
                yield {"name": str(item.get("/BaseFont")), "embedded": embedded, "unicode": "/ToUnicode" in item}


with pdf.open_metadata() as xmp:
    facts = {
        "part": xmp.get("pdfaid:part"),
        "conformance": xmp.get("pdfaid:conformance"),
        "ua": xmp.get("pdfuaid:part"),
        "title": xmp.get("dc:title"),
    }
facts |= {
    "pages": len(pdf.pages),
    "encrypted": pdf.is_encrypted,
    "language": str(root.get("/Lang")),
    "marked": bool(root.MarkInfo.Marked),
    "shows_title": bool(root.ViewerPreferences.DisplayDocTitle),
    "intents": [str(intent.S) for intent in root.get("/OutputIntents", [])],
    "active": [key for key in ("/OpenAction", "/AA", "/AcroForm") if key in root],
    "tags": tags(root.StructTreeRoot.K, []),
    "fonts": list(fonts()),
    "associated": [str(one.AFRelationship) for one in root.get("/AF", [])],
    "attachments": {
        name: {
            "type": file.get_file().mime_type,
            "relationship": str(file.relationship),
            "sha256": hashlib.sha256(file.get_file().read_bytes()).hexdigest(),
        }
        for name, file in pdf.attachments.items()
    },
    "problems": pdf.check_pdf_syntax(),
}
json.dump(facts, sys.stdout)

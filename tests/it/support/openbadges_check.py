"""Judges credentials with openbadgeslib, which knows nothing of us and fetches nothing but what it is given.

Reads {"issuer", "documents": {address: text}, "credentials", "tokens", "pictures": {"svg"|"png": base64}, "now"}, and answers with
"valid" or "refused: why" for each, and with what is in the pictures.
"""

import base64
import datetime
import json
import sys
import time

given = json.load(sys.stdin)

# It is the moment of the test, for a library that cannot be told.
NOW = datetime.datetime.fromisoformat(given["now"].replace("Z", "+00:00"))


class Then(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)

    @classmethod
    def utcnow(cls):
        return NOW.replace(tzinfo=None)


datetime.datetime = Then
time.time = NOW.timestamp

from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier, check_credential_status  # noqa: E402
from openbadgeslib.ob3.verifier import OB3VerificationError  # noqa: E402


def download(address, *_args, **_kwargs):
    if address not in given["documents"]:
        raise OSError(f"{address} is not at hand")
    return given["documents"][address].encode()


def verdict(verify):
    try:
        verify()
    except OB3VerificationError as why:
        return f"refused: {why}"
    return "valid"


def document(text):
    verifier = OB3LdpVerifier.for_issuer_did(given["issuer"])
    return verdict(lambda: verifier.verify(text, check_status=True, download=download))


def token(text):
    def verify():
        verifier = OB3Verifier.for_issuer_did(given["issuer"], download=download)
        credential = verifier.verify(text)
        # Asked to do both at once, it takes the first key of the document for the list, whichever signed that.
        check_credential_status(credential, download=download, verify_list=True)

    return verdict(verify)


pictures = {kind: base64.b64decode(picture) for kind, picture in given["pictures"].items()}
print(json.dumps({
    "credentials": [document(one) for one in given["credentials"]],
    "tokens": [token(one) for one in given["tokens"]],
    "svg": OB3Verifier.extract_token_from_svg(pictures["svg"]) if "svg" in pictures else None,
    "png": OB3Verifier.extract_token_from_png(pictures["png"]) if "png" in pictures else None,
}))

"""A mail server for the tests: aiosmtpd, which keeps what it receives as files that Python's own parser has decoded.

Prints its port on the first line of its output and runs until it is killed.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("directory", type=pathlib.Path)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--starttls", action="store_true")
parser.add_argument("--tls", action="store_true")
parser.add_argument("--password", help="ask for the user 'college' and this password")
parser.add_argument("--refuse", default="", help="an address that does not exist")
parser.add_argument("--greylist", action="store_true", help="turn every recipient away once")
parser.add_argument("--slow", type=float, default=0, help="seconds before a message is taken")
arguments = parser.parse_args()
# aiosmtpd tells of its own deprecations whenever somebody logs in.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Keeper:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == arguments.refuse:
            return "550 5.1.1 no such user"
        if arguments.greylist and address not in self.seen:
            self.seen.add(address)
            return "450 4.2.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(arguments.slow)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
        received = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name: str(value) for name, value in message.items()},
            "text": text.get_content(),
            "html": html.get_content(),
            "tls": session.ssl is not None or arguments.tls,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
        }
        number = len(list(arguments.directory.glob("*.json")))
        half = arguments.directory / "half"
        half.write_text(json.dumps(received))
        half.rename(arguments.directory / f"{number:04}.json")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"college" and data.password == (arguments.password or "").encode()
    return AuthResult(success=right, handled=False, auth_data=data)


def context():
    certificate, key = arguments.directory / "certificate.pem", arguments.directory / "key.pem"
    if not certificate.exists():
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


async def serve():
    keeper = Keeper()
    secured = context() if arguments.starttls or arguments.tls else None
    asks = arguments.password is not None

    def conversation():
        return SMTP(
            keeper,
            tls_context=secured if arguments.starttls else None,
            require_starttls=arguments.starttls,
            authenticator=authenticate if asks else None,
            auth_required=asks,
            auth_require_tls=arguments.starttls,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        conversation, "127.0.0.1", arguments.port, ssl=secured if arguments.tls else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())

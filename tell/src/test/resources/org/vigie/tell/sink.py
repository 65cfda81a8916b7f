"""A real SMTP server for tests (Debian's python3-aiosmtpd): prints its port, then each message as a line of JSON.

sink.py PORT none|starttls|direct [--cert FILE --key FILE] [--auth USER:PASSWORD]
Refuses recipients at refused.example.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("tls", choices=["none", "starttls", "direct"])
parser.add_argument("--cert")
parser.add_argument("--key")
parser.add_argument("--auth")
wanted = parser.parse_args()
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Sink:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@refused.example"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        user = session.auth_data.login.decode() if session.authenticated else ""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(
            json.dumps(
                {
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "tls": server.transport.get_extra_info("cipher") is not None,
                    "user": user,
                    "headers": dict(message.items()),
                    "text": message.get_content().replace("\r\n", "\n"),
                }
            )
        )
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    given = data.login.decode() + ":" + data.password.decode()
    right = given == wanted.auth
    return AuthResult(success=right, handled=False, auth_data=data)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(wanted.cert, wanted.key)
    return context


async def main():
    options = {"hostname": "sink.example"}
    if wanted.tls == "starttls":
        options.update(tls_context=tls(), require_starttls=True)
    if wanted.auth:
        options.update(
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=wanted.tls == "starttls",
        )
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Sink(), loop=loop, **options),
        "127.0.0.1",
        wanted.port,
        ssl=tls() if wanted.tls == "direct" else None,
    )
    say(str(server.sockets[0].getsockname()[1]))
    # Ends with whoever started it.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())

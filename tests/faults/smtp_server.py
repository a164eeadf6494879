"""A mail server (a process of its own) that writes each letter down before it accepts it, and can be told to fail.

`orders.json` in its folder says how long it takes over a letter. A recipient's address says what is to go wrong, as
`<fault>+<anything>@…`: `code-550-5.1.1`, `code-451`, `nul-550` (at RCPT), `hang-rcpt`, `drop-rcpt`, `drop-data` (taken,
then no answer), `dropped-data` (not taken, no answer), `refuse-data` (554 after the words).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

HOST = "127.0.0.1"
LONGER_THAN_ANY_TIMEOUT = 3600


class Handler:
    """Decides what each recipient's letter comes to."""

    def __init__(self, folder: Path) -> None:
        self.orders = folder / "orders.json"
        self.log = os.open(folder / "accepted.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        match address.partition("@")[0].partition("+")[0].split("-", 1):
            case ["code", code]:
                number, _, enhanced = code.partition("-")
                return f"{number} {enhanced} as you asked".replace("  ", " ")
            case ["nul", code]:
                return f"{code} no\x00thing"
            case ["hang", "rcpt"]:
                await asyncio.sleep(LONGER_THAN_ANY_TIMEOUT)
            case ["drop", "rcpt"]:
                return await _hang_up(server)
        await self._take_time()  # whose worker dies now is not taken
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        [address] = envelope.rcpt_tos
        fault = address.partition("@")[0].partition("+")[0]
        if fault == "refuse-data":
            return "554 5.6.0 not with these words"
        if fault == "dropped-data":
            return await _hang_up(server)
        self._write_down(address, envelope.content)
        await self._take_time()  # whose worker dies now is taken and does not know it
        if fault == "drop-data":
            return await _hang_up(server)
        return "250 2.0.0 OK"

    async def _take_time(self) -> None:
        await asyncio.sleep(json.loads(self.orders.read_bytes())["seconds_each"] / 2)

    def _write_down(self, address: str, content: bytes | str | None) -> None:
        """Store that we have it: in one write, which nothing that happens to this process can tear apart."""
        assert isinstance(content, bytes)
        message_id = BytesHeaderParser().parsebytes(content)["Message-ID"]
        line = {"at": time.time(), "message_id": message_id, "to": address}  # noqa: TID251  # the one true clock here
        os.write(self.log, json.dumps(line).encode() + b"\n")


async def _hang_up(server: SMTP) -> str:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()
    await asyncio.sleep(LONGER_THAN_ANY_TIMEOUT)
    return ""


async def _say_busy(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"421 4.3.2 busy, come again\r\n")
    await writer.drain()
    writer.close()


async def _drop(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def _nobody_may_sign_in(*_facts: Any) -> AuthResult:
    return AuthResult(success=False, handled=False)


async def serve(folder: Path, port: int, busy_port: int, dropping_port: int) -> None:
    """Listen until the process is ended."""
    handler, loop = Handler(folder), asyncio.get_running_loop()

    def protocol() -> SMTP:
        return SMTP(handler, hostname=HOST, authenticator=_nobody_may_sign_in, auth_require_tls=False, loop=loop)

    await loop.create_server(protocol, HOST, port, backlog=100)
    await asyncio.start_server(_say_busy, HOST, busy_port)
    await asyncio.start_server(_drop, HOST, dropping_port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), *(int(port) for port in sys.argv[2:])))

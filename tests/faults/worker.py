"""Starts workers and beats (a process of its own), each forked from here, where all is imported already.

Each line read is an order: `worker 3` or `beat 0`; the answer is the process's id. `FAULTS_CONTROL` names a guard to
switch off in them, `FAULTS_CLOCK` says by how many seconds their clock is wrong, `FAULTS_BATCH` how many letters they
claim at once, `FAULTS_SPEND` for how many seconds one message keeps them at it. They end with this process's input.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import make_msgid
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import celery.apps.beat
import celery.apps.worker
import celery.bin.beat
import celery.bin.worker  # noqa: F401  # imported here, once for all
import django
import time_machine

django.setup()

from candidates.models import OutgoingMail  # noqa: E402
from candidates.outbox import claims, sending  # noqa: E402
from candidates.outbox.smtp import ACCEPTED, Answer  # noqa: E402
from candidates.reminders import tick  # noqa: E402
from recruiting import clock  # noqa: E402
from recruiting.celery import app  # noqa: E402

app.loader.import_default_modules()

WORKER = "worker --pool solo --queues mail,jobs,exports --without-gossip --without-mingle --without-heartbeat"
BEAT = "beat --pidfile="
FACTS = ("mail", "kind", "outcome", "code", "tries", "marked", "state")


def claims_never_expire() -> None:
    claims.lease = lambda: timedelta(days=3650)


def mark_before_sending() -> None:
    def send(
        mail_id: int, claim: claims.Claim, courier: sending.Courier, now: Callable[[], datetime], at: datetime
    ) -> Answer | None:
        mail = claims.begin(mail_id, claim.token, at=at)
        if mail is None:
            return None
        claims.mark(mail, claim.token, ACCEPTED, at=now())
        return courier.hand_over(mail)

    sending._send = send


def random_message_ids() -> None:
    message_of = sending.message_of

    def renamed(mail: OutgoingMail) -> Any:
        message = message_of(mail)
        message.extra_headers["Message-ID"] = make_msgid()
        return message

    sending.message_of = renamed


def mark_without_token() -> None:
    def put(
        mail: OutgoingMail, token: UUID, state: str, at: datetime, *, next_at: datetime | None = None, error: str = ""
    ) -> bool:
        return bool(OutgoingMail.objects.filter(pk=mail.pk).update(state=state, claim_token=None, finished_at=at))

    claims._put = put


def own_clock() -> None:
    clock.database_now = clock.now


def trust_the_broker() -> None:
    """Wake workers once, when letters are queued, and never again for what still waits."""
    look = tick.tick

    def once(**given: Any) -> tick.Ticked:
        ticked = look(**given)
        return replace(ticked, deliveries=ticked.deliveries if ticked.reminders else 0)

    tick.tick = once


CONTROLS: dict[str, Callable[[], None]] = {
    "claims never expire": claims_never_expire,
    "mark before sending": mark_before_sending,
    "random Message-ID": random_message_ids,
    "mark without token": mark_without_token,
    "own clock": own_clock,
    "trust the broker": trust_the_broker,
}


class FactsFile(logging.Handler):
    """Writes what the outbox logs, with its facts, a line each."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def emit(self, record: logging.LogRecord) -> None:
        facts = {name: value for name in FACTS if (value := getattr(record, name, None)) is not None}
        line = {"said": record.getMessage(), "process": os.getpid(), **facts}
        os.write(self._file, json.dumps(line).encode() + b"\n")


def prepare(folder: Path) -> None:
    """Set up a process that was just forked: its log, its wrong clock, its missing guard."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    outbox = logging.getLogger("candidates.outbox")
    outbox.setLevel(logging.INFO)
    outbox.addHandler(FactsFile(folder / "outbox.jsonl"))
    outbox.propagate = False
    if control := os.environ.get("FAULTS_CONTROL"):
        CONTROLS[control]()
    sending.BATCH = int(os.environ.get("FAULTS_BATCH", sending.BATCH))
    if spend := os.environ.get("FAULTS_SPEND"):
        sending.deliver = partial(sending.deliver, spend=timedelta(seconds=float(spend)))
    if seconds := float(os.environ.get("FAULTS_CLOCK", "0")):
        time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=True).start()


def fork(order: str, number: str, folder: Path) -> int:
    """Start a worker or a beat; return its process's id."""
    if child := os.fork():
        return child
    try:
        devnull = os.open(os.devnull, os.O_RDWR)
        said = os.open(folder / "processes.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        for source, target in ((devnull, 0), (said, 1), (said, 2)):
            os.dup2(source, target)
        prepare(folder)
        if order == "beat":
            celery_main(f"{BEAT} --schedule {folder / f'beat-{os.getpid()}'}")
        else:
            celery_main(f"{WORKER} --hostname {order}-{number}-{os.getpid()}@localhost")
    finally:
        os._exit(1)


def celery_main(arguments: str) -> None:
    app.start(argv=["--quiet", *arguments.split(), "--loglevel", "warning"])


def main(folder: Path) -> None:
    """Obey each order until there are no more, then end all that was started."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: they leave no trace
    children = []
    for line in sys.stdin:
        order, number = line.split()
        children.append(fork(order, number, folder))
        print(children[-1], flush=True)
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

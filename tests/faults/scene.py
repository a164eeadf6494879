"""A scene: a fresh database with reminders to come, workers and a beat on it; and what came of it all."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import redis
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from candidates.models import OutgoingMail, Reminder, Step
from candidates.outbox.queue import OPEN
from recruiting import clock
from tests.faults.processes import Crew, Nursery
from tests.faults.seeding import seed
from tests.faults.servers import MailServer, Servers

PATTERN, DATABASE = "followthrough_pattern", "followthrough"
LEASE, TICK = 5, 1


@dataclass(frozen=True)
class Outcome:
    """What became of the letters that were wanted, by the mail server's own log."""

    wanted: int
    lost: int
    repeats: int
    repeats_renamed: int  # of them, under another Message-ID than the first
    seconds: float

    def __str__(self) -> str:
        renamed = f", {self.repeats_renamed} under another Message-ID" if self.repeats or self.repeats_renamed else ""
        return f"lost {self.lost} of {self.wanted:,}, repeats {self.repeats}{renamed}; {self.seconds:.0f} s"


@dataclass
class Stage:
    """Where scenes are played: the servers, and the size that was asked for."""

    servers: Servers
    reminders: int
    kills: int
    controls: bool = True
    started: float = field(default_factory=time.monotonic)

    @property
    def mail(self) -> MailServer:
        return self.servers.mail

    @property
    def outbox_log(self) -> Path:
        return self.servers.folder / "outbox.jsonl"

    def prepare(self) -> None:
        """Make the database that every scene's is copied from."""
        self.servers.postgres.create_database(PATTERN)
        _use(PATTERN)
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()

    def clear(self) -> None:
        """Begin anew: an empty database, an empty broker, a mail server that took nothing and is quick."""
        _use(DATABASE)
        self.servers.postgres.copy_database(PATTERN, DATABASE)
        redis.Redis.from_url(self.servers.redis.url).flushall()
        self.mail.tell()
        self.mail.forget()
        self.outbox_log.write_bytes(b"")

    def seeded(self, count: int, **how: Any) -> list[str]:
        """Clear all, store so many reminders to come and return whom they are for."""
        self.clear()
        return seed(count, now=clock.database_now(), **how)

    @contextmanager
    def crew(
        self, size: int = 4, *, control: str = "", clocks: Sequence[int] = (0,), lease: int = LEASE, **more: str
    ) -> Iterator[Crew]:
        """Yield workers at work, and a beat; `clocks`: by how many seconds each one's clock is wrong."""
        given = {"MAIL_LEASE_SECONDS": str(lease), "TICK_SECONDS": str(TICK), "FAULTS_CONTROL": control, **more}
        surroundings = [self.servers.environment(DATABASE, FAULTS_CLOCK=str(wrong), **given) for wrong in clocks]
        with Crew([Nursery(self.servers.folder, each) for each in surroundings], size) as crew:
            self.started = time.monotonic()
            yield crew

    def settle(self, wanted: Sequence[str], *, patience: float = 30) -> Outcome:
        """Wait until every reminder is a letter and no letter waits, or nothing has moved for a while."""
        last, moved = (-1, -1), time.monotonic()
        while time.monotonic() - moved < patience:
            now = (self.mail.count(), open_letters())
            if now != last:
                last, moved = now, time.monotonic()
            if now[1] == 0 and not unworded():
                break
            time.sleep(0.25)
        return self.outcome(wanted)

    def outcome(self, wanted: Sequence[str]) -> Outcome:
        """Compare what was wanted with what the mail server wrote down."""
        among = set(wanted)
        accepted = [each for each in self.mail.accepted() if each.to in among]
        letters = Counter(each.to for each in accepted)
        names = len({(each.to, each.message_id) for each in accepted})
        return Outcome(
            wanted=len(wanted),
            lost=sum(1 for to in wanted if not letters[to]),
            repeats=len(accepted) - len(letters),
            repeats_renamed=names - len(letters),
            seconds=time.monotonic() - self.started,
        )

    def said(self, words: str) -> list[dict[str, Any]]:
        """Return what the workers' outbox logged in these words."""
        lines = [json.loads(line) for line in self.outbox_log.read_bytes().splitlines()]
        return [line for line in lines if line["said"] == words]


Found = TypeVar("Found")


def asked(question: Callable[[], Found]) -> Found:
    """Ask the database, again if it was just taken away."""
    until = time.monotonic() + 30
    while True:
        try:
            return question()
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def letters() -> int:
    """Return how many letters there are."""
    return asked(OutgoingMail.objects.count)


def open_letters() -> int:
    """Return how many letters wait or are being sent."""
    return asked(OutgoingMail.objects.filter(state__in=OPEN).count)


def unworded() -> bool:
    """Say whether there is a reminder that is no letter yet, or a step to be looked at within the hour."""
    soon = asked(clock.database_now) + timedelta(hours=1)
    waiting = Reminder.objects.filter(composed_at=None, cancelled_at=None)
    return asked(Step.objects.filter(remind_at__lte=soon).exists) or asked(waiting.exists)


def _use(database: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database

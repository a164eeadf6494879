"""Sixteen workers that claim from one queue: no letter is claimed twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from uuid import uuid4

from django.db import OperationalError, connection

from candidates.models import OutgoingMail
from candidates.outbox import claims
from candidates.outbox.queue import OPEN, Envelope, columns
from recruiting import clock
from recruiting.accounts.services import create_firm
from tests.faults.scene import Stage
from tests.faults.verdicts import Verdict, control

WORKERS = 16
BATCH = 20
Claim = Callable[..., claims.Claim]


def double(stage: Stage) -> Iterator[Verdict]:
    """Let all of them claim at once until nothing is left."""
    ids, seconds = _claimed(stage, claims.claim, stage.reminders)
    doubles, missed = len(ids) - len(set(ids)), stage.reminders - len(set(ids))
    figures = f"{doubles} claimed twice, {missed} by nobody, of {stage.reminders:,}; {seconds:.0f} s"
    yield Verdict(f"{WORKERS} workers claiming", figures, doubles == missed == 0)
    if stage.controls:
        ids, _seconds = _claimed(stage, _claim_without_lock, 1000)
        doubles = len(ids) - len(set(ids))
        yield control("claim without lock and condition", f"{doubles} claimed twice", seen=doubles > 0)


def _claimed(stage: Stage, claim: Claim, count: int) -> tuple[list[int], float]:
    """Return every claim of every worker, and how long it took them."""
    stage.clear()
    _queue(count)
    at, barrier = clock.database_now(), threading.Barrier(WORKERS)
    claimed: list[int] = []

    def work() -> None:
        connection.ensure_connection()
        barrier.wait(60)
        while found := claim(most=BATCH, at=at).ids:
            claimed.extend(found)
        connection.close()

    start = time.monotonic()
    threads = [threading.Thread(target=work) for _worker in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return claimed, time.monotonic() - start


def _queue(count: int) -> None:
    now = clock.database_now()
    firm = create_firm(name="Northgate", owner_email="alice@northgate.example", at=now)
    kind = OutgoingMail.Kind.INVITATION
    envelopes = [Envelope(firm, f"double:{number}", kind, f"{number}@people.example", now) for number in range(count)]
    OutgoingMail.objects.bulk_create([OutgoingMail(**columns(each, None)) for each in envelopes], batch_size=2000)


def _claim_without_lock(*, most: int, at: datetime) -> claims.Claim:
    """Claim as one would who thinks himself alone."""
    token = uuid4()
    free = OutgoingMail.objects.filter(state__in=OPEN, next_at__lte=at).order_by("next_at", "id")
    ids = list(free.values_list("pk", flat=True)[:most])
    with suppress(OperationalError):  # two such workers end in a deadlock too, and one of them gets nothing for it
        OutgoingMail.objects.filter(pk__in=ids).update(claim_token=token, next_at=at + claims.lease())
    return claims.Claim(token, ids)

"""A plan that changes at the very moment its letter is sent: the letter was sent, or it was cancelled, never both."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from django.db import connection

from candidates.interviews.services import move_interview
from candidates.models import Actor, EventType, OutgoingMail, Plan, SendingAttempt
from candidates.outbox import claims, sending
from candidates.outbox.queue import OPEN
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.reminders.tick import tick
from recruiting import clock
from tests.faults.scene import Stage
from tests.faults.verdicts import Verdict, control

State = OutgoingMail.State
Begin = Callable[..., OutgoingMail | None]
FINE = {(str(State.SENT), 1), (str(State.CANCELLED), 0)}


def races(stage: Stage) -> Iterator[Verdict]:
    """Let a replan race each letter's sending, one thread against another, from the same instant."""
    count = min(max(stage.reminders // 10, 100), 1000)
    found = _raced(stage, count, claims.begin)
    sent, cancelled = found[State.SENT, 1], found[State.CANCELLED, 0]
    figures = f"{sent} sent and cancelled by nobody, {cancelled} cancelled and never sent, {_others(found)} otherwise"
    yield Verdict(
        f"{count:,} races of a replan against a send", figures, _others(found) == 0 and min(sent, cancelled) > 0
    )
    if stage.controls:
        others = _others(_raced(stage, 100, _begin_without_looking))
        yield control("begin without the row's lock and a last look", f"{others} races with both", seen=others > 0)


def _others(found: Counter[tuple[str, int]]) -> int:
    return sum(times for what, times in found.items() if what not in FINE)


def _raced(stage: Stage, count: int, begin: Begin) -> Counter[tuple[str, int]]:
    """Return how often each state came with each number of letters that the mail server took."""
    stage.seeded(count)
    tick(now=clock.database_now, spend=timedelta(minutes=5))
    claim = claims.claim(most=count, at=clock.database_now())
    barrier, dice = threading.Barrier(2), random.Random(6)
    plans = dict(OutgoingMail.objects.filter(pk__in=claim.ids).values_list("pk", "reminder__plan"))

    def send() -> None:
        pause = 0.01
        with sending.Courier() as courier:
            for mail_id in claim.ids:
                barrier.wait(60)
                time.sleep(dice.uniform(0.8, 1.2) * pause)
                answer = sending._send(mail_id, claim, courier, clock.database_now, clock.database_now())
                pause *= 0.8 if answer is None else 1.25  # so that either is as likely to be first
        connection.close()

    def replan() -> None:
        for number, mail_id in enumerate(claim.ids):
            plan = Plan.objects.select_related("interview").get(pk=plans[mail_id])
            barrier.wait(60)
            _change(plan, number)
        connection.close()

    with patch.object(claims, "begin", begin):
        threads = [threading.Thread(target=work) for work in (send, replan)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took = Counter(each.to for each in stage.mail.accepted())
    letters = OutgoingMail.objects.filter(pk__in=claim.ids).values_list("to", "state")
    return Counter((state, took[to]) for to, state in letters)


def _change(plan: Plan, number: int) -> None:
    """Move the interview, move the call, or close the plan."""
    now, author = clock.database_now(), Author(Actor.RECRUITER)
    if number % 3 == 0:
        move_interview(interview=plan.interview, ended_at=plan.interview.ended_at, author=author, now=now)
    elif number % 3 == 1:
        chosen = (now + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
        record_event(plan=plan, happening=_moved_to(chosen, now), author=author, now=now)
    else:
        closed = Happening(EventType.CLOSED, now, {"outcome": "rejected"})
        record_event(plan=plan, happening=closed, author=author, now=now)


def _moved_to(chosen: datetime, now: datetime) -> Happening:
    return Happening(EventType.RESCHEDULED, now, {"due": chosen.isoformat()})


def _begin_without_looking(mail_id: int, token: UUID, *, at: datetime) -> OutgoingMail | None:
    """Begin as one would who trusts what he read a moment ago."""
    mail = OutgoingMail.objects.select_related("organization").get(pk=mail_id)
    if mail.state not in OPEN or mail.claim_token != token:
        return None
    time.sleep(0.002)
    SendingAttempt.objects.create(organization_id=mail.organization_id, mail=mail, token=token, started_at=at)
    mail.state, mail.tries, mail.next_at = State.SENDING, mail.tries + 1, at + claims.lease()
    mail.save(update_fields=["state", "tries", "next_at"])
    return mail

"""Rows that no letter can be made of, or that no server takes, among thousands: each fails alone and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from unittest.mock import patch

from django.db import connection

from candidates.models import OutgoingMail
from candidates.outbox import sending
from candidates.reminders import compose
from candidates.reminders.tick import tick
from recruiting import clock
from recruiting.models import CalendarSnapshot
from tests.faults.scene import Outcome, Stage
from tests.faults.verdicts import Verdict, control

# Each poisons the candidates whose addresses it is given; past the services, as a slip in a migration would
PLANS = (
    "select p.id from candidates_plan p join candidates_interview i on i.id = p.interview_id"
    " join candidates_application a on a.id = i.application_id"
    " join candidates_candidate c on c.id = a.candidate_id where c.email = any(%s)"
)


def _reasons_lost(addresses: Sequence[str]) -> None:
    """The facts of why are no facts."""
    _run(f"update candidates_step set why = '[7, \"seven\"]' where plan_id in ({PLANS})", addresses)


def _calendar_lost(addresses: Sequence[str]) -> None:
    """The calendar that the plan follows has no zone: the template fails."""
    pattern = CalendarSnapshot.objects.earliest("pk")
    broken = CalendarSnapshot.objects.create(
        organization_id=pattern.organization_id, digest=f"broken-{pattern.pk}", content={}
    )
    _run(f"update candidates_plan set calendar_id = {broken.pk} where id in ({PLANS})", addresses)


def _no_address(addresses: Sequence[str]) -> None:
    """The address is none."""
    _rename(addresses, "replace(email, '@', ' at ')")


def _line_broken_address(addresses: Sequence[str]) -> None:
    """The address would write a header of its own."""
    _rename(addresses, "email || E'\\r\\nBcc: everybody@else.example'")


def _nowhere(addresses: Sequence[str]) -> None:
    """The candidate lives in a zone that is none."""
    _run("update candidates_candidate set time_zone = 'Europe' where email = any(%s)", addresses)


def _odd_name(addresses: Sequence[str]) -> None:
    """A name with line breaks and an odd space: strange, but a letter can be made of it."""
    _run(
        "update candidates_candidate set name = E'Amara\\r\\nBcc: x@y.example \\u200b' where email = any(%s)", addresses
    )


POISONS: Sequence[Callable[[Sequence[str]], None]] = (
    _reasons_lost,
    _calendar_lost,
    _no_address,
    _line_broken_address,
    _nowhere,
)


def poison(stage: Stage) -> Iterator[Verdict]:
    """Poison one row in a hundred."""
    outcome, reasons, bad = _poisoned(stage, stage.reminders)
    failed = sum(reasons.values())
    figures = (
        f"{outcome.wanted - outcome.lost:,} of {outcome.wanted:,} others sent, {failed} of {bad} failed with a reason"
    )
    fine = outcome.lost == outcome.repeats == 0 and failed == bad
    yield Verdict(f"{bad} poisoned rows among {stage.reminders:,}", f"{figures}; {outcome.seconds:.0f} s", fine)
    for reason, times in reasons.most_common():
        yield Verdict("  reason", f"{times} × {reason[:90]}", is_good=True)
    if stage.controls:
        yield _one_spoils_all(stage)


def _poisoned(stage: Stage, count: int) -> tuple[Outcome, Counter[str], int]:
    wanted = stage.seeded(count)
    each = max(count // 500, 1)
    bad = wanted[: each * len(POISONS)]
    for number, spoil in enumerate(POISONS):
        spoil(bad[number * each : (number + 1) * each])
    _odd_name(wanted[-each:])
    with stage.crew():
        outcome = stage.settle(wanted[len(bad) :], patience=20)
    failed = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED, text__isnull=False).exclude(error="")
    reasons = Counter(error.split(" at ")[0] for error in failed.values_list("error", flat=True))
    return outcome, reasons, len(bad)


def _one_spoils_all(stage: Stage) -> Verdict:
    """Let an error of one letter stop the rest, as it would without its own try."""
    wanted = stage.seeded(50)
    _calendar_lost(wanted[:1])

    def raise_on(*facts: object) -> None:
        raise RuntimeError(*facts)

    try:
        with patch.object(compose, "failed_row", raise_on):
            tick(now=clock.database_now)
    except RuntimeError:
        sending.deliver(now=clock.database_now)
    lost = stage.outcome(wanted[1:]).lost
    return control("a letter's error stops its batch", f"{lost} of {len(wanted) - 1} others lost", seen=lost > 0)


def _rename(addresses: Sequence[str], to: str) -> None:
    for table in ("recruiting_user", "candidates_candidate"):
        _run(f"update {table} set email = lower({to}) where email = any(%s)", addresses)


def _run(statement: str, addresses: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(addresses)])
        assert cursor.rowcount >= len(addresses), statement

"""Two equal firms edit their rules: one's workers are killed on the way, the other's are left in peace. A process.

It works on the migrated database of its environment, fills it, and prints as JSON what became of each firm's change.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple
from unittest.mock import patch

import django
import time_machine

django.setup()

from django.db import connection  # noqa: E402

from candidates.changes import jobs as change_jobs  # noqa: E402
from candidates.changes.services import apply_change, propose_version, undo_change  # noqa: E402
from candidates.jobs import services as jobs  # noqa: E402
from candidates.models import BackgroundJob, Event, Interview, Plan, PlanImpact, RulesChange, Step  # noqa: E402
from candidates.plans.projection import rebuild_all  # noqa: E402
from candidates.tasks import WORK  # noqa: E402
from recruiting.accounts.services import create_firm  # noqa: E402
from recruiting.models import Membership, Policy, PolicyVersion  # noqa: E402
from recruiting.policies.services import draft_version  # noqa: E402
from tests.changes.founding import found_many  # noqa: E402

NOW = datetime(2026, 12, 2, 12, tzinfo=UTC)
PLANS, CHUNK = 75, 3
Picture = dict[str, Any]


class Moment(Enum):
    """Where a worker is killed."""

    ASKING = "before it asks the database"
    COMMITTING = "before it commits a chunk"
    COMMITTED = "once it has committed a chunk"


class Death(NamedTuple):
    """A worker's end: at such a moment, after so many others."""

    moment: Moment
    after: int


def drawn_deaths(kills: int, drawn: random.Random) -> list[Death]:
    """Return deaths of every kind. A chunk asks some thirty times: of four workers, two end within their first one.

    Not more of them, for a job whose workers die at one place is given up.
    """
    kinds = (
        lambda: Death(Moment.ASKING, drawn.randint(2, 24)),
        lambda: Death(Moment.COMMITTED, drawn.randint(0, 1)),
        lambda: Death(Moment.COMMITTING, drawn.randint(0, 1)),
        lambda: Death(Moment.ASKING, drawn.randint(32, 60)),
    )
    return [kinds[number % len(kinds)]() for number in range(kills)]


def main(kills: int, seed: str) -> None:
    drawn = random.Random(seed)
    changes = [_proposed(name) for name in ("Killed", "Whole")]
    told: dict[str, Any] = {"before": _picture(changes[0])}
    for doing, begin in (("applied", _apply), ("undone", _undo)):
        killed, whole = [begin(change) for change in changes]
        deaths = _work_and_die(killed, drawn_deaths(kills, drawn))
        jobs.run(_job(whole), WORK, lambda: NOW)
        told[doing] = {"deaths": deaths, "killed": _picture(killed), "whole": _picture(whole)}
        told[doing]["differences"] = list(rebuild_all(check=True, at=NOW))
    print(json.dumps(told, default=str))


def _proposed(name: str) -> RulesChange:
    firm = create_firm(name=name, owner_email=f"alice@{name.lower()}.example", at=NOW)
    alice = Membership.objects.get(organization=firm)
    found_many(alice, PLANS, now=NOW)
    policy = Policy.objects.get(organization=firm, is_default=True)
    rules = {**policy.versions.get().rules, "call_after_days": [4, 5]}
    draft = draft_version(policy=policy, rules=rules, at=NOW, by=alice.user)
    return propose_version(version=draft, by=alice, at=NOW)


def _alice(change: RulesChange) -> Membership:
    return Membership.objects.get(organization=change.organization)


def _apply(change: RulesChange) -> RulesChange:
    return apply_change(change=change, by=_alice(change), at=NOW, reach=RulesChange.Reach.ALL)


def _undo(change: RulesChange) -> RulesChange:
    return undo_change(change=change, by=_alice(change), at=NOW)


def _job(change: RulesChange) -> int:
    change.refresh_from_db()
    assert change.job is not None
    return change.job.pk


def _work_and_die(change: RulesChange, deaths: Sequence[Death]) -> list[int]:
    """Let worker upon worker do the change's job, each killed on the way; return how far each had come."""
    job = _job(change)
    came: list[int] = []
    for death in deaths:
        ended = _worker(job, death)
        row = BackgroundJob.objects.get(pk=job)
        assert ended == -signal.SIGKILL, f"{row.state} at {row.done} after {came}: {row.error}"
        came.append(row.done)
    assert _worker(job, None) == 0
    return came


def _worker(job: int, death: Death | None) -> int:
    """Do a job in a process of its own, which may be killed; return how that ended."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            with _dying(death):
                jobs.run(job, WORK, lambda: NOW)
            os._exit(0)
        finally:
            os._exit(1)  # whatever happens, it must not go on as its parent
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@contextmanager
def _dying(death: Death | None) -> Iterator[None]:
    """Watch what the database is asked, and its commits from both sides; at the moment of death, be killed."""
    passed: Counter[Moment] = Counter()

    def at(moment: Moment) -> None:
        if death == (moment, passed[moment]):
            os.kill(os.getpid(), signal.SIGKILL)
        passed[moment] += 1

    def asked(execute: Callable[..., Any], *args: Any) -> Any:
        at(Moment.ASKING)
        return execute(*args)

    commit = connection._commit  # type: ignore[attr-defined]

    def committed() -> None:
        at(Moment.COMMITTING)
        commit()
        at(Moment.COMMITTED)

    connection._commit = committed  # type: ignore[attr-defined]
    with connection.execute_wrapper(asked):
        yield


def _picture(change: RulesChange) -> Picture:
    """Return all that a change decides about its firm, without ids."""
    change.refresh_from_db()
    firm = {"organization": change.organization}
    numbers = dict(PolicyVersion.objects.filter(**firm).values_list("pk", "number"))
    plans = Plan.objects.filter(**firm).order_by("pk")
    order = {plan: place for place, plan in enumerate(plans.values_list("pk", flat=True))}
    steps = Step.objects.filter(**firm).order_by("plan", "position")
    events = Event.objects.filter(**firm).order_by("plan", "number")
    impacts = PlanImpact.objects.filter(**firm).order_by("plan")
    return {
        "change": change.state,
        "job": change.job and change.job.state,
        "versions": sorted(PolicyVersion.objects.filter(**firm).values_list("policy__name", "number", "state")),
        "plans": [
            [numbers[version], *rest]
            for version, *rest in plans.values_list("version", "revision", "status", "outcome")
        ],
        "steps": [
            [order[plan], *rest]
            for plan, *rest in steps.values_list("plan", "key", "kind", "status", "due", "done_at", "why", "remind_at")
        ],
        "events": [
            [order[plan], number, kind, at, numbers.get(payload.get("version_id")), retracted]
            for plan, number, kind, at, payload, retracted in events.values_list(
                "plan", "number", "type", "at", "payload", "retracted_at"
            )
        ],
        "impacts": list(impacts.values_list("state", flat=True)),
        "interviews": Interview.objects.filter(**firm).count(),
    }


if __name__ == "__main__":
    # Nobody waits for a lease, and nobody is woken: workers are started here
    small = patch.multiple(change_jobs, WRITTEN_AT_ONCE=0, CHUNK=CHUNK, wake=lambda *_args: None)
    with time_machine.travel(NOW, tick=False), patch.object(jobs, "LEASE", timedelta(seconds=-1)), small:
        main(int(sys.argv[1]), sys.argv[2])

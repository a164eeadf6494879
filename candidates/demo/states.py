"""What a story of the demonstration is, and the states in which its plan may have to be today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from candidates.demo.accounts import OWNER
from candidates.demo.life import Beat
from candidates.models import Letter
from recruiting import cadence

HOME = ZoneInfo(OWNER.time_zone)
Check = Callable[[cadence.Plan, datetime], bool]


@dataclass(frozen=True)
class Story:
    """One interview's story: the beats, and the state in which it must have ended by now.

    `where` limits it to these companies or role families. `recruiter`: the recruiter follows up. `ahead`: the interview
    is to come. `star`: it is about the candidate who can sign in. `slip`: a final answer was recorded by mistake and
    taken back. `before`: the story of the round before this one. `begun_within`: so many days ago at most.
    `colleague`: they wrote their letters here, and that to a colleague of the lead's is in this state.
    """

    state: str
    beats: tuple[Beat, ...]
    fits: Check
    where: tuple[str, ...] = ()
    recruiter: bool = False
    ahead: bool = False
    star: bool = False
    slip: bool = False
    before: Story | None = None
    begun_within: int = 28
    colleague: Letter.State | None = None


def _open(plan: cadence.Plan, *, follow_up: bool) -> cadence.Step | None:
    for step in plan.steps:
        if step.status == cadence.StepStatus.OPEN and step.key.startswith("follow_up" if follow_up else "thank_you"):
            return step
    return None


def _day(moment: datetime) -> date:
    return moment.astimezone(HOME).date()


def in_days(first: int, last: int, *, kind: str | None = None, reason: str | None = None) -> Check:
    """The open follow-up (the thank-you is sent) is due so many days from the recruiter's today."""

    def check(plan: cadence.Plan, now: datetime) -> bool:
        step = _open(plan, follow_up=True)
        return (
            step is not None
            and not step.provisional
            and first <= (_day(step.due) - _day(now)).days <= last
            and kind in {None, str(step.kind)}
            and reason in {None, str(step.reason)}
        )

    return check


def thank_you_due(least: timedelta, most: timedelta) -> Check:
    """The thank-you is open and its deadline is so far off."""

    def check(plan: cadence.Plan, now: datetime) -> bool:
        step = _open(plan, follow_up=False)
        return step is not None and least <= step.due - now <= most

    return check


def is_status(status: cadence.PlanStatus) -> Check:
    """The plan has this status."""
    return lambda plan, _now: plan.status == status


def any_state(_plan: cadence.Plan, _now: datetime) -> bool:
    """Whatever the plan says is right."""
    return True


TODAY = in_days(0, 0)
LATE = in_days(-4, -1)
AHEAD = in_days(1, 12)
CLOSED = is_status(cadence.PlanStatus.CLOSED)
EXHAUSTED = is_status(cadence.PlanStatus.EXHAUSTED)

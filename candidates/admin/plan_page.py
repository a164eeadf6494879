"""An interview's page: who, where, when and the debrief; the plan as a timeline, the open step on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from candidates.admin.reading import reader_of
from candidates.interviews.lines import Line, lines_of
from candidates.models import Debrief, EventType, Plan
from candidates.plans.start import situation_of
from candidates.plans.timeline import EventLine, StepLine, Timeline, company_zone, timeline_of
from candidates.recording.forms import RECORD_FORMS
from recruiting import clock
from recruiting.admin.standings import StandingCard
from recruiting.policies.selectors import PolicyRegister
from recruiting.policies.standings import standing_of
from recruiting.wording import moment_both, outcome_label

ASKED = (EventType.TIMEFRAME_GIVEN, EventType.TIMEFRAME_NOT_GIVEN)
QUESTION = "ask_timeframe"
TITLES = {
    "people": _("Whom they met, as the candidate says"),
    "topics": _("What they talked about"),
    "challenges": _("Their challenges"),
    "strengths": _("Strengths they look for"),
}


@dataclass(frozen=True)
class Past:
    """A line of what was: a step that ended, what was recorded of it, or a record that no step stands for."""

    step: StepLine | None = None
    event: EventLine | None = None

    @property
    def at(self) -> datetime:
        """Return its place in time."""
        if self.event is not None:
            return self.event.event.at
        assert self.step is not None
        return self.step.step.done_at or self.step.step.due

    @property
    def title(self) -> str:
        """Return what was done, or what was called off."""
        return self.event.text if self.event else self.step.title if self.step else ""

    @property
    def when(self) -> str:
        """Return its moment on both clocks."""
        line = self.event or self.step
        return line.when if line else ""

    @property
    def cancelled(self) -> bool:
        """Say whether it was called off."""
        return self.step is not None and self.step.step.status == "cancelled"


def past_of(timeline: Timeline) -> list[Past]:
    """Return what was, the newest first: each step with the event that ended it."""
    ended = {line.step.done_at: line for line in timeline.past if line.step.done_at}
    lines: list[Past] = []
    for event in reversed(timeline.events):  # the oldest first: the first answer about a date is the question's
        kind = event.event.type
        line = _question(timeline, lines) if kind in ASKED else ended.pop(event.event.at, None)
        lines.append(Past(line, event))
    shown = {line.step.step.pk for line in lines if line.step}
    lines += [Past(line) for line in timeline.past if line.step.pk not in shown]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _question(timeline: Timeline, lines: list[Past]) -> StepLine | None:
    """Return the question of when they decide, if it was asked and no event stands for it yet; it has no moment."""
    if any(line.event and line.event.event.type in ASKED for line in lines):
        return None
    return next((line for line in timeline.past if line.step.key == QUESTION and line.step.status == "done"), None)


def plan_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """Return what the page shows of a plan that `for_reading` loaded."""
    reader, now = reader_of(request), clock.now()
    timeline = timeline_of(plan, reader=reader, now=now)
    interview, zone = plan.interview, company_zone(plan)
    return {
        "plan": plan,
        "timeline": timeline,
        "past": past_of(timeline),
        "ended": moment_both(interview.ended_at, zone, reader.zone, now=now),
        "others": list(interview.others.all()),
        "debrief": _debrief(getattr(interview, "debrief", None), reader.zone, now),
        "debrief_notes": getattr(getattr(interview, "debrief", None), "notes", ""),
        "outcome": outcome_label(plan.outcome) if plan.outcome else "",
        "forms": [RECORD_FORMS[kind](plan=plan, reader=reader, now=now) for kind in timeline.kinds],
        "kind": timeline.kinds[0] if timeline.kinds else "",
        "back": "interview",
        "letters": list(interview.letters.select_related("contact", "mail")),
        "card": _standing(plan, now.astimezone(ZoneInfo(reader.zone)).date()),
    }


def _standing(plan: Plan, today: date) -> StandingCard:
    """Return which policy the interview would follow if it were recorded today."""
    standing = standing_of(PolicyRegister.of(plan.organization), situation_of(plan.interview))
    return StandingCard(str(_("This interview")), standing, today)


def _debrief(debrief: Debrief | None, zone: str, now: datetime) -> list[tuple[Any, list[Line]]]:
    """Return each list of the debrief that holds something."""
    lines = lines_of(debrief, zone=zone, now=now) if debrief else {}
    return [(title, lines[name]) for name, title in TITLES.items() if lines.get(name)]

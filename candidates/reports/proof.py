"""Proof of follow-up: what a candidate has done, each thing with its day, for an authority such as a job centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from candidates.models import Actor, Candidate, Event, EventType, Interview
from candidates.plans.timeline import company_zone
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.parts import Facts, Part, Words
from candidates.reports.report import Asked, Report
from recruiting.cadence import PlanOutcome
from recruiting.wording import city, day_words, event_sentence

NEXT_DAY = timedelta(days=1)
# How dates are planned is nothing that anybody did
PLANNING = (EventType.RULES_CHANGED, EventType.LEVELLED, EventType.RESCHEDULED)
NOT_HELD = (PlanOutcome.INTERVIEW_CANCELLED, PlanOutcome.NO_SHOW)
INTERVIEW = "interview"
RECORDED_BY = {
    Actor.CANDIDATE: pgettext_lazy("who recorded it", "candidate"),
    Actor.RECRUITER: pgettext_lazy("who recorded it", "recruiter"),
    Actor.SYSTEM: pgettext_lazy("who recorded it", "Followthrough"),
}
COUNTED = {
    INTERVIEW: gettext_lazy("Interviews"),
    EventType.THANK_YOU_SENT: gettext_lazy("Thank-yous sent"),
    EventType.CALL_MADE: gettext_lazy("Calls made"),
    EventType.EMAIL_SENT: gettext_lazy("Check-in emails sent"),
    EventType.REPLY_RECEIVED: gettext_lazy("Replies received"),
}


class Proof(Report):
    """A candidate's dated history, for an authority, as the issue asks.

    Company and position, and nobody's name or number but the candidate's: no contact, no note, nothing of the debrief.
    What was taken back is not in it, nor what only moved a date. Days and times are the candidate's own.
    """

    slug = "proof"
    title = gettext_lazy("Proof of follow-up")
    explains = gettext_lazy(
        "Which interviews took place and what was done after each, with day and time: for a job centre or another "
        "authority. It names companies and positions, and no other person."
    )
    nothing = gettext_lazy("Nothing is recorded in these days. Choose a longer span.")
    asks = ("span", "from", "to", "candidate")
    needs = ("candidate",)
    formats = ("pdf", "xlsx", "csv", "json")
    landscape = False
    for_candidates = True

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns; both moments are told on the candidate's clock."""
        zone = _whose(asked).time_zone
        when = _("When (%(city)s)") % {"city": city(zone)}
        recorded = _("Recorded (%(city)s)") % {"city": city(zone)}
        return (
            Column("at", when, Holds.MOMENT, zone, width=17, on_paper=5),
            Column("company", _("Company"), width=26, on_paper=5),
            Column("job", _("Position"), width=26, on_paper=5),
            Column("what", _("What was done"), width=50, on_paper=9),
            Column("recorded_by", _("Recorded by"), width=16, on_paper=4),
            Column("recorded_at", recorded, Holds.MOMENT, zone, width=17, on_paper=5),
        )

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield what was done in the order of its moments; one candidate's history is read whole."""
        for deed in _deeds(asked):
            yield (deed.at, deed.company, deed.job, deed.what, deed.recorded_by, deed.recorded_at)

    def size(self, asked: Asked) -> int:
        """Return how many events and interviews there are."""
        return _events(asked).count() + _interviews(asked).count()

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return who it is about, for which days, and how many of each; then what this paper is."""
        done = Counter(deed.kind for deed in _deeds(asked))
        firm = asked.viewer.organization.name
        pairs = [
            (pgettext("of a person", "Name"), _whose(asked).name),
            (_("Represented by"), firm),
            (_("Days"), _span_said(asked)),
            *((str(label), str(done[kind])) for kind, label in COUNTED.items()),
        ]
        sentence = _(
            "Taken from the records of %(firm)s. What is recorded there cannot be changed afterwards: a mistake is "
            "taken back as a whole, and is not listed here."
        )
        return [Facts(_("Overview"), pairs), Words(_("What this is"), [sentence % {"firm": firm}])]


@dataclass(frozen=True)
class Deed:
    """Something that was done, as a row; `kind` is what it counts as."""

    at: datetime
    kind: str
    company: str
    job: str
    what: str
    recorded_by: str
    recorded_at: datetime


def _whose(asked: Asked) -> Candidate:
    """Return whose history it is: a candidate's own, whatever else was asked."""
    candidate = asked.viewer.candidate or asked.filters.candidate
    assert candidate is not None
    return candidate


def _deeds(asked: Asked) -> list[Deed]:
    """Return events and interviews in the order of their moments."""
    found = [_done(event) for event in _events(asked)] + [_met(interview) for interview in _interviews(asked)]
    return sorted(found, key=lambda deed: (deed.at, deed.kind != INTERVIEW, deed.recorded_at))


def _done(event: Event) -> Deed:
    job = event.plan.interview.application.job
    zone = company_zone(event.plan)
    what = event_sentence(event.type, event.payload, event.at, zone, reader="candidate")
    by = str(RECORDED_BY[Actor(event.actor)])
    return Deed(event.at, event.type, job.company.name, job.title, what, by, event.recorded_at)


def _met(interview: Interview) -> Deed:
    """Return an interview; members alone record them."""
    job = interview.application.job
    what = _("Interview") if interview.round == 1 else _("Interview, round %(number)d") % {"number": interview.round}
    by = str(RECORDED_BY[Actor.RECRUITER])
    return Deed(interview.ended_at, INTERVIEW, job.company.name, job.title, what, by, interview.created_at)


def _events(asked: Asked) -> QuerySet[Event]:
    """Return what was recorded of it and stands, of the days that are asked for."""
    events = Event.objects.filter(plan__in=_plans(asked), retracted_at=None, at__lte=asked.at, **_days(asked, "at"))
    events = events.exclude(type__in=PLANNING)
    return events.select_related("plan__calendar", "plan__interview__application__job__company")


def _interviews(asked: Asked) -> QuerySet[Interview]:
    """Return the interviews that took place in these days."""
    over = {"ended_at__lte": asked.at, **_days(asked, "ended_at")}
    interviews = Interview.objects.filter(plan__in=_plans(asked).exclude(outcome__in=NOT_HELD), **over)
    return interviews.select_related("application__job__company")


def _plans(asked: Asked) -> QuerySet[Any]:
    """Return the plans that the viewer may see, of that candidate."""
    return asked.viewer.plans.filter(**asked.filters.of_plans())


def _days(asked: Asked, moment: str) -> dict[str, datetime]:
    """Return the lookups of the days on the candidate's clock, both ends included."""
    zone, filters = ZoneInfo(_whose(asked).time_zone), asked.filters
    found = {}
    if filters.first_day:
        found[f"{moment}__gte"] = datetime.combine(filters.first_day, time(), zone)
    if filters.last_day and filters.last_day < date.max:
        found[f"{moment}__lt"] = datetime.combine(filters.last_day + NEXT_DAY, time(), zone)
    return found


def _span_said(asked: Asked) -> str:
    filters = asked.filters
    first, last = (day and day_words(day, year=True) for day in (filters.first_day, filters.last_day))
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(day)s on") % {"day": first}
    return _("until %(day)s") % {"day": last} if last else _("all since the first interview")

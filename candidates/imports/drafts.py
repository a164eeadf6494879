"""Drafts the plan of each row: a new one, or what a stored one becomes; what the engine refuses is a cell's problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from candidates.imports.facts import Opening, RosterRow
from candidates.imports.known import Known, live_events_of
from candidates.imports.problems import Code, Problem, RosterUnreadable, shown
from candidates.imports.results import Change, first_due
from candidates.models import Application, Event, EventType, Interview
from candidates.plans.amend import Amending, Amendment, AmendmentRefused
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening
from candidates.plans.projection import Projection
from candidates.plans.services import Author
from candidates.plans.start import PlanStarter, Start
from recruiting.cadence import Calendar, Refusal, Refused
from recruiting.companies.services import unsaved_snapshot
from recruiting.models import CalendarSnapshot, Contact, Job, Organization
from recruiting.policies.selectors import NoDefaultPolicy

TIMEFRAMES = frozenset({EventType.TIMEFRAME_GIVEN, EventType.TIMEFRAME_NOT_GIVEN})
COLUMN_OF_FIELD = {"date": "timeframe_date", "time": "timeframe_time", "may_call": "may_call"}
SAME_NAME = {Refusal.DATE_IN_PAST: Code.DATE_IN_PAST, Refusal.DATE_TOO_FAR: Code.DATE_TOO_FAR}


@dataclass
class Drafting:
    """A row's plan as it would be; none where the engine refuses, and then why."""

    interview: Interview
    status: str = ""
    first_due: datetime | None = None
    projection: Projection | None = None
    happenings: Sequence[Happening] = ()
    amendment: Amendment | None = None
    moved: bool = False
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, projection: Projection) -> None:
        """Take a projection for the row's plan."""
        self.projection = projection
        self.status, self.first_due = projection.columns["status"], first_due(projection.steps)


class Drafter:
    """Drafts the plans of a firm's rows.

    `latest` is the latest round of each application that the file brings. `only_look`: new plans are not to be stored,
    so they are drawn without rows and facts, at half the cost.
    """

    def __init__(self, organization: Organization, *, author: Author, now: datetime) -> None:
        self.starter = PlanStarter(organization)
        self.author, self.now = author, now
        self.latest: Mapping[Opening, int] = {}
        self.only_look = True
        self._snapshots: dict[Calendar, CalendarSnapshot] = {}

    def draft(self, row: RosterRow, known: Known, stored: Interview | None, *, whole: bool) -> Drafting | None:
        """Return the row's plan; None where too little could be read, or nothing about a stored plan changes.

        `whole`: all cells could be read. Of other rows the plan is drafted too, for its problems.
        """
        if row.ended_at is None or row.company is None or not row.company.time_zone:
            return None
        if stored is not None:
            return self._amend(row, row.ended_at, known, stored)
        return self._start(row, row.ended_at, known, whole=whole)

    def _start(self, row: RosterRow, ended_at: datetime, known: Known, *, whole: bool) -> Drafting:
        interview = Interview(
            organization=known.organization,
            application=known.application(row) if whole else Application(job=_job(row, known)),
            round=row.round or 1,
            ended_at=ended_at,
            lead=known.contact(row.contact) if row.contact else Contact(),
            created_at=self.now,
        )
        drafting = Drafting(interview, happenings=self._with_closing(row, known))
        while not drafting.status:
            try:
                self._plan(drafting)
            except EventRefused as refused:
                struck = refused.refused.event_index
                culprit = None if struck is None else drafting.happenings[struck]
                if not _set_aside(drafting, row, refused.refused, culprit):
                    break
        return drafting

    def _plan(self, drafting: Drafting) -> None:
        start = Start(drafting.interview, drafting.happenings)
        try:
            version, calendar = self.starter.rules_for(start.interview)
        except NoDefaultPolicy as error:
            raise RosterUnreadable(str(error)) from error
        snapshot = self._snapshots.get(calendar)
        if snapshot is None:
            snapshot = self._snapshots[calendar] = unsaved_snapshot(self.starter.organization, calendar)
        if self.only_look:
            plan = self.starter.outline(start, version, snapshot, at=self.now)
            drafting.status, drafting.first_due = str(plan.status), first_due(plan.steps)
        else:
            drafting.take(self.starter.draft_with(start, version, snapshot, at=self.now))

    def _with_closing(self, row: RosterRow, known: Known) -> tuple[Happening, ...]:
        """Return what happened, with the end if a later round is known or in the same file."""
        opening = row.opening
        if opening is None or row.round >= max(known.latest_round(opening), self.latest.get(opening, 0)):
            return row.happenings
        at = max([self.now, *(happening.at for happening in row.happenings)])
        return (*row.happenings, Happening(EventType.CLOSED, at, {"outcome": "next_round"}))

    def _amend(self, row: RosterRow, ended_at: datetime, known: Known, stored: Interview) -> Drafting | None:
        live = live_events_of(stored)
        new, retracted, changes = _news(row, stored, live)
        moved = stored.ended_at != ended_at
        if not (new or moved):
            return None
        drafting = Drafting(stored, happenings=new, moved=moved, changes=changes)
        if moved:
            drafting.changes.insert(0, Change("interview_ended_at", _minute(stored.ended_at), _minute(ended_at)))
        before, stored.ended_at = stored.ended_at, ended_at
        amending = Amending(self.author, self.now, known.rulebook)
        while not drafting.status:
            try:
                drafting.amendment = amending.draft(stored.plan, live, drafting.happenings, retracted)
                drafting.take(drafting.amendment.projection)
            except AmendmentRefused as refused:
                if not _set_aside(drafting, row, refused.refused, refused.culprit):
                    break
        if drafting.problems:
            stored.ended_at = before
        return drafting


def _job(row: RosterRow, known: Known) -> Job:
    assert row.company
    return known.job(row.job) if row.job else Job(company=known.company(row.company), role_family="general")


def _news(
    row: RosterRow, stored: Interview, live: Sequence[Event]
) -> tuple[list[Happening], list[Event], list[Change]]:
    """Return what a row says that was not recorded, what it takes back, and both in words.

    A thank-you that is recorded stands, whatever moment the row names. A timeframe that was said at the interview's end
    and now reads otherwise was a slip: it is taken back, and the new one recorded.
    """
    new: list[Happening] = []
    retracted: list[Event] = []
    changes: list[Change] = []
    thanked = any(event.type == EventType.THANK_YOU_SENT for event in live)
    for happening in row.happenings:
        if happening.type == EventType.THANK_YOU_SENT and not thanked:
            new.append(happening)
            changes.append(Change("thank_you_sent_at", "", _minute(happening.at)))
        elif happening.type in TIMEFRAMES and not _is_known(happening, stored, live):
            slips = [event for event in live if event.type in TIMEFRAMES and event.at <= stored.ended_at]
            new.append(happening)
            retracted += slips
            old = _said(slips[-1].type, slips[-1].payload) if slips else ("",)
            changes.append(Change("timeframe_date", " ".join(old), " ".join(_said(happening.type, happening.fields))))
    return new, retracted, changes


def _is_known(happening: Happening, stored: Interview, live: Sequence[Event]) -> bool:
    said = _said(happening.type, happening.fields)
    timeframes = [event for event in live if event.type in TIMEFRAMES]
    at_the_end = [event for event in timeframes if event.at <= stored.ended_at]
    later = [event for event in timeframes if event.at > stored.ended_at]
    return any(_said(event.type, event.payload) == said for event in [*at_the_end[-1:], *later])


def _said(kind: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    if kind == EventType.TIMEFRAME_NOT_GIVEN:
        return ("none",)
    return tuple(filter(None, (fields["date"], fields.get("time"), fields.get("may_call", "not_asked"))))


def _set_aside(drafting: Drafting, row: RosterRow, refused: Refused, culprit: Happening | None) -> bool:
    """Note a refusal as the problem of a cell; say whether the rest can be tried without what was refused."""
    drafting.problems.append(_problem(row, refused, culprit))
    drafting.happenings = [happening for happening in drafting.happenings if happening is not culprit]
    return culprit is not None


def _problem(row: RosterRow, refused: Refused, culprit: Happening | None) -> Problem:
    column, value = "interview_ended_at", _minute(row.ended_at)
    if culprit is not None and culprit.type == EventType.THANK_YOU_SENT:
        column, value = "thank_you_sent_at", _minute(culprit.at)
    elif culprit is not None and culprit.type in TIMEFRAMES:
        column, value = COLUMN_OF_FIELD.get(refused.field, "timeframe_date"), str(refused.value)
        if refused.name in SAME_NAME:
            return Problem(row.line, column, SAME_NAME[refused.name], shown(value))
    return Problem(row.line, column, Code.CONFLICT, shown(value), refused.detail.rstrip("."))


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""

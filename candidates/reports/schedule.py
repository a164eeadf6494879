"""The schedule: a step a row, its moments in UTC and on both walls, and why then (design: roster, schedule out)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Collate
from django.utils.translation import gettext_lazy as _

from candidates.models import Step
from candidates.reports.columns import Column, Holds, Row
from candidates.reports.filters import Filters
from candidates.reports.parts import Part
from candidates.reports.per_day import COMPANY, PerDay
from candidates.reports.report import MOST_COUNTED, Asked, Report
from candidates.reports.sentences import Sentences
from candidates.reports.streams import CHUNK, stream
from recruiting.models import CalendarSnapshot, Organization

COLUMNS = (
    Column("candidate", _("Candidate"), width=26, on_paper=5),
    Column("candidate_email", _("Candidate’s email"), width=30),
    Column("company", _("Company"), width=24, on_paper=5),
    Column("job", _("Job"), width=24, on_paper=4),
    Column("round", _("Round"), Holds.NUMBER, width=7),
    Column("step", _("Step"), width=14),
    Column("kind", _("What"), width=9, on_paper=3),
    Column("status", _("State"), width=10, on_paper=3),
    Column("due", _("Due (UTC)"), Holds.MOMENT, width=17),
    Column("due_company", _("Due, at the company"), Holds.WALL, width=17, on_paper=5),
    Column("company_time_zone", _("The company’s zone"), width=20),
    Column("due_candidate", _("Due, at the candidate’s"), Holds.WALL, width=17),
    Column("candidate_time_zone", _("The candidate’s zone"), width=20),
    Column("earliest", _("From (UTC)"), Holds.MOMENT, width=17),
    Column("latest", _("Until (UTC)"), Holds.MOMENT, width=17),
    Column("done_at", _("Done (UTC)"), Holds.MOMENT, width=17),
    Column("reason", _("Reason"), width=22),
    Column("why", _("Why then"), width=70, on_paper=9),
    Column("contact", _("With"), width=24, on_paper=4),
    Column("contact_phone", _("Phone"), width=18, on_paper=5),
    Column("policy", _("Policy"), width=20),
    Column("policy_version", _("Version"), Holds.NUMBER, width=8),
    Column("recruiter", _("Recruiter"), width=28),
)
MOST_COMPANIES = 3  # and others: as many as bars can be told apart without colour
_INTERVIEW = "plan__interview"
_APPLICATION = f"{_INTERVIEW}__application"
PATHS = {
    "candidate": f"{_APPLICATION}__candidate__name",
    "candidate_email": f"{_APPLICATION}__candidate__email",
    "company": f"{_APPLICATION}__job__company__name",
    "job": f"{_APPLICATION}__job__title",
    "round": f"{_INTERVIEW}__round",
    "step": "key",
    "kind": "kind",
    "status": "status",
    "due": "due",
    "calendar": "plan__calendar_id",
    "candidate_time_zone": f"{_APPLICATION}__candidate__time_zone",
    "earliest": "earliest",
    "latest": "latest",
    "done_at": "done_at",
    "reason": "reason",
    "why": "facts",
    "contact": f"{_INTERVIEW}__lead__name",
    "contact_phone": "phone",
    "policy": "plan__version__policy__name",
    "policy_version": "plan__version__number",
    "recruiter": f"{_APPLICATION}__recruiter__user__email",
}


class Schedule(Report):
    """The steps over a span of days, of whom and where one likes."""

    slug = "schedule"
    title = _("Schedule")
    explains = _("Every step over a span of days: what is due or was done, when on both clocks, and why then.")
    nothing = _("No step is due on these days, with these filters. Choose a longer span or fewer filters.")
    asks = ("span", "from", "to", "candidate", "company", "recruiter", "status", "policy")
    begins = {"span": "this_week"}
    formats = ("pdf", "xlsx", "csv", "ics", "json")

    def columns(self, asked: Asked) -> Sequence[Column]:
        """Return the columns of the schedule file."""
        return COLUMNS

    def rows(self, asked: Asked) -> Iterator[Row]:
        """Yield a row for each step, in the order of due, then candidate, then key."""
        return schedule_rows(asked.viewer.organization, asked.filters, whole=asked.whole)

    def size(self, asked: Asked) -> int:
        """Return how many steps the database finds: those of a day more at either end."""
        return self.steps(asked)[:MOST_COUNTED].count()

    def steps(self, asked: Asked) -> QuerySet[Step]:
        """Return the firm's steps."""
        return asked.filters.of(Step.objects.for_organization(asked.viewer.organization))

    def parts(self, asked: Asked) -> Sequence[Part]:
        """Return the plots: calls by company, and what was due beside what was done."""
        per_day = PerDay.of(asked.viewer, asked.filters)
        if per_day is None:
            return ()
        compared = None if asked.filters.status else per_day.due_and_done()
        return [bars for bars in (per_day.calls(COMPANY, MOST_COMPANIES), compared) if bars]


def schedule_rows(
    organization: Organization, filters: Filters, *, steps: QuerySet[Step] | None = None, whole: bool = False
) -> Iterator[Row]:
    """Yield the rows in flat memory, at three queries. `steps`: of these, the firm's own alone.

    `whole` where every row will be read: otherwise the first ones come sooner.
    """
    chosen = filters.of((Step.objects.all() if steps is None else steps).filter(organization=organization))
    calendars = CalendarSnapshot.objects.for_organization(organization)
    # The zone of each calendar: that of the company, or of a contact who has another
    zones = {pk: (zone, ZoneInfo(zone)) for pk, zone in calendars.values_list("pk", KT("content__time_zone"))}
    own_zones: dict[str, ZoneInfo] = {}
    rows = in_order(chosen).values_list(*PATHS.values())
    sentences, unbounded = Sentences(), filters.first_day is None and filters.last_day is None
    for (
        candidate, email, company, job, round_, key, kind, status, due, calendar, own_zone, earliest, latest, done_at,
        reason, facts, contact, phone, policy, version, recruiter,
    ) in stream(rows) if whole else rows.iterator(chunk_size=CHUNK):  # fmt: skip
        name, zone = zones[calendar]
        local = due.astimezone(zone)
        if not unbounded and not filters.on_day(local.date()):
            continue
        own = own_zones.get(own_zone) or own_zones.setdefault(own_zone, ZoneInfo(own_zone))
        yield (
            candidate, email, company, job, round_, key, kind, status, due, local.replace(tzinfo=None), name,
            due.astimezone(own).replace(tzinfo=None), own_zone, earliest, latest, done_at, reason,
            sentences.why(facts, kind, due, status), contact, phone, policy, version, recruiter,
        )  # fmt: skip


def in_order(steps: QuerySet[Step]) -> QuerySet[Any, Any]:
    """Return steps in the order of the schedule file, their facts and telephone numbers as they are stored.

    Names go by code point on every database: the same firm gives the same file.
    """
    code_points = "C" if connections[steps.db].vendor == "postgresql" else "BINARY"
    phone = Cast(f"{_INTERVIEW}__lead__phone", TextField())  # else each is parsed again, at the price of all the rest
    return steps.annotate(facts=Cast("why", TextField()), phone=phone).order_by(
        "due",
        Collate(PATHS["candidate"], code_points),
        PATHS["candidate_email"],
        Collate("key", code_points),
        "plan_id",
    )

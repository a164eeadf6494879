"""The schedule as CSV: a step a line, streamed, with its moments in UTC and on both walls, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Collate

from candidates.models import Step
from candidates.reports.cells import safe
from candidates.reports.filters import Filters
from recruiting.cadence import Why
from recruiting.cadence.facts import moment_to_json
from recruiting.models import CalendarSnapshot, Organization
from recruiting.wording import why_sentence

COLUMNS = (
    "candidate", "candidate_email", "company", "job", "round", "step", "kind", "status", "due", "due_company",
    "company_time_zone", "due_candidate", "candidate_time_zone", "earliest", "latest", "done_at", "reason", "why",
    "contact", "contact_phone", "policy", "policy_version", "recruiter",
)  # fmt: skip
CHUNK = 2000
_INTERVIEW = "plan__interview"
_APPLICATION = f"{_INTERVIEW}__application"
PATHS = {
    "candidate": f"{_APPLICATION}__candidate__name",
    "candidate_email": f"{_APPLICATION}__candidate__email",
    "candidate_time_zone": f"{_APPLICATION}__candidate__time_zone",
    "company": f"{_APPLICATION}__job__company__name",
    "job": f"{_APPLICATION}__job__title",
    "round": f"{_INTERVIEW}__round",
    "step": "key",
    "kind": "kind",
    "status": "status",
    "due": "due",
    "earliest": "earliest",
    "latest": "latest",
    "done_at": "done_at",
    "reason": "reason",
    "why": "why",
    "contact": f"{_INTERVIEW}__lead__name",
    "contact_phone": f"{_INTERVIEW}__lead__phone",
    "policy": "plan__version__policy__name",
    "policy_version": "plan__version__number",
    "recruiter": f"{_APPLICATION}__recruiter__user__email",
    "calendar_id": "plan__calendar_id",
}
EVERYTHING = Filters()


def schedule_lines(
    organization: Organization, filters: Filters = EVERYTHING, *, steps: QuerySet[Step] | None = None
) -> Iterator[str]:
    """Yield the file line by line, its header first: in flat memory and two queries, however many rows.

    `steps`: those of a list on a screen, as it is filtered; only the firm's own are taken from it.
    """
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for row in rows(organization, filters, steps=steps):
        yield writer.writerow([safe(row[column]) for column in COLUMNS])


class _Line:
    """What csv writes to in order to hand each line back."""

    def write(self, line: str) -> str:
        return line


def rows(
    organization: Organization, filters: Filters = EVERYTHING, *, steps: QuerySet[Step] | None = None
) -> Iterator[dict[str, str]]:
    """Yield each step as texts by column, in the order of due, then candidate, then key."""
    chosen = filters.of((Step.objects.all() if steps is None else steps).filter(organization=organization))
    zones = _zones(organization)
    for values in _in_order(chosen).values_list(*PATHS.values()).iterator(chunk_size=CHUNK):
        facts = dict(zip(PATHS, values, strict=True))
        zone = zones[facts.pop("calendar_id")]
        if filters.on_day(_local(facts["due"], zone).date()):
            yield _texts(facts, zone)


def _zones(organization: Organization) -> dict[int, str]:
    """The zone of each calendar: that of the company, or of a contact who has another."""
    calendars = CalendarSnapshot.objects.for_organization(organization)
    return dict(calendars.values_list("pk", KT("content__time_zone")))


def _in_order(steps: QuerySet[Step]) -> QuerySet[Step]:
    """Names by code point on every database, so that the same firm gives the same file."""
    code_points = "C" if connections[steps.db].vendor == "postgresql" else "BINARY"
    return steps.order_by(
        "due",
        Collate(PATHS["candidate"], code_points),
        PATHS["candidate_email"],
        Collate("key", code_points),
        "plan_id",
    )


def _texts(facts: dict[str, Any], zone: str) -> dict[str, str]:
    """One row; a fact that there is none of is an empty cell."""
    due, own_zone = facts["due"], facts["candidate_time_zone"]
    written = facts | {
        "due_company": _wall(due, zone),
        "company_time_zone": zone,
        "due_candidate": _wall(due, own_zone),
        "why": _why(facts),
    }
    for name in ("due", "earliest", "latest", "done_at"):
        written[name] = moment_to_json(facts[name]) if facts[name] else ""
    return {column: str(written[column]) for column in COLUMNS}


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _wall(moment: datetime, zone: str) -> str:
    return _local(moment, zone).strftime("%Y-%m-%d %H:%M")


def _why(facts: dict[str, Any]) -> str:
    if not facts["why"]:
        return ""
    why = Why.from_json(facts["why"])
    return why_sentence(why, kind=facts["kind"], due=facts["due"], status=facts["status"])

"""ICS: the steps of a report as events, the same as in the calendars that people subscribe to (candidates/calendars).

A calendar holds what there is to do, and what was done or called off of late; rows that are older are in other formats.
"""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.db.models import Q

from candidates.calendars.entries import Published, published
from candidates.calendars.rendering import calendar_file
from candidates.calendars.services import face_of
from candidates.reports.documents import Document

MOST_EVENTS = 5_000


def write(document: Document, out: BinaryIO) -> None:
    """Write a calendar of the steps that the report has rows for."""
    events, about = _events(document), document.about
    viewer = document.asked.viewer
    holder = viewer.candidate or viewer.membership
    assert holder is not None
    out.write(calendar_file(events, replace(face_of(holder), name=about.heading, about=" ".join(about.lines[1:]))))
    document.progress(len(events))


def _events(document: Document) -> list[Published]:
    asked = document.asked
    steps = document.report.steps(asked)
    wanted = set(steps.values_list("plan_id", "key"))
    whose = Q(organization=asked.viewer.organization, plan__in=steps.order_by().values("plan"))
    return [
        each
        for each in published(whose, at=asked.at)
        if (each.event.plan.pk, each.event.step.key) in wanted
        and asked.filters.on_day(each.event.step.due.astimezone(ZoneInfo(each.event.zone)).date())
    ]

"""The schedule out, from the screens: the interviews as they are filtered, or one candidate's, as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from candidates.models import ReportExport, Step
from candidates.reports import schedule_lines
from candidates.reports.documents import words_of
from candidates.reports.handed import bare_schedule_line, handed_lines
from candidates.reports.report import Viewer
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import organization_of


def said_filters(changelist: Any) -> list[tuple[str, str]]:
    """Return what a list is narrowed by, as people say it."""
    chosen = [(str(each.title), dict(each.lookup_choices).get(each.value())) for each in changelist.filter_specs]
    searched = [("search", changelist.query)] if changelist.query else []
    return searched + [(title, str(value)) for title, value in chosen if value]


def schedule_file(
    request: HttpRequest, steps: QuerySet[Step], *, of: str, filters: Sequence[tuple[str, str]]
) -> StreamingHttpResponse:
    """Return the schedule of these steps as CSV, sent as it is written; its name is letters and digits alone.

    It stands in the log of exports, with which `filters` as people say them.
    """
    name = f"schedule-{slugify(of)[:60] or 'all'}.csv"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    organization, viewer = organization_of(request), Viewer.member(membership_of(request))
    logged = bare_schedule_line(
        organization,
        via=ReportExport.Via.LIST,
        at=clock.now(),
        viewer=viewer,
        name=name,
        filter_words=words_of(filters),
    )
    return StreamingHttpResponse(
        handed_lines(schedule_lines(organization, steps=steps), logged),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition or "attachment"},
    )

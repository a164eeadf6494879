"""The schedule out, from the screens: the interviews as they are filtered, or one candidate's, as a file."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from candidates.models import Step
from candidates.reports import schedule_lines
from recruiting.admin.tenancy import organization_of


def schedule_file(request: HttpRequest, steps: QuerySet[Step], *, of: str) -> StreamingHttpResponse:
    """Return the schedule of these steps as CSV, sent as it is written; its name is letters and digits alone."""
    name = f"schedule-{slugify(of)[:60] or 'all'}.csv"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return StreamingHttpResponse(
        schedule_lines(organization_of(request), steps=steps),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition or "attachment"},
    )

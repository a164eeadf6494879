"""Files of reports: ordered by a person with the rights and the zone they have then, made at once or by a worker."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from candidates.jobs.services import put, request_cancel
from candidates.models import BackgroundJob, ReportExport, SavedReport
from candidates.models.reports import Paper
from candidates.reports.documents import Document
from candidates.reports.filters import FilterReader
from candidates.reports.formats import FORMATS
from candidates.reports.register import REPORTS
from candidates.reports.report import Asked, Report, Viewer
from candidates.workers import RUN_JOB, wake_after_commit
from recruiting import clock
from recruiting.models import Membership

log = logging.getLogger(__name__)

AT_ONCE = 5_000  # rows; larger ones are left to a worker
KEPT_FOR = timedelta(hours=24)
State = ReportExport.State
Given = Mapping[str, str | None]


@dataclass(frozen=True)
class Order:
    """What somebody wants: a report by its slug, a format, filters as typed, the paper of a PDF."""

    report: str
    format: str
    filters: Given
    paper: str = Paper.A4

    @classmethod
    def of(cls, kept: SavedReport | ReportExport) -> Order:
        """Return what was saved, or ordered before."""
        return cls(kept.report, kept.format, kept.filters, kept.paper)


def ask(viewer: Viewer, report: str, filters: Given, *, at: datetime) -> Document:
    """Return the report for this viewer, to be read. Raises ValidationError, field by field, and LookupError.

    LookupError: there is no such report for this viewer; to them it does not exist.
    """
    found = report_for(viewer, report)
    today = at.astimezone(ZoneInfo(viewer.zone)).date()
    takes = found.takes(viewer)
    known = {name: text for name, text in filters.items() if name in takes}
    needs = tuple(name for name in found.needs if name in takes)
    read = FilterReader(viewer.organization, today).read(known, needs=needs)
    return Document(found, Asked(viewer, found.settled(read, viewer, today), at))


def report_for(viewer: Viewer, slug: str) -> Report:
    """Return a report of that name. Raises LookupError where there is none for this viewer."""
    report = REPORTS[slug]
    if not (report.for_candidates if viewer.candidate is not None else report.for_members):
        raise LookupError(slug)
    return report


def order(viewer: Viewer, wanted: Order, *, via: str, at: datetime, saved: SavedReport | None = None) -> ReportExport:
    """Make a small report at once, leave a large one to a worker; one that went wrong says so.

    Raises as `ask` does, and ValidationError for a format that the report has not, or that cannot hold as much.
    """
    with translation.override(viewer.language):
        document, size = considered(viewer, wanted, at=at)
        export = line_of(viewer, wanted, document, via=via)
        export.saved = saved
        if size > AT_ONCE and viewer.membership is not None:
            put_in_hand(export, viewer.membership)
        else:
            _make_at_once(export, document)
    return export


def _make_at_once(export: ReportExport, document: Document) -> None:
    try:
        make(export, document, keep=export.save)
    except Exception as error:
        log.exception("a report failed", extra={"report": export.report, "error": type(error).__name__})
        export.state, export.error = State.FAILED, _("Something went wrong on our side; it is in the log.")
        export.rows = export.size = export.ready_at = export.expires_at = None
        export.save()


def again(viewer: Viewer, export: ReportExport, *, via: str, at: datetime) -> ReportExport:
    """Make what somebody ordered before anew: for who they are now, its spans counted from today. Raises as `order`."""
    return order(viewer, Order.of(export), via=via, at=at, saved=export.saved)


def cancel(export: ReportExport, *, at: datetime) -> None:
    """Stop the making of a file: at once while it waits, else at its worker's next report."""
    if export.job is None:
        return
    request_cancel(job=export.job, at=at)
    if BackgroundJob.objects.filter(pk=export.job.pk, state=BackgroundJob.State.CANCELLED).exists():
        ReportExport.objects.filter(pk=export.pk, state=State.MAKING).update(state=State.CANCELLED)


def considered(viewer: Viewer, wanted: Order, *, at: datetime) -> tuple[Document, int]:
    """Return the report for this viewer and about how many rows it has. Raises as `order` does."""
    document = ask(viewer, wanted.report, wanted.filters, at=at)
    check_format(document.report, wanted)
    size = document.report.size(document.asked)
    most = FORMATS[wanted.format].most_rows
    if size > most:
        sentence = _("That would be about %(size)s rows; this format holds %(most)s. Choose fewer days, or CSV.")
        raise ValidationError({"format": sentence % {"size": f"{size:,}", "most": f"{most:,}"}})
    return replace(document, paper=wanted.paper), size


def check_format(report: Report, wanted: Order) -> None:
    """Raise ValidationError for a format that a report has not, and for a paper that is none."""
    if wanted.format not in report.formats:
        sentence = _("“%(text)s” is no format of this report. Choose one of %(allowed)s.")
        raise ValidationError({"format": sentence % {"text": wanted.format, "allowed": ", ".join(report.formats)}})
    if wanted.paper not in Paper.values:
        sentence = _("“%(text)s” is no size of paper. Choose one of %(allowed)s.")
        raise ValidationError({"paper": sentence % {"text": wanted.paper, "allowed": ", ".join(Paper.values)}})


def line_of(viewer: Viewer, wanted: Order, document: Document, *, via: str) -> ReportExport:
    """Return the line in the log, not stored yet."""
    export = ReportExport(
        organization=viewer.organization,
        report=wanted.report,
        format=wanted.format,
        paper=wanted.paper,
        filters={name: text for name, text in wanted.filters.items() if text and name in document.report.takes(viewer)},
        language=viewer.language,
        user=viewer.membership.user if viewer.membership else viewer.candidate.user if viewer.candidate else None,
        membership=viewer.membership,
        candidate=viewer.candidate,
        via=via,
        asked_at=document.asked.at,
    )
    _say(export, document)
    return export


def _say(export: ReportExport, document: Document) -> None:
    """Let the log say what the file says of itself."""
    export.filter_words = document.about.filter_words
    export.zone = document.about.zone
    export.made_by = document.about.by[:400]
    export.name = f"{document.file_stem}.{export.format}"


def put_in_hand(export: ReportExport, by: Membership) -> None:
    """Leave the making to a worker."""
    with transaction.atomic():
        export.job = put(kind=BackgroundJob.Kind.REPORT, by=by, parameters={}, source=b"", at=export.asked_at)
        export.save()
    wake_after_commit(RUN_JOB, export.job.pk)


def make(export: ReportExport, document: Document, *, keep: Callable[[], Any]) -> None:
    """Write the file, then `keep` its row: what is interrupted leaves no row by which somebody took half for whole."""
    rows = 0

    def count(done: int) -> None:
        nonlocal rows
        rows = done
        document.progress(done)

    with tempfile.TemporaryFile() as out:
        FORMATS[export.format].write(replace(document, progress=count), out)
        export.size, export.rows = out.seek(0, 2), rows
        out.seek(0)
        export.file.save(export.name, File(out), save=False)
    try:
        _say(export, document)
        export.state, export.ready_at = State.READY, clock.now()
        export.expires_at = export.ready_at + KEPT_FOR
        keep()
    except BaseException:
        export.file.delete(save=False)
        raise

"""Files of reports: ordered by a person with the rights and the zone they have then, made, fetched, gone in a day."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from candidates.jobs.services import Claim, Failed, put
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


def ask(viewer: Viewer, report: str, filters: Given, *, at: datetime) -> Document:
    """Return the report for this viewer, to be read. Raises ValidationError, field by field, and LookupError.

    LookupError: there is no such report for this viewer; to them it does not exist.
    """
    found = _report(viewer, report)
    today = at.astimezone(ZoneInfo(viewer.zone)).date()
    takes = found.takes(viewer)
    known = {name: text for name, text in filters.items() if name in takes}
    needs = tuple(name for name in found.needs if name in takes)
    read = FilterReader(viewer.organization, today).read(known, needs=needs)
    return Document(found, Asked(viewer, found.settled(read, viewer, today), at))


def _report(viewer: Viewer, slug: str) -> Report:
    report = REPORTS[slug]
    if not (report.for_candidates if viewer.candidate is not None else report.for_members):
        raise LookupError(slug)
    return report


def order(viewer: Viewer, wanted: Order, *, via: str, at: datetime, saved: SavedReport | None = None) -> ReportExport:
    """Make a small report at once, leave a large one to a worker.

    Raises as `ask` does, and ValidationError for a format that the report has not, or that cannot hold as much.
    """
    with translation.override(viewer.language):
        document = ask(viewer, wanted.report, wanted.filters, at=at)
        size = document.report.size(document.asked)
        _refuse_format(document.report, wanted, size)
        export = _row(viewer, wanted, document)
        export.via, export.saved = via, saved
        if size <= AT_ONCE or viewer.membership is None:
            _make(export, document)
        else:
            _leave_to_worker(export, viewer.membership, size)
    return export


def _refuse_format(report: Report, wanted: Order, size: int) -> None:
    if wanted.format not in report.formats:
        sentence = _("“%(text)s” is no format of this report. Choose one of %(allowed)s.")
        raise ValidationError({"format": sentence % {"text": wanted.format, "allowed": ", ".join(report.formats)}})
    if wanted.paper not in Paper.values:
        sentence = _("“%(text)s” is no size of paper. Choose one of %(allowed)s.")
        raise ValidationError({"paper": sentence % {"text": wanted.paper, "allowed": ", ".join(Paper.values)}})
    most = FORMATS[wanted.format].most_rows
    if size > most:
        sentence = _("That would be about %(size)s rows; this format holds %(most)s. Choose fewer days, or CSV.")
        raise ValidationError({"format": sentence % {"size": f"{size:,}", "most": f"{most:,}"}})


def _row(viewer: Viewer, wanted: Order, document: Document) -> ReportExport:
    """Return the line in the log; not stored yet."""
    user = viewer.membership.user if viewer.membership else viewer.candidate.user if viewer.candidate else None
    return ReportExport(
        organization=viewer.organization,
        report=wanted.report,
        format=wanted.format,
        paper=wanted.paper,
        filters={name: text for name, text in wanted.filters.items() if text and name in document.report.takes(viewer)},
        filter_words=document.about.filter_words,
        zone=viewer.zone,
        language=viewer.language,
        user=user,
        membership=viewer.membership,
        candidate=viewer.candidate,
        made_by=viewer.name[:400],
        name=f"{document.file_stem}.{wanted.format}",
        asked_at=document.asked.at,
    )


def _leave_to_worker(export: ReportExport, by: Membership, size: int) -> None:
    with transaction.atomic():
        parameters = {"rows": size}
        kind, at = BackgroundJob.Kind.REPORT, export.asked_at
        export.job = put(kind=kind, by=by, parameters=parameters, source=b"", at=at)
        export.save()
        BackgroundJob.objects.filter(pk=export.job.pk).update(parameters=parameters | {"export": export.pk}, total=size)
    wake_after_commit(RUN_JOB, export.job.pk)


def _make(export: ReportExport, document: Document) -> None:
    """Write the file, then store the row: what is interrupted leaves no file that somebody could take for whole."""
    counted = 0

    def count(rows: int) -> None:
        nonlocal counted
        counted = rows
        document.progress(rows)

    with tempfile.TemporaryFile() as out:
        FORMATS[export.format].write(replace(document, paper=export.paper, progress=count), out)
        export.size, export.rows = out.tell(), counted
        out.seek(0)
        export.file.save(export.name, File(out), save=False)
    export.state, export.ready_at = State.READY, clock.now()
    export.expires_at = export.ready_at + KEPT_FOR
    export.save()


def run_report(held: Claim) -> Mapping[str, Any]:
    """Make the file of a job, for who asked for it as they are now. A worker that takes over begins anew."""
    export = ReportExport.objects.filter(pk=held.job.parameters["export"], state=State.MAKING).first()
    if export is None:
        raise Failed(_("The report is gone, or was made already."))
    viewer = viewer_of(export)
    if viewer is None:
        raise Failed(_("Whoever asked for it is no longer with the firm."))
    total = int(held.job.parameters["rows"])
    try:
        document = ask(viewer, export.report, export.filters, at=export.asked_at)
    except ValidationError as error:
        raise Failed(" ".join(error.messages)) from error
    _make(export, replace(document, progress=lambda done: held.report(done, max(done, total))))
    return {"rows": export.rows}


def viewer_of(export: ReportExport) -> Viewer | None:
    """Return who may have a file, as they are now; None where they have no right to it any more."""
    member, candidate = export.membership, export.candidate
    if member is not None and member.user.is_active:
        return Viewer.member(member)
    if candidate is not None and candidate.user is not None and candidate.user.is_active:
        return Viewer.of_candidate(candidate, language=export.language)
    return None


def expire(*, at: datetime) -> int:
    """Delete the files that are a day old; the log keeps their rows. Return how many there were."""
    over = list(ReportExport.objects.filter(state=State.READY, expires_at__lte=at)[:500])
    for export in over:
        export.file.delete(save=False)
        ReportExport.objects.filter(pk=export.pk).update(state=State.GONE, file="")
    return len(over)


def fetched(export: ReportExport, *, at: datetime) -> None:
    """Note that the file was fetched."""
    ReportExport.objects.filter(pk=export.pk).update(fetched_at=at)

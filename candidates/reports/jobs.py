"""The making of a large file, or of a scheduled one, by a worker; one that takes over begins anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from candidates.jobs.aside import reporting_aside
from candidates.jobs.services import Cancelled, Claim, ClaimLost, Failed
from candidates.models import ReportExport
from candidates.reports.documents import Document
from candidates.reports.exports import Order, considered, make
from candidates.reports.files import viewer_of
from candidates.reports.letters import tell_failed, tell_ready
from candidates.reports.report import Viewer
from candidates.reports.rounds import rest
from candidates.reports.saved import problems_of
from recruiting import clock

State = ReportExport.State


def run_report(held: Claim) -> Mapping[str, Any]:
    """Make the file of a job, for who asked for it as they are now, and tell them."""
    exports = ReportExport.objects.filter(job=held.job).select_related("membership__user", "organization")
    export = exports.select_related("saved__membership__user", "saved__organization").first()
    if export is None or export.state not in {State.MAKING, State.READY}:
        raise Failed(_("The report is gone, or was made already."))
    if export.state == State.READY:  # by a worker that was killed before it could say so
        return {"rows": export.rows}
    viewer = viewer_of(export)
    if viewer is None:
        left = _("Whoever asked for it is no longer with the firm.")
        _end(export, State.FAILED, left)
        raise Failed(left)
    try:
        return _make(held, export, viewer)
    except ClaimLost:
        raise
    except Cancelled:
        _end(export, State.CANCELLED)
        raise
    except Failed as failed:
        _fail(export, str(failed))
        raise
    except Exception:
        _fail(export, _("Something went wrong on our side; it is in the log."))
        raise


def _make(held: Claim, export: ReportExport, viewer: Viewer) -> Mapping[str, Any]:
    with translation.override(viewer.language), reporting_aside(held) as report:
        try:
            document, size = considered(viewer, Order.of(export), at=export.asked_at)
        except ValidationError as error:
            raise Failed(" ".join(error.messages)) from error
        report(0, size)
        document = replace(document, progress=lambda done: report(done, max(done, size)))
        make(export, document, keep=lambda: _keep(held, export, document))
    return {"rows": export.rows}


def _keep(held: Claim, export: ReportExport, document: Document) -> None:
    """Store that the file is there, and the letter that says so, if the job is still ours: both or neither."""
    with transaction.atomic():
        held.note({"rows": export.rows})
        export.save(force_update=True)
        tell_ready(export, document)


def _end(export: ReportExport, state: str, error: str = "") -> bool:
    """Say how it ended, unless somebody did."""
    making = ReportExport.objects.filter(pk=export.pk, state=State.MAKING)
    return bool(making.update(state=state, error=error))


def _fail(export: ReportExport, error: str) -> None:
    """Say that it failed, also to who asked; a schedule whose file fails rests until its owner has mended it."""
    with transaction.atomic():
        if not _end(export, State.FAILED, error):
            return
        export.error = error
        tell_failed(export, at=clock.now())
    if export.saved and export.due_at:
        problems = problems_of(export.saved, at=export.asked_at) or [error]
        rest(export.saved, problems, moment=export.due_at, at=clock.now())

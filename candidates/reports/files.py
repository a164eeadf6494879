"""Files that were made: whose they are, how they are sent, when they are gone; what broke off, and what is left."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import FileResponse
from django.utils.translation import gettext as _

from candidates.models import BackgroundJob, ReportExport
from candidates.models.reports import FOLDER
from candidates.reports.exports import KEPT_FOR
from candidates.reports.formats import FORMATS
from candidates.reports.letters import tell_failed
from candidates.reports.report import Viewer

log = logging.getLogger(__name__)

MOST = 500  # of each kind in one go
BROKEN_OFF = timedelta(hours=1)  # nothing that is handed over at once takes as long
SPARE = timedelta(hours=1)  # for the storage's clock, which may be another
State, Ended = ReportExport.State, BackgroundJob.State


class Gone(Exception):
    """There is no such file any more, or not yet; the line in the log says which."""


def own_exports(viewer: Viewer) -> QuerySet[ReportExport]:
    """Return what this viewer asked for, or gets by a schedule, newest first: nobody else's, not an owner's."""
    mine = ReportExport.objects.for_organization(viewer.organization)
    if viewer.membership is not None:
        return mine.filter(membership=viewer.membership).order_by("-asked_at", "-pk")
    return mine.filter(candidate=viewer.candidate, candidate__isnull=False).order_by("-asked_at", "-pk")


def own_export(viewer: Viewer, pk: int) -> ReportExport:
    """Return one of these. Raises ReportExport.DoesNotExist."""
    return own_exports(viewer).select_related("job", "saved").get(pk=pk)


def viewer_of(export: ReportExport) -> Viewer | None:
    """Return who may have a file, as they are now; None where they have no right to it any more."""
    member, candidate = export.membership, export.candidate
    if member is not None and member.user.is_active:
        return Viewer.member(member)
    if candidate is not None and candidate.user is not None and candidate.user.is_active:
        return Viewer.of_candidate(candidate, language=export.language)
    return None


def is_there(export: ReportExport, *, at: datetime) -> bool:
    """Say whether the file can be had."""
    return export.state == State.READY and export.expires_at is not None and at < export.expires_at


def answer(export: ReportExport, *, at: datetime) -> FileResponse:
    """Return the file to be saved, and note that it was fetched. Raises Gone.

    It has its length and a tag, so that a program whose download broke off notices and fetches the same again.
    """
    if not is_there(export, at=at):
        raise Gone
    try:
        file = export.file.storage.open(str(export.file.name), "rb")
    except OSError as error:  # such as after a restore on another machine
        _let_go(export)
        raise Gone from error
    response = FileResponse(
        file, as_attachment=True, filename=export.name, content_type=FORMATS[export.format].media_type
    )
    response.headers["Content-Length"] = str(export.size)
    response.headers["ETag"] = f'"{PurePosixPath(str(export.file.name)).name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    ReportExport.objects.filter(pk=export.pk).update(fetched_at=at)
    return response


def expire(*, at: datetime) -> int:
    """Let go of the files that are a day old, or nobody's any more; return how many. The log keeps their lines."""
    nobodys = Q(membership=None, candidate=None)
    over = list(ReportExport.objects.filter(Q(expires_at__lte=at) | nobodys, state=State.READY)[:MOST])
    return sum(_let_go(export) for export in over)


def _let_go(export: ReportExport) -> bool:
    """Say first that the file is gone, then delete it: what cannot be deleted now is swept later."""
    held = ReportExport.objects.filter(pk=export.pk, state=State.READY)
    if not held.update(state=State.GONE, file=""):
        return False
    _delete(str(export.file.name))
    return True


def settle(*, at: datetime) -> int:
    """End the lines whose making ended without a word: its worker was given up, or its process killed."""
    making = ReportExport.objects.filter(state=State.MAKING).select_related("job", "membership__user", "organization")
    over = making.filter(job__state__in=[Ended.FAILED, Ended.CANCELLED])
    for export in over[:MOST]:
        assert export.job
        export.state = State.CANCELLED if export.job.state == Ended.CANCELLED else State.FAILED
        export.error = export.job.error
        with transaction.atomic():
            held = making.filter(pk=export.pk).update(state=export.state, error=export.error)
            if held and export.state == State.FAILED:
                tell_failed(export, at=at)
    alone = making.filter(job=None, asked_at__lte=at - BROKEN_OFF)
    return alone.update(state=State.FAILED, error=_("It broke off."))


def sweep(*, at: datetime) -> int:
    """Delete the files that no line can name any more, for they are older than any file is kept; return how many.

    A process that was killed between writing a file and its line leaves one, and so does a restored database.
    """
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # nothing was ever made
        return 0
    paths = (f"{FOLDER}/{name}" for name in names)
    old = [path for path in paths if default_storage.get_modified_time(path) <= at - KEPT_FOR - SPARE]
    return sum(_delete(path) for path in old[:MOST])


def _delete(path: str) -> bool:
    try:
        default_storage.delete(path)
    except OSError as error:
        log.warning("a file cannot be deleted", extra={"error": type(error).__name__})
        return False
    return True

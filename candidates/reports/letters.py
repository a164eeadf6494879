"""Letters about reports: that a file is ready, and what is in it; that one was not made; that a schedule stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from candidates.models import OutgoingMail, ReportExport, SavedReport
from candidates.outbox.queue import Envelope, queue
from candidates.reports.documents import Document
from candidates.reports.parts import Facts
from candidates.reports.register import REPORTS
from recruiting.accounts.languages import DEFAULT
from recruiting.accounts.letters import letter
from recruiting.models import Membership
from recruiting.wording import moment_in

FACTS = 4  # of those that stand above a report's table
FILE_PAGE, SAVED_PAGE = "admin:candidates_reportexport_change", "admin:candidates_savedreport_change"
Kind = OutgoingMail.Kind


def key_of(export: ReportExport) -> str:
    """Return what a letter about a file is known by: of a schedule, once for each of its moments and recipients."""
    if export.due_at is None:
        return f"report:{export.pk}"
    return f"report:{export.saved_id}:{export.membership_id}:{export.due_at:%Y-%m-%dT%H:%MZ}"


def tell_ready(export: ReportExport, document: Document) -> None:
    """Queue the letter to a member that their file is ready, in the transaction that says so."""
    member, at = export.membership, export.ready_at
    assert member
    assert at
    envelope = Envelope(
        organization=export.organization,
        key=key_of(export),
        kind=Kind.REPORT,
        to=member.user.email,
        at=at,
        useful_until=export.expires_at,
        membership=export.saved.membership if export.saved else member,
    )
    with translation.override(DEFAULT):  # members read English
        facts = _facts(export, document)
    queue(envelope, letter("report_ready", to=member.user.email, facts=facts))


def _facts(export: ReportExport, document: Document) -> dict[str, Any]:
    assert export.expires_at
    about, rows = document.about, export.rows or 0
    told = (part.pairs for part in document.parts if isinstance(part, Facts))
    return {
        "export": export,
        "saved": export.saved if export.due_at else None,
        "title": about.title,
        "rows": ngettext("%(n)s row", "%(n)s rows", rows) % {"n": f"{rows:,}"},
        "nothing": "" if rows else str(document.report.nothing),
        "what": f"{export.format.upper()}, {filesizeformat(export.size or 0)}",
        "filters": about.filters,
        "facts": list(islice(chain.from_iterable(told), FACTS)),
        "made": about.made_words,
        "until": moment_in(export.expires_at, export.zone, now=export.ready_at),
        "firm": export.organization,
        "member": export.membership.user if export.membership else "",
        "page": settings.SITE_ADDRESS + reverse(FILE_PAGE, args=[export.pk]),
    }


def tell_failed(export: ReportExport, *, at: datetime) -> None:
    """Queue the letter to who asked for a large file, and went away meanwhile, that it was not made, and why.

    Of a schedule's file nobody is told here: `tell_stopped` writes to whose report it is.
    """
    member = export.membership
    if member is None or not member.user.is_active or export.due_at is not None:
        return
    with translation.override(DEFAULT):
        title = str(REPORTS[export.report].title)
    page = reverse(FILE_PAGE, args=[export.pk])
    key = f"report_failed:{export.pk}"
    _tell(member, "report_failed", Kind.REPORT, key=key, page=page, at=at, title=title, error=export.error)


def tell_stopped(saved: SavedReport, problems: Sequence[str], *, moment: datetime, at: datetime) -> None:
    """Queue the letter to whose report it is that it was not made, and that its schedule rests until it is mended."""
    page = reverse(SAVED_PAGE, args=[saved.pk])
    key = f"report_stopped:{saved.pk}:{moment:%Y-%m-%dT%H:%MZ}"
    _tell(
        saved.membership, "report_stopped", Kind.REPORT_STOPPED, key=key, page=page, at=at,
        saved=saved, problems=problems,
    )  # fmt: skip


def _tell(member: Membership, name: str, kind: Kind, *, key: str, page: str, at: datetime, **facts: Any) -> None:
    """Queue a letter to a member about what went wrong, which leads to a page of the admin."""
    to = member.user.email
    envelope = Envelope(organization=member.organization, key=key, kind=kind, to=to, at=at, membership=member)
    facts |= {"firm": member.organization, "member": member.user, "page": settings.SITE_ADDRESS + page}
    queue(envelope, letter(name, to=to, facts=facts))

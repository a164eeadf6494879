"""The rounds of saved reports: whose moment has come is put in hand for each recipient, once, and what cannot be rests.

What a round does to one report stands in one transaction: its next moment, a line in the log and a job for each
recipient. So a worker that dies loses nothing, and two of them make nothing twice.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from candidates.models import ReportExport, SavedReport
from candidates.reports.exports import Order, ask, line_of, put_in_hand
from candidates.reports.letters import tell_stopped
from candidates.reports.report import Viewer
from candidates.reports.saved import getting, problems_of, walls_of
from recruiting.models import Membership

log = logging.getLogger(__name__)

BATCH = 50


def make_round(*, at: datetime) -> int:
    """Look at up to BATCH saved reports whose moment may have come; return how many. `at`: the database's clock."""
    due = SavedReport.objects.filter(next_at__lte=at).order_by("next_at", "pk")
    looked_at = list(due.select_related("membership__user", "membership__organization", "organization")[:BATCH])
    for saved in looked_at:
        try:
            _look(saved, at)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # one sick row must not cost the others their morning
            log.exception("a saved report failed", extra={"saved": saved.pk, "error": type(error).__name__})
            rest(saved, [_("Something went wrong on our side; it is in the log.")], moment=at, at=at)
    return len(looked_at)


@transaction.atomic
def _look(saved: SavedReport, at: datetime) -> None:
    """Act on a report's last moment if it came since the last round; its stored next one is a cache."""
    walls, since = walls_of(saved), saved.made_until or saved.created_at
    if walls.next(since) > at:
        _take(saved, next_at=walls.next(since))
        return
    moment = walls.last(at)
    if not _take(saved, next_at=walls.next(at), made_until=at):
        return
    members = getting(saved)
    problems = problems_of(saved, at=at) or ([] if members else [_("Nobody is left who gets it.")])
    if problems:
        rest(saved, problems, moment=moment, at=at)
        return
    for member in members:
        _put_in_hand(saved, member, moment=moment, at=at)


def _take(saved: SavedReport, **columns: datetime) -> bool:
    """Store what was found unless another round, or whoever changed it, was faster: the row count is the lock."""
    return bool(SavedReport.objects.filter(pk=saved.pk, next_at=saved.next_at).update(**columns))


def _put_in_hand(saved: SavedReport, member: Membership, *, moment: datetime, at: datetime) -> None:
    """Leave a recipient's file to a worker, in their zone and with their rights: its job looks at these anew."""
    viewer, wanted = Viewer.member(member), Order.of(saved)
    document = ask(viewer, wanted.report, wanted.filters, at=at)
    export = line_of(viewer, wanted, document, via=ReportExport.Via.SCHEDULED)
    export.saved, export.due_at = saved, moment
    put_in_hand(export, member)


@transaction.atomic
def rest(saved: SavedReport, problems: list[str], *, moment: datetime, at: datetime) -> None:
    """Stop the schedule until somebody mends it, and say so, once."""
    SavedReport.objects.filter(pk=saved.pk).update(next_at=None, problem="\n".join(problems))
    if saved.membership.user.is_active:
        tell_stopped(saved, problems, moment=moment, at=at)

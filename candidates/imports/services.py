"""The roster in: look at a file, bring it in, or leave that to a job."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.utils.translation import gettext as _

from candidates.imports.problems import NotAllowed, RosterUnreadable
from candidates.imports.results import RosterCheck, RosterResult
from candidates.imports.sitting import ATTEMPTS, Bringer, Journal, NoJournal, Overtaken, Progress, Sitting
from candidates.jobs.quiet import without_query_log
from recruiting.models import Membership, Organization


@without_query_log()
def check_roster(
    data: bytes, *, organization: Organization, importer: Membership, now: datetime, progress: Progress | None = None
) -> RosterCheck:
    """Say what bringing the file in would make, change and refuse; nothing is written. Raises RosterUnreadable."""
    return Sitting(data, bringer(organization, importer, now), progress).check()


@without_query_log()
def import_roster(
    data: bytes,
    *,
    organization: Organization,
    importer: Membership,
    now: datetime,
    accept_valid: bool = False,
    progress: Progress | None = None,
    journal: Journal | None = None,
) -> RosterResult:
    """Write the file, all of it or, if any row is refused, nothing; with `accept_valid` the valid rows alone.

    Raises RosterUnreadable for what is wrong with the file as a whole.
    """
    sitting = Sitting(data, bringer(organization, importer, now), progress)
    journal = journal or NoJournal()
    for _attempt in range(ATTEMPTS):
        check = sitting.check()
        # What was begun goes on: of a job taken up, some rows are written already
        if check.refused and not accept_valid and not journal.outcomes:
            return RosterResult(check.data, check.rows, check.problems, check.unknown_columns, written=False)
        with suppress(Overtaken):  # then what is refused now is found by checking again
            return sitting.write(check, journal)
    raise RosterUnreadable(_("The firm's records change faster than the roster can come in: try again."))


def bringer(organization: Organization, importer: Membership, now: datetime) -> Bringer:
    """Say who brings a roster. Raises NotAllowed unless they may write in that very firm."""
    if importer.organization_id != organization.pk or not importer.may_write:
        raise NotAllowed
    return Bringer(organization, importer, now)

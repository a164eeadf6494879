"""A roster as a background job: large files are checked and written by a worker, which another can take over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from candidates.imports.files import Table
from candidates.imports.problems import Code, Problem, RosterUnreadable
from candidates.imports.results import Change, Outcome, RosterCheck, RosterResult, RowOutcome
from candidates.imports.services import bringer, check_roster, import_roster
from candidates.imports.sitting import CHUNK, Progress, Stage, silence
from candidates.jobs.quiet import without_query_log
from candidates.jobs.services import Claim, Failed, enqueue, put, run
from candidates.models import BackgroundJob
from recruiting import clock
from recruiting.models import Membership, Organization

KIND = BackgroundJob.Kind.ROSTER_IMPORT
IN_WORDS = 500  # rows whose changes a job keeps in words, even where all is new
LARGE = 300  # rows; more than so many are left to a job


def row_count(data: bytes) -> int:
    """Return how many rows a file has. Raises RosterUnreadable."""
    return sum(1 for _record in Table.of(data).records())


def enqueue_roster(
    data: bytes,
    *,
    organization: Organization,
    importer: Membership,
    now: datetime,
    accept_valid: bool = False,
    dry_run: bool = False,
    file_name: str = "",
) -> BackgroundJob:
    """Leave a file to a worker; `dry_run` only checks it. Raises RosterUnreadable at once for a hopeless file."""
    bringer(organization, importer, now)
    parameters = _parameters(data, importer, accept_valid=accept_valid, dry_run=dry_run, file_name=file_name)
    return enqueue(kind=KIND, by=importer, parameters=parameters, source=data, at=now)


@without_query_log()
def import_in_front(
    data: bytes,
    *,
    organization: Organization,
    importer: Membership,
    now: datetime,
    accept_valid: bool = False,
    progress: Progress = silence,
) -> RosterResult:
    """Write a file while somebody waits. One that takes several transactions is a job all the same, done here.

    So if this process is killed between two of them, a worker finds the row and brings in the rest.
    """
    if row_count(data) <= CHUNK:
        return import_roster(
            data,
            organization=organization,
            importer=importer,
            now=now,
            accept_valid=accept_valid,
            progress=progress,
        )
    bringer(organization, importer, now)
    parameters = _parameters(data, importer, accept_valid=accept_valid, dry_run=False, file_name="")
    job = put(kind=KIND, by=importer, parameters=parameters, source=data, at=now)
    results: list[RosterCheck] = []
    run(job.pk, {KIND: partial(run_roster, data=data, progress=progress, results=results)}, clock.now)
    for result in results:
        if isinstance(result, RosterResult):
            return result
    job.refresh_from_db(fields=["error"])
    raise RosterUnreadable(job.error or _("A worker has taken the roster over and goes on with it."))


def _parameters(
    data: bytes, importer: Membership, *, accept_valid: bool, dry_run: bool, file_name: str
) -> dict[str, Any]:
    return {
        "importer": importer.pk,
        "accept_valid": accept_valid,
        "dry_run": dry_run,
        "file_name": file_name,
        "rows": row_count(data),
    }


def run_roster(
    held: Claim,
    data: bytes | None = None,
    progress: Progress = silence,
    results: list[RosterCheck] | None = None,
) -> Mapping[str, Any]:
    """Do a roster's job and return its result, as it is stored; `results` gets it as it is.

    `data`: the file, from who has it at hand, else it is read from the row.
    Raises Failed for a file, or a person, that may not come in.
    """
    job, parameters = held.job, held.job.parameters
    importer = Membership.objects.for_organization(job.organization).filter(pk=parameters["importer"]).first()
    if importer is None:
        raise Failed(_("Who brought the roster is no member of the firm any more."))
    journal = JobJournal(held, progress)
    bring = check_roster if parameters["dry_run"] else _import_with(journal, accept_valid=parameters["accept_valid"])
    try:
        result = bring(
            bytes(job.source) if data is None else data,
            organization=job.organization,
            importer=importer,
            now=job.created_at,
            progress=journal.checked if parameters["dry_run"] else journal.progressed,
        )
    except RosterUnreadable as error:
        raise Failed(str(error)) from error
    if results is not None:
        results.append(result)
    return stored(result)


def _import_with(journal: JobJournal, *, accept_valid: bool) -> Callable[..., RosterCheck]:
    return partial(import_roster, journal=journal, accept_valid=accept_valid)


class JobJournal:
    """Keeps, in the job's row, which lines of the file are written, and says how far the job is."""

    def __init__(self, held: Claim, show: Progress) -> None:
        self.held, self.show = held, show
        self._written = {int(line): Outcome(outcome) for line, outcome in held.job.result.get("written", {}).items()}

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        """Return how the rows written so far ended, by line."""
        return self._written

    def record(self, outcomes: Mapping[int, Outcome]) -> None:
        """Add rows that are being written. Raises ClaimLost, which undoes their writing."""
        written = {**outcomes, **self._written}
        self.held.note({"written": written})
        self._written = written

    def checked(self, _stage: Stage, done: int, total: int) -> None:
        """Report how many rows of a dry run are checked."""
        self.held.report(done, total)

    def progressed(self, stage: Stage, done: int, total: int) -> None:
        """Report how far an import is: checking is one half, writing the other; once begun it goes on."""
        self.show(stage, done, total)
        if stage is Stage.CHECKING:
            self.held.report(done, 2 * total, stoppable=not self._written)
        else:
            self.held.report(total + done, 2 * total, stoppable=not self._written)


def stored(result: RosterCheck) -> dict[str, Any]:
    """Return a result as a job keeps it, for `result_of` to give back.

    Of rows far down that make something new the words are left out: nobody reads thousands, and they cost megabytes.
    """
    return {
        "written": isinstance(result, RosterResult) and result.written,
        "unknown_columns": list(result.unknown_columns),
        "problems": [(each.line, each.column, each.code, each.value, each.allowed) for each in result.problems],
        "rows": [_kept(row, in_words=place < IN_WORDS) for place, row in enumerate(result.rows)],
    }


def _kept(row: RowOutcome, *, in_words: bool) -> tuple[Any, ...]:
    due = row.first_due.isoformat() if row.first_due else None
    told = row.changes if in_words or row.outcome == Outcome.UPDATED else ()
    return row.line, row.outcome, [(each.what, each.old, each.new) for each in told], row.status, due


def result_of(job: BackgroundJob) -> RosterResult | None:
    """Return the result of a job that is done, as import_roster or check_roster (`written` false) gave it."""
    if job.state != BackgroundJob.State.DONE:
        return None
    kept = job.result
    return RosterResult(
        data=bytes(job.source),
        rows=[_row(*each) for each in kept["rows"]],
        problems=[Problem(line, column, Code(code), *rest) for line, column, code, *rest in kept["problems"]],
        unknown_columns=kept["unknown_columns"],
        written=kept["written"],
    )


def _row(line: int, outcome: str, changes: list[list[str]], status: str, due: str | None) -> RowOutcome:
    first_due = datetime.fromisoformat(due) if due else None
    return RowOutcome(line, Outcome(outcome), [Change(*each) for each in changes], status, first_due)

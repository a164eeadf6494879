"""One file brought to one firm: read whole, judged a chunk at a time, written a chunk at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.db import IntegrityError, transaction

from candidates.imports.drafts import Drafter
from candidates.imports.facts import Opening, Register, RosterRow
from candidates.imports.files import Table
from candidates.imports.judge import Judge
from candidates.imports.known import Known, known_companies
from candidates.imports.problems import Problem
from candidates.imports.results import Outcome, RosterCheck, RosterResult, RowOutcome, closed_by_later_round
from candidates.imports.rows import RowReader, survey
from candidates.imports.store import store
from candidates.jobs.quiet import collecting_by_hand
from candidates.models import Actor
from candidates.plans.amend import Amending
from candidates.plans.errors import PlanChanged
from candidates.plans.services import Author
from recruiting.companies.services import SnapshotStore
from recruiting.models import Membership, Organization

Told = tuple[RowOutcome, Sequence[Problem]]

CHUNK = 1000
ATTEMPTS = 3


class Stage(StrEnum):
    """What an import is doing."""

    CHECKING = "checking"
    WRITING = "writing"


Progress = Callable[[Stage, int, int], None]


def silence(_stage: Stage, _done: int, _total: int) -> None:
    """Show no progress."""


class Journal(Protocol):
    """Remembers, in the transaction that writes them, which rows are written: so that a killed job can go on."""

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        """Return how the rows written before ended, by line."""

    def record(self, outcomes: Mapping[int, Outcome]) -> None:
        """Add rows that are being written."""


class NoJournal:
    """For those who write in one go."""

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        return {}

    def record(self, outcomes: Mapping[int, Outcome]) -> None:
        """Forget them."""


@dataclass(frozen=True)
class Bringer:
    """Who brings a roster, to which firm, and when."""

    organization: Organization
    importer: Membership
    now: datetime

    @property
    def author(self) -> Author:
        """Return in whose name events are recorded."""
        return Author(Actor.RECRUITER, self.importer.user)


class Overtaken(Exception):
    """Between check and writing somebody changed what a row is about, so that it is refused now; nothing is written."""


class Sitting:
    """A file on its way in. Raises RosterUnreadable for what is wrong with it as a whole."""

    def __init__(self, data: bytes, bringer: Bringer, progress: Progress | None = None) -> None:
        self.bringer = bringer
        self.progress = progress or silence
        self.table = Table.of(data)
        self.rows = self._read()
        self.drafter = Drafter(bringer.organization, author=bringer.author, now=bringer.now)

    def _read(self) -> list[RosterRow]:
        organization = self.bringer.organization
        companies = survey(self.table, lambda keys: known_companies(organization, keys))
        members = Membership.objects.for_organization(organization).select_related("user")
        by_email = {member.user.email: member for member in members}
        return RowReader(self.table.header, Register(companies), by_email).read_all(self.table.records())

    def check(self) -> RosterCheck:
        """Judge every row; nothing is written."""
        outcomes: dict[int, RowOutcome] = {}
        problems: list[Problem] = []
        self.drafter.latest, self.drafter.only_look = {}, True
        judge = Judge(self.drafter)
        for chunk in self._chunks(self.rows, Stage.CHECKING):
            known = self._known(chunk)
            for row in chunk:
                verdict = judge.judge(row, known)
                outcomes[row.line] = verdict.summary()
                problems += verdict.problems
        self._close_earlier_rounds(outcomes)
        return RosterCheck(self.table.data, list(outcomes.values()), problems, self.table.header.unknown)

    def write(self, check: RosterCheck, journal: Journal) -> RosterResult:
        """Write what the check found new, one transaction a chunk. Raises Overtaken if the first is refused by now."""
        outcomes = {outcome.line: outcome for outcome in check.rows}
        accepted = [row for row in self.rows if not outcomes[row.line].refused]
        changing = [row for row in accepted if outcomes[row.line].outcome != Outcome.UNCHANGED]
        self.drafter.latest, self.drafter.only_look = latest_rounds(accepted), False
        problems = list(check.problems)
        for chunk in self._chunks(changing, Stage.WRITING):
            for outcome, found in self._write_chunk(chunk, journal, first=chunk[0] is changing[0]):
                outcomes[outcome.line] = outcome
                problems += found
        for line, ended in journal.outcomes.items():
            outcomes[line].outcome = ended
        self._close_earlier_rounds(outcomes)
        problems.sort(key=lambda problem: problem.line)
        return RosterResult(check.data, list(outcomes.values()), problems, check.unknown_columns, written=True)

    def _write_chunk(self, chunk: Sequence[RosterRow], journal: Journal, *, first: bool) -> list[Told]:
        """Judge anew, without the lock, what may have changed since the check; then store it under the lock."""
        for attempt in range(ATTEMPTS):
            judge, known = Judge(self.drafter), self._known(chunk)
            verdicts = [judge.judge(row, known) for row in chunk]
            accepted = [verdict for verdict in verdicts if not verdict.problems]
            if first and len(accepted) < len(verdicts):
                raise Overtaken
            amending = Amending(self.bringer.author, self.bringer.now, known.rulebook)
            try:
                with transaction.atomic():
                    store(accepted, amending, SnapshotStore(self.bringer.organization))
                    journal.record({verdict.row.line: verdict.outcome for verdict in accepted})
                return [(verdict.summary(), verdict.problems) for verdict in verdicts]
            except (IntegrityError, PlanChanged):
                if attempt + 1 == ATTEMPTS:
                    raise
        raise AssertionError("unreachable")

    def _known(self, chunk: Sequence[RosterRow]) -> Known:
        return Known(self.bringer.organization, chunk, self.bringer.importer, self.bringer.now)

    def _chunks(self, rows: Sequence[RosterRow], stage: Stage) -> Iterator[Sequence[RosterRow]]:
        self.progress(stage, 0, len(rows))
        with collecting_by_hand() as collect:
            for begin in range(0, len(rows), CHUNK):
                yield rows[begin : begin + CHUNK]
                collect()
                self.progress(stage, min(begin + CHUNK, len(rows)), len(rows))

    def _close_earlier_rounds(self, outcomes: Mapping[int, RowOutcome]) -> None:
        """Show the plans that a later round in the same file closes as closed."""
        accepted = [row for row in self.rows if not outcomes[row.line].refused]
        latest = latest_rounds([row for row in accepted if outcomes[row.line].outcome == Outcome.CREATED])
        for row in accepted:
            assert row.opening
            if row.round < latest.get(row.opening, 0):
                closed_by_later_round(outcomes[row.line])


def latest_rounds(rows: Sequence[RosterRow]) -> dict[Opening, int]:
    """Return the latest round of each application that these rows bring."""
    latest: dict[Opening, int] = {}
    for row in rows:
        if row.opening:
            latest[row.opening] = max(row.round, latest.get(row.opening, 0))
    return latest

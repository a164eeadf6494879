"""Judges each row against what the firm holds: what it would make or change, and why it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from candidates.imports.debriefs import changed_lists
from candidates.imports.drafts import Drafter, Drafting
from candidates.imports.facts import RosterRow
from candidates.imports.known import Known
from candidates.imports.problems import Code, Problem, shown
from candidates.imports.results import Change, Outcome, RowOutcome, first_due, outcome_of
from candidates.imports.rows import ORDER
from candidates.models import Application, Interview, Plan, Stage


@dataclass(frozen=True)
class Update:
    """A stored record, changed in memory, and the fields to store."""

    record: Model
    fields: Sequence[str]


@dataclass
class Verdict:
    """What is to be done because of one row; nothing of it is stored yet."""

    row: RosterRow
    problems: Sequence[Problem] = ()
    created: Interview | None = None
    drafting: Drafting | None = None
    stored: Interview | None = None
    changes: list[Change] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    debrief: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    closes: Sequence[Plan] = ()

    @property
    def outcome(self) -> Outcome:
        """Return how the row ends."""
        if self.problems:
            return outcome_of(self.problems)
        if self.created is not None:
            return Outcome.CREATED
        return Outcome.UPDATED if self.changes else Outcome.UNCHANGED

    def summary(self) -> RowOutcome:
        """Return the row's outcome without the records behind it."""
        found = RowOutcome(self.row.line, self.outcome, tuple(self.changes))
        if not self.problems:
            self._describe_plan(found)
        return found

    def _describe_plan(self, found: RowOutcome) -> None:
        if self.drafting is not None:
            found.status, found.first_due = self.drafting.status, self.drafting.first_due
        elif self.stored is not None:
            found.status, found.first_due = self.stored.plan.status, first_due(list(self.stored.plan.steps.all()))


class Judge:
    """Judges the rows of one pass over a file; remembers of which shared things it has spoken, to speak but once."""

    def __init__(self, drafter: Drafter) -> None:
        self.drafter = drafter
        self._told: set[tuple[object, ...]] = set()

    def judge(self, row: RosterRow, known: Known) -> Verdict:
        """Return what is to be done because of a row."""
        stored = known.interview(row)
        problems = [*row.problems, *_zone_conflict(row, known)]
        drafting = self.drafter.draft(row, known, stored, whole=not problems)
        problems += drafting.problems if drafting else []
        if problems:
            return Verdict(row, sorted(problems, key=lambda problem: ORDER.get(problem.column or "", -1)))
        verdict = Verdict(row, drafting=drafting, stored=stored)
        if stored is None:
            self._create(verdict, known)
        else:
            self._update(verdict, stored, known)
        self._complete_shared(verdict, known)
        return verdict

    def _create(self, verdict: Verdict, known: Known) -> None:
        row, drafting = verdict.row, verdict.drafting
        assert drafting is not None
        assert row.opening is not None
        interview = verdict.created = drafting.interview
        application = interview.application
        for noun, record in (
            ("company", application.job.company),
            ("job", application.job),
            ("interviewer", interview.lead),
            ("candidate", application.candidate),
        ):
            if record.pk is None and self._first((noun, id(_facts_of(row, noun)))):
                verdict.changes.append(Change(noun, "", str(record)))
        title = application.job.title
        verdict.changes.append(Change("interview", "", title if row.round == 1 else f"{title}, round {row.round}"))
        verdict.closes = list(known.open_plans_before(row.opening, row.round))
        verdict.changes += [
            Change(f"plan of round {plan.interview.round}", plan.status, "next_round") for plan in verdict.closes
        ]
        if application.pk and application.stage != Stage.INTERVIEWING and row.round > known.latest_round(row.opening):
            application.stage = Stage.INTERVIEWING
            verdict.updates.append(Update(application, ["stage"]))

    def _update(self, verdict: Verdict, stored: Interview, known: Known) -> None:
        row = verdict.row
        assert row.contact
        verdict.changes += verdict.drafting.changes if verdict.drafting else []
        fields = ["ended_at"] if verdict.drafting and verdict.drafting.moved else []
        lead = known.contact(row.contact)
        if stored.lead_id != lead.pk or lead.pk is None:
            verdict.changes.append(Change("interviewer_name", str(stored.lead), lead.name))
            stored.lead = lead
            fields.append("lead")
        if fields:
            verdict.updates.append(Update(stored, fields))
        verdict.debrief, changes = changed_lists(stored, row)
        verdict.changes += changes

    def _complete_shared(self, verdict: Verdict, known: Known) -> None:
        """Bring what is stored of the shared things up to what the file says; an empty cell erases nothing."""
        row = verdict.row
        company, job, contact, candidate = row.company, row.job, row.contact, row.candidate
        assert company is not None
        assert job is not None
        assert contact is not None
        assert candidate is not None
        application = known.application(row)
        self._complete(
            verdict,
            application.job.company,
            {
                "country": ("company_country", company.country),
                "subdivision": ("company_subdivision", company.subdivision),
            },
        )
        self._complete(verdict, application.job, {"role_family": ("role_family", job.role_family)})
        self._complete(
            verdict,
            known.contact(contact),
            {
                "title": ("interviewer_title", contact.title),
                "email": ("interviewer_email", contact.email),
                "phone": ("interviewer_phone", contact.phone),
            },
        )
        self._complete(
            verdict,
            application.candidate,
            {"name": ("candidate_name", candidate.name), "phone": ("candidate_phone", candidate.phone)},
        )
        self._assign(verdict, application)

    def _complete(self, verdict: Verdict, record: Model, said: Mapping[str, tuple[str, str]]) -> None:
        if record.pk is None or not self._first((type(record), record.pk)):
            return
        fields = []
        for name, (column, value) in said.items():
            old = str(getattr(record, name))
            same = value == old if name == "name" else value.casefold() == old.casefold()
            if value and not same:
                verdict.changes.append(Change(column, old, value))
                setattr(record, name, value)
                fields.append(name)
        if fields:
            verdict.updates.append(Update(record, fields))

    @staticmethod
    def _assign(verdict: Verdict, application: Application) -> None:
        """Give the application to the recruiter whom the file names."""
        recruiter = verdict.row.recruiter
        if recruiter is not None and application.recruiter_id != recruiter.pk:
            verdict.changes.append(Change("recruiter_email", application.recruiter.user.email, recruiter.user.email))
            application.recruiter = recruiter
            if application.pk:
                verdict.updates.append(Update(application, ["recruiter"]))

    def _first(self, key: tuple[object, ...]) -> bool:
        if key in self._told:
            return False
        self._told.add(key)
        return True


def _facts_of(row: RosterRow, noun: str) -> object:
    return {"company": row.company, "job": row.job, "interviewer": row.contact, "candidate": row.candidate}[noun]


def _zone_conflict(row: RosterRow, known: Known) -> list[Problem]:
    if row.candidate is None or not row.candidate_zone:
        return []
    stored = known.stored_zone(row.candidate.email)
    if stored in {"", row.candidate_zone}:
        return []
    allowed = f"{row.candidate.email} has {stored}"
    return [Problem(row.line, "candidate_time_zone", Code.CONFLICT, shown(row.candidate_zone), allowed)]

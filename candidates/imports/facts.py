"""What a file says of the companies, jobs, people and candidates it names; what several rows say of one is one fact.

The first row that names a detail decides, whichever rows come later: so the order of rows hardly matters, and the same
file brought twice finds nothing to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from candidates.imports.problems import Problem
from candidates.plans.inputs import Happening
from recruiting.models import Membership
from recruiting.models.fields import name_key

Opening = tuple[str, str, str]  # what identifies an application: candidate, company, job


@dataclass(slots=True, eq=False)
class CompanyFacts:
    """A company, as known already or as the file first describes it."""

    key: str
    name: str
    time_zone: str = ""
    country: str = ""
    subdivision: str = ""


@dataclass(slots=True, eq=False)
class JobFacts:
    """An opening; the company and the title identify it."""

    company: CompanyFacts
    key: str
    title: str
    role_family: str = ""


@dataclass(slots=True, eq=False)
class ContactFacts:
    """An interviewer. The name within the company identifies them, and the email where both have one.

    Not the email alone: interviewers share a mailbox (`talent@…`), and the letter must name who was there.
    """

    company: CompanyFacts
    key: str
    name: str
    title: str = ""
    email: str = ""
    phone: str = ""


@dataclass(slots=True, eq=False)
class CandidateFacts:
    """A candidate; the email identifies them."""

    email: str
    name: str = ""
    phone: str = ""
    time_zone: str = ""


@dataclass(slots=True, eq=False)
class RosterRow:
    """One interview of the file, read; what could not be read is empty and has its problem."""

    line: int
    company: CompanyFacts | None = None
    job: JobFacts | None = None
    contact: ContactFacts | None = None
    candidate: CandidateFacts | None = None
    candidate_zone: str = ""  # as this very row says
    round: int = 0
    ended_at: datetime | None = None
    topics: str = ""
    challenges: str = ""
    strengths: str = ""
    happenings: tuple[Happening, ...] = ()
    recruiter: Membership | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def opening(self) -> Opening | None:
        """Return what identifies the application; None if not all of it could be read."""
        if self.candidate is None or self.job is None:
            return None
        return self.candidate.email, self.job.company.key, self.job.key


class Register:
    """Gathers the facts of one file, each once."""

    def __init__(self, companies: dict[str, CompanyFacts]) -> None:
        self.companies = companies
        self._jobs: dict[tuple[str, str], JobFacts] = {}
        self._contacts: dict[tuple[str, str], list[ContactFacts]] = {}
        self._candidates: dict[str, CandidateFacts] = {}
        self._recruiters: dict[Opening, Membership] = {}

    def recruiter(self, opening: Opening, member: Membership) -> Membership:
        """Return whose the application is: the first member that a row of it names."""
        return self._recruiters.setdefault(opening, member)

    def job(self, company: CompanyFacts, title: str, role_family: str) -> JobFacts:
        """Return the job of that title, with the family if this is the first row that names one."""
        key = name_key(title)
        job = self._jobs.setdefault((company.key, key), JobFacts(company, key, title))
        job.role_family = job.role_family or role_family
        return job

    def candidate(self, email: str, *, name: str, phone: str, time_zone: str) -> CandidateFacts:
        """Return the candidate of that email, with what this row is the first to say."""
        candidate = self._candidates.setdefault(email, CandidateFacts(email))
        candidate.name = candidate.name or name
        candidate.phone = candidate.phone or phone
        candidate.time_zone = candidate.time_zone or time_zone
        return candidate

    def contact(self, company: CompanyFacts, name: str, *, title: str, email: str, phone: str) -> ContactFacts:
        """Return the person of that name (and email, where both are known), with what this row is the first to say."""
        key = name_key(name)
        namesakes = self._contacts.setdefault((company.key, key), [])
        contact = namesake(namesakes, email)
        if contact is None:
            contact = ContactFacts(company, key, name)
            namesakes.append(contact)
        contact.title = contact.title or title
        contact.email = contact.email or email
        contact.phone = contact.phone or phone
        return contact


class _Emailed(Protocol):
    email: str


Person = TypeVar("Person", bound=_Emailed)


def namesake(people: Sequence[Person], email: str) -> Person | None:
    """Return whom a row means, of people who share a name: by email where both have one, else the first."""
    if not email:
        return people[0] if people else None
    same = [person for person in people if person.email.lower() == email]
    return next(iter(same or [person for person in people if not person.email]), None)

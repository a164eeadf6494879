"""Founds a firm of the demonstration: members, companies with people and openings, policies, candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from candidates.demo.accounts import CANDIDATE, SignIn
from candidates.demo.companies import Firm
from candidates.demo.people import QUALIFICATIONS, Seeker
from candidates.models import Candidate, Qualification
from recruiting.accounts.services import add_member, create_firm, user_for_email
from recruiting.models import Company, CompanyDay, Contact, Job, Membership, Organization, Role

AGE = timedelta(days=300)


@dataclass
class Founded:
    """A firm's rows, by the keys of the demonstration."""

    organization: Organization
    members: list[Membership]
    companies: dict[str, Company]
    contacts: dict[str, list[Contact]]
    jobs: list[tuple[str, Job]]
    candidates: list[tuple[str, Candidate]]

    @property
    def recruiters(self) -> list[Membership]:
        """Return the members who look after applications."""
        return [member for member in self.members if member.may_write]


def found(
    name: str, sign_ins: Sequence[SignIn], companies: Iterable[Firm], seekers: Iterable[Seeker], *, now: datetime
) -> Founded:
    """Store a firm with everything but its policies and interviews, as if it had begun 300 days ago."""
    members = [sign_in for sign_in in sign_ins if sign_in.role]
    organization = _organization(name, members, at=now - AGE)
    firm = Founded(organization, [_member(organization, each) for each in members], {}, {}, [], [])
    for company in companies:
        _company(firm, company, now=now)
    for seeker in seekers:
        firm.candidates.append((seeker.family, _candidate(organization, seeker, now=now)))
    return firm


def _organization(name: str, members: Sequence[SignIn], *, at: datetime) -> Organization:
    owner = next(member for member in members if member.role == Role.OWNER)
    return create_firm(
        name=name,
        owner_email=owner.email,
        owner_name=owner.name,
        time_zone=owner.time_zone,
        password=owner.password,
        at=at,
    )


def _member(organization: Organization, sign_in: SignIn) -> Membership:
    return add_member(
        organization=organization,
        email=sign_in.email,
        role=sign_in.role or Role.VIEWER,
        name=sign_in.name,
        time_zone=sign_in.time_zone,
        password=sign_in.password,
    )


def _company(firm: Founded, data: Firm, *, now: datetime) -> None:
    time_zone, country, subdivision = data.place
    company = Company(
        organization=firm.organization,
        name=data.name,
        time_zone=time_zone,
        country=country,
        subdivision=subdivision,
        working_week=list(data.week),
        created_at=now - AGE,
    )
    company.full_clean()
    company.save()
    if data.closed_at_year_end:
        _close_year_ends(company, now.year)
    firm.companies[data.key] = company
    firm.contacts[data.key] = [_contact(company, data, number) for number in range(len(data.people))]
    for title, family in data.jobs:
        job = Job(organization=firm.organization, company=company, title=title, role_family=family)
        job.full_clean()
        job.save()
        firm.jobs.append((data.key, job))


def _close_year_ends(company: Company, year: int) -> None:
    for day in (date(year + offset, 12, number) for offset in (-1, 0, 1) for number in (24, 31)):
        CompanyDay.objects.create(
            organization=company.organization, company=company, date=day, note="Closed at the turn of the year"
        )


def _contact(company: Company, data: Firm, number: int) -> Contact:
    person = data.people[number]
    time_zone, country, subdivision = person.place or ("", "", "")
    contact = Contact(
        organization=company.organization,
        company=company,
        name=person.name,
        title=person.title,
        email=f"contact{number + 1}@{data.key}.example",
        phone=person.phone,
        time_zone=time_zone,
        country=country,
        subdivision=subdivision,
        accepts_calls=person.accepts_calls,
    )
    contact.full_clean()
    contact.save()
    return contact


def _candidate(organization: Organization, seeker: Seeker, *, now: datetime) -> Candidate:
    candidate = Candidate(
        organization=organization,
        name=seeker.name,
        email=seeker.email,
        phone=seeker.phone,
        time_zone=seeker.time_zone,
        created_at=now - AGE / 2,
    )
    if seeker.email == CANDIDATE.email:
        candidate.user = user_for_email(seeker.email, name=seeker.name, time_zone=seeker.time_zone)
        candidate.invited_at = now  # of what came before nobody is reminded
    candidate.full_clean()
    candidate.save()
    for position, (claim, evidence) in enumerate(QUALIFICATIONS[seeker.family]):
        Qualification.objects.create(
            organization=organization, candidate=candidate, position=position, claim=claim, evidence=evidence
        )
    return candidate

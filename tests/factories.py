"""Records to test with, each believable by itself; what follows rules (plans, versions) is made by the services."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from candidates.models import Application, Candidate, Qualification
from recruiting.models import Company, CompanyDay, Contact, Job


class CompanyFactory(DjangoModelFactory):  # type: ignore[misc]  # factory-boy ships no types
    """A company in London; give it an organization."""

    class Meta:
        model = Company

    name = factory.Sequence("Harrow {} Ltd".format)
    time_zone = "Europe/London"
    country = "GB"
    subdivision = "ENG"


class CompanyDayFactory(DjangoModelFactory):  # type: ignore[misc]
    """A day on which a company is closed; give it a company."""

    class Meta:
        model = CompanyDay

    organization = factory.SelfAttribute("company.organization")
    date = "2026-12-24"
    note = "Christmas Eve"


class ContactFactory(DjangoModelFactory):  # type: ignore[misc]
    """A person at a company; give it a company."""

    class Meta:
        model = Contact

    organization = factory.SelfAttribute("company.organization")
    name = factory.Sequence("Grace Petrov {}".format)
    title = "Head of Engineering"
    email = factory.Sequence("grace.petrov.{}@example.com".format)
    phone = "+442079460018"


class JobFactory(DjangoModelFactory):  # type: ignore[misc]
    """An opening; give it a company."""

    class Meta:
        model = Job

    organization = factory.SelfAttribute("company.organization")
    title = factory.Sequence("Backend Engineer {}".format)
    role_family = "engineering"


class CandidateFactory(DjangoModelFactory):  # type: ignore[misc]
    """A person in New York; give it an organization."""

    class Meta:
        model = Candidate

    name = factory.Sequence("Amara Nwosu {}".format)
    email = factory.Sequence("amara.nwosu.{}@example.org".format)
    phone = "+12125550142"
    time_zone = "America/New_York"


class QualificationFactory(DjangoModelFactory):  # type: ignore[misc]
    """What a candidate can claim; give it a candidate."""

    class Meta:
        model = Qualification

    organization = factory.SelfAttribute("candidate.organization")
    claim = "Ran the payments team"
    evidence = "Twelve people, three years"


class ApplicationFactory(DjangoModelFactory):  # type: ignore[misc]
    """A candidate put forward; give it a recruiter (a membership); candidate and job are of that firm."""

    class Meta:
        model = Application

    organization = factory.SelfAttribute("recruiter.organization")
    candidate = factory.SubFactory(CandidateFactory, organization=factory.SelfAttribute("..organization"))
    job = factory.SubFactory(
        JobFactory,
        company=factory.SubFactory(CompanyFactory, organization=factory.SelfAttribute("..recruiter.organization")),
    )

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("organization", kwargs["recruiter"].organization)
        return kwargs

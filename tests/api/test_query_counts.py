"""Lists cost as many queries for many rows as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruiting.models import Company, Contact, Job, Policy
from tests.api.conftest import Firm, Program, add_applicant, interview_of

LISTS = ("candidates", "applications", "companies", "contacts", "jobs", "policies", "interviews", "plans")


def queries(owner: Program, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert owner.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_more_rows(owner: Program, firm: Firm, name: str) -> None:
    owner.get(f"{name}/")
    before = queries(owner, f"{name}/")
    for number in range(5):
        grow(firm, number)
    assert queries(owner, f"{name}/") == before


def test_a_log_costs_the_same_for_more_events(owner: Program, firm: Firm) -> None:
    log = f"interviews/{firm.interview.pk}/events/"
    owner.post(log, {"type": "timeframe_not_given", "note": "one"})
    before = queries(owner, log)
    for _ in range(4):
        assert owner.post(log, {"type": "call_made", "outcome": "voicemail", "note": "x"}).status_code == 201
    assert queries(owner, log) == before


def grow(firm: Firm, number: int) -> None:
    """Add a row of each kind."""
    company = Company.objects.create(organization=firm.organization, name=f"C{number}", time_zone="Europe/Paris")
    Contact.objects.create(organization=firm.organization, company=company, name=f"P{number}")
    job = Job.objects.create(organization=firm.organization, company=company, title=f"J{number}")
    Policy.objects.create(organization=firm.organization, name=f"X{number}")
    _candidate, application = add_applicant(firm.owner, job, f"Name{number} Last")
    interview_of(application)

"""Lists cost the same number of queries however many rows they hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor
from candidates.plans.services import Author
from recruiting.accounts.services import add_member, issue_token
from tests.cast import ENDED, NOW, Cast
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, JobFactory

LISTS = [
    "candidates_interview",
    "candidates_candidate",
    "candidates_application",
    "recruiting_company",
    "recruiting_contact",
    "recruiting_job",
    "recruiting_policy",
    "recruiting_membership",
    "recruiting_apitoken",
    "candidates_backgroundjob",
]


def _add_row(cast: Cast, number: int) -> None:
    company = CompanyFactory.create(organization=cast.ours.organization)
    application = ApplicationFactory.create(recruiter=cast.bob, job=JobFactory.create(company=company))
    lead = ContactFactory.create(company=company)
    new = NewInterview(application=application, ended_at=ENDED - timedelta(days=number), lead=lead)
    record_interview(new=new, author=Author(Actor.RECRUITER, cast.bob.user), now=NOW)
    member = add_member(organization=cast.ours.organization, email=f"m{number}@example.org", role="recruiter")
    issue_token(membership=member, name="script", at=NOW)


def _cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/admin/?who=all", *(f"admin:{name}_changelist" for name in LISTS)])
def test_a_list_costs_the_same_with_more_rows(alice: Client, cast: Cast, address: str) -> None:
    address = reverse(address) if address.startswith("admin:") else address
    _add_row(cast, 0)
    before = _cost(alice, address)
    for number in range(1, 7):
        _add_row(cast, number)
    assert _cost(alice, address) == before

"""What holds for a company's roles, and why the others lost, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from recruiting import cadence
from recruiting.accounts.services import create_firm
from recruiting.admin.standings import StandingCard, company_cards
from recruiting.models import Company, Job, Organization, Policy
from recruiting.policies.services import draft_version, publish
from recruiting.policies.standings import standing_of_job, standings_of_company
from tests.kept import kept

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@kept(at=AT)
def firm() -> Organization:
    return create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=AT)


@kept(at=AT)
def harrow(firm: Organization) -> Company:
    return Company.objects.create(organization=firm, name="Harrow & Pine", time_zone="Europe/London", country="GB")


def published(firm: Organization, name: str, **scope: Any) -> None:
    policy = Policy.objects.create(organization=firm, name=name, **scope)
    rules = cadence.PRESETS["standard"].to_json()
    publish(version=draft_version(policy=policy, rules=rules, at=AT), by=None, at=AT)


def job(company: Company, role_family: str) -> Job:
    return Job.objects.create(
        organization=company.organization, company=company, title=f"{role_family} person", role_family=role_family
    )


def why(company: Company, role_family: str = "engineering") -> dict[str, str]:
    """Return by policy why it lost for a job of that family."""
    card = StandingCard("", standing_of_job(job(company, role_family), on=TODAY), TODAY)
    return {each.version.policy.name: each.why for each in card.lost()}


def test_each_policy_that_lost_says_why(firm: Organization, harrow: Company) -> None:
    published(firm, "Harrow", company=harrow)
    published(firm, "France", country="FR")
    published(firm, "Third", round=3)
    published(firm, "Over", role_family="engineering", valid_until=date(2026, 10, 31))
    published(firm, "To come", role_family="engineering", country="GB", valid_from=date(2027, 1, 1))
    said = why(harrow)
    assert said["Standard"] == "“Harrow” is more particular"
    assert said["Sales"] == "it is for “sales” roles, not “engineering”"
    assert said["France"] == "it is for FR, not GB"
    assert said["Third"] == "it is for round 3, not round 1"
    assert said["Over"] == "it held until Sat 31 Oct 2026"
    assert said["To come"] == "it holds from Fri 1 Jan 2027 on"
    assert said["Executive"] == "it is for nothing yet"


def test_policies_of_other_companies_are_counted_and_not_listed(firm: Organization, harrow: Company) -> None:
    quill = Company.objects.create(organization=firm, name="Quill", time_zone="Europe/London")
    published(firm, "Quill", company=quill)
    standing = standing_of_job(job(harrow, "engineering"), on=TODAY)
    assert standing.elsewhere == 1
    assert "Quill" not in {each.version.policy.name for each in standing.lost}


def test_a_company_has_a_card_for_each_role_that_follows_something_else(harrow: Company) -> None:
    job(harrow, "sales")
    job(harrow, "engineering")
    cards = company_cards(standings_of_company(harrow, on=TODAY), TODAY)
    held = {card.title: card.holding.policy.name for card in cards if card.holding}
    assert held == {"“engineering” roles": "Standard", "“sales” roles": "Sales", "Any other role": "Standard"}


def test_where_all_follow_the_same_one_card_says_so(harrow: Company) -> None:
    job(harrow, "engineering")
    (card,) = company_cards(standings_of_company(harrow, on=TODAY), TODAY)
    assert card.title == "Interviews there"


def test_a_round_that_follows_something_else_is_said_beside_the_first(firm: Organization, harrow: Company) -> None:
    published(firm, "Third", round=3)
    published(firm, "Nobody's", round=2, country="FR")
    (card,) = company_cards(standings_of_company(harrow, on=TODAY), TODAY)
    assert card.holding
    assert card.holding.policy.name == "Standard"
    assert {number: version.policy.name for number, version in card.later.items()} == {3: "Third"}


def test_the_number_of_queries_does_not_grow(
    firm: Organization, harrow: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        published(firm, f"Number {number}", role_family=f"family {number}", round=number + 1)
        job(harrow, f"family {number}")
    with django_assert_num_queries(2):
        cards = company_cards(standings_of_company(harrow, on=TODAY), TODAY)
        assert len([each for card in cards for each in card.lost()]) > 6

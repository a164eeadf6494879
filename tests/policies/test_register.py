"""Which policy holds, and that a published one is fixed for good."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from recruiting import cadence
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Organization, Policy, PolicyVersion
from recruiting.policies.selectors import NoDefaultPolicy, PolicyRegister, Situation
from recruiting.policies.services import draft_version, publish

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
STANDARD = cadence.PRESETS["standard"].to_json()


@pytest.fixture
def firm(db: None) -> Organization:
    return create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=AT)


@pytest.fixture
def harrow(firm: Organization) -> Company:
    return Company.objects.create(organization=firm, name="Harrow & Pine", time_zone="Europe/London", country="GB")


def published(firm: Organization, name: str, **scope: Any) -> PolicyVersion:
    policy = Policy.objects.create(organization=firm, name=name, **scope)
    return publish(version=draft_version(policy=policy, rules=STANDARD, at=AT), by=None, at=AT)


def holding(
    firm: Organization, company: Company, *, role_family: str = "engineering", on: date = date(2026, 12, 1), **more: Any
) -> str:
    situation = Situation(
        **{"company_id": company.pk, "role_family": role_family, "round": 1, "country": "GB", "on": on, **more}
    )
    return PolicyRegister.of(firm).version_for(situation).policy.name


def test_a_new_firm_falls_back_on_standard(firm: Organization, harrow: Company) -> None:
    assert holding(firm, harrow) == "Standard"


def test_sales_jobs_follow_the_sales_policy(firm: Organization, harrow: Company) -> None:
    assert holding(firm, harrow, role_family="sales") == "Sales"


def test_presets_published_for_nothing_hold_nowhere(firm: Organization) -> None:
    names = {version.policy.name for version in PolicyRegister.of(firm).versions}
    assert names == {"Standard", "Sales", "Executive", "Public sector", "Email only"}
    idle = Policy.objects.filter(name__in=["Executive", "Public sector", "Email only"])
    assert not any(policy.applies_to_something for policy in idle)


def test_one_that_names_the_company_beats_one_that_names_the_other_three(firm: Organization, harrow: Company) -> None:
    published(firm, "The other three", role_family="engineering", round=1, country="GB")
    assert holding(firm, harrow) == "The other three"
    published(firm, "Harrow", company=harrow)
    assert holding(firm, harrow) == "Harrow"


def test_a_policy_holds_only_between_its_dates(firm: Organization, harrow: Company) -> None:
    published(firm, "December", company=harrow, valid_from=date(2026, 12, 1), valid_until=date(2026, 12, 31))
    assert holding(firm, harrow, on=date(2026, 11, 30)) == "Standard"
    assert holding(firm, harrow, on=date(2026, 12, 31)) == "December"


def test_two_of_the_same_rank_cannot_both_be_published(firm: Organization) -> None:
    with pytest.raises(ValidationError, match="“More sales” and “Sales”"):
        published(firm, "More sales", role_family="sales")


def test_two_of_the_same_rank_at_different_times_can(firm: Organization, harrow: Company) -> None:
    published(firm, "Before", company=harrow, valid_until=date(2026, 12, 31))
    published(firm, "After", company=harrow, valid_from=date(2027, 1, 1))
    assert holding(firm, harrow, on=date(2027, 1, 1)) == "After"


def test_a_firm_without_a_default_is_told_so(firm: Organization, harrow: Company) -> None:
    Policy.objects.filter(is_default=True).delete()
    with pytest.raises(NoDefaultPolicy):
        holding(firm, harrow)


def test_publishing_retires_the_version_before(firm: Organization) -> None:
    policy = Policy.objects.get(name="Standard")
    publish(version=draft_version(policy=policy, rules={**STANDARD, "max_attempts": 5}, at=AT), by=None, at=AT)
    assert list(policy.versions.values_list("number", "state")) == [(2, "published"), (1, "retired")]


def test_only_a_draft_can_be_published(firm: Organization) -> None:
    with pytest.raises(ValidationError, match="Only a draft"):
        publish(version=PolicyVersion.objects.filter(state="published")[0], by=None, at=AT)


def test_refused_rules_are_named_and_not_stored(firm: Organization) -> None:
    policy = Policy.objects.get(name="Standard")
    with pytest.raises(ValidationError, match="call_after_days"):
        draft_version(policy=policy, rules={**STANDARD, "call_after_days": [3, 2]}, at=AT)
    assert policy.versions.count() == 1


@pytest.mark.parametrize("change", [{"rules": {}}, {"number": 9}, {"state": "draft"}])
def test_the_database_refuses_to_change_a_published_version(firm: Organization, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        PolicyVersion.objects.filter(policy__name="Standard").update(**change)


def test_a_draft_may_change(firm: Organization) -> None:
    policy = Policy.objects.get(name="Standard")
    draft_version(policy=policy, rules=STANDARD, at=AT)
    draft = draft_version(policy=policy, rules={**STANDARD, "max_attempts": 5}, at=AT)
    assert (draft.number, draft.rules["max_attempts"]) == (2, 5)

"""Which policy holds, and that a published one is fixed for good."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from recruiting import cadence
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Organization, Policy, PolicyVersion, User
from recruiting.policies.selectors import (
    NoDefaultPolicy,
    Objection,
    PolicyRegister,
    Situation,
    draft_of,
    published_version,
)
from recruiting.policies.services import bring_back, discard_draft, draft_version, publish
from tests.kept import kept

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
STANDARD = cadence.PRESETS["standard"].to_json()


@kept(at=AT)
def firm() -> Organization:
    return create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=AT)


@kept(at=AT)
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


@pytest.fixture
def standard(firm: Organization) -> Policy:
    return Policy.objects.get(organization=firm, is_default=True)


def draft_by(policy: Policy, user: User | None, *, seen: int | None = None, **rules: Any) -> PolicyVersion:
    return draft_version(policy=policy, rules={**STANDARD, **rules}, at=AT, by=user, seen=seen)


def test_each_author_has_a_draft_of_their_own(standard: Policy) -> None:
    alice, bob = (User.objects.create(email=f"{name}@northgate.example.org") for name in ("alice", "bob"))
    of_alice, of_bob = draft_by(standard, alice, max_attempts=4), draft_by(standard, bob, max_attempts=5)
    assert of_alice.pk != of_bob.pk
    assert draft_of(standard, alice) == of_alice
    assert draft_by(standard, alice, max_attempts=6).pk == of_alice.pk


def test_the_second_of_two_drafts_from_one_version_is_refused_as_stale(standard: Policy) -> None:
    alice, bob = (User.objects.create(email=f"{name}@northgate.example.org") for name in ("alice", "bob"))
    first, second = draft_by(standard, alice, max_attempts=4), draft_by(standard, bob, max_attempts=5)
    publish(version=second, by=bob, at=AT)
    with pytest.raises(ValidationError) as caught:
        publish(version=first, by=alice, at=AT)
    assert caught.value.code == "stale"
    assert published_version(standard) == second


def test_a_draft_saved_after_a_look_at_what_holds_is_numbered_after_it(standard: Policy) -> None:
    alice, bob = (User.objects.create(email=f"{name}@northgate.example.org") for name in ("alice", "bob"))
    first, second = draft_by(standard, alice, max_attempts=4), draft_by(standard, bob, max_attempts=5)
    publish(version=second, by=bob, at=AT)
    assert (first.number, second.number) == (2, 3)
    publish(version=draft_by(standard, alice, seen=3, max_attempts=4), by=alice, at=AT)
    assert list(standard.versions.values_list("number", "state")) == [(4, "published"), (3, "retired"), (1, "retired")]


def test_a_draft_saved_by_somebody_who_saw_an_older_version_stays_stale(standard: Policy) -> None:
    publish(version=draft_by(standard, None, max_attempts=4), by=None, at=AT)
    with pytest.raises(ValidationError, match="follows version 1, but now 2 holds"):
        publish(version=draft_by(standard, None, seen=1, max_attempts=5), by=None, at=AT)


def test_a_draft_can_be_thrown_away_and_a_published_version_cannot(standard: Policy) -> None:
    discard_draft(version=draft_by(standard, None))
    with pytest.raises(ValidationError, match="Only a draft"):
        discard_draft(version=standard.versions.get())


def test_what_was_retired_holds_again_where_its_successor_is_taken_back(standard: Policy) -> None:
    old = standard.versions.get()
    new = publish(version=draft_by(standard, None, max_attempts=4), by=None, at=AT)
    bring_back(version=old, in_place_of=new)
    assert published_version(standard) == old


def test_nothing_is_brought_back_over_somebody_elses_later_version(standard: Policy) -> None:
    old = standard.versions.get()
    new = publish(version=draft_by(standard, None, max_attempts=4), by=None, at=AT)
    publish(version=draft_by(standard, None, max_attempts=5), by=None, at=AT)
    with pytest.raises(ValidationError, match="another version holds now"):
        bring_back(version=old, in_place_of=new)


def test_every_published_policy_is_considered_and_says_why_it_lost(firm: Organization, harrow: Company) -> None:
    mirror = Company.objects.create(organization=firm, name="Mirror", time_zone="Europe/London", country="GB")
    published(firm, "Harrow", company=harrow)
    published(firm, "Mirror", company=mirror)
    published(firm, "Second rounds", round=2)
    published(firm, "France", country="FR")
    published(firm, "January", role_family="engineering", valid_from=date(2027, 1, 1))
    published(firm, "November", role_family="engineering", valid_until=date(2026, 11, 30))
    situation = Situation(harrow.pk, "engineering", 1, "GB", date(2026, 12, 1))
    considered = PolicyRegister.of(firm).considered(situation)
    assert [each.version.policy.name for each in considered if each.holds] == ["Harrow"]
    assert considered[0].holds
    assert {each.version.policy.name: each.objection for each in considered[1:]} == {
        "Standard": Objection.OUTRANKED,
        "Mirror": Objection.COMPANY,
        "Second rounds": Objection.ROUND,
        "France": Objection.COUNTRY,
        "January": Objection.NOT_YET,
        "November": Objection.EXPIRED,
        "Sales": Objection.ROLE_FAMILY,
        "Executive": Objection.IDLE,
        "Public sector": Objection.IDLE,
        "Email only": Objection.IDLE,
    }

"""What is missing or at odds in the register, where it matters to open plans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.models import EventType, Plan
from candidates.plans.gaps import Gaps, gaps_of
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting import cadence
from recruiting.models import Company, Membership, Policy
from recruiting.policies.services import draft_version, publish
from tests.plans.conftest import ENDED

TODAY = date(2026, 11, 30)
RULES = cadence.PRESETS["standard"].to_json()


def gaps(alice: Membership) -> Gaps:
    return gaps_of(alice.organization, today=TODAY)


def policy(alice: Membership, name: str, **columns: object) -> Policy:
    return Policy.objects.create(organization=alice.organization, name=name, **columns)


def published(policy: Policy) -> None:
    publish(version=draft_version(policy=policy, rules=RULES, at=ENDED), by=None, at=ENDED)


def test_a_company_with_open_plans_and_no_policy_of_its_own_is_listed(alice: Membership, plan: Plan) -> None:
    company = Company.objects.get()
    assert [(each.record, each.count) for each in gaps(alice).without_policy.rows] == [(company, 1)]


def test_a_draft_is_no_policy_of_its_own_and_a_published_one_is(alice: Membership, plan: Plan) -> None:
    own = policy(alice, "Harrow", company=Company.objects.get())
    draft_version(policy=own, rules=RULES, at=ENDED)
    assert gaps(alice).without_policy.count == 1
    published(own)
    assert gaps(alice).without_policy.count == 0


def test_a_policy_of_its_own_that_is_over_leaves_a_gap_again(alice: Membership, plan: Plan) -> None:
    own = policy(alice, "Harrow", company=Company.objects.get(), valid_until=TODAY)
    published(own)
    assert gaps(alice).without_policy.count == 0
    Policy.objects.filter(pk=own.pk).update(valid_until=TODAY - timedelta(days=1))
    assert gaps(alice).without_policy.count == 1


def test_a_company_whose_plans_are_closed_is_no_gap(alice: Membership, plan: Plan) -> None:
    closed = Happening(EventType.CLOSED, ENDED, {"outcome": "withdrawn"})
    record_event(plan=plan, happening=closed, author=Author("recruiter"), now=ENDED)  # type: ignore[arg-type]
    assert gaps(alice).without_policy.count == 0


def test_two_of_one_rank_are_named_whether_published_or_one_a_draft(alice: Membership) -> None:
    published(policy(alice, "One", role_family="legal"))
    other = policy(alice, "Other", role_family="legal")
    draft_version(policy=other, rules=RULES, at=ENDED)
    (clash,) = gaps(alice).clashes.rows
    assert (clash.one.name, clash.other.name, clash.draft) == ("One", "Other", True)
    Policy.objects.filter(pk=other.pk).update(role_family="finance")
    published(other)
    Policy.objects.filter(pk=other.pk).update(role_family="legal")
    (clash,) = gaps(alice).clashes.rows
    assert not clash.draft


def test_two_that_hold_at_different_times_do_not_clash(alice: Membership) -> None:
    published(policy(alice, "Until", role_family="legal", valid_until=TODAY))
    published(policy(alice, "From", role_family="legal", valid_from=TODAY + timedelta(days=1)))
    assert gaps(alice).clashes.count == 0


def test_reviews_that_are_past_or_soon_are_listed_the_oldest_first(alice: Membership) -> None:
    policy(alice, "Soon", review_by=TODAY + timedelta(days=14))
    policy(alice, "Past", review_by=TODAY - timedelta(days=1))
    policy(alice, "Later", review_by=TODAY + timedelta(days=15))
    assert [each.name for each in gaps(alice).reviews.rows] == ["Past", "Soon"]


def test_an_open_call_to_somebody_who_accepts_none_is_listed(alice: Membership, plan: Plan) -> None:
    assert gaps(alice).calls_unwanted.count == 0
    lead = plan.interview.lead
    lead.accepts_calls = False
    lead.save()
    assert [(each.record, each.count) for each in gaps(alice).calls_unwanted.rows] == [(lead, 1)]


def test_the_number_of_queries_does_not_grow(alice: Membership, plan: Plan) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            gaps(alice)
        return len(queries)

    few = asked()
    for number in range(5):
        published(policy(alice, f"Number {number}", role_family=f"family {number}", review_by=TODAY))
    assert asked() == few


@pytest.mark.parametrize("what", ["without_policy", "clashes", "reviews", "calls_unwanted"])
def test_a_new_firm_has_no_gaps(alice: Membership, what: str) -> None:
    assert getattr(gaps(alice), what).count == 0

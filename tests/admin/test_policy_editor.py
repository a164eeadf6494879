"""The dates beside a policy's form: what typed rules come to, what is wrong or odd about them, and who may ask."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import Plan
from recruiting import cadence
from recruiting.models import Company, Policy, PolicyVersion
from tests.cast import CANARY, Cast

TYPED = {"HX-Request": "true", "HX-Trigger": "policy-dates"}
OPENED = {"HX-Request": "true", "HX-Trigger": "policy-first"}


def _sent(**changes: Any) -> dict[str, Any]:
    """Return what the form sends for the standard rules, with changes."""
    sent: dict[str, Any] = {}
    for name, value in (cadence.Policy().to_json() | changes).items():
        pairs = isinstance(value, list) and name != "avoid"
        sent |= {f"{name}_{place}": part for place, part in enumerate(value)} if pairs else {name: value}
    return sent | {"avoid": changes.get("avoid", "")}


@pytest.fixture
def policy(cast: Cast) -> Policy:
    """Return our firm's default policy, which has a published version."""
    return Policy.objects.get(organization=cast.ours.organization, is_default=True)


def _ask(browser: Client, policy: Policy, headers: dict[str, str] = TYPED, **changes: Any) -> Any:
    address = reverse("admin:candidates_policy_dates", args=[policy.pk])
    return browser.post(address, _sent(**changes), headers=headers)


def _text(answer: Any) -> str:
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", bare)


def test_the_draft_has_every_rule_under_a_heading_and_a_place_for_the_dates(bob: Client, policy: Policy) -> None:
    html = bob.get(reverse("admin:recruiting_policy_draft", args=[policy.pk])).content.decode()
    assert all(f'id="rule-{name}"' in html for name in cadence.POLICY_FIELDS)
    assert "Where this comes from" in html
    assert reverse("admin:candidates_policy_dates", args=[policy.pk]) in html


def test_rules_as_they_hold_change_no_date(bob: Client, policy: Policy) -> None:
    said = _text(_ask(bob, policy))
    assert "All dates are as by version 1, which holds now." in said
    assert "An interview today" in said
    assert "An interview on a Friday afternoon" in said
    assert "An interview before Christmas Day" in said
    assert "until now" in said  # the legend
    assert "Until now:" not in said


def test_a_changed_rule_says_the_new_date_the_old_one_and_how_far_apart(bob: Client, policy: Policy) -> None:
    answer = _ask(bob, policy, call_after_days=[1, 1])
    said = _text(answer)
    assert "2 days earlier" in said
    assert "dates differ from version 1" in said
    assert 'class=" ft-ringed"' in answer.content.decode()
    assert "Call, changed" in said
    assert "Call, until now" in said
    assert "Call on Fri 4 Dec at 10:00 (London), one working day after" in said


def test_nothing_typed_is_stored(bob: Client, policy: Policy) -> None:
    before = list(PolicyVersion.objects.values_list("pk", "rules"))
    plans = list(Plan.objects.values_list("pk", "revision"))
    _ask(bob, policy, call_after_days=[1, 1])
    assert list(PolicyVersion.objects.values_list("pk", "rules")) == before
    assert list(Plan.objects.values_list("pk", "revision")) == plans


def test_rules_that_cannot_be_are_said_and_leave_the_dates_alone(bob: Client, policy: Policy) -> None:
    answer = _ask(bob, policy, call_hours=["16:00", "09:00"])
    assert answer["HX-Retarget"] == "#policy-wrong"
    said = _text(answer)
    assert "what is typed now cannot be planned with" in said
    assert "Calls between" in said
    assert "Sample interviews" not in said


def test_hours_without_a_minute_are_refused_beside_their_field(bob: Client, policy: Policy) -> None:
    days = "\n".join(f"{day} 00:00–23:59" for day in cadence.Weekday)
    answer = bob.post(reverse("admin:recruiting_policy_draft", args=[policy.pk]), _sent(avoid=days))
    assert "leave no minute" in answer.context["form"].errors["call_hours"][0]
    assert "leave no minute" in _text(_ask(bob, policy, avoid=days))


def test_the_working_week_of_the_policys_company_is_what_must_leave_a_minute(bob: Client, policy: Policy) -> None:
    company = Company.objects.create(
        organization=policy.organization, name="Mondays", time_zone="Europe/London", working_week=["monday"]
    )
    own = Policy.objects.create(organization=policy.organization, name="Mondays", company=company)
    never = "Monday 00:00-23:59"
    assert _ask(bob, own, avoid=never).context["wrong"][0].fields[0][0] == "call_hours"
    assert _ask(bob, policy, avoid=never).context["wrong"] == []


def test_a_page_opened_with_refused_rules_shows_the_dates_of_those_last_saved(bob: Client, policy: Policy) -> None:
    said = _text(_ask(bob, policy, OPENED, call_hours=["16:00", "09:00"]))
    assert "the rules as last saved" in said
    assert "An interview today" in said


def test_what_is_odd_stands_above_the_dates_and_leads_to_its_fields(bob: Client, policy: Policy) -> None:
    answer = _ask(bob, policy, avoid="Monday 09:00–11:00")
    assert "calls are at 11:00 on Monday" in _text(answer)
    assert 'href="#rule-avoid"' in answer.content.decode()


def test_the_week_is_drawn_and_told(bob: Client, policy: Policy) -> None:
    answer = _ask(bob, policy, avoid="Friday 15:00–17:00")
    html = answer.content.decode()
    assert 'role="img"' in html
    assert html.count('class="ft-week-avoided"') == 1
    assert html.count('class="ft-week-tick"') == 5
    assert "Friday 09:30 to 15:00 10:00 15:00 to 17:00" in _text(answer)
    assert "Saturday no working day" in _text(answer)


def test_without_a_published_version_there_is_nothing_to_compare_with(bob: Client, cast: Cast) -> None:
    said = _text(_ask(bob, cast.ours.policy, call_after_days=[1, 1]))
    assert "No version of this policy is published yet" in said
    assert "Until now:" not in said


def test_another_firms_policy_is_not_there_and_who_only_reads_may_not_ask(
    bob: Client, vera: Client, cast: Cast, policy: Policy
) -> None:
    assert _ask(bob, cast.others.policy).status_code == 404
    assert _ask(vera, policy).status_code == 403
    assert bob.get(reverse("admin:candidates_policy_dates", args=[policy.pk])).status_code == 405
    assert CANARY not in _text(_ask(bob, policy)).casefold()


@pytest.mark.parametrize("name", cadence.PRESETS)
def test_every_preset_has_dates(bob: Client, policy: Policy, name: str) -> None:
    rules = cadence.PRESETS[name].to_json()
    answer = _ask(bob, policy, **{**rules, "avoid": ""})
    assert answer.status_code == 200
    assert "An interview today" in _text(answer)

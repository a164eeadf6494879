"""Policies: a field for each rule, drafts, publishing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from recruiting import cadence
from recruiting.admin.policy_rules import RulesForm
from recruiting.models import Policy, PolicyVersion
from tests.cast import Cast


def _rules(**changes: Any) -> dict[str, Any]:
    """Return what the form sends for the standard rules, with changes."""
    sent: dict[str, Any] = {}
    for name, value in (cadence.Policy().to_json() | changes).items():
        pairs = isinstance(value, list) and name != "avoid"
        sent |= {f"{name}_{place}": part for place, part in enumerate(value)} if pairs else {name: value}
    return sent | {"avoid": changes.get("avoid", "")}


def test_there_is_a_field_for_every_rule_of_the_engine(cast: Cast) -> None:
    form = RulesForm(policy=cast.ours.policy, rules=cadence.Policy().to_json())
    assert list(form.fields) == [field.name for field in dataclasses.fields(cadence.Policy)]
    assert all(field.label and field.help_text for field in form.fields.values())


@pytest.mark.parametrize("name", cadence.PRESETS)
def test_rules_come_back_as_they_were_shown(cast: Cast, name: str) -> None:
    rules = cadence.PRESETS[name].to_json()
    shown = RulesForm(policy=cast.ours.policy, rules=rules)
    sent: dict[str, Any] = {}
    for field in shown:
        value = field.value()
        sent |= (
            {f"{field.name}_{n}": part for n, part in enumerate(value)}
            if isinstance(value, list)
            else {field.name: value}
        )
    form = RulesForm(sent, policy=cast.ours.policy, rules=rules)
    assert form.is_valid(), form.errors
    draft = form.save(at=cast.ours.plan.created_at)
    assert draft is not None
    assert draft.rules == rules


def test_changed_rules_are_a_draft_until_published(bob: Client, cast: Cast) -> None:
    policy = cast.ours.policy
    bob.post(reverse("admin:recruiting_policy_draft", args=[policy.pk]), _rules(max_attempts=5))
    assert policy.versions.get().state == PolicyVersion.State.DRAFT
    assert policy.versions.get().rules["max_attempts"] == 5
    bob.post(reverse("admin:recruiting_policy_publish", args=[policy.pk]))
    assert policy.versions.get().state == PolicyVersion.State.PUBLISHED


def test_spans_without_calls_are_written_as_lines(bob: Client, cast: Cast) -> None:
    draft = reverse("admin:recruiting_policy_draft", args=[cast.ours.policy.pk])
    bob.post(draft, _rules(avoid="Friday 15:00–17:00\nmonday 9:30 to 10:00"))
    assert cast.ours.policy.versions.get().rules["avoid"] == [
        {"weekday": "friday", "from": "15:00", "to": "17:00"},
        {"weekday": "monday", "from": "09:30", "to": "10:00"},
    ]
    html = bob.post(draft, _rules(avoid="Fridays after lunch")).content.decode()
    assert "write a day and two times" in html


def test_what_the_engine_refuses_stands_beside_its_field(bob: Client, cast: Cast) -> None:
    draft = reverse("admin:recruiting_policy_draft", args=[cast.ours.policy.pk])
    answer = bob.post(draft, _rules(call_hours=["16:00", "09:00"]))
    form = answer.context["form"]
    assert list(form.errors) == ["call_hours"]


def test_a_published_version_is_read_only_and_says_its_rules_in_words(bob: Client, cast: Cast) -> None:
    policy = Policy.objects.get(organization=cast.ours.organization, is_default=True)
    html = bob.get(reverse("admin:recruiting_policy_version", args=[policy.pk, 1])).content.decode()
    assert "09:30 to 16:30" in html
    assert '<form method="post"' not in html.partition('id="content"')[2]


def test_a_clash_of_two_policies_is_said_where_one_publishes(bob: Client, cast: Cast) -> None:
    twin = Policy.objects.create(organization=cast.ours.organization, name="Twin", role_family="sales")
    bob.post(reverse("admin:recruiting_policy_draft", args=[twin.pk]), _rules())
    answer = bob.post(reverse("admin:recruiting_policy_publish", args=[twin.pk]), follow=True)
    assert "would both hold for the same interviews" in answer.content.decode()


def test_a_second_default_is_refused_beside_its_field(bob: Client) -> None:
    answer = bob.post(reverse("admin:recruiting_policy_add"), {"name": "Other", "is_default": "on"})
    assert "is_default" in answer.context["adminform"].form.errors

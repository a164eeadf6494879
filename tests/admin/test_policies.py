"""Policies: a field for each rule, drafts, publishing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import RulesChange
from recruiting import cadence
from recruiting.admin.policy_rules import RulesForm
from recruiting.models import Policy, PolicyVersion
from recruiting.policies.services import draft_version, publish
from tests.cast import CANARY, NOW, Cast


def _rules(**changes: Any) -> dict[str, Any]:
    """Return what the form sends for the standard rules, with changes."""
    sent: dict[str, Any] = {}
    for name, value in (cadence.Policy().to_json() | changes).items():
        pairs = isinstance(value, list) and name != "avoid"
        sent |= {f"{name}_{place}": part for place, part in enumerate(value)} if pairs else {name: value}
    return sent | {"avoid": changes.get("avoid", "")}


def editor(policy: Policy) -> str:
    return reverse("admin:recruiting_policy_draft", args=[policy.pk])


def standard(cast: Cast) -> Policy:
    return Policy.objects.get(organization=cast.ours.organization, is_default=True)


def published_meanwhile(cast: Cast, **changes: Any) -> PolicyVersion:
    """Let Alice publish another version of the default."""
    rules = cadence.Policy().to_json() | changes
    draft = draft_version(policy=standard(cast), rules=rules, at=NOW, by=cast.alice.user)
    return publish(version=draft, by=cast.alice.user, at=NOW)


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


def test_changed_rules_are_a_draft_until_they_are_applied(bob: Client, cast: Cast) -> None:
    policy = cast.ours.policy
    bob.post(editor(policy), _rules(max_attempts=5))
    assert policy.versions.get().state == PolicyVersion.State.DRAFT
    assert policy.versions.get().rules["max_attempts"] == 5
    bob.post(reverse("admin:candidates_ruleschange_of_policy", args=[policy.pk]))
    assert policy.versions.get().state == PolicyVersion.State.DRAFT
    change = RulesChange.objects.get(version__policy=policy)
    bob.post(reverse("admin:candidates_ruleschange_apply", args=[change.pk]), {"reach": "new"})
    assert policy.versions.get().state == PolicyVersion.State.PUBLISHED


def test_one_button_saves_the_draft_and_shows_what_it_moves(bob: Client, cast: Cast) -> None:
    sent = _rules(call_after_days=[4, 5]) | {"propose": "1"}
    answer = bob.post(editor(standard(cast)), sent, follow=True)
    assert "1 follow-up moves later" in answer.content.decode()
    assert standard(cast).versions.get(state=PolicyVersion.State.DRAFT).drafted_by == cast.bob.user


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
    bob.post(editor(twin), _rules() | {"propose": "1"}, follow=True)
    change = RulesChange.objects.get(version__policy=twin)
    answer = bob.post(reverse("admin:candidates_ruleschange_apply", args=[change.pk]), {"reach": "new"})
    assert "“Twin” and “Sales” would both hold for the same interviews" in answer.content.decode()


def test_a_second_default_is_refused_beside_its_field(bob: Client) -> None:
    answer = bob.post(reverse("admin:recruiting_policy_add"), {"name": "Other", "is_default": "on"})
    assert "is_default" in answer.context["adminform"].form.errors


# --- drafts of several authors ---


def test_each_author_has_a_draft_of_their_own(alice: Client, bob: Client, cast: Cast) -> None:
    bob.post(editor(standard(cast)), _rules(max_attempts=5))
    alice.post(editor(standard(cast)), _rules(max_attempts=6))
    drafts = standard(cast).versions.filter(state=PolicyVersion.State.DRAFT)
    assert {draft.drafted_by: draft.rules["max_attempts"] for draft in drafts} == {
        cast.bob.user: 5,
        cast.alice.user: 6,
    }


def test_a_draft_that_another_overtook_shows_both_texts(bob: Client, cast: Cast) -> None:
    bob.post(editor(standard(cast)), _rules(max_attempts=5))
    published_meanwhile(cast, max_follow_ups=7)
    html = bob.get(editor(standard(cast))).content.decode()
    assert "Version 3 was published since you began this draft" in html
    rivals = bob.get(editor(standard(cast))).context["rivals"]
    assert [each.field for each in rivals.differences()] == ["max_attempts", "max_follow_ups"]
    assert [each.field for each in rivals.theirs()] == ["max_follow_ups"]
    assert [each.field for each in rivals.ours()] == ["max_attempts"]


def test_a_form_opened_before_another_published_is_saved_and_told_so(bob: Client, cast: Cast) -> None:
    published_meanwhile(cast, max_follow_ups=7)
    answer = bob.post(editor(standard(cast)), _rules(max_attempts=5) | {"seen": "1", "propose": "1"}, follow=True)
    assert "was published since you began" in answer.content.decode()
    assert not RulesChange.objects.filter(version__policy=standard(cast)).exists()
    assert standard(cast).versions.get(state=PolicyVersion.State.DRAFT).rules["max_attempts"] == 5


def test_knowing_theirs_one_may_go_on_with_ones_own(bob: Client, cast: Cast) -> None:
    bob.post(editor(standard(cast)), _rules(max_attempts=5))
    theirs = published_meanwhile(cast, max_follow_ups=7)
    sent = _rules(max_attempts=5) | {"seen": "1", "on_top_of": str(theirs.number), "propose": "1"}
    answer = bob.post(editor(standard(cast)), sent, follow=True)
    assert answer.request["PATH_INFO"].startswith("/admin/candidates/ruleschange/")
    assert standard(cast).versions.get(state=PolicyVersion.State.DRAFT).based_on == theirs


def test_one_throws_away_ones_own_draft_alone(alice: Client, bob: Client, cast: Cast) -> None:
    bob.post(editor(standard(cast)), _rules(max_attempts=5))
    alice.post(editor(standard(cast)), _rules(max_attempts=6))
    bob.post(reverse("admin:recruiting_policy_discard", args=[standard(cast).pk]))
    assert standard(cast).versions.get(state=PolicyVersion.State.DRAFT).drafted_by == cast.alice.user


def test_nothing_to_throw_away_is_said(bob: Client, cast: Cast) -> None:
    answer = bob.post(reverse("admin:recruiting_policy_discard", args=[standard(cast).pk]), follow=True)
    assert "no such draft" in answer.content.decode()
    assert standard(cast).versions.get().state == PolicyVersion.State.PUBLISHED


def test_no_road_leads_to_a_published_version(bob: Client, cast: Cast) -> None:
    before = standard(cast).versions.get().rules
    bob.post(editor(standard(cast)), _rules(max_attempts=5) | {"version": "1", "number": "1", "seen": "1"})
    held = standard(cast).versions.get(number=1)
    assert (held.state, held.rules) == (PolicyVersion.State.PUBLISHED, before)


def test_a_version_says_what_it_changed_and_who_wrote_it(bob: Client, cast: Cast) -> None:
    published_meanwhile(cast, max_follow_ups=7)
    answer = bob.get(reverse("admin:recruiting_policy_version", args=[standard(cast).pk, 2]))
    assert [(each.field, each.before, each.after) for each in answer.context["changed"]] == [
        ("max_follow_ups", "6", "7")
    ]
    assert f"Written by {cast.alice.user}" in answer.content.decode()


# --- a new policy ---


def test_a_new_policy_begins_with_what_holds_for_its_interviews(bob: Client, cast: Cast) -> None:
    published_meanwhile(cast, max_attempts=6)
    answer = bob.post(reverse("admin:recruiting_policy_add"), {"name": "Mirror", "company": cast.ours.company.pk})
    policy = Policy.objects.get(name="Mirror")
    assert answer.headers["Location"] == editor(policy)
    assert policy.versions.get().rules["max_attempts"] == 6
    assert policy.versions.get().drafted_by == cast.bob.user


def test_from_a_companys_page_it_is_for_that_company(bob: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_policy_add")
    answer = bob.get(address, {"company": cast.ours.company.pk})
    initial = answer.context["adminform"].form.initial
    assert (initial["company"], initial["name"]) == (cast.ours.company.pk, cast.ours.company.name)
    assert CANARY not in bob.get(address, {"company": cast.others.company.pk}).content.decode()


def test_a_review_that_is_past_is_marked(bob: Client, cast: Cast) -> None:
    Policy.objects.filter(pk=cast.ours.policy.pk).update(review_by="2026-11-01")
    assert "Sun 1 Nov 2026: ask again" in bob.get(reverse("admin:recruiting_policy_changelist")).content.decode()
    address = reverse("admin:recruiting_policy_version", args=[cast.ours.policy.pk, 1])
    assert "ask again: review was due by 2026-11-01" in bob.get(address).content.decode()

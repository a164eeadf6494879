"""Writes of policies: drafts, publishing, and the presets of a new firm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from recruiting import cadence
from recruiting.models import Organization, Policy, PolicyVersion, User

PRESET_SCOPES: dict[str, dict[str, Any]] = {
    "standard": {"is_default": True},
    "sales": {"role_family": "sales"},
}
SCOPE = ("organization_id", "is_default", "company_id", "role_family", "round", "country")
PRESET_NAMES = {
    "standard": _("Standard"),
    "sales": _("Sales"),
    "executive": _("Executive"),
    "public_sector": _("Public sector"),
    "email_only": _("Email only"),
}


@transaction.atomic
def publish_presets(*, organization: Organization, by: User | None, at: datetime) -> list[PolicyVersion]:
    """Publish the presets as policies: standard the default, sales for its role family, the others for nothing yet."""
    published = []
    for name, rules in cadence.PRESETS.items():
        policy = Policy.objects.create(
            organization=organization,
            name=str(PRESET_NAMES[name]),
            created_at=at,
            **PRESET_SCOPES.get(name, {}),
        )
        draft = draft_version(policy=policy, rules=rules.to_json(), at=at)
        published.append(publish(version=draft, by=by, at=at))
    return published


@transaction.atomic
def draft_version(*, policy: Policy, rules: Mapping[str, Any], at: datetime) -> PolicyVersion:
    """Store rules as the policy's draft, replacing an older draft; raise ValidationError on `rules` if refused."""
    checked = _checked(rules)
    locked = Policy.objects.select_for_update().get(pk=policy.pk)
    draft = locked.versions.filter(state=PolicyVersion.State.DRAFT).first()
    if draft is None:
        last = locked.versions.aggregate(last=Max("number"))["last"] or 0
        draft = PolicyVersion(organization_id=locked.organization_id, policy=locked, number=last + 1, created_at=at)
    draft.rules = checked.to_json()
    draft.save()
    return draft


def _checked(rules: Mapping[str, Any]) -> cadence.Policy:
    try:
        return cadence.Policy.from_json(rules)
    except cadence.Refused as refused:
        raise ValidationError({"rules": refused.detail}, code=refused.name) from refused


@transaction.atomic
def publish(*, version: PolicyVersion, by: User | None, at: datetime) -> PolicyVersion:
    """Publish a draft and retire the one it follows; raise ValidationError for a clash or if it is no draft."""
    policy = Policy.objects.select_for_update().get(pk=version.policy_id)
    version = PolicyVersion.objects.get(pk=version.pk)
    if version.state != PolicyVersion.State.DRAFT:
        raise ValidationError(
            _("Only a draft can be published; version %(number)s is %(state)s.")
            % {"number": version.number, "state": version.get_state_display()}
        )
    refuse_same_rank(policy)
    policy.versions.filter(state=PolicyVersion.State.PUBLISHED).update(state=PolicyVersion.State.RETIRED)
    version.state, version.published_at, version.published_by = PolicyVersion.State.PUBLISHED, at, by
    version.save()
    return version


def refuse_same_rank(policy: Policy) -> None:
    """Raise ValidationError if another published policy covers the same at a time that overlaps; both are named."""
    if not policy.applies_to_something:
        return
    scope = {name: getattr(policy, name) for name in SCOPE}
    published = Policy.objects.filter(versions__state=PolicyVersion.State.PUBLISHED, **scope)
    for rival in published.exclude(pk=policy.pk):
        if _overlap(policy, rival):
            raise ValidationError(
                _("“%(one)s” and “%(other)s” would both hold for the same interviews: change whom one is for, or when.")
                % {"one": policy.name, "other": rival.name}
            )


def _overlap(one: Policy, other: Policy) -> bool:
    def starts(policy: Policy) -> date:
        return policy.valid_from or date.min

    def ends(policy: Policy) -> date:
        return policy.valid_until or date.max

    return starts(one) <= ends(other) and starts(other) <= ends(one)

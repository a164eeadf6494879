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
from recruiting.policies.selectors import draft_of, is_overtaken, published_version

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
def draft_version(
    *,
    policy: Policy,
    rules: Mapping[str, Any],
    at: datetime,
    by: User | None = None,
    seen: int | None = None,
) -> PolicyVersion:
    """Store rules as the author's draft, replacing their older one; raise ValidationError on `rules` if refused.

    `seen`: the number of the published version that the author had before them, 0 for none; None means the one that
    holds now. Publishing is refused once another holds.
    """
    checked = _checked(rules)
    locked = Policy.objects.select_for_update().get(pk=policy.pk)
    draft = draft_of(locked, by) or PolicyVersion(
        organization_id=locked.organization_id, policy=locked, number=_last_number(locked) + 1, created_at=at
    )
    draft.rules, draft.drafted_by = checked.to_json(), by
    draft.based_on = published_version(locked) if seen is None else locked.versions.filter(number=seen).first()
    draft.save()
    return draft


@transaction.atomic
def discard_draft(*, version: PolicyVersion) -> None:
    """Throw a draft away; raise ValidationError if it is none (any more)."""
    locked = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.state != PolicyVersion.State.DRAFT:
        raise ValidationError(_("Only a draft can be thrown away."))
    locked.delete()


def _last_number(policy: Policy) -> int:
    return policy.versions.aggregate(last=Max("number"))["last"] or 0


def _checked(rules: Mapping[str, Any]) -> cadence.Policy:
    try:
        return cadence.Policy.from_json(rules)
    except cadence.Refused as refused:
        raise ValidationError({"rules": refused.detail}, code=refused.name) from refused


@transaction.atomic
def publish(*, version: PolicyVersion, by: User | None, at: datetime) -> PolicyVersion:
    """Publish a draft and retire the one it follows.

    Raises ValidationError if it is no draft, for a clash with another policy, and (code "stale") if another version
    was published since its author looked.
    """
    policy = Policy.objects.select_for_update().get(pk=version.policy_id)
    version = PolicyVersion.objects.get(pk=version.pk)
    if version.state != PolicyVersion.State.DRAFT:
        raise ValidationError(
            _("Only a draft can be published; version %(number)s is %(state)s.")
            % {"number": version.number, "state": version.get_state_display()}
        )
    current = published_version(policy)
    refuse_stale(version, current)
    refuse_same_rank(policy)
    if current is not None and version.number < current.number:
        version.number = _last_number(policy) + 1
    policy.versions.filter(state=PolicyVersion.State.PUBLISHED).update(state=PolicyVersion.State.RETIRED)
    version.state, version.published_at, version.published_by = PolicyVersion.State.PUBLISHED, at, by
    version.save()
    return version


def refuse_stale(draft: PolicyVersion, current: PolicyVersion | None) -> None:
    """Raise ValidationError (code "stale") if a draft follows another version than the one that holds."""
    if not is_overtaken(draft, current):
        return
    names = {"now": current.number if current else _("none"), "then": draft.based_on.number if draft.based_on else 0}
    if draft.based_on is None:
        said = _("Version %(now)s was published since this draft was begun: compare the two, then save it again.")
    else:
        said = _("This draft follows version %(then)s, but now %(now)s holds: compare the two, then save it again.")
    raise ValidationError(said % names, code="stale")


@transaction.atomic
def bring_back(*, version: PolicyVersion | None, in_place_of: PolicyVersion) -> None:
    """Let a retired version hold again (None: no version) in place of the one that was published over it.

    Raises ValidationError (code "stale") if meanwhile another holds than the one to be replaced.
    """
    policy = Policy.objects.select_for_update().get(pk=in_place_of.policy_id)
    current = published_version(policy)
    if current is None or current.pk != in_place_of.pk:
        raise ValidationError(
            _("“%(policy)s” has been changed since: another version holds now. Undo that change first.")
            % {"policy": policy.name},
            code="stale",
        )
    policy.versions.filter(pk=in_place_of.pk).update(state=PolicyVersion.State.RETIRED)
    if version is not None:
        policy.versions.filter(pk=version.pk).update(state=PolicyVersion.State.PUBLISHED)


def refuse_same_rank(policy: Policy) -> None:
    """Raise ValidationError if another published policy covers the same at a time that overlaps; both are named."""
    if not policy.applies_to_something:
        return
    scope = {name: getattr(policy, name) for name in SCOPE}
    published = Policy.objects.filter(versions__state=PolicyVersion.State.PUBLISHED, **scope)
    for rival in published.exclude(pk=policy.pk):
        if overlap(policy, rival):
            raise ValidationError(
                _("“%(one)s” and “%(other)s” would both hold for the same interviews: change whom one is for, or when.")
                % {"one": policy.name, "other": rival.name}
            )


def overlap(one: Policy, other: Policy) -> bool:
    """Say whether two policies are valid on a same day."""

    def starts(policy: Policy) -> date:
        return policy.valid_from or date.min

    def ends(policy: Policy) -> date:
        return policy.valid_until or date.max

    return starts(one) <= ends(other) and starts(other) <= ends(one)

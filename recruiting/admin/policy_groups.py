"""A policy's rules in groups, as a person thinks of them: how, the thank-you, when to call, what follows, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from recruiting import cadence
from recruiting.wording import policy_field_evidence

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("How"), ("channel",)),
    (_("The thank-you"), ("thank_you_within_hours", "email_hours")),
    (_("When to call"), ("call_after_days", "approach", "day_count", "after_promised_date_days")),
    (_("Hours for calls"), ("call_hours", "preferred_call_time", "avoid")),
    (_("After that"), ("retry_after_days", "max_attempts", "repeat_after_days", "gap_hours")),
    (_("Limits"), ("max_follow_ups", "give_up_after_days")),
)
OTHERS = _("Other rules")
UNITS: Mapping[str, Any] = {
    "thank_you_within_hours": _("hours"),
    "call_after_days": _("days"),
    "after_promised_date_days": _("days"),
    "retry_after_days": _("days"),
    "max_attempts": _("calls"),
    "repeat_after_days": _("days"),
    "gap_hours": _("hours"),
    "max_follow_ups": _("follow-ups"),
    "give_up_after_days": _("days"),
}


@dataclass(frozen=True)
class RuleLine:
    """A field of the form, with its unit and where its default comes from."""

    field: BoundField
    unit: str
    evidence: str


@dataclass(frozen=True)
class Group:
    """Fields under a heading."""

    title: str
    lines: list[RuleLine]


def grouped(form: forms.Form) -> list[Group]:
    """Return the form's rules under their headings; one that has no place yet comes last, so that none is missing."""
    placed = {name for _title, names in GROUPS for name in names}
    left = tuple(name for name in cadence.POLICY_FIELDS if name not in placed)
    found = [Group(str(title), [_line(form, name) for name in names]) for title, names in (*GROUPS, (OTHERS, left))]
    return [group for group in found if group.lines]


def _line(form: forms.Form, name: str) -> RuleLine:
    return RuleLine(form[name], str(UNITS.get(name, "")), policy_field_evidence(name))

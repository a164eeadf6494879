"""A policy's rules as a form: a field for each setting that the engine knows, so that a new one needs no code here."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from typing import Any, get_type_hints

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleTimeWidget,
    UnfoldAdminTextareaWidget,
)

from recruiting import cadence
from recruiting.admin.policy_groups import Group, grouped
from recruiting.models import Policy, PolicyVersion, User
from recruiting.policies.services import draft_version
from recruiting.wording import (
    policy_field_label,
    policy_field_use,
    policy_value_words,
    refusal_field,
    refusal_sentence,
)
from recruiting.wording.policies import WEEKDAYS

SPAN = re.compile(
    r"^\s*(?P<weekday>\w+)\s+(?P<from>\d{1,2}:\d\d)\s*(?:-|–|to)\s*(?P<to>\d{1,2}:\d\d)\s*$", re.IGNORECASE
)
DAYS_BY_NAME = {str(name).casefold(): str(code) for code, name in WEEKDAYS.items()}


class PairWidget(forms.MultiWidget):
    """Two inputs side by side: from, to."""

    def decompress(self, value: Any) -> list[Any]:
        """Return the two values."""
        return list(value) if value else [None, None]


class PairField(forms.MultiValueField):
    """Two values, the first not above the second; which of them is wrong, the engine says."""

    def __init__(self, one: type[forms.Field], widget: type[forms.Widget], **kwargs: Any) -> None:
        parts = (one(), one())
        inputs = [widget(attrs={"aria-label": label}) for label in (_("from"), _("to"))]
        super().__init__(fields=parts, widget=PairWidget(inputs), **kwargs)

    def compress(self, data_list: list[Any]) -> list[Any] | None:
        """Return both, or nothing."""
        return list(data_list) or None


class SpansField(forms.CharField):
    """Spans of weekdays, a line each: "Friday 15:00–17:00"."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        """Return the spans as the engine's JSON; raise ValidationError naming the line that is none."""
        lines = [line for line in str(super().to_python(value)).splitlines() if line.strip()]
        return [_span(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        """Show the spans as lines."""
        if isinstance(value, list):
            return "\n".join(f"{WEEKDAYS[cadence.Weekday(s['weekday'])]} {s['from']}–{s['to']}" for s in value)
        return value


def _span(line: str) -> dict[str, str]:
    found = SPAN.match(line)
    weekday = DAYS_BY_NAME.get(found["weekday"].casefold()) if found else None
    if found is None or weekday is None:
        raise ValidationError(
            _("“%(line)s”: write a day and two times, such as Friday 15:00–17:00."), params={"line": line}
        )
    return {"weekday": weekday, "from": found["from"].zfill(5), "to": found["to"].zfill(5)}


def _field(name: str, kind: Any) -> forms.Field:
    """Return the form field for a setting by its type in the engine."""
    said: dict[str, Any] = {"label": policy_field_label(name), "help_text": policy_field_use(name)}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        choices = [(str(code), policy_value_words(name, code)) for code in kind]
        return forms.ChoiceField(choices=choices, widget=UnfoldAdminSelectWidget, **said)
    if kind is int:
        return forms.IntegerField(widget=UnfoldAdminIntegerFieldWidget, **said)
    if kind is time:
        return forms.TimeField(widget=UnfoldAdminSingleTimeWidget(format="%H:%M"), **said)
    if kind == tuple[int, int]:
        return PairField(forms.IntegerField, UnfoldAdminIntegerFieldWidget, **said)
    if kind == tuple[time, time]:
        return PairField(forms.TimeField, _ClockWidget, **said)
    said["help_text"] += " " + str(_("One a line, such as Friday 15:00–17:00."))
    return SpansField(required=False, **said)


class _ClockWidget(UnfoldAdminSingleTimeWidget):  # type: ignore[misc]  # unfold ships no types
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class RulesForm(forms.Form):
    """All settings of a policy; `checked` is what the engine made of valid ones."""

    checked: cadence.Policy | None = None

    def __init__(self, data: Any = None, *, policy: Policy, rules: Mapping[str, Any]) -> None:
        super().__init__(data, initial={name: _shown(value) for name, value in rules.items()})
        self.policy = policy
        hints = get_type_hints(cadence.Policy)
        for each in dataclasses.fields(cadence.Policy):
            field = self.fields[each.name] = _field(each.name, hints[each.name])
            if each.name in rules:
                field.help_text = f"{_now(each.name, rules[each.name])} {field.help_text}"

    def groups(self) -> list[Group]:
        """Return the rules under headings."""
        return grouped(self)

    def clean(self) -> dict[str, Any]:
        """Let the engine read the rules, and say what it refuses beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                checked = cadence.Policy.from_json(_plain({name: cleaned[name] for name in cadence.POLICY_FIELDS}))
                cadence.check_week(checked, self._longest_week())
            except cadence.Refused as refused:
                self.add_error(refusal_field(refused), refusal_sentence(refused, "UTC"))
            else:
                self.checked = checked
        return cleaned

    def _longest_week(self) -> cadence.Calendar:
        """Return the week that must leave time for a call: the company's; where none is named, any day will do."""
        company = self.policy.company
        return cadence.Calendar(
            "UTC", working_week=tuple(map(cadence.Weekday, company.working_week if company else cadence.Weekday))
        )

    def save(self, *, at: datetime, by: User | None = None, seen: int | None = None) -> PolicyVersion | None:
        """Store the rules as the author's draft; None, with the reason beside its field, if the engine refuses them.

        `seen`: the number of the published version that the author had before them.
        """
        try:
            return draft_version(policy=self.policy, rules=_plain(self.cleaned_data), at=at, by=by, seen=seen)
        except ValidationError as error:
            refused = error.__cause__
            if isinstance(refused, cadence.Refused):
                self.add_error(refusal_field(refused), refusal_sentence(refused, "UTC"))
            else:
                self.add_error(None, error.messages)
        return None


def _now(name: str, value: Any) -> str:
    """Return a setting's value in words, its unit with it: the input alone says only a number."""
    return str(_("Now: %(value)s.") % {"value": policy_value_words(name, value)})


def _shown(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _plain(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return cleaned values as the engine's JSON."""
    return {name: _json(value) for name, value in cleaned.items()}


def _json(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return [_json(each) for each in value] if isinstance(value, list) else value

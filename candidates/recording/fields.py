"""Form fields for moments as people say them: a wall time in a zone that the form knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own picker of a time."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentField(forms.Field):
    """A wall time in `zone`, cleaned to an aware moment.

    A time inside a clock-change gap moves forward, one that occurs twice means the first: as in the engine.
    """

    widget = MomentInput
    default_error_messages = {"invalid": _("“%(value)s” is no day and time. Write them as 2026-12-03 10:00.")}

    def __init__(self, *, zone: str = "UTC", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.zone = zone

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment, or None for nothing; raise ValidationError for what is neither."""
        if value in self.empty_values:
            return None
        try:
            wall = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
        except ValueError:
            wall = None
        if wall is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value})
        return wall if wall.tzinfo else wall.replace(tzinfo=ZoneInfo(self.zone))

    def prepare_value(self, value: Any) -> Any:
        """Show an aware moment as the wall time in the zone."""
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return value

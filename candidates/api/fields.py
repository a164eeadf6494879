"""Fields of the API's forms that hold to the engine's own reading of moments, days and times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from rest_framework import serializers

from recruiting.cadence import Refused, forms
from recruiting.cadence.facts import moment_to_json

T = TypeVar("T")


class MomentField(serializers.DateTimeField):
    """A moment: in, ISO 8601 with an offset; out, UTC with Z to the second."""

    def to_internal_value(self, value: Any) -> datetime:
        """Return the moment; raise ValidationError with the engine's code, for a missing offset above all."""
        return _read(forms.moment, self.field_name, value)

    def to_representation(self, value: datetime) -> str:
        """Return the moment in the engine's form."""
        return moment_to_json(value)


class DayField(serializers.DateField):
    """A date as text, YYYY-MM-DD, checked."""

    def to_internal_value(self, value: Any) -> Any:
        """Return the text of a date that exists."""
        return _read(forms.day, self.field_name, value).isoformat()


class ClockField(serializers.TimeField):
    """A wall time as text, HH:MM, checked."""

    def to_internal_value(self, value: Any) -> Any:
        """Return the text of a time."""
        return forms.time_to_json(_read(forms.clock_time, self.field_name, value))


def _read(read: Callable[[str, Any], T], field: str | None, value: Any) -> T:
    try:
        return read(field or "", value)
    except Refused as refused:
        raise serializers.ValidationError(refused.detail, code=refused.name) from refused


class StrictSerializer(serializers.Serializer[Any]):
    """A form that refuses fields it does not have: a misspelt one is not silently left out."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the cleaned form."""
        if isinstance(data, Mapping):
            writable = [name for name, field in self.fields.items() if not field.read_only]
            unknown = {
                name: [
                    serializers.ErrorDetail(f"There is no such field; allowed: {', '.join(writable)}.", "unknown_field")
                ]
                for name in data
                if name not in writable
            }
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)

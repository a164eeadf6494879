"""Events as JSON: what happened, read and recorded."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from candidates.api.fields import ClockField, DayField, MomentField, StrictSerializer
from candidates.api.serializers import codes
from candidates.api.serializers.plans import PlanSerializer
from candidates.models import Event


class EventSerializer(serializers.ModelSerializer[Event]):
    """Something that happened; it stays in the log when it is retracted."""

    at = MomentField()
    payload = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()
    user = serializers.SerializerMethodField()
    recorded_at = MomentField()
    retracted_at = MomentField(allow_null=True)

    class Meta:
        model = Event
        fields = ("id", "number", "type", "at", "payload", "note", "actor", "user", "recorded_at", "retracted_at")
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_payload(self, event: Event) -> Any:
        return event.payload

    def get_note(self, event: Event) -> str:
        note = getattr(event, "note", None)
        return note.text if note else ""

    def get_user(self, event: Event) -> str | None:
        """The address of who recorded it."""
        return event.user.email if event.user else None


class NewEventSerializer(StrictSerializer):
    """Something that happened, to be recorded. Which fields count depends on the type."""

    type = serializers.ChoiceField(choices=codes.BY_HAND)
    at = MomentField(required=False, help_text="Now, unless said.")
    date = DayField(required=False, allow_null=True, help_text="The date they named.")
    time = ClockField(required=False, allow_null=True, help_text="The time they named, in the company's zone.")
    may_call = serializers.ChoiceField(choices=codes.MAY_CALL, required=False)
    answer = serializers.ChoiceField(choices=codes.ANSWERS, required=False)
    outcome = serializers.ChoiceField(
        choices=codes.EVENT_OUTCOMES, required=False, help_text="Of a call, or of closing."
    )
    back_on = DayField(required=False, allow_null=True)
    due = MomentField(required=False, allow_null=True, help_text="The moment a person chose (rescheduled).")
    note = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    revision = serializers.IntegerField(required=False, allow_null=True, help_text="The plan's, as you saw it.")


class RetractionSerializer(StrictSerializer):
    """What taking an event back may say."""

    revision = serializers.IntegerField(required=False, allow_null=True, help_text="The plan's, as you saw it.")


class RecordedSerializer(serializers.Serializer[Any]):
    """An event just recorded, or taken back, and the plan that it led to."""

    event = EventSerializer()
    plan = PlanSerializer()

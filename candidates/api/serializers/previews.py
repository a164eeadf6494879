"""What a preview is asked for: a policy, an interview and events, each stored or made up."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from candidates.api.fields import MomentField, StrictSerializer
from candidates.api.scope import FirmRelatedField
from candidates.models import Interview
from recruiting.models import Company, Contact, Policy, PolicyVersion


@extend_schema_field(OpenApiTypes.OBJECT)
class FormField(serializers.JSONField):
    """A form that the engine reads, and says what is wrong with it."""


@extend_schema_field({"type": "array", "items": {"type": "object"}})
class FormsField(serializers.JSONField):
    """A list of forms that the engine reads."""


class PreviewPolicySerializer(StrictSerializer):
    """One of: rules as JSON, a policy (its published version), or a version."""

    rules = FormField(required=False)
    id = FirmRelatedField(Policy, required=False)
    version = FirmRelatedField(PolicyVersion, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for exactly one of them."""
        return _one_of(attrs, "rules", "id", "version")


class PreviewInterviewSerializer(StrictSerializer):
    """Either a stored interview, or when one ends and by whose calendar: a contact's, a company's, or one as JSON."""

    id = FirmRelatedField(Interview, required=False)
    ended_at = MomentField(required=False)
    contact = FirmRelatedField(Contact, required=False)
    company = FirmRelatedField(Company, required=False)
    calendar = FormField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for an interview, or for its end and one calendar."""
        if "id" in attrs:
            return _one_of(attrs, "id", "ended_at", "contact", "company", "calendar")
        if "ended_at" not in attrs:
            raise serializers.ValidationError(
                {"ended_at": "Say when it ends, or name an interview by `id`."}, "required"
            )
        return {
            **_one_of({k: v for k, v in attrs.items() if k != "ended_at"}, "contact", "company", "calendar"),
            **attrs,
        }


class PreviewSerializer(StrictSerializer):
    """What to plan. Without `events`, a stored interview's own are taken; without `policy`, its own rules."""

    policy = PreviewPolicySerializer(required=False)
    interview = PreviewInterviewSerializer()
    events = FormsField(required=False, help_text="In the form of the engine: type, at, and the type's fields.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for a policy where no interview says which holds."""
        if "policy" not in attrs and "id" not in attrs["interview"]:
            raise serializers.ValidationError(
                {"policy": "Name a policy: no stored interview says which holds."}, "required"
            )
        return attrs


def _one_of(attrs: dict[str, Any], *names: str) -> dict[str, Any]:
    if sum(name in attrs for name in names) != 1:
        raise serializers.ValidationError(f"Give exactly one of: {', '.join(names)}.", "exactly_one")
    return attrs

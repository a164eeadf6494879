"""Companies, their people, openings and policies as JSON: what an interview refers to."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recruiting.models import Company, Contact, Job, Policy, PolicyVersion


class CompanySerializer(serializers.ModelSerializer[Company]):
    """A company with what its calendar follows from."""

    working_week = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Company
        fields = ("id", "name", "time_zone", "country", "subdivision", "working_week")
        read_only_fields = fields


class ContactSerializer(serializers.ModelSerializer[Contact]):
    """A person at a company."""

    class Meta:
        model = Contact
        fields = (
            "id", "company", "name", "title", "email", "phone", "time_zone", "country", "subdivision", "accepts_calls",
        )  # fmt: skip
        read_only_fields = fields


class JobSerializer(serializers.ModelSerializer[Job]):
    """An opening at a company."""

    class Meta:
        model = Job
        fields = ("id", "company", "title", "role_family", "is_open")
        read_only_fields = fields


class PolicyVersionSerializer(serializers.ModelSerializer[PolicyVersion]):
    """The rules of a policy at one time."""

    rules = serializers.SerializerMethodField()

    class Meta:
        model = PolicyVersion
        fields = ("id", "number", "state", "rules")
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_rules(self, version: PolicyVersion) -> Any:
        return version.rules


class PolicySerializer(serializers.ModelSerializer[Policy]):
    """A call-timing policy: to what it applies, and the version that is published now."""

    published = serializers.SerializerMethodField()

    class Meta:
        model = Policy
        fields = (
            "id", "name", "is_default", "company", "role_family", "round", "country", "valid_from", "valid_until",
            "note", "published",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(PolicyVersionSerializer(allow_null=True))
    def get_published(self, policy: Policy) -> Any:
        versions = [each for each in policy.versions.all() if each.state == PolicyVersion.State.PUBLISHED]
        return PolicyVersionSerializer(versions[0]).data if versions else None

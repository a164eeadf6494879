"""Candidates and their applications as JSON."""

from __future__ import annotations

from rest_framework import serializers

from candidates.api.fields import MomentField, StrictSerializer
from candidates.api.scope import FirmRelatedField
from candidates.models import Application, Candidate
from recruiting.models import Job


class CandidateSerializer(serializers.ModelSerializer[Candidate]):
    """A candidate."""

    invited_at = MomentField(read_only=True, allow_null=True)
    created_at = MomentField(read_only=True)

    class Meta:
        model = Candidate
        fields = ("id", "name", "email", "phone", "time_zone", "invited_at", "created_at")
        read_only_fields = fields


class NewCandidateSerializer(StrictSerializer):
    """What a new candidate needs."""

    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(max_length=254)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=128)
    time_zone = serializers.CharField(max_length=64)


class CandidateChangeSerializer(StrictSerializer):
    """What can be changed of a candidate: the email, which identifies them, cannot."""

    name = serializers.CharField(required=False, max_length=200)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=128)
    time_zone = serializers.CharField(required=False, max_length=64)


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    """A candidate put forward for a job."""

    candidate_name = serializers.CharField(source="candidate.name", read_only=True)
    job_title = serializers.CharField(source="job.title", read_only=True)
    company = serializers.IntegerField(source="job.company_id", read_only=True)
    recruiter = serializers.EmailField(source="recruiter.user.email", read_only=True)
    represented_at = MomentField(read_only=True, allow_null=True)

    class Meta:
        model = Application
        fields = (
            "id", "candidate", "candidate_name", "job", "job_title", "company", "recruiter", "represented_at", "stage",
        )  # fmt: skip
        read_only_fields = fields


class NewApplicationSerializer(StrictSerializer):
    """What a new application needs; the recruiter is whose token it is."""

    candidate = FirmRelatedField(Candidate)
    job = FirmRelatedField(Job)
    represented_at = MomentField(required=False, allow_null=True)

"""Interviews as JSON, with what was learned in them."""

from __future__ import annotations

from rest_framework import serializers

from candidates.api.fields import MomentField, StrictSerializer
from candidates.api.scope import FirmRelatedField
from candidates.models import Application, Debrief, Interview, Owner
from candidates.models.interviews import TEXT_LIMIT
from recruiting.models import Contact


class _Text(serializers.CharField):
    """A phrase as people type it."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(required=required, allow_blank=not required, max_length=TEXT_LIMIT)


class TopicSerializer(StrictSerializer):
    """What was discussed, and how the candidate can help with it."""

    topic = _Text(required=True)
    help = _Text()


class ChallengeSerializer(StrictSerializer):
    """What the company faces, why it excites the candidate, and the expertise that bears on it."""

    challenge = _Text(required=True)
    enthusiasm = _Text()
    expertise = _Text()


class StrengthSerializer(StrictSerializer):
    """What the company is good at, which strength of the candidate fits, and the goal it serves."""

    strength = _Text(required=True)
    mine = _Text()
    goal = _Text()


class DebriefSerializer(serializers.ModelSerializer[Debrief]):
    """What was learned in an interview."""

    topics = TopicSerializer(many=True, read_only=True)
    challenges = ChallengeSerializer(many=True, read_only=True)
    strengths = StrengthSerializer(many=True, read_only=True)

    class Meta:
        model = Debrief
        fields = ("topics", "challenges", "strengths", "notes")
        read_only_fields = fields


class InterviewSerializer(serializers.ModelSerializer[Interview]):
    """One round of an application. Its plan is at `plan/` below it."""

    candidate = serializers.IntegerField(source="application.candidate_id", read_only=True)
    candidate_name = serializers.CharField(source="application.candidate.name", read_only=True)
    company = serializers.IntegerField(source="application.job.company_id", read_only=True)
    company_name = serializers.CharField(source="application.job.company.name", read_only=True)
    job_title = serializers.CharField(source="application.job.title", read_only=True)
    ended_at = MomentField(read_only=True)
    debrief = DebriefSerializer(read_only=True)

    class Meta:
        model = Interview
        fields = (
            "id", "application", "candidate", "candidate_name", "company", "company_name", "job_title",
            "round", "ended_at", "lead", "others", "follow_up_by", "debrief",
        )  # fmt: skip
        read_only_fields = fields


class NewInterviewSerializer(StrictSerializer):
    """What recording an interview needs."""

    application = FirmRelatedField(Application)
    ended_at = MomentField(help_text="When it ends; it may lie ahead.")
    lead = FirmRelatedField(Contact, help_text="Whom to thank and call.")
    round = serializers.IntegerField(required=False, min_value=1, max_value=99)
    others = FirmRelatedField(Contact, many=True, required=False)
    follow_up_by = serializers.ChoiceField(choices=Owner.choices, required=False)
    topics = TopicSerializer(many=True, required=False)
    challenges = ChallengeSerializer(many=True, required=False)
    strengths = StrengthSerializer(many=True, required=False)


class InterviewChangeSerializer(StrictSerializer):
    """What can be changed of an interview: when it ends, and whose the follow-ups are."""

    ended_at = MomentField(required=False)
    follow_up_by = serializers.ChoiceField(choices=Owner.choices, required=False)

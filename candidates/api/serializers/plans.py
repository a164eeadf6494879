"""Plans and their steps as JSON, each step with the facts of why then, and their sentence."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from candidates.api.fields import MomentField
from candidates.api.serializers import codes
from candidates.models import Owner, Plan, Step
from recruiting import cadence
from recruiting.cadence import Why
from recruiting.wording import why_sentence


class DraftStepSerializer(serializers.Serializer[Any]):
    """A step of a plan that is stored nowhere."""

    key = serializers.CharField(help_text="ask_timeframe, thank_you, follow_up:1, follow_up:2, …")
    kind = serializers.ChoiceField(choices=Step.Kind.choices)
    status = serializers.ChoiceField(choices=Step.Status.choices)
    earliest = MomentField(allow_null=True)
    due = MomentField()
    latest = MomentField(allow_null=True)
    done_at = MomentField(allow_null=True)
    reason = serializers.SerializerMethodField()
    provisional = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    why_text = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=codes.REASONS, allow_null=True))
    def get_reason(self, step: Step | cadence.Step) -> str | None:
        return str(step.reason) if step.reason else None

    def get_provisional(self, step: Step | cadence.Step) -> bool:
        return bool(step.provisional)

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_why(self, step: Step | cadence.Step) -> dict[str, Any]:
        """The facts: rule, policy field and value, anchor, days passed over, what was moved."""
        return self._facts(step).to_json()

    def get_why_text(self, step: Step | cadence.Step) -> str:
        """The facts as a sentence, times in the company's zone."""
        return why_sentence(self._facts(step), kind=str(step.kind), due=step.due, status=str(step.status))

    @staticmethod
    def _facts(step: Step | cadence.Step) -> Why:
        facts = step.why
        assert facts is not None
        return facts if isinstance(facts, Why) else Why.from_json(facts)


class StepSerializer(DraftStepSerializer):
    """One thing to do, or done."""

    owner = serializers.ChoiceField(choices=Owner.choices, help_text="Whose it is to do.")


class FollowedPolicySerializer(serializers.Serializer[Any]):
    """The policy and version that a plan follows now."""

    id = serializers.IntegerField(source="policy_id")
    name = serializers.CharField(source="policy.name")
    version = serializers.IntegerField(source="number")
    version_id = serializers.IntegerField(source="id")


class PlanSerializer(serializers.ModelSerializer[Plan]):
    """What follows one interview. Send `revision` back with what you record: it tells whether you saw the latest."""

    candidate = serializers.IntegerField(source="interview.application.candidate_id")
    candidate_name = serializers.CharField(source="interview.application.candidate.name")
    company = serializers.IntegerField(source="interview.application.job.company_id")
    company_name = serializers.CharField(source="interview.application.job.company.name")
    time_zone = serializers.SerializerMethodField()
    policy = FollowedPolicySerializer(source="version")
    outcome = serializers.SerializerMethodField()
    steps = StepSerializer(many=True)

    class Meta:
        model = Plan
        fields = (
            "interview", "candidate", "candidate_name", "company", "company_name", "time_zone",
            "status", "outcome", "revision", "policy", "steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_time_zone(self, plan: Plan) -> str:
        """The zone whose clock the plan follows."""
        return str(plan.calendar.content["time_zone"])

    @extend_schema_field(serializers.ChoiceField(choices=codes.PLAN_OUTCOMES, allow_null=True))
    def get_outcome(self, plan: Plan) -> str | None:
        return plan.outcome or None


class DraftPlanSerializer(serializers.Serializer[Any]):
    """A plan that is stored nowhere."""

    status = serializers.ChoiceField(choices=Plan.Status.choices)
    outcome = serializers.ChoiceField(choices=codes.PLAN_OUTCOMES, allow_null=True)
    steps = DraftStepSerializer(many=True)

"""Plans: the firm's, filtered; and one for the asking, that is stored nowhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.api.filters import PlanFilters
from candidates.api.permissions import ReadPermission
from candidates.api.scope import FirmViewSet
from candidates.api.serializers.events import RecordedSerializer
from candidates.api.serializers.plans import DraftPlanSerializer, PlanSerializer
from candidates.api.serializers.previews import PreviewSerializer
from candidates.models import Event, Plan, Step
from candidates.plans.preview import (
    Place,
    place_from,
    place_of,
    policy_from,
    policy_of,
    preview,
    preview_interview,
    published_version,
)
from recruiting import cadence
from recruiting.models.tenancy import TenantQuerySet


class PlanViews(ListModelMixin, FirmViewSet[Plan]):
    """What follows each interview."""

    model = Plan
    serializer_class = PlanSerializer
    filterset_class = PlanFilters

    def with_related(self, rows: TenantQuerySet[Plan]) -> TenantQuerySet[Plan]:
        """Return them with whom, where, rules and steps."""
        return for_representation(rows)

    @extend_schema(request=PreviewSerializer, responses=DraftPlanSerializer, filters=False)
    @action(detail=False, methods=["post"], permission_classes=[ReadPermission], pagination_class=None)
    def preview(self, request: Request) -> Response:
        """Return the plan for a policy, an interview and events, stored or made up. Nothing is saved."""
        form = PreviewSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        return Response(DraftPlanSerializer(previewed(form.validated_data)).data)


def for_representation(rows: TenantQuerySet[Plan]) -> TenantQuerySet[Plan]:
    """Return plans with what their representation reads: three queries, however many."""
    steps = Prefetch("steps", Step.objects.order_by("position"))
    return rows.select_related(
        "version__policy", "calendar", "interview__application__candidate", "interview__application__job__company"
    ).prefetch_related(steps)


def loaded(plan: Plan) -> Plan:
    """Return a plan, read anew, with what its representation reads."""
    return for_representation(Plan.objects.for_organization(plan.organization)).get(pk=plan.pk)


def recorded(plan: Plan, event: Event | None = None) -> Any:
    """Return an event, the newest unless said, and its plan as JSON."""
    events = Event.objects.for_organization(plan.organization).filter(plan=plan).select_related("user", "note")
    event = events.get(pk=event.pk) if event else events.latest("number")
    return RecordedSerializer({"event": event, "plan": loaded(plan)}).data


def previewed(asked: dict[str, Any]) -> cadence.Plan:
    """Return the plan that was asked for. Raises cadence.Refused."""
    policy = _policy(asked["policy"]) if "policy" in asked else None
    events = cadence.read_events(asked["events"]) if "events" in asked else None
    interview = asked["interview"]
    if "id" in interview:
        return preview_interview(plan=interview["id"].plan, policy=policy, events=events)
    assert policy is not None
    return preview(policy=policy, place=_place(interview), ended_at=interview["ended_at"], events=events or [])


def _policy(asked: dict[str, Any]) -> cadence.Policy:
    if "rules" in asked:
        return policy_from(asked["rules"])
    return policy_of(asked["version"] if "version" in asked else published_version(asked["id"]))


def _place(asked: dict[str, Any]) -> Place:
    if "calendar" in asked:
        return place_from(asked["calendar"])
    contact = asked.get("contact")
    return place_of(contact.company if contact else asked["company"], contact, ended_at=asked["ended_at"])

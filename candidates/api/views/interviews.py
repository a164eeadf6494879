"""Interviews: recorded with their plan, moved, handed over; and below each, its plan and its events."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.api.filters import InterviewFilters
from candidates.api.scope import FirmViewSet
from candidates.api.serializers.events import EventSerializer, NewEventSerializer, RecordedSerializer
from candidates.api.serializers.interviews import (
    InterviewChangeSerializer,
    InterviewSerializer,
    NewInterviewSerializer,
)
from candidates.api.serializers.plans import PlanSerializer
from candidates.api.views.plans import loaded, recorded
from candidates.interviews.services import NewInterview, hand_over, move_interview, record_interview
from candidates.models import Event, Interview, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import payload_of, record_event
from recruiting import clock
from recruiting.models.tenancy import TenantQuerySet


class InterviewViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Interview]):
    """Rounds of applications."""

    model = Interview
    serializer_class = InterviewSerializer
    filterset_class = InterviewFilters

    def with_related(self, rows: TenantQuerySet[Interview]) -> TenantQuerySet[Interview]:
        """Return them with whom and where, and the debrief."""
        related = rows.select_related("application__candidate", "application__job__company", "debrief", "lead")
        return related.prefetch_related("others")

    @extend_schema(request=NewInterviewSerializer, responses={201: InterviewSerializer})
    def create(self, request: Request) -> Response:
        """Record an interview; its plan starts by the policy that holds for it. Plans of earlier rounds close."""
        form = NewInterviewSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        plan = record_interview(new=NewInterview(**form.validated_data), author=self.author, now=clock.now())
        return Response(self._shown(plan.interview_id), status=201)

    @extend_schema(request=InterviewChangeSerializer, responses=InterviewSerializer)
    def partial_update(self, request: Request, **_kwargs: Any) -> Response:
        """Move an interview, or hand its follow-ups over; its events stay and it is planned again."""
        interview = self.get_object()
        form = InterviewChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said, now = form.validated_data, clock.now()
        with transaction.atomic():
            if "ended_at" in said:
                plan = move_interview(interview=interview, ended_at=said["ended_at"], author=self.author, now=now)
                interview = plan.interview
            if "follow_up_by" in said:
                hand_over(interview=interview, to=said["follow_up_by"], author=self.author, now=now)
        return Response(self._shown(interview.pk))

    @extend_schema(responses=PlanSerializer)
    @action(detail=True)
    def plan(self, request: Request, **_kwargs: Any) -> Response:
        """What follows this interview, each step with why then."""
        return Response(PlanSerializer(loaded(self._plan())).data)

    @extend_schema(responses=EventSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def events(self, request: Request, **_kwargs: Any) -> Response:
        """What happened after this interview, retracted events included, in the order of recording."""
        events = Event.objects.for_organization(self.organization).filter(plan=self._plan())
        return Response(EventSerializer(events.select_related("user", "note").order_by("number"), many=True).data)

    @extend_schema(request=NewEventSerializer, responses={201: RecordedSerializer})
    @events.mapping.post
    def record(self, request: Request, **_kwargs: Any) -> Response:
        """Record what happened; the answer is the event and the plan that it led to."""
        plan = self._plan()
        form = NewEventSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        now = clock.now()
        note, revision, kind, at = (said.pop(name, None) for name in ("note", "revision", "type", "at"))
        if due := said.get("due"):
            said["due"] = due.isoformat()
        changed = record_event(
            plan=plan,
            happening=Happening(kind, at or now, payload_of(said)),
            author=self.author,
            now=now,
            note=note or "",
            revision=revision,
        )
        return Response(recorded(changed), status=201)

    def _plan(self) -> Plan:
        return self.get_object().plan

    def _shown(self, interview_id: int) -> Any:
        return InterviewSerializer(self.get_queryset().get(pk=interview_id)).data

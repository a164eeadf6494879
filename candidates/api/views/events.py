"""Events, by themselves: to be taken back."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.api.scope import FirmViewSet
from candidates.api.serializers.events import EventSerializer, RecordedSerializer, RetractionSerializer
from candidates.api.views.plans import recorded
from candidates.models import Event
from candidates.plans.services import retract_event
from recruiting import clock
from recruiting.models.tenancy import TenantQuerySet


class EventViews(RetrieveModelMixin, FirmViewSet[Event]):
    """What happened."""

    model = Event
    serializer_class = EventSerializer

    def with_related(self, rows: TenantQuerySet[Event]) -> TenantQuerySet[Event]:
        """Return them with who recorded them and the note."""
        return rows.select_related("plan", "user", "note")

    @extend_schema(request=RetractionSerializer, responses=RecordedSerializer)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, **_kwargs: Any) -> Response:
        """Take an event back; it stays in the log. Refused, naming it, if another event would become impossible."""
        event = self.get_object()
        form = RetractionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        revision = form.validated_data.get("revision")
        plan = retract_event(event=event, author=self.author, now=clock.now(), revision=revision)
        return Response(recorded(plan, event))

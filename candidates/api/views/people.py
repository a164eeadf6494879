"""Candidates and their applications."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from candidates.api.filters import ApplicationFilters, CandidateFilters
from candidates.api.scope import FirmViewSet
from candidates.api.serializers.people import (
    ApplicationSerializer,
    CandidateChangeSerializer,
    CandidateSerializer,
    NewApplicationSerializer,
    NewCandidateSerializer,
)
from candidates.models import Application, Candidate
from candidates.people.registration import add_candidate, change_candidate, put_forward
from recruiting.models.tenancy import TenantQuerySet


class CandidateViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Candidate]):
    """The people whom the firm represents."""

    model = Candidate
    serializer_class = CandidateSerializer
    filterset_class = CandidateFilters

    @extend_schema(request=NewCandidateSerializer, responses={201: CandidateSerializer})
    def create(self, request: Request) -> Response:
        """Take a candidate on."""
        form = NewCandidateSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        candidate = add_candidate(organization=self.organization, fields=form.validated_data)
        return Response(CandidateSerializer(candidate).data, status=201)

    @extend_schema(request=CandidateChangeSerializer, responses=CandidateSerializer)
    def partial_update(self, request: Request, **_kwargs: Any) -> Response:
        """Change what is known of a candidate; the email, which identifies them, stays."""
        candidate = self.get_object()
        form = CandidateChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        changed = change_candidate(candidate=candidate, fields=form.validated_data)
        return Response(CandidateSerializer(changed).data)


class ApplicationViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Application]):
    """Candidates put forward for jobs."""

    model = Application
    serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilters

    def with_related(self, rows: TenantQuerySet[Application]) -> TenantQuerySet[Application]:
        """Return them with candidate, job and recruiter."""
        return rows.select_related("candidate", "job", "recruiter__user")

    @extend_schema(request=NewApplicationSerializer, responses={201: ApplicationSerializer})
    def create(self, request: Request) -> Response:
        """Put a candidate forward for a job; the recruiter is whose token it is."""
        form = NewApplicationSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        application = put_forward(recruiter=self.membership, **form.validated_data)
        return Response(ApplicationSerializer(application).data, status=201)

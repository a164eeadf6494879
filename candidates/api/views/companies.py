"""Companies, their people, openings and policies: to be read, for an interview refers to them."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin, RetrieveModelMixin

from candidates.api.filters import ContactFilters, JobFilters
from candidates.api.scope import FirmViewSet
from candidates.api.serializers.companies import (
    CompanySerializer,
    ContactSerializer,
    JobSerializer,
    PolicySerializer,
)
from recruiting.models import Company, Contact, Job, Policy
from recruiting.models.tenancy import TenantQuerySet


class CompanyViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Company]):
    """Where candidates interview."""

    model = Company
    serializer_class = CompanySerializer


class ContactViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Contact]):
    """People at companies."""

    model = Contact
    serializer_class = ContactSerializer
    filterset_class = ContactFilters


class JobViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Job]):
    """Openings at companies."""

    model = Job
    serializer_class = JobSerializer
    filterset_class = JobFilters


class PolicyViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[Policy]):
    """When to write and when to call."""

    model = Policy
    serializer_class = PolicySerializer

    def with_related(self, rows: TenantQuerySet[Policy]) -> TenantQuerySet[Policy]:
        """Return them with their versions."""
        return rows.prefetch_related("versions")

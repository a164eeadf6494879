"""What lists can be narrowed by. References are plain ids, so that no answer tells of another firm's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters  # type: ignore[import-untyped]

from candidates.models import Application, Candidate, Interview, Owner, Plan, Stage, Step
from recruiting.models import Contact, Job

if TYPE_CHECKING:
    Rows = QuerySet[Any]


class Filters(filters.FilterSet):  # type: ignore[misc]  # it ships no types
    """Filters of one kind of record."""


class CandidateFilters(Filters):
    """Candidates by a part of name or email."""

    search = filters.CharFilter(method="by_text", label="A part of the name or the email.")
    email = filters.CharFilter(lookup_expr="iexact")

    class Meta:
        model = Candidate
        fields = ("search", "email")

    def by_text(self, rows: Rows, _name: str, text: str) -> Rows:
        """Narrow to those in whose name or email the text stands."""
        return rows.filter(Q(name__icontains=text) | Q(email__icontains=text))


class ContactFilters(Filters):
    """Contacts of a company."""

    company = filters.NumberFilter(field_name="company_id")

    class Meta:
        model = Contact
        fields = ("company",)


class JobFilters(Filters):
    """Jobs of a company, of a role family, open ones."""

    company = filters.NumberFilter(field_name="company_id")

    class Meta:
        model = Job
        fields = ("company", "role_family", "is_open")


class ApplicationFilters(Filters):
    """Applications of a candidate, for a job, at a company, by stage."""

    candidate = filters.NumberFilter(field_name="candidate_id")
    job = filters.NumberFilter(field_name="job_id")
    company = filters.NumberFilter(field_name="job__company_id")
    stage = filters.ChoiceFilter(choices=Stage.choices)

    class Meta:
        model = Application
        fields = ("candidate", "job", "company", "stage")


class InterviewFilters(Filters):
    """Interviews by whose, where, which round, and when they end."""

    application = filters.NumberFilter(field_name="application_id")
    candidate = filters.NumberFilter(field_name="application__candidate_id")
    company = filters.NumberFilter(field_name="application__job__company_id")
    follow_up_by = filters.ChoiceFilter(choices=Owner.choices)
    ended_after = filters.IsoDateTimeFilter(field_name="ended_at", lookup_expr="gte")
    ended_before = filters.IsoDateTimeFilter(field_name="ended_at", lookup_expr="lt")

    class Meta:
        model = Interview
        fields = ("application", "candidate", "company", "round", "follow_up_by", "ended_after", "ended_before")


class PlanFilters(Filters):
    """Plans by status and outcome, whose, where, and by an open step: its kind, its owner, when it is due."""

    status = filters.ChoiceFilter(choices=Plan.Status.choices)
    outcome = filters.CharFilter()
    candidate = filters.NumberFilter(field_name="interview__application__candidate_id")
    company = filters.NumberFilter(field_name="interview__application__job__company_id")
    policy = filters.NumberFilter(field_name="version__policy_id")
    due_after = filters.IsoDateTimeFilter(method="by_step", label="An open step is due at or after this moment.")
    due_before = filters.IsoDateTimeFilter(method="by_step", label="An open step is due before this moment.")
    kind = filters.ChoiceFilter(choices=Step.Kind.choices, method="by_step", label="An open step is of this kind.")
    owner = filters.ChoiceFilter(choices=Owner.choices, method="by_step", label="An open step is theirs to do.")

    STEP_LOOKUPS = {"due_after": "due__gte", "due_before": "due__lt", "kind": "kind", "owner": "owner"}

    class Meta:
        model = Plan
        fields = ("status", "outcome", "candidate", "company", "policy")

    def by_step(self, rows: Rows, _name: str, _value: Any) -> Rows:
        """Leave it to `filter_queryset`: what is asked of a step must hold of one and the same."""
        return rows

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Narrow by the plan's own columns, then to plans with an open step of which all holds that was asked."""
        rows: Rows = super().filter_queryset(queryset)
        given = self.form.cleaned_data
        asked = {lookup: given[name] for name, lookup in self.STEP_LOOKUPS.items() if given[name]}
        if not asked:
            return rows
        return rows.filter(Exists(Step.objects.filter(plan=OuterRef("pk"), status=Step.Status.OPEN, **asked)))

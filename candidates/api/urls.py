"""Addresses of the API, version 1."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from candidates.api.docs import DocsView, SchemaView
from candidates.api.views.companies import CompanyViews, ContactViews, JobViews, PolicyViews
from candidates.api.views.events import EventViews
from candidates.api.views.interviews import InterviewViews
from candidates.api.views.people import ApplicationViews, CandidateViews
from candidates.api.views.plans import PlanViews
from candidates.api.views.reports import ExportViews, ReportViews

app_name = "api"

router = SimpleRouter()
router.register("candidates", CandidateViews, basename="candidate")
router.register("applications", ApplicationViews, basename="application")
router.register("companies", CompanyViews, basename="company")
router.register("contacts", ContactViews, basename="contact")
router.register("jobs", JobViews, basename="job")
router.register("policies", PolicyViews, basename="policy")
router.register("interviews", InterviewViews, basename="interview")
router.register("plans", PlanViews, basename="plan")
router.register("events", EventViews, basename="event")
router.register("reports", ReportViews, basename="report")
router.register("exports", ExportViews, basename="export")

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("", include(router.urls)),
]

"""Reports and files of them as JSON: what there is, what was ordered, how it stands."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from candidates.api.fields import MomentField, StrictSerializer
from candidates.api.serializers import codes
from candidates.models import ReportExport
from candidates.models.reports import Paper
from candidates.reports.files import is_there
from candidates.reports.filters import LABELS
from candidates.reports.formats import FORMATS
from candidates.reports.report import Report
from recruiting import clock


class ReportFilterSerializer(serializers.Serializer[Any]):
    """One thing that a report can be narrowed by."""

    name = serializers.ChoiceField(choices=codes.REPORT_FILTERS)
    title = serializers.CharField()
    needed = serializers.BooleanField(help_text="Whether there is no report without it.")


class ReportFormatSerializer(serializers.Serializer[Any]):
    """One format that a report can be had in."""

    code = serializers.ChoiceField(choices=codes.REPORT_FORMATS)
    title = serializers.CharField()
    media_type = serializers.CharField()


class ReportSerializer(serializers.Serializer[Report]):
    """A report that can be had."""

    slug = serializers.CharField()
    title = serializers.CharField()
    explains = serializers.CharField(help_text="What it is for.")
    filters = serializers.SerializerMethodField()
    formats = serializers.SerializerMethodField()

    @extend_schema_field(ReportFilterSerializer(many=True))
    def get_filters(self, report: Report) -> Any:
        return [{"name": name, "title": str(LABELS[name]), "needed": name in report.needs} for name in report.asks]

    @extend_schema_field(ReportFormatSerializer(many=True))
    def get_formats(self, report: Report) -> Any:
        known = (FORMATS[code] for code in report.formats if code in FORMATS)
        return [{"code": each.code, "title": str(each.label), "media_type": each.media_type} for each in known]


class ExportSerializer(serializers.ModelSerializer[ReportExport]):
    """A file of a report, made or being made; `file` is where whom it was made for fetches it until `expires_at`."""

    state = serializers.SerializerMethodField()
    done = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()
    time_zone = serializers.CharField(source="zone", help_text="On whose clock its times are, unless a column says.")
    asked_at = MomentField()
    ready_at = MomentField(allow_null=True)
    expires_at = MomentField(allow_null=True)

    class Meta:
        model = ReportExport
        fields = (
            "id", "report", "format", "paper", "filters", "filter_words", "time_zone", "name", "state", "done", "total",
            "rows", "size", "error", "asked_at", "ready_at", "expires_at", "file",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=ReportExport.State.choices))
    def get_state(self, export: ReportExport) -> str:
        """How it stands now: "ready" as long as it can be fetched."""
        gone = export.state == ReportExport.State.READY and not is_there(export, at=clock.now())
        return ReportExport.State.GONE if gone else export.state

    def get_done(self, export: ReportExport) -> int | None:
        """Rows written so far, of one that a worker makes."""
        return export.job.done if export.job else None

    def get_total(self, export: ReportExport) -> int | None:
        """About how many there will be."""
        return export.job.total if export.job else None

    def get_file(self, export: ReportExport) -> str | None:
        """The path of the file; null while and where there is none."""
        if self.get_state(export) != ReportExport.State.READY:
            return None
        return reverse("api:export-file", args=[export.pk])


class NewExportSerializer(StrictSerializer):
    """A file to be made: a small one is ready with the answer, a large one is left to a worker."""

    report = serializers.ChoiceField(choices=codes.REPORTS)
    format = serializers.ChoiceField(choices=codes.REPORT_FORMATS)
    filters = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=300),
        required=False,
        help_text="By name, as the report says; a candidate, company, recruiter or policy also as #id.",
    )
    paper = serializers.ChoiceField(choices=Paper.choices, required=False, help_text="Of a PDF; A4 unless said.")

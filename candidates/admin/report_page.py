"""What a report's page shows: its fields, what is wrong beside each, a look at it, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ValidationError

from candidates.models import SavedReport
from candidates.models.reports import Paper
from candidates.reports.asking import Field, fields_of, typed_of
from candidates.reports.exports import ask
from candidates.reports.formats import FORMATS, Format
from candidates.reports.preview import Preview
from candidates.reports.report import Report, Viewer

Given = Mapping[str, str]


@dataclass(frozen=True)
class ReportPage:
    """A report as it was asked for; without a preview where something of that is wrong, or still to be chosen."""

    report: Report
    viewer: Viewer
    typed: Given
    preview: Preview | None
    wrong: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, report: Report, viewer: Viewer, given: Given, at: datetime, kept: SavedReport | None) -> ReportPage:
        """Read what was given: else what was saved, else what the report begins with, of which nothing is wrong yet."""
        begun = any(name in given for name in report.asks)
        said = given if begun else kept.filters if kept else report.begins
        typed = {name: text for name in report.takes(viewer) if (text := said.get(name, "").strip())}
        try:
            document = ask(viewer, report.slug, typed, at=at)
        except ValidationError as error:
            return cls(report, viewer, typed, None, error.message_dict if begun or kept else {})
        return cls(report, viewer, typed | typed_of(document.asked.filters, typed), Preview(document), {})

    @cached_property
    def fields(self) -> list[Field]:
        """Return what it asks."""
        return fields_of(self.report, self.viewer, self.typed, self.wrong)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return what was asked, for the forms that take it along."""
        return list(self.typed.items())

    @property
    def formats(self) -> list[Format]:
        """Return the formats that it has."""
        return [FORMATS[code] for code in self.report.formats if code in FORMATS]

    @property
    def papers(self) -> list[tuple[str, str]]:
        """Return the sizes of paper."""
        return [(value, str(label)) for value, label in Paper.choices]

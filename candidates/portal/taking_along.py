"""What a candidate's page of a report shows: which days it asks for, a look at it, and the formats it can be had in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from candidates.models.reports import Paper
from candidates.reports.asking import Field, fields_of
from candidates.reports.exports import ask, report_for
from candidates.reports.formats import FORMATS, Format
from candidates.reports.preview import Preview
from candidates.reports.register import REPORTS
from candidates.reports.report import Report, Viewer

FOR_PEOPLE = ("pdf", "xlsx", "csv", "ics")  # JSON is for programs


def own_reports() -> list[Report]:
    """Return the reports that candidates may have of themselves."""
    return [report for report in REPORTS.values() if report.for_candidates]


@dataclass(frozen=True)
class TakeAlong:
    """A report for its candidate; without a preview where the days make no sense."""

    report: Report
    viewer: Viewer
    fields: list[Field]
    preview: Preview | None
    refusals: list[str]

    @classmethod
    def of(
        cls, viewer: Viewer, slug: str, given: Mapping[str, str], at: datetime, refused: ValidationError | None = None
    ) -> TakeAlong:
        """Read what was given. Raises LookupError for a report that is none of theirs."""
        report, preview = report_for(viewer, slug), None
        wrong = dict(refused.message_dict) if refused else {}
        typed = {name: given.get(name, "").strip() for name in report.takes(viewer)}
        try:
            preview = Preview(ask(viewer, slug, typed, at=at))
        except ValidationError as error:
            wrong |= error.message_dict
        refusals = [sentence for name, told in wrong.items() if name not in typed for sentence in told]
        return cls(report, viewer, fields_of(report, viewer, typed, wrong), preview, refusals)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return what was asked, for the form that takes it along."""
        return [(field.name, field.typed) for field in self.fields if field.typed]

    @property
    def formats(self) -> list[Format]:
        """Return the formats that it has, but those for programs."""
        return [FORMATS[code] for code in FOR_PEOPLE if code in self.report.formats and code in FORMATS]

    @property
    def papers(self) -> list[tuple[str, str]]:
        """Return the sizes of paper."""
        return [(value, str(label)) for value, label in Paper.choices]

"""Reports as their readers get them: rows as a mapping from column to value, what stands above, in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from candidates.models import Candidate, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import record_event
from candidates.reports.documents import Document
from candidates.reports.exports import ask
from candidates.reports.parts import Bars, Facts, Part, Words
from candidates.reports.report import Viewer
from recruiting.models import Membership
from tests.plans.conftest import ENDED
from tests.reports.conftest import AUTHOR


def viewer_of(person: Membership | Candidate) -> Viewer:
    return Viewer.member(person) if isinstance(person, Membership) else Viewer.of_candidate(person, language="en")


def asked(person: Membership | Candidate, report: str, at: datetime, **filters: str) -> Document:
    return ask(viewer_of(person), report, filters, at=at)


def rows(document: Document) -> list[dict[str, Any]]:
    keys = [column.key for column in document.columns]
    return [dict(zip(keys, row, strict=True)) for row in document.rows()]


def pairs(document: Document, title: str = "") -> dict[str, str]:
    """The facts under a heading, or under all of them."""
    facts = [part for part in document.parts if isinstance(part, Facts) and title in part.title]
    return {label: value for part in facts for label, value in part.pairs}


def bars(document: Document) -> list[Bars]:
    return [part for part in document.parts if isinstance(part, Bars)]


def drawn(plot: Bars) -> dict[str, dict[str, int]]:
    """A plot's numbers by series and label, those that are not 0."""
    return {
        each.name: {label: value for label, value in zip(plot.labels, each.values, strict=True) if value}
        for each in plot.series
    }


def all_text(document: Document) -> str:
    """Everything that a document says."""
    said = [*document.about.lines, *(text for part in document.parts for text in _texts(part))]
    return "\n".join([*said, *(str(value) for row in document.rows() for value in row)])


def _texts(part: Part) -> Iterator[str]:
    yield part.title
    if isinstance(part, Facts):
        yield from (text for pair in part.pairs for text in pair)
    elif isinstance(part, Words):
        yield from part.paragraphs
    elif isinstance(part, Bars):
        yield from (part.summary, *part.labels, *(each.name for each in part.series))
    else:
        yield from (part.summary, *(each.name for each in part.curves))


def happened(plan: Plan, kind: str, at: datetime, **fields: str) -> Plan:
    return record_event(plan=plan, happening=Happening(kind, at, fields), author=AUTHOR, now=at)


def thanked(plan: Plan) -> Plan:
    """The thank-you was sent three hours after the interview."""
    return happened(plan, "thank_you_sent", ENDED + timedelta(hours=3))

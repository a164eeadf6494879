"""A report as a whole, for one viewer at one moment: what it is about, what stands above its table, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from candidates.models.reports import Paper
from candidates.reports.columns import Column, Row
from candidates.reports.parts import Part
from candidates.reports.report import Asked, Report
from recruiting.wording import moment_said

EVERY = 500  # rows between two reports of progress
Progress = Callable[[int], None]


def _quietly(done: int) -> None:
    """Report progress to nobody."""


def words_of(filters: Sequence[tuple[str, str]]) -> str:
    """Return in a sentence which filters are set."""
    if not filters:
        return _("No filters: all there is.")
    said = "; ".join(_("%(what)s: %(value)s") % {"what": what, "value": value} for what, value in filters)
    return _("Filters: %(filters)s.") % {"filters": said}


@dataclass(frozen=True)
class About:
    """What every export says of itself: its zone, when and by whom it was made, with which filters."""

    title: str
    firm: str
    zone: str
    made_at: datetime
    by: str
    filters: Sequence[tuple[str, str]]

    @property
    def heading(self) -> str:
        """Return "Schedule, Northgate Search"."""
        return _("%(title)s, %(firm)s") % {"title": self.title, "firm": self.firm}

    @property
    def zone_words(self) -> str:
        """Return on which clock times are told."""
        return _("Times are in %(zone)s unless a column says otherwise.") % {"zone": self.zone}

    @property
    def made_words(self) -> str:
        """Return when and by whom it was made."""
        moment = moment_said(self.made_at, self.zone, year=True)
        return _("Made on %(moment)s by %(who)s.") % {"moment": moment, "who": self.by}

    @property
    def filter_words(self) -> str:
        """Return with which filters."""
        return words_of(self.filters)

    @property
    def lines(self) -> list[str]:
        """Return all of it, four lines."""
        return [self.heading, self.zone_words, self.made_words, self.filter_words]


@dataclass(frozen=True)
class Document:
    """A report that was asked for. Its rows are read from the database as they are taken, in flat memory."""

    report: Report
    asked: Asked
    paper: str = Paper.A4
    progress: Progress = _quietly

    @cached_property
    def about(self) -> About:
        """Return what it says of itself."""
        viewer = self.asked.viewer
        return About(
            title=str(self.report.title),
            firm=str(viewer.organization),
            zone=viewer.zone,
            made_at=self.asked.at,
            by=viewer.name,
            filters=self.asked.filters.words(),
        )

    @cached_property
    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return self.report.columns(self.asked)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Return what stands above the table."""
        return self.report.parts(self.asked)

    def rows(self) -> Iterator[Row]:
        """Yield its rows, saying every so often how many there were."""
        done = 0
        for done, row in enumerate(self.report.rows(replace(self.asked, whole=True)), start=1):
            yield row
            if not done % EVERY:
                self.progress(done)
        self.progress(done)

    @property
    def file_stem(self) -> str:
        """Return a name for its file without the ending: letters, digits and hyphens alone."""
        local = self.asked.at.astimezone(ZoneInfo(self.asked.viewer.zone))
        return f"{self.report.slug}-{local:%Y-%m-%d-%H%M}"

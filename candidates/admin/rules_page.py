"""What a change's page shows: sentences, the calls of each day as a plot, the plans with old date beside new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.changes.selectors import Day, Summary, calls_per_day, impacts_of, summary_of
from candidates.models import PlanImpact, RulesChange, Step
from recruiting.models import Contact
from recruiting.wording import day_words, moment_in, shift_words
from recruiting.wording.rules_changes import edit_sentences, impact_sentence

ON_A_PAGE = 50
Movement = PlanImpact.Movement


@dataclass(frozen=True)
class PlanRow:
    """A plan's follow-up before and after, by the clock of the company."""

    impact: PlanImpact
    ticked: bool
    now: datetime

    @property
    def zone(self) -> str:
        """Return whose clock the dates are told by."""
        return str(self.impact.calendar.content["time_zone"])

    @property
    def old(self) -> str:
        """Return what is open, and when it is due, as it stood."""
        return _due(self.impact.old_kind, self.impact.old_due, self.zone, self.now)

    @property
    def new(self) -> str:
        """Return the same by the other rules."""
        if self.impact.movement == Movement.EXHAUSTED:
            return _("nothing more: over to you")
        return _due(self.impact.new_kind, self.impact.new_due, self.zone, self.now)

    @property
    def what(self) -> str:
        """Return what moves: by how many days, or into what."""
        impact = self.impact
        if impact.movement in {Movement.EARLIER, Movement.LATER} and impact.old_due and impact.new_due:
            said = shift_words(impact.old_due, impact.new_due, self.zone)
        else:
            said = impact.get_movement_display()
        return _("%(what)s; the thank-you moves too") % {"what": said} if impact.thank_you_moves else said


def _due(kind: str, due: datetime | None, zone: str, now: datetime) -> str:
    if due is None:
        return _("nothing open")
    what = _("call") if kind == Step.Kind.CALL else _("email")
    return _("%(what)s, %(moment)s") % {"what": what, "moment": moment_in(due, zone, now=now)}


@dataclass(frozen=True)
class Bars:
    """A day of the plot: two bars; lengths in percent of the width, places in pixels."""

    words: str
    before: int
    after: int
    before_width: str
    after_width: str
    y: int

    @property
    def after_y(self) -> int:
        """Return where the lower bar begins."""
        return self.y + BAR + 1

    @property
    def text_y(self) -> int:
        """Return the line on which the day's name stands."""
        return self.y + BAR + 4

    @property
    def before_text_y(self) -> int:
        """Return the line of the upper bar's number."""
        return self.y + BAR - 1

    @property
    def after_text_y(self) -> int:
        """Return the line of the lower bar's number."""
        return self.y + 2 * BAR


BAR, ROW = 11, 32  # pixels
NAMES, NUMBERS = 24.0, 10.0  # percent of the width


@dataclass(frozen=True)
class CallsPlot:
    """Calls of each day before and after, as bars and as a table."""

    rows: Sequence[Bars]
    summary: str
    bar: int = BAR
    names: str = f"{NAMES}%"

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return ROW * len(self.rows)


def plot_of(days: Sequence[Day]) -> CallsPlot | None:
    """Return the plot; None where no call stands on any day."""
    if not days:
        return None
    most = max(max(day.before, day.after) for day in days)
    room = 100 - NAMES - NUMBERS

    def width(calls: int) -> str:
        return f"{room * calls / most:.1f}%"

    rows = [
        Bars(day_words(day.day), day.before, day.after, width(day.before), width(day.after), number * ROW)
        for number, day in enumerate(days)
    ]
    busiest = max(days, key=lambda day: day.after)
    said = ngettext(
        "Afterwards the busiest day is %(day)s with %(count)d call; before, the busiest had %(before)d.",
        "Afterwards the busiest day is %(day)s with %(count)d calls; before, the busiest had %(before)d.",
        busiest.after,
    )
    before = max(day.before for day in days)
    return CallsPlot(rows, said % {"day": day_words(busiest.day), "count": busiest.after, "before": before})


@dataclass(frozen=True)
class Filters:
    """Which plans the table shows."""

    movement: str = ""
    search: str = ""
    page: str = "1"

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """Read them from an address, or from the form that carries them on."""
        movement = query.get("movement", "")
        return cls(movement if movement in Movement.values else "", query.get("q", "").strip(), query.get("p", "1"))

    @property
    def narrow(self) -> bool:
        """Say whether some plans are left out."""
        return bool(self.movement or self.search)


@dataclass(frozen=True)
class ChangePage:
    """All that the page shows of a change."""

    change: RulesChange
    summary: Summary
    filters: Filters
    zone: str
    now: datetime
    ticked: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, change: RulesChange, filters: Filters, zone: str, now: datetime, ticked: Sequence[int] = ()
    ) -> ChangePage:
        """Load the sums; the rest is loaded where it is shown."""
        return cls(change, summary_of(change), filters, zone, now, frozenset(ticked))

    @property
    def sentence(self) -> str:
        """Return what moves in sum."""
        summary = self.summary
        return impact_sentence(summary.moved, days_earlier=summary.days_earlier, days_later=summary.days_later)

    @property
    def thank_yous(self) -> str:
        """Return how many thank-yous move; nothing for none."""
        count = self.summary.thank_yous
        said = ngettext("%(count)d thank-you moves too.", "%(count)d thank-yous move too.", count)
        return said % {"count": count} if count else ""

    def edits(self) -> list[str]:
        """Return what was edited, of a company or a contact."""
        people = {str(each.pk): each.name for each in Contact.objects.filter(company=self.change.company)}
        return edit_sentences(self.change.before, self.change.after, people) if self.change.before else []

    def plot(self) -> CallsPlot | None:
        """Return the plot of calls by day, on the reader's clock."""
        return plot_of(calls_per_day(self.change, self.zone))

    def page(self) -> Page[PlanImpact]:
        """Return the part of the plans that is looked at."""
        rows = impacts_of(self.change, movement=self.filters.movement, search=self.filters.search)
        return Paginator(rows, ON_A_PAGE).get_page(self.filters.page)

    def context(self) -> dict[str, Any]:
        """Return what the template takes."""
        page = self.page()
        return {
            "change": self.change,
            "said": self,
            "summary": self.summary,
            "filters": self.filters,
            "plot": self.plot(),
            "page": page,
            "rows": [PlanRow(each, each.pk in self.ticked, self.now) for each in page],
            "movements": [(code, Movement(code).label, count) for code, count in self.summary.moved.items()],
        }

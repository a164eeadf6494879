"""How many on each day, week or month of a span, as bars: as few labels as can be read, every local day its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import gettext as _

from candidates.reports.parts import Series
from recruiting.wording import day_words
from recruiting.wording.moments import month_words

MOST_DAYS, MOST_WEEKS, MOST_MONTHS = 31, 26, 36
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Buckets:
    """The days of a span, put together in weeks where they are many, in months where they are more still."""

    first: date
    last: date

    @property
    def unit(self) -> str:
        """Return what one bucket is: a day, a week or a month."""
        days = (self.last - self.first).days + 1
        return "day" if days <= MOST_DAYS else "week" if days <= 7 * MOST_WEEKS else "month"

    def start_of(self, day: date) -> date:
        """Return the first day of a day's bucket."""
        if self.unit == "day":
            return day
        return day - timedelta(days=day.weekday()) if self.unit == "week" else day.replace(day=1)

    @property
    def starts(self) -> list[date]:
        """Return the first day of each bucket, in order; of months the last three years alone."""
        found = [self.start_of(self.first)]
        while (following := self._after(found[-1])) <= self.last:
            found.append(following)
        return found[-MOST_MONTHS:] if self.unit == "month" else found

    def _after(self, start: date) -> date:
        if self.unit == "month":
            return (start + timedelta(days=31)).replace(day=1)
        return start + (A_DAY if self.unit == "day" else A_WEEK)

    @property
    def labels(self) -> list[str]:
        """Return what each bucket is called; a week by its Monday."""
        return [month_words(start) if self.unit == "month" else day_words(start) for start in self.starts]

    @property
    def per(self) -> str:
        """Return what is compared: "per day"."""
        return {"day": _("per day"), "week": _("per week, from Monday on"), "month": _("per month")}[self.unit]


@dataclass(frozen=True)
class Tally:
    """Numbers by name and day, added up by bucket."""

    buckets: Buckets
    counts: dict[str, Counter[date]]

    @classmethod
    def of(cls, buckets: Buckets, counted: Iterable[tuple[str, date, int]]) -> Self:
        """Add up numbers of days; those outside the span are left out."""
        counts: dict[str, Counter[date]] = {}
        for name, day, number in counted:
            if buckets.first <= day <= buckets.last:
                counts.setdefault(name, Counter())[buckets.start_of(day)] += number
        return cls(buckets, counts)

    def total(self, name: str) -> int:
        """Return the sum of one name."""
        return self.counts.get(name, Counter()).total()

    def most_said(self) -> str:
        """Return in a sentence how many there are, and where most."""
        by_start = sum(self.counts.values(), Counter())
        start, most = min(by_start.items(), key=lambda each: (-each[1], each[0]))
        label = self.buckets.labels[self.buckets.starts.index(start)] if start in self.buckets.starts else ""
        words = {"all": sum(by_start.values()), "most": most, "when": label}
        return _("%(all)d in all; most on %(when)s, %(most)d.") % words if label else str(words["all"])

    def series(self, names: Sequence[str]) -> list[Series]:
        """Return a series for each of these names, in their order."""
        starts, none = self.buckets.starts, Counter[date]()
        return [Series(name, [self.counts.get(name, none)[start] for start in starts]) for name in names]

    def largest(self, most: int) -> list[Series]:
        """Return the series of the largest names, and one of all others together where there are more."""
        names = sorted(self.counts, key=lambda name: (-self.total(name), name))
        found = self.series(names[:most])
        if len(names) > most:
            others = self.series(names[most:])
            found.append(Series(_("others"), [sum(each) for each in zip(*(one.values for one in others), strict=True)]))
        return found

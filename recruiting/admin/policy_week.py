"""A week of call hours as a plot and as a table: what may be used, what is avoided, when a call is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from recruiting import cadence
from recruiting.wording import policy_value_words
from recruiting.wording.policies import WEEKDAYS

LABELS = 14.0  # percent of the width that the names of the days take
ROW, BAR, HEAD = 22, 14, 4  # pixels


@dataclass(frozen=True)
class Bar:
    """A span of a day: where it starts and how long it is, in percent of the width."""

    x: str
    width: str


@dataclass(frozen=True)
class WeekRow:
    """A weekday: its name, its bars, and the same in words."""

    name: str
    short: str
    works: bool
    y: int
    middle: int
    tick_top: int
    tick_end: int
    free: list[Bar]
    avoided: list[Bar]
    tick: str
    calls: str
    planned: str
    spans: str


@dataclass(frozen=True)
class Hour:
    """An hour under the plot."""

    x: str
    label: str


@dataclass(frozen=True)
class Week:
    """The whole plot; heights in pixels."""

    rows: list[WeekRow]
    hours: list[Hour]
    height: int
    hours_y: int
    plot_end: int
    bar: int
    summary: str


class _Axis:
    """The hours of the plot: the call hours and the best time, with an hour on both sides."""

    def __init__(self, policy: cadence.Policy) -> None:
        start, end = policy.call_hours
        first = min(start.hour, policy.preferred_call_time.hour)
        last = max(end.hour + (end.minute > 0), policy.preferred_call_time.hour + 1)
        self.first, self.last = max(first - 1, 0), min(last + 1, 24)

    def x(self, at: time) -> float:
        """Return where a time stands, in percent of the width; one beyond the plot at its edge."""
        minutes = (at.hour - self.first) * 60 + at.minute
        share = min(max(minutes / ((self.last - self.first) * 60), 0), 1)
        return LABELS + (100 - LABELS) * share

    def bar(self, start: time, end: time) -> Bar:
        """Return a span as a bar."""
        return Bar(_percent(self.x(start)), _percent(self.x(end) - self.x(start)))

    def hours(self) -> list[Hour]:
        """Return the hours to write, every second one where there are many."""
        step = 1 if self.last - self.first <= 6 else 2 if self.last - self.first <= 13 else 4
        return [
            Hour(_percent(self.x(time(hour))), str(hour))
            for hour in range(self.first + 1, self.last, step)
            if hour < 24
        ]


def week_of(policy: cadence.Policy, calendar: cadence.Calendar) -> Week:
    """Return the week of these rules where a calendar's working week holds."""
    axis, windows, times = _Axis(policy), cadence.call_windows(policy), cadence.call_times(policy)
    rows = []
    for number, weekday in enumerate(cadence.Weekday):
        works, at = weekday in calendar.working_week, times[weekday]
        avoided = [span for span in policy.avoid if span.weekday is weekday]
        rows.append(
            WeekRow(
                name=str(WEEKDAYS[weekday]),
                short=str(WEEKDAYS[weekday])[:3],
                works=works,
                y=HEAD + number * ROW,
                middle=HEAD + number * ROW + BAR - 2,
                tick_top=HEAD + number * ROW - 2,
                tick_end=HEAD + number * ROW + BAR + 2,
                free=[axis.bar(*window) for window in windows[weekday]] if works else [],
                avoided=[axis.bar(span.from_, span.to) for span in avoided] if works else [],
                tick=_percent(axis.x(at)) if works and at else "",
                calls=_calls(windows[weekday], works=works),
                planned=f"{at:%H:%M}" if works and at else "–",
                spans=", ".join(_span(span.from_, span.to) for span in avoided) or "–",
            )
        )
    end = HEAD + 7 * ROW
    return Week(rows, axis.hours(), end + 16, end + 12, end, BAR, _summary(policy))


def _calls(windows: tuple[tuple[time, time], ...], *, works: bool) -> str:
    if not works:
        return _("no working day")
    return ", ".join(_span(*window) for window in windows) or _("no calls")


def _span(start: time, end: time) -> str:
    return policy_value_words("call_hours", (start, end))


def _summary(policy: cadence.Policy) -> str:
    return _("Calls from %(hours)s, best at %(best)s; none in: %(avoid)s.") % {
        "hours": policy_value_words("call_hours", policy.call_hours),
        "best": policy_value_words("preferred_call_time", policy.preferred_call_time),
        "avoid": policy_value_words("avoid", list(policy.avoid)),
    }


def _percent(value: float) -> str:
    return f"{value:.2f}%"

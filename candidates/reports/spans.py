"""Spans of days that are said from today, such as "next week": a saved report means other days each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

Days = tuple[date, date]
WEEK = timedelta(days=7)


def _week(today: date, weeks: int) -> Days:
    monday = today - timedelta(days=today.weekday()) + weeks * WEEK
    return monday, monday + timedelta(days=6)


def _month(today: date) -> Days:
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


_DAYS: dict[str, Callable[[date], Days]] = {
    "today": lambda today: (today, today),
    "tomorrow": lambda today: (today + timedelta(days=1), today + timedelta(days=1)),
    "this_week": lambda today: _week(today, 0),
    "next_week": lambda today: _week(today, 1),
    "last_week": lambda today: _week(today, -1),
    "next_7_days": lambda today: (today, today + timedelta(days=6)),
    "last_30_days": lambda today: (today - timedelta(days=29), today),
    "this_month": _month,
    "last_month": lambda today: _month(today.replace(day=1) - timedelta(days=1)),
}
SPANS = {
    "today": _("today"),
    "tomorrow": _("tomorrow"),
    "this_week": _("this week"),
    "next_week": _("next week"),
    "last_week": _("last week"),
    "next_7_days": _("the next 7 days"),
    "last_30_days": _("the last 30 days"),
    "this_month": _("this month"),
    "last_month": _("last month"),
}


def span_days(code: str, today: date) -> Days:
    """Return the first and the last day of a span, both included; weeks begin on Monday. Raises KeyError."""
    return _DAYS[code](today)

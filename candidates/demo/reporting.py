"""A saved report of the demonstration: the week's schedule, every Monday morning, for those who record."""

from __future__ import annotations

from datetime import datetime, time

from candidates.demo.founding import Founded
from candidates.models import SavedReport
from candidates.reports.exports import Order
from candidates.reports.saved import Wish, save


def save_for_mondays(firm: Founded, *, now: datetime) -> SavedReport:
    """Let the owner have the week's schedule made on Mondays at 7, for her and the recruiters."""
    owner = next(member for member in firm.members if member.may_manage)
    order = Order("schedule", "csv", {"span": "this_week", "status": "open"})
    wish = Wish("Monday meeting", order, ["monday"], time(7), firm.recruiters)
    return save(by=owner, wish=wish, at=now)

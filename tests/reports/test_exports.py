"""Files of reports: made at once or by a worker, for who asked, with what every export says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from candidates.models import ReportExport
from candidates.reports.exports import Order, order
from candidates.reports.report import Viewer
from recruiting.models import Membership, Organization

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)


def test_a_small_report_is_made_at_once_and_says_what_it_is(firm: Organization, alice: Membership) -> None:
    wanted = Order("schedule", "csv", {"span": "this_week", "company": "harrow & pine", "status": "open"})
    export = order(Viewer.member(alice), wanted, via=ReportExport.Via.PAGE, at=NOW)
    lines = export.file.read().decode().splitlines()
    assert lines[:4] == [
        '"# Schedule, Northgate Search"',
        "# Times are in UTC unless a column says otherwise.",
        f"# Made on Wed 2 Dec 2026 at 10:00 (UTC) by {alice.user} <alice@northgate.example>.",
        "# Filters: from: Mon 30 Nov 2026; to: Sun 6 Dec 2026; company: Harrow & Pine; state: to do.",
    ]
    assert (export.state, export.rows, len(lines)) == ("ready", 1, 6)

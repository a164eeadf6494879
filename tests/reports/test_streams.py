"""Rows that are streamed are those of a cursor, and a stream that breaks off leaves the connection usable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet

from candidates.models import Step
from candidates.reports import schedule
from candidates.reports.exports import ask
from candidates.reports.preview import Preview
from candidates.reports.report import Viewer
from candidates.reports.schedule import PATHS, in_order
from candidates.reports.streams import stream
from recruiting.models import Membership, Organization
from tests.plans.conftest import ENDED


@pytest.fixture
def rows(firm: Organization) -> QuerySet[Step, tuple[Any, ...]]:
    """Return the steps of Alice's firm as the schedule reads them."""
    found: QuerySet[Step, tuple[Any, ...]] = in_order(Step.objects.filter(organization=firm)).values_list(
        *PATHS.values()
    )
    return found


@pytest.mark.django_db(transaction=True)
def test_a_stream_has_the_rows_of_a_cursor(rows: QuerySet[Step, tuple[Any, ...]]) -> None:
    streamed = list(stream(rows))
    assert streamed == list(rows)
    assert len(streamed) > 2
    assert [list(map(type, row)) for row in streamed] == [list(map(type, row)) for row in rows]


@pytest.mark.django_db(transaction=True)
def test_a_stream_that_breaks_off_leaves_the_connection_to_others(rows: QuerySet[Step, tuple[Any, ...]]) -> None:
    taken: Any = stream(rows)
    first = next(taken)
    taken.close()
    assert rows.first() == first


@pytest.mark.django_db(transaction=True)
def test_a_stream_of_nothing_is_empty(rows: QuerySet[Step, tuple[Any, ...]]) -> None:
    assert list(stream(rows.none())) == []
    assert list(stream(rows.filter(key="no such step"))) == []


@pytest.mark.django_db
def test_in_a_transaction_one_may_ask_for_something_else_meanwhile(rows: QuerySet[Step, tuple[Any, ...]]) -> None:
    taken = stream(rows)
    first = next(taken)
    count = rows.count()
    assert len([first, *taken]) == count


@pytest.mark.django_db
def test_a_file_is_streamed_and_a_preview_is_not(
    firm: Organization, alice: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    streamed = []

    def watched(rows: QuerySet[Step, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        streamed.append(rows)
        return stream(rows)

    monkeypatch.setattr(schedule, "stream", watched)
    document = ask(Viewer.member(alice), "schedule", {}, at=ENDED)
    assert Preview(document).rows
    assert streamed == []
    assert list(document.rows())
    assert len(streamed) == 1

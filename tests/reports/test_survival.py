"""The estimate of how long answers take, beside figures that are in textbooks and those that a pencil gives."""

from __future__ import annotations

import pytest

from candidates.reports.survival import Survival

# Freireich and others, 1963: weeks in remission under 6-mercaptopurine, 9 that ended and 12 that went on
ENDED, ONGOING = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_the_textbooks_figures_come_out() -> None:
    estimate = Survival.of(ENDED, ONGOING)
    found = {week: estimate.open_after(week) for week in (6, 7, 10, 13, 16, 22, 23)}
    assert {week: round(each.value, 3) for week, each in found.items() if each} == {
        6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448,
    }  # fmt: skip
    at_six = found[6]
    assert at_six is not None
    assert at_six.low == pytest.approx(0.620, abs=5e-4)
    assert at_six.high == pytest.approx(0.952, abs=5e-4)
    assert estimate.median == (23, 13, None)


def test_a_pencil_gives_the_same() -> None:
    """Of four, one is answered on day 1 (3 of 4 open), one watched until 2, one answered on 3 (half of the rest)."""
    estimate = Survival.of([1, 3], [2, 4])
    shares = [each and each.value for each in map(estimate.open_after, (0, 1, 2.5, 3, 4, 4.1))]
    assert shares == [1.0, 0.75, 0.75, 0.375, 0.375, None]
    assert estimate.median is not None
    assert estimate.median.value == 3


def test_those_that_wait_are_no_quick_answers() -> None:
    median = Survival.of([2.0] * 4, [10.0] * 6).median
    assert median is None  # a bare mean of the answers would say two days


def test_where_all_are_answered_nothing_is_open() -> None:
    estimate = Survival.of([1, 2, 3], [])
    assert estimate.open_after(2) is not None
    assert estimate.open_after(99) == (0.0, 0.0, estimate.highs[-2])


def test_one_answer_alone_is_told_with_all_doubt() -> None:
    assert Survival.of([5], []).open_after(5) == (0.0, 0.0, 1.0)

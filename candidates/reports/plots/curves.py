"""Survival curves: steps with the band of their interval, told apart by dashes and by a letter at their end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from string import ascii_uppercase

from django.utils.translation import gettext as _

from candidates.reports.parts import Curve, Curves
from candidates.reports.plots.scales import rising
from candidates.reports.plots.shapes import AXIS, BANDS, GRID, LINE, LINES, TEXT, WIDTH, Picture, Shape, fitting

LEFT, RIGHT, TOP, HIGH = 46.0, 18.0, 10.0, 190.0


def table_of_curves(part: Curves) -> list[list[str]]:
    """Return the numbers at the days of the picture's scale: the share still open, and its interval."""
    head = [part.unit, *(_named(curve) for curve in part.curves)]
    return [head, *([f"{day:,.0f}", *(_at(curve, day) for curve in part.curves)] for day in _days(part))]


def _named(curve: Curve) -> str:
    return _("%(name)s (n = %(count)s)") % {"name": curve.name, "count": f"{curve.n:,}"}


def _at(curve: Curve, day: float) -> str:
    """Return a curve's share on a day; a dash where it is not known, for nobody was followed so long."""
    place = bisect_right(curve.days, day) - 1
    if place < 0 or day > curve.days[-1]:
        return "–"
    shares = {"share": curve.shares[place], "low": curve.lows[place], "high": curve.highs[place]}
    return _("%(share)s %% (%(low)s to %(high)s)") % {name: f"{100 * share:.0f}" for name, share in shares.items()}


def _days(part: Curves) -> list[float]:
    return rising(max((curve.days[-1] for curve in part.curves if curve.days), default=1.0), steps=5)


def draw_curves(part: Curves) -> Picture:
    """Return the picture, with what each curve is called below it."""
    picture = Picture(height=TOP + HIGH)
    days = _days(part)
    _scales(picture, days, part.unit)
    ends = []
    for number, curve in enumerate(curve for curve in part.curves if curve.days):
        line, band = LINES[number % len(LINES)], BANDS[number % len(BANDS)]
        back = _steps(curve.days, curve.lows, days[-1])[::-1]
        picture.shapes.append(Shape(_path(_steps(curve.days, curve.highs, days[-1]) + back) + "z", band))
        steps = _steps(curve.days, curve.shares, days[-1])
        picture.shapes.append(Shape(_path(steps), line))
        ends.append((*steps[-1], ascii_uppercase[number % 26]))
    if len(part.curves) > 1:
        _letters(picture, ends)
    _legend(picture, part)
    return picture


def _scales(picture: Picture, days: list[float], unit: str) -> None:
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent / 100)
        picture.line(LEFT, y, WIDTH - RIGHT, y, GRID if percent else AXIS)
        picture.text(LEFT - 6, y + 4, f"{percent} %", anchor="end", quiet=True)
    for day in days:
        x = _x(day, days[-1])
        picture.line(x, _y(0), x, _y(0) + 4, AXIS)
        picture.text(x, _y(0) + 18, f"{day:,.0f}", anchor="middle", quiet=True)
    picture.text(_x(days[-1] / 2, days[-1]), _y(0) + 18 + LINE, unit, anchor="middle", quiet=True)
    picture.height += 18 + LINE + 10


def _x(day: float, last: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * day / last


def _y(share: float) -> float:
    return TOP + HIGH * (1 - share)


def _steps(days: Sequence[float], shares: Sequence[float], last: float) -> list[tuple[float, float]]:
    """Return the corners of a curve that stays where it is until the next day that is given."""
    corners: list[tuple[float, float]] = []
    for day, share in zip(days, shares, strict=True):
        x, y = _x(day, last), _y(share)
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    return corners


def _path(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def _letters(picture: Picture, ends: list[tuple[float, float, str]]) -> None:
    """Put each curve's letter at its end, the letters that would meet below one another."""
    taken = -TEXT
    for x, y, letter in sorted(ends, key=lambda end: end[1]):
        taken = max(y + 4, taken + TEXT)
        picture.text(x + 5, taken, letter)


def _legend(picture: Picture, part: Curves) -> None:
    for number, curve in enumerate(part.curves):
        letter = f"{ascii_uppercase[number % 26]}  " if len(part.curves) > 1 else ""
        picture.line(1, picture.height + 9, 36, picture.height + 9, LINES[number % len(LINES)])
        picture.text(44, picture.height + 13, letter + fitting(_named(curve), WIDTH - 64))
        picture.height += LINE

"""Bars: lying with their labels and numbers where there are few, standing where there are many, such as days."""

from __future__ import annotations

from collections.abc import Sequence

from candidates.reports.parts import Bars
from candidates.reports.plots.scales import rising
from candidates.reports.plots.shapes import AXIS, FILLS, GRID, LINE, TEXT, WIDTH, Look, Picture, fitting, width_of

FEW = 14  # labels, each with a line of its own
BAR, GAP = 12.0, 3.0
NAMES = 110.0  # longer labels have a line of their own above their bars
STANDING = 170.0


def table_of_bars(part: Bars) -> list[list[str]]:
    """Return the numbers: a row for each label, a column for each series."""
    columns = zip(*(series.values for series in part.series), strict=True)
    rows = [[label, *(f"{value:,}" for value in values)] for label, values in zip(part.labels, columns, strict=True)]
    return [["", *(series.name for series in part.series)], *rows]


def draw_bars(part: Bars) -> Picture:
    """Return the picture, with what each series is called above it where there are several."""
    picture = Picture()
    if len(part.series) > 1:
        _legend(picture, [series.name for series in part.series])
    most = max((value for series in part.series for value in series.values), default=0) or 1
    if len(part.labels) > FEW:
        _stand(picture, part, most)
    else:
        _lie(picture, part, most)
    return picture


def _legend(picture: Picture, names: Sequence[str]) -> None:
    for name, look in zip(names, _looks(len(names)), strict=True):
        picture.bar(1, picture.height + 3, 18, BAR, look)
        picture.text(26, picture.height + 3 + BAR - 2, fitting(name, WIDTH - 26))
        picture.height += LINE
    picture.height += 6


def _looks(many: int) -> list[Look]:
    return [FILLS[number % len(FILLS)] for number in range(many)]


def _lie(picture: Picture, part: Bars, most: int) -> None:
    """Draw bars from left to right, each with its number at its end."""
    above = any(width_of(label) > NAMES for label in part.labels)
    left = 0.0 if above else max((width_of(label) for label in part.labels), default=0.0) + 8
    room = WIDTH - left - width_of(f"{most:,}") - 8
    looks, start = _looks(len(part.series)), picture.height
    for place, label in enumerate(part.labels):
        if above:
            picture.text(0, picture.height + TEXT, fitting(label, WIDTH))
            picture.height += LINE
        else:
            picture.text(0, picture.height + BAR - 1, label)
        for series, look in zip(part.series, looks, strict=True):
            value = series.values[place]
            width = max(room * value / most, 0.8)
            picture.bar(left, picture.height, width, BAR, look)
            picture.text(left + width + 5, picture.height + BAR - 1, f"{value:,}")
            picture.height += BAR + GAP
        picture.height += 7
    if not above:
        picture.line(left, start - 2, left, picture.height - 5, AXIS)


def _stand(picture: Picture, part: Bars, most: int) -> None:
    """Draw bars from the bottom up; as many labels below them as there is room for."""
    ticks = rising(most)
    left, bottom = width_of(f"{ticks[-1]:,.0f}") + 6, picture.height + 8 + STANDING
    for tick in ticks:
        y = bottom - STANDING * tick / ticks[-1]
        picture.line(left, y, WIDTH, y, GRID if tick else AXIS)
        picture.text(left - 5, y + 4, f"{tick:,.0f}", anchor="end", quiet=True)
    slot = (WIDTH - left) / len(part.labels)
    width = slot * 0.8 / len(part.series)
    for place in range(len(part.labels)):
        for number, (series, look) in enumerate(zip(part.series, _looks(len(part.series)), strict=True)):
            height = STANDING * series.values[place] / ticks[-1]
            picture.bar(left + slot * (place + 0.1) + width * number, bottom - height, width, height, look)
    _label_below(picture, part.labels, left, slot, bottom)


def _label_below(picture: Picture, labels: Sequence[str], left: float, slot: float, bottom: float) -> None:
    shown = [fitting(label, NAMES) for label in labels]
    every = max(1, int((max(width_of(label) for label in shown) + 10) / slot) + 1)
    for place in range(0, len(shown), every):
        x = left + slot * (place + 0.5)
        ends = x + width_of(shown[place]) / 2 > WIDTH
        picture.text(WIDTH if ends else x, bottom + 18, shown[place], anchor="end" if ends else "middle", quiet=True)
    picture.height = bottom + 24

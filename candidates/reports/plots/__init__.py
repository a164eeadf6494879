"""Plots of reports: a picture for pages and paper, and the same numbers as a table to stand beside it."""

from __future__ import annotations

from candidates.reports.parts import Bars, Curves
from candidates.reports.plots.bars import draw_bars, table_of_bars
from candidates.reports.plots.curves import draw_curves, table_of_curves
from candidates.reports.plots.shapes import WIDTH, Plot

__all__ = ["WIDTH", "Plot", "plot_of"]


def plot_of(part: Bars | Curves, number: int) -> Plot:
    """Return a part as a plot; `number` tells it from the other plots of its page."""
    picture = draw_bars(part) if isinstance(part, Bars) else draw_curves(part)
    table = table_of_bars(part) if isinstance(part, Bars) else table_of_curves(part)
    return Plot(f"plot-{number}", part.title, part.summary, picture, table)

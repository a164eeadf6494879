"""What pictures are made of, in units of one 400 wide: on a phone a unit is nearly a pixel, so that text stays legible.

Colours are attributes, for paper, and classes, by which pages make them light or dark (templates/reports/plot.svg).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string

WIDTH = 400.0
TEXT = 12.5  # the size of letters
LINE = 17.0  # from one line of text to the next
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
INK, QUIET, ACCENT, WASH, RULE = "#1d1c1a", "#5d5951", "#0e6259", "#e7f1ef", "#d8d3c9"


@dataclass(frozen=True)
class Look:
    """How a shape looks: `name` is the end of its class."""

    name: str
    fill: str = "none"
    stroke: str = "none"
    dashes: str = ""
    width: str = "1"
    opacity: str = "1"


# Told apart without colour: full, striped, empty, dotted. The patterns are in the template
FILLS = (
    Look("full", fill=ACCENT, stroke=ACCENT),
    Look("striped", fill="striped", stroke=ACCENT),
    Look("empty", fill=WASH, stroke=ACCENT),
    Look("dotted", fill="dotted", stroke=ACCENT),
)
LINES = (
    Look("line-1", stroke=ACCENT, width="2"),
    Look("line-2", stroke=INK, width="2", dashes="7 4"),
    Look("line-3", stroke=QUIET, width="2", dashes="2 3"),
    Look("line-4", stroke=ACCENT, width="2", dashes="9 3 2 3"),
)
BANDS = tuple(Look(f"band-{number}", fill=line.stroke, opacity="0.12") for number, line in enumerate(LINES, start=1))
GRID = Look("grid", stroke=RULE)
AXIS = Look("axis", stroke=QUIET)


@dataclass(frozen=True)
class Shape:
    """A path with its look."""

    path: str
    look: Look


@dataclass(frozen=True)
class Label:
    """A line of text; `anchor` is which end of it stands at x."""

    x: str
    y: str
    text: str
    anchor: str = "start"
    quiet: bool = False


@dataclass
class Picture:
    """Shapes and labels that are put on it one after another."""

    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def bar(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """Put a rectangle."""
        self.shapes.append(Shape(f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z", look))

    def line(self, x: float, y: float, to_x: float, to_y: float, look: Look) -> None:
        """Put a straight line."""
        self.shapes.append(Shape(f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}", look))

    def text(self, x: float, y: float, text: str, *, anchor: str = "start", quiet: bool = False) -> None:
        """Put a line of text on its baseline."""
        self.labels.append(Label(f"{x:.1f}", f"{y:.1f}", _drawable(text), anchor, quiet))


@dataclass(frozen=True)
class Plot:
    """A picture with its title, what it says in a sentence, and its numbers: a table whose first row is the header."""

    id: str
    title: str
    summary: str
    picture: Picture
    table: Sequence[Sequence[str]]

    @property
    def view_box(self) -> str:
        """Return where the picture is."""
        return f"0 0 {WIDTH:.0f} {self.picture.height:.0f}"

    @property
    def head(self) -> Sequence[str]:
        """Return the table's header."""
        return self.table[0]

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Return the table's rows."""
        return self.table[1:]

    def svg(self, *, words: bool = True) -> str:
        """Return the picture as a file of its own; without words where these are set by somebody else."""
        return render_to_string("reports/plot.svg", {"plot": self, "wordless": not words})


def width_of(text: str) -> float:
    """Return about how wide a text is, rather too much than too little."""
    return sum(TEXT * (1.05 if unicodedata.east_asian_width(each) in "WF" else 0.6) for each in text)


def fitting(text: str, width: float) -> str:
    """Return a text that is no wider; what was cut is marked, and stands whole in the table."""
    while text and width_of(text) > width:
        text = text.rstrip("…")[:-1].rstrip() + "…" if len(text) > 1 else ""
    return text


def _drawable(text: str) -> str:
    """Return a text without what XML cannot hold or what turns the direction of others."""
    return _HIDDEN.sub("", text)

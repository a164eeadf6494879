"""Cells that no spreadsheet takes for a formula, and the way back to the text; cells that are too long, cut aloud."""

import re

from django.utils.translation import gettext as _

# What a spreadsheet may skip before it looks for a formula: spaces, control and invisible characters
_SKIPPED = r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]*"
_FORMULA = rf"(?:{_SKIPPED}[=+\-@＝＋－＠]|[\t\r\n])"
# The start of a cell; after `;` too, where half of Europe's spreadsheets begin the next one
_START = r"(?:^|(?<=;))"
_RISKY = re.compile(rf"{_START}(?='*{_FORMULA})")
_MADE_SAFE = re.compile(rf"{_START}'(?='*{_FORMULA})")


def safe(text: str) -> str:
    """Return the text with an apostrophe before whatever would start a formula; `plain` gives the text back."""
    if text[:1].isalnum() and ";" not in text:  # most are so, and a search is dearer
        return text
    return _RISKY.sub("'", text)


def plain(cell: str) -> str:
    """Return the text that `safe` made the cell from; a cell that it never made is returned as it is."""
    return _MADE_SAFE.sub("", cell)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many UTF-16 units, as spreadsheets count; what was cut is said at its end."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    note = _("… (cut here: all %(count)s characters are in the CSV)") % {"count": f"{len(text):,}"}
    return units[: 2 * (most - len(note))].decode("utf-16-le", "ignore") + note

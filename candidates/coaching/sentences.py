"""Cuts a letter into its sentences, each with its place in the text and its paragraph. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# A sentence ends at a full stop, question or exclamation mark before a space and a capital, a digit or a quotation mark
END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“„«(]?[A-ZÄÖÜÀ-ÞĀ-Ž0-9])")
# But not after a title, an initial, a day's number in German ("am 9. Dezember"), or what is commonly cut short
NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Fr|Hr|bzw|ca|z\. ?B|d\. ?h|u\. ?a|e\.g|i\.e|vs|inc|Inc|Ltd|Co)"
    r"|\b[A-Z]|\b\d{1,2})\.\s+$"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence: where it starts and ends in the body, and in which paragraph it stands, from 0."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences_of(body: str) -> list[Sentence]:
    """Return the sentences of a text in order; a greeting or a signature is one too, a line each."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(PARAGRAPH.finditer(body)):
        found += _in_paragraph(paragraph.group(), paragraph.start(), number)
    return found


def _in_paragraph(text: str, offset: int, number: int) -> list[Sentence]:
    found, start = [], 0
    for end in _ends(text):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            at = offset + start + piece.index(stripped)
            found.append(Sentence(stripped, at, at + len(stripped), number))
        start = end
    return found


def _ends(text: str) -> list[int]:
    ends = [match.end() for match in END.finditer(text) if not NO_END.search(text[: match.end()])]
    return [*ends, len(text)]

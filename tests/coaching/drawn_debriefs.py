"""Draws debriefs as people type them: facts of one trade from a stock, with what they leave out and how they type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from candidates.coaching.facts import TONES, Facts

STOCK = Path(__file__).parent / "stock"
STOCKS = {language: tomllib.loads((STOCK / f"{language}.toml").read_text()) for language in ("en", "de")}
FIRST_DAY, DAYS = date(2026, 1, 5), 700
LEFT_OUT, ABBREVIATED = 0.08, 4  # how often a part is not noted; shorter texts than this are never tampered with


@dataclass(frozen=True)
class Debrief:
    """One interview's facts, by the seed that draws them again."""

    seed: int
    facts: Facts

    @property
    def people(self) -> list[str]:
        """Return the names of those met."""
        return [person.name for person in self.facts.interviewers]


def debriefs(count: int, first: int = 0) -> Iterator[Debrief]:
    """Draw so many, every third of them in German."""
    for seed in range(first, first + count):
        yield debrief(seed)


def debrief(seed: int, *, language: str = "") -> Debrief:
    """Draw the debrief of a seed."""
    drawing = Random(seed)
    language = language or ("de" if seed % 3 == 2 else "en")
    return Debrief(seed, Facts.from_json(_form(drawing, language)))


def _form(drawing: Random, language: str) -> dict[str, Any]:
    stock = STOCKS[language]
    trade = drawing.choice(stock["trade"])
    ours, *others = drawing.sample(stock["companies"], drawing.randint(1, 4))
    interview = _working_day(FIRST_DAY + timedelta(days=drawing.randrange(DAYS)))
    return {
        "candidate": {"name": drawing.choice(stock["candidates"]), "phone": drawing.choice(stock["phones"])},
        "job": {"title": "" if drawing.random() < LEFT_OUT else drawing.choice(trade["jobs"])},
        "company": {"name": "" if drawing.random() < LEFT_OUT / 2 else ours},
        "interview": {"date": "" if drawing.random() < LEFT_OUT else interview.isoformat()},
        "interviewers": _people(drawing, stock),
        "topics": _entries(drawing, trade["topics"], 4),
        "challenges": _entries(drawing, trade["challenges"], 2),
        "strengths": _entries(drawing, trade["strengths"], 2),
        "qualifications": _entries(drawing, trade["qualifications"], 3),
        "timeframe": _timeframe(drawing, interview),
        "other_companies": others,
        "tone": drawing.choice(TONES),
        "language": language,
    }


def _working_day(day: date) -> date:
    """Return the day, or the Monday after it."""
    return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


def _people(drawing: Random, stock: Mapping[str, Any]) -> list[dict[str, str]]:
    names = drawing.sample(stock["people"], drawing.choice([1, 1, 2, 3]))
    return [{"name": name, "title": drawing.choice(stock["titles"])} for name in names]


def _entries(drawing: Random, stock: Sequence[Mapping[str, Sequence[str]]], most: int) -> list[dict[str, str]]:
    """Draw some of a list, now and then none; the first part of each is always noted."""
    count = 0 if drawing.random() < LEFT_OUT else drawing.randint(1, min(most, len(stock)))
    return [_entry(drawing, each) for each in drawing.sample(stock, count)]


def _entry(drawing: Random, ways: Mapping[str, Sequence[str]]) -> dict[str, str]:
    first, *rest = ways
    noted = [first, *(part for part in rest if drawing.random() >= LEFT_OUT)]
    return {part: _typed(drawing, drawing.choice(ways[part])) for part in noted}


def _typed(drawing: Random, text: str) -> str:
    """Return a text as one more person would have typed it: capital, full stop, the telephone's apostrophes."""
    if len(text) < ABBREVIATED:
        return text
    if drawing.random() < 0.3 and not text[1:2].isupper():
        text = text[:1].upper() + text[1:]
    if drawing.random() < 0.25 and text[-1] not in ".!?":
        text += drawing.choice([".", ".", ".", "!", " .", "..", " ", ";", "…"])
    if drawing.random() < 0.3:
        text = text.replace("'", "’")
    if drawing.random() < 0.05:
        text = text.replace(" ", drawing.choice(["  ", "\n"]), 1)
    return f'"{text}"' if drawing.random() < 0.02 else text


def _timeframe(drawing: Random, interview: date) -> dict[str, str]:
    if drawing.random() < 0.35:
        return {"date": "", "time": "", "may_call": drawing.choice(["no", "not_asked", ""])}
    day = _working_day(interview + timedelta(days=drawing.randint(1, 30)))
    hour = drawing.choice(["", "", "09:30", "14:00", "11:15:00"])
    return {"date": day.isoformat(), "time": hour, "may_call": drawing.choice(["yes", "yes", "no", "not_asked", ""])}

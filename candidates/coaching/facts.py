"""The facts of an interview that all words come from, and findings are judged by: as JSON, checked, frozen. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

LANGUAGES = ("en", "de")
TONES = ("measured", "assertive")
PERMISSIONS = ("yes", "no", "not_asked", "")


class FactsError(ValueError):
    """Facts of another shape than they have: `path` says where, such as "timeframe.date"."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path, self.problem = path, problem


@dataclass(frozen=True)
class Person:
    """Somebody met at the interview."""

    name: str
    title: str = ""


@dataclass(frozen=True)
class Topic:
    """What was discussed, and how the candidate can help with it."""

    topic: str
    help: str = ""


@dataclass(frozen=True)
class Challenge:
    """What the company struggles with, why that excites the candidate, and the expertise that bears on it."""

    challenge: str
    enthusiasm: str = ""
    expertise: str = ""


@dataclass(frozen=True)
class Strength:
    """What the company is good at, which strength of the candidate's fits, and the goal that it serves."""

    strength: str
    mine: str = ""
    goal: str = ""


@dataclass(frozen=True)
class Qualification:
    """A claim and its evidence."""

    claim: str
    evidence: str = ""


@dataclass(frozen=True)
class Timeframe:
    """When they decide, as far as they said, and whether one may call then ("" where nobody asked)."""

    date: date | None = None
    time: time | None = None
    may_call: str = ""

    @property
    def call_agreed(self) -> bool:
        """Say whether a call on a day was agreed."""
        return self.date is not None and self.may_call == "yes"


@dataclass(frozen=True)
class Facts:
    """All that is known of one interview (design: coaching, the facts); texts are as people typed them, or empty."""

    candidate: str = ""
    phone: str = ""
    job: str = ""
    company: str = ""
    interview: date | None = None
    interviewers: Sequence[Person] = ()
    topics: Sequence[Topic] = ()
    challenges: Sequence[Challenge] = ()
    strengths: Sequence[Strength] = ()
    qualifications: Sequence[Qualification] = ()
    timeframe: Timeframe = field(default_factory=Timeframe)
    other_companies: Sequence[str] = ()
    tone: str = "measured"
    language: str = "en"

    @property
    def texts(self) -> list[str]:
        """Return every text that the candidate or the recruiter typed about the conversation itself."""
        said = [(each.topic, each.help) for each in self.topics]
        faced = [(each.challenge, each.enthusiasm, each.expertise) for each in self.challenges]
        valued = [(each.strength, each.mine, each.goal) for each in self.strengths]
        claimed = [(each.claim, each.evidence) for each in self.qualifications]
        return [text for texts in (*said, *faced, *valued, *claimed) for text in texts if text]

    def place_of(self, name: str) -> int:
        """Return which interviewer has this name; raise FactsError if none has."""
        for place, person in enumerate(self.interviewers):
            if person.name == name:
                return place
        raise FactsError("to", f"nobody of this name was there: {name!r}")

    @classmethod
    def from_json(cls, form: Any) -> Facts:
        """Read the JSON form; any list may be empty, any text missing. Raises FactsError."""
        whole = _mapping(form, "")
        people = [_entry(Person, each, f"interviewers.{n}") for n, each in _entries(whole, "interviewers")]
        return cls(
            candidate=_text(_part(whole, "candidate"), "name", "candidate"),
            phone=_text(_part(whole, "candidate"), "phone", "candidate"),
            job=_text(_part(whole, "job"), "title", "job"),
            company=_text(_part(whole, "company"), "name", "company"),
            interview=_day(_part(whole, "interview"), "interview"),
            interviewers=tuple(person for person in people if person.name),
            topics=_said(Topic, whole, "topics"),
            challenges=_said(Challenge, whole, "challenges"),
            strengths=_said(Strength, whole, "strengths"),
            qualifications=_said(Qualification, whole, "qualifications"),
            timeframe=_timeframe(_part(whole, "timeframe")),
            other_companies=tuple(
                _line(each, f"other_companies.{n}") for n, each in _entries(whole, "other_companies")
            ),
            tone=_choice(whole, "tone", TONES),
            language=_choice(whole, "language", LANGUAGES),
        )


def _timeframe(form: Mapping[str, Any]) -> Timeframe:
    may_call = _text(form, "may_call", "timeframe")
    if may_call not in PERMISSIONS:
        raise FactsError("timeframe.may_call", "it is yes, no or not_asked")
    return Timeframe(_day(form, "timeframe"), _time(form), may_call)


def _said(kind: type[Any], whole: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    """Read a list of facts; one whose first text is missing says nothing, but keeps its place in the numbering."""
    return tuple(_entry(kind, each, f"{name}.{n}") for n, each in _entries(whole, name))


def _entry(kind: type[Any], form: Any, path: str) -> Any:
    known = kind.__dataclass_fields__
    texts = {key: _line(value, f"{path}.{key}") for key, value in _mapping(form, path).items() if key in known}
    first = next(iter(known))
    return kind(**{first: "", **texts})


def _entries(whole: Mapping[str, Any], name: str) -> list[tuple[int, Any]]:
    entries = whole.get(name) or []
    if not isinstance(entries, list):
        raise FactsError(name, "it is a list")
    return list(enumerate(entries))


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _mapping(whole.get(name) or {}, name)


def _mapping(form: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(form, Mapping):
        raise FactsError(path, "it is an object")
    return form


def _text(form: Mapping[str, Any], key: str, path: str) -> str:
    return _line(form.get(key), f"{path}.{key}")


def _line(value: Any, path: str) -> str:
    """Return a text on one line: line breaks and double spaces in a fact are an accident of typing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FactsError(path, "it is a text")
    return re.sub(r"\s+", " ", value).strip()


def _day(form: Mapping[str, Any], path: str) -> date | None:
    written = _text(form, "date", path)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise FactsError(f"{path}.date", "it is a day such as 2026-12-03") from None


def _time(form: Mapping[str, Any]) -> time | None:
    written = _text(form, "time", "timeframe")
    try:
        return datetime.strptime(written[:5], "%H:%M").time() if written else None  # noqa: DTZ007  # a time of day alone
    except ValueError:
        raise FactsError("timeframe.time", "it is a time of day such as 14:00") from None


def _choice(form: Mapping[str, Any], key: str, choices: Sequence[str]) -> str:
    chosen = _line(form.get(key), key) or choices[0]
    if chosen not in choices:
        raise FactsError(key, f"it is one of {', '.join(choices)}")
    return chosen

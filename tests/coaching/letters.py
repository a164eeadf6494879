"""Sixty letters written by hand before there was a review of letters, with what a careful reader finds in each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
# By what weight a finding of this kind counts (design: coaching, the review)
MUST = {
    "topic_missing",
    "challenge_missing",
    "challenge_without_enthusiasm",
    "challenge_without_expertise",
    "strength_missing",
    "strength_without_goal",
    "no_thanks",
    "interviewer_not_named",
    "interviewer_misspelt",
    "company_not_named",
    "other_company_named",
    "placeholder_left",
    "agreed_call_missing",
    "wrong_date",
    "no_subject",
}
SHOULD = {"too_short", "too_long", "shouting", "sent_late"}


@dataclass(frozen=True)
class Found:
    """What a reader objects to: of which fact, and words of the sentence, where it is about one."""

    code: str
    about: str
    at: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter, the facts behind it, and all that weighs in it; notes on facts further down are left out."""

    id: str
    facts: Mapping[str, Any]
    to: str
    subject: str
    body: str
    must: Sequence[Found]
    should: Sequence[Found]
    met: Sequence[str]
    sent_at: str = ""


def letters() -> list[Letter]:
    """Return them all, file by file."""
    return [_letter(form, facts) for facts, forms in _files() for form in forms]


def _files() -> list[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]:
    read = [tomllib.loads(path.read_text()) for path in sorted(DATA.glob("*.toml"))]
    return [(each["facts"], each["letter"]) for each in read]


def _letter(form: Mapping[str, Any], facts: Mapping[str, Any]) -> Letter:
    found = {weight: [Found(**each) for each in form[weight]] for weight in ("must", "should")}
    return Letter(**{**form, **found, "facts": facts})

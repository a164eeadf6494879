"""The sixty letters are what they say: findings of known kinds, about facts that are there, at words that stand."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.coaching.letters import MUST, SHOULD, Letter, letters

LETTERS = letters()
WORDS = (120, 300)
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)


def test_there_are_sixty_in_two_languages_and_no_two_of_one_name() -> None:
    assert len({letter.id for letter in LETTERS}) == 60
    assert Counter(letter.facts["language"] for letter in LETTERS) == {"en": 40, "de": 20}
    assert len({letter.body for letter in LETTERS}) == 60


def test_every_kind_of_finding_stands_in_one_of_them() -> None:
    codes = {found.code for letter in LETTERS for found in (*letter.must, *letter.should)}
    assert codes == MUST | SHOULD


def test_both_languages_hold_letters_without_fault() -> None:
    clean = Counter(letter.facts["language"] for letter in LETTERS if not letter.must and not letter.should)
    assert min(clean["en"], clean["de"]) >= 4


@each_letter
def test_findings_are_about_facts_that_are_there(letter: Letter) -> None:
    assert {found.code for found in letter.must} <= MUST
    assert {found.code for found in letter.should} <= SHOULD
    for about in (*(found.about for found in (*letter.must, *letter.should)), *letter.met):
        assert not about or fact(letter.facts, about)


@each_letter
def test_the_words_that_a_finding_points_at_stand_there_once(letter: Letter) -> None:
    text = " ".join(letter.body.split())
    assert [found for found in letter.must if found.at and text.count(found.at) != 1] == []


@each_letter
def test_what_is_missing_is_not_met(letter: Letter) -> None:
    missing = {found.about for found in letter.must if found.code.endswith("_missing")}
    assert missing & set(letter.met) == set()
    weighed = {"topics.0", "topics.1", "challenges.0", "strengths.0"}
    assert weighed <= missing | set(letter.met) | {found.about for found in letter.must}


@each_letter
def test_the_length_is_judged_by_its_words(letter: Letter) -> None:
    fewest, most = WORDS
    words = len(letter.body.split())
    expected = {"too_short"} if words < fewest else {"too_long"} if words > most else set()
    assert {found.code for found in letter.should if found.code.startswith("too_")} == expected


@each_letter
def test_it_is_to_somebody_who_was_there(letter: Letter) -> None:
    assert letter.to in {each["name"] for each in letter.facts["interviewers"]}


def fact(facts: Any, about: str) -> Any:
    """Return the fact that a path such as "topics.0" names."""
    for part in about.split("."):
        facts = facts[int(part)] if part.isdecimal() else facts[part]
    return facts

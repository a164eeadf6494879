"""Messages that are looked up once: those of the language that holds, and no longer than they are kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from recruiting.wording.messages import in_one_language, once
from recruiting.wording.moments import day_words

MONDAY = date(2026, 11, 30)
made: list[int] = []


@once
def doubled(number: int, *, loud: bool = False) -> str:
    made.append(number)
    return str(2 * number) + ("!" if loud else "")


def test_within_one_language_the_same_words_are_made_once() -> None:
    made.clear()
    with in_one_language({}):
        assert [doubled(2), doubled(2), doubled(3), doubled(2, loud=True)] == ["4", "4", "6", "4!"]
    assert made == [2, 3, 2]
    doubled(2)
    assert made == [2, 3, 2, 2]


def test_words_are_of_the_language_that_holds_outside() -> None:
    said = []
    for language in ("en", "de", "en"):
        with override(language):
            said.append(day_words(MONDAY))
            with in_one_language({}):
                said.append(day_words(MONDAY))
    assert said == ["Mon 30 Nov", "Mon 30 Nov", "Mo, 30. Nov.", "Mo, 30. Nov.", "Mon 30 Nov", "Mon 30 Nov"]


def test_what_goes_wrong_meanwhile_ends_the_keeping() -> None:
    made.clear()
    with pytest.raises(ZeroDivisionError), in_one_language({}):
        raise ZeroDivisionError
    assert [doubled(5), doubled(5)] == ["10", "10"]
    assert made == [5, 5]

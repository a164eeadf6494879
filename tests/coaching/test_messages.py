"""Every finding and every rule has words for a person."""

from __future__ import annotations

import pytest

from candidates.coaching.facts import Facts
from candidates.coaching.findings import Code, Finding, Rule, Severity
from candidates.coaching.messages import MESSAGES, RULES, message
from candidates.coaching.review import review
from tests.coaching.letters import Letter, letters


def test_every_kind_of_finding_and_every_rule_has_words() -> None:
    assert set(MESSAGES) == set(Code)
    assert set(RULES) == set(Rule)


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.id)
def test_a_finding_says_what_to_do_without_a_gap(letter: Letter) -> None:
    for finding in review(Facts.from_json(letter.facts), letter.to, letter.subject, letter.body).findings:
        said = message(finding)
        assert said
        assert "%(" not in said
        assert "“”" not in said


def test_dates_are_said_as_people_say_them() -> None:
    finding = Finding(Code.AGREED_CALL_MISSING, Severity.MUST, words="2026-12-10")
    assert message(finding) == "You agreed on a call. Say that you will call on Thu 10 Dec."

"""What to say on the telephone: short enough to say, in order, from the facts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidates.coaching.calls import call_card, closing_question
from candidates.coaching.facts import Facts, Qualification
from tests.coaching.test_drafts import CASES, each_case

WORDS_IN_20_SECONDS = 50  # at 150 words a minute


@each_case
def test_a_voicemail_takes_less_than_twenty_seconds(facts: Facts, to: str) -> None:
    assert len(call_card(facts, to).voicemail.split()) <= WORDS_IN_20_SECONDS


@each_case
def test_a_call_opens_with_thanks_to_the_person(facts: Facts, to: str) -> None:
    opening = call_card(facts, to).opening
    assert to in opening
    assert any(word in opening for word in ("Thank you", "Dank"))


@each_case
def test_a_call_reminds_of_three_qualifications_at_most(facts: Facts, to: str) -> None:
    many = replace(facts, qualifications=tuple(Qualification(f"Led project {n}") for n in range(9)))
    assert len(call_card(many, to).reminders) == 3


def test_a_qualification_is_tied_to_the_topic_it_bears_on() -> None:
    facts, to = CASES[0]
    claim = Qualification(f"Worked on {facts.topics[0].topic}")
    told = replace(facts, qualifications=(claim, Qualification("Swam the Channel")))
    first, second = call_card(told, to).reminders
    assert facts.topics[0].topic in first.removeprefix(claim.claim)
    assert "We spoke" not in second


@each_case
def test_nothing_is_left_to_fill_in(facts: Facts, to: str) -> None:
    bare = Facts(interviewers=facts.interviewers, language=facts.language)
    for known in (facts, bare):
        card = call_card(known, to)
        for said in (card.opening, card.interest, card.question, card.voicemail, card.gatekeeper, card.no_calls):
            assert said
            assert not {"{", "}", "  "} & set(said)
            assert " ," not in said


@pytest.mark.parametrize("tone", ["measured", "assertive"])
def test_the_closing_question_has_three_parts(tone: str) -> None:
    for facts, _to in CASES:
        closing = closing_question(replace(facts, tone=tone))
        assert all((closing.summing_up, closing.when, closing.may_i_call))
        assert len(closing.claims) <= 3


def test_tone_changes_how_one_asks() -> None:
    facts, to = CASES[0]
    cards = {call_card(replace(facts, tone=tone), to).timeframe for tone in ("measured", "assertive")}
    assert len(cards) == 2

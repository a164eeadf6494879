"""The coach's drafts: no fault that its own review would find, one for each interviewer, nothing invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidates.coaching.drafts import check_in, draft
from candidates.coaching.facts import Facts
from candidates.coaching.review import review, review_check_in
from tests.coaching.letters import letters

FACTS = {letter.facts["company"]["name"]: Facts.from_json(letter.facts) for letter in letters()}
CASES = [(facts, person.name) for facts in FACTS.values() for person in facts.interviewers]
each_case = pytest.mark.parametrize(("facts", "to"), CASES, ids=[to for _facts, to in CASES])


@each_case
def test_a_draft_of_complete_facts_has_nothing_to_mend(facts: Facts, to: str) -> None:
    written = draft(facts, to)
    judged = review(facts, to, written.subject, written.body)
    assert [finding.code for finding in judged.findings] == []
    assert 120 <= len(written.body.split()) <= 300


@each_case
def test_a_check_in_has_nothing_to_mend(facts: Facts, to: str) -> None:
    written = check_in(facts, to)
    assert review_check_in(facts, to, written.subject, written.body).findings == []


def test_no_two_interviewers_get_the_same_letter() -> None:
    for facts in FACTS.values():
        bodies = [draft(facts, person.name).body.partition("\n")[2] for person in facts.interviewers]
        assert len(set(bodies)) == len(bodies)


@each_case
def test_an_assertive_letter_asks_for_more_than_a_measured_one(facts: Facts, to: str) -> None:
    assert draft(replace(facts, tone="assertive"), to).body != draft(replace(facts, tone="measured"), to).body


@each_case
def test_what_nobody_noted_is_left_out(facts: Facts, to: str) -> None:
    bare = replace(facts, topics=(), challenges=(), strengths=(), qualifications=(), phone="", job="")
    written = draft(bare, to)
    for text in facts.texts:
        assert text not in written.body
    assert not review(bare, to, written.subject, written.body).musts

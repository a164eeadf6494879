"""Drafts from drawn debriefs have nothing to mend, and one fault put into them is found, and no other.

`make oracle` draws 5,000 debriefs: COACH_DEBRIEFS says how many, and each fault's rates are printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

import pytest

from candidates.coaching.drafts import Draft, check_in, draft
from candidates.coaching.facts import Facts
from candidates.coaching.review import Sending, review, review_check_in
from tests.coaching.drawn_debriefs import Debrief, debriefs
from tests.coaching.letters import MUST, SHOULD
from tests.coaching.seeded_faults import spoilt

# What it tries is the same on every database: a second one gets fewer
COUNT = int(os.environ.get("COACH_DEBRIEFS", "40" if os.environ.get("DATABASE_URL") else "160"))
MOST_DRAWN = 5  # as many times debriefs for what is quickly seen as for the faults, unless all are asked for
RATE = 0.99
MACHINE = re.compile(
    r"\b(?!that\b|had\b|die\b|der\b|sie\b)(\w+) \1\b"  # the the
    r"|[,;:]\s*[,;:.!?]|(?<!\.)\.\.(?!\.)|\?\.|!\."  # doubled punctuation
    r"|\s[,.;:!?]|  |\{|\}"  # a gap
    r"|[a-z]\. [a-zäöü]"  # a sentence that begins small
    r"|\bi\b|\bI (?:we|I|my|the|to|in)\b|\bthat (?:led|built|how)\b|\ba [aeo]\w+ \w+ is\b"
    r"|\bbei (?:dem|das|die)\b|\bmit mit\b"
    r"|(?:^|\. )(?P<more>In addition|Also|I also|Außerdem|Zudem)\b.*\. (?P=more)\b"  # as if it were a list
)


def drawn() -> Iterator[tuple[Debrief, str]]:
    """Return debriefs for what a draft shows by itself: all interviewers of each."""
    count = COUNT if "COACH_DEBRIEFS" in os.environ else COUNT * MOST_DRAWN
    return ((debrief, to) for debrief in debriefs(count) for to in debrief.people)


@cache
def to_spoil() -> list[tuple[Debrief, str, Draft]]:
    """Return debriefs to put faults into, one interviewer of each, another one in turn."""
    chosen = [(debrief, debrief.people[debrief.seed % len(debrief.people)]) for debrief in debriefs(COUNT)]
    return [(debrief, to, draft(debrief.facts, to)) for debrief, to in chosen]


def test_a_draft_has_nothing_that_must_be_mended() -> None:
    for debrief, to in drawn():
        written = draft(debrief.facts, to)
        musts = review(debrief.facts, to, written.subject, written.body).musts
        assert musts == [], f"seed {debrief.seed} to {to}:\n{written.body}"


def test_a_draft_is_as_long_as_a_letter_where_enough_was_noted() -> None:
    for debrief, to in drawn():
        words = len(draft(debrief.facts, to).body.split())
        assert words <= 300, debrief.seed
        assert words >= 120 or not noted_enough(debrief.facts), debrief.seed


def test_a_draft_and_a_check_in_read_as_if_somebody_had_written_them() -> None:
    for debrief, to in drawn():
        for written in (draft(debrief.facts, to), check_in(debrief.facts, to)):
            for line in [written.subject, *written.body.split("\n\n")[:-1]]:
                assert MACHINE.search(line) is None, f"seed {debrief.seed} to {to}: {line}"


def test_no_two_interviewers_get_the_same_letter() -> None:
    for debrief in debriefs(COUNT):
        bodies = {draft(debrief.facts, to).body.partition("\n")[2] for to in debrief.people}
        assert len(bodies) == len(debrief.people), debrief.seed


def test_a_check_in_has_nothing_to_mend() -> None:
    for debrief, to, _letter in to_spoil():
        written = check_in(debrief.facts, to)
        assert review_check_in(debrief.facts, to, written.subject, written.body).findings == [], debrief.seed


@pytest.mark.parametrize("code", sorted(MUST | SHOULD))
def test_a_fault_put_in_is_found_and_no_other(code: str) -> None:
    drawn, found, alone = 0, 0, 0
    for debrief, to, letter in to_spoil():
        faulty = spoilt(code, debrief.seed, debrief.facts, to, letter)
        if faulty is None:
            continue
        text = faulty.letter
        judged = review(debrief.facts, to, text.subject, text.body, Sending(faulty.sent_at))
        drawn += 1
        found += code in {each.code for each in judged.findings}
        alone += {each.code for each in judged.musts} <= {code}
    print(f"{code}: put into {drawn}, found in {found / drawn:.2%}, no other in {alone / drawn:.2%}")
    assert found / drawn >= RATE
    assert alone / drawn >= RATE or code == "too_short"  # what is cut so short lacks more


def noted_enough(facts: Facts) -> bool:
    """Say whether there is a letter's worth: two topics, a challenge, a strength, each with all of its parts."""
    helped = [each for each in facts.topics if each.topic and each.help]
    faced = [each for each in facts.challenges if each.enthusiasm and each.expertise]
    valued = [each for each in facts.strengths if each.mine and each.goal]
    return len(helped) > 1 and bool(faced and valued and facts.job and facts.company)

"""Drafts of drawn debriefs have nothing that must be mended, and one fault put into each is found, and alone.

`make oracle` draws five thousand: DEBRIEFS says how many there are in all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from candidates.coaching.drafts import check_in, draft
from candidates.coaching.facts import Facts
from candidates.coaching.findings import Review
from candidates.coaching.review import Sending, review, review_check_in
from tests.coaching.drawn_debriefs import debriefs
from tests.coaching.letters import MUST, SHOULD
from tests.coaching.seeded_faults import spoilt

DEBRIEFS = int(os.environ.get("DEBRIEFS", "200"))
PARTS = 4  # spread over the processes that run the tests
OFTEN = 0.99
each_part = pytest.mark.parametrize("part", range(PARTS))


def drawn(count: int, first: int = 0) -> Iterator[tuple[int, Facts, str]]:
    """Yield each debrief with each of those met."""
    for each in debriefs(count, first):
        for to in each.people:
            yield each.seed, each.facts, to


@each_part
def test_a_draft_has_nothing_that_must_be_mended(part: int) -> None:
    share = DEBRIEFS // PARTS
    wrong = [
        (seed, to, finding.code)
        for seed, facts, to in drawn(share, part * share)
        for judged in (thank_you_of(facts, to), check_in_of(facts, to))
        for finding in judged.musts
    ]
    assert wrong == []


@pytest.mark.parametrize("code", sorted(MUST | SHOULD))
def test_a_fault_is_found_and_no_other_that_must_be_mended(code: str) -> None:
    tried, missed, others = 0, [], []
    for seed, facts, to in drawn(DEBRIEFS):
        slip = spoilt(code, seed, facts, to)
        if slip is None:
            continue
        tried += 1
        judged = review(facts, to, slip.letter.subject, slip.letter.body, Sending(slip.sent_at))
        codes = {finding.code.value for finding in judged.findings}
        if code not in codes:
            missed.append((seed, to))
        if code != "too_short" and {finding.code.value for finding in judged.musts} - {code}:
            others.append((seed, to))  # a letter that is too short lacks facts too
    print(f"{code}: {tried} tried, {len(missed)} missed, {len(others)} with another that must be mended")
    assert tried > DEBRIEFS / 10
    assert len(missed) <= (1 - OFTEN) * tried, missed
    assert len(others) <= (1 - OFTEN) * tried, others


def thank_you_of(facts: Facts, to: str) -> Review:
    written = draft(facts, to)
    return review(facts, to, written.subject, written.body)


def check_in_of(facts: Facts, to: str) -> Review:
    written = check_in(facts, to)
    return review_check_in(facts, to, written.subject, written.body)

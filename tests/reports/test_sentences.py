"""Sentences for hundreds of thousands of steps: each is the one that is worked out alone."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from candidates.reports.sentences import Sentences
from recruiting.cadence import Kind, Refused, StepStatus, Why
from recruiting.cadence.cases import plan_case
from recruiting.cadence.plans import Step
from recruiting.wording import why_sentence
from recruiting.wording.steps import Reader
from tests.cadence.cases_drawn import draw_case

CASES = 35


def drawn_steps() -> Iterator[Step]:
    """Yield the steps of drawn plans: every rule, moves, changes of rules and zone, nights when clocks change."""
    rng = random.Random(11)
    for _case in range(CASES):
        try:
            yield from plan_case(draw_case(rng), explain=True).steps
        except Refused:
            continue


def kin(why: Why, step: Step) -> Iterator[tuple[Why, Step]]:
    """Yield a step's facts, and those that differ from them in one thing, which may or may not be told."""
    yield why, step
    for later in (timedelta(minutes=61), timedelta(days=400)):
        yield why, replace(step, due=step.due + later)
    yield why, replace(step, status=StepStatus.DONE if step.status == StepStatus.OPEN else StepStatus.OPEN)
    yield why, replace(step, kind=Kind.EMAIL if step.kind == Kind.CALL else Kind.CALL)
    if why.anchor:
        for later in (timedelta(minutes=61), timedelta(days=1)):
            yield replace(why, anchor=replace(why.anchor, at=why.anchor.at + later)), step


def test_each_sentence_is_the_one_that_is_worked_out_alone() -> None:
    rng, seen, steps = random.Random(5), [], list(drawn_steps())
    for reader in get_args(Reader):
        sentences = Sentences(reader)
        for step in steps:
            assert step.why is not None
            for why, each in kin(step.why, step):
                facts = json.dumps(why.to_json(), separators=rng.choice([(",", ":"), (", ", ": ")]), ensure_ascii=False)
                said = sentences.why(facts, each.kind, each.due, each.status)
                alone = why_sentence(why, kind=each.kind, due=each.due, status=each.status, reader=reader)
                assert said == alone, facts
                seen.append((why.time_zone, each.due.astimezone(ZoneInfo(why.time_zone)).utcoffset(), bool(why.moved)))
        assert len(sentences._kept) < len(seen) / 2, "nothing is shared"
    assert {moved for *_zone, moved in seen} == {True, False}
    assert len({zone for zone, *_rest in seen}) > 15


def test_no_facts_are_no_sentence() -> None:
    due = next(drawn_steps()).due
    assert [Sentences().why(facts, "call", due, "open") for facts in ("", "{}")] == ["", ""]

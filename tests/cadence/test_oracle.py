"""The oracle gives every worked example, and the engine gives what the oracle gives on drawn cases."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cadence.cases_drawn import near_clock_change
from tests.cadence.oracle import oracle_plan
from tests.cadence.oracle_run import compare, numbered_case, report, shrink

EXAMPLES = Path(__file__).parent / "data" / "timing.jsonl"
CASES = int(os.environ.get("ORACLE_CASES", "2000"))
SEED = int(os.environ.get("ORACLE_SEED", "0"))


def examples() -> list[Any]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [pytest.param(json.loads(line), id=json.loads(line)["name"]) for line in lines]


@pytest.mark.parametrize("example", examples())
def test_oracle_gives_the_worked_example(example: dict[str, Any]) -> None:
    assert oracle_plan(example["case"]) == example["plan"]


def test_engine_gives_what_the_oracle_gives() -> None:
    tally = compare(range(CASES), SEED)
    shown = [
        f"case {number} of seed {SEED}, shrunk:\n{report(shrink(numbered_case(number, SEED)))}"
        for number in tally.different[:3]
    ]
    assert not tally.different, f"{len(tally.different)} of {CASES} cases differ\n" + "\n".join(shown)


def test_a_tenth_of_the_cases_is_near_a_clock_change() -> None:
    near = [number for number in range(500) if near_clock_change(numbered_case(number, SEED))]
    assert len(near) >= 50


def test_few_cases_are_refused_and_most_histories_are_long() -> None:
    cases = [numbered_case(number, SEED) for number in range(300)]
    refused = [case for case in cases if "error" in oracle_plan(case)]
    assert 3 <= len(refused) <= 30
    assert len([case for case in cases if len(case["events"]) >= 4]) >= 150

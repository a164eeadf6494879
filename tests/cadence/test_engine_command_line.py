"""`python -m recruiting.cadence`: a case a line in, a plan a line out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cadence.data.stories import EXAMPLES, SENT, case

ROOT = Path(__file__).parents[2]


def _run(text: str, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    command = [sys.executable, "-m", "recruiting.cadence", *options]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_all_examples_in_one_run() -> None:
    _, answers, _ = _run("\n".join(json.dumps(each["case"]) for each in EXAMPLES))
    assert len(answers) == len(EXAMPLES)
    for answer, example in zip(answers, EXAMPLES, strict=True):
        if "error" in example["plan"]:
            assert answer["error"] == example["plan"]["error"]
            assert answer["detail"]
        else:
            assert answer == example["plan"]


def test_a_run_without_refusals_ends_with_0() -> None:
    status, answers, _ = _run(json.dumps(case(SENT)) + "\n")
    assert (status, answers[0]["status"]) == (0, "active")


def test_a_refused_case_has_its_line_and_the_run_goes_on() -> None:
    lines = [json.dumps(case(SENT, SENT)), json.dumps(case(SENT))]
    status, answers, _ = _run("\n".join(lines))
    assert status == 1
    assert answers[0]["error"] == "already_sent"
    assert answers[1]["status"] == "active"


def test_blank_lines_are_skipped() -> None:
    status, answers, _ = _run(f"\n{json.dumps(case())}\n   \n\n")
    assert (status, len(answers)) == (0, 1)


@pytest.mark.parametrize("line", ["nonsense", "[1, 2]", '"text"', "17", "null", "{", "[" * 5000])
def test_a_line_that_is_no_case_is_named_as_such(line: str) -> None:
    status, answers, errors = _run(f"{line}\n{json.dumps(case())}\n")
    assert (status, errors) == (1, "")
    assert answers[0]["error"] == "unknown_value"
    assert "allowed" in answers[0]["detail"]
    assert answers[1]["status"] == "active"


def test_explain_gives_every_step_its_facts() -> None:
    _, answers, _ = _run(json.dumps(case(SENT)), "--explain")
    assert [step["why"]["rule"] for step in answers[0]["steps"]] == [
        "interview_ended",
        "thank_you_deadline",
        "no_date_given",
    ]


def test_an_unknown_option_is_answered_with_the_usage() -> None:
    status, answers, errors = _run("", "--explian")
    assert (status, answers) == (2, [])
    assert "--explain" in errors

"""Every step of every worked example can say why in plain words, and other languages can say it too."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from recruiting.cadence import Step, plan_case
from recruiting.wording import moment_in, reason_label, step_title, why_details, why_sentence

EXAMPLES = Path(__file__).parents[1] / "cadence" / "data" / "timing.jsonl"


def steps() -> list[Step]:
    cases = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    return [step for each in cases if "error" not in each["plan"] for step in steps_of(each["case"])]


def steps_of(case: dict[str, Any]) -> list[Step]:
    return list(plan_case(case, explain=True).steps)


def test_every_step_says_why_in_plain_words() -> None:
    for step in steps():
        assert step.why is not None
        sentence = why_sentence(step.why, kind=step.kind, due=step.due, status=step.status)
        for text in [sentence, *why_details(step.why, due=step.due)]:
            assert re.fullmatch(r"[A-Z\d“][^_%]+\.", text), text
        assert step_title(step.key, step.kind, "Grace")
        assert reason_label(step.reason or step.why.rule)


@pytest.mark.parametrize("language", ["de", "ja"])
def test_days_and_months_follow_the_language(language: str) -> None:
    step = steps()[0]
    english = moment_in(step.due, "Europe/London")
    with override(language):
        assert moment_in(step.due, "Europe/London") != english

"""`python -m recruiting.cadence [--explain]`: one case a line in, one plan a line out."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from recruiting.cadence import forms
from recruiting.cadence.cases import plan_case
from recruiting.cadence.refusals import Refused

USAGE = "usage: python -m recruiting.cadence [--explain] < cases.jsonl > plans.jsonl"


def answers(lines: Iterable[str], *, explain: bool) -> Iterator[dict[str, Any]]:
    """A plan, or what is wrong, for every line that is not blank."""
    for line in lines:
        if line.strip():
            yield answer(line, explain=explain)


def answer(line: str, *, explain: bool) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return {
            "error": "unknown_value",
            "detail": f"the line is no JSON ({fault}); allowed: one case a line.",
        }
    try:
        return plan_case(forms.mapping("case", case), explain=explain).to_json()
    except Refused as refused:
        return {"error": str(refused.name), "detail": refused.detail}


def main(arguments: list[str]) -> int:
    if any(each != "--explain" for each in arguments):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    refused = False
    for each in answers(sys.stdin, explain="--explain" in arguments):
        refused = refused or "error" in each
        sys.stdout.write(f"{json.dumps(each, ensure_ascii=False)}\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

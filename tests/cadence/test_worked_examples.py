"""Every worked example of the design comes out exactly."""

from typing import Any

import pytest

from recruiting.cadence import Refused, plan_case
from tests.cadence.data.stories import EXAMPLES


def _outcome(case: dict[str, Any]) -> dict[str, Any]:
    try:
        return plan_case(case).to_json()
    except Refused as refused:
        return {"error": str(refused.name)}


def test_there_are_291_examples() -> None:
    assert len(EXAMPLES) == 291


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["name"] for each in EXAMPLES])
def test_example_comes_out_exactly(example: dict[str, Any]) -> None:
    assert _outcome(example["case"]) == example["plan"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[each["name"] for each in EXAMPLES])
def test_fields_come_in_the_order_of_the_example(example: dict[str, Any]) -> None:
    assert str(_outcome(example["case"])) == str(example["plan"])

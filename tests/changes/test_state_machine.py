"""The register keeps its promises in any order of edits, events, publishing, applying, undoing: 500 drawn stories.

`make oracle` draws more: RUNS says how many there are in all.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.changes.machine import Register

# What it tries is the same on every database: a second one gets fewer
RUNS = int(os.environ.get("REGISTER_RUNS", "100" if os.environ.get("DATABASE_URL") else "500"))
PARTS = 5  # spread over the processes that run the tests


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_the_register_keeps_its_promises_in_any_order(part: int) -> None:
    Register.found()
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=RUNS // PARTS,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

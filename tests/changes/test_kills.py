"""Workers that are killed while they write a change, twenty of them each way, change nothing of how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import OwnDatabase, of_product

ROOT = Path(__file__).parents[2]
KILLS = 20
SEED = "twenty deaths"


@pytest.fixture(scope="module")
def told(
    own_database: OwnDatabase, migrated: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Return what became of two equal firms' changes: of the one whose workers were killed, and of the other."""
    data = tmp_path_factory.mktemp("kills")
    with own_database("followthrough_kills", data, like=migrated) as database:
        env = of_product(database) | {"DJANGO_SETTINGS_MODULE": "recruiting.settings"}
        command = [sys.executable, "-m", "tests.changes.kills", str(KILLS), SEED]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        yield json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("doing", ["applied", "undone"])
def test_a_change_whose_workers_are_killed_ends_as_one_whose_are_not(told: dict[str, Any], doing: str) -> None:
    way = told[doing]
    assert len(way["deaths"]) == KILLS
    assert len(set(way["deaths"])) > KILLS // 2, "they died at too few places to show anything"
    assert way["killed"] == way["whole"]
    assert way["differences"] == []


@pytest.mark.slow
def test_each_plan_is_told_once_of_the_rules_though_workers_were_killed(told: dict[str, Any]) -> None:
    applied = told["applied"]["killed"]
    plans = [place for place, _number, kind, *_rest in applied["events"] if kind == "rules_changed"]
    assert plans == list(range(len(applied["plans"])))
    assert set(applied["impacts"]) == {"applied"}
    assert applied["change"] == "applied"


@pytest.mark.slow
def test_undone_by_workers_that_are_killed_the_steps_are_as_before(told: dict[str, Any]) -> None:
    undone = told["undone"]["killed"]
    assert told["applied"]["killed"]["steps"] != told["before"]["steps"]
    assert undone["steps"] == told["before"]["steps"]
    assert set(undone["impacts"]) == {"undone"}
    assert undone["change"] == "undone"

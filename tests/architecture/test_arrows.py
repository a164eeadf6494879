"""The arrows between packages hold, a newcomer must say where it belongs, and the engine stays alone."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, read, sources

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
RULES = (
    "recruiting/models", "recruiting/companies", "recruiting/policies", "recruiting/wording",
    "candidates/models", "candidates/people", "candidates/interviews", "candidates/plans",
)  # fmt: skip
SURFACES = (
    "django.http", "django.shortcuts", "django.views", "django.contrib.admin",
    "rest_framework", "unfold",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("package", ["recruiting", "candidates"])
def test_a_new_folder_fails_until_a_contract_places_it(package: str, tmp_path: Path) -> None:
    for name in ("recruiting", "candidates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    newcomer = tmp_path / package / "newcomer"
    newcomer.mkdir()
    (newcomer / "__init__.py").write_text("")
    lint = subprocess.run(LINT, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert lint.returncode == 1
    assert f"{package}.newcomer" in lint.stdout


def test_rules_know_no_surface() -> None:
    strangers = [
        f"{path}: {module}"
        for path in sources()
        if path.as_posix().startswith(RULES)
        for module in _imported(read(path) or "")
        if module.startswith(SURFACES)
    ]
    assert strangers == []


def _imported(text: str) -> list[str]:
    modules: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            modules += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules += [f"{node.module}.{name.name}" for name in node.names]
    return modules


def test_the_engine_in_a_fresh_interpreter_brings_nothing_else_of_ours_and_no_framework() -> None:
    program = "import recruiting.cadence, sys; print(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {
        name for name in loaded if name.split(".")[0] in {"django", "celery", "rest_framework", "candidates"}
    } == set()
    ours = {name for name in loaded if name.split(".")[0] == "recruiting"}
    assert {name for name in ours if not name.startswith("recruiting.cadence")} == {"recruiting"}

"""Files and functions stay small, and each file's first line says its job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import files, read, sources

FILE_LINES = {"tests": 500}
OTHER_FILE_LINES = 300
FUNCTION_LINES = 50
SPOKEN_FOR = {"Makefile": "# ", "pyproject.toml": "# ", ".ci/run": "# "}


def test_no_file_is_too_long() -> None:
    too_long = [
        f"{path}: {lines} lines: which nouns share it?"
        for path in sources()
        if (lines := (read(path) or "").count("\n")) > FILE_LINES.get(path.parts[0], OTHER_FILE_LINES)
    ]
    assert too_long == []


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{path}:{node.lineno} {node.name}: {length} lines"
        for path in sources()
        for node in _functions(read(path) or "")
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert too_long == []


def _functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_the_first_line_says_the_job() -> None:
    silent = [str(path) for path in sources() if (text := read(path)) and not _says_its_job(text, '"""')]
    silent += [name for name, mark in SPOKEN_FOR.items() if not _says_its_job(read(Path(name)) or "", mark)]
    assert silent == []


def _says_its_job(text: str, mark: str) -> bool:
    lines = text.splitlines()
    first = lines[1] if lines[0].startswith("#!") else lines[0]
    return first.startswith(mark) and len(first) > len(mark) + 5


def test_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    for path in (path for path in files() if path.parts[0] == "requirements" and path.suffix == ".txt"):
        pinned = [line for line in (read(path) or "").splitlines() if line and line[0] not in "# "]
        assert pinned
        assert [line for line in pinned if not line.endswith(" \\") or "==" not in line] == []

"""No file names a package registry's host or a path of somebody's machine."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import files, read

REGISTRY = re.compile(
    r"https?://[^/\s\"']*(?:py" r"pi|pythonhosted|npm" r"js|registry|mirror|deb" r"ian|artifact)[^\s\"']*"
    r"|(?<!\w)--(?:extra-)?index-url[ =]|--find-links[ =]|--trusted-host[ =]"
)  # fmt: skip
MACHINE = re.compile(r"(?<![\w.:/~\])}-])/(?:home|root|Users|work|opt)/\w+")


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}: {match[0]}"
        for path in files()
        for number, line in enumerate((read(path) or "").splitlines(), start=1)
        if (match := pattern.search(line)) and path.name != "test_no_places.py"
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY, "--index-url https://packages.example/simple"),
        (REGISTRY, "https://registry.example/left-pad"),
        (MACHINE, 'open("/home/alice/roster.csv")'),
    ],
)
def test_the_pattern_finds(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)

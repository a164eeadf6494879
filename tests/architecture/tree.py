"""The checkout's own files: what is committed or could be, without data, caches and environments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS_AMONG_THE_HIDDEN = {".ci", ".gitignore"}


def files() -> Iterator[Path]:
    """Yield every file, relative to the root."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if _is_ours(name)]
        for name in names:
            if _is_ours(name):
                yield (Path(folder) / name).relative_to(ROOT)


def _is_ours(name: str) -> bool:
    made_by_tools = name in {"__pycache__", "test-results", "node_modules"} or name.endswith(".pyc")
    return name in OURS_AMONG_THE_HIDDEN or not (name.startswith(".") or made_by_tools)


def sources() -> Iterator[Path]:
    """Yield every Python file that a person wrote."""
    return (path for path in files() if path.suffix == ".py" and "migrations" not in path.parts)


def read(path: Path) -> str | None:
    """Return a file's text; None if it is no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None

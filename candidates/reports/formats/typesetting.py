"""Typst in this process: one compiler for all threads, the fonts that come with it, and a cache that does not grow.

Typst has threads of its own, which a forked process has not: there it would wait for them for ever. So a process that
was forked from one that had set pages starts this file as a program for each report, which is slower, but ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "reports"
FONTS = ("manimgx_fonts", "manimgx_fonts_cjk")
LARGE = 20_000  # letters of data; what typst remembers of it is worth more than a thousand times as many bytes
FORGETS_AFTER = 11  # documents


class _Here:
    """What of this process is to be known: whether typst has run in it, or had where it was forked from."""

    lock = threading.Lock()
    used = False
    forked = False


def _after_fork() -> None:
    _Here.forked, _Here.lock = _Here.forked or _Here.used, threading.Lock()


os.register_at_fork(after_in_child=_after_fork)


def typeset(data: str, *, made_at: datetime, tags: bool) -> bytes:
    """Return the PDF of this data (JSON): for the same data the same bytes."""
    if _Here.forked:
        return _typeset_elsewhere(data, made_at, tags)
    with _Here.lock:
        _Here.used = True
        pdf = _compiler("report.typ")(sys_inputs={"data": data}, timestamp=int(made_at.timestamp()), pdf_tags=tags)
        if len(data) > LARGE:
            _forget()
    return pdf


def _forget() -> None:
    """Let typst drop what it remembers: what it has not needed in so many documents."""
    for _time in range(FORGETS_AFTER):
        _compiler("empty.typ")()


@cache
def _compiler(template: str) -> Callable[..., bytes]:
    compiler = typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    return lambda **options: bytes(compiler.compile(format="pdf", **options))  # type: ignore[arg-type]


@cache
def _fonts() -> typst.Fonts:
    places = [Path(spec.origin).parent for name in FONTS if (spec := find_spec(name)) and spec.origin]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))


def _typeset_elsewhere(data: str, made_at: datetime, tags: bool) -> bytes:
    # -P: the files beside this one are called as some of the standard library
    command = [sys.executable, "-P", __file__, made_at.astimezone(UTC).isoformat(), "tags" if tags else ""]
    return subprocess.run(command, input=data.encode(), stdout=subprocess.PIPE, check=True).stdout  # noqa: S603  # ourselves


if __name__ == "__main__":
    moment, tagged = sys.argv[1:]
    pages = typeset(sys.stdin.buffer.read().decode(), made_at=datetime.fromisoformat(moment), tags=bool(tagged))
    sys.stdout.buffer.write(pages)

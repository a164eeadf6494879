"""`python -m tests.bench [NAME]`: run the measures, or one, and print a table: measure, ours, beside what, ratio."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench
from tests.bench.measure import Measure, Row, run

LAYOUT = "{:<16} {:>14} {:<44} {:>14} {:>7}"


def measures() -> dict[str, Measure]:
    """Return every measure of this folder by name."""
    found = {}
    for module in pkgutil.iter_modules(tests.bench.__path__):
        measure = getattr(importlib.import_module(f"tests.bench.{module.name}"), "MEASURE", None)
        if isinstance(measure, Measure):
            found[measure.name] = measure
    return found


def main(names: list[str]) -> int:
    """Print the table of these measures, all without a name; return an exit status."""
    known = measures()
    if unknown := [name for name in names if name not in known]:
        print(f"No measure {', '.join(unknown)}; there are: {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    print(LAYOUT.format("measure", "ours /s", "beside", "theirs /s", "ratio"))
    for name in names or sorted(known):
        for row in run(known[name]):
            print(_line(row), flush=True)
    return 0


def _line(row: Row) -> str:
    return LAYOUT.format(
        row.measure, f"{row.ours:,.0f} {row.unit}", row.beside, f"{row.theirs:,.0f}", f"{row.ratio:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

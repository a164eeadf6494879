"""`python -m tests.bench [NAME]`: run the measures, or one, and print a table: measure, ours, beside what, ratio."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench
from tests.bench.measure import Figure, Measure, Row, run

LAYOUT = "{:<18} {:>18} {:<46} {:>12} {:>7}"


def measures(name: str) -> list[Measure | Figure]:
    """Return what a file of this folder measures: one thing in MEASURE, or some in MEASURES."""
    module = importlib.import_module(f"tests.bench.{name}")
    here = getattr(module, "MEASURES", None) or [getattr(module, "MEASURE", None)]
    return [each for each in here if isinstance(each, Measure | Figure)]


def main(names: list[str]) -> int:
    """Print the table of these measures, all without a name; return an exit status."""
    files = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name != "__main__")
    # Only those asked for are loaded: each needs other libraries
    known = {name: found for name in files if (not names or name in names) and (found := measures(name))}
    if unknown := [name for name in names if name not in known]:
        print(f"No measure {', '.join(unknown)}; there are files: {', '.join(files)}", file=sys.stderr)
        return 2
    print(LAYOUT.format("measure", "ours", "beside", "theirs", "ratio"))
    for name in names or known:
        for measure in known[name]:
            for row in run(measure):
                print(_line(row), flush=True)
    return 0


def _line(row: Row) -> str:
    return LAYOUT.format(
        row.measure, f"{row.ours:,.0f} {row.unit}", row.beside, f"{row.theirs:,.0f}", f"{row.ratio:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m tests.faults [NAME…]`: break things on purpose, print a line of figures each; 1 if harm was done."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.faults.servers import PartMissing, Servers, servers_in

NAMES = ("calm", "kills", "rescue", "redis", "postgres", "stopped", "clocks", "races", "double", "codes", "poison")


def main(arguments: Sequence[str]) -> int:
    """Run the faults that are named, or all; return an exit status."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--reminders", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--without-controls", action="store_true")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in NAMES]:
        print(f"No fault {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
    with tempfile.TemporaryDirectory(prefix="followthrough-faults-") as folder:
        try:
            with servers_in(Path(folder)) as servers:
                return _run(servers, chosen)
        except PartMissing as missing:
            print(missing, file=sys.stderr)
            return 2


def _run(servers: Servers, chosen: argparse.Namespace) -> int:
    """Set Django up on these servers, then let each fault happen."""
    os.environ.update(servers.environment("postgres"))
    import django

    django.setup()
    logging.getLogger("candidates").setLevel(logging.ERROR)  # that marks are refused is what is looked for here
    from tests.faults.faults import FAULTS
    from tests.faults.scene import Stage

    stage = Stage(servers, chosen.reminders, chosen.kills, controls=not chosen.without_controls)
    stage.prepare()
    failed = 0
    for name in chosen.names or NAMES:
        start = time.monotonic()
        print(f"{name}:", flush=True)
        for verdict in FAULTS[name](stage):
            failed += not verdict.is_good
            print(f"  {verdict}", flush=True)
        print(f"  ({time.monotonic() - start:.0f} s)", flush=True)
    print(f"{failed} not as they should be" if failed else "all as it should be", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

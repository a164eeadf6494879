"""Says how far a job is from a connection of its own, while the worker's own reads row after row.

On SQLite whoever is reading sees nothing of what others write meanwhile, a request to cancel least of all, and once
they have written may write nothing himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, connections

from candidates.jobs.services import Claim


@contextmanager
def reporting_aside(held: Claim) -> Iterator[Callable[[int, int], None]]:
    """Yield what `Claim.report` is, done elsewhere; it raises the same."""
    if connection.in_atomic_block:  # nobody else would see the job
        yield held.report
        return
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        try:
            yield lambda done, total: elsewhere.submit(held.report, done, total).result()
        finally:
            elsewhere.submit(connections.close_all)

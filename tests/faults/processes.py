"""Workers and beats as processes of their own: started, killed, stopped and let go on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.servers import ROOT


@dataclass
class Nursery:
    """A process that forks workers and beats on demand, in one environment."""

    folder: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker", str(self.folder)],
            cwd=ROOT,
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def fork(self, order: str, number: int) -> int:
        """Start a worker or a beat and return its process's id."""
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order} {number}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self) -> None:
        """End all that it forked."""
        if self.process is not None:
            self.process.communicate()
            self.process = None


@dataclass
class Crew:
    """Some workers, each in its place, and a beat."""

    nurseries: list[Nursery]
    size: int = 4
    workers: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        for nursery in self.nurseries:
            nursery.start()
        self.nurseries[0].fork("beat", 0)
        self.workers = [self._nursery(place).fork("worker", place) for place in range(self.size)]
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for nursery in self.nurseries:
            nursery.end()

    def kill(self, place: int) -> None:
        """Kill a worker, wherever in its work it is."""
        self.signal(place, signal.SIGKILL)

    def replace(self, place: int) -> None:
        """Start another worker in its place."""
        self.workers[place] = self._nursery(place).fork("worker", place)

    def signal(self, place: int, signum: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.workers[place], signum)

    def is_running(self, place: int) -> bool:
        try:
            os.kill(self.workers[place], 0)
        except ProcessLookupError:
            return False
        return True

    def _nursery(self, place: int) -> Nursery:
        return self.nurseries[place % len(self.nurseries)]

"""Real calendar programs over HTTP: vdirsyncer with khal, khal by itself, calcurse. They subscribe, and follow."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import time_machine

from candidates.calendars.services import IssuedFeed, issue_feed
from candidates.models import Candidate, EventType, Plan
from tests.calendars.conftest import HOST, record
from tests.portal.conftest import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# Past the clock change of New York, before London's: an hour nearer to one another
BETWEEN = "2027-03-22T10:00:00+00:00"
AFTER = "2027-04-06T09:00:00+00:00"

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair followthrough]
a = "feed"
b = "calendar"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{address}"
[storage calendar]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[followthrough]]
path = {folder}/calendar
type = calendar
[default]
default_calendar = followthrough
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
FROM_TO = "12/03/2026 @ 05:00 -> 12/03/2026 @ 05:15"
SHOWN = "{start-date} {start-time}-{end-time} {title} {cancelled}"


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let time go on from there: a live server waits for nobody whose clock stands still."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def feed(live_server: Any, settings: Any, candidate: Candidate) -> IssuedFeed:
    """Return Amara's feed where the programs find it."""
    settings.SITE_ADDRESS = live_server.url
    return issue_feed(holder=candidate, at=NOW)


class Reader:
    """The programs of a person somewhere."""

    def __init__(self, folder: Path, feed: IssuedFeed, zone: str) -> None:
        self.folder, self.feed, self.zone = folder, feed, zone
        for name in ("calendar", "calcurse"):
            (folder / name).mkdir()
        (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder, address=feed.address))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder, zone=zone))

    def run(self, *command: str) -> str:
        """Run a program in the reader's zone and return what it says."""
        own = {"HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder), "TZ": self.zone, "LC_ALL": "C.UTF-8"}
        environment = {"PATH": os.environ["PATH"], **own}
        ran = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def sync(self) -> None:
        """Fetch the feed as a subscription does."""
        configured = ("vdirsyncer", "--config", str(self.folder / "vdirsyncer.conf"))
        if not (self.folder / "status").exists():
            self.run(*configured, "discover")
        self.run(*configured, "sync")

    def fetch(self) -> str:
        """Fetch the file as it is, and return where it lies."""
        with urlopen(self.feed.address) as answer:
            (self.folder / "feed.ics").write_bytes(answer.read())
        return str(self.folder / "feed.ics")

    def khal(self, shown: str = SHOWN) -> list[str]:
        """Return what khal shows from December 2026 on."""
        configured = ("khal", "--config", str(self.folder / "khal.conf"))
        lines = self.run(*configured, "list", "--day-format", "", "--format", shown, "2026-12-01", "200d").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.startswith("No events")]

    def import_into_khal(self) -> None:
        """Put the file into khal's own calendar, as one opens a file."""
        self.run("khal", "--config", str(self.folder / "khal.conf"), "import", "--batch", self.fetch())

    def calcurse(self) -> list[str]:
        """Return what calcurse holds once it has read the file into an empty calendar."""
        own = self.folder / "calcurse"
        (own / "apts").unlink(missing_ok=True)
        self.run("calcurse", "-D", str(own), "-q", "-i", self.fetch())
        lines = (own / "apts").read_text().splitlines()
        return sorted(line for line in lines if "Call Grace" in line)


@pytest.fixture
def london(tmp_path: Path, feed: IssuedFeed) -> Reader:
    return Reader(tmp_path, feed, "Europe/London")


@pytest.fixture
def new_york(tmp_path: Path, feed: IssuedFeed) -> Reader:
    return Reader(tmp_path, feed, "America/New_York")


@pytest.mark.requires_part("khal", "vdirsyncer")
def test_a_subscriber_sees_the_call_its_new_time_and_that_it_is_off(london: Reader, called_for: Plan) -> None:
    london.sync()
    assert london.khal() == ["2026-12-03 10:00-10:15 Call Grace Petrov, Harrow & Pine"]
    record(called_for, EventType.RESCHEDULED, {"due": "2026-12-07T14:00:00+00:00"})
    london.sync()
    assert london.khal() == ["2026-12-07 14:00-14:15 Call Grace Petrov, Harrow & Pine"]
    record(called_for, EventType.CLOSED, {"outcome": "withdrawn"})
    london.sync()
    assert london.khal() == ["2026-12-07 14:00-14:15 Call Grace Petrov (cancelled), Harrow & Pine CANCELLED"]


@pytest.mark.requires_part("khal", "vdirsyncer")
def test_wall_times_are_right_on_the_far_side_of_a_clock_change(new_york: Reader, called_for: Plan) -> None:
    seen = []
    for due in (None, BETWEEN, AFTER):
        if due:
            record(called_for, EventType.RESCHEDULED, {"due": due})
        new_york.sync()
        seen += new_york.khal("{start-date} {start-time}")
    assert seen == ["2026-12-03 05:00", "2027-03-22 06:00", "2027-04-06 05:00"]


@pytest.mark.requires_part("khal")
def test_a_program_that_goes_by_names_moves_the_event_it_has(london: Reader, called_for: Plan) -> None:
    own = "{start-date} {start-time} {uid}"
    london.import_into_khal()
    uid = f"plan-{called_for.pk}-follow_up:1@{HOST}".replace(HOST, london.feed.address.split("/")[2].split(":")[0])
    assert london.khal(own) == [f"2026-12-03 10:00 {uid}"]
    record(called_for, EventType.RESCHEDULED, {"due": AFTER})
    london.import_into_khal()
    assert london.khal(own) == [f"2027-04-06 10:00 {uid}"]


@pytest.mark.requires_part("calcurse")
def test_another_program_reads_the_same_moments(new_york: Reader, called_for: Plan) -> None:
    seen = []
    for due in (None, BETWEEN, AFTER):
        if due:
            record(called_for, EventType.RESCHEDULED, {"due": due})
        seen += [line[: len(FROM_TO)] for line in new_york.calcurse()]
    assert seen == [
        FROM_TO,
        "03/22/2027 @ 06:00 -> 03/22/2027 @ 06:15",
        "04/06/2027 @ 05:00 -> 04/06/2027 @ 05:15",
    ]

"""Every fault by its name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults.clocks import clocks
from tests.faults.codes import codes
from tests.faults.double import double
from tests.faults.kills import calm, kills, rescue
from tests.faults.outages import postgres, redis
from tests.faults.poison import poison
from tests.faults.races import races
from tests.faults.stopped import stopped
from tests.faults.verdicts import Fault

FAULTS: Mapping[str, Fault] = {
    "calm": calm,
    "kills": kills,
    "rescue": rescue,
    "redis": redis,
    "postgres": postgres,
    "stopped": stopped,
    "clocks": clocks,
    "races": races,
    "double": double,
    "codes": codes,
    "poison": poison,
}

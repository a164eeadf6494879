"""Why each step is due then, for hundreds of thousands of steps: one sentence is worked out for all that share it.

A sentence follows from its facts, and of their moments only the local days and the step's own due moment are told. So
what is kept goes by the facts as they are stored without the anchor's time of day, and the due moment is put in for
each step. A test holds every sentence against the one that is worked out alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from recruiting.cadence import Why
from recruiting.wording import moment_said, why_sentence
from recruiting.wording.messages import Known, in_one_language
from recruiting.wording.steps import Reader

KEPT = 20_000  # sentences, of about half a kilobyte each
_ANCHOR_AT = re.compile(r'"at": ?"([^"]*)"')  # no other of the facts is called so
_ZONE = re.compile(r'"time_zone": ?"([^"]*)"')
_NOT_MOVED = '"moved": []'  # a move may tell of times of day
_HOLE = "\0"


@dataclass
class Sentences:
    """Sentences for one reader in one language, for as long as one report is read."""

    reader: Reader = "recruiter"
    _kept: dict[tuple[object, ...], str] = field(default_factory=dict)
    _messages: Known = field(default_factory=dict)

    def why(self, facts: str, kind: str, due: datetime, status: str) -> str:
        """Return the sentence of a step's stored facts (JSON text, empty for none)."""
        if facts in {"", "{}"}:
            return ""
        with in_one_language(self._messages):
            return self._shared(facts, kind, due, status)

    def _shared(self, facts: str, kind: str, due: datetime, status: str) -> str:
        anchor, named = _ANCHOR_AT.search(facts), _ZONE.search(facts)
        if anchor is None or named is None or _NOT_MOVED not in facts:
            return self._worked_out(facts, kind, due, status)
        zone = ZoneInfo(named[1])
        said_on = datetime.fromisoformat(anchor[1]).astimezone(zone).date()
        shared = facts[: anchor.start()] + facts[anchor.end() :]
        key = (shared, said_on, due.astimezone(zone).date(), kind, status)
        sentence = self._kept.get(key)
        if sentence is None:
            sentence = self._keep(key, self._worked_out(facts, kind, due, status), moment_said(due, named[1]))
        return sentence.replace(_HOLE, moment_said(due, named[1]), 1)

    def _keep(self, key: tuple[object, ...], sentence: str, moment: str) -> str:
        if len(self._kept) >= KEPT:
            self._kept.clear()
        return self._kept.setdefault(key, sentence.replace(moment, _HOLE, 1))

    def _worked_out(self, facts: str, kind: str, due: datetime, status: str) -> str:
        return why_sentence(Why.from_json(json.loads(facts)), kind=kind, due=due, status=status, reader=self.reader)

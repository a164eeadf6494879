"""Rows to what the engine reads: the only place where stored rules, calendars and events become its inputs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from candidates.models import Event, EventType
from recruiting import cadence
from recruiting.models import CalendarSnapshot, PolicyVersion


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on its way to the engine, stored already or not yet; `fields` is the row's payload."""

    type: str
    at: datetime
    fields: Mapping[str, Any] = field(default_factory=dict)


def happening_of(event: Event) -> Happening:
    """Return what an event's row says."""
    return Happening(event.type, event.at, event.payload)


class Begun(Protocol):
    """What a plan began with; a row of the database, or a tuple of its columns."""

    @property
    def starting_version_id(self) -> int:
        """The policy version."""

    @property
    def starting_calendar_id(self) -> int:
        """The calendar."""

    @property
    def starts_without_calls(self) -> bool:
        """Whether the contact accepted no calls."""


@dataclass(frozen=True)
class Rulebook:
    """The policy versions and calendars that plans refer to, by id, so that a fold asks no query."""

    versions: Mapping[int, PolicyVersion]
    calendars: Mapping[int, CalendarSnapshot]
    _read: dict[tuple[int, bool], cadence.Policy] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def for_plans(cls, plans: Iterable[Begun], happenings: Iterable[Happening] = ()) -> Rulebook:
        """Load every version and calendar that these plans, or rules that changed on them, name: two queries."""
        versions: set[int] = set()
        calendars: set[int] = set()
        for plan in plans:
            versions.add(plan.starting_version_id)
            calendars.add(plan.starting_calendar_id)
        for happening in happenings:
            if happening.type == EventType.RULES_CHANGED:
                versions.add(happening.fields["version_id"])
                calendars.add(happening.fields["calendar_id"])
        return cls(
            PolicyVersion.objects.in_bulk(versions - {None}),
            CalendarSnapshot.objects.in_bulk(calendars - {None}),
        )

    def policy(self, version_id: int, *, without_calls: bool) -> cadence.Policy:
        """Return a version's rules, with channel `email` where the contact accepts no calls."""
        read = self._read.get((version_id, without_calls))
        if read is None:
            rules = _policy(json.dumps(self.versions[version_id].rules, sort_keys=True))
            read = self._read[version_id, without_calls] = _by_email(rules) if without_calls else rules
        return read

    def calendar(self, calendar_id: int) -> cadence.Calendar:
        """Return a stored calendar."""
        return engine_calendar(self.calendars[calendar_id])


@lru_cache(maxsize=4096)
def _policy(canonical: str) -> cadence.Policy:
    return cadence.Policy.from_json(json.loads(canonical))


@lru_cache(maxsize=4096)
def _by_email(policy: cadence.Policy) -> cadence.Policy:
    return replace(policy, channel=cadence.Channel.EMAIL)


_CALENDARS: dict[str, cadence.Calendar] = {}


def engine_calendar(snapshot: CalendarSnapshot) -> cadence.Calendar:
    """Return a snapshot as the engine's calendar; one object per content, since the engine compiles it once."""
    calendar = _CALENDARS.get(snapshot.digest)
    if calendar is None:
        if len(_CALENDARS) > 4096:
            _CALENDARS.clear()
        calendar = _CALENDARS[snapshot.digest] = cadence.Calendar.from_json(snapshot.content)
    return calendar


def engine_form(happening: Happening) -> dict[str, Any]:
    """Return a happening in the engine's JSON form; one of rules that changed has none, for they are not in it."""
    return {"type": happening.type, "at": happening.at.isoformat(), **happening.fields}


def engine_event(happening: Happening, rulebook: Rulebook) -> cadence.Event:
    """Return a happening as the engine's event, rules that changed in full. Raises cadence.Refused."""
    if happening.type != EventType.RULES_CHANGED:
        return cadence.Event.from_json(engine_form(happening))
    fields = happening.fields
    return cadence.Event(
        cadence.EventType.RULES_CHANGED,
        happening.at,
        policy=rulebook.policy(fields["version_id"], without_calls=fields.get("without_calls", False)),
        calendar=rulebook.calendar(fields["calendar_id"]),
    )


def engine_events(happenings: Iterable[Happening], rulebook: Rulebook) -> list[cadence.Event]:
    """Return happenings as the engine's events. Raises cadence.Refused, saying of which event."""
    events = []
    for index, happening in enumerate(happenings):
        try:
            events.append(engine_event(happening, rulebook))
        except cadence.Refused as refused:
            raise refused.within(f"events[{index}]", index) from None
    return events


def fold(
    plan: Begun, ended_at: datetime, happenings: Iterable[Happening], rulebook: Rulebook, *, explain: bool = True
) -> cadence.Plan:
    """Return what the engine makes of a plan's start and its events, with its facts. Raises cadence.Refused.

    Rules that changed after the end, of which we learned late, change nothing: the engine would refuse any event there.
    """
    told = list(happenings)
    try:
        return cadence.plan(
            rulebook.policy(plan.starting_version_id, without_calls=plan.starts_without_calls),
            rulebook.calendar(plan.starting_calendar_id),
            cadence.Interview.from_json({"ended_at": ended_at.isoformat()}),
            engine_events(told, rulebook),
            explain=explain,
        )
    except cadence.Refused as refused:
        place = refused.event_index
        too_late = place is not None and refused.name == cadence.Refusal.PLAN_CLOSED
        if place is None or not too_late or told[place].type != EventType.RULES_CHANGED:
            raise
    return fold(plan, ended_at, [*told[:place], *told[place + 1 :]], rulebook, explain=explain)


class Followed(NamedTuple):
    """What a plan follows: the ids of a policy version and a calendar, and whether its contact accepts no calls."""

    version_id: int
    calendar_id: int
    without_calls: bool


def followed_now(plan: Begun, happenings: Iterable[Happening]) -> Followed:
    """Return what the last change of rules left in force."""
    followed = Followed(plan.starting_version_id, plan.starting_calendar_id, plan.starts_without_calls)
    for happening in happenings:
        if happening.type == EventType.RULES_CHANGED:
            fields = happening.fields
            followed = Followed(fields["version_id"], fields["calendar_id"], fields.get("without_calls", False))
    return followed

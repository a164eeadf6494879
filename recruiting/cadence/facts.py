"""Why a step is due when it is: codes, dates and numbers, never sentences.

The words are made from these elsewhere, so that they can be translated. `to_json` and `from_json` are exact
inverses; a day is "YYYY-MM-DD", a moment is UTC with "Z", to the second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

Json = dict[str, Any]
PolicyValue = int | tuple[int, int] | str | None
Moment = datetime | date


def moment_to_json(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _to_json(value: Moment | None) -> str | None:
    if isinstance(value, datetime):
        return moment_to_json(value)
    return None if value is None else value.isoformat()


def _from_json(text: str | None) -> Moment | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the count starts from: `what` is an AnchorWhat, `at` when it happened or is due.

    `day` is the local day that the count starts from. For something recorded before the interview ended
    it is the day the interview ends (`before_interview` is then true); for an auto-reply the day they are
    back.
    """

    what: str
    at: datetime
    day: date | None = None
    before_interview: bool = False

    def to_json(self) -> Json:
        return {
            "what": str(self.what),
            "at": moment_to_json(self.at),
            "day": _to_json(self.day),
            "before_interview": self.before_interview,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Anchor":
        day = data.get("day")
        return cls(
            data["what"],
            datetime.fromisoformat(data["at"]),
            date.fromisoformat(day) if day else None,
            bool(data.get("before_interview", False)),
        )


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A day that did not count: `reason` is a PassedOverReason, `name` the public holiday's."""

    day: date
    reason: str
    name: str | None = None

    def to_json(self) -> Json:
        return {"day": self.day.isoformat(), "reason": str(self.reason), "name": self.name}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PassedOver":
        return cls(date.fromisoformat(data["day"]), data["reason"], data.get("name"))


@dataclass(frozen=True, slots=True)
class Moved:
    """One move: `by` is a MovedBy; both ends are days, or both are moments. JSON: by, from, to."""

    by: str
    from_: Moment | None
    to: Moment | None

    def to_json(self) -> Json:
        return {"by": str(self.by), "from": _to_json(self.from_), "to": _to_json(self.to)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Moved":
        return cls(data["by"], _from_json(data.get("from")), _from_json(data.get("to")))


@dataclass(frozen=True, slots=True)
class Why:
    """The facts behind one step's due moment.

    rule: the step's reason, or "interview_ended" / "thank_you_deadline".
    policy_field, policy_value: the setting that decided (call_after_days, (2, 3)), if one did.
    approach: "assertive" or "measured" where it picked from a range.
    anchor: what was counted from. days: the n that was taken. unit: "business" or "calendar".
    announced: the date they named; an `after_promised_date` counts its days from it, not from the anchor.
    event_index: which event (in the order given) decided; None where none did.
    email_because: an EmailBecause where a follow-up is an email.
    time_zone: the zone in which days and hours were counted.
    """

    rule: str
    time_zone: str
    policy_field: str | None = None
    policy_value: PolicyValue = None
    approach: str | None = None
    anchor: Anchor | None = None
    days: int | None = None
    unit: str | None = None
    passed_over: tuple[PassedOver, ...] = ()
    moved: tuple[Moved, ...] = ()
    announced: date | None = None
    event_index: int | None = None
    email_because: str | None = None

    def to_json(self) -> Json:
        value = self.policy_value
        return {
            "rule": str(self.rule),
            "time_zone": self.time_zone,
            "policy_field": self.policy_field,
            "policy_value": list(value) if isinstance(value, tuple) else value,
            "approach": None if self.approach is None else str(self.approach),
            "anchor": None if self.anchor is None else self.anchor.to_json(),
            "days": self.days,
            "unit": None if self.unit is None else str(self.unit),
            "passed_over": [day.to_json() for day in self.passed_over],
            "moved": [move.to_json() for move in self.moved],
            "announced": _to_json(self.announced),
            "event_index": self.event_index,
            "email_because": None if self.email_because is None else str(self.email_because),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Why":
        value, anchor, announced = data.get("policy_value"), data.get("anchor"), data.get("announced")
        return cls(
            rule=data["rule"],
            time_zone=data["time_zone"],
            policy_field=data.get("policy_field"),
            policy_value=(value[0], value[1]) if isinstance(value, list) else value,
            approach=data.get("approach"),
            anchor=Anchor.from_json(anchor) if anchor else None,
            days=data.get("days"),
            unit=data.get("unit"),
            passed_over=tuple(PassedOver.from_json(each) for each in data.get("passed_over", ())),
            moved=tuple(Moved.from_json(each) for each in data.get("moved", ())),
            announced=date.fromisoformat(announced) if announced else None,
            event_index=data.get("event_index"),
            email_because=data.get("email_because"),
        )

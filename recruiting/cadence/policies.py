"""A call-timing policy: when to write and when to call. Its defaults are the standard policy."""

from dataclasses import dataclass, fields
from datetime import time
from typing import Any, ClassVar

from recruiting.cadence import forms
from recruiting.cadence.refusals import Refusal, Refused
from recruiting.cadence.vocabulary import Approach, Channel, DayCount, Weekday

POLICY_FORM_VERSION = 1
MOST_DAYS = 400

Hours = tuple[time, time]
DayRange = tuple[int, int]

_HOURS = 'a pair ["HH:MM", "HH:MM"], the first before the second'
_RANGE = "a pair [first, last] of whole numbers from 0 to 400, the first not above the second"
_SPAN = '{"weekday", "from", "to"}, from before to'


@dataclass(frozen=True, slots=True)
class Avoid:
    """A span of one weekday in which nobody is to be called; `to` is exclusive."""

    weekday: Weekday
    from_: time
    to: time

    @classmethod
    def from_json(cls, field: str, value: Any) -> "Avoid":
        form = forms.mapping(field, value)
        forms.no_other_keys(form, ("weekday", "from", "to"))
        span = cls(
            forms.required(form, "weekday", forms.one_of(Weekday), ", ".join(Weekday)),
            forms.required(form, "from", forms.clock_time, forms.TIMES),
            forms.required(form, "to", forms.clock_time, forms.TIMES),
        )
        if span.from_ >= span.to:
            raise Refused(Refusal.INVALID_RANGE, field, span.to_json(), _SPAN)
        return span

    def to_json(self) -> dict[str, str]:
        return {
            "weekday": str(self.weekday),
            "from": forms.time_to_json(self.from_),
            "to": forms.time_to_json(self.to),
        }


@dataclass(frozen=True)
class Policy:
    """Every setting of timing.md, with its default. Refused where a number or range is impossible."""

    thank_you_within_hours: int = 24
    email_hours: Hours = (time(8), time(20))
    day_count: DayCount = DayCount.BUSINESS
    call_after_days: DayRange = (2, 3)
    approach: Approach = Approach.MEASURED
    call_hours: Hours = (time(9, 30), time(16, 30))
    preferred_call_time: time = time(10)
    avoid: tuple[Avoid, ...] = ()
    after_promised_date_days: int = 1
    retry_after_days: DayRange = (1, 2)
    max_attempts: int = 3
    repeat_after_days: DayRange = (3, 5)
    gap_hours: int = 3
    max_follow_ups: int = 6
    give_up_after_days: int = 60
    channel: Channel = Channel.PHONE

    LIMITS: ClassVar[dict[str, tuple[int, int]]] = {
        "thank_you_within_hours": (0, 2_400),
        "after_promised_date_days": (0, 400),
        "max_attempts": (1, 1_000),
        "gap_hours": (0, 2_400),
        "max_follow_ups": (0, 1_000),
        "give_up_after_days": (0, 4_000),
    }
    RANGES: ClassVar[tuple[str, ...]] = ("call_after_days", "retry_after_days", "repeat_after_days")

    def __post_init__(self) -> None:
        for name, (least, most) in self.LIMITS.items():
            if not least <= getattr(self, name) <= most:
                raise _out_of_range(name, getattr(self, name), f"a whole number from {least} to {most}")
        for name in self.RANGES:
            first, last = getattr(self, name)
            if not 0 <= first <= last <= MOST_DAYS:
                raise _out_of_range(name, [first, last], _RANGE)
        for name in ("email_hours", "call_hours"):
            start, end = getattr(self, name)
            if start >= end:
                raise _out_of_range(name, [forms.time_to_json(start), forms.time_to_json(end)], _HOURS)
        object.__setattr__(self, "_hash", hash(self._values()))

    def __hash__(self) -> int:
        """Counted once: every plan looks its rules up by policy and calendar."""
        return self._hash  # type: ignore[attr-defined, no-any-return]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()  # the hash of text differs from process to process

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in POLICY_FIELDS)

    @classmethod
    def from_json(cls, data: Any) -> "Policy":
        """A policy from its form. Keys left out take their default; an unknown key is refused."""
        form = forms.mapping("policy", data)
        forms.no_other_keys(form, ("version", *POLICY_FIELDS))
        if form.get("version", POLICY_FORM_VERSION) != POLICY_FORM_VERSION:
            raise forms.wrong("version", form["version"], str(POLICY_FORM_VERSION))
        given = {name: _READERS[name](name, form[name]) for name in POLICY_FIELDS if name in form}
        return cls(**given)

    def to_json(self) -> dict[str, Any]:
        """The whole form, with its version."""
        data: dict[str, Any] = {"version": POLICY_FORM_VERSION}
        for name in POLICY_FIELDS:
            data[name] = _plain(getattr(self, name))
        return data


POLICY_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Policy))


def _out_of_range(field: str, value: object, allowed: str) -> Refused:
    return Refused(Refusal.INVALID_RANGE, field, value, allowed)


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return forms.time_to_json(value)
    if isinstance(value, Avoid):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int) else str(value)


def _hours(field: str, value: Any) -> Hours:
    return forms.pair(field, value, forms.clock_time, _HOURS)


def _day_range(field: str, value: Any) -> DayRange:
    return forms.pair(field, value, forms.whole_number, _RANGE)


def _avoid(field: str, value: Any) -> tuple[Avoid, ...]:
    spans = forms.items(field, value, f"a list of {_SPAN}")
    return tuple(_one_avoid(field, number, span) for number, span in enumerate(spans))


def _one_avoid(field: str, number: int, span: Any) -> Avoid:
    place = f"{field}[{number}]"
    try:
        return Avoid.from_json(field, span)
    except Refused as refused:
        if refused.field == field:
            raise
        raise Refused(refused.name, field, refused.value, f"{refused.allowed} as {place}.{refused.field}") from None


_READERS: dict[str, forms.Reader[Any]] = {
    "email_hours": _hours,
    "day_count": forms.one_of(DayCount),
    "call_after_days": _day_range,
    "approach": forms.one_of(Approach),
    "call_hours": _hours,
    "preferred_call_time": forms.clock_time,
    "avoid": _avoid,
    "retry_after_days": _day_range,
    "repeat_after_days": _day_range,
    "channel": forms.one_of(Channel),
    **dict.fromkeys(Policy.LIMITS, forms.whole_number),
}

"""What the engine says no to: one exception, with a code, the value, and what is allowed."""

from enum import StrEnum


class Refusal(StrEnum):
    PLAN_CLOSED = "plan_closed"
    ALREADY_SENT = "already_sent"
    DUE_NOT_AFTER_EVENT = "due_not_after_event"
    DATE_IN_PAST = "date_in_past"
    DATE_TOO_FAR = "date_too_far"
    MISSING_FIELD = "missing_field"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_VALUE = "unknown_value"
    NO_OFFSET = "no_offset"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    UNKNOWN_COUNTRY = "unknown_country"
    NO_CALLING_TIME = "no_calling_time"
    INVALID_RANGE = "invalid_range"


class Refused(Exception):
    """An input that cannot be planned with.

    `field` is a path such as "policy.call_hours" or "events[2].date"; `event_index` counts the events
    in the order given and is None where the fault is not an event's.
    """

    def __init__(
        self, name: Refusal, field: str, value: object, allowed: str, event_index: int | None = None
    ) -> None:
        self.name = name
        self.field = field
        self.value = value
        self.allowed = allowed
        self.event_index = event_index
        super().__init__(name, field, value, allowed, event_index)

    @property
    def detail(self) -> str:
        """One sentence that names the field, the value and what is allowed."""
        got = "is missing" if self.name == Refusal.MISSING_FIELD else f"is {_shown(self.value)}"
        return f"{self.field} {got}; allowed: {self.allowed}."

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"

    def at_event(self, index: int) -> "Refused":
        """The same refusal, said of one event."""
        return Refused(self.name, f"events[{index}].{self.field}", self.value, self.allowed, index)


def _shown(value: object) -> str:
    text = repr(str(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."

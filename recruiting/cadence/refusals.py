"""What the engine says no to: one exception, with a code, the field, the value, and what is allowed."""

from enum import StrEnum


class Refusal(StrEnum):
    """The names of all that can be wrong."""

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


LONGEST_SHOWN = 80  # characters of a bad value


class Refused(Exception):
    """An input that cannot be planned with.

    `field` is the name of one field ("call_hours", "date"), so that a form can show the sentence beside it;
    `part` says of what ("policy", "events[2]"). `event_index` counts the events in the order given and is
    None where the fault is not an event's.
    """

    def __init__(
        self,
        name: Refusal,
        field: str,
        value: object,
        allowed: str,
        part: str = "",
        event_index: int | None = None,
    ) -> None:
        self.name = name
        self.field = field
        self.value = value
        self.allowed = allowed
        self.part = part
        self.event_index = event_index
        super().__init__(name, field, value, allowed, part, event_index)

    @property
    def detail(self) -> str:
        """One sentence that names the field, the value and what is allowed."""
        where = ".".join(each for each in (self.part, self.field) if each)
        got = "is missing" if self.name is Refusal.MISSING_FIELD else f"is {_shown(self.value)}"
        return f"{where} {got}; allowed: {self.allowed}."

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"

    def within(self, part: str, event_index: int | None = None) -> "Refused":
        """The same refusal, said of a part of a larger input."""
        whole = ".".join(each for each in (part, self.part) if each)
        return Refused(self.name, self.field, self.value, self.allowed, whole, event_index)


def _shown(value: object) -> str:
    """The value as a person would recognise it, cut where it is long."""
    if isinstance(value, str) or value is None or isinstance(value, bool):
        text = repr(value) if isinstance(value, str) else {None: "null", True: "true", False: "false"}[value]
    else:
        text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."

"""What a roster can be refused for: a problem names its line, column and value, and says what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHOWN = 200


class Code(StrEnum):
    """Every kind of problem that a row can have."""

    MISSING = "missing"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_SUBDIVISION = "unknown_subdivision"
    NOT_A_MOMENT = "not_a_moment"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_ONE_OF = "not_one_of"
    DATE_IN_PAST = "date_in_past"
    DATE_TOO_FAR = "date_too_far"
    BEFORE_INTERVIEW = "before_interview"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_MEMBER = "not_a_member"
    CONFLICT = "conflict"
    TOO_LONG = "too_long"
    TOO_MANY_FIELDS = "too_many_fields"
    TOO_FEW_FIELDS = "too_few_fields"
    DUPLICATE = "duplicate"


MESSAGES = {
    Code.MISSING: gettext_lazy("It is empty; give %(allowed)s."),
    Code.NOT_AN_EMAIL: gettext_lazy("“%(value)s” is no email address; give one such as name@example.org."),
    Code.NOT_A_PHONE: gettext_lazy("“%(value)s” is no phone number; give %(allowed)s."),
    Code.UNKNOWN_TIME_ZONE: gettext_lazy("“%(value)s” is no time zone; give an IANA name such as Europe/London."),
    Code.UNKNOWN_COUNTRY: gettext_lazy("“%(value)s” is no country; give its two letters by ISO 3166, such as GB."),
    Code.UNKNOWN_SUBDIVISION: gettext_lazy("“%(value)s” is no state or region of %(allowed)s by ISO 3166-2."),
    Code.NOT_A_MOMENT: gettext_lazy("“%(value)s” is no moment; give %(allowed)s."),
    Code.NOT_A_DATE: gettext_lazy("“%(value)s” is no date; give YYYY-MM-DD, or none if they named none."),
    Code.NOT_A_TIME: gettext_lazy("“%(value)s” is no time of day; give HH:MM from 00:00 to 23:59."),
    Code.NOT_ONE_OF: gettext_lazy("“%(value)s” is not known here; give one of %(allowed)s."),
    Code.DATE_IN_PAST: gettext_lazy("%(value)s is before the day of the interview; give that day or a later one."),
    Code.DATE_TOO_FAR: gettext_lazy("%(value)s is more than 400 days after the interview; give an earlier one."),
    Code.BEFORE_INTERVIEW: gettext_lazy("%(value)s is before the interview ended; give %(allowed)s or later."),
    Code.NOT_A_NUMBER: gettext_lazy("“%(value)s” is no round; give a whole number from 1."),
    Code.NOT_A_MEMBER: gettext_lazy("“%(value)s” is no member of the firm; give a member's email, or nothing."),
    Code.CONFLICT: gettext_lazy("“%(value)s” contradicts what is known; %(allowed)s."),
    Code.TOO_LONG: gettext_lazy("“%(value)s” is too long; at most %(allowed)s characters fit."),
    Code.TOO_MANY_FIELDS: gettext_lazy("The row has %(value)s fields, the header %(allowed)s."),
    Code.TOO_FEW_FIELDS: gettext_lazy("The row has %(value)s fields, the header %(allowed)s."),
    Code.DUPLICATE: gettext_lazy("The same interview stands on line %(allowed)s already; keep one of the two."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused; `column` is None where it is the row as a whole."""

    line: int
    column: str | None
    code: Code
    value: str = ""
    allowed: str = ""

    @property
    def message(self) -> str:
        """Return one sentence that names the value and what is allowed."""
        return str(MESSAGES[self.code]) % {"value": self.value, "allowed": self.allowed}

    def to_json(self) -> dict[str, object]:
        """Return the form that roster.md describes."""
        return {
            "line": self.line,
            "column": self.column,
            "code": str(self.code),
            "value": self.value,
            "message": self.message,
        }


class BadCell(ValueError):
    """A cell that cannot be read: why, and what would be allowed."""

    def __init__(self, code: Code, value: str, allowed: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = shown(value)
        self.allowed = allowed


class RosterUnreadable(Exception):
    """The file as a whole is refused; the text is one sentence for the person who brought it."""


class NotAllowed(RosterUnreadable):
    """Who brings the roster may not write in this firm."""

    def __init__(self) -> None:
        super().__init__(_("Only an owner or a recruiter of the firm can bring in a roster."))


def shown(value: str) -> str:
    """Return a value as a message shows it: cut where it is long."""
    return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"

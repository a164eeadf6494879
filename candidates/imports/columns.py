"""The columns of a roster: how a header names them, and which must be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candidates.imports.problems import RosterUnreadable, shown

MUST = ("candidate_name", "candidate_email", "company", "job_title", "interview_ended_at", "interviewer_name")
COLUMNS = (
    "candidate_name", "candidate_email", "candidate_phone", "candidate_time_zone",
    "company", "company_time_zone", "company_country", "company_subdivision",
    "job_title", "role_family", "round", "interview_ended_at",
    "interviewer_name", "interviewer_title", "interviewer_email", "interviewer_phone",
    "topics", "challenges", "strengths",
    "timeframe_date", "timeframe_time", "may_call", "thank_you_sent_at", "recruiter_email",
)  # fmt: skip


@dataclass(frozen=True)
class Header:
    """Which column stands where; `names` as they came."""

    names: tuple[str, ...]
    places: dict[str, int]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, names: Sequence[str]) -> Header:
        """Read a header row. Raises RosterUnreadable where no column is known, one is missing, or one stands twice."""
        places: dict[str, int] = {}
        for place, name in enumerate(names):
            column = column_of(name)
            if column in places:
                raise RosterUnreadable(
                    _("The column %(name)s stands in the header twice: keep one of them.") % {"name": column}
                )
            if column in COLUMNS:
                places[column] = place
        _refuse_incomplete(places)
        unknown = tuple(shown(name.strip()) for name in names if name.strip() and column_of(name) not in places)
        return cls(tuple(names), places, unknown)


def _refuse_incomplete(places: dict[str, int]) -> None:
    if not places:
        raise RosterUnreadable(
            _("The file has no header: its first line must name the columns, such as %(some)s.")
            % {"some": ", ".join(MUST)}
        )
    if missing := [column for column in MUST if column not in places]:
        raise RosterUnreadable(
            _("The file lacks a column that must be there: %(missing)s.") % {"missing": ", ".join(missing)}
        )


def column_of(name: str) -> str:
    """Return a header's name as we write it: lower case, with underscores."""
    return "_".join(name.replace("_", " ").split()).casefold()

"""Reads the rows of a table: every cell checked, all problems named, what rows share gathered in one register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.imports import cells
from candidates.imports.columns import COLUMNS, Header
from candidates.imports.facts import CompanyFacts, Opening, Register, RosterRow
from candidates.imports.files import Record, Table
from candidates.imports.problems import BadCell, Code, Problem, shown
from candidates.models import EventType
from candidates.plans.inputs import Happening
from candidates.plans.services import payload_of
from candidates.reports.cells import plain
from recruiting.models import Membership
from recruiting.models.fields import name_key

T = TypeVar("T")
FAMILY_LIMIT = 60
WANTED = {
    "company": gettext_lazy("the company's name"),
    "candidate_name": gettext_lazy("the candidate's name"),
    "candidate_email": gettext_lazy("the candidate's email address"),
    "interviewer_name": gettext_lazy("the interviewer's name"),
    "job_title": gettext_lazy("the title of the job"),
    "interview_ended_at": gettext_lazy("the moment the interview ends"),
    "company_time_zone": gettext_lazy("the time zone of a company that is new here"),
}
ORDER = {column: place for place, column in enumerate(COLUMNS)}


def survey(table: Table, known: Callable[[set[str]], dict[str, CompanyFacts]]) -> dict[str, CompanyFacts]:
    """Return the companies of a file: what is known of each already, completed by the first row that says more.

    A first pass, because zone and country say how the moments and telephone numbers of all rows are read.
    """
    found: dict[str, CompanyFacts] = {}
    for record in table.records():
        row = RowCells(record, table.header)
        if row.fits and (name := row.read("company", cells.name)):
            facts = found.setdefault(name_key(name), CompanyFacts(name_key(name), name))
            facts.time_zone = facts.time_zone or row.read("company_time_zone", cells.time_zone) or ""
            facts.country = facts.country or row.read("company_country", cells.country) or ""
    for key, stored in known(set(found)).items():
        said = found[key]
        stored.time_zone = stored.time_zone or said.time_zone
        stored.country = stored.country or said.country
        found[key] = stored
    return found


class RowCells:
    """The cells of one row by column, and the problems met while reading them."""

    def __init__(self, record: Record, header: Header) -> None:
        self.line = record.line
        self.problems: list[Problem] = []
        self._cells, self._places = record.cells, header.places
        self.fits = len(record.cells) == len(header.names)
        if not self.fits:
            code = Code.TOO_FEW_FIELDS if len(record.cells) < len(header.names) else Code.TOO_MANY_FIELDS
            self.problems = [Problem(self.line, None, code, str(len(record.cells)), str(len(header.names)))]

    def get(self, column: str) -> str:
        """Return a cell as plain text without the space around it; empty where the file has no such column."""
        place = self._places.get(column)
        cell = "" if place is None else self._cells[place].strip()
        return plain(cell).strip() if "'" in cell else cell

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """Return what a cell holds; None where it is empty or refused."""
        value = self.get(column)
        if not value:
            return None
        try:
            return reader(value)
        except BadCell as bad:
            self.problems.append(Problem(self.line, column, bad.code, bad.value, bad.allowed))
            return None

    def must(self, column: str, reader: Callable[[str], T]) -> T | None:
        """Return what a cell holds, which may not be empty."""
        if not self.get(column):
            self.problem(column, Code.MISSING, allowed=str(WANTED[column]))
        return self.read(column, reader)

    def problem(self, column: str, code: Code, value: str = "", allowed: str = "") -> None:
        """Note a problem with a cell."""
        self.problems.append(Problem(self.line, column, code, shown(value), allowed))


class RowReader:
    """Reads the rows of one file into one register."""

    def __init__(self, header: Header, register: Register, members: Mapping[str, Membership]) -> None:
        self.header = header
        self.register = register
        self.members = members
        self._first_lines: dict[tuple[Opening, int], int] = {}

    def read_all(self, records: Iterable[Record]) -> list[RosterRow]:
        """Return every row, with its problems in the order of the columns."""
        rows = [self._read(record) for record in records]
        for row in rows:
            row.problems.sort(key=lambda problem: ORDER.get(problem.column or "", -1))
        return rows

    def _read(self, record: Record) -> RosterRow:
        row_cells = RowCells(record, self.header)
        row = RosterRow(record.line, problems=row_cells.problems)
        if row_cells.fits:
            row.company = self._company(row_cells)
            self._people(row_cells, row)
            self._interview(row_cells, row)
            if row.opening and row.recruiter:
                row.recruiter = self.register.recruiter(row.opening, row.recruiter)
            self._refuse_second(row)
        return row

    def _company(self, row: RowCells) -> CompanyFacts | None:
        name = row.must("company", cells.name)
        zone = row.read("company_time_zone", cells.time_zone)
        country = row.read("company_country", cells.country)
        company = self.register.companies[name_key(name)] if name else None
        known_country = country or (company.country if company else "")
        region = None
        if known_country or not row.get("company_country"):
            region = row.read("company_subdivision", partial(cells.subdivision, of_country=known_country))
        if company is None:
            return None
        if not company.time_zone and not row.get("company_time_zone"):
            row.problem("company_time_zone", Code.MISSING, allowed=str(WANTED["company_time_zone"]))
        _refuse_conflict(row, "company_time_zone", zone, company.time_zone, company.name)
        if not _refuse_conflict(row, "company_country", country, company.country, company.name):
            company.subdivision = company.subdivision or region or ""
            _refuse_conflict(row, "company_subdivision", region, company.subdivision, company.name)
        return company

    def _people(self, cell: RowCells, row: RosterRow) -> None:
        company = row.company
        read_phone = partial(_phone, cell, company.country if company else "")
        candidate_name = cell.must("candidate_name", cells.name) or ""
        email = cell.must("candidate_email", cells.email)
        row.candidate_zone = cell.read("candidate_time_zone", cells.time_zone) or ""
        phone = read_phone("candidate_phone")
        if email:
            facts = self.register.candidate(email, name=candidate_name, phone=phone or "", time_zone=row.candidate_zone)
            _refuse_conflict(cell, "candidate_time_zone", row.candidate_zone, facts.time_zone, email)
            row.candidate = facts
        name = cell.must("interviewer_name", cells.name)
        title = cell.read("interviewer_title", cells.name) or ""
        address = cell.read("interviewer_email", cells.email) or ""
        number = read_phone("interviewer_phone") or ""
        if company and name:
            row.contact = self.register.contact(company, name, title=title, email=address, phone=number)

    def _interview(self, cell: RowCells, row: RosterRow) -> None:
        title = cell.must("job_title", cells.name)
        family = cell.read("role_family", partial(cells.name, limit=FAMILY_LIMIT)) or ""
        if row.company and title:
            row.job = self.register.job(row.company, title, family.lower())
        row.round = 1 if not cell.get("round") else cell.read("round", cells.round_number) or 0
        for column in ("topics", "challenges", "strengths"):
            setattr(row, column, cell.read(column, cells.text) or "")
        row.recruiter = cell.read("recruiter_email", self._member)
        zone = row.company.time_zone if row.company else ""
        ended = cell.must("interview_ended_at", cells.moment)
        row.ended_at = _instant(ended, zone)
        row.happenings = tuple(_happenings(cell, row.ended_at, zone))

    def _member(self, value: str) -> Membership:
        member = self.members.get(value.lower())
        if member is None:
            raise BadCell(Code.NOT_A_MEMBER, value)
        return member

    def _refuse_second(self, row: RosterRow) -> None:
        if row.opening is None or not row.round or row.candidate is None:
            return
        first = self._first_lines.setdefault((row.opening, row.round), row.line)
        if first != row.line:
            row.problems.append(Problem(row.line, "candidate_email", Code.DUPLICATE, row.candidate.email, str(first)))


def _refuse_conflict(row: RowCells, column: str, said: str | None, known: str, whose: str) -> bool:
    """Note a problem and return True where a row names another zone or country than is known."""
    if not said or not known or said == known:
        return False
    row.problem(column, Code.CONFLICT, said, _("%(whose)s has %(known)s") % {"whose": whose, "known": known})
    return True


def _phone(row: RowCells, country: str, column: str) -> str | None:
    """Return a number; a national one of a row whose country cannot be read is left unread, for want of a measure."""
    unreadable = not country and bool(row.get("company_country"))
    if unreadable and not row.get(column).startswith("+"):
        return None
    return row.read(column, partial(cells.phone, of_country=country))


def _instant(read: datetime | None, zone: str) -> datetime | None:
    if read is None or (read.tzinfo is None and not zone):
        return None
    return cells.instant(read, zone)


def _happenings(row: RowCells, ended_at: datetime | None, zone: str) -> list[Happening]:
    """Return what the row says has happened: a timeframe named or not, as of the interview's end, and the thank-you."""
    day = None if row.get("timeframe_date").lower() == "none" else row.read("timeframe_date", cells.day)
    time, may_call = row.read("timeframe_time", cells.clock_time), row.read("may_call", cells.may_call)
    sent = _instant(row.read("thank_you_sent_at", cells.moment), zone)
    if ended_at is None:
        return []
    found = []
    if row.get("timeframe_date").lower() == "none":
        found.append(Happening(EventType.TIMEFRAME_NOT_GIVEN, ended_at))
    elif day:
        fields = {"date": day.isoformat(), "time": time, "may_call": may_call}
        found.append(Happening(EventType.TIMEFRAME_GIVEN, ended_at, payload_of(fields)))
    if sent and sent < ended_at:
        local = ended_at.astimezone(ZoneInfo(zone)) if zone else ended_at
        row.problem("thank_you_sent_at", Code.BEFORE_INTERVIEW, row.get("thank_you_sent_at"), f"{local:%Y-%m-%d %H:%M}")
    elif sent:
        found.append(Happening(EventType.THANK_YOU_SENT, sent))
    return found

"""What of a company and its people decides when they can be reached: kept before an edit, compared, put back."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from recruiting.models import Company, CompanyDay, Contact

COMPANY_COLUMNS = ("time_zone", "country", "subdivision", "working_week")
CONTACT_COLUMNS = ("time_zone", "country", "subdivision", "accepts_calls")

# Sent once an edit is stored, with `edited` (Company or Contact), `before` (its columns) and `by` (Membership).
# A receiver returns the address of a page that shows what the edit would do, or None
calendar_changed = Signal()

Columns = Mapping[str, Any]


def columns_of(edited: Company | Contact) -> dict[str, Any]:
    """Return as JSON what decides when one can be reached: of a company, its people's too, by id, and its days."""
    if isinstance(edited, Contact):
        return {name: getattr(edited, name) for name in CONTACT_COLUMNS}
    return {
        **{name: getattr(edited, name) for name in COMPANY_COLUMNS},
        "days": [
            {"date": day.date.isoformat(), "kind": day.kind, "note": day.note} for day in edited.days.order_by("date")
        ],
        "contacts": {str(contact.pk): columns_of(contact) for contact in edited.contacts.order_by("pk")},
    }


def concerns_calendar(before: Columns, after: Columns) -> bool:
    """Say whether an edit changed when anybody can be reached who was there before and after it."""
    people = before.get("contacts", {}).keys() & after.get("contacts", {}).keys()
    return _told(before, people) != _told(after, people)


def _told(columns: Columns, people: Set[str]) -> dict[str, Any]:
    """Return the columns without notes, and without people who came or went with the edit: no plan is theirs."""
    said = dict(columns)
    if "days" in said:
        said["days"] = [(day["date"], day["kind"]) for day in said["days"]]
        said["contacts"] = {pk: each for pk, each in said["contacts"].items() if pk in people}
    return said


@transaction.atomic
def put_back(edited: Company | Contact, before: Columns) -> None:
    """Store the columns as they were; people who came since stay."""
    if isinstance(edited, Company):
        _put_back_days(edited, before["days"])
        people = edited.contacts.in_bulk([int(pk) for pk in before["contacts"]])
        for pk, columns in before["contacts"].items():
            if int(pk) in people:
                put_back(people[int(pk)], columns)
    own = COMPANY_COLUMNS if isinstance(edited, Company) else CONTACT_COLUMNS
    if any(getattr(edited, name) != before[name] for name in own):
        for name in own:
            setattr(edited, name, before[name])
        edited.save()


def _put_back_days(company: Company, days: list[dict[str, str]]) -> None:
    had = {(date.fromisoformat(day["date"]), day["kind"], day["note"]) for day in days}
    have = {(day.date, day.kind, day.note): day for day in company.days.all()}
    CompanyDay.objects.filter(pk__in=[day.pk for key, day in have.items() if key not in had]).delete()
    for key in sorted(had - have.keys()):
        day, kind, note = key
        company.days.create(organization=company.organization, date=day, kind=kind, note=note)

"""Saved reports: kept under a name with filters, days and recipients; changed, made now, removed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candidates.models import MailStream, ReportExport, SavedReport
from candidates.outbox.selectors import refusals
from candidates.reminders.walls import Walls
from candidates.reports.exports import Given, Order, ask, check_format, order
from candidates.reports.filters import LABELS, Filters
from candidates.reports.report import Viewer
from candidates.reports.spans import SPANS
from recruiting.models import Membership
from recruiting.models.fields import WEEKDAYS

LONGEST_NAME = 100
NUMBERED = ("candidate", "company", "recruiter", "policy")  # kept by number, for names change


@dataclass(frozen=True)
class Wish:
    """What a member wants kept: a report under a name, and whom it goes to on which days at which hour of theirs."""

    name: str
    order: Order
    weekdays: Collection[str] = ()  # such as "monday"
    at_hour: time = time(7)
    recipients: Sequence[Membership] = ()


def own_saved(by: Membership) -> QuerySet[SavedReport]:
    """Return what a member may see and change: an owner the firm's, a recruiter their own, a viewer none."""
    of_firm = SavedReport.objects.for_organization(by.organization)
    if by.may_manage:
        return of_firm
    return of_firm.filter(membership=by) if by.may_write else of_firm.none()


@transaction.atomic
def save(*, by: Membership, wish: Wish, at: datetime, saved: SavedReport | None = None) -> SavedReport:
    """Keep a report, or change one that was kept; its schedule begins anew, and what stopped it is mended.

    Raises ValidationError with sentences for each field of the wish (and each filter) that is wrong.
    """
    whose = saved.membership if saved else by
    filters = check(whose, wish, at=at, saved=saved)
    kept = saved or SavedReport(organization=by.organization, membership=by, created_at=at)
    kept.name, kept.report, kept.format, kept.paper = (
        _name(wish),
        wish.order.report,
        wish.order.format,
        wish.order.paper,
    )
    kept.filters, kept.named = _kept(wish.order.filters, filters)
    kept.weekdays, kept.at_hour = [day for day in WEEKDAYS if day in wish.weekdays], wish.at_hour
    kept.recipient_names = {str(each.pk): Viewer.member(each).name for each in wish.recipients}
    kept.problem, kept.made_until = "", at
    kept.next_at = walls_of(kept).next(at) if kept.weekdays else None
    kept.save()
    kept.recipients.set(wish.recipients)
    return kept


def check(whose: Membership, wish: Wish, *, at: datetime, saved: SavedReport | None = None) -> Filters:
    """Return the filters of a wish. Raises ValidationError with sentences for each field that is wrong."""
    wrong: dict[str, list[str]] = {}
    filters = Filters()
    try:
        document = ask(Viewer.member(whose), wish.order.report, wish.order.filters, at=at)
        filters = document.asked.filters
        check_format(document.report, wish.order)
    except LookupError:
        wrong["report"] = [_("There is no report “%(text)s”.") % {"text": wish.order.report}]
    except ValidationError as error:
        wrong |= error.message_dict
    wrong |= {field: [sentence] for field, sentence in _wrong_fields(whose, wish, saved).items()}
    if wrong:
        raise ValidationError(dict(wrong))
    return filters


def _name(wish: Wish) -> str:
    return " ".join(wish.name.split())


def _wrong_fields(whose: Membership, wish: Wish, saved: SavedReport | None) -> dict[str, str]:
    wrong, name = {}, _name(wish)
    same = SavedReport.objects.filter(membership=whose, name=name)
    same = same.exclude(pk=saved.pk) if saved else same
    if not name:
        wrong["name"] = _("Give it a name.")
    elif len(name) > LONGEST_NAME:
        wrong["name"] = _("That is %(size)s characters; a name has at most %(most)s.") % {
            "size": len(name),
            "most": LONGEST_NAME,
        }
    elif same.exists():
        wrong["name"] = _("There is a saved report “%(name)s” already.") % {"name": name}
    if not set(wish.weekdays) <= set(WEEKDAYS):
        wrong["weekdays"] = _("Choose days of %(allowed)s.") % {"allowed": ", ".join(WEEKDAYS)}
    if wish.weekdays and not wish.recipients:
        wrong["recipients"] = _("Choose who gets it on these days.")
    if any(each.organization_id != whose.organization_id for each in wish.recipients):
        wrong["recipients"] = _("Choose members of the firm.")
    return wrong


def _kept(given: Given, filters: Filters) -> tuple[dict[str, str], dict[str, str]]:
    """Return filters as they are stored, whom they name by number, and what each of these is called now."""
    kept = {name: text.strip() for name, text in given.items() if text and text.strip() and name in LABELS}
    rows = {field: getattr(filters, field) for field in NUMBERED if field in kept and getattr(filters, field)}
    return kept | {field: f"#{row.pk}" for field, row in rows.items()}, {field: str(row) for field, row in rows.items()}


def remove(saved: SavedReport) -> None:
    """Keep it no longer; what was made of it stays until it expires."""
    saved.delete()


def make_now(viewer: Viewer, saved: SavedReport, *, via: str, at: datetime) -> ReportExport:
    """Make it at once, for the one who asks and nobody else. Raises ValidationError where it cannot be made."""
    if problems := problems_of(saved, at=at):
        raise ValidationError(problems)
    return order(viewer, Order.of(saved), via=via, at=at, saved=saved)


def problems_of(saved: SavedReport, *, at: datetime) -> list[str]:
    """Return why it cannot be made as it was saved, a sentence each: nothing is left out silently."""
    try:
        document = ask(Viewer.member(saved.membership), saved.report, saved.filters, at=at)
        check_format(document.report, Order.of(saved))
    except LookupError:
        return [_("There is no report “%(text)s” any more.") % {"text": saved.report}]
    except ValidationError as error:
        return [_problem(saved, field, " ".join(sentences)) for field, sentences in error.message_dict.items()]
    return []


def _problem(saved: SavedReport, field: str, sentence: str) -> str:
    words = {"what": capfirst(str(LABELS.get(field, field))), "name": saved.named.get(field, ""), "why": sentence}
    if words["name"]:
        return _("%(what)s “%(name)s” is not here any more.") % words
    return _("%(what)s: %(why)s") % words


def words_of(saved: SavedReport) -> list[tuple[str, str]]:
    """Return its filters as people say them: what each is called, and its value as it was named when it was saved."""
    said: Mapping[str, object] = {**saved.filters, **saved.named}
    return [(str(LABELS[name]), str(SPANS.get(str(said[name]), said[name]))) for name in LABELS if name in said]


def walls_of(saved: SavedReport) -> Walls:
    """Return when it is made: on the clock of whoever saved it, as that stands now."""
    days = [number for number, day in enumerate(WEEKDAYS) if day in saved.weekdays]
    return Walls(saved.at_hour, days, saved.membership.user.time_zone)


def getting(saved: SavedReport) -> list[Membership]:
    """Return who gets it on its days: members of the firm who sign in and have not refused such letters."""
    refused = refusals(saved.organization, MailStream.REPORTS).values("address")
    members = saved.recipients.filter(user__is_active=True).exclude(user__email__in=refused)
    return list(members.select_related("user", "organization").order_by("pk"))


def skipped(saved: SavedReport) -> list[str]:
    """Return by name whom it was meant for and who does not get it: no member any more, or wanting none."""
    get_it = {str(each.pk) for each in getting(saved)}
    return [name for pk, name in saved.recipient_names.items() if pk not in get_it]

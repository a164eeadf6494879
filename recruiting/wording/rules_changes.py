"""What a change of rules does to plans, in sentences: "143 open plans follow this: 120 follow-ups move earlier …"."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recruiting.wording.phrases import all_of
from recruiting.wording.policies import WEEKDAYS

COLUMNS = {
    "time_zone": gettext_lazy("time zone"),
    "country": gettext_lazy("country"),
    "subdivision": gettext_lazy("state or region"),
    "working_week": gettext_lazy("working week"),
    "days": gettext_lazy("closed and open days"),
    "accepts_calls": gettext_lazy("accepts calls"),
}


def impact_sentence(moved: Mapping[str, int], *, days_earlier: int, days_later: int) -> str:
    """Return how many plans a change is about, and what becomes of them; `moved` is by movement, in the order told."""
    plans = sum(moved.values())
    if not plans:
        return _("No open plan follows this: nothing moves.")
    parts = [_part(movement, count, days_earlier, days_later) for movement, count in moved.items()]
    said = ngettext(
        "%(count)d open plan follows this: %(parts)s.", "%(count)d open plans follow this: %(parts)s.", plans
    )
    return said % {"count": plans, "parts": all_of(parts)}


def _part(movement: str, count: int, days_earlier: int, days_later: int) -> str:
    said = {
        "earlier": ngettext("%(count)d follow-up moves earlier", "%(count)d follow-ups move earlier", count),
        "later": ngettext("%(count)d follow-up moves later", "%(count)d follow-ups move later", count),
        "same": ngettext("%(count)d stays", "%(count)d stay", count),
        "to_email": ngettext("%(count)d call becomes an email", "%(count)d calls become emails", count),
        "to_call": ngettext("%(count)d email becomes a call", "%(count)d emails become calls", count),
        "exhausted": ngettext(
            "%(count)d plan ends and is over to you", "%(count)d plans end and are over to you", count
        ),
        "revived": ngettext("%(count)d plan that was over goes on", "%(count)d plans that were over go on", count),
        "refused": ngettext("%(count)d cannot follow and stays", "%(count)d cannot follow and stay", count),
    }[movement] % {"count": count}
    most = {"earlier": days_earlier, "later": days_later}.get(movement, 0)
    if not most:
        return said
    up_to = ngettext("%(said)s (by up to %(days)d day)", "%(said)s (by up to %(days)d days)", most)
    return up_to % {"said": said, "days": most}


def edit_sentences(before: Mapping[str, Any], after: Mapping[str, Any], people: Mapping[str, str]) -> list[str]:
    """Return what an edit of a company or a contact changed; `people` are the names of contacts by id."""
    said = [
        _("%(what)s: %(before)s → %(after)s")
        % {"what": str(COLUMNS[name]).capitalize(), "before": _told(name, before[name]), "after": _told(name, value)}
        for name, value in after.items()
        if name in COLUMNS and _told(name, before.get(name)) != _told(name, value)
    ]
    for pk, columns in after.get("contacts", {}).items():
        if pk in before["contacts"]:
            name = people.get(pk, "")
            said += [f"{name}: {each}" for each in edit_sentences(before["contacts"][pk], columns, {})]
    return said


def _told(name: str, value: Any) -> str:
    if name == "days":
        return ", ".join(f"{day['date']} {_open_or_closed(day['kind'])}" for day in value) or _("none")
    if name == "working_week":
        return ", ".join(str(WEEKDAYS[each]) for each in WEEKDAYS if each in value)
    if name == "accepts_calls":
        return _("yes") if value else _("no")
    return str(value or _("none"))


def _open_or_closed(kind: str) -> str:
    return _("open") if kind == "open" else _("closed")

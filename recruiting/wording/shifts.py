"""How far a date moved, in words: "2 days earlier", "later that day"."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def shift_words(old: datetime, new: datetime, zone: str) -> str:
    """Return how much earlier or later `new` is than `old` by the days of a zone; nothing where they are the same."""
    local = ZoneInfo(zone)
    days = (new.astimezone(local).date() - old.astimezone(local).date()).days
    if days < 0:
        return ngettext("%(count)d day earlier", "%(count)d days earlier", -days) % {"count": -days}
    if days > 0:
        return ngettext("%(count)d day later", "%(count)d days later", days) % {"count": days}
    if new == old:
        return ""
    return _("earlier that day") if new < old else _("later that day")

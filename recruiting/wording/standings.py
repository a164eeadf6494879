"""Why a policy does not hold for an interview, in words: "for sales roles; this is engineering"."""

from datetime import date

from django.utils.translation import gettext as _

from recruiting.wording.moments import day_words


def objection_words(
    code: str,
    *,
    family: tuple[str, str],
    round: tuple[int | None, int],  # noqa: A002  # the field's term
    country: tuple[str, str],
    valid: tuple[date | None, date | None],
    winner: str,
) -> str:
    """Return why a policy lost; of each pair the first is what it is for, the second what the interview is."""
    match code:
        case "idle":
            return _("it is for nothing yet")
        case "company":
            return _("it is for another company")
        case "role_family":
            if not family[1]:
                return _("it is for “%(one)s” roles") % {"one": family[0]}
            return _("it is for “%(one)s” roles, not “%(other)s”") % {"one": family[0], "other": family[1]}
        case "round":
            return _("it is for round %(one)s, not round %(other)s") % {"one": round[0], "other": round[1]}
        case "country":
            return _("it is for %(one)s, not %(other)s") % {"one": country[0], "other": country[1] or _("no country")}
        case "not_yet":
            return _("it holds from %(day)s on") % {"day": _day(valid[0])}
        case "expired":
            return _("it held until %(day)s") % {"day": _day(valid[1])}
        case _:
            return _("“%(winner)s” is more particular") % {"winner": winner}


def _day(day: date | None) -> str:
    return day_words(day, year=True) if day else ""

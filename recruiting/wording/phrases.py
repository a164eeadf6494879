"""Small parts of sentences: numbers as words, lists with "and" or "or", a capital first letter."""

from collections.abc import Sequence

from django.utils.translation import pgettext_lazy

from recruiting.wording.messages import gettext, ngettext, once, pgettext

NUMBERS = (
    pgettext_lazy("number", "no"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
)


@once
def number_words(number: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    return str(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def days_counted(number: int, unit: str | None) -> str:
    """Return "three working days", or "three days" where calendar days are counted."""
    words = {"count": number_words(number)}
    if unit == "business":
        return ngettext("%(count)s working day", "%(count)s working days", number) % words
    return ngettext("%(count)s day", "%(count)s days", number) % words


def hours_counted(number: int) -> str:
    """Return "24 hours"."""
    return ngettext("%(count)d hour", "%(count)d hours", number) % {"count": number}


def all_of(parts: Sequence[str]) -> str:
    """Return "one, two and three"."""
    return _joined(parts, pgettext("between the last two of a list", " and "))


def either_of(parts: Sequence[str]) -> str:
    """Return "one, two or three"."""
    return _joined(parts, pgettext("between the last two of a list", " or "))


def _joined(parts: Sequence[str], last: str) -> str:
    comma = pgettext("between the parts of a list", ", ")
    return comma.join(parts[:-1]) + last + parts[-1] if len(parts) > 1 else "".join(parts)


def sentence(text: str) -> str:
    """Return the text with a capital first letter and a full stop, which the point of "3. Dez." is already."""
    return capital(text) if text.endswith(".") else gettext("%(text)s.") % {"text": capital(text)}


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def quoted(value: object) -> str:
    """Return what somebody entered, in quotes, cut where it is long."""
    text = str(value)
    return gettext("“%(text)s”") % {"text": text if len(text) <= 60 else text[:59] + "…"}

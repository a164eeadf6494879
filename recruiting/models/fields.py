"""Model fields that check what they hold: time zones, countries, weekdays."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONDAY_TO_FRIDAY = WEEKDAYS[:5]


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Return the names of the IANA time zones; read from disk once."""
    return frozenset(available_timezones())


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless an IANA time zone has this name."""
    if name not in time_zones():
        raise ValidationError(
            _("“%(name)s” is no time zone. Use a name such as Europe/London."),
            code="unknown_time_zone",
            params={"name": name},
        )


def validate_country(code: str) -> None:
    """Raise ValidationError unless ISO 3166-1 has this two-letter code."""
    if code not in country_codes():
        raise ValidationError(
            _("“%(code)s” is no country. Use its two letters, such as GB."),
            code="unknown_country",
            params={"code": code},
        )


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Return the two-letter codes of ISO 3166-1."""
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries)


def validate_weekdays(days: Any) -> None:
    """Raise ValidationError unless it is a list of at least one weekday, each once, by its English name."""
    if not isinstance(days, list) or not days or len(set(days)) != len(days) or not set(days) <= set(WEEKDAYS):
        raise ValidationError(
            _("Choose at least one day of the week, each once: %(all)s."), params={"all": ", ".join(WEEKDAYS)}
        )


def default_working_week() -> list[str]:
    """Return Monday to Friday."""
    return list(MONDAY_TO_FRIDAY)


def time_zone_choices() -> list[tuple[str, str]]:
    """Return every IANA zone of a place, for a select."""
    return [(name, name.replace("_", " ")) for name in sorted(time_zones()) if "/" in name or name == "UTC"]


lazy_time_zone_choices = lazy(time_zone_choices, list)


class TimeZoneField(models.CharField):  # type: ignore[type-arg]  # generic for mypy alone
    """An IANA time zone's name."""

    default_validators = [validate_time_zone]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)


class CountryField(models.CharField):  # type: ignore[type-arg]  # generic for mypy alone
    """An ISO 3166-1 code of two capital letters; empty where none is known."""

    default_validators = [validate_country]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2)
        super().__init__(*args, **kwargs)


class NameKeyField(models.CharField):  # type: ignore[type-arg]  # generic for mypy alone
    """What makes a name the same name: case-folded, spacing made single. Filled from another field on saving."""

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs["editable"] = False
        self.source = source
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return the field for a migration, with the name of what it is filled from."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the key from its source."""
        key = name_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key


def name_key(name: str) -> str:
    """Return what makes a name the same name, case and spacing aside."""
    return " ".join(name.split()).casefold()[:200]

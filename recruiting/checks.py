"""System checks with hints, for whoever sets this up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register(deploy=True)
def production_parts(**_kwargs: Any) -> list[CheckMessage]:
    """Warn where production would run on parts that are meant for a first look."""
    found: list[CheckMessage] = []
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        found.append(
            Warning("Mail goes to a folder.", hint="Set EMAIL_HOST to a mail server.", id="followthrough.W001")
        )
    if str(settings.CELERY_BROKER_URL).startswith("filesystem"):
        found.append(
            Warning(
                "The broker is a folder.",
                hint="Set BROKER_URL to Redis or RabbitMQ.",
                id="followthrough.W002",
            )
        )
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        found.append(
            Warning("The database is SQLite.", hint="Set DATABASE_URL to PostgreSQL.", id="followthrough.W003")
        )
    return found

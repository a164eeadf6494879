"""The Celery application: it only wakes workers; what there is to do stands in the database."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")

app = Celery("followthrough")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_site_does(**_kwargs: Any) -> None:
    """Let workers and beat write what the settings say; Celery would set up lines of its own."""
    from django.conf import settings

    dictConfig(settings.LOGGING)

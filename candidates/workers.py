"""Wakes workers. What there is to do stands in the database, so that a message lost loses nothing but seconds."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

RUN_JOB = "candidates.tasks.run_job"
DELIVER = "candidates.tasks.deliver"


def wake(task: str, *ids: int) -> None:
    """Tell some worker of a task. Without a broker nothing is lost: the next beat finds the rows."""
    if task not in current_app.tasks:  # only workers load the tasks by themselves; a web process has not yet
        current_app.loader.import_default_modules()
    try:
        current_app.tasks[task].delay(*ids)
    except OperationalError:
        log.warning("no broker: the next beat will find what there is to do", extra={"task": task})


def wake_after_commit(task: str, *ids: int) -> None:
    """The same, once the rows are there to be seen."""
    transaction.on_commit(lambda: wake(task, *ids), robust=True)

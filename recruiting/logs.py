"""What is logged and how: plain lines in debug, JSON lines in production, with nobody's address in them."""

from __future__ import annotations

import copy
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

ADDRESS = re.compile(r"[^\s@<>()\[\]{},;:'\"=/\\|“”]+@[^\s@<>()\[\]{},;:'\"=/\\|“”]+")
# What PostgreSQL adds to an error: the row, values and all
DETAIL = re.compile(r"^(\s*(?:DETAIL|CONTEXT): ).*$", re.MULTILINE)
# The address of a calendar is its key
SECRET = re.compile(r"(/calendar/)[^/\s?'\"]+(?=\.ics)")
OURS = ("candidates", "recruiting")


class NoSecrets(logging.Filter):
    """Takes what opens a calendar out of the lines in which Django and its servers say what was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its message without secrets."""
        try:
            said = record.getMessage()
        except (TypeError, ValueError):  # words and facts that do not fit: the handler says so
            return True
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True


class JsonLines(JsonFormatter):
    """A record as one line of JSON: time, level, logger, message, and the facts given as `extra`.

    Our code logs ids and codes alone. This is the net beneath it: addresses are taken out of whatever comes, and an
    exception that our own loggers report goes without its text, which may quote anything that it met.
    """

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and record.name.split(".")[0] in OURS:
            record = copy.copy(record)
            record.exc_info, record.exc_text = None, _without_words(error)
        return str(super().format(record))

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Return the facts without addresses."""
        return {name: scrub(value) for name, value in log_data.items()}


def scrub(value: Any) -> Any:
    """Return a value as JSON can hold it, without anybody's address."""
    match value:
        case None | bool() | int() | float():
            return value
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(scrub(str(name))): scrub(each) for name, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [scrub(each) for each in value]
    return SECRET.sub(r"\1…", DETAIL.sub(r"\1…", ADDRESS.sub("…@…", str(value))))


def _without_words(error: BaseException) -> str:
    """Return where an exception and those before it were raised, and of which type they are."""
    parts: list[str] = []
    each: BaseException | None = error
    while each is not None and len(parts) < 10:
        parts.append("".join(traceback.format_tb(each.__traceback__)) + type(each).__name__)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\nduring or because of\n".join(parts)


def logging_of(*, debug: bool, level: str) -> dict[str, Any]:
    """Return what Django's LOGGING says; in production each letter tried is seen, whatever the level of the rest."""
    handler = {"class": "logging.StreamHandler", "filters": ["no_secrets"]}
    json_lines: dict[str, Any] = {} if debug else {"formatter": "json"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_secrets": {"()": "recruiting.logs.NoSecrets"}},
        "formatters": {
            "json": {"()": "recruiting.logs.JsonLines"},
            "server": {"()": "django.utils.log.ServerFormatter", "format": "[{server_time}] {message}", "style": "{"},
        },
        "handlers": {"console": {**handler, **json_lines}, "server": {**handler, "formatter": "server"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would say everything twice
        "loggers": {
            "django": {"handlers": []},
            "django.server": {"handlers": ["server"], "propagate": False},
        }
        | ({} if debug else {"candidates": {"level": "INFO"}}),
    }

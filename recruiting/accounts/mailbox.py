"""The mail folder as a page, in debug only: on a first run one sees there the code that signs in."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NEWEST = 50
BETWEEN_LETTERS = b"-" * 79 + b"\n"  # what Django's file-based backend writes after each


@dataclass(frozen=True)
class Letter:
    """A message of the folder, as it is shown."""

    subject: str
    to: str
    sent_at: datetime | None
    text: str


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show what was sent, newest first; there is no such page in production."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "portal/mailbox.html", {"letters": newest_letters(Path(settings.MAIL_DIR))})


def newest_letters(folder: Path) -> list[Letter]:
    """Return the last letters of a mail folder, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    letters = [letter for file in files[:NEWEST] for letter in reversed(list(_letters_of(file)))]
    return letters[:NEWEST]


def _letters_of(file: Path) -> Iterator[Letter]:
    for raw in file.read_bytes().split(BETWEEN_LETTERS):
        if raw.strip():
            yield _read(email.message_from_bytes(raw, policy=modern))


def _read(message: EmailMessage) -> Letter:
    body = message.get_body(("plain", "html"))
    date = message["Date"]
    return Letter(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=date.datetime if date else None,
        text=body.get_content() if body else "",
    )

"""Letters that we write: a subject, a plain body and one in HTML, from templates/emails/<name>/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from recruiting.accounts.languages import DEFAULT


def letter(
    name: str, *, to: str, facts: Mapping[str, Any], reply_to: str = "", language: str = DEFAULT
) -> EmailMultiAlternatives:
    """Return a letter, not sent, in its reader's language; its subject is one line whatever the facts hold."""
    with translation.override(language):
        subject, text, html = (
            render_to_string(f"emails/{name}/{part}", dict(facts)).strip()
            for part in ("subject.txt", "body.txt", "body.html")
        )
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()), body=text, to=[to], reply_to=[reply_to] if reply_to else None
    )
    message.attach_alternative(html, "text/html")
    return message

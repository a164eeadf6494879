"""The mail folder as a page: in debug alone, newest first, letters as words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django.fixtures import Settings

from tests.portal.conftest import said


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Return a mail folder of its own, in debug."""
    settings.DEBUG = True
    settings.MAIL_DIR = tmp_path
    return tmp_path


def send(folder: Path, subject: str, text: str) -> None:
    """Put a letter into the folder as Django's backend does."""
    backend: Any = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    EmailMessage(subject, text, to=["amara@example.org"], connection=backend).send()


def test_letters_are_shown_newest_first_and_their_text_is_only_text(client: Client, folder: Path, db: None) -> None:
    send(folder, "First, für Þóra", "Opening\n\nABCD-EFGH")
    send(folder, "Second", "<script>alert(1)</script>")
    answer = client.get("/mail/")
    words = said(answer)
    assert words.index("Second") < words.index("First, für Þóra") < words.index("ABCD-EFGH")
    assert "<script>" not in answer.content.decode()


def test_an_empty_folder_says_what_to_do(client: Client, folder: Path, db: None) -> None:
    assert "Ask for a code" in said(client.get("/mail/"))


def test_there_is_no_such_page_in_production(client: Client, settings: Settings, db: None) -> None:
    settings.DEBUG = False
    assert client.get("/mail/").status_code == 404

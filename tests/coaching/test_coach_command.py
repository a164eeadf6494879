"""`manage.py coach` answers a line for a line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.coaching.letters import letters

LETTERS = letters()


def coach(what: str, lines: list[str], folder: Path) -> list[dict[str, Any]]:
    file, out = folder / "lines.jsonl", io.StringIO()
    file.write_text("\n".join(lines))
    try:
        call_command("coach", what, file=file, stdout=out)
    except CommandError:
        out.write(json.dumps({"failed": True}))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_draft_writes_a_subject_and_a_body_for_each_line(tmp_path: Path) -> None:
    answers = coach("draft", [json.dumps({"facts": each.facts, "to": each.to}) for each in LETTERS], tmp_path)
    assert len(answers) == len(LETTERS)
    assert all(set(each) == {"subject", "body"} and each["body"] for each in answers)


def test_review_writes_what_a_careful_reader_finds(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"facts": each.facts, "to": each.to, "subject": each.subject, "body": each.body, "sent_at": each.sent_at}
        )
        for each in LETTERS
    ]
    for letter, answer in zip(LETTERS, coach("review", lines, tmp_path), strict=True):
        musts = sorted((each["code"], each["about"]) for each in answer["findings"] if each["severity"] == "must")
        assert musts == sorted((each.code, each.about) for each in letter.must)
        assert all(each["message"] for each in answer["findings"])
        for each in answer["met"]:
            assert set(each) == {"rule", "about", "start", "end"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Expecting property name"),
        ('{"facts": {}}', "missing: to"),
        ('{"facts": {}, "to": "Nobody"}', "nobody of this name was there"),
        ('{"facts": {"topics": 3}, "to": "Nobody"}', "topics: it is a list"),
        ('{"facts": {"interview": {"date": "soon"}}, "to": "x"}', "interview.date: it is a day such as"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_the_others_are_done(tmp_path: Path, line: str, said: str) -> None:
    good = json.dumps({"facts": LETTERS[0].facts, "to": LETTERS[0].to})
    first, second, third, failed = coach("draft", [good, line, good], tmp_path)
    assert first == third
    assert second["line"] == 2
    assert said in second["error"]
    assert failed["failed"]

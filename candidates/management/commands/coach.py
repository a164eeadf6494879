"""The coach for lines of JSON: drafts a letter for each line of facts, or reviews one."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candidates.coaching.drafts import draft
from candidates.coaching.facts import Facts, FactsError
from candidates.coaching.messages import message
from candidates.coaching.review import Sending, review


class Command(BaseCommand):
    """Reads a line, writes a line; a line that cannot be read says why, and the others are still done."""

    help = "Draft or review letters: a JSON object a line in, one a line out. See candidates/coaching/README.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and optionally a file instead of what is piped in."""
        parser.add_argument("what", choices=["draft", "review"], help="draft: facts, to; review: subject, body too")
        parser.add_argument("--file", type=Path, help="lines of JSON, instead of standard input")

    def handle(self, *, what: str, file: Path | None, **_options: Any) -> None:
        """Answer every line; raise CommandError at the end if one could not be read."""
        lines = file.read_text(encoding="utf-8").splitlines() if file else sys.stdin
        wrong = sum(self._answer(what, number, line) for number, line in _numbered(lines))
        if wrong:
            raise CommandError(f"{wrong} lines could not be read")

    def _answer(self, what: str, number: int, line: str) -> bool:
        try:
            answer = {"draft": drafted, "review": reviewed}[what](json.loads(line))
        except (FactsError, ValueError, KeyError, TypeError, AttributeError) as error:
            said = f"missing: {error.args[0]}" if isinstance(error, KeyError) else str(error)
            self.stdout.write(json.dumps({"line": number, "error": said}, ensure_ascii=False))
            return True
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return False


def _numbered(lines: Iterable[str]) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def drafted(form: Any) -> dict[str, str]:
    """Return the letter for {"facts", "to"}. Raises FactsError, KeyError."""
    return asdict(draft(Facts.from_json(form["facts"]), form["to"]))


def reviewed(form: Any) -> dict[str, Any]:
    """Return findings and what is met for {"facts", "to", "subject", "body", "sent_at"?, "due"?}."""
    sending = Sending(*(_moment(form.get(name)) for name in ("sent_at", "due")))
    judged = review(Facts.from_json(form["facts"]), form["to"], form["subject"], form["body"], sending)
    findings = [
        {
            "code": each.code,
            "severity": each.severity,
            "about": each.about,
            "start": each.start,
            "end": each.end,
            "message": message(each),
        }
        for each in judged.findings
    ]
    return {"findings": findings, "met": [asdict(each) for each in judged.met]}


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None

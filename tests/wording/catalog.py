"""The German catalogue as entries: what is said in English, and how in German."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "recruiting" / "locale" / "de" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
PART = re.compile(r'^(msg\w+)(?:\[\d\])? ((?:".*"\n?)+)', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%(?!\()\w")


@dataclass(frozen=True)
class Entry:
    """A message with its translations: one, or one a plural form."""

    context: str
    english: tuple[str, ...]
    german: tuple[str, ...]
    fuzzy: bool

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each text beside its translation."""
        return zip(self.english, self.german, strict=True)


def entries() -> list[Entry]:
    """Return all but the header."""
    blocks = PO.read_text(encoding="utf-8").split("\n\n")
    return [_entry(block) for block in blocks[1:] if block.strip()]


def _entry(block: str) -> Entry:
    parts: dict[str, list[str]] = {"msgctxt": [], "msgid": [], "msgid_plural": [], "msgstr": []}
    for name, quoted in PART.findall(block):
        parts[name].append("".join(ast.literal_eval(line) for line in quoted.splitlines()))
    english = (*parts["msgid"], *parts["msgid_plural"])
    return Entry("".join(parts["msgctxt"]), english, tuple(parts["msgstr"]), "fuzzy" in block.partition("msgid")[0])


def placeholders(text: str) -> set[str]:
    """Return what is filled in: %(name)s, %(count)d."""
    return set(PLACEHOLDER.findall(text.replace("%%", "")))

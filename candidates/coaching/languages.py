"""Which voice speaks a language; another language is a voice more, and a line here. Pure."""

from __future__ import annotations

from candidates.coaching.english import ENGLISH
from candidates.coaching.german import GERMAN
from candidates.coaching.voice import Voice

VOICES: dict[str, Voice] = {"en": ENGLISH, "de": GERMAN}

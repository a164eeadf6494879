"""What the guided debrief asks, in the candidate's words: one idea a section, an example under each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Words = Any  # a text, translated when it is shown


@dataclass(frozen=True)
class Section:
    """A list of the debrief: what is asked of each entry, as key, label and example."""

    name: str
    title: Words
    lead_in: Words
    one: Words
    more: Words
    nameless: Words
    asks: tuple[tuple[str, Words, Words], ...]
    lines: int = 2


SECTIONS = (
    Section(
        "people",
        _("Whom did you meet?"),
        _("Is a name missing, or written otherwise? Write it as they do; your recruiter corrects it."),
        _("Name"),
        _("One more name"),
        "",
        (("person", _("Name and title, as they write it"), _("e.g. Gráinne O’Neill, head of platform")),),
        lines=1,
    ),
    Section(
        "topics",
        _("What did you talk about?"),
        _("The things they kept coming back to. A few words are enough."),
        _("Topic"),
        _("One more topic"),
        _("Write the topic too: what did you talk about?"),
        (
            ("topic", _("The topic"), _("e.g. moving every depot to one database")),
            ("help", _("How I can help with it"), _("e.g. I did this for forty depots, without a day of standstill")),
        ),
    ),
    Section(
        "challenges",
        _("What is hard for them?"),
        _("A problem they have to solve, and why you want to be the one who does."),
        _("Challenge"),
        _("One more challenge"),
        _("Write the challenge too: what is hard for them?"),
        (
            ("challenge", _("The challenge"), _("e.g. half of the new drivers leave within a year")),
            ("enthusiasm", _("Why it excites me"), _("e.g. I like finding out what people need to stay")),
            ("expertise", _("What I know about it"), _("e.g. I brought that down from 50 to 20 percent")),
        ),
    ),
    Section(
        "strengths",
        _("What are they good at?"),
        _("Something you admire in them, and what in you goes well with it."),
        _("Strength"),
        _("One more strength"),
        _("Write their strength too: what are they good at?"),
        (
            ("strength", _("Their strength"), _("e.g. they answer every customer on the same day")),
            ("mine", _("Which strength of mine fits"), _("e.g. I explain things so that nobody asks twice")),
            ("goal", _("The goal it serves"), _("e.g. the best service in the north")),
        ),
    ),
)

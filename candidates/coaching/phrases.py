"""Facts as people type them, read as phrases: which form they have decides which sentence can take them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

KEPT_STOP = re.compile(r"\b(?:etc|a\.m|p\.m|Inc|Ltd|Co|usw|bzw|z\. ?B)\.$")


class Form(StrEnum):
    """What a phrase is; a frame is made for one of these, and a frame for ANY takes them all."""

    SENTENCE = "sentence"
    NOUN = "noun"  # in German one that is the same in the accusative
    GERUND = "gerund"
    QUESTION = "question"  # how to, whether; wie, ob
    INFINITIVE = "infinitive"  # to open a site; eine Filiale zu eröffnen
    BASE = "base"  # improve onboarding; Abläufe vereinfachen
    PAST = "past"  # built two systems; zwei Werke aufgebaut
    STATE = "state"  # know two suppliers; spreche Polnisch
    WISH = "wish"  # you want to open a site; its object is what is wanted
    ROLE = "role"  # a registered nurse; Industriemeister
    BY = "by"  # by moving reviews; indem ich verlege
    BECAUSE = "because"
    THAT = "that"
    ADJECTIVE = "adjective"  # fluent in Polish; sicher im Rechnen
    ANY = "any"


@dataclass(frozen=True)
class Phrase:
    """A fact without its full stop, fit to stand within a sentence, and its form.

    `object` is it as another form that some frames need: in the accusative, without "to". A `capital` stands at its
    start for good: it fits where a sentence begins, or after a colon.
    """

    text: str
    form: Form
    object: str = ""
    capital: bool = False


def trimmed(text: str) -> str:
    """Return a fact without the full stop that ends it, or the quotation marks around it."""
    text = " ".join(text.split())
    if text[:1] in '"“„' and text[-1:] in '"”“':
        text = text[1:-1].strip()
    return text if KEPT_STOP.search(text) else text.rstrip(" .!…;,:")


def opened(text: str) -> str:
    """Return a text that begins with a capital; "iPhones" and "eBay" stay as they are."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Return a text that does not begin with a capital; abbreviations stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def closed(text: str) -> str:
    """Return a sentence that ends once: not with two full stops, nor with one after a question mark."""
    return re.sub(r"([?!])\.", r"\1", text).replace("..", ".").replace(",.", ".")

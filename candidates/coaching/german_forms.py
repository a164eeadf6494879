"""Reads a German phrase: which form it has, by its first and last words; where unsure, ANY. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from candidates.coaching.phrases import Form, Phrase, lowered, trimmed

SUBJECTS = {"ich", "mir", "mich", "es", "wir", "man"}
FINITE = set(
    """ist sind hat haben wird werden kann können war waren muss müssen fehlt fehlen dauert dauern geht gehen liegt
    liegen
    läuft laufen kommt kommen bleibt bleiben steht stehen kostet kosten verliert passt hält halten""".split()
)
SAME_CASES = set(
    """die das eine keine diese dieses mehr weniger viele wenige einige meine ihre unsere wenig viel zwei drei vier fünf
    sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig vierzig fünfzig hundert beide alle mehrere
    jede jedes""".split()
)
OTHER_CASES = {"der", "den", "dem", "des", "ein", "einen", "einem", "einer", "kein", "mein", "ihr", "unser", "jeder"}
FIRST = {"wie", "ob", "warum", "weshalb", "was", "wo", "wann", "weil", "dass", "indem", "durch", "mit", "bei", "im",
    "am",
         "in", "auf", "aus", "für", "von", "zu", "um", "nach", "ohne", "unter", "über", "seit", "gut", "sehr", "so",
         "sie", "fließend", "sicher", "vertraut", "geübt", "erfahren", "begeistert", "bis", "als", "an"}  # fmt: skip
ADJECTIVES = {"fließend", "sicher", "erfahren", "geübt", "vertraut", "bewandert", "begeistert", "geduldig", "gründlich",
              "gewohnt", "neugierig", "verliebt", "zertifiziert"}  # fmt: skip
AFTER_ADJECTIVE = {"in", "im", "mit", "von", "bei", "beim", "auf", "darin", "als", "für", "und"}
ADJECTIVE = re.compile(r"\w+(?:ere|ende|liche|ige|ische|ive|are|ame|eres|endes|liches|iges|isches|enes|erer|ender|te)$")
ZU = re.compile(
    r"\bzu [a-zäöüß]+n$|\b(?:ab|an|auf|aus|ein|vor|nach|um|zusammen|weiter|her|hin|los|mit|zurück|durch|fest)"
    r"zu[a-zäöüß]+en$"
)
DONE = re.compile(
    r"^(?:\w*ge[a-zäöüß]+(?:t|en)|\w+iert|(?:be|ver|ent|er|zer|über|unter)[a-zäöüß]+t|verloren|übernommen|"
    r"unterschrieben|betrieben|verhandelt|vorgenommen|umgebaut|erfunden|bestanden)$"
)
NOT_DONE = {"gewesen", "gewachsen", "gegangen", "gekommen", "geworden", "gefahren", "gereist", "vernetzt", "vertraut",
            "bekannt", "gefragt", "geeignet", "bewandert", "gewohnt", "geübt", "begeistert", "erfahren", "gegen",
            "geben", "gehen", "gewinnen", "genießen", "weitergeben", "angehen", "eingehen", "vergeben"}  # fmt: skip
NO_VERBS = {"unten", "oben", "außen", "innen", "morgen", "allen", "gegen", "wegen", "neben", "selten", "eigenen"}
RELATIVE = re.compile(r", (?:die|der|das|den|dem|dass|wie|wo|ob|was|wer|weil|wenn|deren|dessen)\b")
THEIRS = re.compile(r"\b(ihre[nmrs]?|ihr|ihnen)\b")
MOST_WORDS = 8  # more of them would push the verb out of sight


def read(text: str) -> Phrase:
    """Return a phrase with its form; nouns keep their capitals, words that join lose the one at the start."""
    text = trimmed(text)
    if not text:
        return Phrase("", Form.ANY)
    words = text.split()
    first = words[0].lower()
    if first == "sie" and len(words) > 1 and words[1].endswith(("en", "ern", "eln", "sind", "tun")):
        return Phrase(_to_them(text), Form.SENTENCE)
    if first in {"ihr", "ihre"}:
        text = f"I{text[1:]}"
        return Phrase(text, _form(text, text.split()))
    if first in FIRST | SUBJECTS | SAME_CASES | OTHER_CASES or _is_adjective(words):
        text = lowered(text)
    return Phrase(text, _form(text, text.split()))


def _to_them(text: str) -> str:
    """Speak to the company, of whom the sentence speaks; in a clause about others, somebody else may be meant."""
    link = RELATIVE.search(text)
    end = link.start() if link else len(text)
    return "Sie" + THEIRS.sub(lambda match: match.group().capitalize(), text[3:end]) + text[end:]


def _is_adjective(words: Sequence[str]) -> bool:
    """Say whether it begins with an adjective, whose capital is there because somebody began a line with it."""
    return len(words) > 1 and words[1][:1].isupper() and ADJECTIVE.match(words[0]) is not None


def _form(text: str, words: Sequence[str]) -> Form:
    first, second = words[0], (words[1:2] or [""])[0]
    opening = {"weil": Form.BECAUSE, "dass": Form.THAT, "indem": Form.BY}
    if first in opening:
        return opening[first]
    if first in {"wie", "ob", "warum", "weshalb", "was", "wo", "wann"}:
        return Form.QUESTION
    if first in SUBJECTS or _is_sentence(text, words):
        return Form.SENTENCE
    if first in ADJECTIVES and second in AFTER_ADJECTIVE:
        return Form.ADJECTIVE
    return _by_the_end(text, words)


def _is_sentence(text: str, words: Sequence[str]) -> bool:
    """Say whether a verb stands in the second place, before any clause."""
    main = text.split(",")[0].split()
    if any(word in FINITE for word in main[1:-1]):
        return True
    if len(main) > 1 and main[-1] in {"ist", "sind", "fehlt", "fehlen"} and len(main) <= 3:
        return True
    mine = r"^(?:meine?|unsere?) (?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+ [a-zäöüß]+ten? "
    return re.match(mine, text) is not None


def _by_the_end(text: str, words: Sequence[str]) -> Form:
    last = words[-1]
    if ZU.search(text):
        return Form.INFINITIVE
    if RELATIVE.search(text) is None and len(words) > 1 and last[:1].islower():
        if DONE.match(last) and last not in NOT_DONE:
            return Form.PAST if any(word[:1].isupper() for word in words[:-1]) else Form.ANY
        if last.endswith(("en", "ern", "eln")) and last not in NO_VERBS:
            return Form.BASE
    return Form.NOUN if _is_same_in_accusative(words) and "," not in text and len(words) <= MOST_WORDS else Form.ANY


def _is_same_in_accusative(words: Sequence[str]) -> bool:
    """Say whether a noun phrase in the nominative may stand where the accusative is wanted."""
    first, second = words[0].lower(), (words[1:2] or [""])[0]
    if first in SAME_CASES or first[:1].isdigit():
        return True
    if first in {"ein", "kein", "mein", "ihr", "unser"}:
        return second[:1].islower() and second.endswith("es")
    if first in OTHER_CASES | FIRST:
        return False
    if words[0][:1].islower():
        return second[:1].isupper() and first.endswith(("e", "es"))
    return not first.endswith(("kunde", "kollege", "experte", "herr", "mensch", "spezialist"))

"""Reads a German phrase: which form it has, by its first and last words; where unsure, ANY. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from candidates.coaching import german_words as w
from candidates.coaching.phrases import Form, Phrase, lowered, trimmed

OF_THEM = re.compile(r"\b(?:sie|ihre[nmrs]?|ihr|ihnen)\b")
OF_US = re.compile(r"\b[Ww]ir\b|\b[Uu]nser(?=e[nmrs]?\b|\b)")
# "Sie wollen ein Werk eröffnen": one helps to open it
WANTED = re.compile(r"^Sie (?:wollen|möchten) ([^,]+)$")
# "der Ernst, mit dem sie arbeiten": "sie" is nobody else
WITH_WHICH = re.compile(r", (?:mit|in|an|auf|bei|für) (?:dem|der|den|denen|die|das) sie\b")
FLUENT = re.compile(r"^fließend in ([A-ZÄÖÜ]\w+)$", re.IGNORECASE)
# "Um vierzig Prozent gesenkt" leaves out what: whether it was he, she or it, a note does not say
BY_HOW_MUCH = re.compile(r"^((?:um|von) .+) (\w+)$")
LED = {"von", "einer", "eines", "der", "des", "mit", "großer"}
MOST_WORDS = 8  # more of them would push the verb out of sight


def read(text: str, theirs: bool = False) -> Phrase:
    """Return a phrase with its form; nouns keep their capitals, words that join lose the one at the start.

    `theirs` is what is the company's: who is "sie" there, or "wir", is who reads the letter.
    """
    text = FLUENT.sub(r"spreche fließend \1", trimmed(text).replace("’", "'"))
    if not text:
        return Phrase("", Form.ANY)
    if theirs:
        text = _spoken_to(text)
    if _is_common(text.split(), theirs):
        text = lowered(text)
    form = _form(text, theirs)
    if form == Form.SENTENCE and theirs and (wish := WANTED.match(text)) and _is_infinitive(text.split()[-1]):
        return Phrase(text, Form.WISH, with_zu(wish[1]))
    if form == Form.BASE and theirs:
        main, clause = _cut(text)
        return Phrase(with_zu(main) + clause, Form.INFINITIVE)
    if form == Form.NOUN:
        return _noun(text, theirs)
    if form == Form.PAST and (done := BY_HOW_MUCH.match(text)) and done[2] in w.CHANGES:
        return Phrase(f"mir ist eine {w.CHANGES[done[2]]} {done[1]} gelungen", Form.SENTENCE)
    text = _completed(text, form)
    verb, _space, rest = text.partition(" ")
    return Phrase(text, form, f"{verb} ich {rest}" if form == Form.STATE else "")


def _cut(text: str) -> tuple[str, str]:
    """Return what comes before a relative clause, and the clause."""
    link = w.RELATIVE.search(text)
    return (text[: link.start()], text[link.start() :]) if link else (text, "")


def _completed(text: str, form: Form) -> str:
    """Return a phrase with the word that a note leaves out: "um die Hälfte gesenkt" is "das um die Hälfte gesenkt"."""
    if form == Form.PAST and text.split()[0] in {"um", "von"}:
        return f"das {text}"
    if form == Form.BY and text.startswith("durch "):
        return f"und zwar {text}"
    if form == Form.ADJECTIVE and text.startswith("gewohnt, "):
        return f"es {text}"
    return f"war {text}" if form == Form.STATE and text.split()[0] not in w.STATE else text


def _spoken_to(text: str) -> str:
    """Speak to the company, of whom a fact of theirs speaks; in a clause about others, somebody else may be meant."""
    if not re.search(r"\buns\b", text):
        text = OF_US.sub(lambda match: "Sie" if match.group().lower() == "wir" else "Ihr", text)
    words = [word.lower() for word in text.split()]
    first, last = words[0], words[-1]
    if first in {"ihr", "ihre"}:
        return f"I{text[1:]}"
    if first == "sie" and len(words) > 1 and words[1].strip(",").endswith(("en", "ern", "eln", "sind", "tun")):
        link = w.RELATIVE.search(text)
        end = link.start() if link else len(text)
        return "Sie" + OF_THEM.sub(_capital, text[3:end]) + text[end:]
    if (first in w.QUESTIONS | {"dass"} and last.endswith(("en", "ern", "eln", "sind"))) or WITH_WHICH.search(text):
        return OF_THEM.sub(_capital, text)
    return text


def _capital(match: re.Match[str]) -> str:
    return match.group().capitalize()


def _is_common(words: Sequence[str], theirs: bool) -> bool:
    """Say whether the capital that it begins with is only there because a line begins so."""
    first, second = words[0].lower(), (words[1:2] or [""])[0]
    if theirs and words[0] in {"Sie", "Ihr", "Ihre"}:
        return False
    if words[0][1:] != words[0][1:].lower():
        return False
    first = first.strip(",")
    joins = w.FIRST | w.SUBJECTS | w.SAME_CASES | w.OTHER_CASES | w.ADJECTIVES | w.ALONE | w.STATE
    if first in joins:
        return True
    return w.ADJECTIVE.match(words[0]) is not None and (second[:1].isupper() or first.endswith("neutral"))


def with_zu(text: str) -> str:
    """Return what is to be done with its "zu": "Lieferanten zu finden", "SAP einzuführen"."""
    *before, verb = text.split()
    prefix = w.SEPARABLE.match(verb)
    if prefix and verb not in w.INSEPARABLE:
        return " ".join([*before, f"{prefix.group()}zu{verb[prefix.end() :]}"])
    return " ".join([*before, "zu", verb])


def _form(text: str, theirs: bool) -> Form:
    """Return the form by the first words, then by the last; a plain list of cases, in their order."""
    words = text.split()
    first = words[0]
    opening = {"weil": Form.BECAUSE, "dass": Form.THAT, "indem": Form.BY, "durch": Form.BY}
    if first in opening:
        return opening[first]
    if first in w.QUESTIONS:
        return Form.QUESTION
    if first in w.SUBJECTS or (theirs and first == "Sie" and len(words) > 1) or _is_sentence(text):
        return Form.SENTENCE
    if not theirs and (own := _own(words)):
        return own
    return _by_the_end(text, words, theirs)


def _own(words: Sequence[str]) -> Form | None:
    """Return the form of what somebody says of themselves without an "ich": what they are, or know."""
    first, second = words[0], (words[1:2] or [""])[0]
    if (first in w.ADJECTIVES and second in w.AFTER_ADJECTIVE) or first == "gewohnt," or words[-1] in w.BEING:
        return Form.ADJECTIVE
    if first in w.ALONE and words[-1][:1].islower() and not words[-1].endswith("en"):
        return Form.ADJECTIVE
    if (first in w.STATE and second) or (second == "Jahre" and w.ROLES.search(words[-1])):
        return Form.STATE
    is_adjective = w.ADJECTIVE.match(first) is not None and first[:1].islower()
    head = words[1 if (is_adjective or words[1:2] == ["User"]) and second else 0]
    return Form.ROLE if w.ROLES.search(head) else None


def _is_sentence(text: str) -> bool:
    """Say whether a verb stands in the second place, before any clause."""
    main = text.split(",")[0].split()
    if any(word in w.FINITE for word in main[1:-1]) or re.search(r"\b[a-zäöüß]+e ich\b", text):
        return True
    if 1 < len(main) <= 3 and main[-1] in w.HAPPENING:
        return True
    if len(main) > 1 and main[-1].endswith(("en", "t")) and re.search(r", (?:was|dass|wenn|wie|ob)\b", text):
        return main[-1].islower()
    mine = r"^(?:meine?|unsere?) (?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+ [a-zäöüß]+ten? "
    return re.match(mine, text) is not None


def _is_infinitive(word: str) -> bool:
    return word.islower() and word.endswith(("en", "ern", "eln", "tun")) and word not in w.NO_VERBS


def _by_the_end(text: str, words: Sequence[str], theirs: bool) -> Form:
    main = _cut(text)[0].split()
    last = main[-1]
    if w.ZU.search(text):
        return Form.INFINITIVE
    if len(main) > 1 and last[:1].islower():
        if w.DONE.match(last) and last not in w.NOT_DONE:
            return Form.PAST if not theirs else Form.ANY
        if _is_infinitive(last):
            return Form.BASE
    short = "," not in text and len(words) <= MOST_WORDS
    return Form.NOUN if short and _object(words) is not None else Form.ANY


def _noun(text: str, theirs: bool) -> Phrase:
    """Return a noun phrase with its accusative; what is the company's gets the article that a note leaves out."""
    words = text.split()
    if theirs and words[0][:1].isupper():
        if w.FEMININE.search(words[0]):
            return Phrase(f"die {text}", Form.NOUN)
        if len(words) > 1 and w.MASCULINE.search(words[0]) and not w.ADJECTIVE.match(words[0]):
            return Phrase(f"der {text}", Form.NOUN, f"den {text}")
    elif not theirs and len(words) > 1 and words[0][:1].isupper():
        if w.FEMININE.search(words[0]) and words[1] in LED and not w.LEARNT.search(words[0]):
            return Phrase(f"Erfahrung in der {text}", Form.NOUN)
        if w.LEARNT.search(words[0]) and not words[0].startswith("Erfahrung"):
            return Phrase(f"eine {text}", Form.NOUN)
        if w.MASCULINE.search(words[0]) or w.NEUTER.search(words[0]):
            return Phrase(text, Form.ANY)
    return Phrase(text, Form.NOUN, _object(words) or text)


def _object(words: Sequence[str]) -> str | None:
    """Return a noun phrase of the nominative in the accusative; None where that cannot be told."""
    first, second = words[0], (words[1:2] or [""])[0]
    if first in w.SAME_CASES or first[:1].isdigit():
        return " ".join(words)
    if first == "der" and second:
        return _declined(words, "den", "e")
    if first in {"ein", "kein", "mein", "Ihr"} and second:
        return _of_one(words)
    if first == "zu" and second.endswith("e"):
        return " ".join(words)
    if first in w.OTHER_CASES | w.FIRST:
        return None
    if first[:1].islower():
        if not second[:1].isupper():
            return None
        if first.endswith("er"):
            return None if w.DECLINED.search(second) else " ".join([f"{first[:-2]}en", *words[1:]])
        return " ".join(words) if first.endswith(("e", "es")) else None
    return None if w.DECLINED.search(first) else " ".join(words)


def _of_one(words: Sequence[str]) -> str | None:
    """Decline after "ein": by the adjective's ending, or by what is known of the noun."""
    second = words[1]
    if second[:1].islower():
        if second.endswith("es"):
            return " ".join(words)
        return _declined(words, f"{words[0]}en", "er") if second.endswith("er") else None
    if w.NEUTER.search(second):
        return " ".join(words)
    return " ".join([f"{words[0]}en", *words[1:]]) if w.MASCULINE.search(second) else None


def _declined(words: Sequence[str], article: str, ending: str) -> str | None:
    """Return a masculine noun phrase as an object: "den neuen Shop"; None where its noun is declined too."""
    at = next((at for at, word in enumerate(words) if at and word[:1].isupper()), None)
    if at is None or w.DECLINED.search(words[at]):
        return None
    described = [f"{word.removesuffix(ending)}en" for word in words[1:at]]
    return " ".join([article, *described, *words[at:]])

"""Reads an English phrase: which form it has, by its first words and small lists; where unsure, ANY. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from candidates.coaching import english_words as w
from candidates.coaching.phrases import Form, Phrase, lowered, trimmed

LINK = re.compile(r"\b(?:who|which|whose)\b")
CONTRACTED = re.compile(rf"\b(?:{'|'.join(w.EXPANDED)})\b", re.IGNORECASE)
OF_THEM = re.compile(r"\b(?:they'll|they'd|they|their|them|themselves|theirs)\b", re.IGNORECASE)
UNDERCUT = re.compile(r"\bwho(?: \w+){1,2} them$")  # whom else would it be about
# "Family-owned and here to stay" is what a company is; "family-owned shops" are not
OWNED = re.compile(r"^\w+-(?:owned|run|led|based|funded)(?:$| (?:and|but|in|since|by)\b)", re.IGNORECASE)
OF_THEIRS = re.compile(r"\btheir\b", re.IGNORECASE)
OF_US = re.compile(r"\b(?:we'll|we'd|we|our|us|ourselves|ours)\b|\b(?:We'll|We'd|We|Our|Ours)\b")
# "They want to open a site": to help with it is to help them open a site
WANTED = re.compile(
    r"^you (?:really )?(?:want|plan|aim|hope|intend|need|have|would like|are planning|are hoping|are aiming) to ",
    re.IGNORECASE,
)
# "Sense of humour" is one that somebody has
A_GIFT = re.compile(
    r"^(?:sense of|(?:good )?(?:eye|ear|head|feel|knack|talent|gift|passion) for|way with)\b", re.IGNORECASE
)
# "Controls that people like are my idea of fun"
ARE_MINE = re.compile(r"\b(?:is|are) my\b")
NO_SUBJECT = w.QUESTIONS | w.PREPOSITIONS | {"to", "by", "cut", "set", "put"} | (w.PAST | w.BASE) - w.OFTEN_NOUNS
BARE = 3  # words that may be a noun and what describes it
KNOWN_JOINS = w.PREPOSITIONS | w.RELATIVE | w.FINITE | {"and", "&", "to", "by", "or"}
NO_ROLE = w.PAST | w.DETERMINERS - {"a", "an"}
ONE_DOES = {verb for verb in w.FINITE if verb.endswith("s")} - {"is", "was", "has", "does"}
VOWEL = re.compile(r"^(?:[aeio]|u(?!s[ae]|ni)|[AEFHILMNORSX](?=[A-Z]))")
KNOWN = (
    w.DETERMINERS | w.QUESTIONS | w.PREPOSITIONS | w.FINITE | w.BASE | w.PAST | w.ADJECTIVES | w.NOT_GERUNDS | w.COMMON
    | w.WHOEVER | w.STATE | w.ADVERBS | w.DESCRIBING | {"to", "by", "because", "they", "it", "it's", "there", "you",
    "we", "this", "that's", "never", "people"}
) - {"i"}  # fmt: skip


def read(text: str, theirs: bool = False) -> Phrase:
    """Return a phrase with its form, lower-cased at its start where that is surely right.

    `theirs` is what is the company's: who is "they" there, or "we", is who reads the letter.
    """
    text = _expanded(trimmed(text).replace("’", "'"))
    if not text:
        return Phrase("", Form.ANY)
    if theirs:
        text = _spoken_to(text)
    words = _words(text)
    if words[0] in w.WHOEVER | {"you"} or _is_common(text.split(), words):
        text = lowered(text)
    if theirs and (wish := WANTED.match(text)):
        return Phrase(text, Form.WISH, text[wish.end() :])
    if theirs and (_is_adjective(words) or OWNED.match(text)):
        return Phrase(f"you are {text}", Form.SENTENCE)
    if ": " in text:  # a colon within a colon's sentence is one too many
        return Phrase(text.replace(": ", " – "), Form.ANY) if theirs else Phrase(text, Form.SENTENCE)
    if not theirs and A_GIFT.match(text):
        return Phrase(_with_article(text), Form.NOUN)
    form = _form(words, theirs)
    if form == Form.ROLE:
        return Phrase(_with_article(text), form, text)
    return Phrase(text, form, _as_object(text, form, theirs), _is_capital(text))


def _as_object(text: str, form: Form, theirs: bool) -> str:
    """Return what one helps to do without its "to", and what is the company's with "your" where nothing tells so."""
    words = _words(text)
    bare = words[0] not in w.DETERMINERS | {"no"} and not words[0][:1].isdigit() and not _is_capital(text)
    short = 1 < len(words) <= BARE and not KNOWN_JOINS & {*words} and words[0] not in w.PEOPLE
    if theirs and bare and (form == Form.NOUN or (form == Form.ANY and short)):
        return f"your {text}"
    return text.removeprefix("to ")


def _expanded(text: str) -> str:
    text = CONTRACTED.sub(lambda match: w.EXPANDED[match.group().lower()], text)
    return re.sub(r"\bi\b(?![.'-])", "I", text)


def _words(text: str) -> list[str]:
    return [word.strip(',.;:()"“”!?').lower() for word in text.split()]


def _spoken_to(text: str) -> str:
    """Speak to the company, of whom a fact of theirs speaks; past "who" or others, others may be meant."""
    text = OF_US.sub(_yours, text)
    first, second = (*_words(text), "")[:2]
    link = LINK.search(text, 1)
    end = link.start() if link else len(text)
    if UNDERCUT.search(text):
        return OF_THEM.sub(_yours, text)
    begins = first.startswith("they") or (first in w.QUESTIONS and second.startswith("they"))
    if first == "their":
        return OF_THEIRS.sub(_yours, text[:end]) + text[end:]
    others = any(_is_plural(word) for word in _words(text[: _first_of_them(text)]))
    return text if others and not begins else OF_THEM.sub(_yours, text[:end]) + text[end:]


def _is_plural(word: str) -> bool:
    if word in w.FINITE:
        return False
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in w.PEOPLE


def _first_of_them(text: str) -> int:
    found = OF_THEM.search(text)
    return found.start() if found else len(text)


def _yours(match: re.Match[str]) -> str:
    return w.YOURS[match.group().lower()]


def _is_common(said: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether the capital that it begins with is only there because a line begins so."""
    first, second = words[0], (said[1:2] or [""])[0]
    if first in w.NAMES or _is_pair(words) or not said[0][1:].islower():
        return first == "a" and len(said) > 1
    if _is_gerund(words) or w.ROLES.search(words[_head(words) - 1]):
        return True
    shaped = w.COMMON_SHAPE.search(first) is not None
    if first in w.COMMON or (shaped and first not in KNOWN):
        return not second[:1].isupper() or not second[1:2].islower()
    plural = first.endswith("s") and (words[1:2] or [""])[0] in w.PLURAL_VERBS | w.RELATIVE
    return first in KNOWN or re.search(r"[A-Z][a-z]+-[a-z]", said[0]) is not None or shaped or plural


def _is_capital(text: str) -> bool:
    """Say whether it begins with what may be a name: a capital, not an abbreviation all in capitals."""
    first = text.split()[0]
    return text[:1].isupper() and not re.search(r"[A-Z0-9]", first[1:]) and first not in {"I", "I'd", "I'll"} and (
        first.lower() not in w.NAMES and not _is_pair(_words(text))
    )  # fmt: skip


def _with_article(text: str) -> str:
    """Return what somebody is with its article: "an AWS architect", "a registered nurse"."""
    if text.split()[0].lower() in {"a", "an", "the"}:
        return text
    return f"{'an' if VOWEL.match(text) else 'a'} {text}"


def _form(words: Sequence[str], theirs: bool) -> Form:
    """Return the form by the first words; a plain list of cases, in their order."""
    first, second = words[0], (words[1:2] or [""])[0]
    begun = {"because": Form.BECAUSE, "by": Form.BY if second.endswith("ing") else Form.ANY}
    if first in begun:
        return begun[first]
    if not theirs and _is_adjective(words):
        return Form.ADJECTIVE
    if first in w.SUBJECTS or _is_sentence(words):
        return Form.SENTENCE
    if first == "to" and second not in w.DETERMINERS:
        return Form.INFINITIVE
    if first in w.QUESTIONS:
        return Form.QUESTION
    if not theirs and (own := _own(words)):
        return own
    if first in w.BASE and (first not in w.OFTEN_NOUNS or second in w.DETERMINERS):
        return Form.BASE
    if _is_gerund(words):
        return Form.GERUND
    return Form.NOUN if _is_noun(words) else Form.ANY


def _own(words: Sequence[str]) -> Form | None:
    """Return the form of what somebody says of themselves without an "I": what they are, did, or know."""
    first, second = words[0], (words[1:2] or [""])[0]
    if w.ROLES.search(words[_head(words) - 1]) and (first not in NO_ROLE or _is_pair(words)):
        return Form.ROLE
    verb = second if first in w.ADVERBS else first
    if first == "have" and (second in w.PAST or second.endswith("ed")):
        return Form.PAST
    counted = second in w.DETERMINERS or second[:1].isdigit()
    if verb in w.PAST or (verb.endswith("ed") and second and (verb not in w.DESCRIBING or counted)):
        return Form.PAST
    return Form.STATE if first in w.STATE and second else None


def _is_adjective(words: Sequence[str]) -> bool:
    first, second = words[0], (words[1:2] or [""])[0]
    return (first in w.ADJECTIVES and second in w.AFTER_ADJECTIVE) or (first in w.ALONE and len(words) == 1)


def _is_pair(words: Sequence[str]) -> bool:
    return " ".join(words[:2]) in w.PAIRS


def _is_gerund(words: Sequence[str]) -> bool:
    first, second = words[0], (words[1:2] or [""])[0]
    if first in w.DOING and second in w.PREPOSITIONS | w.DETERMINERS:
        return True
    return second != "" and first.endswith("ing") and len(first) > 4 and first not in w.NOT_GERUNDS


def _is_sentence(words: Sequence[str]) -> bool:
    """Say whether a verb stands after a subject, and not in a clause about it."""
    if words[0] in NO_SUBJECT or words[-1] in w.PREPOSITIONS | {"by"}:
        return False
    if words[0] in w.WHOEVER and len(words) > 2:
        return True
    if ARE_MINE.search(" ".join(words)):
        return True
    verbs = w.COPULAS if _is_gerund(words) else w.FINITE
    for at, word in enumerate(words[1:], 1):
        before, after = words[at - 1], (words[at + 1 :] or [""])[0]
        if word in w.RELATIVE | {"i"}:
            return False
        plural = (
            verbs is w.FINITE
            and before != "to"
            and word in w.PLURAL_VERBS
            and (_is_plural(before) or "and" in words[: at - 1])
        )
        single = word in verbs and after not in w.RELATIVE - {"because"}
        if single and not (word in ONE_DOES and words[0] in w.MANY):
            return True
        if (plural and words[0] not in {"a", "an"}) or _is_deed(words, at, after):
            return True
    return False


def _is_deed(words: Sequence[str], at: int, after: str) -> bool:
    """Say whether a past form is what "my" or "the" something did: "my scheme cut", not "my scheme used by all"."""
    if words[0] not in {"my", "our", "the", "your"} or at < 2 or after == "by":
        return False
    word = words[at]
    return word in w.PAST | {"doubled"} or (words[0] == "my" and word.endswith("ed") and word not in w.DESCRIBING)


def _head(words: Sequence[str]) -> int:
    """Return where what follows the noun begins: "with" in "people with ideas"."""
    ends = w.PREPOSITIONS | w.RELATIVE | {"to", "by", "and", "&"}
    return next((at for at, word in enumerate(words) if at and (word in ends or not word)), len(words))


def _is_noun(words: Sequence[str]) -> bool:
    """Say whether it is surely a noun phrase that needs no article before it."""
    if words[0] in w.PREPOSITIONS | {"no"}:
        return False
    if (words[0] in w.DETERMINERS and not _is_pair(words)) or words[0][:1].isdigit() or words[0][:1] in "£$€":
        return True
    last = words[_head(words) - 1]
    return last in w.MASS or (last.endswith("s") and not last.endswith(("ss", "us", "is")))

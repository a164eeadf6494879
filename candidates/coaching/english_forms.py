"""Reads an English phrase: which form it has, by its first words and small lists; where unsure, ANY. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from candidates.coaching.phrases import Form, Phrase, lowered, trimmed

SUBJECTS = set("i i'm i've i'd i'll it it's there you you're we we're we've this that's she he".split())
DETERMINERS = set(
    """a an the this these those my our your their its more less fewer many several some any no every each all both half
    enough too most one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty
    thirty forty fifty sixty eighty ninety hundred another such zero""".split()
)
QUESTIONS = set("how whether why what when where which who".split())
PREPOSITIONS = set("with in at from for through on after without as of above below since under over about into".split())
RELATIVE = set("who that which whose where when because if whom while".split())
FINITE = set(
    """is are was were has have had can could will would does do did must should isn't aren't wasn't don't doesn't
    didn't
    can't cannot won't hasn't haven't lacks loses takes wants comes goes grows becomes makes gets keeps depends arrives
    disappears sits stands knows sees feels seems costs""".split()
)
PLURAL_VERBS = set(
    """drift leave lose lack need want take miss wait fall rise grow fail churn come go get keep make arrive disappear
    vary break slip struggle depend cost sit stand know run pile""".split()
)
BASE = set(
    """improve reduce open become double halve build cut grow win keep make bring reach find hire train launch expand
    simplify speed shorten raise lower enter replace modernise modernize automate introduce create develop explain write
    teach lead run manage plan solve calm turn listen organise organize negotiate sell move share mentor set help take
    coach design connect free protect serve save stop avoid meet hold stay be get give prepare remain move settle
    translate treat tidy learn""".split()
)
# As the first word these may be nouns or adjectives too: verbs only before what begins a noun phrase
OFTEN_NOUNS = set(
    "open double cut plan lead run train design free share speed lower move help set stay hold turn".split()
)
PAST = set(
    """built led ran wrote taught brought grew won sold took made kept found held spent founded managed reduced
    introduced
    reconciled halved raised saved launched trained hired negotiated designed cut_ moved closed opened planned organised
    organized migrated rebuilt chaired supervised coached mentored translated published passed worked served doubled
    tripled simplified shortened cleared settled audited ran drove began chose set_ developed created delivered wrote
    replaced restored handled headed improved""".split()
)
ADJECTIVES = set(
    """fluent good certified trained experienced skilled qualified versed comfortable able used familiar patient keen
    passionate curious excited fascinated drawn happy calm confident quick careful strong known accustomed intrigued
    at_ease native proficient""".split()
)
AFTER_ADJECTIVE = set("in at with to as for about by on under and".split())
# They end like gerunds, but are nouns, or adjectives before one
NOT_GERUNDS = set(
    """training pricing housing staffing funding banking engineering marketing shipping onboarding manufacturing nursing
    recruiting accounting rising growing missing ageing aging changing falling increasing existing outstanding leading
    competing conflicting recurring nothing something everything anything during morning evening spring string
    billing building buildings declining shrinking""".split()
)
COMMON_FIRST = set(
    """shorter faster better longer higher lower larger smaller cheaper safer new old small large long short clear
    honest
    strong quiet slow late early high low poor great customers doctors teams stock people staff patients clients
    suppliers engineers drivers machines orders paper""".split()
)
KNOWN = (
    DETERMINERS | QUESTIONS | PREPOSITIONS | FINITE | BASE | PAST | ADJECTIVES | NOT_GERUNDS | COMMON_FIRST
    | {"to", "by", "because", "they", "they're", "they've", "it", "it's", "there", "you", "we", "this", "that's"}
)  # fmt: skip
OURS = {"they": "you", "their": "your", "them": "you", "themselves": "yourselves", "they're": "you're", "theirs":
    "yours",
        "they've": "you've", "they'll": "you'll"}  # fmt: skip
THEY = re.compile(r"\b(they're|they've|they'll|they|their|them|themselves|theirs)\b", re.IGNORECASE)
LINK = re.compile(r"\b(?:who|which|whose)\b")


def read(text: str) -> Phrase:
    """Return a phrase with its form, lower-cased at its start where that is surely right."""
    text = trimmed(text).replace("’", "'")
    if not text:
        return Phrase("", Form.ANY)
    words = _words(text)
    if words[0].startswith("they") or words[0] == "their" or (words[0] in QUESTIONS and "they" in words[1:2]):
        text = _to_them(text)
        words = _words(text)
    if words[0] in KNOWN or _is_gerund(words):
        text = lowered(text)
    if words[0] == "because":
        return Phrase(text, Form.BECAUSE)
    form = _form(words)
    return Phrase(text, Form.ANY if form == Form.NOUN and _is_capital(text) else form)


def _words(text: str) -> list[str]:
    return [word.strip(',.;:()"“”').lower() for word in text.split()]


def _to_them(text: str) -> str:
    """Speak to the company, of whom the sentence speaks; past "who" somebody else may be meant."""
    link = LINK.search(text)
    end = link.start() if link else len(text)
    return THEY.sub(lambda match: OURS[match.group().lower()], text[:end]) + text[end:]


def _is_capital(text: str) -> bool:
    """Say whether it begins with what may be a name: a capital, not an abbreviation all in capitals."""
    return text[:1].isupper() and not text[1:2].isupper() and not text[1:2].isdigit()


def _form(words: Sequence[str]) -> Form:  # a plain list of cases, in their order
    first, second = words[0], (words[1:2] or [""])[0]
    if first in SUBJECTS or _is_sentence(words):
        return Form.SENTENCE
    if first == "to" and second not in DETERMINERS:
        return Form.INFINITIVE
    if first == "by" and second.endswith("ing"):
        return Form.BY
    if first in QUESTIONS:
        return Form.QUESTION
    if first in ADJECTIVES and second in AFTER_ADJECTIVE:
        return Form.ADJECTIVE
    if first in PAST or (first.endswith("ed") and second in DETERMINERS):
        return Form.PAST
    if first in BASE and (first not in OFTEN_NOUNS or second in DETERMINERS):
        return Form.BASE
    if _is_gerund(words):
        return Form.GERUND
    return Form.NOUN if _is_noun(words) else Form.ANY


def _is_gerund(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[0].endswith("ing") and len(words[0]) > 4 and words[0] not in NOT_GERUNDS


def _is_sentence(words: Sequence[str]) -> bool:
    """Say whether a verb stands after a subject, and not in a clause about it."""
    if (
        words[0] in QUESTIONS | PREPOSITIONS | {"to", "by"}
        or _is_gerund(words)
        or words[0] in PAST | BASE - OFTEN_NOUNS
    ):
        return False
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if word in RELATIVE:
            return False
        plural = before.endswith("s") and not before.endswith("ss")
        if word in FINITE or (plural and word in PLURAL_VERBS):
            return True
        did = word in PAST or word == "cut"
        if did and after != "by" and words[0] in {"my", "our", "the"}:
            return before not in {"my", "our", "the"}
    return False


def _is_noun(words: Sequence[str]) -> bool:
    """Say whether it is surely a noun phrase that needs no article before it."""
    if words[0] in PREPOSITIONS or words[0].endswith("ed"):
        return False
    if words[0] in DETERMINERS or words[0][:1].isdigit():
        return True
    head = next((at for at, word in enumerate(words) if word in PREPOSITIONS | RELATIVE | {"to"}), len(words))
    last = words[head - 1] if head else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))

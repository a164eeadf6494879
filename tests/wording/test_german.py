"""German: nothing untranslated, no placeholder lost, dates as Germans write them, every reason a sentence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from recruiting.cadence import EventType, Refusal, Refused
from recruiting.wording import (
    day_long,
    event_sentence,
    moment_both,
    moment_in,
    moment_said,
    reason_label,
    refusal_sentence,
    relative_day,
    status_label,
    step_title,
    why_details,
    why_sentence,
)
from recruiting.wording.moments import days_words
from recruiting.wording.phrases import sentence
from tests.wording.catalog import MO, PO, entries, placeholders
from tests.wording.test_worked_examples import steps

THURSDAY = datetime(2026, 12, 3, 10, tzinfo=UTC)
LONDON, NEW_YORK, TOKYO = "Europe/London", "America/New_York", "Asia/Tokyo"
TAG = re.compile(r"</?\w+")
ENGLISH = re.compile(
    r"\b(?:the|of|and|at|on|after|working|days?|call|which|they|your|not|due|from|counted)\b", re.IGNORECASE
)
SPOKEN_TO_AS_A_FRIEND = re.compile(r"\b(?:du|dir|dich|dein\w*|euch|euer\w*)\b", re.IGNORECASE)


@pytest.fixture
def german() -> Iterator[None]:
    """Speak German."""
    with override("de"):
        yield


def test_everything_gathered_is_translated() -> None:
    assert [each.english[0] for each in entries() if each.fuzzy or not all(each.german)] == []


def test_nothing_that_is_filled_in_is_lost() -> None:
    lost = [
        (english, german)
        for each in entries()
        for english, german in each.pairs()
        if placeholders(english) != placeholders(german)
    ]
    assert lost == []


def test_markup_and_the_spaces_at_the_ends_are_kept() -> None:
    for each in entries():
        for english, german in each.pairs():
            assert sorted(TAG.findall(english)) == sorted(TAG.findall(german)), english
            assert (english[:1] == " ", english[-1:] == " ") == (german[:1] == " ", german[-1:] == " "), english


def test_quotes_are_german_and_people_are_strangers() -> None:
    for each in entries():
        for german in each.german:
            assert not re.search(r"“[^„]*”|\.\.\.", german), german
            assert not SPOKEN_TO_AS_A_FRIEND.search(german), german


@pytest.mark.requires_part("msgfmt")
def test_what_is_compiled_is_what_is_written(tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check", "--output-file", compiled, PO], check=True)
    with compiled.open("rb") as fresh, MO.open("rb") as kept:
        assert GNUTranslations(kept)._catalog == GNUTranslations(fresh)._catalog  # type: ignore[attr-defined]


@pytest.mark.requires_part("xgettext", "msgmerge", "msguniq", "msgattrib")
def test_no_text_was_forgotten_when_the_messages_were_gathered(tmp_path: Path) -> None:
    root = Path(settings.BASE_DIR)
    for part in ("candidates", "recruiting", "templates"):
        shutil.copytree(root / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(root / "manage.py", tmp_path)
    env = {**os.environ, "FOLLOWTHROUGH_DEBUG": "1", "FOLLOWTHROUGH_DATA": str(tmp_path / ".data")}
    env["DJANGO_SETTINGS_MODULE"] = "recruiting.settings"
    gather = [sys.executable, "manage.py", "makemessages", "--locale", "de"]
    subprocess.run(gather, cwd=tmp_path, env=env, check=True, capture_output=True)
    gathered = tmp_path / PO.relative_to(root)
    for wanting in ("--untranslated", "--only-fuzzy", "--only-obsolete"):
        found = subprocess.run(["msgattrib", wanting, gathered], check=True, capture_output=True, text=True).stdout
        assert found == "", "make messages, then translate"


@pytest.mark.usefixtures("german")
def test_days_and_moments_are_written_as_germans_write_them() -> None:
    assert moment_in(THURSDAY, LONDON) == "Do, 3. Dez., 10:00 London"
    assert moment_both(THURSDAY, LONDON, NEW_YORK) == "Do, 3. Dez., 10:00 London (bei Ihnen 05:00)"
    evening = datetime(2026, 12, 3, 16, tzinfo=UTC)
    assert moment_both(evening, LONDON, TOKYO) == "Do, 3. Dez., 16:00 London (bei Ihnen Fr, 4. Dez., 01:00)"
    assert moment_said(THURSDAY, LONDON, year=True) == "Do, 3. Dez. 2026 um 10:00 Uhr (London)"
    assert moment_said(datetime(2027, 3, 1, 9, tzinfo=UTC), LONDON) == "Mo, 1. März um 09:00 Uhr (London)"
    assert day_long(date(2026, 12, 3)) == "Donnerstag, 3. Dezember 2026"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-12-05", "2026-12-06"], "Sa, 5. und So, 6. Dez."),
        (["2026-12-31", "2027-01-01"], "Do, 31. Dez. und Fr, 1. Jan."),
        (["2026-12-24", "2026-12-25", "2026-12-26"], "Do, 24. bis Sa, 26. Dez."),
        (
            ["2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13", "2026-12-19"],
            "fünf Tage von Sa, 5. bis Sa, 19. Dez.",
        ),
    ],
)
def test_several_days_are_said_briefly(days: list[str], said: str) -> None:
    assert days_words([date.fromisoformat(each) for each in days], date(2026, 12, 20)) == said


@pytest.mark.usefixtures("german")
def test_how_far_a_day_is() -> None:
    said = [relative_day(date(2026, 12, day), date(2026, 12, 3)) for day in (1, 2, 3, 4, 5)]
    assert said == ["vor 2 Tagen", "gestern", "heute", "morgen", "in 2 Tagen"]


@pytest.mark.usefixtures("german")
def test_the_point_of_a_month_ends_a_sentence_too() -> None:
    assert sentence("genannt wurde Do, 10. Dez.") == "Genannt wurde Do, 10. Dez."
    assert sentence("genannt wurde Mo, 1. März") == "Genannt wurde Mo, 1. März."


@pytest.mark.usefixtures("german")
def test_every_step_of_every_worked_example_says_why_in_german() -> None:
    for step in steps():
        assert step.why is not None
        names = {passed.name for passed in step.why.passed_over if passed.name}  # a holiday's own, in any language
        said = why_sentence(step.why, kind=step.kind, due=step.due, status=step.status, reader="candidate")
        for text in [said, *why_details(step.why, due=step.due, reader="candidate")]:
            bare = text
            for name in names:
                bare = bare.replace(name, "")
            assert re.fullmatch(r"[A-ZÄÖÜ\d„][^_%]*\.", text), text
            assert ".." not in text, text
            assert not ENGLISH.search(bare), text
        for title in (step_title(step.key, step.kind, "Grace"), reason_label(step.reason or step.why.rule)):
            assert not ENGLISH.search(title), title


@pytest.mark.usefixtures("german")
def test_reasons_are_whole_and_in_their_case() -> None:
    said = {
        why_sentence(step.why, kind=step.kind, due=step.due, status=step.status, reader="candidate")
        for step in steps()
        if step.why is not None
    }
    assert {
        "Anruf am Di, 1. Dez. um 10:00 Uhr (London), einen Arbeitstag nach Ihrer Dank-E-Mail vom Mo, 30. Nov.",
        "Anruf am Do, 10. Dez. um 10:00 Uhr (London), fünf Arbeitstage nach dem Anruf vom Do, 3. Dez., bei dem kein "
        "Termin genannt wurde. Nicht Sa, 5. und So, 6. Dez. (Wochenende).",
        "Dank-E-Mail bis Di, 1. Dez. um 15:00 Uhr (London), 24 Stunden nach dem Gespräch.",
    } <= said


@pytest.mark.usefixtures("german")
def test_events_titles_and_states() -> None:
    told = {"outcome": "undecided", "date": "2026-12-10", "may_call": "yes"}
    said = event_sentence(EventType.CALL_MADE, told, THURSDAY, LONDON, reader="candidate")
    assert said == "Angerufen: noch nicht entschieden; Entscheidung bis Do, 10. Dez.; Sie dürfen anrufen"
    assert step_title("follow_up:1", "call", "Grace Petrov") == "Grace Petrov anrufen"
    assert step_title("follow_up:1", "call", "Grace Petrov", status="cancelled") == "Grace Petrov anrufen (entfallen)"
    assert status_label("exhausted", reader="candidate") == "bei Ihrer Personalberatung"


@pytest.mark.usefixtures("german")
def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    past = Refused(Refusal.DATE_IN_PAST, "date", date(2026, 11, 1), "from 2026-11-30 to 2027-12-31")
    assert refusal_sentence(past, LONDON) == (
        "So, 1. Nov. 2026 war schon vorbei, als dies geschah. Wählen Sie einen Tag, der nicht davor liegt."
    )
    no_date = Refused(Refusal.UNKNOWN_VALUE, "back_on", "bald", "a date YYYY-MM-DD")
    assert (
        refusal_sentence(no_date, LONDON) == "Der Tag der Rückkehr: „bald“ geht nicht. Erlaubt: ein Datum JJJJ-MM-TT."
    )

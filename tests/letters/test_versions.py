"""Whatever somebody wrote is kept, and nobody writes over another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candidates.letters import services
from candidates.letters.errors import LetterChanged
from candidates.letters.services import Words
from candidates.models import Actor, Letter, LetterVersion, Plan
from candidates.plans.services import Author
from recruiting.models import Membership
from tests.letters.conftest import FIT, NOW

pytestmark = pytest.mark.django_db


def write(letter: Letter, words: Words, by: Author, *, seen: int, minutes: int = 0) -> LetterVersion:
    return services.write(letter=letter, words=words, author=by, seen=seen, at=NOW + timedelta(minutes=minutes))


def test_a_letter_begins_with_the_coachs_draft(letter: Letter) -> None:
    version = letter.versions.get()
    assert (version.number, version.composed, version.actor) == (1, True, Actor.SYSTEM)
    assert "Grace Petrov" in version.body


def test_beginning_again_goes_on_with_the_same_letter(letter: Letter, loaded: Plan) -> None:
    again = services.begin(plan=loaded, contact=loaded.interview.lead, step_key="thank_you", at=NOW)
    assert (again, again.versions.count()) == (letter, 1)


def test_what_a_person_writes_is_a_new_version_and_the_draft_stays(letter: Letter, amara: Author) -> None:
    assert write(letter, FIT, amara, seen=1).number == 2
    assert letter.versions.get(number=1).composed


def test_a_sitting_writes_on_in_its_version(letter: Letter, amara: Author) -> None:
    write(letter, FIT, amara, seen=1)
    assert write(letter, Words("Thank you", FIT.body), amara, seen=2, minutes=9).number == 2
    assert write(letter, Words("Thanks again", FIT.body), amara, seen=2, minutes=20).number == 3


def test_what_was_commented_on_stays_as_it_was(letter: Letter, amara: Author, alice: Membership) -> None:
    write(letter, FIT, amara, seen=1)
    recruiter = Author(Actor.RECRUITER, alice.user)
    services.comment(letter=letter, text="Name the depots.", author=recruiter, at=NOW + timedelta(minutes=1))
    assert write(letter, Words("Thank you", FIT.body), amara, seen=2, minutes=2).number == 3


def test_saving_the_same_words_makes_no_version(letter: Letter, amara: Author) -> None:
    write(letter, FIT, amara, seen=1)
    assert write(letter, FIT, amara, seen=1, minutes=60).number == 2


def test_who_saw_an_older_version_cannot_write_over_the_newer(letter: Letter, amara: Author, alice: Membership) -> None:
    write(letter, FIT, Author(Actor.RECRUITER, alice.user), seen=1)
    with pytest.raises(LetterChanged) as refused:
        write(letter, Words("Mine", "Dear Grace Petrov, mine"), amara, seen=1)
    assert refused.value.latest.body == FIT.body
    assert letter.versions.count() == 2


def test_a_new_draft_loses_nothing_that_was_written(letter: Letter, loaded: Plan, amara: Author) -> None:
    write(letter, FIT, amara, seen=1)
    version = services.compose(letter=letter, plan=loaded, at=NOW, language="de")
    letter.refresh_from_db()
    assert (version.number, letter.language) == (3, "de")
    assert letter.versions.get(number=2).body == FIT.body


def test_a_word_changed_after_approval_is_to_be_approved_again(letter: Letter, amara: Author) -> None:
    write(letter, FIT, amara, seen=1)
    services.approve(letter=letter, seen=2)
    write(letter, Words("Thank you", FIT.body), amara, seen=2, minutes=1)
    letter.refresh_from_db()
    assert letter.state == Letter.State.WRITING


def test_words_that_changed_since_one_read_them_are_not_approved(letter: Letter, amara: Author) -> None:
    write(letter, FIT, amara, seen=1)
    with pytest.raises(LetterChanged):
        services.approve(letter=letter, seen=1)

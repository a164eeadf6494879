"""Two people write one debrief: nothing is lost, nobody is said to have written what they did not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.interviews.debriefing import entries_with_authors, keep_both, save_debrief, shown_now, write_debrief
from candidates.interviews.debriefs import (
    Entry,
    Kept,
    Merged,
    Said,
    Signature,
    align,
    authors_of,
    in_the_order_of,
    kept_of,
    mark_of,
    merge,
    says_nothing,
)
from candidates.interviews.questions import questions_left
from candidates.models import Actor, Debrief, Plan
from recruiting.models import Membership
from tests.plans.conftest import ENDED

NOW = datetime(2026, 11, 30, 16, tzinfo=UTC)
RECRUITER, CANDIDATE = Signature("recruiter", NOW, 1), Signature("candidate", NOW + timedelta(hours=1), 2, "page1")
texts = st.sampled_from(["", "pricing", "the north", "hiring", "Zoë's  team", "a = b | c"])
entries = st.fixed_dictionaries({"topic": texts, "help": texts})
full = entries.filter(lambda entry: bool(entry["topic"]))
ids = st.lists(st.sampled_from("abcdef"), unique=True)
signatures = st.sampled_from([RECRUITER, CANDIDATE])


@st.composite
def lists(draw: st.DrawFn) -> list[Kept]:
    return [Kept(each, draw(full), draw(signatures)) for each in draw(ids)]


@st.composite
def meanwhile(draw: st.DrawFn) -> tuple[list[Kept], list[Kept], list[Said]]:
    """What both were shown, what the recruiter made of it meanwhile, and what the candidate sends."""
    shown = [Kept(each.id, each.entry, RECRUITER) for each in draw(lists())]
    theirs = [Kept(each.id, draw(st.just(each.entry) | full), RECRUITER) for each in shown if draw(st.booleans())]
    theirs += [Kept(f"new{number}", draw(full), RECRUITER) for number in range(draw(st.integers(0, 2)))]
    said = [Said(each.id, draw(st.just(each.entry) | entries), mark_of(each.entry)) for each in shown]
    said += [Said(f"mine{number}", draw(entries)) for number in range(draw(st.integers(0, 2)))]
    return shown, theirs, said


def words(kept: list[Kept]) -> list[str]:
    return [mark_of(each.entry) for each in kept]


@given(meanwhile())
def test_nothing_that_was_written_is_lost(story: tuple[list[Kept], list[Kept], list[Said]]) -> None:
    _shown, theirs, said = story
    merged = merge(theirs, said, CANDIDATE)
    seen = {each.id: each.seen for each in said}
    removed = {each.id for each in said if says_nothing(each.entry)}
    for each in theirs:  # what they wrote stays unless it was seen and changed or removed here
        touched = seen.get(each.id) == mark_of(each.entry)
        assert mark_of(each.entry) in words(merged.kept) or touched
    for mine in said:
        if mine.id not in removed and not mine.untouched:
            assert mark_of(mine.entry) in words(merged.kept)


@given(meanwhile())
def test_sent_twice_it_changes_nothing_more(story: tuple[list[Kept], list[Kept], list[Said]]) -> None:
    _shown, theirs, said = story
    once = merge(theirs, said, CANDIDATE)
    assert merge(once.kept, said, CANDIDATE).kept == once.kept
    assert len({each.id for each in once.kept}) == len(once.kept)
    assert set(once.landed.values()) <= {each.id for each in once.kept}


@given(meanwhile())
def test_who_touched_nothing_changes_nothing(story: tuple[list[Kept], list[Kept], list[Said]]) -> None:
    shown, theirs, _said = story
    merged = merge(theirs, [Said(each.id, each.entry, mark_of(each.entry)) for each in shown], CANDIDATE)
    assert merged.kept == theirs
    assert merged.unseen == (theirs != shown)


@given(lists(), st.data())
def test_who_has_seen_everything_gets_exactly_what_they_sent(stored: list[Kept], data: st.DataObject) -> None:
    said = [Said(each.id, data.draw(entries), mark_of(each.entry)) for each in stored]
    merged = merge(stored, said, CANDIDATE)
    assert words(merged.kept) == [mark_of(each.entry) for each in said if not says_nothing(each.entry)]
    assert not merged.conflicts


@given(lists())
def test_who_wrote_what_is_read_as_it_was_stored(kept: list[Kept]) -> None:
    read = kept_of([each.entry for each in kept], authors_of(kept), RECRUITER)
    assert sorted(authors_of(read), key=str) == sorted(authors_of(kept), key=str)


@given(lists(), st.lists(full))
def test_words_that_changed_unsigned_are_nobodys_but_the_recruiters(kept: list[Kept], others: list[Entry]) -> None:
    signed = {mark_of(each.entry) for each in kept}
    read = kept_of(others, authors_of(kept), RECRUITER)
    assert [each.entry for each in read] == others
    assert len({each.id for each in read}) == len(read)
    assert all(each.signed == RECRUITER for each in read if mark_of(each.entry) not in signed)


@given(lists(), st.lists(full))
def test_lines_without_ids_become_what_the_lines_say(stored: list[Kept], lines: list[Entry]) -> None:
    said = align(lines, [(each.id, each.entry) for each in stored])
    merged = merge(stored, said, RECRUITER)
    assert words(in_the_order_of(said, merged)) == [mark_of(each) for each in lines]
    untouched = {mark_of(each.entry) for each in stored} & {mark_of(each) for each in lines}
    assert {mark_of(each.entry) for each in merged.kept if each in stored} == untouched


def sent(merged: Merged) -> list[tuple[str, str]]:
    return [(each.entry["topic"], each.signed.by) for each in merged.kept]


def test_both_texts_of_a_true_conflict_stand_beside_each_other() -> None:
    stored = [Kept("a", {"topic": "pricing in the north"}, RECRUITER), Kept("b", {"topic": "hiring"}, RECRUITER)]
    merged = merge(stored, [Said("a", {"topic": "prices"}, mark_of({"topic": "pricing"}))], CANDIDATE)
    assert sent(merged) == [("pricing in the north", "recruiter"), ("prices", "candidate"), ("hiring", "recruiter")]
    assert merged.kept[1].beside == "a"
    assert merged.unseen
    again = merge(merged.kept, [Said("a", {"topic": "prices, all"}, mark_of({"topic": "pricing"}))], CANDIDATE)
    assert sent(again)[1] == ("prices, all", "candidate")
    typed_on = merge(merged.kept, [Said(merged.kept[1].id, {"topic": "prices, all"}, "")], CANDIDATE)
    assert typed_on.kept[1].beside == "a"
    alone = merge(merged.kept, [Said("a", {"topic": ""}, mark_of(stored[0].entry))], CANDIDATE)
    assert alone.kept[0].beside == ""


def test_a_page_whose_answer_was_lost_overwrites_what_it_wrote_itself() -> None:
    first = merge([], [Said("a", {"topic": "pri"})], CANDIDATE)
    assert sent(merge(first.kept, [Said("a", {"topic": "pricing"})], CANDIDATE)) == [("pricing", "candidate")]
    other = Signature("candidate", NOW, 2, "page2")
    assert len(merge(first.kept, [Said("a", {"topic": "hiring"})], other).kept) == 2


def write(plan: Plan, *said: Said, by: Signature | None = None) -> Debrief:
    return write_debrief(interview=plan.interview, said={"topics": said}, signature=by or CANDIDATE_OF_NONE).debrief


@pytest.mark.django_db
def test_the_recruiters_form_and_the_candidates_page_write_the_same_debrief(plan: Plan, alice: Membership) -> None:
    signature = Signature(Actor.CANDIDATE, NOW, None, "p")
    write(plan, Said("a", {"topic": "pricing", "help": "did it"}), Said("b", {"topic": "hiring"}), by=signature)
    debrief = Debrief.objects.get()
    shown = shown_now(debrief)
    write(plan, Said("b", {"topic": "hiring in Leeds"}, mark_of({"topic": "hiring"})), by=signature)
    facts = {"topics": [{"topic": "onboarding", "help": ""}, *debrief.topics]}
    written = save_debrief(interview=plan.interview, facts=facts, by=alice.user, at=NOW, shown=shown)
    found = [(each.entry["topic"], each.signed.by) for each in entries_with_authors(written.debrief, "topics")]
    assert found == [("onboarding", "recruiter"), ("pricing", "candidate"), ("hiring in Leeds", "candidate")]
    assert written.debrief.topics[1] == {"topic": "pricing", "help": "did it"}
    assert written.unseen


@pytest.mark.django_db
def test_what_was_there_unsigned_stays_the_recruiters(plan: Plan, alice: Membership) -> None:
    Debrief.objects.filter(interview=plan.interview).update(topics=[{"topic": "pricing"}], updated_at=ENDED)
    debrief = write(plan, Said("x", {"topic": "hiring"}))
    assert [(each.signed.by, each.signed.at) for each in entries_with_authors(debrief, "topics")] == [
        ("recruiter", ENDED),
        ("candidate", NOW),
    ]
    assert Debrief.objects.get().topics == [{"topic": "pricing"}, {"topic": "hiring"}]


@pytest.mark.django_db
def test_a_write_that_says_nothing_new_stores_nothing(plan: Plan, alice: Membership) -> None:
    write(plan, Said("a", {"topic": "pricing"}))
    rows = Debrief.objects.get().history.count()
    write(plan, Said("a", {"topic": "pricing"}))
    assert Debrief.objects.get().history.count() == rows


@pytest.mark.django_db
def test_two_things_stay_two_once_one_says_so(plan: Plan, alice: Membership) -> None:
    write(plan, Said("a", {"topic": "pricing"}), by=RECRUITER_OF_NONE)
    debrief = write(plan, Said("a", {"topic": "prices"}, mark_of({"topic": "price"})), by=CANDIDATE_OF_NONE)
    twin = entries_with_authors(debrief, "topics")[1]
    assert twin.beside == "a"
    assert entries_with_authors(keep_both(interview=plan.interview, name="topics", entry_id=twin.id), "topics")[1] == (
        Kept(twin.id, twin.entry, twin.signed)
    )


RECRUITER_OF_NONE = Signature("recruiter", NOW)
CANDIDATE_OF_NONE = Signature("candidate", NOW, None, "page1")
WHOLE: dict[str, list[dict[str, Any]]] = {
    "topics": [{"topic": "pricing", "help": "did it"}],
    "challenges": [{"challenge": "churn", "enthusiasm": "puzzles", "expertise": "halved it"}],
    "strengths": [{"strength": "care", "mine": "patience", "goal": "trust"}],
}


@pytest.mark.parametrize(
    ("lists", "codes"),
    [
        (WHOLE, []),
        ({**WHOLE, "topics": []}, ["no_topics"]),
        ({**WHOLE, "topics": [{"topic": "pricing", "help": ""}]}, ["topic_without_help"]),
        (
            {**WHOLE, "challenges": [{"challenge": "churn"}]},
            ["challenge_without_enthusiasm", "challenge_without_expertise"],
        ),
        ({}, ["no_topics", "no_challenges", "no_strengths"]),
    ],
)
def test_what_is_missing_is_asked(lists: Any, codes: list[str]) -> None:
    left = questions_left(lists, qualifications_chosen=True, timeframe_asked=True)
    assert [question.code for question in left] == codes
    assert all(question.sentence for question in left)
    more = questions_left(lists, qualifications_chosen=False, timeframe_asked=False)
    assert [question.code for question in more[-2:]] == ["qualifications_not_chosen", "timeframe_not_asked"]


def test_a_question_says_what_it_is_about_and_leaves_percent_signs_alone() -> None:
    [question] = questions_left(
        {**WHOLE, "topics": [{"topic": "50% growth " + "x" * 80}]}, qualifications_chosen=True, timeframe_asked=True
    )
    assert question.sentence.startswith("How can you help with “50% growth xxx")
    assert len(question.sentence) < 100

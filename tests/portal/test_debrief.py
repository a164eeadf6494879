"""The guided debrief by plain forms, and the address a script saves to: nothing is lost, and who wrote what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from candidates.interviews.debriefing import entries_with_authors, save_debrief, shown_now
from candidates.models import Actor, Debrief, EventType, Plan, Qualification
from candidates.models.interviews import TEXT_LIMIT
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import Contact, Membership, User
from tests.admin.conftest import signed_in
from tests.portal.conftest import NOW, said

LISTS = ("people", "topics", "challenges", "strengths")
FIELD = re.compile(
    r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?|<textarea name="([^"]+)"[^>]*>\n?([^<]*)<'
)


def address(plan: Plan, part: str = "") -> str:
    return f"/portal/plans/{plan.pk}/debrief/{part}"


class Sheet:
    """The page as it was opened, to fill in and send."""

    def __init__(self, browser: Client, plan: Plan, query: str = "") -> None:
        self.browser, self.plan = browser, plan
        page = browser.get(address(plan) + query).content.decode()
        self.words = page
        self.data = dict(self._fields(re.sub(r"(?s)<template.*?</template>", "", page)))
        self.data.pop("csrfmiddlewaretoken", None)
        self.data.pop("next", None)

    @staticmethod
    def _fields(page: str) -> Iterator[tuple[str, str]]:
        for name, value, area, text in FIELD.findall(page):
            yield (name or area), unescape(value or text).strip()

    def send(self, **fields: str) -> Any:
        return self.browser.post(address(self.plan), {**self.data, **fields}, follow=True)

    def save(self, **fields: str) -> Any:
        return self.browser.post(address(self.plan, "save/"), {**self.data, **fields})


@pytest.fixture
def sheet(portal: Client, plan: Plan) -> Sheet:
    return Sheet(portal, plan)


def fill(list_name: str, number: int = 0, **texts: str) -> dict[str, str]:
    return {f"{list_name}-{number}-{key}": text for key, text in texts.items()}


def recruiter_writes(plan: Plan, alice: Membership, *topics: str) -> None:
    debrief = Debrief.objects.get(interview=plan.interview)
    facts = {"topics": [{"topic": topic, "help": ""} for topic in topics]}
    save_debrief(interview=plan.interview, facts=facts, by=alice.user, at=NOW, shown=shown_now(debrief))


def topics(plan: Plan) -> list[tuple[str, str]]:
    debrief = Debrief.objects.get(interview=plan.interview)
    return [(each.entry["topic"], each.signed.by) for each in entries_with_authors(debrief, "topics")]


def test_each_list_begins_with_one_empty_entry_and_an_example(sheet: Sheet) -> None:
    assert all(sheet.data[f"{name}-TOTAL_FORMS"] == "1" for name in LISTS)
    assert "e.g. moving every depot to one database" in sheet.words
    assert "Grace Petrov" in sheet.words
    assert "maxlength" not in sheet.words


def test_what_is_sent_is_stored_in_the_shape_that_all_others_read(sheet: Sheet, plan: Plan) -> None:
    answer = sheet.send(
        **fill("people", person="Grace  Petrova, CTO"),
        **fill("topics", topic="pricing", help="did it\r\ntwice"),
        **fill("challenges", challenge="churn", enthusiasm="puzzles", expertise="halved it"),
        **fill("strengths", strength="care", mine="patience", goal="trust"),
    )
    assert "Saved 11:00" in said(answer)
    debrief = Debrief.objects.get(interview=plan.interview)
    assert debrief.topics == [{"topic": "pricing", "help": "did it twice"}]
    assert debrief.challenges == [{"challenge": "churn", "enthusiasm": "puzzles", "expertise": "halved it"}]
    assert debrief.strengths == [{"strength": "care", "mine": "patience", "goal": "trust"}]
    assert debrief.people == [{"person": "Grace Petrova, CTO"}]
    assert plan.interview.lead.name == Contact.objects.get().name == "Grace Petrov"


def test_one_more_saves_and_adds_a_row_without_scripts(sheet: Sheet, plan: Plan, portal: Client) -> None:
    answer = sheet.send(**fill("topics", topic="pricing"), more="topics")
    assert topics(plan) == [("pricing", "candidate")]
    assert "Topic 2" in said(answer)
    again = Sheet(portal, plan, "?more=topics")
    again.send(**fill("topics", 1, topic="hiring"))
    assert topics(plan) == [("pricing", "candidate"), ("hiring", "candidate")]


def test_an_emptied_entry_is_gone(sheet: Sheet, plan: Plan, portal: Client) -> None:
    sheet.send(**fill("topics", topic="pricing"))
    Sheet(portal, plan).send(**fill("topics", topic="", help=""))
    assert topics(plan) == []


def test_help_without_a_topic_is_said_beside_its_field_and_nothing_is_lost(sheet: Sheet, plan: Plan) -> None:
    answer = sheet.send(**fill("topics", help="did it"), **fill("strengths", strength="care"), more="strengths")
    page = answer.content.decode()
    assert "Write the topic too: what did you talk about?" in page
    assert "did it</textarea>" in page
    assert "Not saved: look at what is marked. Everything else is saved." in said(answer)
    assert Debrief.objects.get(interview=plan.interview).strengths[0]["strength"] == "care"
    assert "Strength 2" in said(answer)


def test_a_text_that_is_too_long_comes_back_whole(sheet: Sheet, plan: Plan) -> None:
    long = "x" * (TEXT_LIMIT + 1)
    answer = sheet.send(**fill("topics", topic=long, help="did it"))
    assert long in answer.content.decode()
    assert "at most 10000 characters" in said(answer)
    assert topics(plan) == []


def test_a_page_sent_in_part_or_not_at_all_removes_nothing(sheet: Sheet, plan: Plan, portal: Client) -> None:
    sheet.send(**fill("topics", topic="pricing"))
    assert portal.post(address(plan), {}).status_code == 200
    assert portal.post(address(plan, "save/"), {}).status_code == 422
    assert topics(plan) == [("pricing", "candidate")]


def test_what_a_script_saves_says_when_and_what_is_missing(sheet: Sheet, plan: Plan) -> None:
    answer = sheet.save(**fill("topics", topic="pricing"))
    assert answer.status_code == 200
    found = answer.json()
    assert found["said"] == "Saved 11:00"
    assert "How can you help with “pricing”?" in found["questions"]
    assert found["rows"]["topics-0"]["id"] == sheet.data["topics-0-id"]
    assert (found["meanwhile"], found["errors"]) == ("", {})


def test_what_a_script_cannot_save_is_named_by_its_field(sheet: Sheet) -> None:
    answer = sheet.save(**fill("topics", help="did it"))
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"id_topics-0-topic": "Write the topic too: what did you talk about?"}
    assert answer.json()["said"] == "Not saved: look at what is marked."


def test_saving_again_after_a_lost_answer_makes_no_second_entry(sheet: Sheet, plan: Plan) -> None:
    for text in ("pri", "pric", "pricing"):
        sheet.save(**fill("topics", topic=text))
    assert topics(plan) == [("pricing", "candidate")]


def test_the_recruiters_entries_are_shown_as_theirs(portal: Client, plan: Plan, alice: Membership) -> None:
    recruiter_writes(plan, alice, "pricing")
    words = said(portal.get(address(plan)))
    assert f"written by {alice.user}, your recruiter, Mon 30 Nov 11:00" in words


def test_what_the_recruiter_wrote_meanwhile_stays(sheet: Sheet, plan: Plan, alice: Membership) -> None:
    recruiter_writes(plan, alice, "hiring")
    answer = sheet.save(**fill("topics", topic="pricing"))
    assert sorted(topics(plan)) == [("hiring", "recruiter"), ("pricing", "candidate")]
    assert answer.json()["meanwhile"].startswith("Meanwhile something was written")


def test_both_texts_of_one_entry_are_kept_beside_each_other_until_one_says_otherwise(
    portal: Client, sheet: Sheet, plan: Plan, alice: Membership
) -> None:
    sheet.send(**fill("topics", topic="pricing"))
    stale = Sheet(portal, plan)
    recruiter_writes(plan, alice, "pricing in the north")
    answer = stale.send(**fill("topics", topic="pricing in the south"))
    assert topics(plan) == [("pricing in the north", "recruiter"), ("pricing in the south", "candidate")]
    assert "Both texts are kept" in said(answer)
    assert 'class="pair"' in answer.content.decode()
    fresh = Sheet(portal, plan)
    twin = fresh.data["topics-1-id"]
    assert 'class="pair"' not in fresh.send(keep=f"topics:{twin}").content.decode()
    assert len(topics(plan)) == 2


def test_qualifications_take_the_order_chosen(portal: Client, plan: Plan) -> None:
    candidate = plan.interview.application.candidate
    rows = [
        Qualification.objects.create(organization=plan.organization, candidate=candidate, claim=claim, position=number)
        for number, claim in enumerate(("ten years of Go", "led eight people", "speaks Polish"))
    ]
    sheet = Sheet(portal, plan)
    answer = sheet.send(**{f"place-{rows[2].pk}": "1", f"place-{rows[0].pk}": "2", f"place-{rows[1].pk}": ""})
    assert Debrief.objects.get(interview=plan.interview).qualification_order == [rows[2].pk, rows[0].pk]
    assert "Which two or three" not in said(answer)
    assert "Select a valid choice" in said(sheet.send(**{f"place-{rows[0].pk}": "9"}))


def test_the_timeframe_is_recorded_where_it_always_was(portal: Client, sheet: Sheet, plan: Plan) -> None:
    answer = sheet.send(**fill("topics", topic="pricing"), go="decision")
    assert answer.redirect_chain[-1][0] == f"/portal/plans/{plan.pk}/what-happened/decision/"
    assert topics(plan) == [("pricing", "candidate")]
    record_event(
        plan=plan,
        happening=Happening(EventType.TIMEFRAME_GIVEN, NOW, {"date": "2026-12-10", "may_call": "yes"}),
        author=Author(Actor.CANDIDATE),
        now=NOW,
    )
    words = said(portal.get(address(plan)))
    assert "Thu 10 Dec" in words
    assert "Ask them: when will you decide" not in words


def test_the_plan_says_how_much_there_is(portal: Client, sheet: Sheet, plan: Plan) -> None:
    assert "Write it down while it is fresh" in said(portal.get(f"/portal/plans/{plan.pk}/"))
    sheet.send(**fill("topics", topic="pricing"), **fill("challenges", challenge="churn"))
    assert "1 topic, 1 challenge" in said(portal.get(f"/portal/plans/{plan.pk}/"))


def test_anothers_debrief_does_not_exist(stranger: Client, plan: Plan) -> None:
    assert stranger.get(address(plan)).status_code == 404
    assert stranger.post(address(plan), {}).status_code == 404
    assert stranger.post(address(plan, "save/"), {}).status_code == 404


def test_text_from_people_is_text(sheet: Sheet, plan: Plan) -> None:
    page = sheet.send(**fill("topics", topic="</textarea><script>alert(1)</script>")).content.decode()
    assert "<script>alert" not in page


def test_the_recruiters_page_says_who_wrote_what_and_their_form_keeps_it(
    sheet: Sheet, plan: Plan, alice: Membership, amara: User
) -> None:
    sheet.send(**fill("topics", topic="a = b | c", help="did it"), **fill("people", person="Grace Petrova"))
    browser = signed_in(alice.user, "password")
    page = f"/admin/candidates/interview/{plan.interview_id}"
    words = said(browser.get(f"{page}/change/"))
    assert "written by Amara Nwosu, Mon 30 Nov 16:00" in words
    assert "Grace Petrova" in words
    form = browser.get(f"{page}/edit/").context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"ended_at": "2026-11-30T15:00", "others": []}
    lines = sent["topics"]
    sheet.save(**fill("topics", topic="a = b | c", help="did it twice"))
    sent["topics"] = f"hiring = my network\n{form['topics'].field.prepare_value(lines)}"
    sent["shown"] = form["shown"].field.prepare_value(sent["shown"])
    browser.post(f"{page}/edit/", sent)
    assert topics(plan) == [("hiring", "recruiter"), ("a = b | c", "candidate")]
    assert Debrief.objects.get(interview=plan.interview).topics[1]["help"] == "did it twice"
    sent["topics"] = "hiring = my network\nabc = changed here"
    answer = browser.post(f"{page}/edit/", sent, follow=True)
    assert "Both are kept, one below the other." in said(answer)
    assert ("abc", "recruiter") in topics(plan)
    assert ("a = b | c", "candidate") in topics(plan)
    assert "This page is broken" in said(browser.post(f"{page}/edit/", {**sent, "shown": "[1]"}))

"""Pages in their reader's language, by choice or by browser; the recruiter's side and the API in English alone."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import Morsel

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from candidates.models import Plan
from candidates.portal.reports import MENUS, REPORTS
from recruiting.models import Membership, User
from tests.admin.conftest import signed_in
from tests.portal.conftest import CONFIRM, NOW, REQUEST, code_in, said

GERMAN = {"accept-language": "de-DE,de;q=0.9,en;q=0.6"}
SWITCH, COOKIE = "/i18n/setlang/", settings.LANGUAGE_COOKIE_NAME
OWN_PAGES = {
    "/portal/": "Meine nächsten Schritte",
    "/portal/reminders/": "Ihre nächste Erinnerung",
    "/portal/your-data/": "Was über Sie gespeichert wird und warum",
    "/accounts/email/": "Ihre E-Mail-Adresse",
    "/accounts/2fa/": "Anmelden mit einer App",
    "/accounts/logout/": "Abmelden?",
    "/nothing/": "Diese Seite gibt es nicht",
}
SIGN_IN_PAGES = {
    "/accounts/login/": "Für die Personalberatung, mit Passwort.",
    REQUEST: "Mit einem Code anmelden",
    "/accounts/password/reset/": "Neues Passwort",
    "/accounts/password/reset/done/": "Sehen Sie in Ihr Postfach",
    "/accounts/signup/": "Nur auf Einladung",
    "/accounts/inactive/": "Dieses Konto ist geschlossen",
    "/unsubscribe/broken/": "Dieser Link funktioniert nicht",
}


def sign_in(browser: Client, user: User) -> None:
    browser.post(REQUEST, {"email": user.email})
    answer = browser.post(CONFIRM, {"code": code_in(str(mail.outbox[-1].body))})
    assert answer.status_code == 302


def choose(browser: Client, language: str, then: str = "/portal/") -> Morsel[str]:
    answer = browser.post(SWITCH, {"language": language, "next": then})
    assert (answer.status_code, answer["Location"]) == (302, then)
    return answer.cookies[COOKIE]


@pytest.mark.parametrize(("path", "words"), OWN_PAGES.items())
def test_a_german_browser_gets_its_own_pages_in_german(portal: Client, plan: Plan, path: str, words: str) -> None:
    answer = portal.get(path, headers=GERMAN)
    assert '<html lang="de">' in answer.content.decode()
    assert answer["Content-Language"] == "de"
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
    assert words in said(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "words"), SIGN_IN_PAGES.items())
def test_a_german_browser_signs_in_in_german(client: Client, path: str, words: str) -> None:
    answer = client.get(path, headers=GERMAN)
    assert '<html lang="de">' in answer.content.decode()
    assert words in said(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("browser", ["en-GB,en", "fr,ja;q=0.8", ""])
def test_other_browsers_get_english(client: Client, browser: str) -> None:
    answer = client.get(REQUEST, headers={"accept-language": browser})
    assert '<html lang="en">' in answer.content.decode()
    assert "Sign in with a code" in said(answer)


def test_menus_and_reports_are_german(portal: Client, plan: Plan) -> None:
    english = [portal.get(f"/portal/plans/{plan.pk}/{path}") for path in paths()]
    german = [portal.get(f"/portal/plans/{plan.pk}/{path}", headers=GERMAN) for path in paths()]
    assert {answer.status_code for answer in (*english, *german)} == {200}
    for theirs, ours in zip(english, german, strict=True):
        assert '<html lang="de">' in ours.content.decode()
        assert not set(texts(theirs)) & set(texts(ours)) - same_in_both(plan)


def paths() -> list[str]:
    return ["", *(f"what-happened/{menu}/" for menu in MENUS), *(f"report/{report}/" for report in REPORTS)]


def texts(answer: object) -> list[str]:
    page = answer.content.decode()  # type: ignore[attr-defined]
    between = page[page.index("<body") :].replace("<", "\0<").replace(">", ">\0").split("\0")
    return [text.strip() for text in between if text.strip(" \n‹·○●✓*") and not text.startswith("<")]


def same_in_both(plan: Plan) -> set[str]:
    application = plan.interview.application
    company = application.job.company.name.replace("&", "&amp;")
    lead, job = plan.interview.lead.name, application.job.title
    names = {"Followthrough", "· Followthrough", "English", "Deutsch", "Amara Nwosu", lead}
    return names | {company, f"‹ {company}", f"{lead}, {company}", job}


def test_what_was_recorded_is_answered_in_german(portal: Client, plan: Plan) -> None:
    answer = portal.post(f"/portal/plans/{plan.pk}/report/thank-you/", headers=GERMAN, follow=True)
    words = said(answer)
    assert "Eingetragen. Anruf am Do, 3. Dez. um 10:00 Uhr (London), drei Arbeitstage nach Ihrer Dank-E-Mail" in words
    assert "Do, 3. Dez., 10:00 London (bei Ihnen 05:00)" in words
    assert "bis 16:30 London (bei Ihnen 11:30)" in words


def test_a_refusal_and_the_forms_errors_are_german(portal: Client, plan: Plan) -> None:
    address = f"/portal/plans/{plan.pk}/report/wrote-out-of-office/"
    assert "Dieses Feld ist zwingend erforderlich." in said(portal.post(address, {}, headers=GERMAN))
    past = said(portal.post(address, {"back_on": "2026-11-01"}, headers=GERMAN))
    assert "So, 1. Nov. 2026 war schon vorbei, als dies geschah." in past
    later = said(portal.post(address, {"back_on": "2026-12-07", "at": "2026-11-30T23:00"}, headers=GERMAN))
    assert "Erlaubt: ein Zeitpunkt bis jetzt (2026-11-30 16:00 UTC)" in later


def test_the_recruiters_side_stays_english(alice: Membership, plan: Plan) -> None:
    browser = signed_in(alice.user, "password")
    browser.cookies[COOKIE] = "de"
    for path in ("", "candidates/candidate/add/", f"candidates/interview/{plan.interview_id}/change/"):
        answer = browser.get(f"/admin/{path}", headers=GERMAN)
        assert answer.status_code == 200
        assert answer["Content-Language"] == "en"
        page = answer.content.decode()
        assert 'lang="en' in page
        assert "Speichern" not in page
        assert "Personalberatung" not in page


@pytest.mark.django_db
def test_the_api_stays_english(client: Client) -> None:
    answer = client.get("/api/v1/candidates/", headers=GERMAN)
    assert answer.status_code == 401
    assert answer["Content-Language"] == "en"
    assert "Anmelde" not in answer.content.decode()


@pytest.mark.django_db
def test_the_footer_offers_each_language_by_its_own_name(client: Client) -> None:
    page = client.get(REQUEST + "?next=/portal/", headers=GERMAN).content.decode()
    assert f'action="{SWITCH}"' in page
    assert f'name="next" value="{REQUEST}?next=/portal/"' in page
    assert 'name="language" value="en" lang="en" >English</button>' in page
    assert 'name="language" value="de" lang="de" aria-current="true">Deutsch</button>' in page


@pytest.mark.django_db
def test_a_choice_outdoes_the_browser_for_a_year(client: Client) -> None:
    kept = choose(client, "en", REQUEST)
    assert kept["max-age"] == 365 * 24 * 3600
    assert kept["samesite"] == "Lax"
    assert '<html lang="en">' in client.get(REQUEST, headers=GERMAN).content.decode()
    choose(client, "de", REQUEST)
    assert '<html lang="de">' in client.get(REQUEST).content.decode()


@pytest.mark.django_db
def test_the_switch_leads_to_no_other_site_and_knows_no_other_language(client: Client) -> None:
    answer = client.post(SWITCH, {"language": "de", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert COOKIE not in client.post(SWITCH, {"language": "tlh", "next": "/"}).cookies
    assert client.get(SWITCH).status_code == 405


def test_the_switch_asks_for_the_forms_token(amara: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amara)
    assert browser.post(SWITCH, {"language": "de"}).status_code == 403
    amara.refresh_from_db()
    assert amara.language == "en"


def test_a_choice_holds_for_letters_too(portal: Client, amara: User) -> None:
    choose(portal, "de")
    amara.refresh_from_db()
    assert amara.language == "de"
    portal.post(SWITCH, {"language": "tlh", "next": "/"})
    amara.refresh_from_db()
    assert amara.language == "de"


def test_the_first_sign_in_keeps_the_browsers_language_and_later_ones_do_not(amara: User) -> None:
    sign_in(Client(headers=GERMAN), amara)
    amara.refresh_from_db()
    assert amara.language == "de"
    sign_in(Client(headers={"accept-language": "en"}), amara)
    amara.refresh_from_db()
    assert amara.language == "de"


def test_a_choice_is_not_overwritten_by_another_browser(portal: Client, amara: User) -> None:
    User.objects.filter(pk=amara.pk).update(last_login=NOW)
    choose(portal, "en")
    sign_in(Client(headers=GERMAN), amara)
    amara.refresh_from_db()
    assert amara.language == "en"


def test_a_choice_before_signing_in_counts(amara: User) -> None:
    User.objects.filter(pk=amara.pk).update(last_login=NOW)
    browser = Client()
    choose(browser, "de", REQUEST)
    sign_in(browser, amara)
    amara.refresh_from_db()
    assert amara.language == "de"


def test_a_code_comes_in_the_persons_language(
    client: Client, amara: User, ask_for_code: Callable[[Client, str], str]
) -> None:
    User.objects.filter(pk=amara.pk).update(last_login=NOW, language="de")
    assert ask_for_code(client, "Amara@Example.org")
    assert mail.outbox[-1].subject == "Ihr Code für Followthrough"
    assert "Geben Sie ihn auf der Seite ein" in str(mail.outbox[-1].body)
    assert "Sign in" in said(client.get(CONFIRM))  # the page is still the browser's


def test_who_never_signed_in_or_is_unknown_gets_the_letter_in_the_pages_language(amara: User) -> None:
    for email, subject in [
        (amara.email, "Ihr Code für Followthrough"),
        ("nobody@example.org", "Followthrough kennt diese Adresse nicht"),
    ]:
        Client().post(REQUEST, {"email": email}, headers=GERMAN)
        assert mail.outbox[-1].subject == subject

"""The dates beside a policy's form: what rules, as they are typed, come to for sample interviews. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.admin.policy_cards import Card
from candidates.admin.reading import reader_of
from candidates.admin.recording import refuse_reader
from candidates.plans.preview import policy_of
from candidates.plans.samples import Samples, samples_of
from recruiting import cadence, clock
from recruiting.admin.door import membership_of
from recruiting.admin.policy_rules import RulesForm
from recruiting.admin.policy_week import Week, week_of
from recruiting.admin.tenancy import organization_of
from recruiting.models import Policy, PolicyVersion
from recruiting.policies.selectors import draft_of, published_version
from recruiting.policies.warnings import warnings_of
from recruiting.wording import policy_field_label, warning_sentence

FIRST = "policy-first"  # the element that asks when the page is opened


@dataclass(frozen=True)
class Trouble:
    """Something wrong or odd about a rule: its sentence, and the fields that it is about with their names."""

    sentence: str
    fields: list[tuple[str, str]]


def policy_dates_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the rules that were sent with dates; rules that cannot be, with what is wrong, the dates left as they are.

    Raises Http404 for another firm's policy, PermissionDenied for a member who only reads.
    """
    policies = Policy.objects.for_organization(organization_of(request)).select_related("company", "organization")
    policy = policies.filter(pk=pk).first()
    if policy is None:
        raise Http404
    refuse_reader(request)
    form = RulesForm(request.POST, policy=policy, rules={})
    form.is_valid()
    if form.checked is None and request.headers.get("HX-Trigger") != FIRST:
        answer = TemplateResponse(request, "admin/policies/dates_wrong.html", {"wrong": _wrong(form)})
        answer["HX-Retarget"], answer["HX-Reswap"] = "#policy-wrong", "innerHTML"
        return answer
    return TemplateResponse(request, "admin/policies/dates.html", _context(request, policy, form))


def _context(request: HttpRequest, policy: Policy, form: RulesForm) -> dict[str, Any]:
    now, zone = clock.now(), reader_of(request).zone
    published = published_version(policy)
    rules = form.checked or _last_saved(request, policy, published)
    holding = policy_of(published) if published else None
    samples = samples_of(policy, rules=rules, holding=holding, now=now, zone=zone)
    cards = [Card(sample, now) for sample in samples.samples]
    return {
        "policy": policy,
        "wrong": _wrong(form),
        "as_saved": form.checked is None,
        "warnings": _warnings(rules, samples, now),
        "week": _week(rules, samples),
        "cards": cards,
        "samples": samples,
        "published": published,
        "status": _status(cards, published),
    }


def _last_saved(request: HttpRequest, policy: Policy, published: PolicyVersion | None) -> cadence.Policy:
    """Return the rules to show while those that were typed cannot be."""
    saved = draft_of(policy, membership_of(request).user) or published
    return policy_of(saved) if saved else cadence.Policy()


def _wrong(form: RulesForm) -> list[Trouble]:
    return [
        Trouble(" ".join(str(sentence) for sentence in sentences), [_named(name)] if name in form.fields else [])
        for name, sentences in form.errors.items()
    ]


def _named(name: str) -> tuple[str, str]:
    return name, policy_field_label(name)


def _warnings(rules: cadence.Policy, samples: Samples, now: datetime) -> list[Trouble]:
    today = now.astimezone(ZoneInfo(samples.calendar.time_zone)).date()
    return [
        Trouble(warning_sentence(warning.code, warning.facts), [_named(name) for name in warning.fields])
        for warning in warnings_of(rules, samples.calendar, today)
    ]


def _week(rules: cadence.Policy, samples: Samples) -> Week:
    return week_of(rules, samples.calendar)


def _status(cards: list[Card], published: PolicyVersion | None) -> str:
    """Return how many dates differ from those that hold, for those who do not see the calendars change."""
    if published is None:
        return _("No version of this policy is published yet: there is nothing to compare with.")
    total, changed = sum(len(card.lines) for card in cards), sum(card.changed for card in cards)
    if not changed:
        return _("All dates are as by version %(number)d, which holds now.") % {"number": published.number}
    return ngettext(
        "%(changed)d of %(count)d date differs from version %(number)d, which holds now.",
        "%(changed)d of %(count)d dates differ from version %(number)d, which holds now.",
        total,
    ) % {"changed": changed, "count": total, "number": published.number}

"""Any order of edits, events, publishing, applying and undoing, drawn by hypothesis, on a firm of three plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from candidates.changes.errors import ChangeRefused
from candidates.changes.services import (
    apply_change,
    drop_change,
    foresee_again,
    propose_edit,
    propose_version,
    undo_change,
)
from candidates.models import Actor, Event, EventType, Plan, RulesChange, Step
from candidates.plans.errors import RecordingError
from candidates.plans.inputs import Happening
from candidates.plans.projection import rebuild_all
from candidates.plans.services import Author, record_event, retract_event
from recruiting.accounts.services import create_firm
from recruiting.companies.changes import columns_of
from recruiting.models import Company, CompanyDay, Membership, Policy, PolicyVersion
from recruiting.policies.services import discard_draft, draft_version, publish
from tests.changes.conftest import STANDARD, dates, interviewed, lead_of, opened_company

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
RULES = (
    STANDARD,
    {**STANDARD, "call_after_days": [1, 1]},
    {**STANDARD, "call_after_days": [6, 8], "day_count": "calendar"},
    {**STANDARD, "channel": "email"},
    {**STANDARD, "max_follow_ups": 1},
    {**STANDARD, "give_up_after_days": 2},
    {**STANDARD, "avoid": [{"weekday": "thursday", "from": "09:00", "to": "17:00"}]},
)
EVENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (EventType.THANK_YOU_SENT, {}),
    (EventType.EMAIL_SENT, {}),
    (EventType.CALL_MADE, {"outcome": "no_answer"}),
    (EventType.CALL_MADE, {"outcome": "undecided", "may_call": "yes"}),
    (EventType.OUT_OF_OFFICE, {"back_on": "2026-12-15"}),
    (EventType.TIMEFRAME_GIVEN, {"date": "2026-12-18", "may_call": "yes"}),
    (EventType.CLOSED, {"outcome": "withdrawn"}),
)
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo")
DAYS = (date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 7))
REFUSED = (RecordingError, ChangeRefused, ValidationError)
PICK = st.integers(min_value=0, max_value=99)


class Register(RuleBasedStateMachine):
    """What is done never changes; every step cites a version that exists; the projection is the fold."""

    alice: Membership
    company: Company
    policy: Policy

    def __init__(self) -> None:
        super().__init__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        self._clock = time_machine.travel(START, tick=False)
        self._time = self._clock.start()
        self.now = START
        self.done: dict[tuple[int, str], tuple[Any, ...]] = {}

    def teardown(self) -> None:
        """Leave the database as it was."""
        self._clock.stop()
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)

    @classmethod
    def found(cls) -> None:
        """Store what every story begins with: a firm, a company, and three plans, two of them thanked for."""
        firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=START)
        cls.alice = Membership.objects.get(organization=firm)
        cls.company = opened_company(cls.alice, "Harrow & Pine")
        cls.policy = Policy.objects.get(organization=firm, is_default=True)
        ended = datetime(2026, 11, 30, 15, tzinfo=UTC)
        for thanked in (True, True, False):
            interviewed(cls.alice, cls.company, thanked=thanked, ended=ended)

    # --- what can happen ---

    @rule(hours=st.sampled_from([1, 5, 26, 50]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self._time.move_to(self.now)

    @rule(pick=PICK, event=st.sampled_from(EVENTS))
    def something_happens(self, pick: int, event: tuple[str, dict[str, Any]]) -> None:
        kind, fields = event
        plan = self._plan(pick)
        happening = Happening(kind, self.now, fields)
        self._may_be_refused(lambda: record_event(plan=plan, happening=happening, author=self._author(), now=self.now))

    @rule(pick=PICK)
    def the_last_event_is_taken_back(self, pick: int) -> None:
        plan = self._plan(pick)
        event = plan.events.filter(retracted_at=None).order_by("-at", "-number").first()
        if event is None:
            return
        if self._may_be_refused(lambda: retract_event(event=event, author=self._author(), now=self.now)):
            self.done = {key: step for key, step in self.done.items() if key[0] != plan.pk}

    @rule(rules=st.sampled_from(RULES))
    def a_draft_is_written(self, rules: dict[str, Any]) -> None:
        draft_version(policy=self.policy, rules=rules, at=self.now, by=self.alice.user)

    @precondition(lambda self: self._draft() is not None)
    @rule()
    def a_draft_is_thrown_away(self) -> None:
        draft = self._draft()
        assert draft is not None
        discard_draft(version=draft)

    @precondition(lambda self: self._draft() is not None)
    @rule()
    def a_draft_is_published_by_itself(self) -> None:
        draft = self._draft()
        assert draft is not None
        self._may_be_refused(lambda: publish(version=draft, by=self.alice.user, at=self.now))

    @rule(published=st.booleans())
    def a_version_is_proposed(self, published: bool) -> None:
        state = PolicyVersion.State.PUBLISHED if published else PolicyVersion.State.DRAFT
        version = self.policy.versions.filter(state=state).first()
        if version is not None:
            propose_version(version=version, by=self.alice, at=self.now)

    @rule(rules=st.sampled_from(RULES), reach=st.sampled_from(RulesChange.Reach.values), pick=PICK)
    def an_edit_is_put_to_plans(self, rules: dict[str, Any], reach: str, pick: int) -> None:
        draft = draft_version(policy=self.policy, rules=rules, at=self.now, by=self.alice.user)
        self._apply(propose_version(version=draft, by=self.alice, at=self.now), reach, pick)

    @rule(what=st.sampled_from(["day", "zone", "calls", "week"]), pick=PICK)
    def the_company_is_edited(self, what: str, pick: int) -> None:
        company, lead = Company.objects.get(pk=self.company.pk), lead_of(self.company)
        before = columns_of(company)
        if what == "day":
            self._close_or_open(company, DAYS[pick % len(DAYS)])
        elif what == "calls":
            lead.accepts_calls = not lead.accepts_calls
            lead.save()
        else:
            company.time_zone = ZONES[pick % len(ZONES)]
            company.working_week = ["monday", "tuesday", "wednesday"] if what == "week" else company.working_week
            company.save()
        propose_edit(edited=Company.objects.get(pk=company.pk), before=before, by=self.alice, at=self.now)

    @rule(pick=PICK, reach=st.sampled_from(RulesChange.Reach.values))
    def a_change_is_applied(self, pick: int, reach: str) -> None:
        change = self._change(pick, applied_at=None)
        if change is not None:
            self._apply(change, reach, pick)

    @rule(pick=PICK)
    def a_change_is_applied_and_undone_at_once(self, pick: int) -> None:
        change, before = self._change(pick, applied_at=None), self._all_dates()
        if change is not None and self._apply(change, RulesChange.Reach.ALL, pick):
            applied = RulesChange.objects.get(pk=change.pk)
            undo_change(change=applied, by=self.alice, at=self.now)
            assert self._all_dates() == before

    @rule(pick=PICK)
    def a_change_is_undone(self, pick: int) -> None:
        change = self._change(pick, state=RulesChange.State.APPLIED)
        if change is not None:
            self._may_be_refused(lambda: undo_change(change=change, by=self.alice, at=self.now))

    @rule(pick=PICK, drop=st.booleans())
    def a_change_is_dropped_or_worked_out_again(self, pick: int, drop: bool) -> None:
        change = self._change(pick, applied_at=None)
        if change is None:
            return
        if drop:
            drop_change(change=change)
        else:
            self._may_be_refused(lambda: foresee_again(change=change, by=self.alice, at=self.now))

    # --- what always holds ---

    @invariant()
    def the_projection_is_the_fold(self) -> None:
        assert list(rebuild_all(check=True, at=self.now)) == []

    @invariant()
    def what_is_done_never_changes(self) -> None:
        steps = Step.objects.filter(status=Step.Status.DONE).values_list("plan", "key", "kind", "due", "done_at", "why")
        now = {(plan, key): tuple(rest) for plan, key, *rest in steps}
        changed = {key: (step, now.get(key)) for key, step in self.done.items() if now.get(key) != step}
        assert changed == {}
        self.done = now

    @invariant()
    def rules_are_cited_that_exist(self) -> None:
        versions = set(PolicyVersion.objects.exclude(state="draft").values_list("pk", flat=True))
        cited = set(Plan.objects.values_list("version", flat=True))
        events = Event.objects.filter(type=EventType.RULES_CHANGED)
        cited |= {payload["version_id"] for payload in events.values_list("payload", flat=True)}
        assert cited <= versions

    @invariant()
    def one_version_of_the_default_holds(self) -> None:
        assert self.policy.versions.filter(state=PolicyVersion.State.PUBLISHED).count() == 1

    # --- how ---

    def _plan(self, pick: int) -> Plan:
        plans = list(Plan.objects.order_by("pk"))
        return plans[pick % len(plans)]

    def _change(self, pick: int, **such: Any) -> RulesChange | None:
        changes = list(RulesChange.objects.filter(**such).order_by("pk"))
        return changes[pick % len(changes)] if changes else None

    def _draft(self) -> PolicyVersion | None:
        return self.policy.versions.filter(state=PolicyVersion.State.DRAFT).first()

    def _author(self) -> Author:
        return Author(Actor.RECRUITER, self.alice.user)

    def _apply(self, change: RulesChange, reach: str, pick: int) -> bool:
        chosen = change.impacts.filter(plan=self._plan(pick)) if reach == RulesChange.Reach.CHOSEN else None
        return self._may_be_refused(
            lambda: apply_change(change=change, by=self.alice, at=self.now, reach=reach, chosen=chosen)
        )

    def _all_dates(self) -> object:
        return dates(list(Plan.objects.all()))

    def _close_or_open(self, company: Company, day: date) -> None:
        if not company.days.filter(date=day).delete()[0]:
            CompanyDay.objects.create(organization=company.organization, company=company, date=day)

    def _may_be_refused(self, work: Callable[[], object]) -> bool:
        """Do something that the rules may say no to; then nothing may have been stored."""
        before = self._all_dates()
        try:
            with transaction.atomic():
                work()
        except REFUSED:
            assert self._all_dates() == before
            return False
        return True

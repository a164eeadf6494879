"""The guided debrief of one plan: what its page shows, and what comes of what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from candidates.interviews.debriefing import Written, keep_both, write_debrief
from candidates.interviews.debriefs import Signature, mark_of
from candidates.interviews.lines import lines_of
from candidates.interviews.questions import Question, questions_left
from candidates.models import Actor, Debrief, EventType, Interview, Qualification
from candidates.models.interviews import DEBRIEF_SHAPES
from candidates.plans.timeline import EventLine
from candidates.portal.cards import Card
from candidates.portal.debrief_forms import DebriefForms
from candidates.portal.debrief_sections import SECTIONS
from recruiting.models import Contact, User
from recruiting.wording.moments import time_words

ASKED = {EventType.TIMEFRAME_GIVEN, EventType.TIMEFRAME_NOT_GIVEN}


@dataclass(frozen=True)
class Saved:
    """What came of what was sent: the answer to say, and for a script the rows as they are stored now."""

    forms: DebriefForms
    written: Written
    at: datetime
    zone: str

    @property
    def complete(self) -> bool:
        """Say whether all of it is stored."""
        return self.forms.is_valid

    @property
    def answer(self) -> str:
        """Return what to say: when it was saved, or that something was not."""
        if self.complete:
            return _("Saved %(time)s") % {"time": time_words(self.at.astimezone(ZoneInfo(self.zone)))}
        return _("Not saved: look at what is marked.")

    @property
    def meanwhile(self) -> str:
        """Return what to say of what somebody else wrote and this page does not show; mostly nothing."""
        if self.written.conflicts:
            return _("You and your recruiter changed the same entry. Both texts are kept.")
        return _("Meanwhile something was written that you do not see here.") if self.written.unseen else ""

    def rows(self) -> dict[str, dict[str, str]]:
        """Return by row under which id it is stored, and the mark of what is seen from now on."""
        found = {}
        for part in self.forms.parts:
            merged = self.written.merged[part.section.name]
            for row in part.rows:
                if not row.is_valid():
                    continue
                landed = merged.find(merged.landed.get(row.entry_id, ""))
                if landed is not None:
                    found[row.prefix] = {"id": landed.id, "seen": mark_of(landed.entry)}
                elif merged.find(row.entry_id) is None and not row.said().entry:
                    found[row.prefix] = {"id": row.entry_id, "seen": ""}
        return found


@dataclass(frozen=True)
class Debriefing:
    """The debrief of a card's interview for its candidate."""

    card: Card

    @property
    def interview(self) -> Interview:
        """Return what it is about."""
        return self.card.plan.interview

    @cached_property
    def debrief(self) -> Debrief:
        """Return what is stored; an empty one where nothing is."""
        return Debrief.objects.filter(interview=self.interview).first() or Debrief(interview=self.interview)

    @cached_property
    def people(self) -> list[Contact]:
        """Return whom they met, the lead first."""
        return [self.interview.lead, *self.interview.others.order_by("name")]

    @cached_property
    def qualifications(self) -> list[Qualification]:
        """Return what the candidate can claim."""
        return list(self.interview.application.candidate.qualifications.all())

    @property
    def timeframe(self) -> EventLine | None:
        """Return what was last recorded of when they decide."""
        return next((line for line in self.card.timeline.events if line.event.type in ASKED), None)

    @property
    def questions(self) -> list[Question]:
        """Return what is missing."""
        return questions_left(
            {name: getattr(self.debrief, name) for name in DEBRIEF_SHAPES},
            qualifications_chosen=bool(self.debrief.qualification_order) or not self.qualifications,
            timeframe_asked=self.timeframe is not None,
        )

    def forms(self, now: datetime, *, data: Any = None, more: str = "") -> DebriefForms:
        """Return the forms, as sent or as stored."""
        lines = lines_of(self.debrief, zone=self.card.reader.zone, now=now)
        return DebriefForms(lines, self.qualifications, self.debrief.qualification_order, data=data, more=more)

    def save(self, data: Any, *, user: User, at: datetime) -> Saved:
        """Store what can be stored of what was sent; nothing else is lost: the forms hold it."""
        forms = self.forms(at, data=data, more=str(data.get("more", "")))
        fields: dict[str, Any] = {"qualification_order": forms.order.order()} if self._chosen(forms) else {}
        signature = Signature(Actor.CANDIDATE, at, user.pk, forms.page[:32])
        written = write_debrief(interview=self.interview, said=forms.said(), signature=signature, **fields)
        name, _colon, entry_id = str(data.get("keep", "")).partition(":")
        if entry_id and name in {section.name for section in SECTIONS}:
            keep_both(interview=self.interview, name=name, entry_id=entry_id)
        self.__dict__["debrief"] = written.debrief
        return Saved(forms, written, at, self.card.reader.zone)

    @staticmethod
    def _chosen(forms: DebriefForms) -> bool:
        return bool(forms.order.fields) and forms.order.is_valid()

"""The forms of the guided debrief: a formset a list, each row an entry with its id and what was seen of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.interviews.debriefs import Said, mark_of, new_id, says_nothing, tidy
from candidates.interviews.lines import Line
from candidates.models import Qualification
from candidates.models.interviews import TEXT_LIMIT
from candidates.portal.debrief_sections import SECTIONS, Section

ID = re.compile(r"[0-9a-z]{1,32}")
ROWS = 50


class EntryForm(forms.Form):
    """One entry: what it is first, then what can be said of it."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    line: Line | None = None
    starts_pair = ends_pair = is_new = False

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for key, label, hint in section.asks:
            text = forms.Textarea(attrs={"rows": section.lines})
            field = forms.CharField(required=False, max_length=TEXT_LIMIT, label=label, help_text=hint, widget=text)
            field.widget.attrs.pop("maxlength")  # with it a browser cuts off what is pasted, and says nothing
            self.fields[key] = field

    @property
    def asked(self) -> list[forms.BoundField]:
        """Return the fields that are seen."""
        return [self[key] for key, _label, _hint in self.section.asks]

    @property
    def entry_id(self) -> str:
        """Return the id it was sent or is shown with."""
        return str(self["id"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Ask for what it is where something is said of it; put each text on one line."""
        cleaned = super().clean() or self.cleaned_data
        first, *others = (key for key, _label, _hint in self.section.asks)
        texts = {key: tidy(cleaned.get(key) or "") for key in (first, *others)}
        if not texts[first] and first not in self.errors and any(texts[key] or key in self.errors for key in others):
            self.add_error(first, self.section.nameless)
        return {**cleaned, **texts}

    def said(self) -> Said:
        """Return the entry as it was sent."""
        entry = {key: self.cleaned_data[key] for key, _label, _hint in self.section.asks}
        known = self.cleaned_data["id"] if ID.fullmatch(self.cleaned_data["id"]) else new_id()
        return Said(known, {} if says_nothing(entry) else entry, self.cleaned_data["seen"])


EntryFormSet = forms.formset_factory(
    EntryForm, extra=0, max_num=ROWS, validate_max=True, absolute_max=ROWS * 4, can_delete=False
)


class OrderForm(forms.Form):
    """Which qualifications matter most for this job: a place for each, or none."""

    def __init__(self, data: Any, *, qualifications: Sequence[Qualification], order: Sequence[int]) -> None:
        super().__init__(data, prefix="place")
        numbers = [(str(place), f"{place}.") for place in range(1, len(qualifications) + 1)]
        places = [("", _("Leave it out here")), *numbers]
        for row in qualifications:
            self.fields[str(row.pk)] = forms.ChoiceField(
                required=False,
                choices=places,
                label=row.claim,
                help_text=row.evidence,
                initial=str(order.index(row.pk) + 1) if row.pk in order else "",
            )

    def order(self) -> list[int]:
        """Return the ids of those that were given a place, the first place first."""
        chosen = [(int(place), int(pk)) for pk, place in self.cleaned_data.items() if place]
        return [pk for _place, pk in sorted(chosen, key=lambda each: each[0])]


@dataclass(frozen=True)
class Part:
    """A section of the page with its rows."""

    section: Section
    rows: Any  # a formset of EntryForm


class DebriefForms:
    """All that the page asks, as it was sent (`data`) or as it is stored; `more` names a list to add a row to."""

    def __init__(
        self,
        lines: Mapping[str, Sequence[Line]],
        qualifications: Sequence[Qualification],
        order: Sequence[int],
        *,
        data: Any = None,
        more: str = "",
    ) -> None:
        if data is not None and f"{more}-TOTAL_FORMS" in data:
            data = _with_one_more(data, more)
        self.page = (data.get("page") if data is not None else "") or new_id()
        self.parts = [_part(section, lines.get(section.name, ()), data, more) for section in SECTIONS]
        self.order = OrderForm(data, qualifications=qualifications, order=order)

    @property
    def is_valid(self) -> bool:
        """Say whether all of it can be stored."""
        return all(each.rows.is_valid() for each in self.parts) and self.order.is_valid()

    def said(self) -> dict[str, list[Said]]:
        """Return the entries that can be stored as they were sent, by list."""
        return {each.section.name: [row.said() for row in each.rows if row.is_valid()] for each in self.parts}

    def rows(self) -> Iterable[EntryForm]:
        """Return every row."""
        return (row for each in self.parts for row in each.rows)

    def errors(self) -> dict[str, str]:
        """Return what is wrong, by the id of its field."""
        wrong = [form for form in (*self.rows(), self.order) if not form.is_valid()]
        return {
            form[name].id_for_label: " ".join(map(str, said)) for form in wrong for name, said in form.errors.items()
        }


def _with_one_more(data: Any, name: str) -> Any:
    data, total = data.copy(), data[f"{name}-TOTAL_FORMS"]
    if total.isdecimal():
        data[f"{name}-TOTAL_FORMS"] = str(int(total) + 1)
        data[f"{name}-{total}-id"] = new_id()
    return data


def _part(section: Section, lines: Sequence[Line], data: Any, more: str) -> Part:
    initial = [{**line.kept.entry, "id": line.kept.id, "seen": mark_of(line.kept.entry)} for line in lines]
    if not initial or more == section.name:
        initial.append({"id": new_id()})
    kwargs = {"section": section, "empty_permitted": False}
    rows = EntryFormSet(data, initial=initial, prefix=section.name, form_kwargs=kwargs)
    by_id = {line.kept.id: line for line in lines}
    shown: list[EntryForm] = list(rows)
    for row in shown:
        row.line = by_id.get(row.entry_id)
    for first, second in pairwise(shown):
        if first.line and second.line and second.line.kept.beside == first.line.kept.id:
            first.starts_pair = second.ends_pair = True
    if more == section.name and shown:
        shown[-1].is_new = True
    return Part(section, rows)

"""A debrief's entries as lines of a form, and what they were when it was opened: lines left alone stay as they are."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from candidates.imports.cells import entries
from candidates.interviews.debriefing import Shown
from candidates.interviews.debriefs import Entry, tidy
from candidates.models.interviews import DEBRIEF_LISTS, DEBRIEF_SHAPES, TEXT_LIMIT


class EntriesField(forms.CharField):
    """Entries of a debrief, one a line, their parts apart by " = "."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        widget = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        super().__init__(required=False, widget=widget, **kwargs)
        self.keys = DEBRIEF_SHAPES[name]
        self.shown: list[Entry] = []

    def to_python(self, value: Any) -> Any:
        """Return the entries; a line that was shown is the entry it was made from, whatever signs it holds."""
        known = {self._line(entry): entry for entry in self.shown}
        lines = [tidy(line) for line in str(super().to_python(value)).splitlines()]
        return [
            entry
            for line in lines
            for entry in ([known[line]] if line in known else entries(line.replace(" = = ", " =  = "), self.keys))
        ]

    def validate(self, value: Any) -> None:
        """Raise ValidationError if a part is longer than anybody reads."""
        if any(len(part) > TEXT_LIMIT for entry in value for part in entry.values()):
            raise ValidationError(_("Shorten it to %(limit)d characters or fewer.") % {"limit": TEXT_LIMIT})

    def run_validators(self, value: Any) -> None:
        """Leave it at `validate`: a text's validators know nothing of entries."""

    def prepare_value(self, value: Any) -> Any:
        """Show entries as lines."""
        return "\n".join(map(self._line, value)) if isinstance(value, list) else value

    def _line(self, entry: Entry) -> str:
        line = " = ".join(entry.get(key, "") for key in self.keys)
        while line.endswith(" = "):
            line = line.removesuffix(" = ")
        return tidy(line)


class ShownField(forms.CharField):
    """What a page showed, by list, sent back with what was made of it."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, label="")

    def prepare_value(self, value: Any) -> Any:
        """Write it down."""
        return value if isinstance(value, str) else json.dumps(value)

    def clean(self, value: Any) -> Any:
        """Refuse what this page did not write."""
        if value and self.read(value) is None:
            raise ValidationError(_("This page is broken. Open it again."))
        return value

    @staticmethod
    def read(value: str) -> Shown | None:
        """Return each list's ids and entries; None where there are none to read."""
        try:
            found = json.loads(value)
            return {
                name: [(str(entry_id), {key: str(text) for key, text in entry.items()}) for entry_id, entry in shown]
                for name, shown in found.items()
                if name in DEBRIEF_LISTS
            }
        except (ValueError, AttributeError, TypeError):
            return None

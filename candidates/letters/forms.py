"""The form of a letter: a subject, the words, and which version their writer read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.letters.services import Words
from candidates.models.interviews import TEXT_LIMIT
from candidates.models.letters import SUBJECT_LIMIT


class LetterForm(forms.Form):
    """A subject and a letter; `seen` is the version that its writer read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LIMIT, required=False)
    body = forms.CharField(
        label=_("Letter"),
        max_length=TEXT_LIMIT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
    )

    @property
    def words(self) -> Words:
        """Return what was written; line ends as the review counts them."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n").strip("\n")
        return Words(" ".join(str(self.cleaned_data["subject"]).split()), body)

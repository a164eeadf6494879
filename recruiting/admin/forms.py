"""Model forms that know their firm, so that "there is one already" is said beside a field and not by the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recruiting.models import Organization
from recruiting.models.fields import NameKeyField, name_key


class TenantForm(forms.ModelForm):  # type: ignore[type-arg]  # one for every model
    """A record of one firm; `said` gives each constraint's field and sentence."""

    organization: ClassVar[Organization]
    said: ClassVar[Mapping[str, tuple[str | None, Any]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.organization = self.organization

    def _post_clean(self) -> None:
        # Django would say constraints in its own words, and only those whose fields are all in the form: we do, below
        self.instance.validate_constraints = _say_nothing
        try:
            super()._post_clean()  # type: ignore[misc]  # Django's own, not in its stubs
        finally:
            del self.instance.validate_constraints
        if not self.errors:
            self._fill_keys()
            self._check_constraints()

    def _fill_keys(self) -> None:
        for field in self.instance._meta.concrete_fields:  # noqa: SLF001  # Django's own way to a model's fields
            if isinstance(field, NameKeyField):
                setattr(self.instance, field.attname, name_key(getattr(self.instance, field.source)))

    def _check_constraints(self) -> None:
        """Check what Django leaves out because the firm and the keys are no fields of the form."""
        for constraint in self.instance._meta.constraints:  # noqa: SLF001  # the same
            try:
                constraint.validate(type(self.instance), self.instance)
            except ValidationError as error:
                field, sentence = self.said.get(constraint.name, (None, error))
                self.add_error(field if field in self.fields else None, sentence)


def _say_nothing(exclude: object = None) -> None:
    """Stand in for the check of constraints that comes later."""


THERE_ALREADY = _("There is one of that name already.")

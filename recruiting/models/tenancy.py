"""The tenant boundary: every record but a user belongs to one organization, and every query starts there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from recruiting.models.accounts import Organization

Model = TypeVar("Model", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[Model]):
    """Rows of organizations; a surface always narrows it by `for_organization` first."""

    def for_organization(self, organization: Organization) -> Self:
        """Return the rows that belong to one organization."""
        return self.filter(organization=organization)


class TenantModel(models.Model):
    """A record of one organization; what it refers to must be of the same one."""

    organization = models.ForeignKey(
        "recruiting.Organization", on_delete=models.CASCADE, editable=False, related_name="+"
    )

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, unless it refers to another organization's."""
        self.refuse_strangers()
        super().save(*args, **kwargs)

    def refuse_strangers(self) -> None:
        """Raise ValidationError if a related row that is loaded belongs to another organization."""
        for field in self._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or not field.is_cached(self):
                continue
            related = getattr(self, field.name)
            if isinstance(related, TenantModel) and related.organization_id != self.organization_id:
                raise ValidationError({field.name: _("It belongs to another organization.")})

"""Where every request of the API starts: the firm of the token that sent it."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from rest_framework.relations import PrimaryKeyRelatedField
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from candidates.models import Actor
from candidates.plans.services import Author
from recruiting.models import ApiToken, Membership, Organization
from recruiting.models.tenancy import TenantModel, TenantQuerySet

Row = TypeVar("Row", bound=TenantModel)


def membership_of(request: Request) -> Membership:
    """Return as whom the token of a request acts."""
    return cast(ApiToken, request.auth).membership


class FirmViewSet(GenericViewSet[Row]):
    """Views of one kind of record; those of other firms do not exist here."""

    model: type[Row]

    @property
    def membership(self) -> Membership:
        """Return as whom the token acts."""
        return membership_of(self.request)

    @property
    def organization(self) -> Organization:
        """Return the token's firm."""
        return self.membership.organization

    @property
    def author(self) -> Author:
        """Return who records."""
        return Author(Actor.RECRUITER, self.membership.user)

    def get_queryset(self) -> TenantQuerySet[Row]:
        """Return the firm's rows; none while the schema is drawn up, when there is no token."""
        rows: Any = self.model.objects.none()
        if not getattr(self, "swagger_fake_view", False):
            rows = self.model.objects.for_organization(self.organization)
        return self.with_related(rows)

    def with_related(self, rows: TenantQuerySet[Row]) -> TenantQuerySet[Row]:
        """Return the rows with what their representation reads, so that queries do not grow with rows."""
        return rows


class FirmRelatedField(PrimaryKeyRelatedField[Any]):
    """A reference, by id, to a record of the token's firm."""

    def __init__(self, model: type[TenantModel] | None = None, **kwargs: Any) -> None:
        if model is not None:
            kwargs["queryset"] = model.objects.all()
        super().__init__(**kwargs)

    def get_queryset(self) -> TenantQuerySet[Any]:
        """Return what may be referred to."""
        rows = cast(TenantQuerySet[Any], super().get_queryset())
        return rows.for_organization(membership_of(self.context["request"]).organization)

"""What every page of the admin stands on: rows of one's own firm alone, rights by membership, 404 for all else."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse
from django.utils.functional import cached_property
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin, TabularInline

from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.models import Membership, Organization
from recruiting.models.tenancy import TenantModel

COUNT_AT_MOST = 10_000


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # of any rows
    """Counts no further than anybody pages: an exact count of a large list costs more than its page."""

    @cached_property
    def count(self) -> int:
        """Return how many there are, at most COUNT_AT_MOST."""
        rows: Any = self.object_list[:COUNT_AT_MOST]
        return int(rows.count())


def organization_of(request: HttpRequest) -> Organization:
    """Return the firm that the request acts for."""
    return membership_of(request).organization


class TenantMixin:
    """Scopes rows, choices and rights to the firm and role of the request's membership."""

    form: Any = TenantForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the firm's rows."""
        rows: Any = super().get_queryset(request)  # type: ignore[misc]
        scoped: QuerySet[Any] = rows.for_organization(organization_of(request))
        return scoped

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and take, the firm's rows only."""
        kwargs.setdefault("queryset", own_rows(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and take, the firm's rows only."""
        kwargs.setdefault("queryset", own_rows(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Every member sees it."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Every member reads it."""
        return self.may_see(membership_of(request))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Those may who may write."""
        return self.may_write(membership_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Those may who may write."""
        return self.may_write(membership_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Owners may."""
        return membership_of(request).may_manage

    def may_see(self, membership: Membership) -> bool:
        """Say whether this member sees such records at all."""
        return True

    def may_write(self, membership: Membership) -> bool:
        """Say whether this member may add and change such records."""
        return membership.may_write


class TenantModelAdmin(TenantMixin, ModelAdmin):  # type: ignore[misc]  # unfold ships no types
    """The pages of one model. A record of another firm, or none, is a page that does not exist."""

    in_palette = False
    actions = None
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 200
    list_filter_submit = False
    warn_unsaved_form = True

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form its firm."""
        form = super().get_form(request, obj, change, **kwargs)
        form.organization = organization_of(request)
        return form

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    def own(self, request: HttpRequest, object_id: object) -> Any:
        """Return the firm's record of that number. Raises Http404."""
        record = self.get_object(request, unquote(str(object_id)))
        if record is None:
            raise Http404
        return record

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say what goes with them; whoever may delete a record may delete what is part of it."""
        to_delete, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Records without a history of their own have no such page: Django's log is off, for it knows no firms."""
        raise Http404

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Write no log entry."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Write no log entry."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Write no log entry."""


class HistoryAdmin(SimpleHistoryAdmin, TenantModelAdmin):  # type: ignore[misc]  # simple_history ships no types
    """The pages of a model whose changes are kept: who changed what, and when; read only."""

    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[Any]:
        """Leave out the page that puts an old state back: it would pass the services by."""
        return [url for url in super().get_urls() if not str(url.name).endswith("_simple_history")]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the changes of one of the firm's records."""
        self.own(request, object_id)
        answer: HttpResponse = SimpleHistoryAdmin.history_view(self, request, object_id, extra_context)
        return answer

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody puts an old state back from here."""
        return True


class TenantInline(TenantMixin, TabularInline):  # type: ignore[misc]  # unfold ships no types
    """Rows that belong to a record, edited on its page."""

    extra = 0

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """Tell each row's form its firm."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.organization = organization_of(request)
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name each field to those who cannot see the head of its column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))
        return field


def own_rows(db_field: Any, request: HttpRequest) -> QuerySet[Any] | None:
    """Return the rows that a relation may point to; None where the model belongs to no firm."""
    related = db_field.remote_field.model
    if not issubclass(related, TenantModel):
        return None
    rows: QuerySet[Any] = related.objects.for_organization(organization_of(request))
    return rows

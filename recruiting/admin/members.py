"""The members' screen, for owners: who works in the firm, and in which role."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminTextInputWidget

from recruiting.accounts.services import add_member, change_role, refuse_no_owner, remove_member
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Membership

ROLES = _("An owner manages people and settings; a recruiter records and edits; a viewer reads.")


class RoleForm(TenantForm):
    """A member's role."""

    class Meta:
        model = Membership
        fields = ["role"]
        help_texts = {"role": ROLES}

    def clean_role(self) -> str:
        """Keep an owner in the firm."""
        role = str(self.cleaned_data["role"])
        if self.instance.pk:
            before = Membership.objects.get(pk=self.instance.pk)
            try:
                refuse_no_owner(before, role)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return role


class NewMemberForm(RoleForm):
    """A person by email, with a role."""

    email = forms.EmailField(label=_("Email"), widget=UnfoldAdminEmailInputWidget)
    name = forms.CharField(label=_("Name"), max_length=200, required=False, widget=UnfoldAdminTextInputWidget)
    field_order = ["email", "name", "role"]

    class Meta(RoleForm.Meta):
        fields = ["role"]

    def clean_email(self) -> str:
        """Refuse who is here already."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if Membership.objects.for_organization(self.organization).filter(user__email=email).exists():
            raise ValidationError(_("“%(email)s” is a member already."), params={"email": email})
        return email

    def _check_constraints(self) -> None:
        """Leave what needs the user to `clean_email`: there may be none yet."""


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    """Who works in the firm."""

    form = RoleForm
    list_display = ["user", "email", "role"]
    list_select_related = ["user"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__name"]
    search_help_text = _("Search by name or email")
    ordering = ["user__email"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Ask for the email of a new member alone."""
        if obj is None:
            kwargs["form"] = NewMemberForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Show an email only while it can be chosen."""
        return ["role"] if obj else ["email", "name", "role"]

    @admin.display(description=_("email"), ordering="user__email")
    def email(self, membership: Membership) -> str:
        """Return the address by which they sign in."""
        return membership.user.email

    def may_see(self, membership: Membership) -> bool:
        """Every member may be chosen as a recruiter; the screen itself is the owners'."""
        return membership.may_manage

    def may_write(self, membership: Membership) -> bool:
        """Owners manage members."""
        return membership.may_manage

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Owners may remove anyone but the last of them."""
        if obj is None or not super().has_delete_permission(request, obj):
            return bool(super().has_delete_permission(request, obj))
        try:
            refuse_no_owner(obj, None)
        except ValidationError:
            return False
        return True

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        """Add by email, or change the role."""
        if change:
            change_role(membership=obj, role=form.cleaned_data["role"])
            return
        said = form.cleaned_data
        organization = obj.organization
        added = add_member(organization=organization, email=said["email"], name=said["name"], role=said["role"])
        obj.pk, obj.user = added.pk, added.user
        if not added.user.has_usable_password():
            self._write_to(request, added)

    def _write_to(self, request: HttpRequest, membership: Membership) -> None:
        """Send the letter by which a new member chooses a password."""
        letter = ResetPasswordForm({"email": membership.user.email})
        if letter.is_valid():
            letter.save(request)
            messages.info(
                request, _("We wrote to %(email)s how to choose a password.") % {"email": membership.user.email}
            )

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """Remove a member."""
        remove_member(membership=obj)

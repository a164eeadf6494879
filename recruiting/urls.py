"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from recruiting.accounts import languages, mailbox, sign_in

urlpatterns = [
    path("", include("candidates.portal.front_door")),
    path("portal/", include("candidates.portal.urls")),
    path("", include("candidates.portal.unsubscribing")),
    path("", include("candidates.portal.subscribing")),
    path("", include("candidates.health")),
    path("i18n/setlang/", languages.choose_language, name="set_language"),
    path("mail/", mailbox.mailbox, name="mail"),
    path("accounts/login/code/confirm/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("accounts/email/", sign_in.own_address, name="account_email"),
    path("api/v1/", include("candidates.api.urls", namespace="api")),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]

"""The address by which a letter's reader refuses more of its kind."""

from django.urls import path

from candidates.portal.views import unsubscribing

urlpatterns = [path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe")]

"""The site's own first address, apart from the portal's because it is everybody's."""

from django.urls import path

from candidates.portal.views.home import home

urlpatterns = [path("", home, name="home")]

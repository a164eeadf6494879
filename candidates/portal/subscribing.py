"""The address under which a calendar program reads somebody's steps."""

from django.urls import path

from candidates.portal.views import calendars

urlpatterns = [path("calendar/<str:secret>.ics", calendars.calendar, name="calendar")]

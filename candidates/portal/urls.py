"""The portal's addresses."""

from django.urls import path

from candidates.portal.views import calendars, calls, debrief, exports, home, letters, plans, reminders, reports

app_name = "portal"
urlpatterns = [
    path("", plans.my_follow_ups, name="plans"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/<int:pk>/", reminders.choose_firm, name="reminders_of_firm"),
    path("calendar/", calendars.calendars, name="calendars"),
    path("calendar/<int:pk>/make/", calendars.make, name="calendar_make"),
    path("calendar/<int:pk>/revoke/", calendars.revoke, name="calendar_revoke"),
    path("take-along/", exports.take_along, name="take_along"),
    path("take-along/<int:pk>/<slug:slug>/", exports.report, name="take_along_report"),
    path("take-along/<int:pk>/<slug:slug>/make/", exports.make, name="take_along_make"),
    path("take-along/<int:pk>/files/<int:export>/", exports.file, name="take_along_file"),
    path("your-data/", home.notice, name="notice"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/what-to-say/", calls.what_to_say, name="what_to_say"),
    path("plans/<int:pk>/debrief/", debrief.debrief, name="debrief"),
    path("plans/<int:pk>/debrief/save/", debrief.save, name="debrief_save"),
    path("plans/<int:pk>/write-to/<int:contact>/", letters.begin, name="begin_letter"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/review/", letters.review, name="review_letter"),
    path("letters/<int:pk>/versions/", letters.versions, name="letter_versions"),
    path("letters/<int:pk>/comment/", letters.comment, name="comment_on_letter"),
    path("letters/<int:pk>/letter.eml", letters.as_file, name="letter_file"),
    path("plans/<int:pk>/steps/<str:key>.ics", calendars.step, name="step_calendar"),
    path("plans/<int:pk>/undo/", reports.undo, name="undo"),
    path("plans/<int:pk>/what-happened/<slug:menu>/", reports.choose, name="choose"),
    path("plans/<int:pk>/report/<slug:report>/", reports.report, name="report"),
]

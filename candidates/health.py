"""Whether the site and its mail are alive, for a load balancer and a watchman; nobody's data is in the answer."""

from __future__ import annotations

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates.outbox.selectors import health
from recruiting import clock

DOWN = {"database": "down"}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the database does: to take a web server away would help no mail that is late."""
    try:
        mail = health(at=clock.database_now())
    except Error:
        return JsonResponse(DOWN, status=503)
    return JsonResponse({"database": "ok", "mail": mail})


@never_cache
@require_safe
def mail_health(request: HttpRequest) -> JsonResponse:
    """Answer 503 where mail that is due stays, or where nobody has looked for any for some minutes."""
    try:
        mail = health(at=clock.database_now())
    except Error:
        return JsonResponse(DOWN, status=503)
    return JsonResponse({"database": "ok", "mail": mail}, status=200 if mail == "ok" else 503)


urlpatterns = [
    path("healthz", healthz, name="health"),
    path("healthz/mail", mail_health, name="health_mail"),
]

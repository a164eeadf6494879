"""What is wrong, in one form for every view: {"errors": [{"code", "field", "detail"}]}, the status saying the kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelError
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from candidates.models import Event
from candidates.plans.errors import AlreadyRetracted, EventRefused, PlanChanged
from recruiting.cadence import Refused
from recruiting.policies.selectors import NoDefaultPolicy
from recruiting.wording import refusal_field

Error = dict[str, Any]


def handle(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Return the response to an exception; None, so that it is reported, for one that is our own fault."""
    known = _known(exception)
    if known is not None:
        return known
    response = exception_handler(exception, context)
    if response is not None:
        response.data = {"errors": list(_of_framework(exception, response))}
    return response


def _known(exception: Exception) -> Response | None:
    """Return the response to what services and the engine refuse."""
    match exception:
        case EventRefused():
            return _response(status.HTTP_400_BAD_REQUEST, [_refused_event(exception)])
        case Refused():
            return _response(status.HTTP_400_BAD_REQUEST, [_refused(exception)])
        case ModelError():
            return _response(status.HTTP_400_BAD_REQUEST, list(_of_model(exception)))
        case PlanChanged():
            changed = _error("plan_changed", "revision", str(exception), revision=exception.plan.revision)
            return _response(status.HTTP_409_CONFLICT, [changed])
        case AlreadyRetracted():
            return _response(status.HTTP_409_CONFLICT, [_error("already_retracted", None, str(exception))])
        case NoDefaultPolicy():
            return _response(status.HTTP_409_CONFLICT, [_error("no_policy", None, str(exception))])
        case RecursionError():
            return _response(status.HTTP_400_BAD_REQUEST, [_error("parse_error", None, "It is nested too deeply.")])
    return None


def _error(code: object, field: str | None, detail: object, **more: Any) -> Error:
    return {"code": str(code), "field": field or None, "detail": str(detail), **more}


def _response(code: int, errors: list[Error]) -> Response:
    return Response({"errors": errors}, status=code)


def _refused(refused: Refused) -> Error:
    """Say what the engine refused of an input, by the path to the value."""
    path = ".".join(part for part in (refused.part, refused.field) if part)
    return _error(refused.name, path, refused.detail)


def _refused_event(error: EventRefused) -> Error:
    """Say why an event was not recorded, or not taken back; `event` is the other one that it would make impossible."""
    refused = error.refused
    if error.other is None:
        return _error(refused.name, refusal_field(refused), refused.detail)
    return _error(refused.name, None, refused.detail, event=_event(error.other))


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.pk, "type": event.type, "at": event.at.isoformat()}


def _of_model(error: ModelError) -> Iterator[Error]:
    """Yield what a service's validation found, beside the field it concerns."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for field, errors in by_field.items():
        for each in errors:
            yield _error(each.code or "invalid", None if field == NON_FIELD_ERRORS else field, each.messages[0])


def _of_framework(exception: Exception, response: Response) -> Iterator[Error]:
    """Yield what the framework refused: a form, a missing token, an unknown address."""
    if isinstance(exception, ValidationError):
        yield from _flat(exception.get_full_details(), "")
    else:
        detail = response.data["detail"]
        yield _error(detail.code, None, detail)


def _flat(details: Any, path: str) -> Iterator[Error]:
    """Yield the errors of a nested form, each with the path to its value, such as topics.0.topic."""
    if isinstance(details, list):
        leaves = [each for each in details if isinstance(each, dict) and set(each) == {"message", "code"}]
        for each in leaves:
            yield _error(each["code"], path, each["message"])
        for number, each in enumerate(details):
            if each not in leaves:
                yield from _flat(each, f"{path}.{number}".strip("."))
        return
    for name, inner in details.items():
        own = path if name == api_settings.NON_FIELD_ERRORS_KEY else f"{path}.{name}".strip(".")
        yield from _flat(inner, own)

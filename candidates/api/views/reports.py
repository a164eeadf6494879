"""Reports: what there is, one as JSON, and files of them: ordered, followed, fetched by whom they were made for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from django.core.exceptions import ValidationError as Refused
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ErrorDetail, NotFound, ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from candidates.api.permissions import ReadPermission
from candidates.api.scope import FirmViewSet, membership_of
from candidates.api.serializers import codes
from candidates.api.serializers.reports import ExportSerializer, NewExportSerializer, ReportSerializer
from candidates.models import ReportExport
from candidates.models.reports import Paper
from candidates.reports.exports import AT_ONCE, Order, considered, line_of, order
from candidates.reports.files import Gone, answer, own_exports
from candidates.reports.filters import LABELS
from candidates.reports.formats import FORMATS
from candidates.reports.handed import handing_over, write_counted
from candidates.reports.register import REPORTS
from candidates.reports.report import Report, Viewer
from recruiting import clock
from recruiting.models.tenancy import TenantQuerySet

SLUG = OpenApiParameter("slug", str, OpenApiParameter.PATH, enum=codes.REPORTS)
FILTERS = [OpenApiParameter(name, str, description=str(label)) for name, label in LABELS.items()]


class FileGone(APIException):
    """The file was there, or was never made."""

    status_code = status.HTTP_410_GONE
    default_detail = "This file is gone: files are kept for 24 hours. Order it again."
    default_code = "gone"


class FileNotReady(APIException):
    """The file is being made."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = "This file is still being made. Ask for the export until its state is ready."
    default_code = "not_ready"


class AnyMediaType(DefaultContentNegotiation):
    """Takes any Accept: a file is of the type that was ordered."""

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None) -> Any:
        """Return what writes errors."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class ReportViews(ViewSet):
    """What can be taken out."""

    permission_classes = (ReadPermission,)
    lookup_field = "slug"

    @extend_schema(responses=ReportSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Every report, with what it can be narrowed by and its formats."""
        reports: Any = [report for report in REPORTS.values() if report.for_members]
        return Response(ReportSerializer(reports, many=True).data)

    @extend_schema(parameters=[SLUG, *FILTERS], responses=OpenApiTypes.OBJECT)
    def retrieve(self, request: Request, slug: str) -> HttpResponse:
        """One report as JSON, as it is now, if it is not large. What is large is ordered as a file (exports)."""
        report, given = REPORTS.get(slug), request.query_params.dict()
        if report is None or not report.for_members:
            raise NotFound
        _refuse_unknown(report, given)
        viewer, wanted = Viewer.member(membership_of(request)), Order(slug, "json", given)
        document, size = considered(viewer, wanted, at=clock.now())
        if size > AT_ONCE:
            hint = f"That would be about {size:,} rows; at most {AT_ONCE:,} are answered at once. Narrow it, or POST "
            raise ValidationError([ErrorDetail(f"{hint}it to exports with the format json.", "too_large")])
        out = io.BytesIO()
        with handing_over(line_of(viewer, wanted, document, via=ReportExport.Via.API)) as handed:
            write_counted(document, wanted.format, out, handed)
        return HttpResponse(out.getvalue(), content_type=FORMATS[wanted.format].media_type)


class ExportViews(ListModelMixin, RetrieveModelMixin, FirmViewSet[ReportExport]):
    """Files of reports that the token's member ordered or was sent; nobody else's."""

    model = ReportExport
    serializer_class = ExportSerializer
    permission_classes = (ReadPermission,)

    def get_queryset(self) -> TenantQuerySet[ReportExport]:
        """Return the member's own, with the work on them; none while the schema is drawn up."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset()
        return cast(TenantQuerySet[ReportExport], own_exports(Viewer.member(self.membership)).select_related("job"))

    @extend_schema(request=NewExportSerializer, responses={201: ExportSerializer})
    def create(self, request: Request) -> Response:
        """Order a file. Its state is "ready" where it was small; else ask for it again until it is."""
        form = NewExportSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        wanted = Order(said["report"], said["format"], said.get("filters", {}), said.get("paper", Paper.A4))
        with _filters_named():
            _refuse_unknown(REPORTS[wanted.report], wanted.filters)
            via = ReportExport.Via.API
            export = order(Viewer.member(self.membership), wanted, via=via, at=clock.now())
        return Response(ExportSerializer(export).data, status=201)

    @extend_schema(responses={200: OpenApiTypes.BINARY})
    @action(detail=True, content_negotiation_class=AnyMediaType)
    def file(self, request: Request, **_kwargs: Any) -> HttpResponseBase:
        """The file itself, until it expires (410 after that, 409 while it is being made)."""
        export = self.get_object()
        try:
            return answer(export, at=clock.now())
        except Gone as gone:
            making = export.state == ReportExport.State.MAKING
            raise (FileNotReady if making else FileGone) from gone


def _refuse_unknown(report: Report, given: Mapping[str, Any]) -> None:
    """Refuse filters that a report does not take: a misspelt one would let more out than was meant."""
    taken = ", ".join(report.asks) or "none"
    unknown = {
        name: [ErrorDetail(f"This report takes no such filter; allowed: {taken}.", "unknown_field")]
        for name in given
        if name not in report.asks
    }
    if unknown:
        raise ValidationError(unknown)


@contextmanager
def _filters_named() -> Iterator[None]:
    """Name a filter that is wrong by the path to it in the body."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError({"filters": error.detail}) from error
    except Refused as refused:
        told = {(f"filters.{name}" if name in LABELS else name): said for name, said in refused.error_dict.items()}
        raise Refused(told) from refused

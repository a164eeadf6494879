"""The API's description, open to all since it holds no one's data: the schema, and a page that shows it."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Says how a token is sent."""

    target_class = "candidates.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the scheme in the words of OpenAPI."""
        return {"type": "http", "scheme": "bearer", "description": "The secret of an API token: ft_…"}


class SchemaView(SpectacularAPIView):
    """The OpenAPI schema."""

    authentication_classes = ()
    permission_classes = ()


# Swagger's page sets styles as it goes; scripts stay our own files
@method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """A page to read the schema and try it with a token."""

    authentication_classes = ()
    permission_classes = ()
    url_name = "api:schema"

"""In which language a person reads: pages by their choice, else by their browser; letters as they last read pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views import i18n
from django.views.decorators.http import require_POST

from recruiting.models import User

LANGUAGES = dict(settings.LANGUAGES)
DEFAULT = settings.LANGUAGE_CODE
# What members and programs read is not translated: Django's half of it must not be German beside our English
UNTRANSLATED = ("/admin/", "/api/")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but for the recruiter's side and the API, which are in one language for everybody."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the words of this request be in its reader's language."""
        if not request.path_info.startswith(UNTRANSLATED):
            super().process_request(request)
            return
        translation.activate(DEFAULT)
        request.LANGUAGE_CODE = DEFAULT

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language the answer is in, and what it depends on."""
        if request.path_info.startswith(UNTRANSLATED):
            response.headers.setdefault("Content-Language", DEFAULT)
            return response
        patch_vary_headers(response, ("Cookie",))  # the choice lies there
        return super().process_response(request, response)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that somebody chose: in their browser and, signed in, for letters; show the page again."""
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES and isinstance(request.user, User):
        remember(request.user, chosen)
    return i18n.set_language(request)


def remember_at_sign_in(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Keep the language of who signs in for the first time, or has chosen one in this browser before signing in.

    A browser alone never changes what was chosen.
    """
    if isinstance(user, User) and (user.last_login is None or settings.LANGUAGE_COOKIE_NAME in request.COOKIES):
        remember(user, translation.get_language_from_request(request))


def remember(user: User, language: str) -> None:
    """Write to a person in this language from now on."""
    user.language = language
    user.save(update_fields=["language"])


def language_of(user: User | None) -> str:
    """Return the language in which a person is written to."""
    return user.language if user else DEFAULT


def language_to_sign_in(email: str) -> str:
    """Return the language for a letter about signing in: the person's; of who never signed in, that of the page."""
    user = User.objects.filter(email=email.strip().lower()).exclude(last_login=None).first()
    return user.language if user else translation.get_language() or DEFAULT

"""Messages in the language that holds; looked up once each where many sentences are made in one.

Django asks its thread for the language at each message, which is dearer than all the rest of a sentence.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

from django.utils import translation

Known = dict[tuple[object, ...], str]
Given = ParamSpec("Given")
_known: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def in_one_language(known: Known) -> Iterator[None]:
    """Keep in `known` what is looked up meanwhile; whoever keeps it keeps to one language."""
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def once(words: Callable[Given, str]) -> Callable[Given, str]:
    """Make words that follow from few arguments and the language once where that does not change."""

    @wraps(words)
    def found(*args: Given.args, **kwargs: Given.kwargs) -> str:
        known = _known.get()
        if known is None:
            return words(*args, **kwargs)
        key = (words, args, *kwargs.items())
        said = known.get(key)
        if said is None:
            said = known[key] = words(*args, **kwargs)
        return said

    return found


gettext = once(translation.gettext)
pgettext = once(translation.pgettext)
ngettext = once(translation.ngettext)

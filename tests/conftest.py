"""What all tests share: parts that may be missing here but not in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.cast import Cast, build_cast


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing; in CI, where nothing may be missing, fail it."""
    for marker in item.iter_markers("requires_part"):
        for program in marker.args:
            if shutil.which(program) is None:
                miss(f"{program} is not installed")


def miss(reason: str) -> None:
    """Skip because a part is missing; in CI, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and in CI nothing may be missing", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Forget the language that the last request of another test left to this thread."""
    with override("en"):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Store and return two firms that must not see one another, as of `tests.cast.NOW`."""
    return build_cast()

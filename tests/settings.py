"""The settings of the tests: the product's own, on data of their own that leave with them."""

import os
import tempfile

_data = tempfile.TemporaryDirectory(prefix="followthrough-tests-", ignore_cleanup_errors=True)
os.environ.setdefault("FOLLOWTHROUGH_DATA", _data.name)
os.environ["FOLLOWTHROUGH_DEBUG"] = "1"

from recruiting import settings as product  # noqa: E402
from recruiting.settings import *  # noqa: E402, F403

# A live server's threads end without closing theirs, and PostgreSQL drops no database that somebody is at
product.DATABASES["default"]["CONN_MAX_AGE"] = 0
if "sqlite3" in product.DATABASES["default"]["ENGINE"]:
    # A file, not memory: only there do write-ahead log and locks behave as they do for people
    product.DATABASES["default"]["TEST"] = {"NAME": str(product.DATA_DIR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Else every test client would go through all static files when it is made
WHITENOISE_AUTOREFRESH = True
product.STATIC_ROOT.mkdir(parents=True, exist_ok=True)

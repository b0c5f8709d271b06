"""The environment of a test process, set before Django reads its settings: its own data folder."""

import atexit
import os
import shutil
import tempfile

DATA = tempfile.mkdtemp(prefix="tusoi-test-")
os.mkdir(os.path.join(DATA, "static"))  # noqa: PTH102, PTH118 - where collected files would stand
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

os.environ["TUSOI_DATA"] = DATA
os.environ["SECRET_KEY"] = (
    "a key for tests alone, long enough and varied: 0123456789abcdefghijklmnopqrstuvwxyz"
)
os.environ["STATIC_MANIFEST"] = "0"
os.environ["DEBUG"] = "0"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["EMAIL_URL"] = "memorymail://"
_cache = os.environ.get("TEST_CACHE_URL", "")
os.environ["CACHE_URL"] = f"{_cache}?key_prefix=test-{os.getpid()}" if _cache else "locmemcache://"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{DATA}/db.sqlite3")
os.environ["CELERY_BROKER_URL"] = os.environ.get("TEST_BROKER_URL", "filesystem://")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser driver keeps an event loop in the test's thread
for _name in ("SITE_URL", "TUSOI_DEMO", "ALLOWED_HOSTS", "DB_POOL", "TRUSTED_PROXIES"):
    os.environ.pop(_name, None)

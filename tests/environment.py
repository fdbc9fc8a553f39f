"""The environment of every test, set before Django's settings are read (`-p tests.environment`).

Tests get a data folder of their own that vanishes afterwards, and PostgreSQL in place of SQLite when
HOSHIN_TEST_DATABASE_URL names one.
"""

import os
import tempfile

_data = tempfile.TemporaryDirectory(prefix="hoshin-tests-")

for _name in [n for n in os.environ if n.startswith("HOSHIN_") and not n.startswith("HOSHIN_TEST_")]:
    del os.environ[_name]
os.environ["HOSHIN_DATA_DIR"] = _data.name
os.environ["HOSHIN_DEBUG"] = "yes"
os.environ["HOSHIN_ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
if os.environ.get("HOSHIN_TEST_DATABASE_URL"):
    os.environ["HOSHIN_DATABASE_URL"] = os.environ["HOSHIN_TEST_DATABASE_URL"]

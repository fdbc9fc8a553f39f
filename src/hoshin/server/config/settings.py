"""Django's settings, computed from the variables of `variables.py`. Nothing reads the environment but this."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from hoshin.server.config.data_directory import prepare_data_directory, secret_key_in
from hoshin.server.config.database_url import database_from
from hoshin.server.config.reading import read_settings
from hoshin.server.config.sqlite_door import use_safe_sqlite

_given = {name: setting.value for name, setting in read_settings(os.environ).items()}
_server = Path(__file__).resolve().parents[1]

DATA_DIRECTORY: Path = _given["HOSHIN_DATA_DIR"]
prepare_data_directory(DATA_DIRECTORY)
ORIGINALS_DIRECTORY = DATA_DIRECTORY / "originals"
CASE_KEYS_FILE = DATA_DIRECTORY / _given["HOSHIN_CASE_KEYS"]
EVIDENCE_STORE: str = _given["HOSHIN_EVIDENCE_STORE"]
EVIDENCE_STORE_ENDPOINT: str = _given["HOSHIN_EVIDENCE_STORE_ENDPOINT"]
EVIDENCE_STORE_REGION: str = _given["HOSHIN_EVIDENCE_STORE_REGION"]
EVIDENCE_STORE_ACCESS_KEY: str = _given["HOSHIN_EVIDENCE_STORE_ACCESS_KEY"]
EVIDENCE_STORE_SECRET_KEY: str = _given["HOSHIN_EVIDENCE_STORE_SECRET_KEY"]
# Apps above `plans` draw parts of its pages; `plans` knows them by these names only.
INDICATOR_PANELS = ["hoshin.server.judging.panels.verdicts", "hoshin.server.evidence.panels.measurements"]
EVIDENCE_KIND_PAGES: dict[str, str] = {
    "survey": "surveys:of_source",
    "series": "hoshin.server.series.records.page_of",
    "register": "hoshin.server.registers.records.page_of",
    "cases": "hoshin.server.cases.records.page_of",
}
"""kind: where its records are kept: the name of an address that takes the source's number, or of a function."""
EVIDENCE_HOMES = {
    "survey": "surveys:list",
    "register": "registers:list",
    "cases": "cases:list",
    "series": "series:index",
}
"""kind: the address where all of its records are kept and new ones begin."""
EVIDENCE_RECIPES: dict[str, str] = {
    "series": "hoshin.server.series.records.recipes_of",
    "register": "hoshin.server.registers.records.recipes_of",
    "cases": "hoshin.server.cases.records.recipes_of",
}
"""kind: a function from a source's number to {label: recipe}, what can be computed from it, by its name."""
PLAN_PANELS = ["hoshin.server.evidence.panels.latest_figures_of", "hoshin.server.judging.panels.verdict_marks"]
SECRET_KEY: str = _given["HOSHIN_SECRET_KEY"] or secret_key_in(DATA_DIRECTORY)
DEBUG: bool = _given["HOSHIN_DEBUG"]
HTTPS: bool = _given["HOSHIN_HTTPS"]
BEHIND_PROXY: bool = _given["HOSHIN_BEHIND_PROXY"]
ALLOWED_HOSTS = list(_given["HOSHIN_ALLOWED_HOSTS"])

DATABASES: dict[str, dict[str, Any]] = {"default": database_from(_given["HOSHIN_DATABASE_URL"], DATA_DIRECTORY)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    use_safe_sqlite()
# ATOMIC_REQUESTS stays off: transactions belong to actions, and IMMEDIATE would make each page a writer.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "hoshin.server.ui",
    "hoshin.server.audit",
    "hoshin.server.accounts",
    "hoshin.server.plans",
    "hoshin.server.evidence",
    "hoshin.server.surveys",
    "hoshin.server.responses",
    "hoshin.server.registers",
    "hoshin.server.cases",
    "hoshin.server.series",
    "hoshin.server.judging",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hoshin.server.accounts.access.AccessMiddleware",
]
ROOT_URLCONF = "hoshin.server.config.urls"
WSGI_APPLICATION = "hoshin.server.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE: str = _given["HOSHIN_LANGUAGE"]
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [_server / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIRECTORY / "static"
WHITENOISE_USE_FINDERS = DEBUG
_static_files = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_files},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "hoshin.server.ui.views.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if h.startswith('.') else ''}{h}" for h in ALLOWED_HOSTS] if HTTPS else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Time, place and sentence only: no names, addresses or form values of people.
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"no_codes": {"()": "hoshin.server.responses.quiet_log.NoCodes"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_codes"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"filters": ["no_codes"]},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False, "filters": ["no_codes"]},
        "hoshin": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}

"""Every setting: its name, what it is for, its default and how its text is read.

This table is the single place. The site's settings, `hoshin config` and docs/reference/settings.md are all drawn
from it, and a value that cannot be read stops the start with its cause and its remedy (`reading.py`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoshin.server.config.database_url import parse_database_url


@dataclass(frozen=True, slots=True)
class Variable:
    """One setting. `expects` completes 「… としてください」/“Make it …”; a secret is masked wherever it is shown."""

    name: str
    default: str
    parse: Callable[[str], Any]
    help_ja: str
    help_en: str
    expects_ja: str
    expects_en: str
    secret: bool = False


def parse_switch(text: str) -> bool:
    """yes or no, never a guess.

    >>> parse_switch("yes"), parse_switch("0")
    (True, False)
    """
    known = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if text.strip().lower() not in known:
        raise ValueError("it is neither yes nor no")
    return known[text.strip().lower()]


def parse_port(text: str) -> int:
    """A TCP port, 1 to 65535."""
    if not re.fullmatch(r"[0-9]{1,5}", text.strip()) or not 1 <= int(text) <= 65535:
        raise ValueError("it is not a number from 1 to 65535")
    return int(text)


def parse_count(text: str) -> int:
    """A small whole number from 1 up."""
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()) or int(text) < 1:
        raise ValueError("it is not a whole number from 1 to 999")
    return int(text)


def parse_hosts(text: str) -> tuple[str, ...]:
    """Host names separated by commas, without scheme, port or path.

    >>> parse_hosts("plan.example.jp, localhost")
    ('plan.example.jp', 'localhost')
    """
    hosts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not hosts:
        raise ValueError("no host is named")
    for host in hosts:
        if host == "*":
            raise ValueError("“*” would accept any Host header")
        if not re.fullmatch(r"\.?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]", host):
            raise ValueError(f"“{host}” is not a bare host name")
    return hosts


def parse_language(text: str) -> str:
    """ja or en."""
    if text.strip() not in ("ja", "en"):
        raise ValueError("it is neither ja nor en")
    return text.strip()


def parse_directory(text: str) -> Path:
    """A folder's absolute path; it is made when it is missing."""
    if not text.strip():
        raise ValueError("it is empty")
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is a file")
    return path


def parse_secret_key(text: str) -> str:
    """A key of 32 characters or more, or nothing: then one is made and kept in the data directory."""
    if text and len(text) < 32:
        raise ValueError("it is shorter than 32 characters")
    return text


def parse_evidence_store(text: str) -> str:
    """A folder (relative ones belong to the data folder) or `s3://bucket/prefix`.

    >>> parse_evidence_store(" s3://ward/evidence/ ")
    's3://ward/evidence'
    """
    text = text.strip()
    if not text or "\x00" in text:
        raise ValueError("it is empty")
    if "://" in text:
        if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*'()/-]*)?", text):
            raise ValueError("it is no s3://bucket/prefix")
        return text.rstrip("/")
    if Path(text).is_file():
        raise ValueError("it is a file")
    return text


def parse_endpoint(text: str) -> str:
    """An http(s) address without a path, or nothing."""
    text = text.strip().rstrip("/")
    if text and not re.fullmatch(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?", text
    ):
        raise ValueError("it is no address like https://objects.example.jp")
    return text


def parse_text(text: str) -> str:
    """Any text on one line."""
    if not text.isprintable():
        raise ValueError("it holds characters that cannot be printed")
    return text.strip()


def parse_key_file(text: str) -> str:
    """A file's path; a relative one belongs to the data folder.

    >>> parse_key_file(" keys/case-keys ")
    'keys/case-keys'
    """
    text = text.strip()
    if not text or "\x00" in text:
        raise ValueError("it is empty")
    if Path(text).is_dir():
        raise ValueError("it is a folder")
    return text


def parse_address(text: str) -> str:
    """An address to listen on."""
    if not re.fullmatch(r"[0-9A-Za-z.:-]+", text.strip()):
        raise ValueError("it is not an address")
    return text.strip()


VARIABLES = (
    Variable(
        "HOSHIN_DATA_DIR",
        "./var/data",
        parse_directory,
        "データを置くフォルダ（データベース、取り込んだ原本、鍵）",
        "The folder for the database, uploaded originals and keys",
        "書き込めるフォルダのパス",
        "the path of a folder that can be written to",
    ),
    Variable(
        "HOSHIN_DATABASE_URL",
        "sqlite",
        parse_database_url,
        "データベース。sqlite はデータフォルダの中のファイル",
        "The database; `sqlite` is a file in the data folder",
        "「sqlite」「sqlite:///パス」「postgres://利用者:パスワード@ホスト/名前」のいずれか",
        "“sqlite”, “sqlite:///path” or “postgres://user:password@host/name”",
        secret=True,
    ),
    Variable(
        "HOSHIN_EVIDENCE_STORE",
        "evidence",
        parse_evidence_store,
        "締めた記録（根拠）を置く場所。データフォルダの中のフォルダ、または S3 互換の保管場所",
        "Where closed records are kept: a folder (relative to the data folder) or an S3-compatible store",
        "フォルダの名前・パス、または「s3://バケット/接頭辞」",
        "a folder’s name or path, or “s3://bucket/prefix”",
    ),
    Variable(
        "HOSHIN_EVIDENCE_STORE_ENDPOINT",
        "",
        parse_endpoint,
        "S3 互換の保管場所のアドレス。空なら AWS",
        "The address of the S3-compatible store; empty means AWS",
        "「https://objects.example.lg.jp」のようなアドレス、または空",
        "an address like “https://objects.example.lg.jp”, or leave it empty",
    ),
    Variable(
        "HOSHIN_EVIDENCE_STORE_REGION",
        "",
        parse_text,
        "S3 互換の保管場所のリージョン",
        "The region of the S3-compatible store",
        "一行の文字",
        "one line of text",
    ),
    Variable(
        "HOSHIN_EVIDENCE_STORE_ACCESS_KEY",
        "",
        parse_text,
        "S3 互換の保管場所のアクセスキー",
        "The access key of the S3-compatible store",
        "一行の文字",
        "one line of text",
        secret=True,
    ),
    Variable(
        "HOSHIN_EVIDENCE_STORE_SECRET_KEY",
        "",
        parse_text,
        "S3 互換の保管場所のシークレットキー",
        "The secret key of the S3-compatible store",
        "一行の文字",
        "one line of text",
        secret=True,
    ),
    Variable(
        "HOSHIN_CASE_KEYS",
        "keys/case-keys",
        parse_key_file,
        "ケースの個人情報を暗号化する鍵のファイル。データベースと別の場所に控えを置く",
        "The file with the keys that seal the identifying fields of cases; keep a copy apart from the database",
        "ファイルのパス（相対ならデータフォルダの中）",
        "a file’s path (a relative one belongs to the data folder)",
    ),
    Variable(
        "HOSHIN_SECRET_KEY",
        "",
        parse_secret_key,
        "署名に使う鍵。空なら初回に作り、データフォルダに 0600 で置く",
        "The key that signs sessions; when empty, one is made on first run and kept in the data folder with mode 0600",
        "32文字以上の推測できない文字列、または空",
        "32 or more unguessable characters, or leave it empty",
        secret=True,
    ),
    Variable(
        "HOSHIN_ALLOWED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        parse_hosts,
        "このサイトの名前（カンマ区切り）",
        "The site's host names, separated by commas",
        "「plan.example.lg.jp,localhost」のようなホスト名の並び",
        "a list of host names like “plan.example.lg.jp,localhost”",
    ),
    Variable(
        "HOSHIN_HTTPS",
        "no",
        parse_switch,
        "利用者に HTTPS で届けるか。yes で Cookie を HTTPS 専用（__Host-）にする",
        "Whether people reach the site by HTTPS; yes makes cookies `__Host-` and HTTPS only",
        "「yes」か「no」",
        "“yes” or “no”",
    ),
    Variable(
        "HOSHIN_BEHIND_PROXY",
        "no",
        parse_switch,
        "手前の中継サーバーの X-Forwarded-* を信用するか",
        "Whether to trust X-Forwarded-* of a proxy in front; only when one always sets them",
        "「yes」か「no」",
        "“yes” or “no”",
    ),
    Variable(
        "HOSHIN_LANGUAGE",
        "ja",
        parse_language,
        "最初に出す言語",
        "The language shown first",
        "「ja」か「en」",
        "“ja” or “en”",
    ),
    Variable(
        "HOSHIN_DEBUG",
        "no",
        parse_switch,
        "開発用の表示。本番では必ず no",
        "Pages for developers on errors; never on a real site",
        "「yes」か「no」",
        "“yes” or “no”",
    ),
    Variable(
        "HOSHIN_BIND",
        "127.0.0.1",
        parse_address,
        "待ち受けるアドレス",
        "The address to listen on",
        "「127.0.0.1」「0.0.0.0」のようなアドレス",
        "an address like “127.0.0.1” or “0.0.0.0”",
    ),
    Variable(
        "PORT",
        "8000",
        parse_port,
        "待ち受けるポート",
        "The port to listen on",
        "1 から 65535 の数字",
        "a number from 1 to 65535",
    ),
    Variable(
        "HOSHIN_WORKERS",
        "2",
        parse_count,
        "並行して動かすプロセスの数",
        "How many processes serve pages",
        "1 から 999 の数字",
        "a number from 1 to 999",
    ),
    Variable(
        "HOSHIN_THREADS",
        "4",
        parse_count,
        "プロセスごとのスレッドの数",
        "How many threads each process has",
        "1 から 999 の数字",
        "a number from 1 to 999",
    ),
)


def settings_page() -> str:
    """docs/reference/settings.md."""
    rows = [f"| `{v.name}` | `{v.default or '(empty)'}` | {v.help_ja} | {v.help_en} |" for v in VARIABLES]
    secret = "`, `".join(f"{v.name}_FILE" for v in VARIABLES if v.secret)
    return "\n".join(
        [
            "# Settings",
            "",
            "Environment variables; `hoshin config` prints each with its value and its origin. A value that cannot be",
            f"read stops the start with its cause and remedy. `{secret}` name a file that holds the value instead.",
            "",
            "| variable | default | 日本語 | English |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )

"""The manifest of a snapshot: what was frozen, of which source and period, by which post, and each file's hash.

A snapshot is named by the SHA-256 of its manifest in canonical form. The manifest names every file with its hash, so
one name stands for the whole content: a byte changed anywhere, a file lost or added is found.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = "hoshin-snapshot/1"
MANIFEST = "manifest.json"
KEYS = frozenset(
    {
        "format", "kind", "source", "period", "definition", "tables",
        "made_at", "made_by", "replaces", "reason", "hoshin_version",
    }
)  # fmt: skip


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """The one way of writing a manifest: keys sorted, no space, UTF-8.

    >>> canonical({"b": 1, "a": "区"}).decode()
    '{"a":"区","b":1}'
    """
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def content_hash(manifest: Mapping[str, Any]) -> str:
    """The snapshot's name."""
    return hashlib.sha256(canonical(manifest)).hexdigest()

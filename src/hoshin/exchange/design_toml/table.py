"""One table of a TOML file, read key by key: every wrong value and every unknown key becomes a problem, none stops."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from hoshin.core.problems.record import Problem

_SHOWN = 60


class TomlTable:
    """A table with its name (`[design]`), and the list to which its problems are added."""

    def __init__(self, values: Mapping[str, Any], name: str, problems: list[Problem]) -> None:
        self._values = values
        self._name = name
        self._problems = problems
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str | None:
        """A text, or None when the key is absent or wrong."""
        value = self._take(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.refuse(key, value, "文字列", "a text")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts; a single one stands for itself."""
        value = self._take(key)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(item, str) and item.strip() for item in listed):
            return tuple(listed)
        self.refuse(key, value, "列名、またはその並び", "a column or a list of columns")
        return ()

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of `allowed`, with the nearest proposed otherwise."""
        value = self._take(key)
        if value is None or value in allowed:
            return default if value is None else str(value)
        self.refuse(key, value, "、".join(allowed) + " のどれか", "one of " + ", ".join(allowed))
        return default

    def number(self, key: str) -> float | None:
        """A number, or None."""
        value = self._take(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.refuse(key, value, "数", "a number")
        return None

    def scalars(self, key: str) -> tuple[object, ...]:
        """Texts, numbers or truth values; a single one stands for itself."""
        value = self._take(key)
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if all(isinstance(item, str | int | float | bool) for item in listed):
            return tuple(listed)
        self.refuse(key, value, "文字か数、またはその並び", "texts or numbers")
        return ()

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """Tables; a single one stands for itself."""
        value = self._take(key)
        listed = [] if value is None else value if isinstance(value, list) else [value]
        if all(isinstance(item, Mapping) for item in listed):
            return list(listed)
        self.refuse(key, value, "{ … } の表", "a table { … }")
        return []

    def anything(self, key: str) -> Any:
        """Whatever stands there, to be checked by the caller."""
        return self._take(key)

    def refuse(self, key: str, value: object, expected: str, expected_en: str) -> None:
        """Say that the value of a key cannot be used."""
        found = str(value)[:_SHOWN]
        values = {"table": self._name, "key": key, "expected": f"{expected}（{expected_en}）"}
        self._problems.append(Problem("design_value_wrong", found=found, severity="error", values=values))

    def lack(self, key: str) -> None:
        """Say that a key is missing."""
        values = {"table": self._name, "key": key}
        self._problems.append(Problem("design_key_missing", found=key, severity="error", values=values))

    def refuse_others(self) -> None:
        """Say which keys are none of those that were asked for."""
        for key in self._values:
            if key not in self._known:
                near = difflib.get_close_matches(str(key), self._known, n=1)
                proposal = f"→「{near[0]}」？ " if near else ""
                values = {"table": self._name, "known": ", ".join(self._known)}
                self._problems.append(
                    Problem("design_key_unknown", found=str(key), proposal=proposal, severity="error", values=values)
                )

    def _take(self, key: str) -> Any:
        self._known.append(key)
        return self._values.get(key)

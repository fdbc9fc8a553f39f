"""Reads every setting from the environment and refuses to go on while any is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hoshin.server.config.variables import VARIABLES, Variable

Origin = Literal["default", "environment", "file"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as this process sees it."""

    variable: Variable
    value: Any
    text: str
    origin: Origin

    @property
    def shown(self) -> str:
        """The value for people; a secret is never shown, only whether it is there."""
        if self.variable.secret and self.text != self.variable.default:
            return "********"
        return self.text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one variable."""

    name: str
    found: str
    cause: str
    remedy_ja: str
    remedy_en: str


class SettingsError(RuntimeError):
    """The settings as given cannot be used; the message names every fault, and nothing has been started."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(_told(fault) for fault in faults))


def _told(fault: Fault) -> str:
    return (
        f"設定 {fault.name} の値「{fault.found}」は使えません。{fault.remedy_ja}\n"
        f"Setting {fault.name} is “{fault.found}”: {fault.cause}. {fault.remedy_en}"
    )


def read_settings(environ: Mapping[str, str]) -> dict[str, Setting]:
    """Every setting by name; `SettingsError` tells all faults at once."""
    faults: list[Fault] = []
    settings = {variable.name: _read(variable, environ, faults) for variable in VARIABLES}
    faults += _unknown(environ)
    if faults:
        raise SettingsError(tuple(faults))
    return {name: setting for name, setting in settings.items() if setting is not None}


def _read(variable: Variable, environ: Mapping[str, str], faults: list[Fault]) -> Setting | None:
    text, origin = _text_of(variable, environ, faults)
    try:
        return Setting(variable, variable.parse(text), text, origin)
    except ValueError as wrong:
        faults.append(
            Fault(
                variable.name,
                "********" if variable.secret else text,
                str(wrong),
                f"{variable.expects_ja}にしてください。",
                f"Make it {variable.expects_en}.",
            )
        )
        return None


def _text_of(variable: Variable, environ: Mapping[str, str], faults: list[Fault]) -> tuple[str, Origin]:
    named = environ.get(f"{variable.name}_FILE") if variable.secret else None
    if named:
        try:
            return Path(named).read_text("utf-8").strip(), "file"
        except (OSError, UnicodeDecodeError) as wrong:
            faults.append(
                Fault(
                    f"{variable.name}_FILE",
                    named,
                    f"the file cannot be read ({type(wrong).__name__})",
                    "読めるファイルのパスにするか、この変数を消してください。",
                    "Name a file that this user can read, or remove the variable.",
                )
            )
    if variable.name in environ:
        return environ[variable.name], "environment"
    return variable.default, "default"


def _unknown(environ: Mapping[str, str]) -> list[Fault]:
    known = {v.name for v in VARIABLES} | {f"{v.name}_FILE" for v in VARIABLES if v.secret}
    return [
        Fault(
            name,
            environ[name] if "SECRET" not in name and "PASS" not in name else "********",
            "there is no setting of this name, so it would be ignored",
            "綴りを確かめるか、この変数を消してください（hoshin config で一覧を見られます）。",
            "Check its spelling or remove it; “hoshin config” lists every setting.",
        )
        for name in sorted(environ)
        if name.startswith("HOSHIN_") and not name.startswith("HOSHIN_TEST_") and name not in known
    ]

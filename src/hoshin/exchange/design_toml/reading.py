"""A design file as a `SurveyDesign`, with everything that is wrong with it named at once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import (
    Adjustment,
    CalibrationMethod,
    EstimateKind,
    EstimateRequest,
    IntervalMethod,
    LonelyPsuRule,
    PopulationTable,
    Sampling,
    SamplingKind,
    SurveyDesign,
)
from hoshin.core.survey.design_checks import categories_counted
from hoshin.exchange.design_toml.population import population_table, where_of
from hoshin.exchange.design_toml.table import TomlTable
from hoshin.exchange.guard.refusal import not_readable

_LARGEST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DesignReading:
    """The design, or None when an error stands among the problems."""

    design: SurveyDesign | None
    problems: tuple[Problem, ...]


def read_design(path: Path) -> DesignReading:
    """The design at `path`; population tables are looked for beside it.

    Raises `UnreadableFileError` when the file is missing or no TOML; whatever it says wrongly is a problem.
    """
    return design_of(_parsed(path), path.parent)


def design_of(values: Mapping[str, Any], folder: Path) -> DesignReading:
    """The design that parsed TOML says; `folder` is where its population tables lie."""
    problems: list[Problem] = []
    whole = TomlTable(values, "design.toml", problems)
    sampling = _sampling(_table(whole, "design", problems))
    adjust = _adjustment(_table(whole, "adjust", problems), folder, problems)
    requests = [
        _request(TomlTable(request, f"[[estimate]] {number}", problems))
        for number, request in enumerate(whole.tables("estimate"), start=1)
    ]
    whole.refuse_others()
    if not requests and not any(problem.values.get("key") == "estimate" for problem in problems):
        problems.append(Problem("design_without_estimates", severity="error"))
    if any(problem.severity == "error" for problem in problems):
        return DesignReading(None, tuple(problems))
    return DesignReading(SurveyDesign(sampling, adjust, tuple(r for r in requests if r is not None)), tuple(problems))


def _parsed(path: Path) -> dict[str, Any]:
    name = path.name
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise not_readable("file_missing", name) from error
    except IsADirectoryError as error:
        raise not_readable("file_is_directory", name) from error
    except PermissionError as error:
        raise not_readable("file_no_permission", name) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "name"
        raise not_readable("file_not_loadable", name, reason=reason) from error
    if len(content) > _LARGEST_BYTES:
        raise not_readable("file_too_large", name, size="> 4 MiB", limit="4 MiB")
    try:
        return tomllib.loads(_decoded(content))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise not_readable("design_not_toml", name, reason=str(error)[:120]) from error


def _decoded(content: bytes) -> str:
    """UTF-8, with or without a mark; a file saved by an old Windows editor in its own encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _table(whole: TomlTable, key: str, problems: list[Problem]) -> TomlTable:
    value = whole.anything(key)
    if value is not None and not isinstance(value, Mapping):
        whole.refuse(key, value, f"[{key}] の表", f"a table [{key}]")
        value = None
    return TomlTable(value or {}, f"[{key}]", problems)


def _sampling(table: TomlTable) -> Sampling:
    asked = table.number("asked")
    if asked is not None and (asked < 1 or asked != int(asked)):
        table.refuse("asked", asked, "調査した人数", "how many were asked")
    sampling = Sampling(
        kind=cast(SamplingKind, table.choice("kind", get_args(SamplingKind), "probability")),
        weights=table.text("weights"),
        strata=table.texts("strata"),
        clusters=table.texts("clusters"),
        fpc=table.texts("fpc"),
        lonely_psu=cast(LonelyPsuRule, table.choice("lonely_psu", get_args(LonelyPsuRule), "fail")),
        where=where_of(table),
        asked=int(asked) if asked is not None else None,
    )
    table.refuse_others()
    return sampling


def _adjustment(table: TomlTable, folder: Path, problems: list[Problem]) -> Adjustment:
    def read(key: str, file_key: str = "population") -> list[PopulationTable | None]:
        return [population_table(values, f"[adjust] {key}", folder, problems, file_key) for values in table.tables(key)]

    nonresponse, joint, margins = read("nonresponse", "asked"), read("poststratify"), read("rake")
    trim = table.number("trim")
    if trim is not None and trim <= 1:
        table.refuse("trim", trim, "1 より大きい倍数", "a multiple above 1")
    method = table.choice("calibrate", get_args(CalibrationMethod), "raking")
    table.refuse_others()
    for key, tables in (("nonresponse", nonresponse), ("poststratify", joint)):
        if len(tables) > 1:
            table.refuse(key, f"{len(tables)}", "一つの表", "one table")
    if joint and margins:
        problems.append(Problem("design_two_ways", severity="error"))
    return Adjustment(
        nonresponse=nonresponse[0] if nonresponse else None,
        poststratify=joint[0] if joint else None,
        rake=tuple(margin for margin in margins if margin is not None),
        trim=trim,
        calibrate=cast(CalibrationMethod, method),
    )


def _request(table: TomlTable) -> EstimateRequest | None:
    variable = table.text("variable")
    if variable is None and "variable" not in table:
        table.lack("variable")
    request = EstimateRequest(
        name=table.text("name") or variable or "",
        kind=cast(EstimateKind, table.choice("kind", get_args(EstimateKind), "proportion")),
        variable=variable or "",
        denominator=table.text("denominator"),
        counts=categories_counted(table.scalars("counts")),
        missing=categories_counted(table.scalars("missing")),
        by=table.texts("by"),
        crossed=_crossed(table),
        interval=cast(IntervalMethod, table.choice("interval", get_args(IntervalMethod), "kg")),
        level=_level(table),
    )
    table.refuse_others()
    return request


def _level(table: TomlTable) -> float:
    level = table.number("level")
    if level is not None and not 0 < level < 1:
        table.refuse("level", level, "0 と 1 の間の数（95% は 0.95）", "a number between 0 and 1 (0.95 for 95 %)")
    return 0.95 if level is None else float(level)


def _crossed(table: TomlTable) -> tuple[tuple[str, ...], ...]:
    """`[["age", "sex"]]`; one flat list is one crossing."""
    value = table.anything("crossed")
    if value is None:
        return ()
    listed = [value] if isinstance(value, list) and all(isinstance(item, str) for item in value) else value
    if isinstance(listed, list) and all(_is_list_of_texts(item) for item in listed):
        return tuple(tuple(columns) for columns in listed)
    table.refuse("crossed", value, '[["age", "sex"]] のような列名の組', 'sets of columns such as [["age", "sex"]]')
    return ()


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)

"""Estimates as a table for people: value and interval side by side, what each rests on, then what must be looked at."""

import unicodedata
from collections.abc import Iterator, Sequence

from hoshin.core.problems import sentence
from hoshin.core.survey.design import Estimate, EstimationResult
from hoshin.core.survey.figures import domain_in_words

_HEADINGS = {
    "ja": ("推定", "区分", "値", "区間", "標本誤差", "n", "無回答", "実効n", "設計効果", "注記"),
    "en": ("estimate", "domain", "value", "interval", "margin", "n", "no answer", "eff. n", "deff", "notes"),
}
_FLAGS = {
    "reference_value": ("参考値", "reference value"),
    "review": ("要確認", "review"),
    "suppressed": ("10人未満", "under 10"),
    "no_inference": ("回答者のみ", "respondents only"),
}
_SEVERITIES = (
    ("error", "計算できなかったところ", "Not computed"),
    ("question", "確かめること", "To be confirmed"),
    ("note", "お知らせ", "Notes"),
)
_CAVEAT = {
    "ja": "区間は抽出の誤差だけを示します。答えなかった人や、問い方による違いは含みません。",
    "en": "An interval holds sampling error only, neither those who stayed silent nor how the question was put.",
}
_LEFT = {0, 1, 9}


def report(result: EstimationResult, language: str = "ja") -> str:
    """The report, ending in a line break."""
    return "\n".join(_lines(result, language)) + "\n"


def _lines(result: EstimationResult, language: str) -> Iterator[str]:
    if result.estimates:
        yield from _table([_HEADINGS[language], *(_row(found, language) for found in result.estimates)])
        yield ""
        yield from _beneath(result, language)
    yield from _problems(result, language)


def _row(found: Estimate, language: str) -> Sequence[str]:
    flags = [_FLAGS[flag][language == "en"] for flag in found.flags if flag in _FLAGS]
    everyone = "全体" if language == "ja" else "all"
    return (
        found.name,
        domain_in_words(found.domain) if found.domain else everyone,
        _value(found, found.estimate),
        f"{_value(found, found.lower)} – {_value(found, found.upper)}" if found.lower is not None else "―",
        f"±{100 * found.classical_margin:.1f}" if found.classical_margin is not None else "",
        f"{found.n:,}",
        f"{found.n_missing:,}",
        f"{found.effective_n:,.0f}" if found.effective_n is not None else "",
        f"{found.deff:.2f}" if found.deff is not None else "",
        "・".join(flags) if language == "ja" else ", ".join(flags),
    )


def _value(found: Estimate, value: float | None) -> str:
    if value is None:
        return "―"
    return (
        f"{100 * value:.1f}%"
        if found.kind == "proportion"
        else f"{value:,.4g}"
        if abs(value) < 1000
        else f"{value:,.0f}"
    )


def _beneath(result: EstimationResult, language: str) -> Iterator[str]:
    levels = sorted({found.level for found in result.estimates if found.lower is not None})
    if levels:
        said = "・".join(f"{100 * level:g}%" for level in levels)
        yield (f"区間の水準: {said}。" if language == "ja" else f"Level of the intervals: {said}. ") + _CAVEAT[language]
    for found in result.estimates:
        if not found.domain and found.if_silent_no is not None and found.if_silent_yes is not None:
            yield _silence(found, language)
    weights = result.weights
    if "largest" in weights:
        ja = f"重み: {weights['smallest']:,.4g} – {weights['largest']:,.4g}、合計 {weights['sum']:,.0f}"
        en = f"Weights: {weights['smallest']:,.4g} – {weights['largest']:,.4g}, sum {weights['sum']:,.0f}"
        yield ja if language == "ja" else en


def _silence(found: Estimate, language: str) -> str:
    no, yes = _value(found, found.if_silent_no), _value(found, found.if_silent_yes)
    if language == "ja":
        return f"{found.name}: 答えなかった人が全員「いいえ」なら {no}、全員「はい」なら {yes}"
    return f"{found.name}: {no} if all who stayed silent had said no, {yes} if all had said yes"


def _problems(result: EstimationResult, language: str) -> Iterator[str]:
    for severity, ja, en in _SEVERITIES:
        said = [sentence(problem, language) for problem in result.problems if problem.severity == severity]
        if said:
            yield ""
            yield f"【{ja}】" if language == "ja" else f"{en}:"
            yield from (f"  - {line}" for line in said)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            cell + " " * (width - _width(cell)) if column in _LEFT else " " * (width - _width(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "─" * (sum(widths) + 2 * (len(widths) - 1))


def _width(text: str) -> int:
    """Columns on a terminal: full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)

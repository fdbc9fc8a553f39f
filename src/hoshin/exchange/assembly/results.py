"""Figures and findings that were reached: 「前年度実績 36.2%」「個別 ①(ⅰ)」「全体 A」. Never targets."""

import re
from decimal import Decimal

from hoshin.core.plan.document import Result
from hoshin.exchange.assembly.content import label_of
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.sections import Fragment
from hoshin.exchange.assembly.years import RELATIVE, year_in

RESULT_ASIDE = re.compile(r"[（(【\[［〔＜<][^（()）【】\[\]［］〔〕＜＞<>]{2,60}[)）】\]］〕＞>]")
_FIGURE = re.compile(
    r"(?P<sign>[△▲-]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|パーセント|ポイント|[^\d\s、。,:()（）「」|/／]{0,6})"
)
CODE = re.compile(
    r"^(?:個別|全体|評価|達成状況|判定)?:?(?P<code>[①-④](?:\((?:ⅰ|ⅱ|i|ii|1|2)\))?|[アイ]|[A-ESabc][+-]?)$"
)
_CODE_BEHIND = re.compile(
    r"[(\[](?:達成状況|達成度|評価|判定|進捗)?:?(?P<code>[①-④](?:\((?:ⅰ|ⅱ)\))?|[アイ]|[A-E])[)\]]$"
)
_YEARS = re.compile(r"(?:(?:令和|平成|R|H)(?:元|\d{1,2})|(?:19|20)\d\d)年?度?(?:末|時点)?")


def read_result(fragment: Fragment, fiscal_year: int | None) -> Result:
    """One printed result: its code if it is one, else the last figure in it, with the year that it names.

    >>> from hoshin.core.sources import Source
    >>> found = read_result(Fragment("（R元年度実績：36.2%）", Source("plan.txt")), 2021)
    >>> found.fiscal_year, found.value, found.unit
    (2019, Decimal('36.2'), '%')
    """
    printed = visible(fragment.text).replace("\n", " ")
    folded = fold(printed).text
    code = CODE.match(_unbracketed(folded)) or _CODE_BEHIND.search(folded)
    without_year = _YEARS.sub(" ", folded)
    if code:
        without_year = "" if code.re is CODE else without_year.replace(code.group(), " ")
    figures = list(_FIGURE.finditer(without_year))
    figure = figures[-1] if figures else None
    label, _ = label_of(printed)
    return Result(
        printed=printed,
        label=None if code else label,
        fiscal_year=_year(folded, fiscal_year),
        value=_value(figure) if figure else None,
        unit=(figure["unit"] or None) if figure else None,
        code=code["code"] if code else None,
        source=fragment.source,
    )


def _unbracketed(folded: str) -> str:
    """The text without one pair of brackets around the whole; 「①(ⅰ)」 keeps its own."""
    return folded[1:-1] if folded[:1] in "([" and folded[-1:] in ")]" else folded


def _value(figure: "re.Match[str]") -> Decimal | None:
    digits = figure["number"]
    if "," in digits and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return None
    value = Decimal(digits.replace(",", ""))
    return -value if figure["sign"] else value


def _year(folded: str, fiscal_year: int | None) -> int | None:
    named = year_in(folded)
    if named is not None:
        return named
    for word, distance in RELATIVE.items():
        if word in folded and fiscal_year is not None:
            return fiscal_year + distance
    return None

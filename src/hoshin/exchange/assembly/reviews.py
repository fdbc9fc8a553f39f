"""What mid-year reviews and self-evaluations say of an item: texts and printed codes by stage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoshin.core.plan.document import Review, ReviewStage
from hoshin.core.sources import Source
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import paragraphs_joined, united, visible
from hoshin.exchange.assembly.sections import Fragment

_CODE = re.compile(
    r"^[(\[「]?(?:個別|全体|評価|達成状況|進捗)?[:]?(?P<code>[①-④](?:\((?:ⅰ|ⅱ|i|ii)\))?|[アイ](?![一-鿿ぁ-んァ-ヶ])|[A-ESab](?![A-Za-z]))[)\]」]?(?=$|[:、。\s\n(（一-鿿ぁ-んァ-ヶ])"
)
_LEGEND = re.compile(
    r"^(?:[(\[※]?[①-④アイABab](?:\([ⅰⅱ]+\))?:|\([ⅰⅱ]+\):?)(?:目標(?:未)?達成|(?:目標)?達成(?:見込み|できない)|"
    r"撤退・?再構築基準|有効であ|有効でな|順調|取組(?:は|を)予定)"
)
_STAGES: tuple[ReviewStage, ...] = ("previous", "mid_year", "year_end")


@dataclass(slots=True)
class ReviewDraft:
    """The reviews of one item while they are gathered: (stage, field) to texts and code."""

    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[tuple[str, str], list[Fragment]] = field(default_factory=dict)

    def add(self, detail: str | None, fragments: Sequence[Fragment]) -> None:
        """Take a section's texts. `detail` is `stage`, `stage.field` or `field`; without stage it is the year's end."""
        key = stage_and_field(detail)
        for fragment in fragments:
            text = paragraphs_joined(fragment.text)
            code = read_code_alone(text)
            if code:
                self.codes.setdefault(key, code[0])
                text = code[1]
            if text:
                self.texts.setdefault(key, []).append(text)
            self.sources.setdefault(key, []).append(fragment)

    def add_code(self, detail: str, code: str, fragment: Fragment) -> None:
        """Take an evaluation code that stands alone; another code of the same field is kept beside it."""
        key = stage_and_field(detail)
        known = self.codes.get(key)
        if known is None:
            self.codes[key] = code
        elif code not in known.split("、"):
            self.codes[key] = f"{known}、{code}"
        self.sources.setdefault(key, []).append(fragment)

    def reviews(self, fiscal_year: int | None) -> tuple[Review, ...]:
        """One review a stage, in the order of the year."""
        found = []
        for stage in _STAGES:
            keys = [key for key in self.sources if key[0] == stage]
            if not keys:
                continue
            texts = {name: "\n".join(self.texts[key]) for key in keys if key in self.texts for name in (key[1],)}
            codes = {key[1]: self.codes[key] for key in keys if key in self.codes}
            sources: dict[str, Source] = {}
            for key in keys:
                place = united(self.sources[key])
                if place:
                    sources[key[1]] = place
            found.append(Review(stage, fiscal_year, texts, codes, sources))
        return tuple(found)


def stage_and_field(detail: str | None) -> tuple[str, str]:
    """The stage and the field that a review section's detail names.

    >>> stage_and_field("mid_year.challenges"), stage_and_field("policy"), stage_and_field("mid_year")
    (('mid_year', 'challenges'), ('year_end', 'policy'), ('mid_year', 'assessment'))
    """
    first, _, rest = (detail or "year_end").partition(".")
    if first in _STAGES:
        return first, rest or "assessment"
    return "year_end", first


def read_code_alone(text: str) -> tuple[str, str] | None:
    r"""The evaluation code with which a text begins when it stands apart, and the rest of the text.

    >>> read_code_alone("②(ⅰ)"), read_code_alone("A\n順調に進んだ。"), read_code_alone("ア：有効であり、継続して推進")
    (('②(ⅰ)', ''), ('A', '順調に進んだ。'), None)
    """
    plain = visible(text)
    head, _, rest = plain.partition("\n")
    folded = fold(head).text
    if is_legend(head):
        return None
    found = _CODE.match(folded)
    return (found["code"], rest.strip()) if found and found.end() == len(folded) else None


def is_legend(text: str) -> bool:
    """Whether the text only explains the codes: 「①：目標達成　②：目標未達成」.

    >>> is_legend("ア：有効であり、継続して推進"), is_legend("①目標とする件数：50件以上")
    (True, False)
    """
    return bool(_LEGEND.match(fold(visible(text)).text))

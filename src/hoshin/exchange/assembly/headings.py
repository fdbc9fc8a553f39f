"""Headings of a plan, matched loosely: widths, spaces, line breaks, brackets and form generations differ.

A field's heading (「プロセス(過程)指標」) is told by its words, a level's heading (「施策2-1」「事務事業 3-1-2」) by
the depth of its code; what the government calls the level is learned, not known. A text that merely begins with a
heading's word (「戦略に基づき…」) is not a heading.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from hoshin.exchange.assembly.codes import Code, read_code
from hoshin.exchange.assembly.folding import Folded, fold
from hoshin.exchange.assembly.heading_words import ASIDES, FIELDS, NOT_LEVELS, SHORT_WORDS, TOP_LEVELS
from hoshin.exchange.assembly.sections import Key
from hoshin.exchange.assembly.title import read_title
from hoshin.exchange.assembly.years import RELATIVE, YEAR, western_year

_KEY_OF_DEPTH = {1: Key.ISSUE, 2: Key.OUTCOME}
_OPENING = re.compile(r"^[#>\-・●○◎■□◆◇▶▼★※|]*")
_BRACKETS = {"【": "】", "[": "]", "<": ">", "「": "」"}
_ASIDE = re.compile(ASIDES)
_FIELDS = tuple((key, detail, re.compile(words)) for key, detail, words in FIELDS)
_ANY_FIELD = re.compile("|".join(f"(?:{words})" for _, _, words in FIELDS))
_LEVEL_LABEL = re.compile(r"[一-鿿々ぁ-んァ-ヶー・A-Za-z]{1,16}$")
_TOP_LABEL = re.compile(TOP_LEVELS + "$")
_NOT_A_LEVEL = re.compile(NOT_LEVELS)
_ENDS = ":】]>」|。"
_LONGEST_TITLE = 120
_LONGEST_HEADING = 240
_REMEMBERED = 32_768
_MONEY = re.compile(
    rf"^(?P<when>(?:{YEAR})|{'|'.join(RELATIVE)}|(?P<bare>元|\d{{1,2}})(?:年度)?)?(?:の)?"
    r"(?:当初|補正後?|最終|現計|一般会計)?"
    r"(?P<kind>決算(?:見込)?額?|予算(?:案|見込)?額?|算定額|事業費|所要額)(?:\((?:見込|案|当初|予算|円|千円|単位:?千?円)\))*"
)
_PART_OF_MONEY = re.compile(
    r"^\(?(?:うち|内、?|内訳:?)(?P<what>[^\d:()、。・①-⑳]{0,16}?(?:金|費|財源|収入|料|額|経費|委託|補助|債|分))(?=[:()\d]|$)\)?"
)


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A heading found at the beginning of a text.

    `start` and `end` bound the heading's own words and code in the printed text; `rest` is what stands behind it, as
    printed, and for a level `title` is that rest as one line when it can be a title. `label` is what the level is
    called (None for a bare code). `detail` refines the key: `"mid_year.challenges"` for a review, `"2020.settled"`,
    `"-1.budget"` (last year), `"?2.budget"` (a year without era) or `"subsidy"` for money.
    """

    key: Key
    start: int
    end: int
    rest: str = ""
    detail: str | None = None
    code: str | None = None
    label: str | None = None
    title: str | None = None

    @property
    def is_level(self) -> bool:
        """Whether this opens an issue, an outcome or an initiative."""
        return self.key in (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE)


@lru_cache(maxsize=_REMEMBERED)
def match_heading(text: str) -> HeadingMatch | None:
    r"""The heading that the text is or begins with; None for anything else.

    >>> match_heading("具体的\n 取組").key
    <Key.INITIATIVE: 'initiative'>
    >>> found = match_heading("事務事業 3－1－2　見守り活動の推進")
    >>> found.key.value, found.code, found.label, found.title
    ('initiative', '3-1-2', '事務事業', '見守り活動の推進')
    >>> match_heading("戦略に基づき、支援を行う。") is None
    True
    """
    return _match_title(text) or _match_level(text) or _match_field(text) or _match_money(text)


def level_key(depth: int) -> Key:
    """What a code of this depth opens.

    >>> level_key(2), level_key(4)
    (<Key.OUTCOME: 'outcome'>, <Key.INITIATIVE: 'initiative'>)
    """
    return _KEY_OF_DEPTH.get(depth, Key.INITIATIVE)


def one_line(text: str) -> str:
    r"""A title that was broken over lines, joined; a space stays only between Latin words.

    >>> one_line("こどもとおとなが\n 元気に")
    'こどもとおとなが元気に'
    """
    joined = re.sub(r"\s*\n\s*", "\n", text.strip().replace("*", ""))
    return re.sub(r"(?<=[A-Za-z])\n(?=[A-Za-z])", " ", joined).replace("\n", "")


def _match_title(text: str) -> HeadingMatch | None:
    if len(text) > _LONGEST_HEADING:
        return None
    title = read_title(text)
    return HeadingMatch(Key.TITLE, 0, len(text), title=title.text) if title else None


# Levels


def _match_level(text: str) -> HeadingMatch | None:
    lead = re.match(r"(?:[\s#>*_■□◆◇●○▶◎|]|-\s)*", text)
    assert lead
    at = lead.end()
    bare = read_code(text, at)
    if bare and (bare.is_sure or _is_dotted_heading(text, bare)) and _opens_level(text, bare):
        return _level(text, at, bare, None)
    labelled = _labelled_code(text, at)
    return _level(text, at, *labelled) if labelled else None


def _is_dotted_heading(text: str, code: Code) -> bool:
    """「1.2 地域のきずな」: a number of two parts needs a space and a title to be a code."""
    return code.depth == 2 and bool(re.match(r"\s+[一-鿿々ぁ-んァ-ヶ「]", text[code.end :]))


def _labelled_code(text: str, at: int) -> tuple[Code, str] | None:
    r"""A level's name and the code directly behind it: 「施策の柱 2-1」「【経営課題１】」「めざす成果\n及び戦略4-2」"""
    opening = re.compile(r"[【\[(<「]?").match(text, at)
    assert opening
    first = re.compile(r"[0-9０-９Ⅰ-Ⅻ]").search(text, at, at + 40)
    if not first:
        return None
    begin = first.start()
    while begin > at and (text[begin - 1].isspace() or text[begin - 1] in "【[(<「（〔［:：*"):
        begin -= 1
    label = fold(text[opening.end() : begin]).text.strip("【】[]()<>:")
    code = read_code(text, begin)
    if not code or not label or not _LEVEL_LABEL.fullmatch(label) or _NOT_A_LEVEL.search(label):
        return None
    if code.depth == 1 and not _TOP_LABEL.fullmatch(label):
        return None
    return (code, label) if _opens_level(text, code) else None


def _opens_level(text: str, code: Code) -> bool:
    """Whether what stands behind the code lets it be a heading: nothing, a break, a bracket, or a title's words."""
    behind = text[code.end :].replace("*", "")
    if not behind.strip():
        return True
    first = behind.lstrip()[0]
    if first in ",、，を～〜~％%+＋×÷=＝/／":
        return False
    if behind[0].isspace() or first in "【「『［[（(<〈：:】」)）］]>〉|｜.．":
        return True
    return bool(re.match(r"[一-鿿ぁ-んァ-ヶA-Za-z]", first)) and first not in "はがのでにともへや"


_MARK_BEHIND = re.compile(r"^\s*[:：.．|｜]?")


def _level(text: str, start: int, code: Code, label: str | None) -> HeadingMatch:
    behind = re.compile(r"[】\])）>〉」\s]*[:：.．|｜]?\s*").match(text, code.end)
    assert behind
    end = behind.end() if "\n" not in behind.group() else code.end
    opened = sum(text.count(c, start, code.start) for c in "【「")
    if not opened:
        end = len(text) - len(_MARK_BEHIND.sub("", text[code.end :], count=1))
    rest = text[end:]
    return HeadingMatch(level_key(code.depth), start, end, rest, None, code.text, label, _title(rest))


def _title(rest: str) -> str | None:
    """The rest as a title: brackets around the whole go, a text too long for a title is none."""
    line = one_line(rest).strip(" \u3000:：|｜")
    for opening, closing in (
        ("【", "】"),
        ("「", "」"),
        ("［", "］"),
        ("[", "]"),
        ("『", "』"),
        ("〈", "〉"),
        ("<", ">"),
    ):
        if line.startswith(opening) and line.endswith(closing) and line.count(opening) == 1 == line.count(closing):
            line = line[1:-1].strip()
            break
    return line if line and len(line) <= _LONGEST_TITLE else None


# Fields


def _match_field(text: str) -> HeadingMatch | None:
    folded = fold(text[:_LONGEST_HEADING])
    lead = _OPENING.match(folded.text)
    assert lead
    at = lead.end()
    bracket = folded.text[at : at + 1]
    closing = _BRACKETS.get(bracket)
    begin = at + 1 if closing else at
    if not _ANY_FIELD.match(folded.text, begin):
        return None
    for key, detail, words in _FIELDS:
        found = words.match(folded.text, begin)
        if found and found.end() > begin:
            end = _end_of_field(text, folded, found.end(), closing, found.group())
            if end is not None:
                label = found.group() if key in (Key.ISSUE, Key.OUTCOME, Key.INITIATIVE) else None
                return HeadingMatch(key, folded.start(at), end, text[end:].lstrip(" \u3000:："), detail, label=label)
    return None


def _end_of_field(text: str, folded: Folded, end: int, closing: str | None, words: str) -> int | None:
    """Where the heading ends in the printed text, if what follows leaves it a heading."""
    aside = _ASIDE.match(folded.text, end)
    assert aside
    end = aside.end()
    if closing:
        if folded.text[end : end + 1] != closing:
            return None
        end += 1
        after = _ASIDE.match(folded.text, end)
        assert after
        end = after.end()
    if end >= len(folded.text):
        return len(text) if len(text) <= _LONGEST_HEADING else None
    printed = folded.end(end)
    if folded.text[end] == ":":
        return printed + text[printed:].index(text[folded.start(end)]) + 1
    gap = text[printed : folded.start(end)]
    if closing or "\n" in gap or (aside.group() and len(words) > 2):
        return printed
    is_wide = "\u3000" in gap or "\t" in gap or len(gap) > 1
    return printed if gap and (is_wide or words not in SHORT_WORDS) else None


# Money


def _match_money(text: str) -> HeadingMatch | None:
    folded = fold(text[:_LONGEST_HEADING])
    lead = _OPENING.match(folded.text)
    assert lead
    at = lead.end()
    if folded.text[at : at + 1] in _BRACKETS:
        at += 1
    part = _PART_OF_MONEY.match(folded.text[at:])
    if part:
        kind = "subsidy" if re.search("補助金|交付金|負担金", part["what"]) else _kind_of_part(part["what"])
        return _money(text, folded, (at, at + part.end()), Key.BUDGET_LINE, kind)
    found = _MONEY.match(folded.text[at:])
    if not found or not _is_money_heading(folded.text[at + found.end() :]):
        return None
    kind = "settled" if found["kind"].startswith("決算") else "budget"
    year = _year_of_money(found)
    if year is None:
        key = Key.BUDGET if kind == "budget" else Key.BUDGET_LINE
        return _money(text, folded, (at, at + found.end()), key, None if key is Key.BUDGET else kind)
    key = Key.BUDGET_LINE if kind == "settled" or year.startswith("-") else Key.BUDGET
    return _money(text, folded, (at, at + found.end()), key, f"{year}.{kind}")


def _kind_of_part(what: str) -> str:
    return "revenue" if re.search("歳入|収入|寄附金|使用料|手数料", what) else "part"


def _year_of_money(found: "re.Match[str]") -> str | None:
    if not found["when"]:
        return None
    if found["bare"]:
        return f"?{1 if found['bare'] == '元' else int(found['bare'])}"
    if found["when"] in RELATIVE:
        return str(RELATIVE[found["when"]])
    return str(western_year(found))


def _is_money_heading(behind: str) -> bool:
    return not behind or bool(
        re.match(r"[】\])>」:\-0-9一~△▲|(約]|なし|千円|百万円|円|[^。]{0,12}(?:を含む|に含む|内数)", behind)
    )


def _money(text: str, folded: Folded, span: tuple[int, int], key: Key, detail: str | None) -> HeadingMatch:
    start, end = span
    while end < len(folded.text) and folded.text[end] in "】]>」:|":
        end += 1
    printed_end = folded.end(end)
    return HeadingMatch(key, folded.start(start), printed_end, text[printed_end:].strip(), detail)

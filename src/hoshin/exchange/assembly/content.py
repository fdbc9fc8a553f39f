"""What a line of running text is by its own words: an indicator with its target, a bullet, a note, a plain text.

Only used where no heading and no geometry says it. A wrong guess here is repaired by position and count, and said.
"""

import re
from functools import lru_cache

from hoshin.core.targets import Likeness, likeness
from hoshin.exchange.assembly.folding import fold
from hoshin.exchange.assembly.fragments import visible
from hoshin.exchange.assembly.stamps import find_stamps, without

_RESULT = re.compile(
    r"^[(\[【<※・●-]*(?:参考:?)?(?:(?:令和|平成|R|H)(?:元|\d{1,2})年?度?|(?:19|20)\d\d年度?|前年度|昨年度|前々年度|直近)(?:の)?(?:[^\d:]{0,12})?(?:実績値?|結果|達成値|数値|現状値?)"
)
BULLET = re.compile(
    r"^[\s\u2060]*(?:[-*+][\s\u2060]+)?(?:[・･●○◎■□◆◇▶►▪•‣➢➤✓⚫⚪]|[①-⑳](?:[-－‐]\d)?|[⑴-⒇]|[(（][0-9０-９ア-ン]{1,2}[)）]|[0-9０-９]{1,2}[.．)）](?![0-9０-９])|[ア-オ][.．)）\s])?"
)
LABEL = re.compile(
    r"^[\s\u2060]*(?:[-*+・●○■□◆][\s\u2060]*)*(?P<label>[①-⑳](?:[\s]?[-－‐−ー][\s]?[0-9０-９①-⑳])?|[⑴-⒇]|[(（][0-9０-９ア-ン①-⑳]{1,2}[)）]|"
    r"[0-9０-９]{1,2}[.．)）](?![0-9０-９])|[ア-オ][.．)）])[\s\u2060]*"
)
_REFERENCE = re.compile(
    r"^(?P<lead>[\s\u2060]*(?:[-*+・●○■□◆][\s\u2060]*)*)(?:[①-⑳⑴-⒇]|[(（][0-9０-９]{1,2}[)）])[\s\u2060]*"
    r"(?:(?:から|[~〜～、，・と])[\s\u2060]*[①-⑳⑴-⒇(（]|又は|または|及び|および|並びに|ならびに|若しくは|もしくは|"
    r"の(?:うち|いずれ|どちら|すべて|全て|両方)|いずれ|ともに|とも、)"
)
"""「①から③のいずれかが」: a number at the beginning that speaks of other items instead of numbering this one."""
_DOT_BULLET = re.compile(r"^[\s\u2060]*(?:[-*+][\s\u2060]+)?[・･●○◎■□◆◇▶►▪•‣➢➤✓⚫⚪]|^[\s\u2060]*[-*+][\s\u2060]+")
_REMEMBERED = 32_768


@lru_cache(maxsize=_REMEMBERED)
def indicator_likeness(text: str) -> Likeness:
    """Whether the text prints a target, stamps and blanked markup aside: `core.targets.likeness` decides.

    >>> indicator_likeness("満足度：90%以上").name, indicator_likeness("交通安全運動（17地域）").name
    ('STRONG', 'NONE')
    """
    plain = visible(text)
    return likeness(without(plain, tuple((s.start, s.end) for s in find_stamps(plain))))


def is_result(text: str) -> bool:
    """Whether the text reports a figure that was reached: 「（令和２年度実績 36.2%）」.

    >>> is_result("前年度実績：36.2%"), is_result("R2年度自己評価を踏まえ変更")
    (True, False)
    """
    return bool(_RESULT.match(fold(visible(text)).text)) and not find_stamps(text)


def is_bulleted(text: str) -> bool:
    """Whether the text begins with a bullet, a circled number or a numbered mark.

    >>> is_bulleted("- ①青少年育成事業"), is_bulleted("地域での見守り")
    (True, False)
    """
    found = BULLET.match(text)
    return bool(found and found.group().strip(" \u3000\u2060\t"))


def has_dot_bullet(text: str) -> bool:
    """Whether the bullet is a dot, a square or a Markdown dash.

    >>> has_dot_bullet("・講座"), has_dot_bullet("①講座")
    (True, False)
    """
    return bool(_DOT_BULLET.match(text))


def label_of(text: str) -> tuple[str | None, int]:
    """The item's label (①, ②-1, (1)) without spaces, and where the text behind it begins.

    >>> label_of("②-2 満足度：90%以上")
    ('②-2', 4)
    >>> label_of("①又は②が50%未満のとき")
    (None, 0)
    """
    reference = _REFERENCE.match(text)
    if reference:
        return None, reference.end("lead")
    found = LABEL.match(text)
    if not found:
        bullet = BULLET.match(text)
        return None, bullet.end() if bullet else 0
    return re.sub(r"\s", "", found["label"]), found.end()


def order_of(label: str) -> tuple[int, int] | None:
    """A label's number and sub-number, to see where a numbering starts again.

    >>> order_of("②-1"), order_of("(3)"), order_of("ア)")
    ((2, 1), (3, 0), (1, 0))
    """
    folded = fold(label).text
    numbers = []
    for character in re.findall(r"[①-⑳⑴-⒇]|\d+|[ア-オ]", folded):
        if "①" <= character <= "⑳":
            numbers.append(ord(character) - ord("①") + 1)
        elif "⑴" <= character <= "⒇":
            numbers.append(ord(character) - ord("⑴") + 1)
        elif character in "アイウエオ":
            numbers.append("アイウエオ".index(character) + 1)
        elif character.isdigit():
            numbers.append(int(character))
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0) if numbers else None

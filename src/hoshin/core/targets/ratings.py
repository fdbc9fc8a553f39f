"""Rules by which results are rated later: 「評価基準　A：100%以上　B：…」, 「達成率100%以上を「A」とする」.

They hold numbers and comparing words as targets do, and set none.
"""

import re

_GRADES = "SABCDE◎○〇△▲×ⅠⅡⅢⅣⅤ"
_GRADE_HEAD = re.compile(
    rf"(?:^|[\s、,;(（「・。])[「(]?(?:評価|区分|ランク|判定)?([{_GRADES}])(?:評価|判定|ランク)?[」)]?[:=…(]"
)
_GRADED = re.compile(
    rf"(?:を|は|なら|のとき|の場合|場合は|であれば|[:→])[、 ]*"
    rf"[「『(]?(?:評価)?[{_GRADES}](?:評価|判定|ランク)?[」』)]?[ ]*"
    rf"(?:と(?:する|します|し、?|判定する|評価する)|[、。 ;)]|$)"
)
_OF_RATING = re.compile(r"(?:評価|判定|達成度|達成状況)の?(?:基準|区分|方法|ランク|目安|尺度)|評点|凡例")
_BOUND = re.compile(r"以上|以下|未満|以内|超")


def is_rating_rule(text: str) -> bool:
    """Whether an evened text says which result earns which grade.

    >>> is_rating_rule("評価基準 A:100%以上 B:80%以上100%未満 C:80%未満"), is_rating_rule("達成率100%以上を「A」とする")
    (True, True)
    >>> is_rating_rule("A:100%以上"), is_rating_rule("A評価の事業の割合:80%以上")
    (False, False)
    """
    if not _BOUND.search(text):
        return False
    heads = {found.group(1) for found in _GRADE_HEAD.finditer(text)}
    if len(heads) > 1 or (heads and _OF_RATING.search(text)):
        return True
    if _OF_RATING.match(text.lstrip("※*【[(〈《 ・")) and len(_BOUND.findall(text)) > 1:
        return True
    bound = _BOUND.search(text)
    return bound is not None and _GRADED.search(text, bound.end()) is not None

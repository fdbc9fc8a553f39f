"""The document's own title: 「令和3年度 東淀川区運営方針（素案）」 with its organisation, year and edition."""

import re
from dataclasses import dataclass

from hoshin.exchange.assembly.folding import fold, fold_width
from hoshin.exchange.assembly.years import YEAR, year_in

_KINDS = (
    r"(?:運営|経営)方針|(?:運営|実施|経営|推進|事業|行政|重点)計画|(?:総合|基本|まちづくり|行財政改革)計画|アクションプラン|"
    r"施策評価シート|事務事業評価(?:シート|調書)|自己評価シート|(?:政策|施策|事業|事務|・)+(?:一覧表?|体系)|"
    r"(?:行政|市政|区政)(?:経営|運営)計画"
)
_EDITION = r"(?:素案|原案|最終案|案|確定版?|改定版?|改訂版?|詳細版|概要版|抜粋版?)"
_NAME = r"[一-鿿々ヶぁ-んァ-ヴー]"
_ORGANISATION = re.compile(
    rf"(?!(?:各|全|本|当|他)(?:[区市町村課室]|部|局)|政府|(?:実行|検討|審査|評価|策定|推進)委員会)"
    rf"(?:{_NAME}{{1,12}}(?:都|道|府|県))?(?:{_NAME}{{1,8}}市)?"
    rf"(?:{_NAME}{{1,10}}?(?:区役所|市役所|役場|委員会事務局|委員会|区|局|町|村|室|庁|部|課|市|府|県))"
    r"(?=$|の|区政|行政|市政|運営|経営|令和|平成|第[\d一二三四五六七八九十]|政策|施策|事業|事務|総合|基本|実施|重点|まちづくり|行財政|自己|アクション|[RH]\d|20\d\d)"
)
_HAVE_PARTS = ("都", "道", "府", "県", "市", "町", "村")
_PARTS = ("区", "区役所", "局", "部", "課", "室", "庁", "委員会", "委員会事務局")
_TITLE = re.compile(
    rf"^[#■□◆●【「<\[(]*(?P<before>[^。、:]{{0,40}}?)(?P<kind>{_KINDS})(?P<after>[^。、:]{{0,30}}?)[】」>\])]*$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title line says; None where it is silent."""

    text: str
    organisation: str | None
    fiscal_year: int | None
    edition: str | None


def read_title(text: str) -> Title | None:
    r"""The document's title if the text is one; a sentence about a plan is not.

    >>> read_title("令和３年度　港区運営方針（案）")
    Title(text='令和３年度\u3000港区運営方針（案）', organisation='港区', fiscal_year=2021, edition='案')
    >>> read_title("区運営方針に基づき、防災に取り組む。") is None
    True
    """
    folded = fold(text).text
    found = _TITLE.match(folded)
    if not found or len(folded) > 60:
        return None
    organisation, year = organisation_in(text), year_in(folded)
    edition = re.search(rf"(?<![計企提考])({_EDITION})(?:[)】\]>]|$)", found["after"])
    if organisation is None and year is None:
        return None
    printed = " ".join(text.replace("*", "").split("\n")).strip(" #")
    return Title(printed, organisation, year, edition.group(1) if edition else None)


def lone_edition(text: str) -> str | None:
    """The edition that a line of its own names, as under a title: 「概要版」「（素案）」; None for any other text.

    >>> lone_edition("（概要版）"), lone_edition("概要版では省く"), lone_edition("案")
    ('概要版', None, '案')
    """
    found = re.fullmatch(rf"[(【\[<「]?({_EDITION})[)】\]>」]?", fold(text).text)
    return found.group(1) if found else None


def organisation_in(text: str) -> str | None:
    """The first word that begins with a ward's, bureau's or town's name; years and brackets part words, too.

    A city's name and its bureau's, printed apart, are one name.

    >>> organisation_in("港区_令和4年度運営方針"), organisation_in("higashi-r3")
    ('港区', None)
    >>> organisation_in("令和６年度　あおば市　上下水道局　運営方針")
    'あおば市上下水道局'
    """
    words = re.sub(rf"{YEAR}|[\[\](){{}}【】<>「」#*、・_\u2060]", " ", fold_width(text)).split()
    names = [match.group() if (match := _ORGANISATION.match(word)) else None for word in words]
    for at, name in enumerate(names):
        if name is None:
            continue
        part = names[at + 1] if at + 1 < len(names) else None
        is_whole = name == words[at] and name.endswith(_HAVE_PARTS)
        return name + part if is_whole and part and part.endswith(_PARTS) else name
    return None

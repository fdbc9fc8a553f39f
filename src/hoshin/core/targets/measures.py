"""The measure of a target: what is left of the phrase, trimmed, and told apart where 「それぞれ」 means several."""

from hoshin.core.targets.words import words
from hoshin.core.text import EvenText

_ENDS = words(
    """
        については について に関しては に関して に関する における においては において につき に対する として には では
        を現行の を現行 を現在の を現在 を現状の を現状 とは は が を の で も に と
        """
)
_NOT_PARTICLES = words(
    """
        もの こと ひと まと あと もと くに うに かに わに さと おと この その どの ので まで ごと とも こども ども
        """
)
_STARTS = words(
    """
        また さらに かつ 及び および 並びに ならびに 加えて そして と や に で は を が の
        """
)
_OF_NOTHING = ("現状", "現在", "現況", "現状値", "現況値", "現行", "合計", "とも", "ともに")
"""What stands before a figure and measures nothing: 「現状48.5%から55%以上に引き上げる」."""
_RHYTHMS = (("毎年度", "年"), ("毎年", "年"), ("毎月", "月"), ("毎週", "週"), ("毎日", "日"), ("各年度", "年"))
_LONGEST_EACH = 10
_TRIMMED = " \t\n:、,。・/-~→*＊"
_JOINS = (
    "、",
    ",",
    "・",
    "また",
    "または",
    "又は",
    "及び",
    "および",
    "並びに",
    "と",
    "や",
    "、また、",
    "、また",
    "また、",
    "／",
    "/",
    "、及び",
    "、または",
    " ",
    "",
)


def trim(text: str, start: int, end: int, *, particles: bool) -> tuple[int, int]:
    """The span without spaces, marks, leading links and, before a target without a colon, the last particle."""
    start, end = _bare(text, start, end)
    for word in _STARTS[:8]:
        if text.startswith(word, start) and text[start + len(word) : start + len(word) + 1] in ("、", ","):
            start += len(word)
    if text.startswith("の", start) and not text.startswith(("のべ", "のり", "のぼり"), start):
        start += 1
    start, end = _bare(text, start, end)
    if particles:
        for word in _ENDS:
            if text.endswith(word, start, end) and not text.endswith(_NOT_PARTICLES, start, end):
                end -= len(word)
                break
        start, end = _bare(text, start, end)
    if text[start:end] in _OF_NOTHING:
        return start, start
    if (
        end - start > 1
        and text[start] + text[end - 1] in ("「」", "『』", '""', "''", "()", "【】", "[]", "<>")
        and _one_pair(text, start, end)
    ):
        start, end = start + 1, end - 1
    return start, end


def _one_pair(text: str, start: int, end: int) -> bool:
    depth = 0
    for at in range(start, end):
        depth += (text[at] == text[start]) - (text[at] == text[end - 1] != text[start])
        if depth == 0 and at < end - 1:
            return False
    return True


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED + "([【〈《「『":
        end -= 1
    return start, end


def leading_each(text: str, start: int, end: int) -> tuple[str, int] | None:
    """「各校で」「小学校区ごとに」「毎年度、」 at the head of a measure: the unit of each, and where its words end.

    >>> leading_each("小学校区ごとに拠点を", 0, 10)
    ('小学校区', 7)
    """
    for word, per in _RHYTHMS:
        for link in ("において", "、", "に", "で", " "):
            if link == "に" and text.startswith("において", start + len(word)):
                continue
            if text.startswith(word + link, start) and start + len(word) < end:
                return per, start + len(word) + len(link)
    marked = text.startswith("各", start)
    at = start + marked
    while at < end and at - start < _LONGEST_EACH and ("一" <= text[at] <= "鿿" or "ァ" <= text[at] <= "ヿ"):
        at += 1
    noun = text[start + marked : at]
    if not noun or noun[0] in "種自":
        return None
    for word in ("ごとに", "ごとで", "毎に", *(("で", "において", "とも") if marked else ())):
        if text.startswith(word, at) and at + len(word) <= end:
            return noun, at + len(word)
    return None


def as_printed(evened: EvenText, printed: str, start: int, end: int) -> str:
    """The printed characters of a span, without emphasis marks and line breaks."""
    pieces = (printed[evened.starts[k] : evened.ends[k]] for k in range(start, end))
    return "".join(piece for piece in pieces if piece not in "\r\n").strip()


def several(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """The parts of a measure that 「それぞれ」 tells apart, each with the words that all of them share.

    >>> several("「楽しい」「役に立つ」と答えた割合", 0, 17)
    [('楽しい', ''), ('役に立つ', '')]
    >>> several("窓口対応、電話対応に満足した割合", 0, 16)
    [('窓口対応', 'に満足した割合'), ('電話対応', 'に満足した割合')]
    """
    return _quoted(text, start, end) or _listed(text, start, end)


def _quoted(text: str, start: int, end: int) -> list[tuple[str, str]]:
    quotes: list[tuple[int, int]] = []
    at, depth, begun = start, 0, 0
    while at < end:
        if text[at] in "「『":
            begun = at if depth == 0 else begun
            depth += 1
        elif text[at] in "」』" and depth:
            depth -= 1
            if depth == 0:
                quotes.append((begun, at + 1))
        at += 1
    best: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for quote in quotes:
        linked = bool(run) and text[run[-1][1] : quote[0]].strip() in _JOINS
        run = [*run, quote] if linked else [quote]
        best = run if len(run) > len(best) else best
    return [(text[a + 1 : b - 1], "") for a, b in best] if len(best) > 1 else []


def _listed(text: str, start: int, end: int) -> list[tuple[str, str]]:
    pieces: list[tuple[int, int]] = []
    begun, depth = start, 0
    for at in range(start, end):
        depth += (text[at] in "「『(") - (text[at] in "」』)")
        for join in ("、", "・", "及び", "および", "並びに", ",", "と"):
            if depth == 0 and text.startswith(join, at) and at > begun and _between_nouns(text, at, len(join), join):
                pieces.append((begun, at))
                begun = at + len(join)
                break
    pieces.append((begun, end))
    if len(pieces) < 2:
        return []
    last_start, last_end = pieces[-1]
    noun_end = last_start
    while noun_end < last_end and not "ぁ" <= text[noun_end] <= "ゖ":
        noun_end += 1
    rest = text[noun_end:last_end]
    return [(text[a:b], rest) for a, b in pieces[:-1]] + [(text[last_start:noun_end], rest)]


def _between_nouns(text: str, at: int, length: int, join: str) -> bool:
    if join != "と":
        return True
    before, behind = text[at - 1], text[at + length : at + length + 1]
    return not "ぁ" <= before <= "ゖ" and bool(behind) and not "ぁ" <= behind <= "ゖ"

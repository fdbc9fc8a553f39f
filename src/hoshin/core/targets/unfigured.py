"""Targets without a figure: 増加させる, 維持, a date by which something is to be done, a state to be reached."""

from dataclasses import dataclass, replace

from hoshin.core.periods import period_at
from hoshin.core.plan.document import Comparator, Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.candidates import depth_zero, head_before
from hoshin.core.targets.deadlines import Deadline, due_of, leading_deadline, period_doubts
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.left_figures import FIGURES
from hoshin.core.targets.measures import trim
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.tails import DEEDS, is_fact, judge_tail
from hoshin.core.targets.tokens import Token
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_TIMED = words(
    """
        時期 期日 期限 年次 開始 開設 完成 移転 見直し 改定 竣工 公開 供用 終了 予定 制定 施行 公布 発足 移行 統合 廃止
        設立 改正 再編
        """
)
_COUNTABLE = words(
    """
        数 率 割合 度 量 額 者 寿命 時間 日数 人口 面積 件 比 値 点 世帯 人 収入 売上 排出 シェア 水準 指数
        """
)
_VERB_ENDS = words(
    """
        する します させる させます 図る 図ること 目指す めざす 行う 努める 取り組む なる 整える 進める 深める 高める
        広げる つなげる 支える つくる 築く 育てる 守る すること なること 目標とする 増やす 減らす 延ばす 伸ばす 上げる
        下げる 抑える 保つ 続ける 与える 資する 促す 強める 生かす 活かす 確保する できるようにする
        """
)
_OF_QUALITY = words(
    """
        拡充 増進 増強 高める 高め 上げる 強化 回復 軽減
        """
)
_LONGEST_DEED = 8
_LONGEST_VERB = 10
_UNTIL = ("", *words("まで までに 末 末まで 末までに 中 内 中に 内に 予定 実施予定 目標 頃 頃まで 完了予定"))
_NO_TARGET_ENDS = ("目標なし", "設定しない", "設定なし", "該当なし", "目標値なし")


@dataclass(frozen=True, slots=True)
class Unfigured:
    """What was found: the spans of measure and target in the evened text, and the target."""

    measure: tuple[int, int]
    span: tuple[int, int]
    target: Target
    problems: tuple[Problem, ...] = ()


def unfigured(phrase: Phrase, parts: list[Part]) -> Unfigured | None:
    """The target that a phrase sets in words alone, in its first sentence that sets one."""
    sentences: dict[int, list[Part]] = {}
    for part in parts:
        sentences.setdefault(part.sentence, []).append(part)
    for group in sentences.values():
        found = _of_sentence(phrase, Part(group[0].start, group[-1].end, group[0].sentence))
        if found is not None:
            return found
    return None


def _of_sentence(phrase: Phrase, part: Part) -> Unfigured | None:
    tokens = phrase.tokens
    low, high = max(tokens[part.start].start, phrase.low), min(tokens[part.end - 1].end, phrase.high)
    dated = _dated_behind(phrase, part, low, high)
    if dated is not None:
        return dated
    high = _before_remarks(phrase, part, low, high)
    said = phrase.text[low:high].rstrip(" 。")
    if said.endswith(_NO_TARGET_ENDS) or is_fact(said):
        return None
    colons = [i for i in depth_zero(phrase, part.start, part.end) if tokens[i].role is Role.COLON]
    if colons:
        return _behind_colon(phrase, part, colons[-1], low, high)
    return (
        _changed(phrase, part, low, high) or _described(phrase, part, low, high) or _dated_deed(phrase, part, low, high)
    )


def _dated_deed(phrase: Phrase, part: Part, low: int, high: int) -> Unfigured | None:
    """「2024/10/1 開設」「R5.10運用開始」: a day or a month and a deed, and nothing else."""
    token = phrase.tokens[part.start]
    if token.period is None or token.period.span not in ("day", "month") or token.start != low:
        return None
    said = phrase.text[token.end : high].strip()
    month = token.period.span == "month"
    nouns = 0 < len(said) <= _LONGEST_DEED and all("一" <= sign <= "鿿" or "ァ" <= sign <= "ヿ" for sign in said)
    if not nouns or not said.endswith(_TIMED if month else (*DEEDS, *_TIMED)):
        return None
    begins, known = token.period.fiscal_year, phrase.fiscal_year
    if known is not None and begins < known:
        return None
    target, problems = _dated(
        Target("qualitative"), Deadline(token.period, token.end, True), phrase.text[low : token.end]
    )
    if known is None and month:
        problems = (*problems, doubt("target_may_be_result", phrase.text[low:high]))
    return Unfigured(trim(phrase.text, token.end, high, particles=False), (low, high), target, problems)


def _dated_behind(phrase: Phrase, part: Part, low: int, high: int) -> Unfigured | None:
    """「相談窓口の設置（令和9年10月）」: a deed and in brackets the day, month or year by which it is done, or was."""
    tokens, text = phrase.tokens, phrase.text
    closing = next((i for i in range(part.end - 1, part.start, -1) if tokens[i].role is not Role.STOP), part.start)
    opened = phrase.pairs.get(closing, closing)
    first = tokens[opened + 1] if opened + 1 < closing else None
    if tokens[closing].role is not Role.CLOSE or opened <= part.start or first is None or first.period is None:
        return None
    until = text[first.end : tokens[closing].start].strip()
    measure = trim(text, low, tokens[opened].start, particles=False)
    figures = any(tokens[i].role in FIGURES for i in depth_zero(phrase, part.start, opened))
    if until not in _UNTIL or figures or not text[measure[0] : measure[1]].endswith((*DEEDS, *_TIMED)):
        return None
    known = phrase.fiscal_year
    if known is not None and first.period.fiscal_year < known:
        return None
    printed = text[first.start : tokens[closing].start]
    target, problems = _dated(Target("qualitative"), Deadline(first.period, first.end, True), printed)
    if known is None and not until:
        problems = (*problems, doubt("target_may_be_result", text[low:high]))
    return Unfigured(measure, (measure[0], tokens[closing].end), target, problems)


def _before_remarks(phrase: Phrase, part: Part, low: int, high: int) -> int:
    """The end of the sentence without the brackets that close it."""
    while high > low and phrase.text[high - 1] in " 。)】]":
        closing = next((i for i in range(part.end - 1, part.start, -1) if phrase.tokens[i].end == high), None)
        if closing is not None and closing in phrase.pairs and phrase.tokens[phrase.pairs[closing]].start > low:
            high = phrase.tokens[phrase.pairs[closing]].start
        elif phrase.text[high - 1] in " 。":
            high -= 1
        else:
            break
    return high


def _behind_colon(phrase: Phrase, part: Part, colon: int, low: int, high: int) -> Unfigured | None:
    tokens, text = phrase.tokens, phrase.text
    begun, end = trim(text, tokens[colon].end, high, particles=False)
    measure = trim(text, low, tokens[colon].start, particles=False)
    head = head_before(phrase, part, colon)
    if begun >= end or measure[0] >= measure[1]:
        return None
    due = leading_deadline(text, begun, end, phrase.fiscal_year) or _before_deed(phrase, begun, end)
    if due is None or not (due.firm or due.end == end):
        changed = _changed(phrase, Part(colon + 1, part.end, part.sentence), begun, end)
        if changed is None:
            return None
        return replace(changed, measure=measure)
    left = text[due.end : end].strip(" 、。")
    left = left.removeprefix("に").removeprefix("頃").strip(" 、")
    if not left and not head.endswith((*DEEDS, *_TIMED)):
        return None
    if left and not (judge_tail(left) == "demand" or left.endswith((*_VERB_ENDS, *DEEDS, *_TIMED))):
        return None
    target, problems = _dated(Target("qualitative"), due, text[begun : due.end])
    return Unfigured(measure, (begun, end), target, problems)


def _before_deed(phrase: Phrase, begun: int, end: int) -> Deadline | None:
    """「令和8年10月稼働」: a month or a day, and a deed right behind it."""
    period = period_at(phrase.text, begun, phrase.fiscal_year)
    if period is None or period.span not in ("month", "day"):
        return None
    left = phrase.text[period.end : end].strip(" 。")
    return (
        Deadline(period, period.end, True) if left.endswith((*DEEDS, *_TIMED)) and len(left) <= _LONGEST_DEED else None
    )


def _dated(target: Target, due: Deadline, printed: str) -> tuple[Target, tuple[Problem, ...]]:
    year, day = due_of(due.period)
    since = due.since.year if due.since is not None and due.since.span == "fiscal_year" else None
    dated = replace(target, due_fiscal_year=year, due_date=day, since_fiscal_year=since)
    return dated, tuple(period_doubts(due.period, printed))


def _changed(phrase: Phrase, part: Part, low: int, high: int) -> Unfigured | None:
    """増加させる, 維持, 〜の向上を図る: a direction without an amount."""
    tokens, text = phrase.tokens, phrase.text
    for i in reversed(depth_zero(phrase, part.start, part.end)):
        token = tokens[i]
        if token.role not in (Role.CHANGE, Role.SAME) or token.start < low or token.end > high:
            continue
        tail = text[token.end : high].strip(" 。")
        if any(word in tail for word in ("防止", "抑制", "阻止", "回避", "に歯止め")):
            return None
        if tail not in ("", "る", "す") and judge_tail(tail) != "demand":
            return None
        begun, target = low, Target(_comparator(phrase, low, i))
        problems: tuple[Problem, ...] = ()
        due = leading_deadline(text, low, token.start, phrase.fiscal_year)
        if due is not None and due.firm:
            begun = due.end
            target, problems = _dated(target, due, text[low:begun])
        measure = trim(text, begun, token.start, particles=True)
        if not tail and measure[0] < measure[1] and text[token.start - 1] not in "のを :、はが" and part.start != i:
            return None
        if text[measure[0] : measure[1]].strip() in ("現状", "現在の水準", "現行"):
            measure = (measure[0], measure[0])
        return Unfigured(
            measure, (low if due is not None and due.firm else _word_start(phrase, i, measure), high), target, problems
        )
    return None


def _word_start(phrase: Phrase, i: int, measure: tuple[int, int]) -> int:
    start = phrase.tokens[i].start
    return measure[0] if measure[0] == measure[1] and measure[0] < start else start


def _comparator(phrase: Phrase, low: int, i: int) -> Comparator:
    token = phrase.tokens[i]
    if token.role is Role.SAME:
        return "maintain"
    if token.sense != "better" and phrase.text[token.start : token.end] not in _OF_QUALITY:
        return "increase" if token.sense == "increase" else "decrease"
    before = phrase.text[low : token.start].rstrip("のをがは ")
    if (token.sense == "better" and phrase.text[token.start : token.end] != "向上") or not before.endswith(_COUNTABLE):
        return "qualitative"
    return "increase"


def _described(phrase: Phrase, part: Part, low: int, high: int) -> Unfigured | None:
    """A sentence that demands a state: 「…体制を構築する」."""
    text = phrase.text
    said = text[low:high].rstrip(" 。")
    if not said.endswith(_VERB_ENDS) and not _deed_by_date(phrase, low, high):
        return None
    begun, target = low, Target("qualitative")
    problems: tuple[Problem, ...] = ()
    due, at = _inner_deadline(phrase, part, low, high)
    if due is not None:
        target, problems = _dated(target, due, text[at : due.end])
        begun = due.end if at == low else low
    cut_at = text.rfind("を", begun, low + len(said))
    measure = trim(
        text,
        begun,
        at if at > low and due is not None else cut_at if cut_at > begun else low + len(said),
        particles=True,
    )
    start = at if due is not None else (cut_at + 1 if cut_at > begun else low)
    return Unfigured(measure, (start, low + len(said)), target, problems)


def _deed_by_date(phrase: Phrase, low: int, high: int) -> bool:
    """「避難訓練を12月までに実施」: a deed with a firm deadline right before it."""
    said = phrase.text[low:high].rstrip(" 。")
    for token in phrase.tokens:
        if _is_day(token) and low <= token.start < high and phrase.text.startswith("に", token.end):
            behind = said[token.end + 1 - low :]
            return 0 < len(behind) <= _LONGEST_DEED and behind.endswith((*DEEDS, *_TIMED))
    for word in ("までに", "までには", "中に", "年度内に", "年内に", "末に"):
        at = said.rfind(word)
        if at >= 0:
            return judge_tail(said[at + len(word) :]) == "demand" and said[at + len(word) :].strip() != ""
    return False


def _is_day(token: Token) -> bool:
    return token.period is not None and token.period.span in ("day", "month")


def _inner_deadline(phrase: Phrase, part: Part, low: int, high: int) -> tuple[Deadline | None, int]:
    for i in depth_zero(phrase, part.start, part.end):
        token = phrase.tokens[i]
        if token.role is Role.PERIOD and token.start >= low:
            due = leading_deadline(phrase.text, token.start, high, phrase.fiscal_year)
            left = phrase.text[token.end : high].rstrip(" 。")
            on_day = _is_day(token) and left.startswith("に") and len(left) <= _LONGEST_VERB
            if due is not None and (due.firm or on_day):
                return due, token.start
    return None, low

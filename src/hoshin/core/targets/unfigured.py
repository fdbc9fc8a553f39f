"""Targets without a figure: 増加させる, 維持, a date by which something is to be done, a state to be reached."""

from dataclasses import dataclass, replace

from hoshin.core.plan.document import Comparator, Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.candidates import depth_zero, head_before
from hoshin.core.targets.deadlines import Deadline, due_of, leading_deadline, period_doubts
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.measures import trim
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.tails import DEEDS, is_fact, judge_tail
from hoshin.core.targets.vocabulary import WITHOUT_NUMBER, Role
from hoshin.core.targets.words import words

_TIMED = words(
    """
        時期 期日 期限 年次 開始 開設 完成 移転 見直し 改定 竣工 公開 供用 終了 予定
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
_FIGURES = (Role.NUMBER, Role.BASELINE)
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


def undecided(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """Questions about a target that is still to be set (「目標値：検討中」「収支均衡」)."""
    said = phrase.text[phrase.low : phrase.high].rstrip(" 。")
    if said.endswith(WITHOUT_NUMBER):
        return [doubt("target_without_number", said[-24:])]
    for part in parts:
        for i in depth_zero(phrase, part.start, part.end):
            token = phrase.tokens[i]
            behind = phrase.text[token.end : phrase.high].strip(" 。)")
            if token.role is Role.UNDECIDED and not behind:
                return [doubt("target_undecided", phrase.text[token.start : token.end])]
    return []


def unread_figures(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """A question for a figure that stands in a target in words and could be what it demands."""
    for part in parts:
        for i in range(part.start, part.end):
            if not _quoted(phrase, i) and phrase.tokens[i].role in _FIGURES and not phrase.tokens[i].bound:
                core = phrase.grammar.core_at(i)
                if (
                    core is not None
                    and not core.loose
                    and (core.baseline or core.unit in ("%", "ポイント") or core.form == "compare")
                ):
                    return [doubt("target_or_measure", phrase.grammar.printed(core.start, core.end))]
            if (
                phrase.tokens[i].role is Role.COMPARE
                and not _quoted(phrase, i)
                and not phrase.text.startswith("の", phrase.tokens[i].end)
            ):
                return [doubt("target_or_measure", phrase.grammar.printed(max(part.start, i - 3), i + 1))]
    return []


def passed_levels(phrase: Phrase, parts: list[Part]) -> list[Problem]:
    """A question for a level that a change in words passed by: 「3000時間（…）から2100時間（…）に削減する」."""
    for part in parts:
        for i in depth_zero(phrase, part.start, part.end):
            core = phrase.grammar.core_at(i)
            if core is None or core.loose or core.form != "bare" or core.unit is None:
                continue
            behind = phrase.grammar.behind_brackets(core.end)
            if phrase.grammar.word(behind) in ("に", "まで", "から", "へ", "・"):
                return [doubt("target_or_measure", phrase.grammar.printed(core.start, core.end))]
    return []


def demands_in_vain(phrase: Phrase) -> bool:
    """Whether a phrase without a target ends in a verb that demands, or in a bracket that names a share."""
    said = phrase.text[phrase.low : phrase.high].rstrip(" 。")
    if said.endswith((")", "】")) and max(said.rfind("("), said.rfind("【")) > 0:
        inside = said[max(said.rfind("("), said.rfind("【")) :]
        return any(word in inside for word in ("%以上", "%以下", "割以上", "%を", "%と")) and "実績" not in inside
    return said[-1:] in tuple("るすくむつうぶぐ") and not is_fact(said)


def _quoted(phrase: Phrase, i: int) -> bool:
    """Whether a quotation opens before the token in its neighbourhood and closes behind it."""
    for opened in range(i - 1, max(-1, i - 40), -1):
        if phrase.tokens[opened].sense in ("「", "『") and opened in phrase.pairs:
            return phrase.pairs[opened] > i
    return False


def _of_sentence(phrase: Phrase, part: Part) -> Unfigured | None:
    tokens = phrase.tokens
    low, high = max(tokens[part.start].start, phrase.low), min(tokens[part.end - 1].end, phrase.high)
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
    due = leading_deadline(text, begun, end, phrase.fiscal_year)
    if due is None or not (due.firm or due.end == end):
        changed = _changed(phrase, Part(colon + 1, part.end, part.sentence), begun, end)
        if changed is None:
            return None
        return replace(changed, measure=measure)
    left = text[due.end : end].strip(" 、。")
    left = left.removeprefix("に").removeprefix("頃").strip(" 、")
    if not left and not head.endswith((*DEEDS, *_TIMED)):
        return None
    if left and not (judge_tail(left) == "demand" or left.endswith((*_VERB_ENDS, *DEEDS))):
        return None
    target, problems = _dated(Target("qualitative"), due, text[begun : due.end])
    return Unfigured(measure, (begun, end), target, problems)


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
    for word in ("までに", "までには", "中に", "年度内に", "年内に", "末に"):
        at = said.rfind(word)
        if at >= 0:
            return judge_tail(said[at + len(word) :]) == "demand" and said[at + len(word) :].strip() != ""
    return False


def _inner_deadline(phrase: Phrase, part: Part, low: int, high: int) -> tuple[Deadline | None, int]:
    for i in depth_zero(phrase, part.start, part.end):
        token = phrase.tokens[i]
        if token.role is Role.PERIOD and token.start >= low:
            due = leading_deadline(phrase.text, token.start, high, phrase.fiscal_year)
            if due is not None and due.firm:
                return due, token.start
    return None, low

"""Which cores of a phrase are targets. A core in the measure, in a result, a note or a statement of fact is none."""

from hoshin.core.problems.record import Problem
from hoshin.core.targets.acceptance import refusal
from hoshin.core.targets.candidates import Finding, cores, head_before, last_colon, part_end, walk_in
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.neighbours import against_remark, compared_with_unknown, conditional_behind, questions_beside
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.tails import judge_tail
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_SKIPPED_HEADS = frozenset(
    words(
        """
        実績 実績値 現状 現状値 現況 結果 前回 前回値 基準値 中間値 参考 参考値 対象 電話 TEL FAX 出典 設問 開催日時
        日時 調査期間 期間 場所 備考 評価 予算額 決算額 事業費 予算 決算 達成状況 達成率 問合せ先 問合せ 回収数 回収率
        有効回答率 回答者数 調査対象 発行部数 取組実績 前年度実績 前年度までの実績 注 資料 会場 定員 委員 根拠 概要
        年齢 性別 住所 所在地 予算規模 個別評価 全体評価
        """
    )
)
_SETTING = ("とする", "にする", "とします", "にします", "目指す", "めざす", "目標", "とすること", "にすること")
_MEASURES = ("率", "割合", "度", "件数", "回数", "人数", "者数", "団体数", "か所数", "箇所数", "世帯数", "校数", "点数")
_SUMS_UP = ("内訳", "内数", "構成比", "構成")


def begins_aside(phrase: Phrase, part: Part) -> bool | None:
    """Whether a part's colon begins what is no target (「実績：」「回答者の内訳：」); None without a colon."""
    colon = last_colon(phrase, part)
    if colon is None:
        return None
    head = head_before(phrase, part, colon)
    return head in _SKIPPED_HEADS or head.endswith(_SUMS_UP)


def find(
    phrase: Phrase, part: Part, *, last: bool, sentence_end: int | None = None
) -> tuple[Finding | None, list[Problem]]:
    """The target of one part, if there is one, and questions about what almost is one.

    `sentence_end` is the offset where the part's sentence ends, for a predicate behind a comma.
    """
    tokens = phrase.tokens
    low, high = max(tokens[part.start].start, phrase.low), part_end(phrase, part.end)
    colon = last_colon(phrase, part)
    if begins_aside(phrase, part):
        return None, []
    begun = part.start if colon is None else colon + 1
    candidates = cores(phrase, begun, part.end)
    for k in range(len(candidates) - 1, -1, -1):
        core = candidates[k]
        around = walk_in(phrase, low, high).around(
            tokens[core.start].start, tokens[core.end - 1].end, dated_inside=core.baseline is None
        )
        behind = phrase.text[around.end : high]
        if behind.strip() in ("が", "は", "も") and part.parted_by is Role.COMMA and sentence_end is not None:
            behind = phrase.text[around.end : sentence_end]
        tail = judge_tail(behind, final=last, compared=core.baseline is not None)
        core = against_remark(phrase, core, around)
        finding = Finding(part, core, around, tail, low, high, colon)
        refused = refusal(phrase, finding)
        if refused is None:
            compared_with_unknown(phrase, finding)
            conditional_behind(phrase, finding)
            open_questions = questions_beside(phrase, finding, candidates[:k])
            return (None, open_questions) if open_questions else (finding, [])
        if refused.problems:
            return None, list(refused.problems)
    return None, []


def find_in_brackets(phrase: Phrase, part: Part) -> tuple[Finding | None, list[Problem]]:
    """A target that stands in brackets behind its measure (「巡回相談（1施設当たり3回以上）」) or with it.

    One that could as well qualify a word is asked about.
    """
    tokens = phrase.tokens
    for i in range(part.end - 1, part.start, -1):
        opened = phrase.pairs.get(i) if tokens[i].role is Role.CLOSE else None
        if opened is None or opened < part.start or tokens[opened].sense in "「『" or opened + 1 >= i:
            continue
        if phrase.text[tokens[i].end : part_end(phrase, part.end)].strip(" 。"):
            return None, []
        inner = Part(opened + 1, i, part.sentence)
        finding, problems = find(phrase, inner, last=True)
        named = finding is not None and (finding.explicit or finding.around.after_target)
        if finding is not None and not named:
            named = _is_set(phrase, finding) or bool(finding.around.pers) or _has_deadline(phrase, finding)
        if finding is None or problems or not named or finding.tail not in ("end", "demand"):
            return None, []
        low = max(tokens[part.start].start, phrase.low)
        if tokens[opened].start <= low:
            return None, []
        if finding.around.start > finding.low + 1:
            return _with_own_measure(phrase, part, finding)
        return Finding(part, finding.core, finding.around, finding.tail, low, finding.high, None), []
    return None, []


def _has_deadline(phrase: Phrase, finding: Finding) -> bool:
    return any(phrase.text[a:b].rstrip(" :").endswith(("まで", "までに")) for _, a, b in finding.around.dues)


def _is_set(phrase: Phrase, finding: Finding) -> bool:
    """「…とする」「…を目指す」: what sets a level and is no deed."""
    behind = phrase.text[finding.around.end : finding.high].strip(" 。)")
    return behind.endswith(_SETTING)


def _with_own_measure(phrase: Phrase, part: Part, finding: Finding) -> tuple[Finding | None, list[Problem]]:
    """「見守りを進める（見守る世帯の割合を80%とする）」: brackets that hold a target with its own measure."""
    said = phrase.text[finding.low : finding.around.start].rstrip(" :、")
    names = finding.colon is not None or said.endswith((*_MEASURES, "を", "が", "は"))
    sets = _is_set(phrase, finding) or (finding.explicit and part.parted_by is not Role.COMMA)
    if names and sets and last_colon(phrase, part) is None:
        return finding, []
    asked = finding.explicit or _is_set(phrase, finding)
    return None, [doubt("target_or_measure", phrase.text[finding.low : finding.high])] if asked else []


def dissolve(findings: list[Finding]) -> list[Finding]:
    """Drop figures of a later target's measure: 「1日30分以上、週2回以上運動する人の割合：50%以上」."""
    kept: list[Finding] = []
    for k, finding in enumerate(findings):
        later = [f for f in findings[k + 1 :] if f.part.sentence == finding.part.sentence]
        if finding.colon is None and not any(f.colon is not None for f in kept) and later:
            if any(f.colon is not None for f in later):
                continue
            first_of_all = finding.around.start <= finding.low and not finding.around.dues
            if first_of_all and later[0].around.start > later[0].low and not kept:
                continue
        kept.append(finding)
    return kept

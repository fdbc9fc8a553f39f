"""Whether a core is the target of its part. Each rule has one reason to refuse; a refusal may carry a question.

The rules are tried in the order of `RULES`. What none refuses is a target.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hoshin.core.problems.record import Problem
from hoshin.core.targets.candidates import Finding, depth_zero
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.vocabulary import Role
from hoshin.core.targets.words import words

_QUALIFYING_UNITS = ("番目", "段階", "歳", "級", "学年", "ページ", "頁", "号", "班", "年")
"""Ages, grades, pages: figures that qualify a noun. They are targets only behind a colon."""
_COUNTED_HEADS = words(
    """
        数 率 スコア 指数 点 度 値 比 係数 倍率 割合 レベル 順位 年数
        """
)
_FACT_WORDS = words(
    """
        誤差 信頼度 出所 現在の 現在、 決算 予算 補助金 算定 現在 電話 回収 内訳 参加費 参加料 入場料 受講料 会費
        送料 定価 価格 料金 利用料 消費税 手数料 有効回答 回答者数 標本 発行部数 の人口
        世帯総数 問合 問い合わせ 対象： 開催日時 出典 設問 備考 収容人数 様式 進捗率 執行額 うち補助 事業費 平均年齢
        第 開設時間 によると とされ ページ 判両面 調査によ 調査では の結果
        """
)
_RATES = ("率", "割合", "度")
_NAMES_TOO = ("第", "予算", "決算", "補助金", "事業費", "調査では", "現在")
"""Words of facts that a rate's name may hold: 「第三者評価の受審率：」, 「予算執行率：」."""
_SHARES_OF_SUM = ("うち", "内、", "この内", "その内")
_GOAL_MET = re.compile(r"(?:目標|計画|予定|定員)[^。]*に(?:対し|対する|対して)[^。割率数]{0,12}$")
_COMPARED_WITH = words(
    """
        より よりも から と比較して と比べて に比べて に比べ に対して に対し 比で 比
        """
)
_NEAR_RESULT = 12
_TIME_UNITS = words("年 か月 ヶ月 カ月 ヵ月 日 時間 週")
_AFTER = words("後 から より 過去 直近 向こう")
_REFERENCES = words("前の 時の 当時の 時点の ピークの 最大の 平均の 現状の 年度の 年の")
_ACHIEVED = ("達成率", "達成度", "進捗率")
_OBJECT = re.compile(
    r"の[^がはをの]{0,8}(?:調査|研修|講座|学習|訓練|検査|審査|研究|相談|活動|事業|教室|講演|検診|健診|助成|面談|アンケート)(?:$|[をにでが])"
)
_DEMANDED = ("る", "す", "う", "実施", "開催")
_CERTAIN = ("target_contradictory", "target_number_missing", "target_number_malformed")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A core is no target; `problems` when it might have been one."""

    problems: tuple[Problem, ...] = ()


def refusal(phrase: Phrase, finding: Finding) -> Refusal | None:
    """Why a core is no target, or None when it is one."""
    for rule in RULES:
        refused = rule(phrase, finding)
        if refused is not None:
            return refused
    return None


def _asked(code: str, found: str) -> Refusal:
    return Refusal((doubt(code, found),))


def _before(phrase: Phrase, finding: Finding) -> str:
    return phrase.text[finding.low : finding.around.start]


def _behind(phrase: Phrase, finding: Finding) -> str:
    return phrase.text[finding.around.end : finding.high].rstrip(" 。")


def _printed(phrase: Phrase, finding: Finding) -> str:
    return phrase.text[finding.around.start : finding.around.end]


def _loose_figure(phrase: Phrase, finding: Finding) -> Refusal | None:
    """A figure of a name, a code or a word: 第3回, 一般."""
    return Refusal() if finding.core.loose else None


def _result(phrase: Phrase, finding: Finding) -> Refusal | None:
    """A word for results stands before the figure, or 「前年度」 right before a bare one."""
    tokens, core, around = phrase.tokens, finding.core, finding.around
    if core.baseline is not None:
        return None
    for i in reversed(depth_zero(phrase, finding.part.start, core.start)):
        if tokens[i].role is Role.TARGET:
            return None
        if tokens[i].role is Role.RESULT and tokens[i].start >= around.start - _NEAR_RESULT:
            if finding.tail == "demand" or (finding.explicit and phrase.text.startswith("の", tokens[i].end)):
                return None
            return Refusal() if not finding.explicit or tokens[i].end >= around.start - 1 else None
        if tokens[i].role is Role.BASELINE and tokens[i].end >= around.start - 1 and not finding.explicit:
            return Refusal()
    return None


def _met_goal(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「前年度は目標80%以上に対し82.3%を達成」: a figure that is set against a goal, or told of last year."""
    told = _before(phrase, finding)
    if finding.core.baseline is not None or finding.around.after_target:
        return None
    if not finding.explicit and _GOAL_MET.search(told):
        return Refusal()
    first = phrase.tokens[finding.part.start]
    of_last_year = first.role is Role.BASELINE and phrase.text.startswith(("は", "には", "において"), first.end)
    if of_last_year and not finding.explicit:
        return Refusal()
    if of_last_year and finding.tail in ("end", "demand"):
        return _asked("target_may_be_result", told[-24:] + _printed(phrase, finding))
    return None


def _lone_sign(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「▲10%」 without a measure: a change or a negative level."""
    token = phrase.tokens[finding.core.start]
    signed = finding.core.form == "bare" and token.role is Role.SIGN and token.sense in "+-"
    if signed and finding.tail == "end" and finding.around.start <= finding.low:
        return _asked("target_change_direction", _printed(phrase, finding))
    return None


def _unread(phrase: Phrase, finding: Finding) -> Refusal | None:
    """A form that the grammar recognised and cannot settle; its questions count where a target could stand."""
    if finding.core.form != "unread":
        return None
    stands = finding.tail in ("end", "demand", "state") or finding.core.problems[0].code in _CERTAIN
    return Refusal(finding.core.problems if stands else ())


def _worst_rank(phrase: Phrase, finding: Finding) -> Refusal | None:
    before = _before(phrase, finding)
    if finding.core.unit == "位" and "ワースト" in before:
        return _asked("target_worst_rank", before + _printed(phrase, finding))
    return None


def _beside_its_goal(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「93.5%（目標80%以上、実績74.8%）」: what came of the target that stands in the brackets behind."""
    if finding.explicit or finding.around.after_target:
        return None
    for low, high in finding.around.remarks:
        roles = {token.role for token in phrase.tokens if low < token.start and token.end < high}
        if low >= finding.around.start and {Role.TARGET, Role.NUMBER} <= roles:
            return _asked("target_may_be_result", _printed(phrase, finding))
    return None


def _product(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「50人×4回」: neither factor alone is the target."""
    before = _before(phrase, finding).rstrip()
    if before.endswith("×") and any(sign.isdecimal() for sign in before):
        return _asked("target_two_figures", before[-12:] + _printed(phrase, finding))
    return None


def _planned(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「12回実施予定」: an announcement, which may or may not be the target."""
    if finding.tail != "fact" and _behind(phrase, finding).endswith(("予定", "見込み")):
        return _asked("target_may_be_result", _printed(phrase, finding) + _behind(phrase, finding))
    return None


def _qualifies(phrase: Phrase, finding: Finding) -> Refusal | None:
    """A noun or a statement of fact follows."""
    return Refusal() if finding.tail in ("fact", "noun") else None


def _of_object(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「回収率50%以上の調査」: a share that says which surveys are meant; a count (「3回以上の研修」) says how many."""
    shared = finding.core.unit in ("%", "点", "‰") and finding.colon is None
    behind = _behind(phrase, finding)
    if not shared or not _OBJECT.match(behind):
        return None
    return _asked("target_or_measure", _printed(phrase, finding)) if behind.endswith(_DEMANDED) else Refusal()


def _relative_time(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「事業終了後3年以内で…」: when it happens, not what is to be reached."""
    timed = finding.core.unit in _TIME_UNITS and finding.tail != "end"
    return Refusal() if timed and _before(phrase, finding).rstrip().endswith(_AFTER) else None


def _conditional(phrase: Phrase, finding: Finding) -> Refusal | None:
    before = depth_zero(phrase, finding.part.start, finding.core.start)
    if any(phrase.tokens[i].role is Role.CONDITION for i in before):
        return _asked("target_conditional", _before(phrase, finding) + _printed(phrase, finding))
    return None


def _share_of_something(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「震災前の8割」「2倍」: a share of a figure that the phrase only names."""
    core, before = finding.core, _before(phrase, finding).rstrip()
    if core.baseline is not None or core.form not in ("compare", "bare", "level"):
        return None
    multiple = core.unit == "倍" and not any(word in before for word in ("倍率", "比", "係数"))
    if multiple or (core.unit in ("%", "倍") and before.endswith(_REFERENCES)):
        return _asked("target_ratio_of_baseline", before[-24:] + _printed(phrase, finding))
    return None


def _age_or_grade(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「65歳以上」「3級以上」, unless a colon or the measure says that an age is meant."""
    if finding.core.unit not in _QUALIFYING_UNITS or finding.colon is not None:
        return None
    before = _before(phrase, finding)
    said = phrase.text[phrase.low : finding.around.start]
    aged = finding.core.unit == "歳" and not any(word in said for word in ("年齢", "寿命", "平均"))
    return Refusal() if not before or aged else None


def _bare_in_state(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「62.5%が…と回答」 tells; 「60%が…に至ることを目指す」 demands."""
    if finding.explicit or finding.tail != "state":
        return None
    aims = _behind(phrase, finding).endswith(("目指す", "目標とする", "ようにする"))
    return None if aims and finding.core.unit == "%" else Refusal()


def _bare_of_word(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「一部を実施する」: one kanji is more often part of a word than a figure."""
    if finding.explicit or finding.tail != "demand" or finding.core.unit == "%":
        return None
    number = next((t for t in phrase.tokens[finding.core.start : finding.core.end] if t.role is Role.NUMBER), None)
    single = number is not None and number.kanji and number.end - number.start == 1
    return (
        Refusal() if single and not _behind(phrase, finding).startswith(("とする", "にする", "とし", "にし")) else None
    )


def _bare_without_unit(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「調査 問12」: a figure without unit and colon counts only behind a noun that counts."""
    nameless = finding.core.unit is None and finding.colon is None and finding.tail == "end"
    if finding.explicit or finding.around.after_target or not nameless:
        return None
    return None if _before(phrase, finding).rstrip().endswith(_COUNTED_HEADS) else Refusal()


def _bare_achievement(phrase: Phrase, finding: Finding) -> Refusal | None:
    """「達成率102%」 is what came of a target."""
    if finding.explicit or finding.around.after_target or finding.tail != "end":
        return None
    achieved = _before(phrase, finding).rstrip(" :").endswith(_ACHIEVED)
    return Refusal() if achieved and (finding.colon is None or (finding.core.value or 0) > 100) else None


RULES: tuple[Callable[[Phrase, Finding], Refusal | None], ...] = (
    _loose_figure,
    _result,
    _met_goal,
    _lone_sign,
    _unread,
    _worst_rank,
    _product,
    _beside_its_goal,
    _planned,
    _qualifies,
    _of_object,
    _relative_time,
    _conditional,
    _share_of_something,
    _age_or_grade,
    _bare_in_state,
    _bare_of_word,
    _bare_without_unit,
    _bare_achievement,
)


def states_fact(phrase: Phrase, finding: Finding) -> bool:
    """Whether a bare figure stands in a statement of what is: a budget, a survey's size, a count on some day.

    Asked when the measure is known, since its first words may stand in an earlier part.
    """
    before = phrase.text[finding.begun : finding.around.start].replace("ホームページ", "")
    if finding.core.form == "range" and finding.core.value is not None and finding.core.value < 0:
        return "誤差" in before
    if finding.explicit or finding.tail != "end" or finding.around.after_target:
        return False
    if before.lstrip(" ・(").startswith(_SHARES_OF_SUM):
        return True
    rated = finding.colon is not None and before.rstrip(" :").endswith(_RATES)
    return any(word in before for word in _FACT_WORDS if not (rated and word in _NAMES_TOO))

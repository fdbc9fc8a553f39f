"""What a planner is warned of while writing an indicator. Warnings never change a target; they ask to look again."""

from typing import Literal

from hoshin.core.plan.document import Indicator, Target
from hoshin.core.problems.phrases import SENTENCES
from hoshin.core.problems.record import Problem
from hoshin.core.targets.wording import wording
from hoshin.core.targets.words import words

Kind = Literal["outcome", "process"]

_SHARES = ("割合", "率", "比率", "満足度", "認知度")
_COUNTS = words(
    """
        件数 回数 人数 者数 個数 台数 校数 世帯数 団体数 冊数 日数 箇所数 か所数 枚数 部数
        """
)
_DEEDS = words(
    """
        回数 開催 実施数 実施件数 配布 発信 訪問 作成 発行 設置 講座 教室 研修 会議 説明会 掲載 派遣 巡回 点検 啓発
        イベント キャンペーン
        """
)
_EFFECTS = words(
    """
        割合 率 満足 認知 感じ 思う 意識 理解 犯罪 事故 被害 健康 待機
        """
)
_POPULATIONS = words(
    """
        区民 市民 町民 村民 県民 住民 者 人 児童 生徒 学生 保護者 世帯 家庭 団体 事業所 企業 学校 校 園 職員 委員 会員
        利用者 参加者 回答 高齢者 子ども こども 乳幼児 親 女性 男性 施設 店舗 組織 のうち に占める 対する 全体の 地域
        建物 住宅 道路 橋 公園 税 料 額 件 対象
        """
)


def warnings(indicator: Indicator, kind: Kind) -> tuple[Problem, ...]:
    """Everything about an indicator that a careful reader would question, in the order of the form.

    >>> target = Target(">=", 10, unit="回")
    >>> [p.code for p in warnings(Indicator("i", "防災講座の開催回数", "", target=target), "outcome")]
    ['output_as_outcome', 'outcome_without_due']
    """
    found: list[Problem] = []
    _of_measure(indicator, kind, found)
    if indicator.target is not None:
        _of_target(indicator, indicator.target, kind, found)
    return tuple(found)


def _warn(indicator: Indicator, code: str, field: str, found: str, proposal: str | None = None) -> Problem:
    return Problem(
        code, found=found, proposal=proposal, item=indicator.id, field=field, severity=SENTENCES[code].severity
    )


def _of_measure(indicator: Indicator, kind: Kind, found: list[Problem]) -> None:
    measure = indicator.measure.strip()
    if not measure:
        found.append(_warn(indicator, "measure_missing", "measure", indicator.printed))
        return
    if kind == "outcome" and any(word in measure for word in _DEEDS) and not any(word in measure for word in _EFFECTS):
        found.append(_warn(indicator, "output_as_outcome", "measure", measure))
    if measure.endswith(("割合", "比率")) and not any(word in measure.removesuffix("割合") for word in _POPULATIONS):
        found.append(_warn(indicator, "share_without_population", "measure", measure))


def _of_target(indicator: Indicator, target: Target, kind: Kind, found: list[Problem]) -> None:
    said = indicator.target_printed or wording(target)
    if kind == "outcome" and target.due_fiscal_year is None and target.due_date is None:
        found.append(_warn(indicator, "outcome_without_due", "target", said))
    if target.comparator_implied:
        found.append(_warn(indicator, "comparator_only_implied", "target", said, wording(target)))
    if target.comparator == "qualitative":
        found.append(_warn(indicator, "target_only_qualitative", "target", said))
    if target.comparator == "maintain" and target.value is None and target.baseline is None:
        found.append(_warn(indicator, "maintain_without_level", "target", said))
    if target.comparator in ("increase", "decrease") and target.value is None:
        found.append(_warn(indicator, "change_without_amount", "target", said))
    if target.comparator in ("increase", "decrease") and target.baseline is None:
        found.append(_warn(indicator, "change_without_baseline", "target", said))
    _of_unit(indicator, target, said, found)
    _of_result(indicator, target, said, found)


def _of_unit(indicator: Indicator, target: Target, said: str, found: list[Problem]) -> None:
    measure = indicator.measure.rstrip("）)」 ")
    level = target.comparator in (">=", "<=", ">", "<", "=", "between", "maintain") and target.value is not None
    if not level:
        return
    share, count = measure.endswith(_SHARES), measure.endswith(_COUNTS)
    per_cent = target.unit in ("%", "‰")
    if (share and target.unit is not None and not per_cent and target.unit not in ("点", "ポイント")) or (
        count and per_cent
    ):
        found.append(_warn(indicator, "unit_against_measure", "target", said))
    if measure.endswith("割合") and target.unit == "%" and target.value is not None and target.value > 100:
        found.append(_warn(indicator, "share_above_whole", "target", said))


def _of_result(indicator: Indicator, target: Target, said: str, found: list[Problem]) -> None:
    """A target that the last known result already reaches asks for nothing."""
    known = [r for r in indicator.results if r.value is not None and r.unit == target.unit]
    if not known or target.value is None or target.comparator not in (">=", ">", "<=", "<"):
        return
    last = max(known, key=lambda result: result.fiscal_year or 0)
    assert last.value is not None
    reached = last.value >= target.value if target.comparator in (">=", ">") else last.value <= target.value
    if reached:
        found.append(_warn(indicator, "target_already_reached", "target", said, last.printed))

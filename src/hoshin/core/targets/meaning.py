"""From an accepted core and its surroundings to the target it means, or to the question it leaves."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hoshin.core.plan.document import Comparator, Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.candidates import Finding
from hoshin.core.targets.deadlines import due_of, period_doubts
from hoshin.core.targets.direction import Better, better, has_less
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.vocabulary import CHANGE, Role
from hoshin.core.targets.words import words

_BOUNDS: dict[str, Comparator] = {">=": ">=", "<=": "<=", "=": "="}
_BRACKET_AT_END = re.compile(r"[（(][^（()）]*[）)]$")
_COUNTED = (("件数", "件"), ("人数", "人"), ("者数", "人"), ("回数", "回"), ("割合", "%"), ("率", "%"), ("日数", "日"))
_UNTIL = ("まで", "までに", "までには")
_DEEDS_THAT_COUNT = words(
    """
        実施 開催 設置 養成 創出 支援 訪問 配布 発信 派遣 育成 開設 整備 導入 策定 作成 参加 受講 登録 締結 採択 点検
        構築 増設 発行 開発 獲得 確保 取得 輸出 生産 供給 修了 活用 受注 達成 掲載 拡大 実現 輩出
        """
)


def meaning(
    phrase: Phrase, finding: Finding, measure: str, *, rising: bool = False
) -> tuple[Target | None, list[Problem]]:
    """The target that a finding means; None with a question when its direction or number is open.

    `rising` when it is a step of a share that grows from deadline to deadline.
    """
    core, around = finding.core, finding.around
    problems = [*core.problems, *finding.problems]
    due_year, due_date, since = _deadline(phrase, finding, problems)
    comparator, implied = _comparator(phrase, finding, measure, problems, rising=rising)
    if comparator is None:
        return None, problems
    if implied and due_year is not None and phrase.fiscal_year is not None and due_year < phrase.fiscal_year:
        printed = phrase.text[around.start : around.end].strip(" 、:")
        return None, [*problems, doubt("target_may_be_result", printed)]
    target = Target(
        comparator=comparator,
        value=_plain(core.value),
        value_max=_plain(core.value_max),
        unit=core.unit or _counted_unit(core.baseline, comparator, measure),
        due_fiscal_year=due_year,
        due_date=due_date,
        baseline=core.baseline,
        per="・".join(dict.fromkeys([*around.pers, *([core.per] if core.per else [])])) or None,
        cumulative=_cumulative(phrase, finding),
        comparator_implied=implied,
        since_fiscal_year=since,
    )
    return target, problems


def rises(phrase: Phrase, findings: list[Finding]) -> bool:
    """Whether the same share is printed for one deadline after the other and grows: 「9月末に50%、3月末に100%」."""
    values = [f.core.value for f in findings if f.core.form == "bare" and f.core.unit == "%" and f.around.dues]
    known = phrase.fiscal_year
    until = all(
        phrase.text[start:end].endswith(_UNTIL) or (known is not None and period.fiscal_year >= known)
        for f in findings
        for period, start, end in f.around.dues
    )
    one = all(f.own[0] >= f.own[1] or f.own == findings[0].own for f in findings)
    grows = all(a is not None and b is not None and a < b for a, b in pairwise(values))
    return len(values) == len(findings) > 1 and until and one and grows


def counted_together(phrase: Phrase, finding: Finding, findings: list[Finding]) -> bool:
    """Whether a list ends in a deed that counts for all of it: 「講演会1回、相談会4回、パネル展2回の開催」."""
    later = [f for f in findings if f.part.sentence == finding.part.sentence and f.around.start > finding.around.start]
    bare = finding.core.form == "bare" and finding.tail == "end" and finding.part.parted_by is Role.COMMA
    same = all(f.core.form == "bare" and f.core.unit == finding.core.unit and f.colon is None for f in later)
    return bool(later) and bare and same and _deed_behind(phrase, later[-1])


def _plain(value: Decimal | None) -> Decimal | None:
    """The same number without trailing zeros behind the point: 47.0 is 47."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _cumulative(phrase: Phrase, finding: Finding) -> bool:
    if finding.core.form == "change":
        return False
    if finding.around.cumulative:
        return True
    spans = [finding.own, *([finding.common] if finding.common else [])]
    return any(
        token.role is Role.CUMULATIVE
        and token.sense == "cumulative"
        and any(a <= token.start < b for a, b in spans)
        and not phrase.text.startswith(("床", "面積", "長"), token.end)
        for token in phrase.tokens
    )


def _counted_unit(baseline: str | None, comparator: str, measure: str) -> str | None:
    """The unit of a comparison with a baseline, which prints no number: the one that the measure counts in."""
    if baseline is None or comparator in ("increase", "decrease"):
        return None
    ends = (measure.rstrip("）)」】 "), _BRACKET_AT_END.sub("", measure))
    return next((unit for end in ends for word, unit in _COUNTED if end.endswith(word)), None)


def _comparator(
    phrase: Phrase, finding: Finding, measure: str, problems: list[Problem], *, rising: bool
) -> tuple[Comparator | None, bool]:
    core = finding.core
    if core.comparator is not None:
        return core.comparator, False
    if finding.around.bound is not None:
        return _BOUNDS[finding.around.bound], False
    if core.unit == "位":
        return "<=", True
    direction = better(measure)
    if direction is None and (rising or _deed_behind(phrase, finding)):
        direction = "more"
    direction = _led(finding, measure, direction)
    if direction == "less":
        return "<=", True
    if core.value == 0:
        return ("<=", True) if has_less(measure) else ("=", False)
    if direction == "more" or (core.unit == "%" and core.value == 100):
        return ">=", True
    found = phrase.text[phrase.tokens[core.start].start : phrase.tokens[core.end - 1].end]
    around = finding.around
    if (
        finding.colon is None
        and finding.tail == "end"
        and not (around.dues or around.pers or core.per or around.cumulative or around.after_target)
    ):
        return None, False
    problems.append(doubt("target_direction_unknown", found, f"{found}以上"))
    return None, False


def _led(finding: Finding, measure: str, direction: Better | None) -> Better | None:
    """The direction in which an arrow leads (「36.8分→12.3分」); None when the measure's words say the other one."""
    old, core = finding.old, finding.core
    if old is None or old.value is None or core.value is None or old.unit != core.unit or old.value == core.value:
        return direction
    led: Better = "more" if core.value > old.value else "less"
    said = next((sense for word, sense in CHANGE.items() if measure.endswith(word)), None)
    agrees = direction in (None, led) or said == ("increase" if led == "more" else "decrease")
    return led if agrees else None


def _deed_behind(phrase: Phrase, finding: Finding) -> bool:
    """「20人を養成する」「3回開催」: what is done is to be done at least so often."""
    tail = phrase.text[finding.around.end : finding.high]
    measure = phrase.text[finding.low : finding.around.start].rstrip(" :、")
    return any(word in tail for word in _DEEDS_THAT_COUNT) or measure.endswith(_DEEDS_THAT_COUNT)


def _deadline(phrase: Phrase, finding: Finding, problems: list[Problem]) -> tuple[int | None, date | None, int | None]:
    around = finding.around
    due_year: int | None = None
    due_date: date | None = None
    for period, start, end in around.dues:
        printed = phrase.text[start:end].strip(" 、:()[]【】")
        problems.extend(period_doubts(period, printed))
        year, day = due_of(period)
        if (year, day) == (None, None):
            continue
        if (due_year, due_date) != (None, None) and (year, day) != (due_year, due_date):
            problems.append(doubt("target_two_deadlines", printed))
        due_year, due_date = year, day
    since = around.since.fiscal_year if around.since is not None else None
    if around.years and due_year is not None and since is None:
        since = due_year - around.years + 1
    return due_year, due_date, since

"""What a verdict's parts are called, in Japanese and English, and by which status and shape each is drawn."""

from hoshin.core.judging.choice import JudgedLevel
from hoshin.core.judging.comparison import Support
from hoshin.core.judging.verdict import JudgingPeriod, Retreat

Words = tuple[str, str]

SUPPORT_NAMES: dict[Support, Words] = {
    "reached": ("達した", "Reached"),
    "not_reached": ("達していない", "Not reached"),
    "cannot_tell": ("判定できない", "Cannot be told"),
    "not_measured": ("測っていない", "Not measured"),
    "not_comparable": ("比べられない", "Not comparable"),
}
SUPPORT_SHAPES: dict[Support, tuple[str, str]] = {
    "reached": ("good", "check"),
    "not_reached": ("warning", "square"),
    "cannot_tell": ("caution", "question"),
    "not_measured": ("", "dash"),
    "not_comparable": ("caution", "dash"),
}
"""Status (colour) and shape; the word always stands beside them."""
RETREAT_NAMES: dict[Retreat, Words] = {
    "fired": ("基準に当たった", "Fired"),
    "clear": ("基準に当たらない", "Not fired"),
}
LEVEL_NAMES: dict[JudgedLevel, Words] = {
    "outcome": ("アウトカム指標", "Outcome indicators"),
    "process": ("プロセス指標", "Process indicators"),
    "effectiveness": ("戦略の有効性", "Effect of the strategy"),
}
PERIOD_NAMES: dict[JudgingPeriod, Words] = {
    "year_end": ("年度末", "Year’s end"),
    "mid_year": ("中間（見込み）", "Mid-year (expected)"),
}
MISSING_NAMES: dict[str, Words] = {
    "figure": ("数値", "Figure"),
    "expected": ("年度末の見込み", "Expected figure"),
    "done_as_planned": ("予定どおりか", "Done as planned?"),
    "challenges": ("課題", "Challenges"),
    "improvements": ("改善策", "Improvements"),
    "decision": ("判定", "Decision"),
}
"""What the board lists as still to be entered."""

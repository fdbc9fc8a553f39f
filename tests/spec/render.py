"""Pages of docs/reference that are made of spec tables."""

from hoshin.core.targets import read_phrase, wording
from tests.spec.targets.table import Row, themes

_HEAD = """# What a printed target says

Made from `tests/spec/targets/phrases.toml` by `script/render`. Each phrase is read exactly so; a test keeps it.

`hoshin targets FILE` reads one phrase a line and prints one JSON line a phrase (`-` is standard input, empty lines
are skipped). A target has a comparator (`>=` `<=` `>` `<` `=` `between` `increase` `decrease` `maintain`
`qualitative`) and, as printed:

- `value`, `value_max`: the number with 万, 億 and 千円 expanded and 割 as %; with `increase` and `decrease` the amount
  of change (none: any), with `maintain` the level; both ends of a range.
- `unit`: as printed, except that パーセント and 割 become `%` and 千円 becomes 円; for a comparison with a baseline the
  unit that the measure counts in.
- `due_fiscal_year`, `due_date`: a fiscal year (令和5年度末まで), or a day (令和7年3月末 is its last day, 2025年 its
  31 December); never both.
- `baseline`: `previous_fiscal_year`, `previous_calendar_year`, `fiscal:YYYY`, `national_average`, `city_average`; then
  there is no value, unless it is a change.
- `per`: the unit that each must reach it: 地域, 校, 年; two are joined by ・ (各校年3回 is 校・年).
- `cumulative`, `since_fiscal_year`: 延べ, 累計, or a sum over years and its first year.
- `comparator_implied`: nothing printed says which way; the last word with a direction in the measure does.

Decisions that the table shows: 前年 is read as 前年度 with a note (police counts are of the calendar year). 延べ
counts as cumulative, also when it stands in the measure. A zero is a bare number: 「事故ゼロ」 is at most 0, by its
measure. 以上を維持 is 以上. 「前年度比110%以上」 is an increase of 10 %. 15年度 may be two eras and is asked about,
32年度 is 平成 with a note. A figure that is approximate, conditional, misprinted, one of two, or a share of something
unnamed raises a question (the codes are in [problems.md](problems.md)); what raises one is never silently taken.
"""


def targets_page() -> str:
    """The spec table of target phrases with each meaning in words."""
    parts = [_HEAD]
    for theme in themes():
        parts.append(f"\n## {theme.ja} ({theme.en})\n")
        parts.append("| phrase | measure | meaning | in words | asked or noted |\n|---|---|---|---|---|")
        parts += [_line(row) for row in theme.rows]
    return "\n".join(parts) + "\n"


def _line(row: Row) -> str:
    in_words = "<br>".join(wording(read.target) for read in read_phrase(row.phrase).targets)
    asked = " ".join(f"`{code}`" for code in row.codes.split())
    means = f"`{row.means}`".replace("|", "\\|") if row.means else "—"
    cells = (row.phrase.replace("|", "\\|"), row.measure or "—", means, in_words or "—", asked or "—")
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"

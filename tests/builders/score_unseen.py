"""How well the readers read plans that nobody has seen: `python -m tests.builders.score_unseen`.

Every field of a truth is right, missing or wrong. The worst class is "wrong unsaid": the reader took in something
false and no problem of the document stands on that item. Options: `--seeds N`, `--only PATTERN` (form, format, seed),
`--failures FILE`, `--keep DIRECTORY`.
"""

import argparse
import re
import sys
import tempfile
import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hoshin.core.plan.document import Indicator, Initiative, Outcome, PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.exchange.reading import read_plan
from tests.builders.unseen_files import DECOY
from tests.builders.unseen_wards import cases, make

OUTCOMES = ("right", "missing", "missing unsaid", "wrong", "wrong unsaid")


@dataclass(frozen=True)
class Finding:
    """What became of one field."""

    field: str
    kind: str
    expected: Any = None
    found: Any = None


def plain(text: str | None) -> str | None:
    """The text without widths, spaces, line ends and leading bullets."""
    if text is None:
        return None
    flush = re.sub(r"(^|\n)\s*[・●○◆\-]+", r"\1", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", flush)


def plain_code(code: str | None) -> str | None:
    """「１－(１)－①」 as 1-1-1."""
    return None if code is None else "-".join(re.findall(r"\d+", unicodedata.normalize("NFKC", code)))


class Scoring:
    """The findings on one document."""

    def __init__(self, plan: PlanDocument) -> None:
        self.plan = plan
        self.findings: list[Finding] = []
        self.said = [p for p in plan.problems if p.severity != "note"]

    def _is_said(self, items: tuple[str | None, ...], words: tuple[str | None, ...]) -> bool:
        return any(self._speaks_of(problem, items, words) for problem in self.said)

    def tells_of_code(self, code: str) -> bool:
        """Some problem names the code, or its issue's number where the whole issue is gone."""
        issue = code.split("-", maxsplit=1)[0]
        remaining = {(plain_code(outcome.code) or "").split("-")[0] for outcome in self.plan.outcomes}
        wanted = code if issue in remaining else rf"{code}|{issue}(-x)?"
        for problem in self.said:
            told = plain("|".join((problem.found or "", problem.proposal or "", *problem.values.values()))) or ""
            if re.search(rf"(?<![\d-])({wanted})(?![\d-])", told):
                return True
        return False

    @staticmethod
    def _speaks_of(problem: Problem, items: tuple[str | None, ...], words: tuple[str | None, ...]) -> bool:
        if problem.item is not None and problem.item in items:
            return True
        told = (
            plain(f"{problem.found or ''}{problem.proposal or ''}{problem.where.text if problem.where else ''}") or ""
        )
        return any(word is not None and len(word) > 2 and plain(word) in told for word in words)

    def check(
        self,
        name: str,
        expected: Any,
        found: Any,
        *,
        items: tuple[str | None, ...] = (),
        words: tuple[str | None, ...] = (),
    ) -> None:
        if expected == found:
            kind = "right"
        else:
            kind = "missing" if found in (None, "", ()) else "wrong"
            kind += "" if self._is_said(items, words) else " unsaid"
        self.findings.append(Finding(name, kind, expected, found))


def score(plan: PlanDocument, truth: dict[str, Any]) -> list[Finding]:
    """Every claim of the truth, looked up in what was read."""
    scoring = Scoring(plan)
    _score_plan(scoring, truth)
    outcomes = _matched_outcomes(plan, truth["outcomes"])
    for wanted, outcome in zip(truth["outcomes"], outcomes, strict=True):
        _score_outcome(scoring, wanted, outcome)
    _score_extras(scoring, truth, outcomes)
    return scoring.findings


def _score_plan(scoring: Scoring, truth: dict[str, Any]) -> None:
    plan = scoring.plan
    scoring.check("fiscal_year", truth["fiscal_year"], plan.fiscal_year)
    organisation = plan.organisation or ""
    same = truth["organisation"] in organisation or (organisation != "" and organisation in truth["organisation"])
    scoring.check("organisation", truth["organisation"], truth["organisation"] if same else plan.organisation)
    for key in ("goal", "mission"):
        if truth[key]:
            scoring.check(key, plain(truth[key]), plain(getattr(plan, key)))
    labels = {label.level: label.label for label in plan.levels}
    for level, label in truth["levels"].items():
        scoring.check(f"levels.{level}", label, labels.get(level))
    issues = {plain_code(issue.code): issue for issue in plan.issues}
    for wanted in truth["issues"]:
        issue = issues.get(wanted["code"])
        name = f"issue {wanted['code']}"
        scoring.check(f"{name}.title", wanted["title"], issue and plain(issue.title))
        if wanted["challenge"]:
            scoring.check(f"{name}.challenge", wanted["challenge"], issue and plain(issue.challenge))
    scoring.check("revision_notes", truth["revision_notes"], len(plan.stamps))
    for row in truth["revision_history"]:
        read = [(e.on and e.on.isoformat(), plain(e.old), plain(e.new)) for e in plan.revision_history]
        expected = (row["on"], row["old"], row["new"])
        scoring.check("revision_history", expected, expected if expected in read else (read or None))
    for code in truth["absent"]:
        scoring.check(f"the absence of {code} is a problem", True, scoring.tells_of_code(code) or None)


def _matched_outcomes(plan: PlanDocument, wanted: list[dict[str, Any]]) -> list[Outcome | None]:
    if any(one["code"] is None for one in wanted):
        return [plan.outcomes[n] if n < len(plan.outcomes) else None for n in range(len(wanted))]
    by_code = {plain_code(outcome.code): outcome for outcome in plan.outcomes}
    by_title = {plain(outcome.title): outcome for outcome in plan.outcomes if outcome.title}
    return [by_code.get(one["code"]) or by_title.get(plain(one["title"])) for one in wanted]


def _score_outcome(scoring: Scoring, wanted: dict[str, Any], outcome: Outcome | None) -> None:
    name = f"outcome {wanted['code'] or wanted['issue_code']}"
    items, words = (outcome.id if outcome else None,), (wanted["code"], wanted["title"])
    for key in ("title", "goal_state", "strategy"):
        if wanted[key] is not None:
            scoring.check(
                f"{name}.{key}", plain(wanted[key]), outcome and plain(getattr(outcome, key)), items=items, words=words
            )
    if wanted["title"] is None and wanted["code"] is not None:
        scoring.check(f"{name}.title (not printed)", None, outcome and outcome.title, items=items)
        asked = any(outcome and p.item == outcome.id for p in scoring.said)
        scoring.check(f"{name}: the missing title is a problem", True, asked or None)
    if wanted["code"] is not None:
        scoring.check(f"{name}.code", wanted["code"], outcome and plain_code(outcome.code), items=items, words=words)
    if outcome and outcome.issue:
        codes = {issue.id: plain_code(issue.code) for issue in scoring.plan.issues}
        scoring.check(f"{name}.issue", wanted["issue_code"], codes.get(outcome.issue), items=items)
    _score_indicators(scoring, name, wanted, outcome, items)
    _score_measured(scoring, name, wanted["measured"] + wanted["earlier"], outcome)
    _score_reviews_of_page(scoring, name, wanted, outcome)
    everywhere = [i for o in scoring.plan.outcomes for i in o.initiatives]
    for one in wanted["initiatives"]:
        found = next((i for i in everywhere if plain_code(i.code) == one["code"]), None)
        found = found or next((i for i in everywhere if plain(i.title) == plain(one["title"])), None)
        parent = next((o.id for o in scoring.plan.outcomes if found in o.initiatives), None)
        scoring.check(f"initiative {one['code']}.parent", outcome.id if outcome else "?", parent, items=items)
        _score_initiative(scoring, one, found)


def _score_initiative(scoring: Scoring, wanted: dict[str, Any], found: Initiative | None) -> None:
    name, items, words = (
        f"initiative {wanted['code']}",
        (found.id if found else None,),
        (wanted["code"], wanted["title"]),
    )
    scoring.check(f"{name}.code", wanted["code"], found and plain_code(found.code), items=items, words=words)
    scoring.check(f"{name}.title", plain(wanted["title"]), found and plain(found.title), items=items, words=words)
    _score_indicators(scoring, name, wanted, found, items)
    scoring.check(f"{name}.marks", tuple(wanted["marks"]), found.marks if found else None, items=items, words=words)
    if wanted["activities"]:
        texts = tuple(plain(activity.text) for activity in found.activities) if found else None
        scoring.check(
            f"{name}.activities", tuple(plain(a) for a in wanted["activities"]), texts, items=items, words=words
        )
    budget, money = wanted["budget"], found.budget if found else None
    expected = (budget["kind"], budget["amount_yen"], plain_code(budget.get("included_in")))
    actual = (money.kind, money.amount_yen, plain_code(money.included_in)) if money else None
    scoring.check(f"{name}.budget", expected, actual, items=items, words=words)
    lines = {(line.kind, line.fiscal_year): line.budget.amount_yen for line in found.budget_lines} if found else {}
    for line in wanted["budget_lines"]:
        key = (line["kind"], line["fiscal_year"])
        scoring.check(f"{name}.budget_lines {key}", line["amount_yen"], lines.get(key), items=items)
    for text in wanted["exit_criteria"]:
        printed = [plain(c.printed) for c in found.exit_criteria] if found else []
        scoring.check(
            f"{name}.exit_criteria",
            plain(text),
            next((p for p in printed if p == plain(text)), "".join(map(str, printed)) or None),
            items=items,
        )
    if wanted["past_results"]:
        scoring.check(
            f"{name}.past_results", plain(wanted["past_results"]), found and plain(found.past_results), items=items
        )
    _score_reviews(scoring, name, wanted["reviews"], found)


def _score_reviews(scoring: Scoring, name: str, reviews: list[dict[str, Any]], found: Initiative | None) -> None:
    for review in reviews:
        stage = review["stage"]
        mine = [r for r in found.reviews if r.stage == stage] if found else []
        texts = [plain(text) or "" for r in mine for text in r.texts.values()]
        for key in ("actions", "improve"):
            if key in review:
                text = plain(review[key]) or ""
                scoring.check(
                    f"{name}.{stage}.{key}", text, text if any(text in t for t in texts) else ("".join(texts) or None)
                )
        codes = [plain(code) for r in mine for code in r.codes.values()]
        codes += [plain(r.code) for i in (found.indicators if found else ()) for r in i.results if r.code]
        code = plain(review["code"])
        scoring.check(f"{name}.{stage}.code", code, code if code in codes else (str(codes) if codes else None))
        _score_measured(scoring, name, review.get("measured", []), found)


def _score_reviews_of_page(scoring: Scoring, name: str, wanted: dict[str, Any], outcome: Outcome | None) -> None:
    holders = [*scoring.plan.issues, *([outcome] if outcome else []), scoring.plan]
    texts = [plain(text) or "" for h in holders for r in h.reviews for text in r.texts.values()]
    for review in wanted.get("reviews_anywhere", ()):
        for key in ("actions", "improve"):
            text = plain(review[key]) or ""
            scoring.check(f"{name}.year_end.{key}", text, text if any(text in t for t in texts) else None)


def _score_measured(
    scoring: Scoring, name: str, measured: list[dict[str, Any]], holder: Outcome | Initiative | None
) -> None:
    """A result stands somewhere apart from the targets, under its own item."""
    texts = [plain(r.printed) or "" for i in (holder.indicators if holder else ()) for r in i.results]
    texts += [
        plain(text) or "" for r in (holder.reviews if holder else ()) for text in (*r.texts.values(), *r.codes.values())
    ]
    for one in measured:
        figure = plain(one["printed"]) or ""
        scoring.check(f"{name}.result", figure, figure if any(figure in text for text in texts) else None)


def _score_indicators(
    scoring: Scoring,
    name: str,
    wanted: dict[str, Any],
    holder: Outcome | Initiative | None,
    items: tuple[str | None, ...],
) -> None:
    left = list(holder.indicators) if holder else []
    for number, one in enumerate(wanted["indicators"], 1):
        indicator = _matched_indicator(one, left)
        if indicator is not None:
            left.remove(indicator)
        _score_indicator(scoring, f"{name} indicator {number}", one, indicator, items)
    for extra in left:
        scoring.check(f"{name} extra indicator", None, extra.printed, items=(extra.id,))


def _matched_indicator(wanted: dict[str, Any], left: list[Indicator]) -> Indicator | None:
    part = plain(wanted.get("measure_contains") or wanted["measure"]) or ""
    for indicator in left:
        if part in (plain(indicator.measure) or ""):
            return indicator
    return next((i for i in left if part in (plain(i.printed) or "")), None)


def _score_indicator(
    scoring: Scoring, name: str, wanted: dict[str, Any], found: Indicator | None, parents: tuple[str | None, ...]
) -> None:
    items = (found.id,) if found else parents
    words = (wanted.get("measure") or wanted["measure_contains"],)
    if "measure" in wanted:
        scoring.check(
            f"{name}.measure", plain(wanted["measure"]), found and plain(found.measure), items=items, words=words
        )
    for key, value in wanted["target"].items():
        actual = getattr(found.target, key) if found and found.target else None
        gone = found is None or found.target is None
        expected = "(a target)" if gone and not value else comparable(key, value)
        scoring.check(f"{name}.{key}", expected, comparable(key, actual), items=items, words=words)
    if found is not None:
        scoring.check(f"{name}.revised", wanted["revised"], found.revised, items=items, words=words)
        scoring.check(f"{name}.label", plain(wanted["label"]), plain(found.label), items=items, words=words)


def comparable(key: str, value: Any) -> Any:
    """A target's value as it is compared: exact numbers, 「各地域」 as 地域, units without widths."""
    if value is None:
        return None
    if key == "value":
        return Decimal(str(value))
    if key == "per":
        return re.sub(r"^[各1１毎]|ごと$|あたり$", "", value)
    return plain(value) if key == "unit" else value


def _score_extras(scoring: Scoring, truth: dict[str, Any], outcomes: list[Outcome | None]) -> None:
    plan = scoring.plan
    codes = {one["code"] for o in truth["outcomes"] for one in o["initiatives"]}
    titles = {plain(one["title"]) for o in truth["outcomes"] for one in o["initiatives"]}
    for outcome in plan.outcomes:
        if not any(outcome is known for known in outcomes):
            scoring.check("extra outcome", None, f"{outcome.code} {outcome.title}", items=(outcome.id,))
        for one in outcome.initiatives:
            if plain_code(one.code) not in codes and plain(one.title) not in titles:
                scoring.check("extra initiative", None, f"{one.code} {one.title}", items=(one.id,))
    decoy = plain(DECOY) or ""
    everywhere = [i for o in plan.outcomes for h in (o, *o.initiatives) for i in h.indicators]
    taken = any(
        decoy[:12] in (plain(i.printed) or "") or (i.target and i.target.value == Decimal("99.9")) for i in everywhere
    )
    scoring.check("hidden text kept out", False, taken)


def findings_of(
    form: str, file_format: str, seed: int, directory: Path
) -> tuple[list[Finding], PlanDocument, dict[str, Any]]:
    path, truth = make(form, file_format, seed, directory)
    plan = read_plan(path)
    return score(plan, truth), plan, truth


def tally(findings: list[Finding]) -> dict[str, int]:
    return {kind: sum(f.kind == kind for f in findings) for kind in OUTCOMES}


def scored(seeds: range, only: str, directory: Path) -> Iterator[tuple[str, str, int, list[Finding]]]:
    for form, file_format, seed in cases(seeds):
        if only and not re.search(only, f"{form} {file_format} {seed}"):
            continue
        try:
            yield form, file_format, seed, findings_of(form, file_format, seed, directory)[0]
        except Exception as error:  # noqa: BLE001 - a crash of a reader is a line of the table, not the end of it
            frames = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frames.filename).name}:{frames.lineno}"
            yield (
                form,
                file_format,
                seed,
                [Finding("read_plan", "wrong unsaid", "a plan", f"{type(error).__name__}: {error} ({place})")],
            )


def report(rows: list[tuple[str, str, int, list[Finding]]]) -> str:
    lines = [f"{'form':16} {'format':12} " + " ".join(f"{kind:>14}" for kind in OUTCOMES) + "   right"]
    totals = dict.fromkeys(OUTCOMES, 0)
    for form, file_format in dict.fromkeys((form, file_format) for form, file_format, _, _ in rows):
        found = [f for a, b, _, fs in rows if (a, b) == (form, file_format) for f in fs]
        counts = tally(found)
        totals = {kind: totals[kind] + counts[kind] for kind in OUTCOMES}
        lines.append(_row(form, file_format, counts))
    return "\n".join([*lines, _row("all", "", totals)])


def _row(form: str, file_format: str, counts: dict[str, int]) -> str:
    share = counts["right"] / max(1, sum(counts.values()))
    return f"{form:16} {file_format:12} " + " ".join(f"{counts[kind]:>14}" for kind in OUTCOMES) + f"   {share:.1%}"


def failures(rows: list[tuple[str, str, int, list[Finding]]]) -> str:
    out = ["# What the readers get wrong on unseen documents", ""]
    for form, file_format, seed, findings in rows:
        bad = sorted((f for f in findings if f.kind != "right"), key=lambda f: OUTCOMES[::-1].index(f.kind))
        if bad:
            out += [f"## {form} {file_format} seed {seed}", ""]
            out += [f"- **{f.kind}** {f.field}: expected `{f.expected}`, found `{f.found}`" for f in bad]
            out.append("")
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(prog="score_unseen")
    options.add_argument("--seeds", type=int, default=2)
    options.add_argument("--only", default="")
    options.add_argument("--failures", type=Path)
    options.add_argument("--keep", type=Path)
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        directory = given.keep or Path(scratch)
        directory.mkdir(parents=True, exist_ok=True)
        rows = list(scored(range(given.seeds), given.only, directory))
    text = report(rows)
    sys.stdout.write(text + "\n")
    if given.failures:
        given.failures.write_text(f"```\n{text}\n```\n\n{failures(rows)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

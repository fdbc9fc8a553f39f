"""Plans of wards, bureaus, years and level names that are nobody's, as files with a known truth.

`make` writes one file and answers what a careful reader finds in it: a plan document's keys, without those that the
file does not print. Everything follows from (form, format, seed).
"""

from pathlib import Path
from typing import Any

from tests.builders.unseen_content import CIRCLED, plan_truth
from tests.builders.unseen_files import WRITERS
from tests.builders.unseen_forms import FORMS, Form

STRIKES = ("xlsx_sheets", "xlsx_single", "docx", "pdf_ruled")
PLAIN = ("text", "scrambled", "markdown", "text_marked", "docx_prose", "pdf_prose")
WITHOUT_ISSUES = ("scrambled", "pptx_boxes", "pptx_cards", "pdf_slides", "pdf_printed")


def cases(seeds: range) -> list[tuple[str, str, int]]:
    """(form, format, seed) of everything that can be made."""
    return [(form.name, file_format, seed) for form in FORMS.values() for file_format in form.formats for seed in seeds]


def make(form_name: str, file_format: str, seed: int, directory: Path) -> tuple[Path, dict[str, Any]]:
    """Write the file and answer (its path, its truth)."""
    form = FORMS[form_name]
    plan = plan_truth(form_name, form.extent, seed, money=form.money, one_outcome_an_issue=form.one_outcome_an_issue)
    if file_format == "scrambled":
        _label_every_indicator(plan)
    if file_format not in STRIKES:
        _without_old_words(plan)
    suffix, write = WRITERS[file_format]
    path = directory / f"{form_name}-{file_format}-{seed}.{suffix}"
    write(form, plan, seed, path)
    return path, _what_is_printed(form, file_format, seed, plan)


def _holders(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [holder for outcome in plan["outcomes"] for holder in (outcome, *outcome["initiatives"])]


def _label_every_indicator(plan: dict[str, Any]) -> None:
    """Numbers that begin anew for each initiative, so that a scrambled order can be put right."""
    for outcome in plan["outcomes"]:
        for initiative in outcome["initiatives"]:
            for number, group in enumerate(initiative["groups"]):
                for one in group:
                    one["label"] = CIRCLED[number]


def _without_old_words(plan: dict[str, Any]) -> None:
    for holder in _holders(plan):
        for group in holder["groups"]:
            group[0].pop("old", None)


def _what_is_printed(form: Form, file_format: str, seed: int, plan: dict[str, Any]) -> dict[str, Any]:
    truth = {key: value for key, value in plan.items() if key not in ("manner", "stamps")}
    truth["revision_notes"] = plan["stamps"]
    truth["levels"] = {level: form.words[level] for level in ("issue", "outcome", "initiative")}
    bare_tables = file_format == "markdown" and form.layout == "columns" and seed % 2 == 1
    if file_format in WITHOUT_ISSUES or bare_tables:
        truth["issues"] = []
        truth["levels"].pop("issue")
    if file_format in WITHOUT_ISSUES:
        truth["revision_history"] = []
    if file_format == "scrambled":
        truth["goal"] = truth["mission"] = None
    if form.layout == "page":
        truth["levels"] = {"issue": form.words["issue"]}
    for holder in _holders(truth):
        holder["indicators"] = [one for group in holder.pop("groups") for one in group]
    for outcome in truth["outcomes"]:
        if form.layout == "page":
            outcome["code"] = outcome["title"] = None
        for initiative in outcome["initiatives"]:
            if form.layout == "page":
                initiative["activities"] = []
            if file_format in PLAIN:
                initiative["budget_lines"] = []
            if file_format == "scrambled":
                initiative |= {"exit_criteria": [], "past_results": None, "reviews": []}
        if file_format == "scrambled":
            outcome |= {"measured": [], "earlier": []}
        if form.layout == "page":
            outcome["reviews_anywhere"] = outcome["initiatives"][0]["reviews"]
            for initiative in outcome["initiatives"]:
                initiative["reviews"] = []
        if form.layout == "page" or file_format in PLAIN:
            outcome["earlier"] = []
    return truth

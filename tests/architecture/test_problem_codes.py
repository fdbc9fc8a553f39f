"""Every problem a user may meet has its sentences, and no sentence is without a use."""

import re
import string

from hoshin.core.problems import SENTENCES
from tests.architecture.source_tree import ROOT, SOURCE

TABLES = SOURCE / "core" / "problems"


def _code_outside_the_tables() -> str:
    return "\n".join(p.read_text("utf-8") for p in SOURCE.rglob("*.py") if TABLES not in p.parents)


def test_every_sentence_is_raised_somewhere():
    text = _code_outside_the_tables()
    assert [code for code in SENTENCES if f'"{code}"' not in text] == []


def test_every_raised_code_has_a_sentence():
    raised = set(re.findall(r'Problem\(\s*(?:code=)?"([a-z0-9_]+)"', _code_outside_the_tables()))
    assert raised - SENTENCES.keys() == set()


def test_both_languages_name_the_same_values():
    def names(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    uneven = [code for code, s in SENTENCES.items() if names(s.ja) - names(s.en) or names(s.en) - names(s.ja)]
    assert uneven == []


def test_sentences_end_as_sentences():
    assert [
        c
        for c, s in SENTENCES.items()
        if not s.ja.endswith(("。", "？", "）")) or not s.en.rstrip(")").endswith((".", "?"))
    ] == []


def test_every_code_has_a_row_in_the_reference():
    page = (ROOT / "docs" / "reference" / "problems.md").read_text("utf-8")
    assert [code for code in SENTENCES if f'id="{code}"' not in page] == []

"""What is wrong or uncertain, said so that the reader can act.

A problem names what, where, what was found and what to do. Code carries only the
facts; the sentences stand in tables (`reading`, `phrases`, …), in Japanese and English,
where a writer edits them without touching logic. Every code has a sentence and a row in
`docs/reference/problems.md`; tests keep it so.

>>> from hoshin.core.problems.record import Problem
>>> problem = Problem("budget_not_read", found="約３百万円", values={"field": "予算額"})
>>> "約３百万円" in sentence(problem, "ja") and "約３百万円" in sentence(problem, "en")
True
"""

from hoshin.core.problems import (
    cases,
    documents,
    estimates,
    files,
    judging,
    measurements,
    phrases,
    plans,
    registers,
    responses,
    series,
    surveys,
    tree,
)
from hoshin.core.problems.record import Problem, Sentence

SENTENCES: dict[str, Sentence] = {}
for _table in (
    files.SENTENCES,
    documents.SENTENCES,
    phrases.SENTENCES,
    plans.SENTENCES,
    tree.SENTENCES,
    surveys.SENTENCES,
    estimates.SENTENCES,
    responses.SENTENCES,
    measurements.SENTENCES,
    registers.SENTENCES,
    cases.SENTENCES,
    series.SENTENCES,
    judging.SENTENCES,
):
    _repeated = SENTENCES.keys() & _table.keys()
    assert not _repeated, f"two tables word the same code: {_repeated}"
    SENTENCES.update(_table)


def sentence(problem: Problem, language: str = "ja") -> str:
    """The problem in words: what was found and what to do, without the place.

    The place stays apart (`problem.where`), because a page links it and a report prints it.
    A value that the sentence names and the problem lacks is our bug: `KeyError`.
    """
    wording = SENTENCES[problem.code]
    template = wording.ja if language == "ja" else wording.en
    return template.format(found=problem.found or "", proposal=problem.proposal or "", **dict(problem.values))
